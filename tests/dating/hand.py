"""A knowledge base of a few invented facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from dragoman.resolve.dating_facts import Tenure, Trip


@dataclass(frozen=True, slots=True)
class HandTrip:
    """A trip made up for a test."""

    traveller: str
    title: str
    state: str
    town: str | None
    start: date
    end: date
    met: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class HandFacts:
    """Tenures by (surname, last word of the office), trips by surname, states by name."""

    spells: dict[tuple[str, str], tuple[Tenure, ...]] = field(default_factory=dict)
    journeys: tuple[HandTrip, ...] = ()
    places: dict[str, str] = field(default_factory=dict)

    def tenures(self, name: str, office_words: str) -> Sequence[Tenure]:
        return self.spells.get((name.split()[-1], office_words.split()[-1]), ())

    def trips(self, traveller: str, *, state: str) -> Sequence[Trip]:
        surname = traveller.split()[-1]
        return tuple(t for t in self.journeys if t.state == state and t.traveller.split()[-1] == surname)

    def state_of(self, words: str) -> str | None:
        return self.places.get(words)


FACTS = HandFacts(
    spells={
        ("Ferro", "Minister"): ((date(2019, 3, 1), date(2020, 2, 28)),),
        ("Okonjo", "President"): ((date(2015, 1, 1), date(2023, 1, 1)),),
        ("Halvorsen", "State"): ((date(2017, 1, 20), None),),
    },
    journeys=(
        HandTrip("Ada Halvorsen", "Secretary of State", "ITA", "Rome", date(2019, 9, 8), date(2019, 9, 10),
                 "Met with Foreign Minister Ferro and Prime Minister Galli."),
        HandTrip("Ada Halvorsen", "Secretary of State", "ITA", "Naples", date(2021, 5, 4), date(2021, 5, 5),
                 "Attended a conference."),
    ),
    places={"Rome": "ITA", "Italy": "ITA", "Italian": "ITA"},
)
