"""Spells of one office as a reader counts them: terms that follow each other are one, and what repeats one is none.

Sources overlap: one has each term of a president, another the whole time, a third a spell that it never closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dragoman.kb.base import Base
from dragoman.kb.nouns import Spell
from dragoman.names import fold

#: An open spell given on for so long after the end that another source has is late, one given on for longer goes on.
#: The lists of dependencies give a former vice president of the United States on for 67 days; offices that were kept
#: or taken up again are given on for years.
_LAG = timedelta(days=366)
_NEXT_DAY = timedelta(days=1)


def joined(spells: Iterable[Spell]) -> tuple[Spell, ...]:
    """Spells of one office, oldest first, each stretch of time once."""
    found = list(spells)
    closed = _merged([s for s in found if s.start and s.end])
    left = [s for s in found if not (s.start and s.end) and not any(_repeats(s, c) for c in closed)]
    dated = _merged([*closed, *(s for s in left if s.start)])
    begun_before: dict[date | None, Spell] = {}  # the day of the beginning is not known
    for spell in left:
        if spell.start is None and not any(_ends_in(spell, d) for d in dated):
            begun_before.setdefault(spell.end, spell)
    return (*begun_before.values(), *dated)


def by_office(base: Base, spells: Iterable[Spell]) -> tuple[Spell, ...]:
    """Spells of any people, each office of a state once.

    Who governs a state governs its dependencies: their spells are left out where they tell nothing else.
    """
    groups: dict[tuple[int, str], dict[str, list[Spell]]] = {}
    for spell in spells:
        groups.setdefault((spell.person.key, fold(spell.office)), {}).setdefault(spell.state, []).append(spell)
    found: list[Spell] = []
    for states in groups.values():
        own = [s for code, held in states.items() if not _is_dependency(base, code) for s in joined(held)]
        found += own
        for code, held in states.items():
            if _is_dependency(base, code):
                found += [s for s in joined(held) if not any(_repeats(s, o) for o in own)]
    return tuple(found)


def _is_dependency(base: Base, code: str) -> bool:
    """Whether the code is that of a territory which no list of the states of the world has."""
    state = base.state(code)
    return state is not None and state.cow is None


def _repeats(spell: Spell, whole: Spell) -> bool:
    """Whether a spell says nothing that the other does not say; an open one does not where the other has its end."""
    if spell.start is None:
        return _ends_in(spell, whole)
    if whole.start is None or spell.start < whole.start:
        return False
    if whole.end is None:
        return True
    last = spell.end or spell.last_seen or spell.start
    return spell.start < whole.end and last <= whole.end + _LAG


def _ends_in(spell: Spell, whole: Spell) -> bool:
    """Whether a spell whose beginning is not known may be the other one."""
    return spell.end is None or ((whole.start or date.min) <= spell.end <= (whole.end or date.max))


def _merged(spells: Sequence[Spell]) -> list[Spell]:
    """Spells with a first day, those that overlap or follow each other as one."""
    found: list[Spell] = []
    for spell in sorted(spells, key=lambda s: (s.start or date.min, s.end or date.max)):
        before = found[-1] if found else None
        if before is None or (before.end and spell.start and spell.start > before.end + _NEXT_DAY):
            found.append(spell)
        else:
            end = max(before.end, spell.end) if before.end and spell.end else None
            seen = max(filter(None, (before.last_seen, spell.last_seen)), default=None)
            found[-1] = replace(before, end=end, last_seen=seen)
    return found
