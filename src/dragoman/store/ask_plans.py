"""What was ever announced, and what may have become of it: mentions for the outlook.

Both are asked for many plans at a time: a question to the database costs more than its answer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy import Connection, select

from dragoman.merge.deeds import plan_keys
from dragoman.merge.record import MentionRecord
from dragoman.store import tables
from dragoman.store.ask_events import answer_days
from dragoman.store.chunks import chunks
from dragoman.store.merging import load
from dragoman.store.query import EventQuery

_AT_ONCE = 200  #: events whose mentions are in memory at a time
_LONGEST = timedelta(days=500)  #: how long after it was announced a plan is looked for among facts
# Facts looked at for one plan, nearest first; only pairs of states in daily contact meet more often in that time.
_MOST_FACTS = 300
# Facts kept in memory: plans come in the order of their days, so that the next ones look at the same facts.
_KEPT = 5000

Telling = list[MentionRecord]
#: Days and events by the key of the deed, in order.
Deeds = dict[str, list[tuple[str, str]]]


def announced(connection: Connection, *, ever: Iterable[str], since: date | None = None) -> Iterator[Telling]:
    """The mentions of each event that some report once gave one of these statuses.

    Args:
        since: leave out events of earlier days; those without any day are kept.
    """
    first = since.isoformat() if since else ""
    days = answer_days(connection, EventQuery(ever=tuple(sorted(ever)), order="oldest"))
    for part in chunks([event for day, event in days if not day or day >= first], _AT_ONCE):
        yield from told(connection, part).values()


class Facts:
    """The events that may have made plans good, by the deeds that the ledger keeps of each."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._told: OrderedDict[str, Telling] = OrderedDict()

    def like(self, plans: Sequence[Sequence[MentionRecord]]) -> list[list[Telling]]:
        """For each plan, the mentions of events that happened after it was announced, were told in its words and
        share a party or state with it; nearest first."""
        deeds = self._deeds(plans)
        found = [_nearest(plan, deeds) for plan in plans]
        missing = sorted({e for events in found for e in events} - self._told.keys())
        self._told.update(told(self._connection, missing))
        answer = [[self._told[e] for e in events] for events in found]
        while len(self._told) > _KEPT:
            self._told.popitem(last=False)
        return answer

    def _deeds(self, plans: Sequence[Sequence[MentionRecord]]) -> Deeds:
        starts = [start for plan in plans if (start := _announced_on(plan))]
        found: Deeds = defaultdict(list)
        if not starts:
            return found
        tag = tables.event_tags.c
        first, last = min(starts).isoformat(), (max(starts) + _LONGEST).isoformat()
        for part in chunks(sorted({key for plan in plans for key in plan_keys(plan)})):
            asked = select(tag.value, tag.day, tag.event).where(
                tag.kind == "deed", tag.value.in_(part), tag.day >= first, tag.day <= last
            )
            for row in self._connection.execute(asked.order_by(tag.value, tag.day, tag.event)):
                found[row.value].append((row.day, row.event))
        return found


def _nearest(plan: Sequence[MentionRecord], deeds: Deeds) -> list[str]:
    """The events after the plan was announced, nearest first."""
    start = _announced_on(plan)
    if start is None:
        return []
    first, last = start.isoformat(), (start + _LONGEST).isoformat()
    known: set[tuple[str, str]] = set()
    for key in plan_keys(plan):
        rows = deeds.get(key, [])
        begin = bisect_left(rows, (first, ""))
        known.update(row for row in rows[begin : begin + _MOST_FACTS] if row[0] <= last)
    return [event for _, event in sorted(known)[:_MOST_FACTS]]


def _announced_on(plan: Sequence[MentionRecord]) -> date | None:
    return min((m.published for m in plan if m.published), default=None)


def told(connection: Connection, events: Sequence[str]) -> dict[str, Telling]:
    """The mentions of each event, in the order of the ids given; events that are no more are left out."""
    table = tables.event_mentions.c
    members: dict[str, list[str]] = {event: [] for event in events}
    for part in chunks(events):
        for row in connection.execute(select(table.event, table.mention).where(table.event.in_(part))):
            members[row.event].append(row.mention)
    records = load(connection, [m for ids in members.values() for m in ids])
    return {event: [records[m] for m in sorted(ids)] for event, ids in members.items() if ids}
