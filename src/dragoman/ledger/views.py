"""Views over all events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from dragoman.ledger.asked import resolved
from dragoman.ledger.base import Base
from dragoman.store.query import EventQuery

if TYPE_CHECKING:
    from dragoman.export.entry import Entry
    from dragoman.views.outlook import Expected
    from dragoman.views.readouts import Readouts
    from dragoman.views.series import DyadDay
    from dragoman.views.timeline import FullEvent


class Views(Base):
    """What `Ledger` offers for whole answers: exports, outlook, both sides' accounts, daily series."""

    def full_events(self, query: EventQuery | None = None) -> Iterator[FullEvent]:
        """Every event of a question with its evidence, mentions and reports, newest first; memory does not grow."""
        from dragoman.store.ask_events import all_rows
        from dragoman.views.timeline import full_events

        with self._reading() as connection:
            yield from full_events(connection, all_rows(connection, resolved(connection, query)))

    def entries(self, query: EventQuery | None = None) -> Iterator[Entry]:
        """Every event of a question with its reports, as the exports take them, newest first."""
        from dragoman.export.entry import Entry

        for full in self.full_events(query):
            yield Entry(full.event, {r.id: r for r in full.reports})

    def outlook(self, as_of: date | None = None, *, since: date | None = None) -> tuple[Expected, ...]:
        """What was announced or expected and what became of it, as known on a day.

        Args:
            as_of: None for the day of the latest report; never the clock.
            since: leave out plans for earlier days; those without any day are kept.
        """
        from dragoman.store.ask_plans import Facts, announced
        from dragoman.store.copying import copied
        from dragoman.store.counting import counts
        from dragoman.views.outlook import FORWARD, outlook
        from dragoman.views.succession import by_office

        with self._reading() as connection:
            return outlook(
                announced(connection, ever=FORWARD, since=since),
                as_of=as_of or counts(connection)["last"] or date.max,
                copies=lambda reports: copied(connection, reports),
                facts=Facts(connection).like,
                succession=by_office,
            )

    def readouts(self, name: str) -> Readouts:
        """What each side of an event says about it, topic by topic; `name` as for `event`.

        Raises:
            NotFound: nothing of that id.
        """
        from dragoman.store.ask_reports import documents
        from dragoman.store.outlets import state_of
        from dragoman.views.readouts import readouts
        from dragoman.views.timeline import event_page

        with self._reading() as connection:
            event = event_page(connection, name).event
            return readouts(event, documents(connection, event.reports), outlet_state=state_of)

    def series(
        self, left: str, right: str, *, since: date | None = None, until: date | None = None
    ) -> tuple[DyadDay, ...]:
        """The daily series of two states, by ISO-3 code: counts and intensity by status.

        Raises:
            BadQuestion: twice the same state.
        """
        from dragoman.views.series import series

        asked = EventQuery(pair=(left, right), since=since, until=until)
        return series((full.event for full in self.full_events(asked)), left, right)
