"""The ledger's methods by which a person decides on single things: a report's date, who somebody is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.ledger import base
from dragoman.ledger.base import Base, now

if TYPE_CHECKING:
    from dragoman.store.rows import JudgementRow
    from dragoman.store.verdicts import VerdictRow
    from dragoman.views.deciding import DateCase, PersonCase


class Deciding(Base):
    """What `Ledger` offers for verdicts on dates and people, and for undoing any verdict."""

    def redate(self, report: str, day: str, *, by: str = "", why: str = "") -> VerdictRow:
        """Say when a report was written: a day, month or year, or "open". The report is read again with that date.

        Raises:
            NotFound: no report of that id.
            BadQuestion: that is no date.
        """
        from dragoman.store.deciding import decide_date

        return decide_date(self._engine, self.where, report, day, by=by, why=why, read=base.annotated, now=now())

    def identify(self, person: str, who: str, *, by: str = "", why: str = "") -> VerdictRow:
        """Say who somebody is whom the knowledge base does not hold: the id or name of somebody known, or "nobody".

        Raises:
            NotFound: no report names such a person, or nobody known is called so.
            BadQuestion: either may mean several people.
        """
        from dragoman.store.deciding import decide_person

        with self._writing() as connection:
            return decide_person(connection, person, who, by=by, why=why, now=now())

    def undo(self, num: int) -> JudgementRow | VerdictRow:
        """End a verdict of any kind by its number.

        Raises:
            NotFound: no verdict of that number is in force.
        """
        from dragoman.store import deciding, judging

        with self._reading() as connection:
            on_merge = judging.is_judgement(connection, num)
        if not on_merge:
            return deciding.undo(self._engine, self.where, num, read=base.annotated, now=now())
        with self._writing() as connection:
            return judging.undo(connection, num, now=now())[0]

    def verdicts(self, *, undone: bool = False) -> tuple[VerdictRow, ...]:
        """Verdicts on dates and people in force in order of time; with `undone`, also those that were ended."""
        from dragoman.store.verdicts import verdicts

        with self._reading() as connection:
            return tuple(verdicts(connection, all_=undone))

    def decisions(self) -> tuple[int, int]:
        """How many verdicts of all kinds were given and how many undone: changes whenever anybody decides."""
        from dragoman.store.verdicts import counts

        with self._reading() as connection:
            return counts(connection)

    def date_case(self, report: str) -> DateCase:
        """All that is known about when a report was written, to decide by.

        Raises:
            NotFound: no report of that id.
        """
        from dragoman.views.deciding import date_case

        with self._reading() as connection:
            return date_case(connection, report)

    def person_case(self, person: str) -> PersonCase:
        """Where reports name somebody, and whom that may be, to decide by.

        Raises:
            NotFound: no report names anybody so.
        """
        from dragoman.views.deciding import person_case

        with self._reading() as connection:
            return person_case(connection, person)
