"""One event with everything behind it: each report's sentence, near copies folded, verdicts, and what it became of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.merge.record import MentionRecord
from dragoman.model import Event
from dragoman.store.rows import EventRow, JudgementRow, ReportRow

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Telling:
    """One report's sentence that tells the event."""

    mention: str
    report: ReportRow
    record: MentionRecord
    copy_of: str | None  #: the report whose near copy this one is, where that tells the event too


@dataclass(frozen=True, slots=True)
class EventPage:
    """An event, its line, its tellings (earliest first) and the verdicts on its mentions."""

    event: Event
    row: EventRow
    tellings: tuple[Telling, ...]
    judgements: tuple[JudgementRow, ...]


@dataclass(frozen=True, slots=True)
class FullEvent:
    """An event with all that exports need."""

    event: Event
    row: EventRow
    mentions: tuple[MentionRecord, ...]  #: in order of ids
    reports: tuple[ReportRow, ...]  #: in order of ids


def event_page(connection: Connection, name: str) -> EventPage:
    """The event of an id: its own, one it had before it was joined to another, or that of a mention.

    Raises:
        NotFound: nothing of that id is in the ledger.
    """
    from dragoman.store.ask_reports import report_rows
    from dragoman.store.judging import event_of, judgements
    from dragoman.store.merging import load

    [(event, row)] = events_by_id(connection, [event_of(connection, name)])
    records = load(connection, event.mentions)
    reports = report_rows(connection, event.reports)
    return EventPage(
        event=event,
        row=row,
        tellings=_tellings(list(records.values()), reports),
        judgements=tuple(judgements(connection, mentions=list(event.mentions))),
    )


def events_by_id(connection: Connection, ids: Sequence[str]) -> list[tuple[Event, EventRow]]:
    """Events with their lines, in the order of the ids; unknown ids are left out."""
    from sqlalchemy import select

    from dragoman.store import tables
    from dragoman.store.chunks import chunks
    from dragoman.store.codec import unpack, unpack_event

    table = tables.events.c
    found: dict[str, tuple[Event, EventRow]] = {}
    for part in chunks(ids):
        for row in connection.execute(select(table.id, table.body, table.row).where(table.id.in_(part))):
            found[row.id] = (unpack_event(row.body), unpack(EventRow, row.row))
    return [found[i] for i in ids if i in found]


def full_events(connection: Connection, rows: Iterable[EventRow]) -> Iterator[FullEvent]:
    """The events of these lines with their mentions and reports, in the same order."""
    from dragoman.store.ask_reports import report_rows
    from dragoman.store.chunks import chunks
    from dragoman.store.merging import load

    for part in chunks(rows, 200):
        found = events_by_id(connection, [r.id for r in part])
        records = load(connection, [m for event, _ in found for m in event.mentions])
        reports = report_rows(connection, [r for event, _ in found for r in event.reports])
        for event, row in found:
            yield FullEvent(
                event, row, tuple(records[m] for m in event.mentions), tuple(reports[r] for r in event.reports)
            )


def _tellings(records: Sequence[MentionRecord], reports: dict[str, ReportRow]) -> tuple[Telling, ...]:
    def order(record: MentionRecord) -> tuple[str, str, int]:
        day = reports[record.report].day
        return (day.isoformat() if day else "9999", record.report, record.sentence.start)

    first: dict[str, str] = {}
    found = []
    for record in sorted(records, key=order):
        report = reports[record.report]
        original = first.setdefault(report.copy_group, report.id)
        found.append(Telling(record.id, report, record, original if original != report.id else None))
    return tuple(found)
