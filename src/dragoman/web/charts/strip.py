"""The density strip: how many events lie on which days, as bars that lead to their days.

A few events far from all others (a report that mentions 1948) do not squeeze the rest: what lies outside the middle
98 % of all events is gathered in one bar at either end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dragoman.store.rows import DayCount
from dragoman.web.charts.buckets import buckets, unit_for

_OUTLIERS = 0.01


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: the days it stands for, both inclusive, and how many events lie there."""

    first: date
    last: date
    total: int
    firm: int  #: of these, how many happened or go on
    edge: Literal["", "before", "after"] = ""  #: all that lies beyond the strip


@dataclass(frozen=True, slots=True)
class Strip:
    """The bars in order, and what one bar stands for: day, week, month, year or decade."""

    bars: tuple[Bar, ...]
    unit: str

    @property
    def highest(self) -> int:
        """The most events of any bar within the strip."""
        return max((b.total for b in self.bars if not b.edge), default=0)


def strip(counts: Sequence[DayCount], firm: Sequence[DayCount] = ()) -> Strip | None:
    """The strip of these counts; None when there is nothing to show.

    Args:
        counts: all events by day, oldest first.
        firm: those of them that happened, by day.
    """
    total = sum(c.total for c in counts)
    if not total:
        return None
    low, high = _quantile(counts, total * _OUTLIERS), _quantile(counts, total * (1 - _OUTLIERS))
    unit = unit_for(low, high)
    within = list(buckets(unit, low, high))
    first, last = within[0][0], within[-1][1]

    def place(day: date) -> date | None:
        return unit.begin(day) if first <= day <= last else None

    sums, firms = (_sums(series, place) for series in (counts, firm))
    bars = [Bar(a, b, sums[a], firms[a]) for a, b in within]
    day = timedelta(days=1)
    if before := sum(c.total for c in counts if c.day < first):
        bars.insert(0, Bar(counts[0].day, first - day, before, _total(firm, lambda d: d < first), "before"))
    if after := sum(c.total for c in counts if c.day > last):
        bars.append(Bar(last + day, counts[-1].day, after, _total(firm, lambda d: d > last), "after"))
    return Strip(tuple(bars), unit.name)


def _sums(series: Sequence[DayCount], place: Callable[[date], date | None]) -> Counter[date]:
    found: Counter[date] = Counter()
    for each in series:
        start = place(each.day)
        if start is not None:
            found[start] += each.total
    return found


def _total(series: Sequence[DayCount], wanted: Callable[[date], bool]) -> int:
    return sum(c.total for c in series if wanted(c.day))


def _quantile(counts: Sequence[DayCount], rank: float) -> date:
    passed = 0
    for each in counts:
        passed += each.total
        if passed > rank:
            return each.day
    return counts[-1].day
