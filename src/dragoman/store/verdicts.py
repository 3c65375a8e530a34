"""What people decided about single things: when a report was written, who somebody is. Kept for ever, ended by date.

Here they are written and looked up; `deciding` makes anew what they touch. Judgements on pairs of mentions are in
`judging`; both are numbered in one row, so that a number means one verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, and_, exists, func, insert, select, update

from dragoman.edtf import from_edtf
from dragoman.errors import NotFound
from dragoman.merge.verdicts import Identity, dated, identified, people
from dragoman.model import Document, Report
from dragoman.store import tables
from dragoman.store.chunks import chunks

VerdictKind = Literal["date", "person"]
#: A person looked at the date, and it cannot be told better than the program does.
OPEN = "open"
#: Nobody whom the knowledge base should hold.
NOBODY = "nobody"
_LISTED = "list them with `judge`, `redate` or `identify` with --list"


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """A person's word on one thing, with the number by which it is undone."""

    num: int
    kind: VerdictKind
    subject: str  #: id of a report, or the local key of a person ("name:ana prado")
    about: str  #: the report's title, the person's name
    answer: str  #: EDTF or "open"; a key of the knowledge base or "nobody"
    words: str  #: the answer for people
    by: str
    why: str
    at: datetime
    undone_at: datetime | None = None


def next_number(connection: Connection) -> int:
    """The number of the next verdict of any kind; writers take turns, so nobody else takes it."""
    found = (connection.execute(select(func.max(t.c.num))).scalar() for t in (tables.judgements, tables.verdicts))
    return max(n or 0 for n in found) + 1


def record(
    connection: Connection, kind: VerdictKind, subject: str, answer: str, *, about: str, words: str,
    state: str | None = None, by: str, why: str, now: datetime,
) -> VerdictRow:
    """Keep a verdict; one on the same thing that is in force ends."""
    table = tables.verdicts
    older = and_(table.c.kind == kind, table.c.subject == subject, table.c.undone_at.is_(None))
    connection.execute(update(table).where(older).values(undone_at=now.isoformat()))
    row = {
        "num": next_number(connection), "kind": kind, "subject": subject, "about": about.replace("\x00", ""),
        "answer": answer, "words": words, "state": state or "", "by": by.replace("\x00", ""),
        "why": why.replace("\x00", ""), "at": now.isoformat(), "undone_at": None,
    }
    connection.execute(insert(table), row)
    return _row(row)


def end(connection: Connection, num: int, *, now: datetime) -> VerdictRow:
    """End a verdict.

    Raises:
        NotFound: none of that number is in force.
    """
    found = in_force(connection, num)
    table = tables.verdicts
    connection.execute(update(table).where(table.c.num == num).values(undone_at=now.isoformat()))
    return replace(found, undone_at=now)


def in_force(connection: Connection, num: int) -> VerdictRow:
    """The verdict of a number.

    Raises:
        NotFound: none of that number is in force.
    """
    table = tables.verdicts
    row = connection.execute(select(table).where(table.c.num == num, table.c.undone_at.is_(None))).mappings().first()
    if row is None:
        raise NotFound(str(num), "no verdict of that number is in force", _LISTED)
    return _row(row)


def on(connection: Connection, kind: VerdictKind, subjects: Iterable[str]) -> dict[str, VerdictRow]:
    """Subject -> the verdict in force on it."""
    table = tables.verdicts
    found: dict[str, VerdictRow] = {}
    for part in chunks(sorted(set(subjects))):
        rows = connection.execute(
            select(table).where(table.c.kind == kind, table.c.subject.in_(part), table.c.undone_at.is_(None))
        ).mappings()
        found.update((r["subject"], _row(r)) for r in rows)
    return found


def about(connection: Connection, key: str) -> list[VerdictRow]:
    """The verdicts in force that say who somebody is, or who else somebody is, in order of their time."""
    table = tables.verdicts
    mine = (table.c.subject == key) | (table.c.answer == key)
    rows = connection.execute(
        select(table).where(table.c.kind == "person", table.c.undone_at.is_(None), mine).order_by(table.c.num)
    ).mappings()
    return [_row(r) for r in rows]


def is_decided(kind: VerdictKind, subject: ColumnElement[str]) -> ColumnElement[bool]:
    """The condition that a verdict is in force on the subject of a row."""
    table = tables.verdicts.c
    return exists().where(table.kind == kind, table.subject == subject, table.undone_at.is_(None))


def verdicts(connection: Connection, *, all_: bool = False) -> list[VerdictRow]:
    """All of them in order of their time; undone ones only if asked for."""
    table = tables.verdicts
    base = select(table) if all_ else select(table).where(table.c.undone_at.is_(None))
    return [_row(r) for r in connection.execute(base.order_by(table.c.num)).mappings()]


def counts(connection: Connection) -> tuple[int, int]:
    """How many verdicts of all kinds there are, and how many of them were ended."""
    given = ended = 0
    for table in (tables.judgements, tables.verdicts):
        row = connection.execute(select(func.count(), func.count(table.c.undone_at))).one()
        given, ended = given + row[0], ended + row[1]
    return given, ended


def identify(connection: Connection, documents: Sequence[Document]) -> list[Document]:
    """Readings with their people as somebody identified them."""
    unknown = {key for d in documents for key in people(d)}
    table = tables.verdicts
    known: dict[str, Identity] = {}
    for part in chunks(sorted(unknown)):
        rows = connection.execute(
            select(table.c.subject, table.c.answer, table.c.state, table.c.by).where(
                table.c.kind == "person", table.c.subject.in_(part), table.c.answer != NOBODY,
                table.c.undone_at.is_(None),
            )
        )
        known.update((r.subject, Identity(r.answer, r.state or None, r.by)) for r in rows)
    return [identified(d, known) for d in documents] if known else list(documents)


def as_dated(connection: Connection, reports: Sequence[Report]) -> list[Report]:
    """Reports as they are to be read: with the days that somebody gave them."""
    given = on(connection, "date", (r.id for r in reports))
    return [
        dated(r, from_edtf(given[r.id].answer), by=given[r.id].by)
        if r.id in given and given[r.id].answer != OPEN else r
        for r in reports
    ]


def _row(row: Any) -> VerdictRow:
    return VerdictRow(
        num=row["num"], kind=row["kind"], subject=row["subject"], about=row["about"], answer=row["answer"],
        words=row["words"], by=row["by"], why=row["why"], at=datetime.fromisoformat(row["at"]),
        undone_at=datetime.fromisoformat(row["undone_at"]) if row["undone_at"] else None,
    )
