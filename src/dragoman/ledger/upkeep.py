"""Upkeep."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from dragoman.ledger import base
from dragoman.ledger.base import Base
from dragoman.ledger.stats import Stats

if TYPE_CHECKING:
    from dragoman.store.adding import Progress
    from dragoman.store.check import Finding


class Upkeep(Base):
    """What `Ledger` offers for counting, checking and making anew what it holds."""

    def stats(self) -> Stats:
        """How much the ledger holds."""
        from dragoman.store.counting import counts

        with self._reading() as connection:
            return Stats(**counts(connection))

    def rebuild(self) -> int:
        """Make every derived row anew from reports, readings and verdicts; return the number of reports.

        It changes nothing, unless the program's rules have changed since the reports were added.
        """
        from dragoman.store.outlets import state_of
        from dragoman.store.rebuild import rebuild

        with self._writing() as connection:
            return rebuild(connection, outlet_state=state_of)

    def read_again(self, *, notify: Callable[[Progress], None] | None = None) -> int:
        """Read every report again that this program's model has not read, and rebuild; older readings stay traceable.

        Returns how many reports have a new reading.
        """
        from dragoman.digest import digest
        from dragoman.store.adding import read_again

        return read_again(self._engine, self.where, run=digest(), read=base.annotated, notify=notify)

    def doctor(self, *, run: str | None = None) -> list[Finding]:
        """Faults and what to do about each; empty when the ledger is sound.

        Args:
            run: note readings by another run than this (`dragoman.digest.digest()` is the program's own).
        """
        from dragoman.store.check import check

        with self._reading() as connection:
            return check(connection, run=run)

    def dump(self) -> Iterator[str]:
        """Every row but clock times, as lines in an order that depends on content alone."""
        from dragoman.store.dump import dump

        with self._reading() as connection:
            yield from dump(connection)
