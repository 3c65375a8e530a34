"""Keys under which mentions that may tell one event are looked up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from dragoman.codebook.words import weight
from dragoman.merge.profile import is_named, names_in, window
from dragoman.merge.record import MentionRecord
from dragoman.merge.stem import root
from dragoman.model import EventType

# A bucket of days is as wide as a window may be off (a day, to either side) with room for a short visit.
_BUCKET = 4
# Windows wider than this (a plan without a day) are looked up by months instead: fewer keys, coarser.
_WIDEST_FOR_DAYS = 10
_SLACK = timedelta(days=1)
_MOST_MONTHS = 5

# Kinds of events that are announced without a day: told ones are looked up by their month too, to meet the plan.
# Attacks and speeches are not: there the blocks of a month would grow large and rarely hold a plan.
_ANNOUNCED = frozenset({"talk", "yield", "office"})

# Names that news prose hardly knows (inverse frequency of their root; one never counted has 8.1) find what is told of
# one town or one person in other words, or without parties ("two were shot", "yesterday's attack"). With these two,
# the pairs that are rightly merged on the days the rules were set on grew by a fifth, the keys of a mention from 8 to
# 12.
_RARE = 7.5
_RAREST = 2

_FAMILIES: dict[EventType, tuple[str, ...]] = {
    "AGREE": ("talk", "yield"), "CONSULT": ("talk",), "SUPPORT": ("talk", "office"), "COOPERATE": ("talk",),
    "AID": ("talk", "yield"), "CONCEDE": ("yield",), "RETREAT": ("yield", "office"), "REQUEST": ("word", "yield"),
    "ACCUSE": ("word", "force"), "REJECT": ("word", "force"), "THREATEN": ("word", "force"), "PROTEST": ("force",),
    "SANCTION": ("force",), "MOBILIZE": ("force",), "COERCE": ("force",), "ASSAULT": ("force",),
    "PERSONNEL": ("office",),
}  # fmt: skip


def keys(mention: MentionRecord) -> frozenset[str]:
    """The blocks a mention belongs to; two mentions are compared only when they share one.

    A key is a family of types, a subject and a stretch of days. The subject is a person or body, a pair of states,
    or a state (else a place) together with the root of the trigger, so that no block grows with a busy state alone;
    or a name of the sentence that is rare in news.
    A mention without any day, told or likely, is looked up among its like only, and so is a threatened or feared
    act without a day.
    """
    days, months = _stretches(mention)
    return frozenset(
        f"{family}|{subject}|{stretch}"
        for family in _FAMILIES[mention.type]
        for subject in _subjects(mention)
        for stretch in (days + months if family in _ANNOUNCED or not days else days)
    )


def _subjects(mention: MentionRecord) -> Iterator[str]:
    carried = root(mention.trigger_text)
    told = (*(mention.with_actors or mention.actors), *(mention.with_recipients or mention.recipients))
    parties = [a for a in told if is_named(a)]
    states = sorted({a.state for a in parties if a.state})
    for actor in parties:
        if actor.kind != "state":
            yield f"{actor.key}+{carried}"
    for pair in combinations(states, 2):
        yield "+".join(pair)
    for state in states:
        yield f"{state}+{carried}"
    for spot in mention.with_place or mention.place:
        if is_named(spot):
            yield f"@{spot.key}+{carried}"
    rarity = {name: weight(root(name)) for name in names_in(mention)}
    for name in sorted((n for n in rarity if rarity[n] >= _RARE), key=lambda n: (-rarity[n], n))[:_RAREST]:
        yield f"~{name}"


def _stretches(mention: MentionRecord) -> tuple[list[str], list[str]]:
    """Buckets of days (none for a wide window) and months that the window touches."""
    span = window(mention)
    if span is None:
        return ["undated"], []
    first, last = span.earliest - _SLACK, span.latest + _SLACK
    days = []
    if (last - first).days <= _WIDEST_FOR_DAYS:
        days = [f"d{b}" for b in range(first.toordinal() // _BUCKET, last.toordinal() // _BUCKET + 1)]
    return days, [f"m{m}" for m in range(_month(first), _month(last) + 1)][:_MOST_MONTHS]


def _month(day: date) -> int:
    return day.year * 12 + day.month
