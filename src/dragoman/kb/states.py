"""States with their names, the buildings that stand for their governments, parts of states, and cities."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from dragoman.kb import user
from dragoman.kb.nouns import City, Metonym, State
from dragoman.kb.tables import FILE, Tables, remember, split
from dragoman.names import fold


class States(Tables):
    """What is known of states and places. Tables of states are read as a whole, cities by name."""

    def __init__(self, path: Path = FILE, facts: user.Facts = user.NO_FACTS) -> None:
        super().__init__(path, facts)
        self._cities: dict[str, tuple[City, ...]] = {}

    @cached_property
    def _states(self) -> dict[str, State]:
        rows = self._db.execute(
            "SELECT code, qid, name, long_name, iso2, cow, cameo, capital, adjective, continent, geoname, neighbours,"
            " memberships FROM state"
        )
        return {
            r[0]: State(r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7], r[8], r[9], r[10], split(r[11]), split(r[12]))
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
