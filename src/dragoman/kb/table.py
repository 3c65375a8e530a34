"""Who holds what: the offices of a person, or the holders of an office, for `dragoman actor`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.errors import NotFound
from dragoman.kb.base import Base
from dragoman.kb.facts import split_office
from dragoman.kb.nouns import Person, Spell
from dragoman.kb.roles import office_class
from dragoman.kb.terms import by_office
from dragoman.names import fold


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One spell, as it is shown."""

    person: str
    qid: str | None
    state: str
    office: str
    start: date | None
    end: date | None
    last_seen: date | None  #: up to when an open spell is confirmed
    source: str


def office_table(base: Base, name: str, on: date | None = None) -> tuple[OfficeRow, ...]:
    """Spells that a name means, oldest first; with `on`, only those that cover the day.

    1. A person by whole name. 2. An office with its state ("Chinese Foreign Minister", "President of France").
    3. A holder of a prominent office by one word ("Blinken"). 4. A state: its head, government, foreign and
    defence ministers.

    Raises:
        NotFound: nobody and nothing of that name is known; names the nearest.
    """
    spells = _spells(base, name, on)
    if spells is None:
        near = ", ".join(p.name for p in nearest(base, name))
        if office_class(name) and not near:
            raise NotFound(name, "many states have such an office", 'say of which one, as in "French president"')
        raise NotFound(name, "no person, office or state of that name is known",
                       f"nearest: {near}" if near else "write a whole name, or an office with its state")
    kept = [s for s in by_office(base, spells) if on is None or s.covers(on)]
    kept.sort(key=lambda s: (s.start or date.min, s.end or date.max, s.person.name, s.office))
    return tuple(
        OfficeRow(s.person.name, s.person.qid, s.state, s.office, s.start, s.end, s.last_seen, s.source) for s in kept
    )


_OF_STATE = ("supreme_leader", "head_of_state", "head_of_government", "foreign_minister", "defence_minister")


def _spells(base: Base, name: str, on: date | None) -> list[Spell] | None:
    people = base.find_people(name) if " " in name.strip() else ()
    if people:
        return [s for p in people for s in base.spells(p)]
    state, title = split_office(base, name)
    office = office_class(title) if state and title else None
    if state and office:
        classes = ("party_foreign_chief", "foreign_minister") if office == "top_diplomat" else (office,)
        found = [s for c in classes for s in (base.holders(c, state, on) if on else base.tenures(c, state))]
        return found or None
    called = base.called(fold(name).strip())
    if called:
        return [s for p in called for s in base.spells(p)]
    states = base.states_by_name(fold(name).strip())
    if len(states) == 1:
        code = states[0].code
        return [s for c in _OF_STATE for s in (base.holders(c, code, on) if on else base.tenures(c, code))]
    return None


def nearest(base: Base, name: str, *, limit: int = 3) -> tuple[Person, ...]:
    """Persons whose names are most like this one."""
    from rapidfuzz import fuzz, process

    wanted = fold(name)
    people = list(base.people())
    found = process.extract(wanted, [fold(p.name) for p in people], scorer=fuzz.ratio, limit=limit, score_cutoff=70)
    return tuple(people[at] for _, _, at in found)
