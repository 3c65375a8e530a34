"""What dating asks of the knowledge base. `dragoman.kb.facts()` answers it; tests give answers made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

#: first and last day in an office; None where it is not known or still open
Tenure = tuple[date | None, date | None]


class Trip(Protocol):
    """A dated trip abroad, or a visit of a foreign leader."""

    @property
    def traveller(self) -> str: ...  #: full name
    @property
    def title(self) -> str: ...  #: office of the traveller, as words
    @property
    def state(self) -> str: ...  #: ISO 3166-1 alpha-3 of the state visited
    @property
    def town(self) -> str | None: ...
    @property
    def start(self) -> date: ...
    @property
    def end(self) -> date: ...
    @property
    def met(self) -> str: ...  #: whom they met and why, as words
    @property
    def url(self) -> str: ...


class Facts(Protocol):
    """Dated facts about offices, trips and places."""

    def tenures(self, name: str, office_words: str) -> Sequence[Tenure]:
        """Spells of a person in the office that words like "Chinese Foreign Minister" name.

        `name` is as printed: a full name, or a surname. All spells that may be meant; none where the
        person or the office is unknown, for then nothing follows.
        """
        ...

    def trips(self, traveller: str, *, state: str) -> Sequence[Trip]:
        """Trips of a person (full name or surname) to a state (ISO 3166-1 alpha-3)."""
        ...

    def state_of(self, words: str) -> str | None:
        """ISO 3166-1 alpha-3 of a state by its name or adjective, or of its capital or a large city; else None."""
        ...


class NoFacts:
    """A knowledge base that knows nothing."""

    def tenures(self, name: str, office_words: str) -> Sequence[Tenure]:
        return ()

    def trips(self, traveller: str, *, state: str) -> Sequence[Trip]:
        return ()

    def state_of(self, words: str) -> str | None:
        return None
