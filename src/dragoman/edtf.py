"""Days and intervals as EDTF strings (ISO 8601-2, levels 0 to 2), both ways.

Written: a day, a month, a year, a decade (`199X`), a century (`19XX`), a quarter (`2023-33`
to `-36`), a half (`2023-40`, `-41`), else an interval `first/last`; an unknown end is left
empty, an open one is `..` when read.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from dragoman.model import When

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_MASKED = re.compile(r"(\d{2,3})(X{1,2})|(\d{4})-XX(?:-XX)?|(\d{4})-(\d\d)-XX")
#: EDTF's numbers for parts of a year: (first month, months)
_PARTS = {
    21: (3, 3),
    22: (6, 3),
    23: (9, 3),
    24: (12, 3),
    33: (1, 3),
    34: (4, 3),
    35: (7, 3),
    36: (10, 3),
    40: (1, 6),
    41: (7, 6),
}
_QUALIFIERS = "?~%"


def when_of(earliest: date | None, latest: date | None) -> When:
    """A When with its EDTF string.

    Raises:
        ValueError: when the first day lies after the last.
    """
    return When(earliest, latest, to_edtf(When(earliest, latest)))


def to_edtf(when: When) -> str | None:
    """EDTF of the days; None where neither end is known."""
    first, last = when.earliest, when.latest
    if first is None and last is None:
        return None
    if first is None or last is None:
        return f"{first.isoformat() if first else ''}/{last.isoformat() if last else ''}"
    if last < first:
        raise ValueError(f"the first day {first} lies after the last {last}")
    return _whole(first, last) or f"{first.isoformat()}/{last.isoformat()}"


def _whole(first: date, last: date) -> str | None:
    """The short form, where the days are exactly a day, month, quarter, half, year, decade or century."""
    if first == last:
        return first.isoformat()
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return None
    years = last.year - first.year + 1
    if first.month == 1 and last.month == 12:
        if years == 1:
            return f"{first.year:04d}"
        if years == 10 and first.year % 10 == 0:
            return f"{first.year // 10:03d}X"
        if years == 100 and first.year % 100 == 0:
            return f"{first.year // 100:02d}XX"
        return None
    months = last.month - first.month + 1 + 12 * (years - 1)
    if months == 1:
        return f"{first.year:04d}-{first.month:02d}"
    for number, part in _PARTS.items():
        if part == (first.month, months):
            return f"{first.year:04d}-{number}"
    return None


def from_edtf(text: str) -> When:
    """The days an EDTF string means; `text` itself is kept as its EDTF.

    Qualifiers (`?`, `~`, `%`) do not change the days. Years before year 1 have no days here.

    Raises:
        ValueError: when it is no EDTF string of a form named in the module's docstring.
    """
    if "/" in text:
        left, _, right = text.partition("/")
        first = None if left in ("", "..") else _bounds(left)[0]
        last = None if right in ("", "..") else _bounds(right)[1]
        if first and last and last < first:
            raise ValueError(f"EDTF {text!r}: the interval ends before it starts; swap its ends")
        return When(first, last, text)
    if re.fullmatch(r"-\d{4}", text):
        return When(None, None, text)
    return When(*_bounds(text), text)


def _bounds(text: str) -> tuple[date, date]:
    """First and last day of one EDTF date."""
    plain = text.rstrip(_QUALIFIERS)
    masked = _MASKED.fullmatch(plain)
    if masked:
        if masked[1]:
            if len(masked[1]) + len(masked[2]) != 4 or int(masked[1]) == 0:
                raise ValueError(f"EDTF {text!r}: a masked year has four places; write 199X or 19XX")
            width = 10 ** len(masked[2])
            year = int(masked[1]) * width
            return date(year, 1, 1), date(year + width - 1, 12, 31)
        return _bounds(masked[3] or f"{masked[4]}-{masked[5]}")
    found = _DATE.fullmatch(plain)
    if not found:
        raise ValueError(f"EDTF {text!r}: not understood; write YYYY, YYYY-MM, YYYY-MM-DD, 199X or first/last")
    year, month = int(found[1]), int(found[2] or 0)
    if found[3]:
        day = date(year, month, int(found[3]))
        return day, day
    if month in _PARTS:
        return _months(year, *_PARTS[month])
    return _months(year, month, 1) if month else (date(year, 1, 1), date(year, 12, 31))


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    first = date(year, month, 1)
    index = year * 12 + month - 2 + count
    last_year, last_month = divmod(index, 12)
    return first, date(last_year, last_month + 1, monthrange(last_year, last_month + 1)[1])
