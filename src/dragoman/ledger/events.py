"""Questions about events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.ledger.asked import accepted, resolved
from dragoman.ledger.base import PAGE, Base
from dragoman.store.query import EventQuery
from dragoman.views.pair import PairPage

if TYPE_CHECKING:
    from dragoman.store.rows import DayCount, EventRow, Facets, Page
    from dragoman.views.timeline import EventPage

_DISPUTES = ("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
_PENDING = ("scheduled", "expected", "possible", "postponed")


class Events(Base):
    """What `Ledger` offers for events: timelines, counts, pairs of states."""

    def events(
        self, query: EventQuery | None = None, *, limit: int = PAGE, page: str | None = None, count: bool = False
    ) -> Page[EventRow]:
        """Events that answer a question, newest first.

        Args:
            count: also say how many there are in all.

        Raises:
            BadQuestion: a value of the query, the limit or the token means nothing.
        """
        from dragoman.store.ask_events import count_events, event_page
        from dragoman.store.paging import checked_limit

        with self._reading() as connection:
            asked = resolved(connection, query)
            found = event_page(connection, asked, limit=checked_limit(limit), page=page)
            return replace(found, total=count_events(connection, asked)) if count else found

    def all_events(self, query: EventQuery | None = None) -> Iterator[EventRow]:
        """Every answer to a question, one after the other; memory does not grow."""
        from dragoman.store.ask_events import all_rows

        with self._reading() as connection:
            yield from all_rows(connection, resolved(connection, query))

    def event(self, name: str) -> EventPage:
        """One event with its tellings and verdicts, by its id, one it once had, or a mention's.

        Raises:
            NotFound: nothing of that id.
        """
        from dragoman.views.timeline import event_page

        with self._reading() as connection:
            return event_page(connection, name)

    def accepted(self, query: EventQuery) -> EventQuery:
        """A question in canonical spelling.

        Raises:
            BadQuestion: a value that means nothing, or that nothing can have.
        """
        with self._reading() as connection:
            return accepted(connection, query)

    def facets(self, query: EventQuery | None = None) -> Facets:
        """How many events of a question have each type, status, state, mode, context, outlet, place, actor, pair."""
        from dragoman.store.ask_events import facets

        with self._reading() as connection:
            return facets(connection, resolved(connection, query))

    def days(self, query: EventQuery | None = None) -> tuple[DayCount, ...]:
        """How many events of a question lie on each day, oldest first."""
        from dragoman.store.ask_events import day_counts

        with self._reading() as connection:
            return day_counts(connection, resolved(connection, query))

    def pair(self, left: str, right: str, *, limit: int = 20) -> PairPage:
        """Two states, by ISO-3 code.

        Raises:
            BadQuestion: twice the same state, or a code that is none.
        """
        from dragoman.store.ask_events import facets

        asked = EventQuery(pair=(left, right))
        with self._reading() as connection:
            found = accepted(connection, asked)
            assert found.pair is not None
            counts = facets(connection, found, kinds=("type", "status")).counts

        def latest(**limits: tuple[str, ...]) -> tuple[EventRow, ...]:
            return self.events(replace(asked, **limits), limit=limit).items  # type: ignore[arg-type]

        return PairPage(
            left=found.pair[0],
            right=found.pair[1],
            by_type=counts["type"],
            by_status=counts["status"],
            meetings=latest(type=("CONSULT",)),
            disputes=latest(type=_DISPUTES),
            pending=latest(status=_PENDING),
        )
