"""The names that reports give people, states and places: counted, so that one goes when nobody gives it any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, update

from dragoman.store import tables
from dragoman.store.connect import inserting

_KEYS = ("folded", "key", "kind")


def add_names(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Count one report's names (rows of `names` without their count)."""
    if not rows:
        return
    table = tables.names
    statement = inserting(connection, table)
    counted = statement.on_conflict_do_update(index_elements=list(_KEYS), set_={"n": table.c.n + 1})
    connection.execute(counted, [{**row, "n": 1} for row in rows])


def take_names(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Take one report's names out of the count; those that no other report gives go."""
    if not rows:
        return
    table = tables.names
    same = [table.c[k] == bindparam(f"its_{k}") for k in _KEYS]
    which = [{f"its_{k}": row[k] for k in _KEYS} for row in rows]
    connection.execute(update(table).where(*same).values(n=table.c.n - 1), which)
    connection.execute(delete(table).where(*same, table.c.n <= 0), which)
