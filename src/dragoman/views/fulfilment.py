"""Whether another event is what became of a plan: on other days, or by the next holder of an office."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.merge.deeds import HELD, act, is_sought
from dragoman.merge.fold_parties import same_party
from dragoman.merge.profile import is_named
from dragoman.merge.record import Actor, MentionRecord
from dragoman.merge.status_history import FACT
from dragoman.model import When
from dragoman.names import fold

# How long after its window a plan can still be made good: a month when nothing was said, a year once it was put off
# (the Secretary of State's trip to Beijing, put off in February 2023, was made in June) or its bearer lost his office.
PATIENCE = timedelta(days=31)
LONG_PATIENCE = timedelta(days=366)

#: Why the second person holds, on a day, the office that the first had; None when he does not.
Succession = Callable[[Actor, Actor, date], str | None]


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """The event that made a plan good."""

    event: str
    mentions: tuple[MentionRecord, ...]
    day: date
    by_other: bool  #: not by those of whom it was expected
    why: str


def by_printed_office(before: Actor, after: Actor, on: date) -> str | None:
    """The reports themselves give both the same office of the same state."""
    if not (before.state and before.state == after.state and before.office and after.office):
        return None
    if fold(before.office) != fold(after.office):
        return None
    return f"{after.name} follows {before.name} as {after.office}"


def fulfilment(
    plans: Sequence[MentionRecord],
    window: When | None,
    facts: Iterable[tuple[str, Sequence[MentionRecord]]],
    succession: Succession,
) -> Fulfilment | None:
    """The earliest event that made the plan good, or None; `facts` are events with their ids.

    1. The plan was fixed, or expected; it is of a kind that is held once, on a day.
    2. The event is told as a fact in the plan's words, by a later report, and dated within patience.
    3. Its other side or its place is the plan's.
    4. All who were to act did: the plan was moved. One of them was replaced by whoever then held his office: it was
       done by someone else.
    """
    if not is_sought(plans):
        return None
    plans = [m for m in plans if m.type in HELD]
    days = [m.published for m in plans if m.published]
    announced, last_word = min(days), max(days)
    put_off = any(m.status in ("postponed", "cancelled") for m in plans)
    found = []
    for event, cluster in facts:
        told = [m for m in cluster if m.status in FACT and m.published and m.published > last_word]
        day = _day(told)
        if day is None or day < announced or not _in_one_word(plans, told):
            continue
        match = _match(plans, told, day, succession)
        limit = LONG_PATIENCE if put_off or (match and match[0]) else PATIENCE
        late_from = window.latest if window and window.latest else announced
        if match and day <= late_from + limit:
            by_other, why = match
            found.append((day, event, Fulfilment(event, tuple(told), day, by_other, why)))
    return min(found, key=lambda f: f[:2])[2] if found else None


def _in_one_word(plans: Sequence[MentionRecord], told: Sequence[MentionRecord]) -> bool:
    """The same root carries both, or words for a meeting carry both."""
    return not {act(m) for m in plans}.isdisjoint(act(m) for m in told)


def _match(
    plans: Sequence[MentionRecord], told: Sequence[MentionRecord], day: date, succession: Succession
) -> tuple[bool, str] | None:
    """Whether it was done by others, and why it is the plan's event; None when it is not."""
    if {m.type for m in plans}.isdisjoint(m.type for m in told):
        return None
    planned, came = _parties(plans), _parties(told)
    places = [p for m in told for p in m.place]
    missing = [a for a in planned if not _among(a, came)]
    if not planned:
        return None
    if not missing:
        where = [p for m in plans for p in m.place if is_named(p)]
        if len(planned) < 2 and not (where and any(_among(p, places) for p in where)):
            return None  # one party and no common place: too little to tell one trip from the next
        return False, f"took place on {day.isoformat()}, per a report of it as another event"
    shared = [a for a in planned if _among(a, came)]
    if not (shared or any(_among(p, places) for m in plans for p in m.place)):
        return None
    heirs = [(a, _heir(a, came, day, succession)) for a in missing]
    reasons = [reason for _, reason in heirs if reason]
    if len(reasons) != len(missing):
        return None
    return True, f"done on {day.isoformat()}: {'; '.join(reasons)}"


def _heir(actor: Actor, came: Sequence[Actor], day: date, succession: Succession) -> str | None:
    if actor.kind != "person":
        return None
    reasons = [succession(actor, other, day) for other in came if other.kind == "person"]
    return next((r for r in sorted(r for r in reasons if r)), None)


def _parties(mentions: Sequence[MentionRecord]) -> list[Actor]:
    found: list[Actor] = []
    for actor in (a for m in mentions for a in m.parties if is_named(a)):
        if not _among(actor, found):
            found.append(actor)
    return found


def _among(actor: Actor, others: Iterable[Actor]) -> bool:
    return any(same_party(actor, other) for other in others)


def _day(told: Sequence[MentionRecord]) -> date | None:
    days = sorted(d for m in told if (d := m.when.earliest or m.published))
    return days[0] if days else None
