"""One report's rows made anew after its reading changed: what `rebuild` would make of it, without the rest.

The text stays, and with it full text of the report, its shingles and its near copies.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, or_, select, update

from dragoman.merge.record import MentionRecord
from dragoman.model import Document
from dragoman.store import components, fulltext, tables
from dragoman.store.chunks import chunks
from dragoman.store.codec import unpack
from dragoman.store.derive import derive, names_in
from dragoman.store.merging import NOTHING, Refolded, drop_events, link_mentions, refold
from dragoman.store.naming import take_names
from dragoman.store.outlets import state_of
from dragoman.store.rows import StatementRow
from dragoman.store.write import words_said, write_rows

# What follows from the text alone.
_OF_THE_TEXT = (tables.report_facts, tables.shingles)


def rederive(connection: Connection, changed: Sequence[tuple[Document, Document]]) -> Refolded:
    """Replace the rows of readings; each pair is what the rows were derived from and what they are to follow from."""
    if not changed:
        return NOTHING
    reports = sorted(after.report.id for _, after in changed)
    old = _mentions_of(connection, reports)
    touched = components.around(connection, old)
    dropped = drop_events(connection, old)
    _forget(connection, reports, old)
    new: set[str] = set()
    for before, after in sorted(changed, key=lambda pair: pair[1].report.id):
        take_names(connection, names_in(before))
        derived = derive(after, outlet_state=state_of(after.report.outlet))
        write_rows(connection, derived, skip=_OF_THE_TEXT)
        _update_facts(connection, derived.rows[tables.report_facts])
        link_mentions(connection, derived.mentions)
        new.update(m.id for m in derived.mentions)
    made = refold(connection, (touched - set(old)) | new)
    return Refolded(made.written, (made.removed | dropped) - made.written)


def _mentions_of(connection: Connection, reports: Collection[str]) -> list[str]:
    mention = tables.mentions.c
    found: list[str] = []
    for part in chunks(sorted(reports)):
        found += connection.execute(select(mention.id).where(mention.report.in_(part))).scalars()
    return found


def _forget(connection: Connection, reports: Sequence[str], old: Sequence[str]) -> None:
    """Remove the rows of these readings that are written again."""
    said, told = tables.statements.c, tables.mentions.c
    for part in chunks(reports):
        bodies = connection.execute(select(said.num, said.body).where(said.report.in_(part)))
        fulltext.forget(connection, "statement", ((r.num, words_said(unpack(StatementRow, r.body))) for r in bodies))
        bodies = connection.execute(select(told.num, told.body).where(told.report.in_(part)))
        fulltext.forget(connection, "mention", ((r.num, unpack(MentionRecord, r.body).text) for r in bodies))
        for table in (tables.statements, tables.mentions, tables.report_entities):
            connection.execute(delete(table).where(table.c.report.in_(part)))
    link = tables.links.c
    for part in chunks(sorted(old)):
        connection.execute(delete(tables.blocks).where(tables.blocks.c.mention.in_(part)))
        connection.execute(delete(tables.components).where(tables.components.c.mention.in_(part)))
        connection.execute(delete(tables.links).where(or_(link.left.in_(part), link.right.in_(part))))


def _update_facts(connection: Connection, rows: Iterable[dict[str, Any]]) -> None:
    """All but the group of near copies, which is not of the reading."""
    table = tables.report_facts
    for row in rows:
        kept = {k: v for k, v in row.items() if k not in ("report", "copy_group")}
        connection.execute(update(table).where(table.c.report == row["report"]).values(**kept))
