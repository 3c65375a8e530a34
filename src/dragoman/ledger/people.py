"""Questions about people, states and bodies."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, get_args

from dragoman.ledger.asked import accepted
from dragoman.ledger.base import PAGE, Base
from dragoman.model import SourceKind
from dragoman.store.query import EventQuery

if TYPE_CHECKING:
    from dragoman.store.rows import Named, Page, StatementRow
    from dragoman.views.dossier import Dossier

KINDS: tuple[str, ...] = get_args(SourceKind)


class People(Base):
    """What `Ledger` offers for those who act and speak."""

    def find(self, name: str) -> tuple[Named, ...]:
        """Whom a name or key may mean, most reported first."""
        from dragoman.store.ask_people import keys_of, named

        with self._reading() as connection:
            return named(connection, keys_of(connection, name))

    def actor(self, name: str, *, on: date | None = None) -> Dossier:
        """The dossier of whoever a name or key means; with `on`, of that day.

        Raises:
            NotFound: no report names anybody so.
        """
        from dragoman.views.dossier import dossier

        with self._reading() as connection:
            return dossier(connection, name, on=on)

    def said(
        self,
        speaker: str | None = None,
        *,
        about: str = "",
        state: str | None = None,
        kind: str | None = None,
        since: date | None = None,
        until: date | None = None,
        limit: int = PAGE,
        page: str | None = None,
    ) -> Page[StatementRow]:
        """Statements, newest first.

        Args:
            speaker: a name or key.
            about: words of what was said, as in full-text search.
            state: ISO-3 code of the speaker's state.
            kind: named, unnamed, state, organisation, media, document or group.

        Raises:
            NotFound: no report names the speaker.
            BadQuestion: no such state or kind.
        """
        from dragoman.errors import BadQuestion, NotFound
        from dragoman.store.ask_people import keys_of
        from dragoman.store.ask_statements import statement_page
        from dragoman.store.paging import checked_limit

        if kind is not None and kind not in KINDS:
            raise BadQuestion(kind, "no such kind of source", "one of: " + ", ".join(KINDS))
        with self._reading() as connection:
            if state is not None:
                [state] = accepted(connection, EventQuery(state=(state,))).state
            speakers = keys_of(connection, speaker) if speaker else None
            if speaker and not speakers:
                raise NotFound(speaker, "no report in the ledger names anybody so", "look with `dragoman search`")
            return statement_page(
                connection, speakers=speakers, state=state, kind=kind, about=about, since=since, until=until,
                limit=checked_limit(limit), page=page,
            )
