"""What became of one plan by a day: kept, moved, called off, done by someone else, overdue or pending."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dragoman.merge.fold import event_id
from dragoman.merge.profile import FUTURE_REACH
from dragoman.merge.record import MentionRecord
from dragoman.merge.sources import evidence
from dragoman.merge.status_history import AGAINST, FACT
from dragoman.model import Evidence, Status, When
from dragoman.names import fold as fold_name
from dragoman.views.fulfilment import Fulfilment, Succession, fulfilment

Outcome = Literal["kept", "moved", "called off", "done by someone else", "overdue", "pending"]
OUTCOMES: tuple[Outcome, ...] = ("pending", "overdue", "moved", "called off", "done by someone else", "kept")

PLANS: frozenset[Status] = frozenset({"scheduled", "expected", "possible", "postponed"})
#: Statuses by which an event enters the outlook: a plan, or the calling off of one.
FORWARD: frozenset[Status] = PLANS | {"cancelled"}

#: Mentions of events that may be what became of a plan.
Facts = Iterable[Sequence[MentionRecord]]


@dataclass(frozen=True, slots=True)
class Plan:
    """An event that somebody held to be coming, as known on a day."""

    event: str  #: its id
    known: tuple[MentionRecord, ...]  #: all mentions of it
    told: tuple[MentionRecord, ...]  #: those that announce it or call it off, oldest first
    window: When | None  #: the last days named for it


@dataclass(frozen=True, slots=True)
class Ending:
    """What became of a plan."""

    outcome: Outcome
    why: str  #: one sentence
    proof: tuple[Evidence, ...] = ()
    by: str | None = None  #: the other event that fulfilled it


def plan(cluster: Sequence[MentionRecord], *, as_of: date) -> Plan | None:
    """The plan among the mentions of an event; None where nobody had announced it by that day."""
    known = tuple(m for m in cluster if m.published is None or m.published <= as_of)
    told = tuple(sorted((m for m in known if m.status in FORWARD), key=by_day))
    return Plan(event_id(cluster), known, told, _window(told)) if told else None


def by_day(mention: MentionRecord) -> tuple[date, str]:
    """Key that sorts mentions by their reports' days."""
    return mention.published or date.min, mention.id


def settled(plan: Plan) -> Ending | None:
    """What the plan's own reports say became of it; None when another event may have fulfilled it.

    1. A report that it occurred, not older than the plan nor than a word that it is off: kept, or moved when it was put
       off before or took place outside the window.
    2. Called off by the latest word; a denial that it was planned alone is no end.
    """
    if happened := _happened(plan):
        return _kept(happened, plan)
    for status, verb in (("cancelled", "called off"), ("negated", "reported not to have taken place")):
        ended = [m for m in plan.known if m.status == status]
        if ended and not _spoken_later(plan.known, ended):
            return Ending("called off", f"{verb} per {_who(ended)}", evidence(ended))
    return None


def unsettled(plan: Plan, facts: Facts, *, as_of: date, succession: Succession) -> Ending:
    """What became of a plan whose own reports do not say.

    3. Another event that fulfilled it: by the same people on other days, or by the next holder of an office.
    4. Put off: moved, to the new days where they are named, until these are over as well.
    5. Over without a word: overdue; else pending.
    """
    found = fulfilment(plan.told, plan.window, _by_day(facts, as_of), succession)
    if found is not None:
        return _of_another(found, plan)
    put_off = [m for m in plan.told if m.status == "postponed"]
    end = _end(plan)
    if put_off and put_off[-1].published == plan.told[-1].published:
        new = _new_days(plan.told)
        if new is None:
            return Ending("moved", f"put off without a new day per {_who(put_off)}", evidence(put_off))
        if new.latest and new.latest >= as_of:
            return Ending("moved", f"put off to {_days(new)} per {_who(put_off)}", evidence(put_off))
    doubts = [m for m in plan.known if m.status in AGAINST]
    aside = f"; {_who(doubts)} denied it" if doubts else ""
    if end is not None and end < as_of:
        return Ending("overdue", f"its time ended on {end.isoformat()} and no report says what became of it{aside}")
    return Ending("pending", (f"its time ends on {end.isoformat()}" if end else "no day is known") + aside)


def _happened(plan: Plan) -> list[MentionRecord]:
    """Reports of the fact that come after the plan and after any word that it is off."""
    off = [m.published for m in plan.known if m.status in ("cancelled", "negated") and m.published]
    first = min((m.published for m in plan.told if m.published), default=date.min)
    since = max([first, *off])
    return [m for m in plan.known if m.status in FACT and (m.published or date.max) >= since]


def _kept(happened: list[MentionRecord], plan: Plan) -> Ending:
    days = next((m.when for m in sorted(happened, key=by_day) if m.when.earliest and m.when.latest), None)
    put_off = [m for m in plan.told if m.status == "postponed"]
    proof = evidence([*happened, *put_off])
    if days and plan.window and not _share(days, plan.window):
        return Ending("moved", f"took place on {_days(days)} instead of {_days(plan.window)}", proof)
    if put_off:
        return Ending("moved", f"put off per {_who(put_off)}, then took place per {_who(happened)}", proof)
    return Ending("kept", f"took place per {_who(happened)}", proof)


def _of_another(found: Fulfilment, plan: Plan) -> Ending:
    on_time = plan.window is None or _share(When(found.day, found.day), plan.window)
    put_off = any(m.status == "postponed" for m in plan.told)
    outcome: Outcome = "done by someone else" if found.by_other else "kept" if on_time and not put_off else "moved"
    return Ending(outcome, found.why, evidence(found.mentions), found.event)


def _by_day(facts: Facts, as_of: date) -> list[tuple[str, Sequence[MentionRecord]]]:
    """The facts as known on a day, with their ids."""
    known = ((event_id(c), [m for m in c if m.published is None or m.published <= as_of]) for c in facts)
    return [(event, c) for event, c in known if any(m.status in FACT for m in c)]


def _spoken_later(known: Sequence[MentionRecord], ended: Sequence[MentionRecord]) -> bool:
    """Whether a plan was told again after the event was called off."""
    end = max((m.published for m in ended if m.published), default=None)
    return end is not None and any(m.status in PLANS and m.published and m.published > end for m in known)


def _window(plans: Sequence[MentionRecord]) -> When | None:
    """The days last named for it: those a postponement names, else those of the plan."""
    new = _new_days(plans)
    if new is not None:
        return new
    named = [m for m in plans if m.status != "cancelled" and (m.when.earliest or m.when.latest)]
    old = [m for m in named if m.status != "postponed"]
    return (old or named)[-1].when if named else None


def _new_days(plans: Sequence[MentionRecord]) -> When | None:
    """Days to which a postponement moved it: after its report, and not those planned before."""
    old = [m.when for m in plans if m.status in PLANS and m.status != "postponed" and m.when.latest]
    new = [
        m.when
        for m in plans
        if m.status == "postponed"
        and m.when.latest
        and (m.published is None or m.when.latest > m.published)
        and not any(_share(m.when, w) for w in old)
    ]
    return new[-1] if new else None


def _end(plan: Plan) -> date | None:
    """When it should be over: the end of its window or, without one, a while after the last word on it."""
    if plan.window is not None and plan.window.latest is not None:
        return plan.window.latest
    last = plan.told[-1].published
    return last + FUTURE_REACH if last else None


def _share(left: When, right: When) -> bool:
    day = timedelta(days=1)  # a day earlier or later is a time zone, not another date
    starts = max((left.earliest or date.min), (right.earliest or date.min))
    ends = min((left.latest or date.max), (right.latest or date.max))
    return starts <= (ends + day if ends < date.max else ends)


def _who(mentions: Sequence[MentionRecord]) -> str:
    """Holders, or outlets for what reports say in their own voice; three at most."""
    names: dict[str, str] = {}
    for mention in mentions:
        name = mention.holder.name if mention.holder else mention.outlet or mention.report
        names.setdefault(fold_name(name), name)
    shown = list(names.values())
    return ", ".join(shown[:3]) + (f" and {len(shown) - 3} more" if len(shown) > 3 else "")


def _days(when: When) -> str:
    first, last = when.earliest, when.latest
    if first and last:
        return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"
    return f"from {first.isoformat()}" if first else f"until {last.isoformat()}" if last else "an unknown day"
