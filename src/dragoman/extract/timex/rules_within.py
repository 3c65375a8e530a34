"""Rules for stretches of a month or year: "the last week of March", "the first nine months of 2023".

TIMEX3 values them by their length (P1W, P9M); the days they cover are given beside it.
"""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.extract.timex.calendar import add, interval, unit_value
from dragoman.extract.timex.grammar import Hit, Rule, rule
from dragoman.extract.timex.meaning import Anchor, Meaning, Resolver, fixed, on_date, shifted
from dragoman.extract.timex.pieces import STEPS, YEAR, year_of
from dragoman.extract.timex.rules_duration import WITHIN, period

#: units that a month or a year can be cut into
_UNITS = frozenset({"day", "week", "month", "quarter"})


def _within(hit: Hit) -> Meaning | None:
    """A stretch at the start or the end of a month or year, or so many units into it."""
    unit, rank = str(hit.value("u")), hit["rank"]
    count = hit.number("n", 1)
    if unit not in _UNITS or ("m" in hit and unit not in ("day", "week")) or not count:
        return None
    base = _base(hit)
    step = hit.number("rank") - 1 if rank.kind == "ordinal" else None
    if base is None or (step and count > 1):
        return None

    def days(anchor: Anchor) -> tuple[date, date] | None:
        whole = interval(base(anchor) or "")
        return _cut(whole, unit, count, step) if whole else None

    return Meaning("DURATION", fixed(period(unit, count)), days=days)


def _base(hit: Hit) -> Resolver | None:
    """The month or year that the stretch lies in."""
    year = year_of(hit)
    if "m" in hit:
        return fixed(f"{year:04d}-{hit.number('m'):02d}") if year else on_date(hit.number("m"))
    if year:
        return fixed(f"{year:04d}")
    return shifted("year", STEPS[hit.side() or "this"]) if hit.tokens[hit.last - 1].value == "year" else None


def _cut(whole: tuple[date, date], unit: str, count: int, step: int | None) -> tuple[date, date] | None:
    """So many units, `step` stretches after the start or (None) up to the end; None where that leaves the whole."""
    first, last = whole
    if step is None:
        found = add(last + timedelta(1), unit, -count), last
    else:
        begin = add(first, unit, step * count)
        found = begin, add(begin, unit, count) - timedelta(1)
    return found if first <= found[0] and found[1] <= last else None


def whole_of(first: date, last: date) -> str:
    """TIMEX3 value of the month, or the year, that holds a stretch of days."""
    return unit_value(first, "month" if (first.year, first.month) == (last.year, last.month) else "year")


RULES: tuple[Rule, ...] = (
    rule(
        WITHIN,
        "{the}{rank=ordinal|last|final}({n=number|day})?{u=unit|units|quarter|quarters}{of}"
        "({m=month}({comma|of}?" + YEAR + ")?|" + YEAR + "|{side=last|this|next|past}{unit})",
        _within,
    ),
)
