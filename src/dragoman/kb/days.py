"""Days as the tables keep them: numbers YYYYMMDD, with zeros for what is not known."""

from __future__ import annotations

import calendar
import re
from datetime import date

_ISO = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


def as_number(text: str) -> int:
    """2023-06 -> 20230600.

    Raises:
        ValueError: not a year, month or day of the calendar.
    """
    match = _ISO.match(text)
    if not match:
        raise ValueError(f"{text!r} is not a date")
    year, month, day = (int(g or 0) for g in match.groups())
    date(year, month or 1, day or 1)
    return year * 10_000 + month * 100 + day


def first_day(number: int) -> date | None:
    """The first day a number can mean; 0 is unknown."""
    return _day(number, last=False)


def last_day(number: int) -> date | None:
    """The last day a number can mean; 0 is unknown."""
    return _day(number, last=True)


def _day(number: int, *, last: bool) -> date | None:
    if number < 10_000:
        return None
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    month = month or (12 if last else 1)
    if not day:
        day = calendar.monthrange(year, month)[1] if last else 1
    try:
        return date(year, month, day)
    except ValueError:  # the tables hold a 30 February or two
        return date(year, month, 28)
