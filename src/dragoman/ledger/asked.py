"""Questions with names turned to keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.store.query import EventQuery, checked

if TYPE_CHECKING:
    from sqlalchemy import Connection


def resolved(connection: Connection, query: EventQuery | None) -> EventQuery:
    """The query with names of people and places turned to keys."""
    asked = checked(query or EventQuery())
    return replace(asked, actor=_keys(connection, asked.actor), place=_places(connection, asked.place))


def _keys(connection: Connection, names: tuple[str, ...]) -> tuple[str, ...]:
    """Keys of the names; a name that nobody bears stays, so that it finds nothing instead of everything."""
    from dragoman.store.ask_people import keys_of

    return tuple(dict.fromkeys(key for name in names for key in keys_of(connection, name) or (name,)))


def _places(connection: Connection, names: tuple[str, ...]) -> tuple[str, ...]:
    """As `_keys`, but three capitals are a state."""
    codes = tuple(n for n in names if len(n) == 3 and n.isupper())
    return codes + _keys(connection, tuple(n for n in names if n not in codes))
