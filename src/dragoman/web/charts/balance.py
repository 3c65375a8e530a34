"""Two states over time: cooperation above the line, conflict below it; what only may happen is drawn open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.views.series import HAPPENED, DyadDay
from dragoman.web.charts.buckets import buckets, unit_for


@dataclass(frozen=True, slots=True)
class Column:
    """One span of days: events of either kind that happened, and those that were announced, possible or called off."""

    first: date
    last: date
    cooperation: int
    conflict: int
    open_cooperation: int
    open_conflict: int


@dataclass(frozen=True, slots=True)
class Balance:
    """The columns in order, and what one stands for."""

    columns: tuple[Column, ...]
    unit: str

    @property
    def highest(self) -> int:
        """The longest column to either side of the line."""
        above = max((c.cooperation + c.open_cooperation for c in self.columns), default=0)
        return max(above, *(c.conflict + c.open_conflict for c in self.columns))


def balance(rows: Sequence[DyadDay]) -> Balance | None:
    """The columns of a series; None when nothing is told between the two."""
    if not rows:
        return None
    first, last = min(r.day for r in rows), max(r.day for r in rows)
    unit = unit_for(first, last)
    sums: Counter[tuple[date, str]] = Counter()
    for row in rows:
        kind = "" if row.status in HAPPENED else "open_"
        start = unit.begin(row.day)
        sums[start, f"{kind}cooperation"] += row.verbal_cooperation + row.material_cooperation
        sums[start, f"{kind}conflict"] += row.verbal_conflict + row.material_conflict
    columns = tuple(
        Column(
            a, b, cooperation=sums[a, "cooperation"], conflict=sums[a, "conflict"],
            open_cooperation=sums[a, "open_cooperation"], open_conflict=sums[a, "open_conflict"],
        )
        for a, b in buckets(unit, first, last)
    )
    return Balance(columns, unit.name)
