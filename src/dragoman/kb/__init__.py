"""Who is who, and when: states, offices and their holders, organisations, places, dated trips."""

from dragoman.kb.base import Base, add, default, use
from dragoman.kb.facts import KnownFacts, facts
from dragoman.kb.nouns import City, Metonym, Organisation, Person, Spell, State, Trip
from dragoman.kb.roles import office_class

__all__ = [
    "Base", "City", "KnownFacts", "Metonym", "Organisation", "Person", "Spell", "State", "Trip", "add", "default",
    "facts", "office_class", "use",
]
