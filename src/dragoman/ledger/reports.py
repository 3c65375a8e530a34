"""Questions about reports."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from dragoman.ledger.base import PAGE, Base, moment_of

if TYPE_CHECKING:
    from dragoman.store.rows import Hit, Page, ReportRow
    from dragoman.views.changes import Change
    from dragoman.views.report import ReportPage


class Reports(Base):
    """What `Ledger` offers for reports: lists, readings, full text, what they changed."""

    def reports(
        self,
        *,
        outlet: str | None = None,
        since: date | None = None,
        until: date | None = None,
        doubtful: bool = False,
        limit: int = PAGE,
        page: str | None = None,
    ) -> Page[ReportRow]:
        """Reports by day of publication, newest first; `doubtful`: only those whose date a person should look at."""
        from dragoman.store.ask_reports import report_page
        from dragoman.store.paging import checked_limit

        with self._reading() as connection:
            return report_page(
                connection, outlet=outlet, since=since, until=until, doubtful=doubtful, limit=checked_limit(limit),
                page=page,
            )

    def report(self, name: str) -> ReportPage:
        """One report with its reading, its events and its near copies.

        Raises:
            NotFound: no report of that id.
        """
        from dragoman.views.report import report_page

        with self._reading() as connection:
            return report_page(connection, name)

    def search(self, words: str, *, limit: int = 20, page: str | None = None) -> Page[Hit]:
        """Reports that hold the words, "phrases", begin*, without -absent ones; newest first, words marked.

        Raises:
            BadQuestion: no word to look for.
        """
        from dragoman.store.ask_reports import search_page
        from dragoman.store.paging import checked_limit

        with self._reading() as connection:
            return search_page(connection, words, limit=checked_limit(limit), page=page)

    def changes(self, since: datetime | date) -> tuple[Change, ...]:
        """What reports added since then brought: new events, and events that became something else."""
        from dragoman.views.changes import changes

        with self._reading() as connection:
            return changes(connection, moment_of(since))
