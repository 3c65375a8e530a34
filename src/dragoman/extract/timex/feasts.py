"""On which day a feast falls: fixed, on a weekday of its month, or so many days from Easter."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.codebook.time_words import EASTER_FEASTS, FIXED_FEASTS, WEEKDAY_FEASTS
from dragoman.extract.timex.calendar import month_days

_NAMES = sorted((*FIXED_FEASTS, *WEEKDAY_FEASTS, *EASTER_FEASTS), key=len, reverse=True)
#: first words of the names, as a quick check before the pattern is tried
FIRST_WORDS = frozenset(re.split(r"[\s.'-]", name)[0] for name in _NAMES)
_FEAST = re.compile("(?:" + "|".join(re.escape(n).replace("'", "['’]") for n in _NAMES) + r")(?![\w-])", re.IGNORECASE)


def feast_at(text: str, start: int) -> str | None:
    """The words of the feast whose name starts there; None where none does. Names are told in capitals."""
    found = _FEAST.match(text, start)
    if found is None or not all(w[0].isupper() for w in re.split(r"[\s-]", found[0])):
        return None
    return found[0]


def feast_day(words: str, year: int) -> date:
    """The day of a feast in a year (1583 to 9998).

    Raises:
        KeyError: when the words name no feast of the tables.
    """
    name = words.lower().replace("’", "'")
    if name in FIXED_FEASTS:
        month, day = FIXED_FEASTS[name]
        return date(year, month, day)
    if name in WEEKDAY_FEASTS:
        month, weekday, which = WEEKDAY_FEASTS[name]
        first, last = month_days(year, month)
        if which < 0:
            return last - timedelta((last.isoweekday() - weekday) % 7)
        return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (which - 1))
    return easter(year) + timedelta(EASTER_FEASTS[name])


def feast_month(words: str) -> int:
    """The month a feast falls in, near enough to tell its year by."""
    return feast_day(words, 2000).month


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the Gregorian computus of Meeus, Jones and Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leaps = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + leaps + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    months = epact + weekday - 7 * late + 114
    return date(year, months // 31, months % 31 + 1)
