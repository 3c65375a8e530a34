"""What the reports say about one person, state or body: offices, events, statements, whom they met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dragoman.errors import NotFound
from dragoman.store.query import EventQuery
from dragoman.store.rows import EventRow, Named, StatementRow
from dragoman.store.verdicts import VerdictRow
from dragoman.views.offices import Office, offices

if TYPE_CHECKING:
    from sqlalchemy import Connection
# A dossier shows so many of each; `dragoman events --actor` and `said` show all.
_SHOWN = 50
# Meetings looked through for whom they met.
_MEETINGS = 500
_MET = frozenset({"occurred", "ongoing"})


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Somebody they met, how often, and when last."""

    key: str
    name: str
    state: str | None
    meetings: int
    last: date | None  #: of the last meeting whose day is known; None where no meeting's is


@dataclass(frozen=True, slots=True)
class Dossier:
    """One entity over all reports, newest things first."""

    who: Named
    also: tuple[Named, ...]  #: others whom the same name may mean
    names: tuple[str, ...]  #: every spelling in the reports
    offices: tuple[Office, ...]
    events: tuple[EventRow, ...]
    statements: tuple[StatementRow, ...]
    met: tuple[Counterpart, ...]
    by_status: tuple[tuple[str, int], ...]
    verdicts: tuple[VerdictRow, ...] = ()  #: a person's word on who this is, or on whom else this is
    on: date | None = None  #: the day asked for: offices, events and statements are those of that day


def dossier(connection: Connection, name: str, *, on: date | None = None) -> Dossier:
    """The dossier of whoever is meant by a name or key; of several, the one most reported.

    Raises:
        NotFound: no report names anybody so.
    """
    from dragoman.store import ask_events, ask_people, ask_statements, verdicts

    candidates = ask_people.named(connection, ask_people.keys_of(connection, name))
    if not candidates:
        near = ask_people.near_names(connection, name)
        raise NotFound(name, "no report in the ledger names anybody so",
                       f"nearest: {', '.join(near)}" if near else "look with `dragoman search`")
    who, *also = candidates
    keys = [who.key]
    query = EventQuery(actor=(who.key,), since=on, until=on)
    statements = ask_statements.statement_page(
        connection, speakers=keys, state=None, kind=None, about="", since=on, until=on, limit=_SHOWN, page=None
    )
    meetings = ask_events.event_page(
        connection, EventQuery(actor=(who.key,), type=("CONSULT",)), limit=_MEETINGS, page=None
    )
    facets = ask_events.facets(connection, EventQuery(actor=(who.key,)), kinds=("status",))
    return Dossier(
        who=who,
        also=tuple(also),
        names=ask_people.names_of(connection, keys),
        offices=offices(ask_people.offices_seen(connection, keys), who.key, who.name, on),
        events=ask_events.event_page(connection, query, limit=_SHOWN, page=None).items,
        statements=statements.items,
        met=_met(meetings.items, who.key),
        by_status=facets.counts["status"],
        verdicts=tuple(verdicts.about(connection, who.key)),
        on=on,
    )


def _met(meetings: Sequence[EventRow], key: str) -> tuple[Counterpart, ...]:
    counts: Counter[str] = Counter()
    best: dict[str, tuple[str, str | None]] = {}
    last: dict[str, date] = {}
    for row in meetings:
        if row.status not in _MET:
            continue
        for other in {a.key: a for a in (*row.actors, *row.recipients)}.values():
            if other.key != key and other.kind in ("person", "organisation", "state"):
                counts[other.key] += 1
                best.setdefault(other.key, (other.name, other.state))
                if row.earliest and row.earliest == row.latest:
                    last.setdefault(other.key, row.earliest)
    ranked = sorted(counts, key=lambda k: (-counts[k], k))
    return tuple(Counterpart(k, best[k][0], best[k][1], counts[k], last.get(k)) for k in ranked[:_SHOWN])
