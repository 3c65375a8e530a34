"""Day strings of metadata, addresses and mastheads to `When`. Strict: what could be two days is no day.

Time expressions inside running text are the business of `extract.timexes`; here are only strings that are
nothing but a date.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

from dragoman.model import When

# No report older than the first telegraph agencies, none after 2100: outside of this a number is no year.
_FIRST_YEAR, _LAST_YEAR = 1835, 2100
_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if n}
_MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if n} | {"sept": 9}
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_CLOCK = (
    r"(?:,?\s*(?:at\s+|[-–|•·]\s*)?\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?"
    r"\s*\(?(?:[A-Z]{2,5}|[+-]\d{2}:?\d{2})?\)?)?"
)
_CLOCK_FIRST = r"(?:\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,5})?,?\s*(?:on\s+|[-–|•·]\s*)?)?"
_SPELLED = (
    re.compile(
        rf"{_CLOCK_FIRST}{_WEEKDAY}{_DAY}[\s.-]+(?:of\s+)?{_MONTH},?[\s-]+{_YEAR}(?:,?\s+{_WEEKDAY.strip()})?{_CLOCK}",
        re.I,
    ),
    re.compile(rf"{_CLOCK_FIRST}{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}{_CLOCK}", re.I),
)
_TRAILING_WEEKDAY = re.compile(r",?\s*(?:mon|tues|wednes|thurs|fri|satur|sun)day\s*$", re.I)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:[T ].*)?")
_SLASHED = re.compile(r"(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})(?:\s.*)?")
_PACKED = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>[01]\d)(?P<day>[0-3]\d)(?:T?\d{4,6}Z?)?")
_NUMBERED = re.compile(_WEEKDAY + r"(?P<a>\d{1,2})[/.-](?P<b>\d{1,2})[/.-](?P<year>\d{4})(?:[\s,].*)?", re.I)
_ISO_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})")
_ISO_YEAR = re.compile(r"\d{4}")
_LABEL = re.compile(
    r"^(?:first\s+|last\s+)?(?:published|posted|updated|modified|issued|released|created|date|issue date)"
    r"(?:\s+(?:on|at))?\s*:?\s+",
    re.I,
)
# What stands between the pieces of a stamp, and how much a stamp may hold before it is a sentence.
_BETWEEN = re.compile(r"\s+[-–—|·•/]+\s+|\s*[|·•]\s*|\s+(?:on|of|at)\s+", re.I)
_LONGEST = 200
_LONGEST_STAMP, _MOST_PIECES, _LONGEST_PIECE = 100, 5, 6
_ORNAMENT = " \t|•·*-–—[](){}"


def on(day: date) -> When:
    """The interval that is this one day."""
    return When(day, day, day.isoformat())


def read_day(text: str) -> When | None:
    """The day, month or year that `text` as a whole names, or None.

    Understands ISO 8601 (the day as written, whatever its time zone), RFC 822, "19 June 2023", "Monday, June 19,
    2023 5:00 pm ET", "2023/06/19", "20230619", "19/06/2023" where only one reading is possible, "2023-06", "2023", and
    ornaments and labels around it ("| 12 April 2024, Friday |", "Published: ...").
    """
    if len(text) > _LONGEST or not _ISO_YEAR.search(text):  # most strings on a page are no dates: quickly done
        return None
    bare = _LABEL.sub("", " ".join(text.split()).strip(_ORNAMENT)).strip(_ORNAMENT)
    if not 4 <= len(bare) <= 80:
        return None
    for pattern in (_ISO, _SLASHED, _PACKED):
        if found := pattern.fullmatch(bare):
            return _day(int(found["year"]), int(found["month"]), int(found["day"]))
    if found := _NUMBERED.fullmatch(bare):
        return _ambiguous(int(found["year"]), int(found["a"]), int(found["b"]))
    if found := _ISO_MONTH.fullmatch(bare):
        return _month(int(found["year"]), int(found["month"]))
    if _ISO_YEAR.fullmatch(bare):
        year = int(bare)
        return When(date(year, 1, 1), date(year, 12, 31), bare) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    without = _TRAILING_WEEKDAY.sub("", bare)
    for pattern in _SPELLED:
        if found := pattern.fullmatch(without):
            return _day(int(found["year"]), _MONTHS[found["month"].lower()], int(found["day"]))
    from email.utils import parsedate_to_datetime

    try:
        stamp = parsedate_to_datetime(bare)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return _day(stamp.year, stamp.month, stamp.day)


def read_stamp(text: str) -> When | None:
    """The day in a line that is a stamp: a date among names, labels and clock times.

    "Staff · 19 June 2023 · 2 min read" is one. A sentence is none, whatever it speaks of.
    """
    if len(text) > _LONGEST or not _ISO_YEAR.search(text):
        return None
    line = " ".join(text.split())
    if len(line) > _LONGEST_STAMP or line.endswith((".", "!", "?", "”", '"')):
        return None
    when = read_day(line)
    if when is not None:
        return when if when.is_day else None
    pieces = _BETWEEN.split(line)
    if len(pieces) > _MOST_PIECES or any(len(p.split()) > _LONGEST_PIECE for p in pieces):
        return None
    days = [w for w in map(read_day, pieces) if w is not None and w.is_day]
    return days[0] if len(days) == 1 else None


def is_modification(text: str) -> bool:
    """Whether a labelled date says when a report was changed, not when it came out."""
    return re.match(r"\W*(?:last\s+)?(?:updated|modified|edited)\b", text.strip(), re.I) is not None


def _day(year: int, month: int, day: int) -> When | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return on(date(year, month, day))
    except ValueError:
        return None


def _ambiguous(year: int, a: int, b: int) -> When | None:
    """Day and month in either order: a day only where the other order is none or the same."""
    readings = {w for w in (_day(year, b, a), _day(year, a, b)) if w is not None}
    return readings.pop() if len(readings) == 1 else None


def _month(year: int, month: int) -> When | None:
    if not (1 <= month <= 12 and _FIRST_YEAR <= year <= _LAST_YEAR):
        return None
    last = calendar.monthrange(year, month)[1]
    return When(date(year, month, 1), date(year, month, last), f"{year:04}-{month:02}")
