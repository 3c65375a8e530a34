"""Dates that could be a report's own: found on ingest, or printed at its head, in its dateline or at its foot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dragoman.edtf import when_of
from dragoman.extract.timex.calendar import interval
from dragoman.extract.timex.meaning import Anchor
from dragoman.extract.timex.scan import scan
from dragoman.model import Candidate, Report, Span, When
from dragoman.resolve.dating_stamps import stamped

#: a dateline opens the report: it stands within so many characters
_DATELINE_REACH = 2000
_DATELINE = re.compile(
    r"^[^\S\n]*(?P<place>[A-Z][A-Z.'’ -]{2,}[A-Z](?:/[A-Z .]+)?(?:,[^\n,—–()]{2,30})?)(?:,|\s)\s*"
    r"(?:\((?P<agency>[^)\n]{2,30})\)\s*[-—–,]*\s*)?"
    r"(?P<date>(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?)(?:,?\s+\d{4})?)"
    r"\s*(?:\([^)\n]{2,40}\)\s*)?[,:]?\s*(?:-|–|—|_)",
    re.MULTILINE,
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_URL_DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<sep>[/-]?)(?P<m>0[1-9]|1[0-2])(?P=sep)(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
)
_URL_MONTH = re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>0?[1-9]|1[0-2])/")


@dataclass(frozen=True, slots=True)
class Dateline:
    """The day in a wire's dateline ("BEIJING, June 19 (Reuters) -"), mostly without its year."""

    span: Span
    month: int
    day: int
    year: int | None


def candidates(report: Report) -> tuple[Candidate, ...]:
    """Every date with its year that could be the report's, those given and found on ingest first."""
    found = [*report.hints, *_printed(report.text), *_from_url(report)]
    line = dateline(report.text)
    if line and line.year:
        day = date(line.year, line.month, line.day)
        found.append(Candidate(when_of(day, day), "dateline", line.span))
    kept: list[Candidate] = []
    for each in found:
        if each.when.earliest is None and each.when.latest is None:
            continue
        if not any(_same(each, other) for other in kept):
            kept.append(each)
    return tuple(kept)


def is_bound(candidate: Candidate) -> bool:
    """Whether it only says that the report is not younger (a day of change), and is no date of its own."""
    return candidate.when.earliest is None


def _same(left: Candidate, right: Candidate) -> bool:
    if left.origin != right.origin or left.when != right.when:
        return False
    return left.span is None or right.span is None or left.span.overlaps(right.span)


def dateline(text: str) -> Dateline | None:
    """The dateline at the start of a paragraph, if the text has one."""
    for line in _DATELINE.finditer(text, 0, _DATELINE_REACH):
        span = Span(line.start("date"), line.end("date"))
        for each in scan(text):
            if not each.span.overlaps(span):
                continue
            value = each.meaning.resolve(Anchor()) or each.meaning.resolve(Anchor(date(2000, 6, 15)))
            days = interval(value or "")
            if days and days[0] == days[1]:
                year = days[0].year if each.meaning.resolve(Anchor()) else None
                return Dateline(span, days[0].month, days[0].day, year)
    return None


def stamp_lines(text: str) -> tuple[Span, ...]:
    """Lines at head or foot that hold hardly anything but a date, and datelines: no evidence for themselves."""
    spans = [line for line, _ in stamped(text)]
    line = dateline(text)
    if line:
        spans.append(line.span)
    return tuple(spans)


def _printed(text: str) -> list[Candidate]:
    """Dates that stand alone in a line at the head or foot, and the year of a copyright line."""
    found = []
    for line, each in stamped(text):
        days = interval(each.meaning.resolve(Anchor()) or "")
        if days:
            found.append(
                Candidate(when_of(*days), "masthead", Span(each.span.start, each.span.end), quote=line.of(text).strip())
            )
    for year in _COPYRIGHT.finditer(text):
        number = int(year["year"])
        when = when_of(date(number, 1, 1), date(number, 12, 31))
        found.append(Candidate(when, "text", Span(year.start(), year.end()), why="the year of the copyright line"))
    return found


def _from_url(report: Report) -> list[Candidate]:
    """A date in the address, where ingest has not found one."""
    if not report.url or any(h.origin == "url" for h in report.hints):
        return []
    when = url_days(report.url)
    return [Candidate(when, "url", None, quote=report.url)] if when else []


def url_days(url: str) -> When | None:
    """The day or month in an address like /2023/06/19/talks or /20230619-talks; None where there is none."""
    found = _URL_DATE.search(url)
    if found:
        days = interval(f"{found['y']}-{found['m']}-{found['d']}")
        return when_of(*days) if days else None
    month = _URL_MONTH.search(url)
    if month:
        days = interval(f"{month['y']}-{int(month['m']):02d}")
        return when_of(*days) if days else None
    return None
