"""The knowledge base: one read-only SQLite file, opened when first asked, and facts a user adds on top.

Small tables (states, organisations, metonyms, regions) are read into dictionaries once; persons, cities and trips
are looked up by key. Look-ups are remembered, because a report asks for the same names again and again; but words
that texts bring are without end, and of these no more than `MOST_REMEMBERED` are kept.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from dragoman.kb import user
from dragoman.kb.days import as_number, first_day, last_day
from dragoman.kb.name_keys import calling_words, name_key, short_key
from dragoman.kb.nouns import City, Metonym, Organisation, Person, Spell, State
from dragoman.kb.roles import EXCLUSIVE, PROMINENT, office_class
from dragoman.names import fold

FILE = Path(__file__).parent / "data" / "kb.sqlite"
_GENDERS = {"f": "female", "m": "male"}
#: Keys of persons that a user's file adds begin here, far above those of the tables.
_FIRST_USER_KEY = 10_000_000
#: Comes after every letter in the order of the tables.
_LAST_LETTER = chr(0x10FFFF)
#: Answers to questions about words that are kept at a time, of each kind of question.
MOST_REMEMBERED = 20_000
_K = TypeVar("_K")
_V = TypeVar("_V")


class Base:
    """One knowledge base with the facts added to it."""

    def __init__(self, path: Path = FILE, facts: user.Facts = user.NO_FACTS) -> None:
        """Open the file read-only; nothing is read yet.

        Raises:
            sqlite3.OperationalError: the file is missing.
        """
        self._db = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._facts = facts
        self._people: dict[int, Person] = {}
        self._spells: dict[int, tuple[Spell, ...]] = {}
        self._by_name: dict[str, tuple[Person, ...]] = {}
        self._holders: dict[tuple[str, str], tuple[Spell, ...]] = {}
        self._cities: dict[str, tuple[City, ...]] = {}
        self._calls: dict[str, tuple[Person, ...]] = {}
        self._officials: dict[str, dict[str, list[int]]] = {}
        self._actors: dict[str, tuple[str, str] | None] = {}
        self._organisations: dict[int, Organisation] = {o.key: o for o in facts.organisations}
        self._names_from: dict[str, tuple[str, ...]] = {}
        self._longest: dict[str, int] = {}

    # -- states ------------------------------------------------------------------------------------------------

    @cached_property
    def _states(self) -> dict[str, State]:
        rows = self._db.execute(
            "SELECT code, qid, name, long_name, iso2, cow, cameo, capital, adjective, continent, geoname, neighbours,"
            " memberships FROM state"
        )
        return {
            r[0]: State(r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7], r[8], r[9], r[10], _split(r[11]), _split(r[12]))
            for r in rows
        }

    @cached_property
    def state_names(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """Folded name -> (state, kind) pairs; kind is "name", "adjective" or "capital"."""
        out: dict[str, tuple[tuple[str, str], ...]] = {}
        for folded, code, kind in self._db.execute("SELECT folded, code, kind FROM state_name ORDER BY folded, code"):
            out[folded] = (*out.get(folded, ()), (code, kind))
        return out

    @cached_property
    def _names_of_states(self) -> dict[str, tuple[tuple[str, str], ...]]:
        out: dict[str, list[tuple[str, str]]] = {}
        for name, pairs in self.state_names.items():
            for code, kind in pairs:
                out.setdefault(code, []).append((name, kind))
        return {code: tuple(found) for code, found in out.items()}

    def names_of(self, code: str) -> tuple[tuple[str, str], ...]:
        """Folded names of a state, with their kinds ("name", "adjective", "capital"), in order of the alphabet."""
        return self._names_of_states.get(code, ())

    def state(self, code: str) -> State | None:
        """The state with this ISO 3166-1 alpha-3 code."""
        return self._states.get(code)

    def states(self) -> tuple[State, ...]:
        """All states, by code."""
        return tuple(self._states.values())

    def states_by_name(self, folded: str) -> tuple[State, ...]:
        """States of this folded name, adjective or demonym (not those of which it is the capital)."""
        pairs = self.state_names.get(folded.removeprefix("the "), ())
        return tuple(self._states[code] for code in dict.fromkeys(c for c, kind in pairs if kind != "capital"))

    def capital_of(self, folded: str) -> State | None:
        """The state whose capital has this folded name, if there is one only."""
        codes = [code for code, kind in self.state_names.get(folded, ()) if kind == "capital"]
        return self._states[codes[0]] if len(codes) == 1 else None

    @cached_property
    def metonyms(self) -> dict[str, Metonym]:
        """Folded name of a building, street or town -> the organ of state it stands for."""
        rows = self._db.execute("SELECT folded, name, code, organ FROM metonym")
        return {folded.removeprefix("the "): Metonym(name, code, organ) for folded, name, code, organ in rows}

    @cached_property
    def regions(self) -> dict[str, tuple[str, str | None, str | None]]:
        """Folded name of a part of a state -> (name, state, Wikidata id)."""
        return {f: (n, c, q) for f, n, c, q in self._db.execute("SELECT folded, name, code, qid FROM region")}

    # -- organisations and roles -------------------------------------------------------------------------------

    @cached_property
    def organisation_names(self) -> dict[str, tuple[int, bool]]:
        """Folded name -> (key, must it stand in capitals)."""
        rows = self._db.execute("SELECT folded, key, upper FROM organisation_name")
        names = {folded: (key, bool(upper)) for folded, key, upper in rows}
        for each in self._facts.organisations:
            names.update({fold(n): (each.key, False) for n in (each.name, *each.aliases)})
        return names

    def organisations(self, name: str) -> tuple[Organisation, ...]:
        """Organisations of this name; short names in capitals ("WHO") must stand in capitals."""
        found = self.organisation_names.get(fold(name).removeprefix("the ").strip())
        if found is None or (found[1] and not name.removeprefix("the ").removeprefix("The ").isupper()):
            return ()
        return (self.organisation(found[0]),)

    def organisation(self, key: int) -> Organisation:
        """The organisation of this key of `organisation_names`."""
        if key not in self._organisations:
            name, qid, state, kind, aliases = self._db.execute(
                "SELECT name, qid, state, kind, aliases FROM organisation WHERE key = ?", (key,)
            ).fetchone()
            self._organisations[key] = Organisation(key, name, qid, state, kind, _split(aliases))
        return self._organisations[key]

    # -- names of states, bodies, buildings and regions ----------------------------------------------------------

    def names_from(self, letters: str) -> tuple[str, ...]:
        """Folded names of states, organisations, buildings and regions that begin with these letters."""
        known = self._names_from.get(letters)
        if known is None:
            found: dict[str, None] = {}
            for table in ("state_name", "organisation_name", "region"):
                # the keys of these tables begin with the name, so that this reads a few neighbouring rows
                query = f"SELECT folded FROM {table} WHERE folded BETWEEN ? AND ? ORDER BY folded"
                found.update((name, None) for (name,) in self._db.execute(query, (letters, letters + _LAST_LETTER)))
            others = (n for names in (self.metonyms, self._added_names) for n in names if n.startswith(letters))
            known = remember(self._names_from, letters, (*found, *(n for n in others if n not in found)))
        return known

    @cached_property
    def _added_names(self) -> tuple[str, ...]:
        return tuple(fold(n) for each in self._facts.organisations for n in (each.name, *each.aliases))

    def longest_name(self, first: str) -> int:
        """Words in the longest name of a state, body, region or building that begins with this folded word, or 0."""
        longest = self._longest.get(first)
        if longest is None:
            sizes = (name_words(n) for n in self.names_from(first)) if first else ()
            longest = remember(self._longest, first, max((size for word, size in sizes if word == first), default=0))
        return longest

    @cached_property
    def agents(self) -> dict[str, str]:
        """Folded common noun ("troops", "foreign ministry") -> role in CAMEO ("MIL", "GOV")."""
        return dict(self._db.execute("SELECT folded, role FROM agent"))

    def actor(self, folded: str) -> tuple[str, str] | None:
        """(state, role) of a name in the actor dictionaries that means one state only."""
        known = self._actors.get(folded, ())
        if known == ():
            row = self._db.execute("SELECT code, role FROM actor WHERE folded = ?", (folded,)).fetchone()
            known = remember(self._actors, folded, row and (row[0], row[1]))
        return known or None

    @cached_property
    def _given(self) -> dict[str, str]:
        return {w: _GENDERS[g] for w, g in self._db.execute("SELECT word, gender FROM given")}

    def gender_of(self, word: str) -> str | None:
        """ "female" or "male" where nine of ten holders of an office with this folded given name are."""
        return self._given.get(word)

    # -- persons and offices -----------------------------------------------------------------------------------

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
                for each in {w for n in (name, *_split(aliases)) for w in calling_words(n)}:
                    index.setdefault(each, []).append(key)
            self._officials[state] = index
        added = [p for p in self._facts.people if word in calling_words(p.name)
                 and any(s.state == state for s in self.spells(p))]
        return tuple(dict.fromkeys((*self._fetch(self._officials[state].get(word, ())), *added)))

    def spells(self, person: Person) -> tuple[Spell, ...]:
        """All spells of a person, oldest first."""
        if person.key not in self._spells:
            rows = self._db.execute(_SPELL + "WHERE s.person = ? ORDER BY s.start, o.title", (person.key,))
            known = [_spell(person, r) for r in rows] if person.key < _FIRST_USER_KEY else []
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
                    key, name, f"Q{qid}" if qid else None, state, _GENDERS.get(gender, gender),
                    str(born) if born else None, _split(aliases),
                )
        return tuple(self._people[k] for k in keys)

    def people(self) -> Iterable[Person]:
        """Everybody, by key."""
        keys = [k for (k,) in self._db.execute("SELECT key FROM person ORDER BY key")]
        return tuple(dict.fromkeys((*self._fetch(keys), *self._facts.people)))

    # -- places ------------------------------------------------------------------------------------------------

    def cities(self, name: str) -> tuple[City, ...]:
        """Cities of this name, the most populous first, then divisions of states (population 0)."""
        folded = fold(name)
        known = self._cities.get(folded)
        if known is None:
            rows = self._db.execute(
                "SELECT c.geoname, c.name, c.state, c.division, c.latitude, c.longitude, c.population FROM city_name n "
                "JOIN city c ON c.geoname = n.geoname WHERE n.folded = ? ORDER BY c.population DESC, c.geoname",
                (folded,),
            ).fetchall()
            found = [City(r[0], r[1], r[2], r[3], r[4] / 100, r[5] / 100, r[6]) for r in rows]
            divisions = self._db.execute(
                "SELECT geoname, name, state, code FROM division WHERE folded = ? ORDER BY code", (folded,)
            )
            found += [City(r[0], r[1], r[2], r[3], None, None, 0) for r in divisions]
            known = remember(self._cities, folded, tuple(found))
        return known

    # -- the whole ---------------------------------------------------------------------------------------------

    def digest(self) -> str:
        """Changes when any fact does: the tables' own digest with that of the added facts."""
        own = self._db.execute("SELECT value FROM meta WHERE key = 'digest'").fetchone()[0]
        return f"{own}+{self._facts.digest}" if self._facts.digest else str(own)

    def reach(self) -> date:
        """The last day on which any source confirms a spell: what the tables know ends here."""
        row = self._db.execute("SELECT max(last_seen) FROM spell").fetchone()
        return last_day(row[0]) or date.min

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """Rows of a query, for the modules of this package."""
        return self._db.execute(query, values).fetchall()


def remember(known: dict[_K, _V], key: _K, value: _V) -> _V:
    """Keep an answer, and give it back; all answers are dropped when there are `MOST_REMEMBERED` of them."""
    if len(known) >= MOST_REMEMBERED:
        known.clear()
    known[key] = value
    return value


def name_words(name: str) -> tuple[str, int]:
    """First word of a folded name, and how many words it has where clitics and hyphens stand alone."""
    apart = name.replace("-", " - ").replace("'s", " 's").split()
    return apart[0].rstrip("'"), len(apart)


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


def _split(text: str | None) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()


_chosen: tuple[str, ...] | None = None


@lru_cache(maxsize=4)
def _open(files: tuple[str, ...]) -> Base:
    return Base(facts=user.read_files(files, _FIRST_USER_KEY) if files else user.NO_FACTS)


def default() -> Base:
    """The knowledge base in use: with the files of the settings (`kb_files`), until `use` names others.

    Raises:
        BadFacts: a file that the settings name has faulty lines.
    """
    return _open(_from_settings() if _chosen is None else _chosen)


@lru_cache(maxsize=1)
def _from_settings() -> tuple[str, ...]:
    from dragoman.settings import load

    return load().kb_files


def use(files: Iterable[str | Path]) -> Base:
    """Use these files of facts from now on, besides the tables.

    Raises:
        BadFacts: a file has faulty lines; the knowledge base in use stays as it was.
        NotFound: there is no such file.
    """
    global _chosen
    wanted = tuple(str(f) for f in files)
    base = _open(wanted)
    _chosen = wanted
    return base


def add(files: Iterable[str | Path]) -> Base:
    """Use these files of facts from now on besides the tables and the files of the settings.

    Raises:
        BadFacts: a file has faulty lines; the knowledge base in use stays as it was.
        NotFound: there is no such file.
    """
    return use((*_from_settings(), *files))


__all__ = ["Base", "add", "as_number", "default", "use"]
