"""What became of an event, as told: the history of its status, and which status holds.

    expected on Monday by officials, occurred on Tuesday per three sources, denied by one
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dragoman.merge.record import MentionRecord
from dragoman.merge.sources import evidence, source, sources
from dragoman.model import Rival, Status, StatusChange, Value
from dragoman.names import fold

FACT: frozenset[Status] = frozenset({"occurred", "ongoing"})
AGAINST: frozenset[Status] = frozenset({"negated", "denied"})
OFF: frozenset[Status] = frozenset({"cancelled", "postponed"})
COMING: frozenset[Status] = frozenset({"scheduled", "expected", "possible"})

# Among reports of one day and equal backing the more cautious word holds.
_CAUTION: tuple[Status, ...] = (
    "cancelled", "postponed", "negated", "denied", "scheduled", "expected", "possible", "conditional", "requested",
    "general",
)  # fmt: skip
REPORT = "report"  #: holder of what a report says in its own voice


def holder_name(mention: MentionRecord) -> str:
    """On whose word a mention stands, as it is printed."""
    return mention.holder.name if mention.holder else REPORT


def history(mentions: Sequence[MentionRecord]) -> tuple[StatusChange, ...]:
    """Each status with its day and holder, in order of days (undated ones first), with all its sentences.

    A holder who repeats himself on later days makes no new step; a different status does.
    """
    steps: list[StatusChange] = []
    last: dict[str, int] = {}
    for day, status, holder in sorted({_step(m) for m in mentions}, key=_order):
        told = evidence(m for m in mentions if _step(m) == (day, status, holder))
        who = fold(holder)
        at = last.get(who)
        if at is not None and steps[at].status == status:
            before = steps[at]
            merged = tuple(dict.fromkeys(before.evidence + told))
            steps[at] = StatusChange(before.on, before.status, before.holder, merged)
        else:
            last[who] = len(steps)
            steps.append(StatusChange(day, status, holder, told))
    return tuple(steps)


def fold_status(mentions: Sequence[MentionRecord], copies: Mapping[str, str]) -> Value:
    """The status that holds, and what disagrees.

    1. It occurred (or goes on) only when a report says so; denials and contrary reports are rivals, unless they have
       more independent sources: then they hold, and the claim is the rival.
    2. Otherwise the reports of the latest day that speak of it decide, by independent sources, then by caution;
       what other holders said last is a rival when it is another kind of status.
    """
    facts = [m for m in mentions if m.status in FACT]
    against = [m for m in mentions if m.status in AGAINST]
    if facts:
        return _fact(facts, against, copies)
    return _latest_word(mentions, copies)


def _fact(facts: list[MentionRecord], against: list[MentionRecord], copies: Mapping[str, str]) -> Value:
    holds, rivals = facts, against
    if len(sources(against, copies)) > len(sources(facts, copies)):
        holds, rivals = against, facts
    status = _leading(_of_latest_day(holds), copies)
    backed = [m for m in holds if m.status == status]
    count = len(sources(backed, copies))
    rule = f"{status} per {count} independent source{'s' if count != 1 else ''}"
    if rivals:
        rule += f", against {len(sources(rivals, copies))} that say otherwise"
    return Value(status, evidence(backed), rule, _rivals(rivals))


def _latest_word(mentions: Sequence[MentionRecord], copies: Mapping[str, str]) -> Value:
    latest = _of_latest_day(mentions)
    status = _leading(latest, copies)
    backed = [m for m in mentions if m.status == status]
    day = latest[0].published
    rule = f"the latest word, of {day.isoformat()}" if day else "the only word, in reports without a day"
    last_words = _last_words(mentions)
    rivals = [m for m in last_words if _kind(m.status) != _kind(status)]
    return Value(status, evidence(backed), rule, _rivals(rivals))


def _last_words(mentions: Sequence[MentionRecord]) -> list[MentionRecord]:
    """Per holder, the mentions of his latest day; the reports' own voice counts per source."""
    by_holder: dict[str, list[MentionRecord]] = {}
    for mention in mentions:
        who = fold(mention.holder.name) if mention.holder else source(mention, {})
        by_holder.setdefault(who, []).append(mention)
    return [m for _, told in sorted(by_holder.items()) for m in _of_latest_day(told)]


def _of_latest_day(mentions: Sequence[MentionRecord]) -> list[MentionRecord]:
    latest = max((m.published for m in mentions if m.published), default=None)
    return [m for m in mentions if m.published == latest]


def _leading(mentions: Sequence[MentionRecord], copies: Mapping[str, str]) -> Status:
    def rank(status: Status) -> tuple[int, int, str]:
        backed = sources((m for m in mentions if m.status == status), copies)
        caution = _CAUTION.index(status) if status in _CAUTION else 0
        return -len(backed), caution, status

    return min({m.status for m in mentions}, key=rank)


def _rivals(mentions: Sequence[MentionRecord]) -> tuple[Rival, ...]:
    statuses = sorted({m.status for m in mentions})
    return tuple(Rival(s, evidence(m for m in mentions if m.status == s)) for s in statuses)


def _kind(status: Status) -> str:
    for name, group in (("fact", FACT), ("against", AGAINST), ("off", OFF), ("coming", COMING)):
        if status in group:
            return name
    return status


def _step(mention: MentionRecord) -> tuple[date | None, Status, str]:
    return mention.published, mention.status, holder_name(mention)


def _order(step: tuple[date | None, Status, str]) -> tuple[date, str, str]:
    day, status, holder = step
    return day or date.min, status, holder
