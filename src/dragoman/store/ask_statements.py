"""Who said what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, literal, select, text, tuple_

from dragoman.store import fulltext, tables
from dragoman.store.codec import unpack
from dragoman.store.paging import token, where
from dragoman.store.rows import Page, StatementRow


def statement_page(
    connection: Connection,
    *,
    speakers: Sequence[str] | None,
    state: str | None,
    kind: str | None,
    about: str,
    since: date | None,
    until: date | None,
    report: str | None = None,
    limit: int,
    page: str | None,
) -> Page[StatementRow]:
    """Statements, newest first. `speakers` are keys; None: anybody.

    Raises:
        BadQuestion: no word in `about` can be looked for, or a foreign page token.
    """
    table = tables.statements
    question = select(table.c.day, table.c.id, table.c.body)
    if speakers is not None:
        question = question.where(table.c.speaker.in_(speakers))
    if state:
        question = question.where(table.c.state == state.upper())
    if kind:
        question = question.where(table.c.kind == kind)
    if report:
        question = question.where(table.c.report == report)
    if since:
        question = question.where(table.c.day >= since.isoformat())
    if until:
        question = question.where(table.c.day <= until.isoformat(), table.c.day != "")
    if about:
        holds, parameters = fulltext.holds(connection, "statement", about, "statements.num")
        question = question.where(text(holds).bindparams(**parameters))
    if start := where(page, 2):
        question = question.where(tuple_(table.c.day, table.c.id) < tuple_(*(literal(s) for s in start)))
    rows = connection.execute(question.order_by(table.c.day.desc(), table.c.id.desc()).limit(limit + 1)).all()
    shown = rows[:limit]
    return Page(
        tuple(unpack(StatementRow, r.body) for r in shown),
        next=token(shown[-1].day, shown[-1].id) if len(rows) > limit else None,
    )
