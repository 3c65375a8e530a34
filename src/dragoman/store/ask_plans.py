"""What was ever announced, and what may have become of it: mentions for the outlook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy import Connection, select

from dragoman.merge.record import MentionRecord
from dragoman.store import tables
from dragoman.store.ask_events import all_rows
from dragoman.store.chunks import chunks
from dragoman.store.merging import load
from dragoman.store.query import EventQuery

_AT_ONCE = 200  #: events whose mentions are in memory at a time
_LONGEST = timedelta(days=500)  #: how long after it was announced a plan is looked for among facts
# Facts looked at for one plan, nearest first; only pairs of states in daily contact have more of one type.
_MOST_FACTS = 300


def announced(
    connection: Connection, *, ever: Iterable[str], since: date | None = None
) -> Iterator[list[MentionRecord]]:
    """The mentions of each event that some report once gave one of these statuses.

    Args:
        since: leave out events of earlier days; those without any day are kept.
    """
    rows = all_rows(connection, EventQuery(ever=tuple(sorted(ever)), order="oldest"))
    ids = (row.id for row in rows if since is None or row.day is None or row.day >= since)
    for part in chunks(ids, _AT_ONCE):
        yield from told(connection, part)


def facts_like(connection: Connection, plan: Sequence[MentionRecord]) -> list[list[MentionRecord]]:
    """The mentions of events of the plan's type that happened after it was announced and share a state or party."""
    first = min((m.published for m in plan if m.published), default=None)
    if first is None:
        return []
    types = tuple(sorted({m.type for m in plan}))
    states = sorted({a.state for m in plan for a in m.parties if a.state})
    keys = tuple(sorted({a.key for m in plan for a in m.parties}))
    query = EventQuery(
        type=types, status=("occurred", "ongoing"), since=first, until=first + _LONGEST, order="oldest",
        state=tuple(states), actor=() if states else keys,
    )  # fmt: skip
    if not states and not keys:
        return []
    ids = []
    for row in all_rows(connection, query):
        ids.append(row.id)
        if len(ids) == _MOST_FACTS:
            break
    return list(told(connection, ids))


def told(connection: Connection, events: Sequence[str]) -> Iterator[list[MentionRecord]]:
    """The mentions of each event, in the order of the ids."""
    table = tables.event_mentions.c
    members: dict[str, list[str]] = {event: [] for event in events}
    for part in chunks(list(events)):
        for row in connection.execute(select(table.event, table.mention).where(table.event.in_(part))):
            members[row.event].append(row.mention)
    records = load(connection, [m for ids in members.values() for m in ids])
    for ids in members.values():
        if ids:
            yield [records[m] for m in sorted(ids)]
