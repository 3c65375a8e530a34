"""Whether two tellings are one event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.ledger.base import Base, now

if TYPE_CHECKING:
    from dragoman.store.rows import JudgementRow
    from dragoman.views.review import Explanation, Review


class Merging(Base):
    """What `Ledger` offers for explaining merges and judging them."""

    def explain(self, left: str, right: str) -> Explanation:
        """Why two events or mentions are one, or not, feature by feature.

        Raises:
            NotFound: one of them is not in the ledger.
        """
        from dragoman.views.review import explain

        with self._reading() as connection:
            return explain(connection, left, right)

    def judge(self, left: str, right: str, verdict: str, *, by: str = "", why: str = "") -> JudgementRow:
        """Record that two events or mentions are "same", "different" or "unsure"; it binds until undone.

        Raises:
            NotFound: one of them is not in the ledger.
            BadQuestion: no such verdict.
        """
        from dragoman.store.judging import judge

        with self._writing() as connection:
            return judge(connection, left, right, verdict, by=by, why=why, now=now())[0]

    def judgements(self, *, undone: bool = False) -> tuple[JudgementRow, ...]:
        """Verdicts in force in order of time; with `undone`, also those that were ended."""
        from dragoman.store.judging import judgements

        with self._reading() as connection:
            return tuple(judgements(connection, all_=undone))

    def review(self, *, limit: int = 20) -> Review:
        """What a person should decide: doubtful merges, doubtful dates, unknown people."""
        from dragoman.views.review import review

        with self._reading() as connection:
            return review(connection, limit=limit)
