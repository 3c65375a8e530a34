"""Adding a reading to the ledger: the report, its rows, its near copies, its links and every event they touch,
all in the caller's transaction, so that a ledger never holds half a report.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from dragoman.errors import BadInput
from dragoman.model import Document, Report
from dragoman.store import fulltext, tables, verdicts
from dragoman.store.codec import pack, pack_document
from dragoman.store.connect import insert_new
from dragoman.store.copying import link_copies
from dragoman.store.derive import Derived, derive
from dragoman.store.merging import NOTHING, Refolded, link_mentions, refold
from dragoman.store.naming import add_names
from dragoman.store.rows import StatementRow


@dataclass(frozen=True, slots=True)
class Written:
    """What adding one report did. `new` is False when the ledger had it already: then nothing was changed."""

    report: str
    new: bool
    events: Refolded = NOTHING


def is_known(connection: Connection, report: Report) -> bool:
    """Whether the ledger holds this report.

    Raises:
        BadInput: it holds another text under the same id.
    """
    table = tables.reports.c
    digest = connection.execute(select(table.digest).where(table.id == report.id)).scalar()
    if digest is not None and digest != digest_of(report):
        raise other_text(report.id)
    return digest is not None


def other_text(id: str) -> BadInput:
    """What to tell of a report under whose id another text is kept."""
    return BadInput(id, "the ledger holds another text under this id",
                    "give it an id of its own, or none: ids are then made from the text")


def write(connection: Connection, document: Document, *, now: datetime, outlet_state: str | None = None) -> Written:
    """Add a report with its reading.

    Raises:
        BadInput: the ledger holds another text under the same id.
    """
    report = document.report
    if is_known(connection, report):
        return Written(report.id, new=False)
    _insert_report(connection, report, now=now)
    keep_reading(connection, document)
    [judged] = verdicts.identify(connection, [document])
    derived = write_derived(connection, judged, outlet_state=outlet_state)
    return Written(report.id, new=True, events=connect_to_others(connection, report, derived))


def keep_reading(connection: Connection, document: Document) -> None:
    """Store what a run read out of a report; an older run's reading stays beside it."""
    row = {"report": document.report.id, "run": document.run, "body": pack_document(document)}
    insert_new(connection, tables.readings, [row])


def write_derived(connection: Connection, document: Document, *, outlet_state: str | None = None) -> Derived:
    """Write the rows that follow from this reading (as people corrected it) alone."""
    derived = derive(document, outlet_state=outlet_state)
    report = document.report
    num = connection.execute(select(tables.reports.c.num).where(tables.reports.c.id == report.id)).scalar_one()
    fulltext.index(connection, "report", [(num, f"{report.title or ''} {document.text}")])
    write_rows(connection, derived)
    return derived


def write_rows(connection: Connection, derived: Derived, *, skip: Collection[Table] = ()) -> None:
    """Write a reading's rows and index what is said and told in it; those of some tables stay as they are."""
    numbered: dict[Table, list[dict[str, Any]]] = {}
    for table, rows in derived.rows.items():
        if table is tables.names:
            add_names(connection, rows)
        elif table not in skip:
            numbered[table] = _numbered(connection, table, rows) if "num" in table.c else list(rows)
            insert_new(connection, table, numbered[table])
    said = zip(numbered[tables.statements], derived.statements, strict=True)
    told = zip(numbered[tables.mentions], derived.mentions, strict=True)
    fulltext.index(connection, "statement", ((r["num"], words_said(s)) for r, s in said))
    fulltext.index(connection, "mention", ((r["num"], m.text) for r, m in told))


def words_said(statement: StatementRow) -> str:
    """What full text knows of a statement."""
    return " ".join(e.quote for e in statement.content)


def connect_to_others(connection: Connection, report: Report, derived: Derived) -> Refolded:
    """Find the copies of a report and link its mentions; make anew the events this touches."""
    regrouped = link_copies(connection, report, derived.hashes)
    link_mentions(connection, derived.mentions)
    seeds = [m.id for m in derived.mentions]
    return refold(connection, seeds, changed_reports=regrouped - {report.id})


def digest_of(report: Report) -> str:
    """What tells two texts under one id apart."""
    return hashlib.sha256(report.text.encode("utf-8", "replace")).hexdigest()[:32]


def keep_run(connection: Connection, run: str, *, version: str, now: datetime) -> None:
    """Remember that a run (weights, codebook and kb) wrote here."""
    insert_new(connection, tables.runs, [{"id": run, "version": version, "first_at": now.isoformat()}])


def next_num(connection: Connection, table: Table) -> int:
    """The number of the next row; writers take turns, so nobody else takes it."""
    return (connection.execute(select(func.max(table.c.num))).scalar() or 0) + 1


def _insert_report(connection: Connection, report: Report, *, now: datetime) -> None:
    row = {
        "num": next_num(connection, tables.reports),
        "id": report.id,
        "digest": digest_of(report),
        "body": pack(replace(report, published=None)),
        "added_at": now.isoformat(),
    }
    connection.execute(insert(tables.reports), row)


def _numbered(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    first = next_num(connection, table)
    return [{"num": first + i, **row} for i, row in enumerate(rows)]
