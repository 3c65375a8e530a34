"""Making every derived row anew from the reports, their readings and what people decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy import Connection, delete, select

from dragoman.model import Document, Report
from dragoman.store import fulltext, tables, verdicts
from dragoman.store.chunks import chunks
from dragoman.store.codec import unpack, unpack_document
from dragoman.store.copying import link_copies
from dragoman.store.merging import link_mentions, refold
from dragoman.store.write import write_derived

# Deriving needs these; they are kept (older runs' beside the one in force).
_KEPT = (tables.readings,)


def rebuild(connection: Connection, *, outlet_state: Callable[[str | None], str | None]) -> int:
    """Make the derived rows anew, in order of report ids; return how many reports there are.

    Reports come in another order than they were added: that the result is the same row for row shows that the order
    of arrival changes nothing.
    """
    in_force = _runs(connection)
    for table in reversed(tables.DERIVED):
        if table not in _KEPT:
            connection.execute(delete(table))
    fulltext.clear(connection)
    count = 0
    for document in _documents(connection, in_force):
        derived = write_derived(connection, document, outlet_state=outlet_state(document.report.outlet))
        regrouped = link_copies(connection, document.report, derived.hashes)
        link_mentions(connection, derived.mentions)
        refold(connection, [m.id for m in derived.mentions], changed_reports=regrouped - {document.report.id})
        count += 1
    return count


def _runs(connection: Connection) -> dict[str, str]:
    """Report -> run in force; where that was lost, the reading whose run comes first by name."""
    facts, readings = tables.report_facts.c, tables.readings.c
    found = {r.report: r.run for r in connection.execute(select(facts.report, facts.run))}
    for row in connection.execute(select(readings.report, readings.run).order_by(readings.report, readings.run)):
        found.setdefault(row.report, row.run)
    return found


def _documents(connection: Connection, in_force: dict[str, str]) -> Iterator[Document]:
    reports, readings = tables.reports.c, tables.readings.c
    for part in chunks(sorted(in_force), 100):
        rows = connection.execute(
            select(reports.id, reports.body, readings.run, readings.body.label("reading"))
            .join_from(tables.reports, tables.readings, readings.report == reports.id)
            .where(reports.id.in_(part))
            .order_by(reports.id)
        ).all()
        for row in rows:
            if in_force[row.id] == row.run:
                yield from verdicts.identify(connection, [unpack_document(unpack(Report, row.body), row.reading)])
