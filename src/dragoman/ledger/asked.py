"""Questions with names turned to keys, and without values that nothing can have."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from dragoman.errors import BadQuestion
from dragoman.store.query import EventQuery, checked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

#: What stands for a state where there is none: bodies of states, and those of no state.
_NO_STATE = ("IGO", "INT")


def resolved(connection: Connection, query: EventQuery | None, *, saved: bool = False) -> EventQuery:
    """The query with names of people and places turned to keys.

    Args:
        saved: it was accepted once, so it is not refused now.

    Raises:
        BadQuestion: as `accepted`.
    """
    asked = checked(query or EventQuery()) if saved else accepted(connection, query or EventQuery())
    return replace(asked, actor=_keys(connection, asked.actor), place=_places(connection, asked.place))


def accepted(connection: Connection, query: EventQuery) -> EventQuery:
    """The query in canonical spelling.

    Raises:
        BadQuestion: as `checked`, and for a state, mode or context that is none (it would find nothing).
    """
    from dragoman.codebook.plover import CONTEXTS, KINDS

    asked = checked(query)
    modes = sorted({m for k in KINDS.values() for m in k.modes})
    for what, values, known in (("mode", asked.mode, modes), ("context", asked.context, CONTEXTS)):
        for value in values:
            if value not in known and not _is_told(connection, what, value):
                raise BadQuestion(value, f"no such {what}", _nearest(value, known))
    for code in dict.fromkeys((*asked.state, *(asked.pair or ()))):
        _check_state(connection, code)
    return asked


def _nearest(value: str, known: Iterable[str]) -> str:
    near = get_close_matches(value, known, 1)
    return f"did you mean {near[0]}?" if near else "one of: " + ", ".join(known)


def _check_state(connection: Connection, code: str) -> None:
    from dragoman.kb import default
    from dragoman.names import fold

    base = default()
    if code in _NO_STATE or base.state(code) or _is_told(connection, "state", code):
        return
    # many write a state's short form, or the first letters of its name: UAE, GER
    begun = [s for s in base.states() if fold(s.name).startswith(fold(code))]
    meant = base.states_by_name(fold(code)) or begun
    shown = ", ".join(f"{s.code} ({s.name})" for s in meant)
    raise BadQuestion(
        code, "is no ISO-3 code of a state", f"nearest: {shown}" if shown else "give three letters, as USA"
    )


def _is_told(connection: Connection, kind: str, value: str) -> bool:
    """Whether some event has it; a ledger may hold what an older version knew."""
    from sqlalchemy import select

    from dragoman.store.tables import tag_counts

    asked = select(tag_counts.c.n).where(tag_counts.c.kind == kind, tag_counts.c.value == value)
    return connection.execute(asked).first() is not None


def _keys(connection: Connection, names: tuple[str, ...]) -> tuple[str, ...]:
    """Keys of the names; a name that nobody bears stays, so that it finds nothing instead of everything."""
    from dragoman.store.ask_people import keys_of

    return tuple(dict.fromkeys(key for name in names for key in keys_of(connection, name) or (name,)))


def _places(connection: Connection, names: tuple[str, ...]) -> tuple[str, ...]:
    """As `_keys`, but three capitals are a state."""
    codes = tuple(n for n in names if len(n) == 3 and n.isupper())
    return codes + _keys(connection, tuple(n for n in names if n not in codes))
