"""Days, the units that hold them, and TIMEX3 values for both."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

#: first month and length in months of a season (northern, meteorological)
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}

_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?:-(?P<day_of_week>WE|[1-7]))?|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<season>SP|SU|FA|WI)|(?P<month>\d\d)(?:-(?P<day>\d\d|XX))?|XX(?:-XX)?))?(?:T.*)?"
)


def add(day: date, unit: str, steps: int) -> date:
    """The day so many units away; the end of a shorter month where there is no such day."""
    if unit in ("day", "week", "weekend", "fortnight"):
        return _clamped(day, steps * {"day": 1, "fortnight": 14}.get(unit, 7))
    months = steps * {"month": 1, "quarter": 3, "semester": 6, "year": 12, "decade": 120, "century": 1200}.get(unit, 0)
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not date.min.year <= year <= date.max.year:
        return day
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _clamped(day: date, days: int) -> date:
    ordinal = min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(ordinal)


def floor(day: date, unit: str) -> date:
    """The first day of the unit that holds the day."""
    days = interval(unit_value(day, unit))
    return days[0] if days else day


def unit_value(day: date, unit: str) -> str:
    """TIMEX3 value of the unit that holds the day."""
    if unit == "day":
        return day.isoformat()
    if unit in ("week", "weekend", "fortnight"):
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        return f"{day.year:04d}-{day.month:02d}"
    if unit == "quarter":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    if unit == "semester":
        return f"{day.year:04d}-H{1 + day.month // 7}"
    if unit == "decade":
        return f"{day.year // 10:03d}"
    if unit == "century":
        return f"{day.year // 100:02d}"
    return f"{day.year:04d}"


def month_days(year: int, month: int, *, months: int = 1) -> tuple[date, date]:
    """First and last day of some months."""
    after = add(date(year, month, 1), "month", months)
    return date(year, month, 1), after - timedelta(1)


def interval(value: str) -> tuple[date, date] | None:
    """First and last day that a TIMEX3 value names; None where it names no calendar days."""
    if re.fullmatch(r"\d\d", value) or re.fullmatch(r"\d{3}", value):
        width = 10 if len(value) == 3 else 100
        first = int(value) * width
        return (date(first, 1, 1), date(first + width - 1, 12, 31)) if first else None
    found = _VALUE.fullmatch(value)
    if not found or found["year"] == "0000":
        return None
    year = int(found["year"])
    try:
        if found["week"]:
            monday = date.fromisocalendar(year, int(found["week"]), 1)
            which = found["day_of_week"]
            if which == "WE":
                return monday + timedelta(5), monday + timedelta(6)
            if which:
                return monday + timedelta(int(which) - 1), monday + timedelta(int(which) - 1)
            return monday, monday + timedelta(6)
        if found["quarter"]:
            return month_days(year, 3 * int(found["quarter"]) - 2, months=3)
        if found["half"]:
            return month_days(year, 6 * int(found["half"]) - 5, months=6)
        if found["season"]:
            return month_days(year, SEASON_MONTHS[found["season"]], months=3)
        if found["day"] and found["day"] != "XX":
            day = date(year, int(found["month"]), int(found["day"]))
            return day, day
        if found["month"]:
            return month_days(year, int(found["month"]))
    except ValueError:
        return None
    return date(year, 1, 1), date(year, 12, 31)
