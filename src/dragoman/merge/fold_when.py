"""On which day an event falls, across reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dragoman.merge.record import MentionRecord
from dragoman.merge.sources import evidence, sources
from dragoman.merge.status_history import FACT
from dragoman.model import Evidence, Rival, Value, When

Days = tuple[date, date]


def fold_when(mentions: Sequence[MentionRecord], copies: Mapping[str, str]) -> Value | None:
    """The narrowest interval backed by the most independent sources; None when no report gives one.

    1. What is told of the event as a fact goes before what was planned.
    2. Candidates are the intervals that hold no other candidate inside them.
    3. A source backs a candidate when its own interval shares a day with it; the most backed one holds, then the
       narrower, then the one more sources give in just these words, then the earlier.
    4. Candidates that share no day with it are rivals, and so are plans for other days.
    """
    told = [m for m in mentions if _days(m) is not None]
    if not told:
        return None
    facts = [m for m in told if m.status in FACT]
    best = _best(facts or told, copies)
    backing = [m for m in told if _share(_known(m), best)]
    exact = [m for m in backing if _known(m) == best]
    when = min((m.when for m in exact), key=lambda w: w.edtf or "")
    apart = [m for m in told if not _share(_known(m), best)]
    count = len(sources(backing, copies))
    rule = f"the narrowest days that {count} independent source{'s' if count != 1 else ''} agree{'s' * (count == 1)} on"
    return Value(when, evidence(exact) + _rest(backing, exact), rule, _rivals(apart))


def _best(mentions: Sequence[MentionRecord], copies: Mapping[str, str]) -> Days:
    """Steps 2 and 3."""
    given = sorted({_known(m) for m in mentions})
    inner = [c for c in given if not any(o != c and _inside(o, c) for o in given)]

    def rank(days: Days) -> tuple[int, int, int, Days]:
        backed = sources((m for m in mentions if _share(_known(m), days)), copies)
        exact = sources((m for m in mentions if _known(m) == days), copies)
        return -len(backed), (days[1] - days[0]).days, -len(exact), days

    return min(inner, key=rank)


def _rest(backing: Sequence[MentionRecord], exact: Sequence[MentionRecord]) -> tuple[Evidence, ...]:
    first = set(evidence(exact))
    return tuple(e for e in evidence(backing) if e not in first)


def _rivals(mentions: Sequence[MentionRecord]) -> tuple[Rival, ...]:
    by_days: dict[Days, list[MentionRecord]] = {}
    for mention in mentions:
        by_days.setdefault(_known(mention), []).append(mention)
    return tuple(
        Rival(min((m.when for m in told), key=lambda w: w.edtf or ""), evidence(told))
        for _, told in sorted(by_days.items())
    )


def _days(mention: MentionRecord) -> Days | None:
    """Both ends, or None; an interval with one open end dates nothing."""
    when: When = mention.when
    if when.earliest is None or when.latest is None:
        return None
    return when.earliest, when.latest


def _known(mention: MentionRecord) -> Days:
    days = _days(mention)
    if days is None:
        raise ValueError(f"{mention.id} has no days")
    return days


def _share(left: Days, right: Days) -> bool:
    return left[0] <= right[1] and right[0] <= left[1]


def _inside(inner: Days, outer: Days) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
