"""What the knowledge base holds. Days are inclusive; a day known to the month or year is its earliest or latest day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class State:
    """A state or dependent territory."""

    code: str  #: ISO 3166-1 alpha-3 (XKX Kosovo; SUN, YUG, CSK, DDR, SCG for states that are gone)
    qid: str | None
    name: str  #: the usual English name
    long_name: str = ""
    iso2: str = ""
    cow: int | None = None  #: Correlates of War number
    cameo: str = ""  #: code in CAMEO and PLOVER event data where it differs or agrees
    capital: str = ""
    adjective: str = ""
    continent: str = ""
    geoname: int | None = None
    neighbours: tuple[str, ...] = ()  #: ISO 3166-1 alpha-3
    memberships: tuple[str, ...] = ()  #: intergovernmental bodies, by their usual abbreviation


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who held an office."""

    key: int  #: row of the table; says nothing outside one build
    name: str
    qid: str | None
    state: str | None
    gender: str | None = None  #: "male", "female" or another word of the source
    born: str | None = None  #: year, month or day, as known
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spell:
    """One person in one office from one day to another."""

    person: Person
    office: str
    office_class: str  #: see `roles.office_class`; "other" where the title says nothing we know
    state: str
    start: date | None
    end: date | None  #: None: open, or not known
    last_seen: date | None  #: the last day on which the source still gave it
    source: str

    def covers(self, on: date) -> bool:
        """Whether the day lies in the spell; an open spell is taken to last."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True)
class Organisation:
    """An intergovernmental body, ministry, army, party, armed group, company or paper."""

    key: int
    name: str
    qid: str | None
    state: str | None  #: ISO-3, "IGO", or None
    kind: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class City:
    """A populated place or a first-order division of a state."""

    geoname: int
    name: str
    state: str
    division: str
    latitude: float | None
    longitude: float | None
    population: int
    qid: str | None = None


@dataclass(frozen=True, slots=True)
class Metonym:
    """A building, street or capital that stands for an organ of a state."""

    name: str
    state: str
    organ: str


@dataclass(frozen=True, slots=True)
class Trip:
    """A dated trip abroad, or a visit of a foreign leader (`state` is where it went)."""

    traveller: str
    title: str
    state: str
    town: str | None
    start: date
    end: date
    met: str
    url: str
