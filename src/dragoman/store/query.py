"""What can be asked of the ledger's events: one frozen question, the same for commands, pages and saved questions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from dragoman.errors import BadQuestion
from dragoman.model import EventType, Status

Order = Literal["newest", "oldest"]

#: Beyond so many independent sources nobody asks how many more there are.
MOST_SOURCES = 10

TYPES: tuple[str, ...] = get_args(EventType)
STATUSES: tuple[str, ...] = get_args(Status)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventQuery:
    """A question about events. Fields that are set must all hold; of several values in one field, any one."""

    actor: tuple[str, ...] = ()  #: names or keys ("Blinken", "Q..."), as actor or recipient
    state: tuple[str, ...] = ()  #: ISO-3 codes of parties
    pair: tuple[str, str] | None = None  #: two states that face each other in the event
    type: tuple[str, ...] = ()  #: PLOVER types and PERSONNEL
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    status: tuple[str, ...] = ()  #: what it is held to be now
    ever: tuple[str, ...] = ()  #: what some report once held it to be: all that was announced is ("scheduled",)
    place: tuple[str, ...] = ()  #: names or keys of places, or ISO-3 codes
    outlet: tuple[str, ...] = ()
    since: date | None = None  #: first day, inclusive
    until: date | None = None  #: last day, inclusive
    text: str = ""  #: words of the sentences that tell it; as in full-text search
    disputed: bool = False  #: only events about which reports disagree
    min_sources: int = 0  #: independent sources at least
    order: Order = "newest"


def checked(query: EventQuery) -> EventQuery:
    """The query in canonical spelling.

    Raises:
        BadQuestion: an unknown type or status, a state that is no ISO-3 code, or days in the wrong order.
    """
    if query.since and query.until and query.since > query.until:
        raise BadQuestion(f"{query.since}..{query.until}", "the first day is after the last", "swap them")
    if not 0 <= query.min_sources <= MOST_SOURCES:
        raise BadQuestion(str(query.min_sources), "sources are counted up to 10", "give a number from 1 to 10")
    return replace(
        query,
        mode=tuple(m.lower() for m in query.mode),
        context=tuple(c.lower() for c in query.context),
        type=tuple(_one_of("type", t.upper(), TYPES) for t in query.type),
        status=tuple(_one_of("status", s.lower(), STATUSES) for s in query.status),
        ever=tuple(_one_of("status", s.lower(), STATUSES) for s in query.ever),
        state=tuple(_code(s) for s in query.state),
        pair=_pair(query.pair) if query.pair else None,
    )


def _pair(pair: tuple[str, str]) -> tuple[str, str]:
    left, right = sorted(_code(p) for p in pair)
    if left == right:
        raise BadQuestion(left, "a pair needs two different states", "give two ISO-3 codes, as USA CHN")
    return left, right


def _code(state: str) -> str:
    """A state's code in capitals; for a name, the error tells the code."""
    if len(state) == 3 and state.isalpha():
        return state.upper()
    from dragoman.kb import default
    from dragoman.names import fold

    meant = [s.code for s in default().states_by_name(fold(state))]
    remedy = f"write {meant[0]}" if len(meant) == 1 else "give three letters, as USA"
    raise BadQuestion(state, "is no ISO-3 code of a state", remedy)


def _one_of(what: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise BadQuestion(value, f"no such {what}", "one of: " + ", ".join(allowed))
    return value
