"""What a text implies about the day it was written, one clue at a time.

A clue names windows of days on which its words could have been written, says so in one
sentence, and has a weight. No clue is proof: `dating_weigh` looks for the days that most of
them allow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dragoman.codebook.time_words import WEEKDAY_NAMES
from dragoman.extract.timex.calendar import add, interval
from dragoman.extract.timex.meaning import Anchor
from dragoman.extract.timex.scan import Found, scan
from dragoman.extract.timex.tense import sentence_around, tense_at
from dragoman.model import Candidate, Span
from dragoman.resolve.dating_candidates import dateline, stamp_lines

ClueKind = Literal[
    "full date", "future date", "yearless date", "weekday and date", "dateline", "anniversary", "office", "trip",
    "change",
]
Window = tuple[date | None, date | None]

#: years in which a date without its year is looked for; fixed, so that nothing depends on today
YEARS = range(1945, 2061)

# Weights, by how often such a clue misleads on data/news (see bench/dating.py): about 1 where it hardly ever does, less
# where authors also write so about other days.
WEIGHTS: dict[ClueKind, float] = {
    "full date": 1.5,
    "future date": 0.6,
    "yearless date": 0.4,
    "weekday and date": 1.5,
    "dateline": 1.5,
    "anniversary": 1.0,
    "office": 1.0,
    "trip": 0.8,
    "change": 1.5,
}
# A month or a year told as past is more often misread than a day.
_COARSE_WEIGHT = 0.8
# A date told without its year lies within so many days of the report; beyond, writers add the year.
_YEARLESS_REACH = 200
# A date given with its weekday and without its year is nearer still.
_NAMED_REACH = 60
# A wire is printed on the day of its dateline or a few days later.
_DATELINE_REACH = 4


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing the text says, and the days on which it could have been written saying so."""

    kind: ClueKind
    windows: tuple[Window, ...]
    says: str
    span: Span | None = None
    weight: float = 1.0
    covers_from: date | None = None  #: before this day what it rests on has gaps, and proves nothing

    def refutes(self, first: date | None, last: date | None) -> bool:
        """Whether it speaks against all days of the interval."""
        known = self.covers_from is None or last is None or last >= self.covers_from
        return known and not self.allows(first, last)

    def allows(self, first: date | None, last: date | None) -> bool:
        """Whether some day of the interval lies in a window."""
        return any(
            (w[1] is None or first is None or first <= w[1]) and (w[0] is None or last is None or w[0] <= last)
            for w in self.windows
        )


def text_clues(text: str) -> tuple[Clue, ...]:
    """Clues that need no knowledge but the calendar."""
    skipped = stamp_lines(text)
    found = [t for t in scan(text) if not any(s.overlaps(t.span) for s in skipped)]
    clues = [*_full_dates(text, found), *_yearless(text, found), *_anniversaries(text, found)]
    line = dateline(text)
    if line and line.year is None:
        windows = tuple(
            _around(y, line.month, line.day, 0, _DATELINE_REACH) for y in YEARS if _is_day(y, line.month, line.day)
        )
        says = f"the dateline says “{line.span.of(text)}”"
        clues.append(Clue("dateline", windows, says, line.span, WEIGHTS["dateline"]))
    return tuple(clues)


def bound_clue(bound: Candidate) -> Clue:
    """A page that was changed on a day was not written after it."""
    latest = bound.when.latest
    window = (None, latest + timedelta(1) if latest else None)
    says = f"the page was changed on {latest.isoformat() if latest else ''}"
    return Clue("change", (window,), says, bound.span, WEIGHTS["change"])


def _is_day(year: int, month: int, day: int) -> bool:
    return interval(f"{year:04d}-{month:02d}-{day:02d}") is not None


def _around(year: int, month: int, day: int, before: int, after: int) -> Window:
    middle = date(year, month, day)
    return middle - timedelta(before), middle + timedelta(after)


def _full_dates(text: str, found: Sequence[Found]) -> Iterator[Clue]:
    """The latest date told as past bounds the day from below; the earliest still ahead bounds it from above."""
    past: tuple[date, Found] | None = None
    ahead: tuple[date, Found] | None = None
    for each in found:
        value = each.meaning.resolve(Anchor()) or ""
        days = interval(value)
        if days is None or each.meaning.kind not in ("DATE", "TIME") or len(value) < 4 or days[0].year not in YEARS:
            continue
        tense = _told(text, each.span)
        if tense == "past" and days[0] != days[1] and _is_aimed_at(text, each.span):
            continue
        if tense == "past" and (past is None or days[0] > past[0]):
            past = (days[0], each)
        if tense == "future" and (ahead is None or days[1] < ahead[0]):
            ahead = (days[1], each)
    if past:
        says = f"“{past[1].span.of(text)}” is told as past"
        width = interval(past[1].meaning.resolve(Anchor()) or "")
        day = width is not None and width[0] == width[1]
        yield Clue("full date", ((past[0], None),), says, past[1].span, WEIGHTS["full date"] if day else _COARSE_WEIGHT)
    if ahead and (past is None or ahead[0] >= past[0]):
        says = f"“{ahead[1].span.of(text)}” is still ahead"
        yield Clue("future date", ((None, ahead[0]),), says, ahead[1].span, WEIGHTS["future date"])


# So far before a year or month an aim may stand that takes it along.
_AIM_REACH = 70
_AIM = re.compile(
    r"\b(?:to (?!(?:the|an?|his|her|its|their|this|that|these|those|our|my|war|power|office|[A-Z]\w*)\b)[a-z]+"
    r"|prepar\w+ for|prior to|ahead of|until|expir\w+"
    r"|(?:when|once|after|before) (?:it|he|she|they|we) [a-z]+s)\b[^,;:.\n]*$"
)


def _is_aimed_at(text: str, span: Span) -> bool:
    """Whether an aim stands between the verb and a year or month: "set targets to cut emissions by half in 2030".

    Four of eight wrong intervals on state-gov (bench/dating.py) had taken such a year as past.
    """
    return _AIM.search(text, max(0, span.start - _AIM_REACH), span.start) is not None


_LED = re.compile(r"\b(?:in|on|since|during|dated|early|late|mid|last)\s*(?:the\s+)?$|\(\s*$", re.IGNORECASE)
_SINCE_LEAD = re.compile(r"\bsince\s*(?:early |late |mid-?)?$", re.IGNORECASE)
_WILL = re.compile(
    r"\b(?:will|shall|scheduled|slated|is to|are to|(?:plans?|planning|due|set|expected|intends?|agreed) to)\b",
    re.IGNORECASE,
)
#: a small word or a mark may follow a date that stands for itself; a noun ("the 2030 agenda") may not
_FREE = re.compile(
    r"\s*(?:$|[.,;:)\n”\"–—-]|(?:and|to|the|when|where|after|as|at|with|by|in|he|she|it|they|that|but|for|from|while|who)\b)"
)


def _told(text: str, span: Span) -> str | None:
    """Tense of a date that stands for itself, led by "on", "in" or "since"; None for all others.

    "By 2030", "the 2030 agenda" and "FY 2022" say nothing of the day of writing.
    """
    lead = text[max(0, span.start - 25) : span.start]
    if _SINCE_LEAD.search(lead):
        return "past"
    if not _LED.search(lead) or not _FREE.match(text, span.end):
        return None
    tense = tense_at(text, span.start, span.end)
    start, _ = sentence_around(text, span.start, span.end)
    ahead = _WILL.search(text, start, span.start) is not None
    if tense == "future":
        return "future" if ahead else None
    return None if ahead else tense


def _yearless(text: str, found: Sequence[Found]) -> Iterator[Clue]:
    """Days without a year lie near the report; with a weekday they also pick the year."""
    for each in found:
        if each.rule not in ("month day", "day month") or each.meaning.kind != "DATE":
            continue
        days = interval(each.meaning.resolve(Anchor(date(2000, 6, 15))) or "")
        if days is None:
            continue
        month, day = days[0].month, days[0].day
        weekday = _weekday_in(each.span.of(text))
        quote = each.span.of(text)
        tense = _told(text, each.span)
        if weekday:
            years = [y for y in YEARS if _is_day(y, month, day) and date(y, month, day).isoweekday() == weekday]
            windows = tuple(_around(y, month, day, _NAMED_REACH, _NAMED_REACH) for y in years)
            yield Clue("weekday and date", windows, f"“{quote}” fits few years", each.span, WEIGHTS["weekday and date"])
        elif tense:
            before, after = (0, _YEARLESS_REACH) if tense == "past" else (_YEARLESS_REACH, 0)
            windows = tuple(_around(y, month, day, before, after) for y in YEARS if _is_day(y, month, day))
            side = "lies shortly before" if tense == "past" else "lies shortly ahead"
            yield Clue("yearless date", windows, f"“{quote}” {side}", each.span, WEIGHTS["yearless date"])


def _weekday_in(words: str) -> int | None:
    """Number of the weekday that the words open with."""
    first = re.match(r"\w+", words)
    name = first[0].capitalize() if first else ""
    return WEEKDAY_NAMES.index(name) + 1 if name in WEEKDAY_NAMES else None


_NTH = re.compile(r"(?<![-\w])(\d{1,3})(?:st|nd|rd|th)\s+anniversary\b", re.IGNORECASE)
_SINCE = re.compile(
    r"(?<![-\w])(\d{1,3}|two|three|four|five|six|seven|eight|nine|ten)\s+years\s+(?:since|after|on from)\b",
    re.IGNORECASE,
)
_SMALL = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
# The year must stand this near to be the one that is counted from.
_NEAR = 60
_MARKED = re.compile(r"\b(?:mark|commemorat|celebrat|observ)\w*|\btoday\b|\bthis (?:year|week|month)\b", re.IGNORECASE)


def _anniversaries(text: str, found: Sequence[Found]) -> Iterator[Clue]:
    """ "the 30th anniversary of the 1991 Gulf War", "33 years after the 1989 crackdown"."""
    for pattern, slack, near in ((_NTH, 0, _NEAR), (_SINCE, 1, _NEAR // 3)):
        for match in pattern.finditer(text):
            count = _SMALL.get(match[1].lower()) or (int(match[1]) if match[1].isdigit() else 0)
            begin, end = sentence_around(text, match.start(), match.end())
            if pattern is _NTH and not _MARKED.search(text, begin, match.start()):
                continue
            for each in found:
                between = text[match.end() : each.span.start]
                if not match.end() <= each.span.start <= min(end, match.end() + near) or between.strip() == "in":
                    continue
                value = each.meaning.resolve(Anchor()) or ""
                days = interval(value)
                if days and len(value) >= 4 and (days[1] - days[0]).days < 366:
                    year = days[0].year + count
                    window = (date(year - slack, 1, 1), date(year + slack, 12, 31))
                    says = f"“{match[0]}” counts from {days[0].year}"
                    yield Clue("anniversary", (window,), says, Span(match.start(), match.end()), WEIGHTS["anniversary"])
                    break


_SAME_DAY = re.compile(
    r"\blater (?:in the day|today|on \w+day)\b|\b(?:today|tonight)\b|\bthis (?:morning|afternoon|evening)\b"
)


def weekdays_told(text: str) -> tuple[Found, ...]:
    """Bare weekdays told as past, outside of stamp lines."""
    skipped = stamp_lines(text)
    return tuple(
        t
        for t in scan(text)
        if t.rule in ("weekday", "day and part")
        and not any(s.overlaps(t.span) for s in skipped)
        and tense_at(text, t.span.start, t.span.end) == "past"
        and not re.match(r"(?i)(?:last|next|previous|following|the)\b", t.span.of(text))
    )


def freshest(text: str, day: date) -> tuple[int, Found] | None:
    """Days between the freshest weekday told as past and the day, with its words; None where no weekday is told."""
    gaps = []
    for each in weekdays_told(text):
        told = interval(each.meaning.resolve(Anchor(day)) or "")
        if told and told[0] <= day:
            gaps.append(((day - told[0]).days, each.span, each))
    if not gaps:
        return None
    gap, _, each = min(gaps, key=lambda g: g[:2])
    return gap, each


def is_same_day(text: str) -> bool:
    """Whether words show that the text was written on the day it tells of last."""
    return _SAME_DAY.search(text) is not None


def shifted(window: Window, before: int, after: int) -> Window:
    """The window with some days more at its ends."""
    first, last = window
    return (add(first, "day", -before) if first else None, add(last, "day", after) if last else None)
