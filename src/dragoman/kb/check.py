"""What `dragoman kb check` lists: spells that overlap, offices that nobody holds, spells that may have ended unseen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dragoman.kb.base import Base
from dragoman.kb.nouns import Spell

#: Offices that one person holds at a time in nearly every state; heads of state are often several.
CHECKED = ("head_of_government", "foreign_minister", "defence_minister", "finance_minister", "interior_minister")
#: Handovers are printed with days of difference; less than this is no overlap and no gap.
TOLERANCE = timedelta(days=45)
#: An open spell that no source has confirmed for this long may have ended.
STALE_AFTER = timedelta(days=540)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at in the tables."""

    kind: Literal["overlap", "gap", "stale"]
    state: str
    office: str
    start: date
    end: date | None
    people: tuple[str, ...]
    message: str


def check(base: Base, *, since: date, until: date, state: str | None = None) -> list[Finding]:
    """Findings from `since` to `until`, by state and office.

    Args:
        base: the knowledge base.
        since: nothing that ended before this day is listed.
        until: the day up to which spells should reach; the caller's choice, never today's date by itself.
        state: only this ISO 3166-1 alpha-3 code.
    """
    codes = [state] if state else [s.code for s in base.states()]
    out: list[Finding] = []
    for code in codes:
        for office in CHECKED:
            spells = [s for s in base.tenures(office, code) if s.start and (s.end is None or s.end >= since)]
            spells.sort(key=lambda s: (s.start or date.min, s.end or date.max))
            out += _pairs(code, office, spells)
            out += _stale(code, office, spells, until)
    return out


def _pairs(state: str, office: str, spells: list[Spell]) -> list[Finding]:
    out: list[Finding] = []
    reach: Spell | None = None  # the spell that reaches furthest so far
    for spell in spells:
        assert spell.start is not None
        if reach is not None:
            end = reach.end
            if (end is None or spell.start + TOLERANCE < end) and spell.person != reach.person:
                last = min((e for e in (end, spell.end) if e), default=None)
                out.append(Finding("overlap", state, office, spell.start, last, (reach.person.name, spell.person.name),
                                   f"{reach.person.name} ({_years(reach)}) and {spell.person.name} ({_years(spell)})"))
            elif end is not None and end + TOLERANCE < spell.start:
                out.append(Finding("gap", state, office, end, spell.start, (reach.person.name, spell.person.name),
                                   f"nobody between {reach.person.name} and {spell.person.name}"))
        if reach is None or (reach.end is not None and (spell.end is None or spell.end > reach.end)):
            reach = spell
    return out


def _stale(state: str, office: str, spells: list[Spell], until: date) -> list[Finding]:
    out: list[Finding] = []
    for spell in spells:
        seen = spell.last_seen or spell.start
        if spell.end is None and seen and until - seen > STALE_AFTER:
            out.append(Finding("stale", state, office, seen, None, (spell.person.name,),
                               f"{spell.person.name} since {spell.start}, last confirmed {seen}"))
    if spells and all(s.end is not None and s.end + TOLERANCE < until for s in spells):
        last = max(spells, key=lambda s: s.end or date.min)
        assert last.end is not None
        out.append(Finding("gap", state, office, last.end, until, (last.person.name,),
                           f"nobody since {last.person.name} left on {last.end}"))
    return out


def _years(spell: Spell) -> str:
    return f"{spell.start} to {spell.end or 'now'}"
