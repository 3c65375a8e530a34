"""Persons and spells: rows of five tables become one person each, with the spells they held.

Two rows are one person when
1. they have the same Wikidata id, or
2. one has none, the state is the same (or one is an intergovernmental body, and the name is unique), and the whole
   names, or first and last word, are the same, or
3. one has none, they share a word of the name, and a spell of the same class in the same state begins within a week.
4. one is head of a territory, the other became head of the state it belongs to in the same week.
A person without a Wikidata id is never joined to two that have one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from dragoman.kb.name_keys import calling_words, name_key, short_key
from dragoman.kb.roles import EXCLUSIVE, office_class

_DATE = re.compile(r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")

#: Who is head of several states is at home in the first of these (the king of Canada is British).
HOMES = ("GBR", "USA", "FRA", "DNK", "NLD", "NOR", "AUS", "NZL", "CHN", "FIN")
#: Of two sources that give one office, the later one here wins: hand-checked facts last.
SOURCES = ("everypol", "factbook", "everypol-fm", "us-executive", "us_state_dept", "uk_ministers", "overlay")
_WEEK = 7
#: Sources differ by days on when somebody took over; by a month, it is another office.
_MARGIN = 100
_NEVER = 99_999_999
_KEPT = ("ambassador", "un_ambassador", "speaker", "judiciary", "subnational", "staff")
#: Sources that follow heads of government to their last day, and those that leave the ends of spells open.
_FOLLOWED = frozenset({"factbook", "overlay"})
_UNDATED_ENDS = frozenset({"everypol", "everypol-fm"})
_RULING = frozenset({"head_of_state", "head_of_government", "vice_head"})


@dataclass(slots=True)
class Row:
    """One spell as a table gives it. Dates are numbers YYYYMMDD, with zeros for what is not known; 0 is unknown."""

    state: str
    cls: str
    office: str
    person: str
    qid: str
    start: int
    end: int
    last_seen: int
    source: str
    gender: str = ""
    born: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(slots=True)
class Somebody:
    """A person while the tables are joined."""

    name: str
    qid: str
    rows: list[Row] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=dict)

    @property
    def state(self) -> str:
        """Where the person is at home: where most of the spells are, or the first of `HOMES` for shared heads."""
        seen: dict[str, int] = defaultdict(int)
        for row in self.rows:
            seen[row.state] += 2 if row.cls in _RULING else 1
        heads = {r.state for r in self.rows if r.cls in _RULING}
        if len(heads) > 1:
            for home in HOMES:
                if home in heads:
                    return home
        return max(sorted(seen), key=lambda s: seen[s])


def number(text: str) -> int:
    """2023-06 -> 20230600; anything that is not a date -> 0."""
    match = _DATE.match(text.strip())
    if not match:
        return 0
    year, month, day = match.groups()
    return int(year) * 10000 + int(month or 0) * 100 + int(day or 0)


def classify(office: str, given: str, state_names: tuple[str, ...]) -> str:
    """The class of a title; what the tables call an ambassador, a speaker or a governor stays one."""
    found = office_class(office, state_names)
    if found:
        return found
    return given if given in _KEPT else "other"


def join(rows: Iterable[Row]) -> list[Somebody]:
    """One `Somebody` per person, in a fixed order."""
    people: list[Somebody] = []
    by_qid: dict[str, Somebody] = {}
    # factbook's formal names come last: they are known by the spells that the others have brought
    ordered = sorted(rows, key=lambda r: (not r.qid, r.source == "factbook", r.state not in HOMES, r.source, r.state,
                                          r.person, r.start, r.office))
    unnamed = []
    for row in ordered:  # 1. the same Wikidata id
        if not row.qid:
            unnamed.append(row)
            continue
        if row.qid not in by_qid:
            by_qid[row.qid] = Somebody(row.person, row.qid)
            people.append(by_qid[row.qid])
        _give(by_qid[row.qid], row)
    index = _Index(people)
    for row in unnamed:
        named, spelled = index.same_name(row), index.same_spell(row)  # 2. and 3.
        if named and spelled and named is not spelled and not spelled.qid:
            _merge(named, spelled, people, index)  # two spellings of one name: Yulia and Yuliia Svyrydenko
        who = named or spelled
        if who is None and row.state == "IGO":
            who = index.anywhere(row)
        if who is None and row.cls in _RULING:  # 4.
            who = index.at_home(row)
        if who is None:
            who = Somebody(row.person, "")
            people.append(who)
        _give(who, row)
        index.add(who, row)
    return people


def _merge(who: Somebody, other: Somebody, people: list[Somebody], index: _Index) -> None:
    """Make two persons one: the first takes the rows of the other."""
    index.forget(other)
    at = next(n for n, who_else in enumerate(people) if who_else is other)
    people.pop(at)
    for row in other.rows:
        _give(who, row)
        index.add(who, row)


def _give(who: Somebody, row: Row) -> None:
    who.rows.append(row)
    for name in (row.person, *row.aliases):
        who.names.setdefault(name)


class _Index:
    def __init__(self, people: Iterable[Somebody]) -> None:
        self._by_name: dict[tuple[str, str], list[Somebody]] = defaultdict(list)
        self._by_spell: dict[tuple[str, str], list[tuple[int, Somebody]]] = defaultdict(list)
        for who in people:
            for row in who.rows:
                self.add(who, row)

    def add(self, who: Somebody, row: Row) -> None:
        for name in (row.person, *row.aliases):
            for key in {name_key(name), short_key(name)}:
                if who not in self._by_name[row.state, key]:
                    self._by_name[row.state, key].append(who)
        self._by_spell[row.state, row.cls].append((row.start, who))

    def forget(self, who: Somebody) -> None:
        """Take a person out of all lists."""
        for row in who.rows:
            for name in (row.person, *row.aliases):
                for key in {name_key(name), short_key(name)}:
                    self._by_name[row.state, key][:] = [w for w in self._by_name[row.state, key] if w is not who]
            spells = self._by_spell[row.state, row.cls]
            spells[:] = [s for s in spells if s[1] is not who]

    def same_name(self, row: Row) -> Somebody | None:
        for key in (name_key(row.person), short_key(row.person)):
            found = [w for w in self._by_name.get((row.state, key), []) if _one_birth(w, row)]
            if len(found) == 1 and _one_life(found[0], row):
                return found[0]
        return None

    def anywhere(self, row: Row) -> Somebody | None:
        """The one person with a Wikidata id and this whole name: Mark Rutte of NATO governed the Netherlands."""
        key = name_key(row.person)
        found = {id(w): w for (_, name), who in self._by_name.items() if name == key for w in who if w.qid}
        who = next(iter(found.values())) if len(found) == 1 else None
        return who if who is not None and _one_life(who, row) else None

    def at_home(self, row: Row) -> Somebody | None:
        """Who took the same office on the same days in one of the states that have territories."""
        for home in HOMES:
            if home != row.state and (found := self.same_spell(replace(row, state=home))) is not None:
                return found
        key = name_key(row.person)
        namesakes = {id(w): w for (_, name), people in self._by_name.items() if name == key for w in people}
        same = [w for w in namesakes.values() if any(
            r.cls == row.cls and abs(_days(r.start) - _days(row.start)) <= _WEEK for r in w.rows)]
        return same[0] if len(same) == 1 else None

    def same_spell(self, row: Row) -> Somebody | None:
        if row.cls == "other" or row.start < 10000:
            return None
        words = calling_words(row.person)
        near = {
            id(who): who
            for start, who in self._by_spell.get((row.state, row.cls), [])
            if abs(_days(start) - _days(row.start)) <= _WEEK and any(words & calling_words(n) for n in who.names)
            and _one_birth(who, row)
        }
        return next(iter(near.values())) if len(near) == 1 else None


def _one_birth(who: Somebody, row: Row) -> bool:
    """Father and son of one name were born in different years; sources differ by one."""
    years = {number(r.born) // 10_000 for r in who.rows} - {0}
    mine = number(row.born) // 10_000
    return not years or not mine or any(abs(mine - y) <= 1 for y in years)


def _one_life(who: Somebody, row: Row) -> bool:
    """No career spans seventy years: a namesake of a grandfather is somebody else."""
    years = [r.start // 10000 for r in (*who.rows, row) if r.start]
    return not years or max(years) - min(years) < 70


def _days(number: int) -> int:
    """Days on a calendar of 31-day months: good enough to compare."""
    return number // 10000 * 372 + number // 100 % 100 * 31 + number % 100


def close_open_spells(rows: list[Row]) -> None:
    """An open spell of an exclusive office ends where a successor's begins (the tables age; see their README)."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.cls in EXCLUSIVE and row.state != "IGO":
            groups[row.state, row.cls].append(row)
    for group in groups.values():
        _overrule(group)
        starts = sorted({(r.start, short_key(r.person)) for r in group if r.start and r.cls != "other"})
        checked = [r.start for r in group if r.source == "overlay"]
        for row in group:
            if row.end or not row.start:
                continue
            mine = calling_words(row.person)
            after = [s for s, who in starts if s > max(row.start, row.last_seen) and not mine & set(who.split())]
            if row.source == "overlay":
                after = [s for s in after if s in checked]
            if row.source in _UNDATED_ENDS and row.cls == "head_of_government":
                after += [r.start for r in group if r.source in _FOLLOWED and r.start > row.start + _MARGIN
                          and not mine & calling_words(r.person)]
            if after:
                row.end = min(after)


def _overrule(group: list[Row]) -> None:
    """What contradicts a hand-checked spell (another holder well inside it) loses its class: some other office."""
    if group[0].cls not in ("foreign_minister", "defence_minister"):
        return
    checked = [r for r in group if r.source == "overlay"]
    for row in group:
        words = calling_words(row.person)
        for sure in checked:
            if row.source == "overlay" or words & calling_words(sure.person):
                continue
            if sure.start + _MARGIN < row.start < (sure.end or _NEVER) - _MARGIN:
                row.cls = "other"
