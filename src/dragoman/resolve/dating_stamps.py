"""Lines at the head or foot of a text that are made of a date and of words that go with a masthead."""

from __future__ import annotations

import re

from dragoman.extract.timex.calendar import interval
from dragoman.extract.timex.meaning import Anchor
from dragoman.extract.timex.scan import Found, scan
from dragoman.model import Span

# Lines from either end of the text in which a printed date may be the report's own.
_HEAD_LINES = 12
_FOOT_LINES = 6
_LONGEST_LINE = 140
#: words that may stand beside the date in such a line
_BESIDE = frozenset(
    "published updated posted on at last modified first issued issue date edition created am pm gmt utc est edt cet "
    "bst a m p ist the print online release released for immediate by wire news time local hrs h of day filed edited "
    "min minutes read vol volume no number late final early city morning evening page price "
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_LABEL = re.compile(
    r"\W*(?:published|updated|posted|last (?:updated|modified)|first published|date|issued|released)\b[\s:on]*", re.I
)
#: what parts the cells of a masthead: "| KINGSTOWN | FRIDAY, DECEMBER 15, 2023 |"
_CELLS = re.compile(r"\s*[|•·¦]\s*|\s+[–—/-]{1,2}\s+|\t+|[^\S\n]{3,}")
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
#: small words in the name of a place or paper; any other word in lower case belongs to a sentence
_SMALL = frozenset("of the and de la el al le les du des am an auf der di da do dos den".split())
# A name of a place or paper has this many words at most ("Frankfurter Allgemeine Zeitung für Deutschland").
_LONGEST_NAME = 5
_LONGEST_PLACE = 3


def stamped(text: str) -> list[tuple[Span, Found]]:
    """Lines that hold a full date and else only what goes with it, each with the date.

    Of a line that begins with weekday and date, run in before its first sentence, the date alone ("Monday, June 3, 2024
    The president said").
    """
    lines = [m for m in re.finditer(r"[^\n]+", text) if m[0].strip()]
    ends = [*lines[:_HEAD_LINES], *(lines[-_FOOT_LINES:] if len(lines) > _HEAD_LINES + _FOOT_LINES else ())]
    found = []
    for line in ends:
        if not re.search(r"\d", line[0]):
            continue
        span = Span(line.start(), line.end())
        inside = [t for t in scan(text) if span.contains(t.span)]
        if inside and _is_run_in(text, span, inside[0]):
            found.append((inside[0].span, inside[0]))
            continue
        if len(line[0]) > _LONGEST_LINE:
            continue
        full = [t for t in inside if _is_day(t)]
        if full and (_is_bare(line[0], inside, text) or _is_masthead(text, span, inside, full[0])):
            found.append((span, full[0]))
    return found


def _is_run_in(text: str, line: Span, first: Found) -> bool:
    """Whether a line begins with weekday and date, straight before the capital of a sentence."""
    if first.span.start != line.start or not _WEEKDAY.match(text, line.start) or not _is_day(first):
        return False
    return re.match(r"[^\S\n]+[“\"]?[A-Z]", text[first.span.end : line.end]) is not None


def _is_day(found: Found) -> bool:
    days = interval(found.meaning.resolve(Anchor()) or "")
    return days is not None and days[0] == days[1]


def _is_bare(line: str, inside: list[Found], text: str) -> bool:
    """Whether nothing but words of a stamp stands beside the date; after a label a few others may."""
    for each in inside:
        line = line.replace(each.span.of(text), " ")
    stray = _stray(line)
    return not stray or (_LABEL.match(line) is not None and len(stray) <= 4)


def _stray(words: str) -> list[str]:
    """Words that are none of a stamp's."""
    return [w for w in _WORD.findall(words) if w.lower() not in _BESIDE]


def _is_masthead(text: str, line: Span, inside: list[Found], day: Found) -> bool:
    """Whether the line is a date beside names, in cells of their own or before a comma: "KINGSTOWN, 15 December 2023".

    The names are told by their capitals, so that the title of another story with its date is none.
    """
    start = line.start
    cells = []
    for mark in [*_CELLS.finditer(text, line.start, line.end), None]:
        cells.append(Span(start, mark.start() if mark else line.end))
        start = mark.end() if mark else start
    cells = [c for c in cells if c.of(text).strip(" |,.")]
    if len(cells) == 1:
        before, after = text[line.start : day.span.start], text[day.span.end : line.end]
        rest = _without(text, line, inside)
        shouted = rest.isupper() and _WEEKDAY.match(day.span.of(text)) is not None
        # "– Ada Roe, 10 September 2019" signs a quotation
        place = before.rstrip().endswith(",") and len(_stray(before)) <= _LONGEST_PLACE and before[0] not in "–—-"
        return _is_name(rest) and (shouted or (place and not _stray(after)))
    return all(
        not _stray(_without(text, cell, inside)) if cell.contains(day.span) else _is_name(_without(text, cell, inside))
        for cell in cells
    )


def _without(text: str, cell: Span, inside: list[Found]) -> str:
    """The words of a cell but for its times."""
    words = cell.of(text)
    for each in inside:
        if cell.contains(each.span):
            words = words.replace(each.span.of(text), " ")
    return words


def _is_name(words: str) -> bool:
    """Whether the words may be the name of a place, a paper or an edition."""
    found = _stray(words)
    return len(found) <= _LONGEST_NAME and all(w[0].isupper() or w.lower() in _SMALL for w in found)
