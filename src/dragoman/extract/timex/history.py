"""Does a text tell history? Then "in March" hangs on the last date told, not on the day of writing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dragoman.extract.timex.calendar import interval
from dragoman.extract.timex.meaning import Anchor
from dragoman.extract.timex.scan import Found

# A text with at least this many full dates, of which at least this share lie two years or more before the
# report, is read as history. Found on timebank (news: no text reaches it) and wikiwars_train (all do).
_LEAST_DATES = 8
_LEAST_SHARE = 0.6
_NEWS_RULES = frozenset({"today", "weekday", "tonight", "part beside", "day and part"})


def is_history(found: Sequence[Found], day: date | None) -> bool:
    """Whether most dates named with their year lie well before the report's day, and hardly any word points to it."""
    full = 0
    old = 0
    fresh = 0
    for each in found:
        if each.rule in _NEWS_RULES:
            fresh += 1
            continue
        value = each.meaning.resolve(Anchor()) or ""
        days = interval(value)
        if days is None and not value.startswith("BC"):
            continue
        full += 1
        old += day is None or days is None or days[1].year < day.year - 1
    return full >= _LEAST_DATES and old >= _LEAST_SHARE * full and fresh * 4 <= full
