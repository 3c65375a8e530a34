"""What a time expression means before its reference is known, and how it becomes a value.

A `Meaning` holds a `Resolver`: a function of the `Anchor` (the report's day, the last date
named before, the tense) that gives a TIMEX3 value, or None where the anchor does not say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dragoman.extract.timex.calendar import add, floor, interval, unit_value
from dragoman.extract.timex.feasts import feast_day, feast_month
from dragoman.model import TimexKind

Tense = Literal["past", "future"]
Reach = Literal["exact", "until", "from", "back", "ahead", "night", "none"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a relative expression is measured from."""

    day: date | None = None  #: the day of the report
    last: str | None = None  #: TIMEX3 value of the last calendar date named before
    last_day: str | None = None  #: the same, but the last that names a day
    near_day: str | None = None  #: the same, if it stands in the same sentence
    close_day: str | None = None  #: the same, if it stands in this sentence or the one before
    quarter: str | None = None  #: the same, but the last that names a quarter of a year
    #: reads the tense around the words; asked only where a meaning hangs on it, for it costs more than the rest
    read_tense: Callable[[], Tense | None] | None = None
    history: bool = False  #: the text narrates years long before its own day: the last date is the anchor

    @property
    def tense(self) -> Tense | None:
        """Past or future; None where it is not known."""
        return self.read_tense() if self.read_tense else None


Resolver = Callable[[Anchor], str | None]


@dataclass(frozen=True, slots=True)
class Meaning:
    """Kind, the way to the value, and how far the days reach.

    `reach`: "exact" = the days the value names; "until" = these, but not after the report
    ("earlier this week"); "from" = not before it ("later this year"); "back" and "ahead" = a
    duration that ends or starts on the report's day ("the past two months"); "night" = a night that lasts into the day
    after ("overnight"); "none" = no days follow from it.
    """

    kind: TimexKind
    resolve: Resolver
    reach: Reach = "exact"
    days: Callable[[Anchor], tuple[date, date] | None] | None = None  #: the days, where the value does not name them


def fixed(value: str) -> Resolver:
    """A value that needs no anchor."""
    return lambda anchor: value


def shifted(unit: str, steps: int) -> Resolver:
    """So many units from the report's day: "last month", "two years ago"."""

    def resolve(anchor: Anchor) -> str | None:
        return unit_value(add(anchor.day, unit, steps), unit) if anchor.day else None

    return resolve


def moved(unit: str, steps: int) -> Resolver:
    """So many units from the last date in the text: "two days later", "the following year"."""

    def resolve(anchor: Anchor) -> str | None:
        last = anchor.last_day if unit == "day" and anchor.last_day else anchor.last
        if unit == "year" and last and last.startswith("BC"):
            return _before_christ(int(last[2:6]) - steps) if last[2:6].isdigit() and len(last) >= _BC_YEAR else None
        days = interval(last) if last else None
        if days is None:
            # "a year earlier" without a date before it is told from the report; "a year later" is not
            return shifted(unit, steps)(anchor) if steps < 0 and not anchor.history else None
        if _is_finer(unit, days):
            return None
        if unit == "year" and last and "-Q" in last:  # business pages compare a quarter with that of the year before
            return f"{days[0].year + steps:04d}{last[4:]}"
        return unit_value(add(days[0], unit, steps), unit)

    return resolve


#: characters of a year before Christ ("BC0480"); a century has fewer
_BC_YEAR = 6


def _before_christ(year: int) -> str:
    """TIMEX3 value of a year before Christ; the year before the first of our era is 1 BC."""
    return f"BC{year:04d}" if year > 0 else f"{1 - year:04d}"


def _is_finer(unit: str, days: tuple[date, date]) -> bool:
    """Whether a day cannot be counted from a base as wide as these days."""
    width = (days[1] - days[0]).days + 1
    return width > {"day": 1, "week": 7, "weekend": 7, "month": 31, "quarter": 92}.get(unit, 10_000)


def same(unit: str) -> Resolver:
    """The unit around the last date in the text: "that year", "the same day"."""

    def resolve(anchor: Anchor) -> str | None:
        last = anchor.last_day if unit == "day" and anchor.last_day else anchor.last
        if unit == "year" and last and last.startswith("BC"):
            return last[:_BC_YEAR] if len(last) >= _BC_YEAR else None
        days = interval(last) if last else None
        return None if days is None or _is_finer(unit, days) else unit_value(days[0], unit)

    return resolve


def on_weekday(number: int, side: str | None = None) -> Resolver:
    """A weekday (Monday is 1): bare, or "last", "next", "this", "previous", "following"."""

    def resolve(anchor: Anchor) -> str | None:
        base = anchor.day
        if side in ("previous", "following") or (anchor.history and anchor.last_day):
            days = interval(anchor.last_day or "")
            base = days[0] if days else base
        if base is None:
            return None
        back = (base.isoweekday() - number) % 7
        ahead = (number - base.isoweekday()) % 7
        if side in ("last", "previous", "past"):
            step = -(back or 7)
        elif side in ("next", "following"):
            step = ahead or 7
        elif side in ("this", "coming"):
            step = -back if side == "this" and anchor.tense == "past" else ahead
        else:
            step = ahead if anchor.tense == "future" else -back
        return add(base, "day", step).isoformat()

    return resolve


# Months this near to the report are of its year whatever the tense nearby says; swept 0 to 5 on timebank and
# annotated/train.jsonl.
_NEAR_MONTHS = 3


def on_date(month: int, day: int | None = None, *, side: str | None = None) -> Resolver:
    """A month, or a day of it, whose year is not given."""

    def resolve(anchor: Anchor) -> str | None:
        tail = f"-{month:02d}" + (f"-{day:02d}" if day else "")
        if anchor.history and (anchor.last or "").startswith("BC"):
            return (anchor.last or "")[:6] + tail
        year = _year_of(month, day, side, anchor)
        return f"{year:04d}{tail}" if year is not None and interval(f"{year:04d}{tail}") else None

    return resolve


def _year_of(month: int, day: int | None, side: str | None, anchor: Anchor) -> int | None:
    last = interval(anchor.last or "")
    if last and (anchor.history or side in ("previous", "following")):
        year, at = last[0].year, last[0].month
        if side == "previous":
            return year if month < at else year - 1
        if side == "following" or (month < at - 9 and len(anchor.last or "") > 4):
            return year if month > at else year + 1
        return year
    if anchor.day is None or anchor.history:
        return None
    today = anchor.day
    here = (today.month, today.day if day else 0)
    there = (month, day or 0)
    if side in ("last", "past"):
        return today.year if there < here else today.year - 1
    if side in ("next", "coming"):
        return today.year if there > here else today.year + 1
    if side == "this":
        return today.year
    gap = month - today.month
    tense = anchor.tense if abs(gap) >= _NEAR_MONTHS else None
    if tense == "past":
        return today.year if there <= here else today.year - 1
    if tense == "future":
        return today.year if there >= here else today.year + 1
    return today.year + (gap < -6) - (gap > 6)


def on_feast(words: str, *, eve: bool, side: str | None = None) -> Resolver:
    """A feast without its year, or the day before it."""

    def resolve(anchor: Anchor) -> str | None:
        year = _year_of(feast_month(words), None, side, anchor)
        return add(feast_day(words, year), "day", -eve).isoformat() if year is not None else None

    return resolve


def in_season(code: str, side: str | None = None) -> Resolver:
    """A season without a year."""

    def resolve(anchor: Anchor) -> str | None:
        middle = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}[code]
        last = interval(anchor.last or "")
        if anchor.history:
            if last is None:
                return f"{anchor.last[:6]}-{code}" if anchor.last and anchor.last.startswith("BC") else None
            return f"{last[0].year + (side in ('next', 'following')) - (side in ('last', 'previous')):04d}-{code}"
        if anchor.day is None:
            return None
        month = on_date(middle, side=side)(anchor)
        if month is None:
            return None
        return f"{int(month[:4]) - (code == 'WI' and side == 'last'):04d}-{code}"

    return resolve


def in_part(letter: str, number: int, steps: int | None = None) -> Resolver:
    """A quarter ("Q") or half ("H") of a year: that nearest to the report, or of the year `steps` away."""

    def resolve(anchor: Anchor) -> str | None:
        last = interval(anchor.last or "")
        if anchor.history and last and steps is None:
            return f"{last[0].year:04d}-{letter}{number}"
        if anchor.day is None:
            return None
        if steps is not None:
            return f"{anchor.day.year + steps:04d}-{letter}{number}"
        size = 3 if letter == "Q" else 6
        gap = (number - 1) * size + (size + 1) // 2 - anchor.day.month
        year = anchor.day.year + (gap < -6 and anchor.tense == "future") - (gap > 6)
        return f"{year:04d}-{letter}{number}"

    return resolve


def joined(day: Resolver, part: str) -> Resolver:
    """A day with a part of day or a clock time: "Friday evening"."""

    def resolve(anchor: Anchor) -> str | None:
        value = day(anchor)
        return value[:10] + part if value and len(value) >= 10 else None

    return resolve


def clock(part: str) -> Resolver:
    """A time of day whose day is not named: on the day just named, else on the report's."""

    def resolve(anchor: Anchor) -> str | None:
        if anchor.history:
            return (anchor.last_day[:10] if anchor.last_day else "XXXX-XX-XX") + part
        day = anchor.close_day or (anchor.day.isoformat() if anchor.day else None)
        return day + part if day else None

    return resolve


def of_year(inner: Resolver, year: Resolver) -> Resolver:
    """A month, season or quarter of a year told relatively: "June last year"."""

    def resolve(anchor: Anchor) -> str | None:
        part, base = inner(anchor), year(anchor)
        return base[:4] + part[4:] if part and base and len(base) >= 4 else None

    return resolve


def widened(inner: Resolver, unit: str) -> Resolver:
    """The unit that holds what `inner` names."""

    def resolve(anchor: Anchor) -> str | None:
        days = interval(inner(anchor) or "")
        return unit_value(floor(days[0], unit), unit) if days else None

    return resolve
