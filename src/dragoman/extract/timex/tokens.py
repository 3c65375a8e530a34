"""Cut a text into the words of time expressions.

Each token has a `kind`, the letter of the grammar; words outside the vocabulary are `OTHER`
and marks that end a phrase are `BREAK`, so that no rule reaches across them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dragoman.codebook.time_words import (
    CAPITAL_ONLY,
    CARDINALS,
    MONTH_ABBREVIATIONS,
    ORDINALS,
    SCALES,
    TENS,
    VOCABULARY,
    WEEKDAY_ABBREVIATIONS,
)
from dragoman.extract.timex.feasts import FIRST_WORDS, feast_at

OTHER = "other"
BREAK = "break"

_TEENS = "|".join(sorted((*CARDINALS, *TENS), key=len, reverse=True))
_NUMERAL = rf"(?:{_TEENS}|hundred|thousand|million)"
_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))

#: number words that belong together: "twenty-first", "two hundred and ten", "nineteen ninety-six"
_RUN = re.compile(
    rf"(?P<ordinal>(?:twenty|thirty)[\s-](?:{_ORDINAL})\b)|{_NUMERAL}(?:(?:[\s-]+|[\s-]+and[\s-]+){_NUMERAL})*\b",
    re.IGNORECASE,
)
# Words come first: most tokens are words, and nothing that follows begins with a letter and ends as one.
_TOKEN = re.compile(
    r"""
      (?P<dotted>\b(?:[ap]\.\s?m\b\.?|b\.\s?c\.\s?e\b\.?|b\.\s?c\b\.?|a\.\s?d\b\.?))
    | (?P<word>[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*\.?(?=\W|_|$))
    | (?P<iso>\b\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?\b)
    | (?P<slash>\b\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)\b)
    | (?P<clock>\b(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?)(?!\d)
    | (?P<money>[$£€¥#]\s?\d[\d,.]*|\b\d[\d,.]*\s?%|\b\d+/\d+(?:/\d+)*)
    | (?P<decade>(?:\b\d{3}0|(?<!\w)['’]?\d0)['’]?s\b)
    | (?P<short>(?<!\w)['’]\d\d\b)
    | (?P<mixed>\b\d+(?:-|[ ])\d/\d\b|\b\d*[½¼¾])
    | (?P<part>\b(?:Q[1-4]|[1-4]Q|H[12]|[12]H)(?=\b|FY))
    | (?P<fiscal>\bFY[ ]?['’]?(?:\d{4}|\d\d)\b)
    | (?P<nth>\b\d{1,2}(?:st|nd|rd|th)\b)
    | (?P<number>\b\d{1,3}(?:,\d{3})+(?:\.\d+)?\b|\b\d+(?:\.\d+)?(?=\b|bc\b|am\b|pm\b|hrs\b))
    | (?P<possessive>['’]s\b|(?<=s)['’](?=\s))
    | (?P<gap>\n\s*\n)
    | (?P<mark>[^\w\s])
    | (?P<rest>\w+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ABBREVIATIONS = frozenset({*MONTH_ABBREVIATIONS, *WEEKDAY_ABBREVIATIONS, "am", "pm", "ca"})
_MARKS = {
    ",": "comma",
    "-": "hyphen",
    "–": "hyphen",
    "‑": "hyphen",
    "—": "dash",
    "/": "slash-mark",
    "(": "open",
    ")": "close",
}
_UNKNOWN: tuple[str, object] = (OTHER, None)
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place in the text, its role in the grammar and what it is worth."""

    start: int
    end: int
    text: str
    kind: str
    value: object = None

    @property
    def number(self) -> int:
        """The value as a whole number; 0 where it is none."""
        return int(self.value) if isinstance(self.value, int | float) else 0


def tokenise(text: str) -> list[Token]:
    """All tokens of the text, in order."""
    tokens: list[Token] = []
    taken = 0
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        if start < taken:
            continue
        group, word = found.lastgroup or "rest", found.group()
        if group != "word":
            tokens.append(Token(start, end, word, *_classify(group, word)))
            continue
        bare = word[:-1] if word[-1] == "." else word
        folded = bare.lower()
        kind, value = VOCABULARY.get(folded, _UNKNOWN)
        if kind == "number":
            run = _RUN.match(text, start)
            if run and run.end() > start + len(bare):
                taken = run.end()
                tokens.append(Token(start, taken, run[0], *_number_words(run[0].lower())))
                continue
        elif folded in CAPITAL_ONLY and bare[0].islower():
            kind, value = _UNKNOWN
        elif folded in FIRST_WORDS and bare[0].isupper() and (feast := feast_at(text, start)):
            taken = start + len(feast)
            tokens.append(Token(start, taken, feast, "feast", feast))
            continue
        # The full stop belongs to the word only after an abbreviation ("Sept. 3"); elsewhere it ends a sentence.
        stopped = bare is not word and folded not in _ABBREVIATIONS
        tokens.append(Token(start, end - stopped, bare if stopped else word, kind, value))
        if stopped:
            tokens.append(Token(end - 1, end, ".", BREAK))
    return tokens


def _classify(group: str, word: str) -> tuple[str, object]:
    """Kind and value of a token that is no plain word."""
    if group == "mark":
        return _MARKS.get(word, BREAK), None
    if group in ("gap", "rest", "money"):
        return BREAK if group == "gap" else OTHER, None
    if group in ("iso", "slash", "clock", "possessive"):
        return group, word
    if group == "part":
        return "year-part", word.upper() if word[1].isdigit() else word[::-1].upper()
    if group == "fiscal":
        return "fiscal-year", int(re.sub(r"\D", "", word))
    if group == "nth":
        day = int(word[:-2])
        return ("ordinal", day) if day else (OTHER, None)
    if group == "number":
        return _number(word)
    if group == "mixed":
        return "number", _mixed(word)
    if group == "decade":
        digits = re.sub(r"\D", "", word)
        return "decade", int(digits)
    if group == "short":
        return "short", int(word[1:])
    letters = re.sub(r"[^a-z]", "", word.lower())
    return VOCABULARY.get(letters, (OTHER, None))


def _number(word: str) -> tuple[str, object]:
    plain = word.replace(",", "")
    if "." in plain:
        return "number", float(plain)
    value = int(plain)
    if len(word) == 4 and 1000 <= value <= 2199:
        return "year", value
    if 1 <= value <= 31 and len(word) <= 2:
        return "day", value
    if len(word) == 4 and value < 2400 and word[0] == "0":
        return "military", word
    return "number", value


def _mixed(word: str) -> float:
    """7-1/2, 2 1/2, 7½ as a number."""
    if word[-1] in _FRACTIONS:
        return (int(word[:-1]) if word[:-1] else 0) + _FRACTIONS[word[-1]]
    whole, upper, lower = re.split(r"[-\s/]+", word)
    return int(whole) + (int(upper) / int(lower) if int(lower) else 0)


@lru_cache(maxsize=4096)
def _number_words(words: str) -> tuple[str, object]:
    """Number words: "nineteen ninety-six" is a year, "twenty-four" and "two thousand" are numbers."""
    parts = [p for p in re.split(r"[\s-]+", words) if p != "and"]
    if parts[-1] in ORDINALS:
        return "ordinal", TENS[parts[0]] + ORDINALS[parts[-1]]
    values = [CARDINALS.get(p, TENS.get(p, SCALES.get(p, 0))) for p in parts]
    if len(values) in (2, 3) and 10 < values[0] <= 20 and values[1] in {*TENS.values(), *range(10, 20)}:
        tail = values[1] + (values[2] if len(values) == 3 and values[1] >= 20 else 0)
        return "year", values[0] * 100 + tail
    total = current = 0
    for part, value in zip(parts, values, strict=True):
        if part == "hundred":
            current = (current or 1) * 100
        elif part in SCALES:
            total, current = total + (current or 1) * value, 0
        else:
            current += value
    value = total + current
    return ("year", value) if len(parts) > 1 and "thousand" in parts and 2000 <= value <= 2100 else ("number", value)
