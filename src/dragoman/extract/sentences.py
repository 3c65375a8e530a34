"""Where the sentences of a report begin and end, exact to the character.

Steps:

1. Lines. A blank line ends a sentence, and so does a single line break (headlines, bylines, mastheads and
   bullets stand on lines of their own), unless the text was wrapped by hand or machine: see `_is_wrapped`.
2. Stops. In the stretches that remain every ".", "!", "?" or ellipsis, with the quotes and brackets that
   close behind it, ends a sentence unless `_is_end` objects: abbreviations, initials, numbers of lists, a
   lower-case word behind it, or a speaker behind a quoted question.

Spans cover no white space at their ends; every other character of the text is in exactly one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dragoman.extract.abbreviations import (
    BEFORE_NUMBERS,
    CLOCK_TAILS,
    OF_REGIONS,
    OPEN,
    REGIONS,
    SAYING,
    STARTERS,
    TITLES,
)
from dragoman.model import Span

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_STOP = re.compile(r"(?:\.{2,}|…|[.!?]+)(?:''|[\"”’'»)\]}*])*(?:\[\d+\])*(?=\s)")
_NEXT = re.compile(r"\s+(?P<open>(?:``|[\"“‘'«(\[{*¿¡—–-]\s*)*)(?P<word>[^\s\"”“()\[\]]*)")
_BEFORE = re.compile(r"[^\s\"“”‘«(\[{*—]*\Z")
_ACRONYM = re.compile(r"(?:\b[A-Za-z]\.)+[A-Za-z]\Z")
_CLOCK = frozenset({"a.m", "p.m"})
_QUOTES = frozenset("\"”’'»")
_DASHES = frozenset({"-", "--", "–", "—"})
_ASIDES = _DASHES | {"("}
# A place in capitals or a day, with agency and date or not; the longest seen in training text has 47 characters.
_DATELINE = re.compile(
    r"(?:[A-Z][a-z]+\.? \d{1,2}, )?[A-Z][A-Z'’.-]+(?:[ /,]+(?:[A-Z][A-Z'’.-]+|[A-Z][a-z]+\.?|\d{1,2}|\d{4}))*"
    r"\.?(?:\s*/[A-Za-z]+/)?\.\Z"
)
_LONGEST_DATELINE = 60
_LIST_NUMBER = re.compile(r"(?:\(?\d{1,3}|\(?[a-zA-Z]|[ivxIVX]{1,4})\Z")
# A name that begins in lower case may begin a sentence.
_LOWER_NAME = re.compile(r"(?:al|el|an|as|ash|at|ar)-[A-Z]|i[A-Z]|e[A-Z]")
_TERMINAL = re.compile(r"[.!?…:;][\"”’')\]]*\Z")
_BULLET = re.compile(r"\s*(?:[•●▪◦‣*·–—-]|\d{1,3}[.)])\s")
# Text wrapped at a fixed width: the usual widths are 60 to 80; above this a "line" is a paragraph.
_WIDEST_WRAP = 120
_NARROWEST_WRAP = 40


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of `text`, in order, without white space at their ends."""
    found: list[Span] = []
    for start, end in _stretches(text):
        found.extend(_split(text, start, end))
    return tuple(found)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Runs of lines that may hold sentences going on over line breaks (1)."""
    lines = [m.span() for m in _LINE.finditer(text)]
    wrap = _wrap_width(text, lines)
    at = 0
    while at < len(lines):
        last = at
        while last + 1 < len(lines) and _goes_on(text, lines[last], lines[last + 1], wrap):
            last += 1
        yield lines[at][0], lines[last][1]
        at = last + 1


def _wrap_width(text: str, lines: list[tuple[int, int]]) -> int | None:
    """The width at which the text was wrapped, or None when it was not.

    A wrapped line is one on which the next line's first word would have found no room; that must hold for
    nine of ten breaks that do not end a sentence.
    """
    breaks = [(a, b) for a, b in pairwise(lines) if text.count("\n", a[1], b[0]) == 1]
    width = max((e - s for s, e in lines), default=0)
    if len(breaks) < 2 or not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return None
    inner = [(a, b) for a, b in breaks if not _TERMINAL.search(text, a[0], a[1])]
    full = sum(_is_full(text, a, b, width) for a, b in inner)
    return width if len(inner) >= 2 and full >= 0.9 * len(inner) else None


def _is_full(text: str, line: tuple[int, int], after: tuple[int, int], width: int) -> bool:
    first_word = text[after[0] : after[1]].split(None, 1)[0]
    return (line[1] - line[0]) + 1 + len(first_word) > width


def _goes_on(text: str, line: tuple[int, int], after: tuple[int, int], wrap: int | None) -> bool:
    """Whether a sentence may go on from one line to the next."""
    if text.count("\n", line[1], after[0]) != 1 or _BULLET.match(text, *after):
        return False
    if wrap is not None and _is_full(text, line, after, wrap):
        return True
    return text[after[0] : after[1]].lstrip()[:1].islower() and not _TERMINAL.search(text, line[0], line[1])


def _split(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut one stretch at the stops that end sentences (2)."""
    at = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() < end and _is_end(text, at, stop):
            yield from _trimmed(text, at, stop.end())
            at = stop.end()
    yield from _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    right = len(words.rstrip())
    if left < right:
        yield Span(start + left, start + right)


def _is_end(text: str, start: int, stop: re.Match[str]) -> bool:
    following = _NEXT.match(text, stop.end())
    word = following["word"] if following else ""
    mark = stop[0]
    if word[:1].islower() and not _LOWER_NAME.match(word):
        # A quotation that closes before a lower-case word is part of the sentence around it.
        return False
    if mark[0] in "!?":
        return not (len(mark) > 1 and _names_speaker(text, following))
    if mark.startswith(("..", "…")) or mark[1:2] in _QUOTES:
        return True
    return not (_is_dateline(text, start, stop.end()) or _is_abbreviation(text, start, stop.start(), following))


def _is_dateline(text: str, start: int, end: int) -> bool:
    """Whether the stop closes a dateline ("MOSCOW, April 2. /TASS/. ...") rather than a sentence."""
    return end - start <= _LONGEST_DATELINE and _DATELINE.match(text, start, end) is not None


def _names_speaker(text: str, following: re.Match[str] | None) -> bool:
    """Whether a name and a verb of saying stand behind a closed question: “Will he go?” Smith asked."""
    if following is None or following["open"]:
        return False
    ahead = text[following.start("word") : following.start("word") + 80].split("\n")[0].split()
    if not ahead or ahead[0] in STARTERS:
        return False
    return any(word.rstrip(",.") in SAYING for word in ahead[1:6])


def _is_abbreviation(text: str, start: int, dot: int, following: re.Match[str] | None) -> bool:
    """Whether the stop at `dot` belongs to the word before it, given the word behind it."""
    word, opening = (following["word"], following["open"].strip()) if following else ("", "")
    found = _BEFORE.search(text, max(start, dot - 30), dot)
    bare = found[0].lstrip("'’") if found else ""
    starts = re.split("[’',]", word, maxsplit=1)[0] in STARTERS
    if not bare:
        return False
    if bare in TITLES:
        return True
    if bare in BEFORE_NUMBERS:
        return word[:1].isdigit()
    if _LIST_NUMBER.match(bare) and not text[start : dot - len(bare)].strip():
        return True  # "1. Troops would withdraw": the number of a list
    if bare.lower() in _CLOCK:
        return opening in _ASIDES or word.rstrip(".,") in CLOCK_TAILS
    if bare in REGIONS and text[start : dot - len(bare)].endswith(", "):
        first_word = re.split("[’',]", word, maxsplit=1)[0]
        return opening in _DASHES or first_word in OF_REGIONS | CLOCK_TAILS
    if _ACRONYM.search(bare):
        return opening in _DASHES or not starts or word == "Under"  # the U.S. Under Secretary
    if len(bare) == 1 and bare.isupper():
        return not starts
    return bare in OPEN and (opening in _DASHES or not starts)
