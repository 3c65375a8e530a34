"""Saved questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.ledger.asked import accepted, resolved
from dragoman.ledger.base import Base, now
from dragoman.store.query import EventQuery

if TYPE_CHECKING:
    from dragoman.store.watching import Watch
    from dragoman.views.changes import Change


class Watches(Base):
    """What `Ledger` offers for questions that are asked again and again."""

    def watches(self) -> tuple[Watch, ...]:
        """All saved questions by name."""
        from dragoman.store import watching

        with self._reading() as connection:
            return tuple(watching.watches(connection))

    def watch(self, name: str, query: EventQuery) -> Watch:
        """Save a question. Its news is what reports added from now on bring.

        Raises:
            BadQuestion: the name is taken, or the question means nothing.
        """
        from dragoman.store import watching

        with self._writing() as connection:
            return watching.save(connection, name, accepted(connection, query), now=now())

    def unwatch(self, name: str) -> None:
        """End a saved question.

        Raises:
            NotFound: there is none of that name.
        """
        from dragoman.store import watching

        with self._writing() as connection:
            watching.end(connection, name, now=now())

    def news(self, name: str, *, mark_seen: bool = False) -> tuple[Change, ...]:
        """What reports added since the question was last marked as seen brought to its answers.

        Raises:
            NotFound: there is no such question.
        """
        from dragoman.store import watching
        from dragoman.store.ask_events import answer_ids
        from dragoman.views.changes import changes

        moment = now()
        with self._reading() as connection:
            watch = watching.find(connection, name)
            answers = answer_ids(connection, resolved(connection, watch.query, saved=True))
            found = changes(connection, watch.seen_at, events=answers)
        if mark_seen:
            with self._writing() as connection:
                watching.mark_seen(connection, name, now=moment)
        return found
