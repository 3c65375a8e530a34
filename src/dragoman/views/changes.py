"""What reports added since a moment brought: new events, and events that became something else.

Nothing is logged for this. An event's earlier state is what its mentions from reports added before that moment fold
to, so the answer is a function of the reports and of when each was added.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from dragoman.merge.record import Actor, MentionRecord
from dragoman.model import Event, Evidence, When
from dragoman.store.rows import EventRow

if TYPE_CHECKING:
    from sqlalchemy import Connection

# Of more events the latest in the timeline are told; for the others, ask for a later moment.
MOST = 2000


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that has another value than before."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """An event that is new, has changed, or is told by further reports."""

    kind: Literal["new", "changed", "further"]
    row: EventRow
    fields: tuple[FieldChange, ...]
    evidence: tuple[Evidence, ...]  #: the sentences of the reports added since


def changes(connection: Connection, since: datetime, *, events: Collection[str] | None = None) -> tuple[Change, ...]:
    """Events that reports added at or after `since` tell, in timeline order, newest first.

    Args:
        events: only these ids; None for all.
    """
    from sqlalchemy import select

    from dragoman.store import tables
    from dragoman.store.copying import copied
    from dragoman.store.merging import load
    from dragoman.views.timeline import events_by_id

    reports, mention, told = tables.reports.c, tables.mentions.c, tables.event_mentions.c
    rows = connection.execute(
        select(told.event, mention.id)
        .join_from(tables.reports, tables.mentions, mention.report == reports.id)
        .join(tables.event_mentions, told.mention == mention.id)
        .join(tables.events, tables.events.c.id == told.event)
        .where(reports.added_at >= since.isoformat())
        .order_by(tables.events.c.day.desc(), told.event.desc())
    )
    fresh: dict[str, set[str]] = {}
    for row in rows:
        if events is None or row.event in events:
            fresh.setdefault(row.event, set()).add(row.id)
    wanted = list(fresh)[:MOST]
    found = []
    for event, line in events_by_id(connection, wanted):
        records = load(connection, event.mentions)
        groups = copied(connection, event.reports)
        older = [r for r in records.values() if r.id not in fresh[event.id]]
        found.append(_change(event, line, older, [records[m] for m in sorted(fresh[event.id])], groups))
    return tuple(found)


def _change(
    event: Event, row: EventRow, older: Sequence[MentionRecord], newer: Sequence[MentionRecord], groups: Any
) -> Change:
    from dragoman.merge.fold import fold

    evidence = tuple(dict.fromkeys(m.evidence for m in newer))
    if not older:
        return Change("new", row, (), evidence)
    before = fold(older, copies=groups)
    fields = tuple(
        FieldChange(name, was, now)
        for name in ("status", "when", "place", "actors", "recipients")
        if (was := in_words(before, name)) != (now := in_words(event, name))
    )
    return Change("changed" if fields else "further", row, fields, evidence)


def in_words(event: Event, field: str) -> str:
    """A field's value for people; "" where it is unknown."""
    value = getattr(event, field)
    if value is None:
        return ""
    held = value.value
    if isinstance(held, When):
        ends = [d.isoformat() if d else "?" for d in (held.earliest, held.latest)]
        return held.edtf or ("" if ends == ["?", "?"] else "/".join(dict.fromkeys(ends)))
    if isinstance(held, tuple):
        return ", ".join(a.name if isinstance(a, Actor) else str(a) for a in held)
    return str(held)
