"""What can be asked of the ledger's events: one frozen question, the same for commands, pages and saved questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from dragoman.errors import BadQuestion
from dragoman.model import EventType, Status

Order = Literal["newest", "oldest"]

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
    status: tuple[str, ...] = ()
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
        BadQuestion: an unknown type or status, or days in the wrong order.
    """
    from dataclasses import replace

    if query.since and query.until and query.since > query.until:
        raise BadQuestion(f"{query.since}..{query.until}", "the first day is after the last", "swap them")
    return replace(
        query,
        type=tuple(_one_of("type", t.upper(), TYPES) for t in query.type),
        status=tuple(_one_of("status", s.lower(), STATUSES) for s in query.status),
        state=tuple(s.upper() for s in query.state),
        pair=_pair(query.pair) if query.pair else None,
    )


def _pair(pair: tuple[str, str]) -> tuple[str, str]:
    left, right = sorted(p.upper() for p in pair)
    if left == right:
        raise BadQuestion(left, "a pair needs two different states", "give two ISO-3 codes, as USA CHN")
    return left, right


def _one_of(what: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise BadQuestion(value, f"no such {what}", "one of: " + ", ".join(allowed))
    return value
