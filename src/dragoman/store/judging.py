"""A person's verdicts: kept for ever, in force until undone, obeyed at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import Connection, and_, insert, or_, select, update

from dragoman.errors import BadQuestion, NotFound
from dragoman.store import tables
from dragoman.store.chunks import chunks
from dragoman.store.merging import Refolded, refold
from dragoman.store.rows import JudgementRow
from dragoman.store.verdicts import next_number

VerdictWord = Literal["same", "different", "unsure"]


def mention_of(connection: Connection, name: str) -> str:
    """The mention that an id means: a mention's own, or the first of an event.

    Raises:
        NotFound: neither is in the ledger.
    """
    mention, told = tables.mentions.c, tables.event_mentions.c
    if connection.execute(select(mention.id).where(mention.id == name)).first():
        return name
    found = connection.execute(
        select(told.mention).where(told.event == name).order_by(told.mention).limit(1)
    ).scalar() or connection.execute(select(mention.id).where(mention.event_key == name)).scalar()
    if found is None:
        raise NotFound(name, "no event or mention of that id", "ids stand in `dragoman events --format jsonl`")
    return str(found)


def event_of(connection: Connection, name: str) -> str:
    """The event that an id means: its own, one it once had, or that of a mention.

    Raises:
        NotFound: nothing of that id is in the ledger.
    """
    told = tables.event_mentions.c
    if connection.execute(select(tables.events.c.id).where(tables.events.c.id == name)).first():
        return name
    # An event has the id of its first mention; joined to another, it is found by it still.
    mention = mention_of(connection, name)
    return str(connection.execute(select(told.event).where(told.mention == mention)).scalar_one())


def judge(
    connection: Connection, left: str, right: str, verdict: str, *, by: str, why: str, now: datetime
) -> tuple[JudgementRow, Refolded]:
    """Record a verdict on two mentions and make anew what it touches. An older verdict on the pair is ended.

    Raises:
        NotFound: no such event or mention.
        BadQuestion: no such verdict, or both are the same mention.
    """
    if verdict not in get_args(VerdictWord):
        raise BadQuestion(verdict, "no such verdict", "one of: same, different, unsure")
    one, other = sorted((mention_of(connection, left), mention_of(connection, right)))
    if one == other:
        raise BadQuestion(left, f"and {right} are the same mention", "judge two different ones")
    table = tables.judgements
    older = and_(table.c.left == one, table.c.right == other, table.c.undone_at.is_(None))
    connection.execute(update(table).where(older).values(undone_at=now.isoformat()))
    row = {
        "num": next_number(connection), "left": one, "right": other, "verdict": verdict,
        "by": by.replace("\x00", ""), "why": why.replace("\x00", ""), "at": now.isoformat(),
    }
    connection.execute(insert(table), row)
    return _row({**row, "undone_at": None}), refold(connection, {one, other})


def is_judgement(connection: Connection, num: int) -> bool:
    """Whether a number is that of a verdict on a pair, in force or not."""
    table = tables.judgements.c
    return connection.execute(select(table.num).where(table.num == num)).first() is not None


def undo(connection: Connection, num: int, *, now: datetime) -> tuple[JudgementRow, Refolded]:
    """End a verdict; what it held together or apart is made anew.

    Raises:
        NotFound: there is no such verdict in force.
    """
    table = tables.judgements
    row = connection.execute(select(table).where(table.c.num == num, table.c.undone_at.is_(None))).mappings().first()
    if row is None:
        raise NotFound(str(num), "no verdict of that number is in force", "list them with `dragoman judge --list`")
    # both ends, found before: afterwards they may lie in different components
    connection.execute(update(table).where(table.c.num == num).values(undone_at=now.isoformat()))
    return _row({**row, "undone_at": now.isoformat()}), refold(connection, {row["left"], row["right"]})


def judgements(connection: Connection, *, mentions: list[str] | None = None, all_: bool = False) -> list[JudgementRow]:
    """Verdicts in order of their time; those on some mentions, or all; undone ones only if asked for."""
    table = tables.judgements
    base = select(table) if all_ else select(table).where(table.c.undone_at.is_(None))
    if mentions is None:
        return [_row(r) for r in connection.execute(base.order_by(table.c.num)).mappings()]
    found: dict[int, JudgementRow] = {}
    for part in chunks(mentions):
        rows = connection.execute(base.where(or_(table.c.left.in_(part), table.c.right.in_(part)))).mappings()
        found.update((r["num"], _row(r)) for r in rows)
    return [found[n] for n in sorted(found)]


def _row(row: Any) -> JudgementRow:
    return JudgementRow(
        num=row["num"], left=row["left"], right=row["right"], verdict=row["verdict"], by=row["by"], why=row["why"],
        at=datetime.fromisoformat(row["at"]),
        undone_at=datetime.fromisoformat(row["undone_at"]) if row["undone_at"] else None,
    )
