"""What was announced, expected or thought possible, who said so, and what became of it.

A pure function of mentions, a day and two look-ups: nothing depends on today's date, and reports published after
the day asked for are as if not written yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dragoman.merge.fold import event_id, fold
from dragoman.merge.profile import FUTURE_REACH
from dragoman.merge.record import Actor, MentionRecord
from dragoman.merge.sources import evidence
from dragoman.merge.status_history import AGAINST, FACT, holder_name
from dragoman.model import Event, EventType, Evidence, Status, StatusChange, Strength, When
from dragoman.names import fold as fold_name
from dragoman.views.fulfilment import Fulfilment, Succession, by_printed_office, fulfilment

Outcome = Literal["kept", "moved", "called off", "done by someone else", "overdue", "pending"]
OUTCOMES: tuple[Outcome, ...] = ("pending", "overdue", "moved", "called off", "done by someone else", "kept")

PLANS: frozenset[Status] = frozenset({"scheduled", "expected", "possible", "postponed"})
#: Statuses by which an event enters the outlook: a plan, or the calling off of one.
FORWARD: frozenset[Status] = PLANS | {"cancelled"}
_STRENGTHS: tuple[Strength, ...] = ("scheduled", "expected", "possible")


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
#: Clusters of mentions that may be what became of a plan: facts of its type that share a party, state or place.
Facts = Callable[[Sequence[MentionRecord]], Iterable[Sequence[MentionRecord]]]


def outlook(
    clusters: Iterable[Sequence[MentionRecord]],
    *,
    as_of: date,
    copies: Copies = lambda reports: {},
    facts: Facts = lambda plan: (),
    succession: Succession = by_printed_office,
) -> tuple[Expected, ...]:
    """Every expected event among the clusters as it stood on a day: pending and overdue first, then by window.

    Args:
        clusters: the mentions of each event; those without a plan are passed over.
        as_of: reports of later days are left out; reports without a day are kept.
        copies: finds the group of near copies of those reports that have any.
        facts: finds other events that may have fulfilled a plan.
        succession: says why one person holds on a day the office another had.
    """
    entries = []
    for cluster in clusters:
        known = [m for m in cluster if m.published is None or m.published <= as_of]
        if any(m.status in FORWARD for m in known):
            entries.append(_entry(event_id(cluster), known, as_of, copies, facts, succession))
    return tuple(sorted(entries, key=_order))


def _entry(
    name: str,
    known: list[MentionRecord],
    as_of: date,
    copies: Copies,
    facts: Facts,
    succession: Succession,
) -> Expected:
    event = fold(known, copies=copies([m.report for m in known]))
    plans = sorted((m for m in known if m.status in FORWARD), key=_by_day)
    last = [m for m in plans if m.published == plans[-1].published]
    window = _window(plans)
    outcome, why, proof, by = _outcome(event, known, plans, window, as_of, facts, succession)
    holder = next((m.holder for m in reversed(last) if m.holder), None)
    told = {m.status for m in plans}
    return Expected(
        event=name,
        label=event.label,
        type=event.type,
        actors=event.actors.value if event.actors else (),
        recipients=event.recipients.value if event.recipients else (),
        place=event.place.value if event.place else (),
        strength=next((s for s in _STRENGTHS if s in told), None),
        holder=holder.name if holder else holder_name(last[-1]),
        holder_state=holder.state if holder else last[-1].outlet_state,
        announced=next((m.published for m in plans if m.published), None),
        window=window,
        outcome=outcome,
        why=why,
        plan=evidence(plans),
        proof=proof,
        by=by,
        history=event.history,
    )


def _outcome(
    event: Event,
    known: list[MentionRecord],
    plans: list[MentionRecord],
    window: When | None,
    as_of: date,
    facts: Facts,
    succession: Succession,
) -> tuple[Outcome, str, tuple[Evidence, ...], str | None]:
    """What became of it, why, the proof, and the other event that fulfilled it.

    1. A report that it occurred, not older than the plan nor than a word that it is off: kept, or moved when it was put
       off before or took place outside the window.
    2. Called off by the latest word; a denial that it was planned alone is no end.
    3. Another event that fulfilled it: by the same people on other days, or by the next holder of an office.
    4. Put off: moved, to the new days where they are named, until these are over as well.
    5. Over without a word: overdue; else pending.
    """
    if happened := _happened(known, plans):
        return (*_kept(happened, plans, window), None)
    for status, verb in (("cancelled", "called off"), ("negated", "reported not to have taken place")):
        ended = [m for m in known if m.status == status]
        if ended and not _spoken_later(known, ended):
            return "called off", f"{verb} per {_who(ended)}", evidence(ended), None
    found = fulfilment(plans, window, _facts_by(facts(plans), as_of), succession)
    if found is not None:
        return _of_another(found, plans, window)
    put_off = [m for m in plans if m.status == "postponed"]
    end = _end(plans, window)
    if put_off and put_off[-1].published == plans[-1].published:
        new = _new_days(plans)
        if new is None:
            return "moved", f"put off without a new day per {_who(put_off)}", evidence(put_off), None
        if new.latest and new.latest >= as_of:
            return "moved", f"put off to {_days(new)} per {_who(put_off)}", evidence(put_off), None
    doubts = [m for m in known if m.status in AGAINST]
    aside = f"; {_who(doubts)} denied it" if doubts else ""
    if end is not None and end < as_of:
        return "overdue", f"its time ended on {end.isoformat()} and no report says what became of it{aside}", (), None
    return "pending", (f"its time ends on {end.isoformat()}" if end else "no day is known") + aside, (), None


def _happened(known: list[MentionRecord], plans: list[MentionRecord]) -> list[MentionRecord]:
    """Reports of the fact that come after the plan and after any word that it is off."""
    off = [m.published for m in known if m.status in ("cancelled", "negated") and m.published]
    first = min((m.published for m in plans if m.published), default=date.min)
    since = max([first, *off])
    return [m for m in known if m.status in FACT and (m.published or date.max) >= since]


def _kept(
    happened: list[MentionRecord], plans: list[MentionRecord], window: When | None
) -> tuple[Outcome, str, tuple[Evidence, ...]]:
    days = next((m.when for m in sorted(happened, key=_by_day) if m.when.earliest and m.when.latest), None)
    put_off = [m for m in plans if m.status == "postponed"]
    proof = evidence([*happened, *put_off])
    if days and window and not _share(days, window):
        return "moved", f"took place on {_days(days)} instead of {_days(window)}", proof
    if put_off:
        return "moved", f"put off per {_who(put_off)}, then took place per {_who(happened)}", proof
    return "kept", f"took place per {_who(happened)}", proof


def _of_another(
    found: Fulfilment, plans: list[MentionRecord], window: When | None
) -> tuple[Outcome, str, tuple[Evidence, ...], str]:
    on_time = window is None or _share(When(found.day, found.day), window)
    put_off = any(m.status == "postponed" for m in plans)
    outcome: Outcome = "done by someone else" if found.by_other else "kept" if on_time and not put_off else "moved"
    return outcome, found.why, evidence(found.mentions), found.event


def _facts_by(
    clusters: Iterable[Sequence[MentionRecord]], as_of: date
) -> list[tuple[str, Sequence[MentionRecord]]]:
    known = ((event_id(c), [m for m in c if m.published is None or m.published <= as_of]) for c in clusters)
    return [(event, c) for event, c in known if any(m.status in FACT for m in c)]


def _spoken_later(known: list[MentionRecord], ended: list[MentionRecord]) -> bool:
    """Whether a plan was told again after the event was called off."""
    end = max((m.published for m in ended if m.published), default=None)
    return end is not None and any(m.status in PLANS and m.published and m.published > end for m in known)


def _window(plans: list[MentionRecord]) -> When | None:
    """The days last named for it: those a postponement names, else those of the plan."""
    new = _new_days(plans)
    if new is not None:
        return new
    named = [m for m in plans if m.status != "cancelled" and (m.when.earliest or m.when.latest)]
    old = [m for m in named if m.status != "postponed"]
    return (old or named)[-1].when if named else None


def _new_days(plans: list[MentionRecord]) -> When | None:
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


def _end(plans: list[MentionRecord], window: When | None) -> date | None:
    """When it should be over: the end of its window or, without one, a while after the last word on it."""
    if window is not None and window.latest is not None:
        return window.latest
    last = plans[-1].published
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


def _by_day(mention: MentionRecord) -> tuple[date, str]:
    return mention.published or date.min, mention.id


def _order(entry: Expected) -> tuple[int, date, str]:
    end = entry.window.latest if entry.window and entry.window.latest else date.max
    return OUTCOMES.index(entry.outcome), end, entry.event
