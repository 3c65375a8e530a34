"""Words of a text after the conventions of UD English (EWT, GUM): clitics and hyphens stand alone.

Offsets are exact: every word is a slice of the text, and only white space lies between words.
"""

from __future__ import annotations

import re

# Abbreviations that keep their full stop inside a sentence; "U.S." and initials are found by shape.
_ABBREVIATIONS = (
    "Mr Mrs Ms Dr Prof Rev Hon Gov Sen Sens Rep Reps Gen Lt Maj Col Capt Cmdr Adm Sgt Brig Pres Amb Atty St Ste Mt Ft "
    "Jr Sr Inc Corp Co Ltd Bros Cos Dept Univ Assn vs etc Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec "
    "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa "
    "Tenn Tex Va Vt Wash Wis Wyo"
).split()

WORD = re.compile(
    r"""
    (?:https?://|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?)\]'’]     # addresses
  | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                             # e-mail
  | (?:[A-Za-z]\.){2,}                                       # U.S., a.m., J.K.
  | (?:ABBREVIATIONS)\.(?=\s|$|[,;:)])                       # Gen., Sept.
  | Nos?\.(?=\s?\d)                                         # No. 5
  | (?<![\w.])[A-Z]\.(?=\s*[A-Z])                            # an initial
  | \d+(?:[.,:/]\d+)+(?:st|nd|rd|th|s)?                      # 1,000  7:30  1/2
  | \d+(?:st|nd|rd|th|s|m|bn|km|kg|pm|am)\b                  # 2nd, 1990s, 5m
  | (?:can)(?=not\b)                                         # can|not
  | [^\W\d_]+?(?=n['’]t\b)                                   # did|n't
  | n['’]t\b
  | ['’](?:s|re|ve|ll|d|m|S|RE|VE|LL|D|M)\b                  # clitics
  | (?:O|D|d|L|l|Al|al)['’](?=[A-Z])[^\W\d_]+                # O'Brien, D'Souza
  | [^\W\d_]+['’][^\W\d_]{2,}(?<!n['’]t)                     # Ma'ariv, Sana'a
  | [^\W_]+                                                  # words and numbers
  | \.{2,} | …+ | -{2,} | ``|''                              # ellipses, dashes, typewriter quotes
  | [^\s]                                                    # any other sign
    """.replace("ABBREVIATIONS", "|".join(_ABBREVIATIONS)),
    re.VERBOSE,
)
# "government's": the clitic alternatives above must win over the name-with-apostrophe one.
_CLITIC = re.compile(r"['’](?:s|re|ve|ll|d|m)$", re.IGNORECASE)


def words(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """(start, end) of each word in `text[start:end]`, in order."""
    out: list[tuple[int, int]] = []
    for match in WORD.finditer(text, start, len(text) if end is None else end):
        a, b = match.span()
        clitic = _CLITIC.search(text, a, b) if b - a > 3 and text[a].isalpha() else None
        if clitic and clitic.start() > a:
            out.append((a, clitic.start()))
            out.append((clitic.start(), b))
        else:
            out.append((a, b))
    return out


def shape(word: str) -> int:
    """Letter case of a word: 0 other, 1 lower, 2 Title, 3 UPPER, 4 with a digit. Input of the casing embedding."""
    if word.islower():
        return 1
    if word.istitle():
        return 2
    if word.isupper():
        return 3
    if any(c.isdigit() for c in word):
        return 4
    return 0
