"""One report with its reading, the events it tells, and its near copies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from dragoman.model import Document
from dragoman.store.rows import Copy, EventRow, ReportRow
from dragoman.store.verdicts import VerdictRow

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Reading:
    """One run's reading of the report: a run is a digest of weights, codebook and knowledge base."""

    run: str
    version: str  #: of the program
    first_at: datetime  #: when the run first wrote to this ledger
    in_force: bool


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report as read, and what the ledger knows about it. `document.words` is empty: only reading needs it."""

    row: ReportRow
    document: Document
    events: tuple[EventRow, ...]
    mentions: dict[str, str]  #: mention id within the report ("m3") -> id of its event
    copies: tuple[Copy, ...]
    readings: tuple[Reading, ...]  #: oldest run first; what an older one read is kept
    verdict: VerdictRow | None = None  #: a person's word on when it was written


def report_page(connection: Connection, report: str) -> ReportPage:
    """The page of a report.

    Raises:
        NotFound: no such report.
    """
    from sqlalchemy import select

    from dragoman.store import tables, verdicts
    from dragoman.store.ask_reports import copies_of, document, report_rows
    from dragoman.views.timeline import events_by_id

    found = document(connection, report)
    mention, told = tables.mentions.c, tables.event_mentions.c
    rows = connection.execute(
        select(mention.id, told.event)
        .join_from(tables.mentions, tables.event_mentions, told.mention == mention.id)
        .where(mention.report == report)
        .order_by(mention.num)
    )
    events = {r.id.rpartition("#")[2]: r.event for r in rows}
    return ReportPage(
        row=report_rows(connection, [report])[report],
        document=found,
        events=tuple(row for _, row in events_by_id(connection, list(dict.fromkeys(events.values())))),
        mentions=events,
        copies=copies_of(connection, found.report),
        readings=_readings(connection, found),
        verdict=verdicts.on(connection, "date", [report]).get(report),
    )


def _readings(connection: Connection, document: Document) -> tuple[Reading, ...]:
    from sqlalchemy import select

    from dragoman.store import tables

    run, made = tables.runs.c, tables.readings.c
    rows = connection.execute(
        select(run.id, run.version, run.first_at)
        .join_from(tables.readings, tables.runs, run.id == made.run)
        .where(made.report == document.report.id)
        .order_by(run.first_at, run.id)
    )
    return tuple(
        Reading(r.id, r.version, datetime.fromisoformat(r.first_at), in_force=r.id == document.run) for r in rows
    )
