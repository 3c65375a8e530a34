"""What was announced, expected or thought possible, who said so, and what became of it.

A pure function of mentions, a day and look-ups: nothing depends on today's date, and reports published after
the day asked for are as if not written yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from dragoman.merge.deeds import is_sought
from dragoman.merge.fold import fold
from dragoman.merge.record import Actor, MentionRecord
from dragoman.merge.sources import evidence
from dragoman.merge.status_history import holder_name
from dragoman.model import EventType, Evidence, StatusChange, Strength, When
from dragoman.views.fulfilment import Succession, by_printed_office
from dragoman.views.outcome import FORWARD, OUTCOMES, Ending, Outcome, Plan, plan, settled, unsettled

__all__ = ["FORWARD", "OUTCOMES", "Expected", "Outcome", "outlook"]

_STRENGTHS: tuple[Strength, ...] = ("scheduled", "expected", "possible")
_AT_ONCE = 200  #: plans looked up together; not tuned


@dataclass(frozen=True, slots=True)
class Expected:
    """One event that somebody held to be coming, and what became of it by a day."""

    event: str
    label: str
    type: EventType
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    place: tuple[Actor, ...]
    strength: Strength | None  #: the strongest word on it; None where only its end was reported
    holder: str  #: who said so last: "report" or a source
    holder_state: str | None
    announced: date | None  #: day of the first report of the plan
    window: When | None  #: the last days named for it; None where none were
    outcome: Outcome
    why: str  #: one sentence
    plan: tuple[Evidence, ...]  #: sentences that announce it
    proof: tuple[Evidence, ...]  #: sentences that decide the outcome; empty for pending and overdue
    by: str | None  #: id of the event that fulfilled it, where that is another one
    history: tuple[StatusChange, ...]


#: Group of near copies by report id, for those of the reports that have copies.
Copies = Callable[[Sequence[str]], Mapping[str, str]]
#: For each of some plans (the mentions that announce it), the mentions of events that may be what became of it: facts
#: of its type that share a party, state or place.
Facts = Callable[[Sequence[Sequence[MentionRecord]]], Sequence[Iterable[Sequence[MentionRecord]]]]


def outlook(
    clusters: Iterable[Sequence[MentionRecord]],
    *,
    as_of: date,
    copies: Copies = lambda reports: {},
    facts: Facts = lambda plans: [()] * len(plans),
    succession: Succession = by_printed_office,
) -> tuple[Expected, ...]:
    """Every expected event among the clusters as it stood on a day: pending and overdue first, then by window.

    Args:
        clusters: the mentions of each event; those without a plan are passed over.
        as_of: reports of later days are left out; reports without a day are kept.
        copies: finds the group of near copies of those reports that have any.
        facts: finds other events that may have fulfilled each of some plans. Asked for many plans at a time, and only
            for those that another event can fulfil.
        succession: says why one person holds on a day the office another had.
    """
    found: list[Expected] = []
    plans = (p for p in (plan(c, as_of=as_of) for c in clusters) if p is not None)
    while some := list(islice(plans, _AT_ONCE)):
        groups = copies([m.report for p in some for m in p.known])
        endings = _endings(some, as_of=as_of, facts=facts, succession=succession)
        found += (_entry(p, ending, groups) for p, ending in zip(some, endings, strict=True))
    return tuple(sorted(found, key=_order))


def _endings(plans: Sequence[Plan], *, as_of: date, facts: Facts, succession: Succession) -> Iterator[Ending]:
    """What became of each plan."""
    told = [settled(p) for p in plans]
    sought = [p for p, ending in zip(plans, told, strict=True) if ending is None and is_sought(p.told)]
    deeds = dict(zip((p.event for p in sought), facts([p.told for p in sought]), strict=True)) if sought else {}
    for each, ending in zip(plans, told, strict=True):
        yield ending or unsettled(each, deeds.get(each.event, ()), as_of=as_of, succession=succession)


def _entry(plan: Plan, ending: Ending, copies: Mapping[str, str]) -> Expected:
    event = fold(plan.known, copies=copies)
    last = [m for m in plan.told if m.published == plan.told[-1].published]
    holder = next((m.holder for m in reversed(last) if m.holder), None)
    told = {m.status for m in plan.told}
    return Expected(
        event=plan.event,
        label=event.label,
        type=event.type,
        actors=event.actors.value if event.actors else (),
        recipients=event.recipients.value if event.recipients else (),
        place=event.place.value if event.place else (),
        strength=next((s for s in _STRENGTHS if s in told), None),
        holder=holder.name if holder else holder_name(last[-1]),
        holder_state=holder.state if holder else last[-1].outlet_state,
        announced=next((m.published for m in plan.told if m.published), None),
        window=plan.window,
        outcome=ending.outcome,
        why=ending.why,
        plan=evidence(plan.told),
        proof=ending.proof,
        by=ending.by,
        history=event.history,
    )


def _order(entry: Expected) -> tuple[int, date, str]:
    end = entry.window.latest if entry.window and entry.window.latest else date.max
    return OUTCOMES.index(entry.outcome), end, entry.event
