"""From a TIMEX3 value to the days it may mean (`When`)."""

from __future__ import annotations

import re
from datetime import date
from math import ceil

from dragoman.edtf import when_of
from dragoman.extract.timex.calendar import add, interval
from dragoman.extract.timex.meaning import Reach
from dragoman.model import When

_PERIOD = re.compile(r"P(T?)(\d+)([YMWDQHS])")
_HOURS_OF_DAY = 24
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "Q": "quarter"}


def days_of(value: str | None, reach: Reach, day: date | None) -> When:
    """The days a value means, cut at or counted from the report's day where `reach` says so."""
    if value is None or reach == "none":
        return When()
    if value == "PRESENT_REF":
        return when_of(day, day) if day else When()
    if value == "PAST_REF":
        return when_of(None, day) if day else When()
    if value == "FUTURE_REF":
        return when_of(day, None) if day else When()
    if value.startswith("BC"):
        return When(None, None, f"-{int(value[2:6]) - 1:04d}") if value[2:6].isdigit() else When()
    days = interval(value)
    if days is not None:
        first, last = days
        if reach == "until" and day and first <= day < last:
            return when_of(first, day)
        if reach == "from" and day and first < day <= last:
            return when_of(day, last)
        return when_of(first, add(last, "day", 1) if reach == "night" else last)
    if reach in ("back", "ahead") and day:
        return _stretch(value, reach, day)
    return When()


def _stretch(value: str, reach: Reach, day: date) -> When:
    """ "the past two months" ends on the report's day, "the next two weeks" starts on it."""
    found = _PERIOD.fullmatch(value)
    if not found:
        return when_of(None, day) if reach == "back" else when_of(day, None)
    steps, unit = int(found[2]), _UNITS.get(found[3], "day")
    if found[1]:
        steps, unit = (ceil(steps / _HOURS_OF_DAY) if found[3] == "H" else 0), "day"
    return when_of(add(day, unit, -steps), day) if reach == "back" else when_of(day, add(day, unit, steps))
