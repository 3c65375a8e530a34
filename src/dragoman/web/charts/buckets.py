"""Spans of days counted together: days, weeks, months, years or decades, whichever gives few enough bars."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

#: Bars that can be told apart on a phone of 360 points, three points each.
MOST_BARS = 120


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of time: its name, where the one that holds a day begins, and a reach that leads into the next."""

    name: str
    begin: Callable[[date], date]
    shortest: int  #: days
    longest: int

    def after(self, start: date) -> date:
        """Where the next one begins."""
        ordinal = min(start.toordinal() + self.longest, date.max.toordinal())
        return self.begin(date.fromordinal(ordinal))


def _week(day: date) -> date:
    return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))


UNITS = (
    Unit("day", lambda d: d, 1, 1),
    Unit("week", _week, 7, 7),
    Unit("month", lambda d: d.replace(day=1), 28, 31),
    Unit("year", lambda d: d.replace(month=1, day=1), 365, 366),
    Unit("decade", lambda d: date(max(d.year // 10 * 10, 1), 1, 1), 3652, 3653),
)


def unit_for(first: date, last: date) -> Unit:
    """The finest unit that needs no more than `MOST_BARS` for these days."""
    length = (last - first).days
    return next((u for u in UNITS if length // u.shortest + 1 <= MOST_BARS), UNITS[-1])


def buckets(unit: Unit, first: date, last: date) -> Iterator[tuple[date, date]]:
    """First and last day of every unit from the one that holds `first` to the one that holds `last`."""
    start = unit.begin(first)
    while start <= last:
        following = unit.after(start)
        if following <= start:  # the calendar ends
            yield start, date.max
            return
        yield start, following - timedelta(days=1)
        start = following
