"""The lines around a printed report: masthead date, headline, byline, and the outlet named at its end.

For plain text, where nothing marks them. They are found, never removed: the text is the evidence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.ingest.days import read_day
from dragoman.model import Span

_HEAD_LINES = 10  #: how many printed lines may come before the first paragraph
_LONGEST_HEADLINE = 220
_BYLINE = re.compile(r"^(?:Reported\s+|Written\s+)?(?:By|BY)\s+(?P<names>[A-Z][^.!?]*?(?:\s[A-Z]\.[^.!?]*?)*)$")
_DATELINE = re.compile(r"^[A-Z][^()\n]{2,60}?\s*\((?P<agency>[A-Z][\w .'’/&-]{1,30})\)\s*(?:[-–—_]+|:)(?:\s|$)")
_AGENCY_LINE = re.compile(r"^\((?P<agency>[A-Z][\w .'’/&-]{1,40})\)$")
_HAS_NUMBER = re.compile(r"\d")
_SIGNED = re.compile(
    r"^(?:[•·*▪■–—-]+|Source:|SOURCE:|©\s*(?:\d{4})?)\s*(?P<outlet>[A-Z][\w.'’&()-]*(?:\s+[\w.'’&()-]+){0,6})$"
)
_CREDITS = re.compile(r"report(?:ing|ed)|edit(?:ing|ed)|writ(?:ing|ten)|compil|contribut|photo|copyright|rights", re.I)
_SENTENCE_END = re.compile(r"[.!:;,…][\"'”’)]*$")


@dataclass(frozen=True, slots=True)
class Masthead:
    """What is printed around the paragraphs; spans into the text, None where there is none."""

    headline: Span | None = None
    byline: str | None = None
    outlet: str | None = None


def find_masthead(text: str) -> Masthead:
    """Read the first and last lines of a plain text.

    Limits: a headline that ends in a full stop is taken for a sentence, and a headline without a blank line after
    it is not seen where lines are wrapped at a fixed width.
    """
    lines = _printed_lines(text)
    headline = byline = None
    wrapped = _is_wrapped(text)
    for n, line in enumerate(lines[:_HEAD_LINES]):
        words = line.of(text)
        if read_day(words) is not None:
            continue
        if found := _BYLINE.match(words):
            byline = byline or found["names"].strip()
            continue
        if headline is None and _reads_as_headline(words) and _stands_alone(text, lines, n, wrapped=wrapped):
            headline = line
            continue
        if headline is not None or len(words) > 120:
            break
    return Masthead(headline, byline, _outlet(text, lines))


def _printed_lines(text: str) -> list[Span]:
    lines, start = [], 0
    for raw in text.split("\n"):
        bare = raw.strip()
        if bare:
            first = start + raw.index(bare)
            lines.append(Span(first, first + len(bare)))
        start += len(raw) + 1
    return lines


def _reads_as_headline(words: str) -> bool:
    return (
        len(words) <= _LONGEST_HEADLINE
        and len(words.split()) >= 3
        and not words[0].islower()
        and not _SENTENCE_END.search(words)
        and not _DATELINE.match(words)
        and not words.startswith(("•", "-", "*", "|", "http"))
    )


def _stands_alone(text: str, lines: list[Span], n: int, *, wrapped: bool) -> bool:
    """Whether line `n` is no piece of a paragraph: a blank line follows, or a line that begins anew."""
    if n + 1 >= len(lines):
        return False
    following = lines[n + 1]
    if "\n\n" in text[lines[n].end : following.start]:
        return True
    after = following.of(text)
    if read_day(after) is not None or _BYLINE.match(after) or _DATELINE.match(after):
        return True
    if wrapped or after[0].islower():
        return False
    return len(after) > lines[n].end - lines[n].start or not _holds_sentence(text, lines[n].start)


def _holds_sentence(text: str, start: int) -> bool:
    """Whether a line of the block that begins at `start` ends as a sentence does; a block of head lines has none."""
    end = text.find("\n\n", start)
    block = text[start : end if end >= 0 else len(text)]
    return any(_SENTENCE_END.search(line.rstrip()) for line in block.split("\n"))


def _is_wrapped(text: str) -> bool:
    """Whether lines are broken at a fixed width: most lines that are followed by one are 50 to 100 characters long."""
    pieces = [line for block in text.split("\n\n")[:40] for line in block.split("\n")[:-1]]
    return len(pieces) >= 4 and sum(50 <= len(p) <= 100 for p in pieces) >= 0.7 * len(pieces)


def _outlet(text: str, lines: list[Span]) -> str | None:
    for line in reversed(lines[-2:]) if len(lines) > 3 else ():
        words = line.of(text)
        for pattern in (_SIGNED, _AGENCY_LINE):
            found = pattern.match(words)
            if found and len(words) <= 70 and not _CREDITS.search(words):
                return str(found[1]).strip()
    for line in lines[:_HEAD_LINES]:
        found = _DATELINE.match(line.of(text))
        if found and not _HAS_NUMBER.search(found["agency"]):  # "VALKA (June 19)" names no agency
            return str(found["agency"]).strip()
    return None
