"""Saved questions: a name, a query, and until when their answers have been seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from dragoman.errors import BadQuestion, NotFound
from dragoman.store import tables
from dragoman.store.codec import from_json, to_json
from dragoman.store.query import EventQuery
from dragoman.store.write import next_num


@dataclass(frozen=True, slots=True)
class Watch:
    """A saved question. News is what reports added after `seen_at` brought."""

    name: str
    query: EventQuery
    created_at: datetime
    seen_at: datetime


def watches(connection: Connection) -> list[Watch]:
    """All saved questions by name."""
    table = tables.watches
    rows = connection.execute(select(table).where(table.c.ended_at.is_(None)).order_by(table.c.name)).mappings()
    return [_watch(r) for r in rows]


def find(connection: Connection, name: str) -> Watch:
    """The saved question of a name.

    Raises:
        NotFound: there is none.
    """
    for each in watches(connection):
        if each.name == name:
            return each
    raise NotFound(name, "no saved question of that name", "list them with `dragoman watch`")


def save(connection: Connection, name: str, query: EventQuery, *, now: datetime) -> Watch:
    """Save a question.

    Raises:
        BadQuestion: the name is empty or taken.
    """
    if not name.strip():
        raise BadQuestion(name, "a saved question needs a name", "give one, as in `dragoman watch add taiwan ...`")
    if any(w.name == name for w in watches(connection)):
        raise BadQuestion(name, "there is a saved question of that name", "end it first, or take another name")
    at = now.isoformat()
    row = {
        "num": next_num(connection, tables.watches), "name": name, "question": to_json(query), "created_at": at,
        "seen_at": at, "ended_at": None,
    }
    connection.execute(insert(tables.watches), row)
    return _watch(row)


def mark_seen(connection: Connection, name: str, *, now: datetime) -> None:
    """From now on, news of a question is what is added later."""
    _update(connection, name, seen_at=now.isoformat())


def end(connection: Connection, name: str, *, now: datetime) -> None:
    """End a saved question; its row stays, with the day it ended.

    Raises:
        NotFound: there is none of that name.
    """
    find(connection, name)
    _update(connection, name, ended_at=now.isoformat())


def _update(connection: Connection, name: str, **values: str) -> None:
    table = tables.watches
    connection.execute(update(table).where(table.c.name == name, table.c.ended_at.is_(None)).values(**values))


def _watch(row: Any) -> Watch:
    return Watch(
        name=row["name"], query=from_json(EventQuery, row["question"]),
        created_at=datetime.fromisoformat(row["created_at"]), seen_at=datetime.fromisoformat(row["seen_at"]),
    )
