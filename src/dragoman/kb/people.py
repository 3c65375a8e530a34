"""People, the offices they held, and from which day to which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from dragoman.kb import user
from dragoman.kb.days import first_day, last_day
from dragoman.kb.name_keys import calling_words, name_key, short_key
from dragoman.kb.nouns import Person, Spell
from dragoman.kb.roles import EXCLUSIVE, PROMINENT, office_class
from dragoman.kb.tables import FILE, GENDERS, Tables, remember, split

#: Keys of persons that a user's file adds begin here, far above those of the tables.
FIRST_USER_KEY = 10_000_000


class People(Tables):
    """What is known of people, looked up by name, by office and by state."""

    def __init__(self, path: Path = FILE, facts: user.Facts = user.NO_FACTS) -> None:
        super().__init__(path, facts)
        self._people: dict[int, Person] = {}
        self._spells: dict[int, tuple[Spell, ...]] = {}
        self._by_name: dict[str, tuple[Person, ...]] = {}
        self._holders: dict[tuple[str, str], tuple[Spell, ...]] = {}
        self._calls: dict[str, tuple[Person, ...]] = {}
        self._officials: dict[str, dict[str, list[int]]] = {}

    def find_people(self, name: str) -> tuple[Person, ...]:
        """Persons with this full name, or first and last word; the order says nothing."""
        key = name_key(name)
        known = self._by_name.get(key)
        if known is None:
            keys = {key, short_key(name)}
            found = {k for n in keys for (k,) in self._db.execute("SELECT key FROM person_name WHERE folded = ?", (n,))}
            exact = [k for (k,) in self._db.execute("SELECT key FROM person_name WHERE folded = ?", (key,))]
            added = [p for p in self._facts.people if keys & {name_key(n) for n in (p.name, *p.aliases)}]
            people = self._fetch(exact or sorted(found))
            known = remember(self._by_name, key, (*people, *(p for p in added if p not in people)))
        return known

    def called(self, word: str) -> tuple[Person, ...]:
        """Holders of prominent offices of whose names this folded word is one."""
        known = self._calls.get(word)
        if known is None:
            keys = [k for (k,) in self._db.execute("SELECT key FROM calling WHERE word = ? ORDER BY key", (word,))]
            added = [p for p in self._facts.people if word in calling_words(p.name)]
            known = remember(self._calls, word, tuple(dict.fromkeys((*self._fetch(keys), *added))))
        return known

    def officials(self, state: str, word: str) -> tuple[Person, ...]:
        """All who held any office in a state and of whose names this folded word is one."""
        if state not in self._officials:
            query = "SELECT min(first), max(last) FROM office_range WHERE state = ?"
            limits = self._db.execute(query, (state,)).fetchone()
            keys = self._db.execute(
                "SELECT DISTINCT p.key, p.name, p.aliases FROM spell s JOIN person p ON p.key = s.person "
                "WHERE s.office BETWEEN ? AND ? ORDER BY p.key", limits)
            index: dict[str, list[int]] = {}
            for key, name, aliases in keys:
                for each in {w for n in (name, *split(aliases)) for w in calling_words(n)}:
                    index.setdefault(each, []).append(key)
            self._officials[state] = index
        added = [p for p in self._facts.people if word in calling_words(p.name)
                 and any(s.state == state for s in self.spells(p))]
        return tuple(dict.fromkeys((*self._fetch(self._officials[state].get(word, ())), *added)))

    def spells(self, person: Person) -> tuple[Spell, ...]:
        """All spells of a person, oldest first."""
        if person.key not in self._spells:
            rows = self._db.execute(_SPELL + "WHERE s.person = ? ORDER BY s.start, o.title", (person.key,))
            known = [_spell(person, r) for r in rows] if person.key < FIRST_USER_KEY else []
            added = [s for s in self._facts.spells if s.person.key == person.key]
            self._spells[person.key] = tuple(sorted((*known, *added), key=lambda s: (s.start or date.min, s.office)))
        return self._spells[person.key]

    def tenures(self, office: str, state: str) -> tuple[Spell, ...]:
        """All spells of one class of office ("foreign_minister") in a state, oldest first."""
        if (office, state) not in self._holders:
            limits = self._db.execute(
                "SELECT first, last FROM office_range WHERE state = ? AND class = ?", (state, office)
            ).fetchone()
            keys = sorted({
                k for (k,) in self._db.execute("SELECT person FROM seat WHERE office BETWEEN ? AND ?", limits)
            }) if limits else []
            people = dict.fromkeys((*self._fetch(keys), *self._facts.people))
            spells = [s for p in people for s in self.spells(p) if s.office_class == office and s.state == state]
            self._holders[office, state] = tuple(sorted(spells, key=lambda s: (s.start or date.min, s.person.name)))
        return self._holders[office, state]

    def holders(self, office: str, state: str, on: date) -> tuple[Spell, ...]:
        """Who held an office (a class or a title) in a state on a day; the latest to begin comes first.

        Of an office that one person holds, an open spell ends where the next one begins.
        """
        name = office if office in EXCLUSIVE or "_" in office else office_class(office) or office
        found = [s for s in self.tenures(name, state) if s.covers(on)]
        found.sort(key=lambda s: s.start or date.min, reverse=True)
        if name in EXCLUSIVE and state != "IGO" and found:
            return tuple(s for s in found if s.end is not None or s.start == found[0].start) or tuple(found[:1])
        return tuple(found)

    def office_on(self, person: Person, on: date) -> Spell | None:
        """The most prominent office of a person on a day."""
        held = [s for s in self.spells(person) if s.covers(on) and s.start is not None]
        return max(held, key=lambda s: (_rank(s.office_class), s.start or date.min, s.office), default=None)

    def _fetch(self, keys: Sequence[int]) -> tuple[Person, ...]:
        for key in keys:
            if key not in self._people:
                row = self._db.execute(
                    "SELECT name, qid, state, gender, born, aliases FROM person WHERE key = ?", (key,)
                ).fetchone()
                name, qid, state, gender, born, aliases = row
                self._people[key] = Person(
                    key, name, f"Q{qid}" if qid else None, state, GENDERS.get(gender, gender),
                    str(born) if born else None, split(aliases),
                )
        return tuple(self._people[k] for k in keys)

    def people(self) -> Iterable[Person]:
        """Everybody, by key."""
        keys = [k for (k,) in self._db.execute("SELECT key FROM person ORDER BY key")]
        return tuple(dict.fromkeys((*self._fetch(keys), *self._facts.people)))


_SPELL = (
    "SELECT o.title, o.class, o.state, s.start, s.end, s.last_seen, r.name, r.last_seen FROM spell s "
    "JOIN office o ON o.key = s.office JOIN source r ON r.key = s.source "
)
_RANKS = {name: n for n, name in enumerate((
    "other", "staff", "ambassador", "subnational", "speaker", "vice_head", "finance_minister", "defence_minister",
    "foreign_minister", "party_foreign_chief", "secretary_general", "head_of_government", "head_of_state",
    "supreme_leader",
))}


def _rank(office: str) -> int:
    return _RANKS.get(office, _RANKS["subnational"] if office in PROMINENT else _RANKS["ambassador"])


def _spell(person: Person, row: tuple[str, str, str, int, int, int, str, int]) -> Spell:
    title, name, state, start, end, seen, source, source_seen = row
    begun, read = first_day(start), last_day(seen or source_seen)
    # hand-made facts are added after their source was read as a whole
    read = begun if begun and read and read < begun else read
    return Spell(person, title, name, state, begun, last_day(end), read, source)
