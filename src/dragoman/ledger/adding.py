"""Adding reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from dragoman.ledger import base
from dragoman.ledger.base import Base

if TYPE_CHECKING:
    from dragoman.ingest.item import Failure
    from dragoman.model import Document, Report
    from dragoman.store.adding import Added, Progress


class Adding(Base):
    """What `Ledger` offers for taking reports in."""

    def add(
        self, items: Iterable[Report | Document | Failure], *, notify: Callable[[Progress], None] | None = None
    ) -> Added:
        """Add reports (they are read first), documents (already read) or failures (counted). Known ones are skipped.

        What was notified as added is safe: a batch is reported only after it is committed.
        """
        from dragoman.store.adding import add

        return add(self._engine, self.where, items, read=base.annotated, notify=notify)
