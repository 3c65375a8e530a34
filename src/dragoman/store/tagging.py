"""What can be asked of an event: its line in the timeline and its tags, with a running count of each tag."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, groupby, product

from sqlalchemy import Connection, delete

from dragoman.merge.deeds import deed_keys
from dragoman.merge.record import Actor, MentionRecord
from dragoman.merge.status_history import FACT
from dragoman.model import Event, Value, When
from dragoman.store import tables
from dragoman.store.chunks import chunks
from dragoman.store.connect import inserting
from dragoman.store.query import MOST_SOURCES
from dragoman.store.rows import EventRow

FIELDS = ("actors", "recipients", "place", "when", "status")
# An event of more states than this (a vote in the General Assembly) is not tagged with each pair of them.
_MOST_STATES_IN_PAIRS = 12


@dataclass(frozen=True, slots=True)
class Tagged:
    """An event ready to be written."""

    event: Event
    row: EventRow
    day: str  #: "" where nothing is known
    tags: frozenset[tuple[str, str]]


def tagged(event: Event, mentions: Sequence[MentionRecord]) -> Tagged:
    """An event with its line and its tags. `mentions` are those it was folded from."""
    row = event_row(event, mentions)
    return Tagged(event, row, row.day.isoformat() if row.day else "", frozenset(_tags(event, row, mentions)))


def event_row(event: Event, mentions: Sequence[MentionRecord]) -> EventRow:
    """The line of the timeline: what holds, how many tell it, where they disagree."""
    when: When = event.when.value if event.when else When()
    own = when.earliest or when.latest
    first = min(mentions, key=lambda m: (m.published or date.max, m.id))
    status = event.status.value
    holders = [c.holder for c in event.history if c.status == status]
    return EventRow(
        id=event.id,
        day=own or first.published,
        dated=own is not None,
        earliest=when.earliest,
        latest=when.latest,
        edtf=when.edtf,
        type=event.type,
        modes=event.modes,
        contexts=event.contexts,
        status=status,
        holder=holders[-1] if holders else "report",
        label=event.label,
        actors=_actors(event.actors),
        recipients=_actors(event.recipients),
        place=_actors(event.place),
        reports=len(event.reports),
        sources=event.independent_sources,
        disputed=tuple(f for f in FIELDS if (value := getattr(event, f)) is not None and value.rivals),
        evidence=first.evidence,
    )


def _actors(value: Value | None) -> tuple[Actor, ...]:
    return value.value if value else ()


def _tags(event: Event, row: EventRow, mentions: Sequence[MentionRecord]) -> Iterable[tuple[str, str]]:
    yield "type", event.type
    yield "status", row.status
    for change in event.history:
        yield "ever", change.status
    for mode in event.modes:
        yield "mode", mode
    for context in event.contexts:
        yield "context", context
    for actor in (*row.actors, *row.recipients):
        yield "actor", actor.key
        if actor.state:
            yield "state", actor.state
    for left, right in _pairs(row):
        yield "pair", f"{left}-{right}"
    for place in row.place:
        yield "place", place.key
        if place.state:
            yield "place", place.state
    for mention in mentions:
        if mention.outlet:
            yield "outlet", mention.outlet.replace("\x00", "")
    if row.status in FACT:
        for key in deed_keys(event.type, mentions, (*row.actors, *row.recipients)):
            yield "deed", key
    if row.disputed:
        yield "disputed", "yes"
    if row.day:
        yield "day", row.day.isoformat()
    for n in range(2, min(row.sources, MOST_SOURCES) + 1):
        yield "sources", str(n)  # at least so many: `min_sources` is one index scan


def _pairs(row: EventRow) -> set[tuple[str, str]]:
    """States that face each other: each actor's with each recipient's, and the actors' among themselves."""
    actors = sorted({a.state for a in row.actors if a.state})
    recipients = sorted({a.state for a in row.recipients if a.state})
    if len(actors) + len(recipients) > _MOST_STATES_IN_PAIRS:
        return set()
    both = [*combinations(actors, 2), *product(actors, recipients)]
    return {(min(a, b), max(a, b)) for a, b in both if a != b}


def count_tags(connection: Connection, tags: Iterable[tuple[str, str]], *, by: int) -> None:
    """Raise or lower the running count of each tag; a count of nothing has no row."""
    rows = [{"kind": k, "value": v, "n": by * n} for (k, v), n in sorted(Counter(tags).items())]
    if not rows:
        return
    table = tables.tag_counts
    statement = inserting(connection, table)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=[table.c.kind, table.c.value], set_={"n": table.c.n + statement.excluded.n}
        ),
        rows,
    )
    if by < 0:
        for kind, group in groupby(rows, key=lambda r: str(r["kind"])):
            for part in chunks(str(r["value"]) for r in group):
                empty = (table.c.kind == kind, table.c.value.in_(part), table.c.n == 0)
                connection.execute(delete(table).where(*empty))
