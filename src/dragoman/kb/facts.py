"""What dates a report: when somebody held an office, and when somebody was where."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from dragoman.kb.base import Base, default
from dragoman.kb.days import first_day, last_day
from dragoman.kb.name_keys import calling_words, name_key
from dragoman.kb.nouns import Trip
from dragoman.kb.roles import office_class
from dragoman.names import fold

#: A city of this size is meant by its bare name, unless a namesake abroad is more than a fifth of it.
LARGE_CITY = 100_000
DWARFED = 5

_PAGES = {
    "s": "https://history.state.gov/departmenthistory/travels/secretary",
    "p": "https://history.state.gov/departmenthistory/travels/president",
    "v": "https://history.state.gov/departmenthistory/visits",
}
_TRIP = "SELECT start, key, traveller, title, state, town, end, met FROM trip WHERE state = ? AND traveller = ?"


class KnownFacts:
    """Tenures and trips of one knowledge base."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._trips: dict[tuple[str, str], tuple[Trip, ...]] = {}
        self._to: dict[str, tuple[str, ...]] = {}

    def tenures(self, name: str, office_words: str) -> Sequence[tuple[date | None, date | None]]:
        """(start, end) of every spell in which somebody of this name held an office of this title.

        `name` may be a whole name or the word the person is called by; `office_words` are as printed ("Chinese
        Foreign Minister"). All spells that may be meant, of namesakes too; none where the office is unknown.
        """
        base = self._base
        state, title = split_office(base, office_words)
        wanted = office_class(title) or office_class(office_words)
        if wanted is None:
            return ()
        classes = {"top_diplomat": ("party_foreign_chief", "foreign_minister")}.get(wanted, (wanted,))
        whole = len(name_key(name).split()) > 1
        people = base.find_people(name) if whole else base.called(name_key(name))
        return tuple(
            (spell.start, spell.end) for person in people for spell in base.spells(person)
            if spell.office_class in classes and (state is None or spell.state == state)
        )

    def state_of(self, words: str) -> str | None:
        """ISO-3 code of a state by its name or adjective, or by its capital or a large city; else None."""
        folded = fold(words).removeprefix("the ").strip()
        states = self._base.states_by_name(folded)
        if states:
            return states[0].code if len(states) == 1 else None
        capital = self._base.capital_of(folded)
        if capital:
            return capital.code
        cities = self._base.cities(words)
        if not cities or cities[0].population < LARGE_CITY:
            return None
        rivals = [c for c in cities if c.state != cities[0].state and c.population * DWARFED > cities[0].population]
        return None if rivals else cities[0].state

    def trips(self, traveller: str, *, state: str) -> Sequence[Trip]:
        """Trips of somebody of this name to a state (ISO-3), oldest first."""
        key = (name_key(traveller), state)
        if key not in self._trips:
            words = [w for w in key[0].split() if len(w) > 1]
            called = [t for t in self._travellers(state) if _is_called(t, words)] if words else []
            rows = sorted((r for name in called for r in self._base.rows(_TRIP, (state, name))), key=lambda r: r[:2])
            self._trips[key] = tuple(t for r in rows if (t := _trip(r)))
        return self._trips[key]

    def _travellers(self, state: str) -> tuple[str, ...]:
        """Everybody of whom a trip to the state is known."""
        if state not in self._to:
            rows = self._base.rows("SELECT DISTINCT traveller FROM trip WHERE state = ?", (state,))
            self._to[state] = tuple(str(name) for (name,) in rows)
        return self._to[state]


def _is_called(traveller: str, words: Sequence[str]) -> bool:
    if words[-1] not in fold(traveller):
        return False  # most are told apart by this alone
    known = calling_words(traveller)
    return all(w in known for w in words) if len(words) == 1 else words[-1] in known and words[0] in known


def _trip(row: tuple[object, ...]) -> Trip | None:
    start, key, traveller, title, state, town, end, met = row
    first, last = first_day(int(str(start))), last_day(int(str(end)))
    if first is None or last is None:
        return None
    return Trip(str(traveller), str(title), str(state), str(town) if town else None, first, max(first, last), str(met),
                _PAGES[str(key)[0]])


def split_office(base: Base, words: str) -> tuple[str | None, str]:
    """State and title of printed office words: "Chinese Foreign Minister" -> ("CHN", "Foreign Minister")."""
    tokens = words.replace("’s", "").replace("'s", "").split()
    for size in (3, 2, 1):
        for at in range(len(tokens) - size + 1):
            part = fold(" ".join(tokens[at : at + size])).strip(",.")
            states = base.states_by_name(part)
            if len(states) == 1:
                rest = tokens[:at] + tokens[at + size :]
                while rest and rest[-1].lower() in ("of", "the", "for"):
                    rest.pop()
                return states[0].code, " ".join(rest)
    return None, words


def facts() -> KnownFacts:
    """Tenures and trips of the knowledge base in use."""
    return _facts_of(default())


@lru_cache(maxsize=4)
def _facts_of(base: Base) -> KnownFacts:
    return KnownFacts(base)


