"""Who is who, and when: states, offices and their holders, organisations, places, dated trips."""

from dragoman.kb.base import Base, default, use
from dragoman.kb.facts import KnownFacts, facts
from dragoman.kb.nouns import City, Metonym, Organisation, Person, Spell, State, Trip
from dragoman.kb.roles import office_class

__all__ = [
    "Base", "City", "KnownFacts", "Metonym", "Organisation", "Person", "Spell", "State", "Trip", "default", "facts",
    "office_class", "use",
]
