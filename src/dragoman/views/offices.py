"""The offices of somebody in a dossier: what the knowledge base has, and what reports add to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dragoman.merge.record import LOCAL
from dragoman.names import fold

if TYPE_CHECKING:
    from dragoman.store.ask_people import OfficeSeen

#: What follows one of these in a title says whose or where the office is.
_LINKS = frozenset("of for to in at and with on from".split())
#: Nouns that head a title only when several people bear it.
_SEVERAL = frozenset("presidents ministers leaders secretaries lawmakers".split())
#: A title that begins so is a description ("Its spokesman", "two envoys").
_NO_TITLE = frozenset("its his her their our my the a an this that two three both all some one".split())


@dataclass(frozen=True, slots=True)
class Office:
    """An office and when it was held, with where that is known from."""

    title: str
    start: date | None
    end: date | None
    source: str  #: "kb", or how many reports say so


def offices(seen: Sequence[OfficeSeen], key: str, name: str, on: date | None = None) -> tuple[Office, ...]:
    """Offices after the knowledge base, each once, then those that reports give besides; with `on`, of that day."""
    held = _held(key, name)
    found = (*held, *_printed(seen, held))
    if on is None:
        return found
    return tuple(o for o in found if (o.start or date.min) <= on <= (o.end or date.max))


def _held(key: str, name: str) -> tuple[Office, ...]:
    """Offices after the knowledge base, for people it holds; the same office in several states is told once."""
    if key.startswith(LOCAL):
        return ()
    from dragoman.kb import default
    from dragoman.kb.nouns import Spell
    from dragoman.kb.terms import joined

    base = default()
    by_title: dict[str, list[Spell]] = {}
    for person in base.find_people(name):
        if person.qid == key:
            for spell in base.spells(person):
                by_title.setdefault(fold(spell.office), []).append(spell)
    spells = [s for of_title in by_title.values() for s in joined(of_title)]
    spells.sort(key=lambda s: (s.start or date.min, s.end or date.max, s.office))
    return tuple(Office(s.office, s.start, s.end, "kb") for s in spells)


def _printed(seen: Sequence[OfficeSeen], held: Sequence[Office]) -> tuple[Office, ...]:
    """Titles of reports that are titles, each spelling of one once, without those that the knowledge base dates."""
    by_title: dict[str, list[OfficeSeen]] = {}
    for each in seen:
        if is_title(each.office) and not any(_is_known(each, o) for o in held):
            by_title.setdefault(fold(each.office), []).append(each)
    found = []
    for same in by_title.values():
        reports = sum(s.reports for s in same)
        title = max(same, key=lambda s: (s.reports, s.office)).office
        first = min((s.first for s in same if s.first), default=None)
        last = max((s.last for s in same if s.last), default=None)
        found.append(Office(title, first, last, f"{reports} report{'s' if reports != 1 else ''}"))
    return tuple(found)


def is_title(words: str) -> bool:
    """Whether words of a report name an office or a trade: "Secretary of State", not "Readout of President"."""
    from dragoman.resolve.entity_words import TITLE_NOUNS

    head: list[str] = []
    for word in fold(words).replace(",", " , ").split():
        if word in _LINKS or word == ",":
            break
        head.append(word)
    if not head or head[0] in _NO_TITLE or {head[-1], head[0]} & _SEVERAL:
        return False
    return bool({head[-1], head[0]} & TITLE_NOUNS)


def _is_known(seen: OfficeSeen, office: Office) -> bool:
    """Whether the knowledge base has the office of a report for its days; a report may write it in another way."""
    from dragoman.kb.roles import office_class

    kind = office_class(seen.office)
    if fold(seen.office) != fold(office.title) and (kind is None or kind != office_class(office.title)):
        return False
    days = [d for d in (seen.first, seen.last) if d]
    return all((office.start or date.min) <= d <= (office.end or date.max) for d in days)
