"""Organisations, roles, and the words by which names of states and bodies are found in a text."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from dragoman.kb import user
from dragoman.kb.nouns import Organisation
from dragoman.kb.states import States
from dragoman.kb.tables import FILE, GENDERS, remember, split
from dragoman.names import fold

#: Comes after every letter in the order of the tables.
_LAST_LETTER = chr(0x10FFFF)


class Bodies(States):
    """What is known of organisations and roles, beside the states."""

    def __init__(self, path: Path = FILE, facts: user.Facts = user.NO_FACTS) -> None:
        super().__init__(path, facts)
        self._organisations: dict[int, Organisation] = {o.key: o for o in facts.organisations}
        self._actors: dict[str, tuple[str, str] | None] = {}
        self._names_from: dict[str, tuple[str, ...]] = {}
        self._longest: dict[str, int] = {}

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
            self._organisations[key] = Organisation(key, name, qid, state, kind, split(aliases))
        return self._organisations[key]

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
        return {w: GENDERS[g] for w, g in self._db.execute("SELECT word, gender FROM given")}

    def gender_of(self, word: str) -> str | None:
        """ "female" or "male" where nine of ten holders of an office with this folded given name are."""
        return self._given.get(word)


def name_words(name: str) -> tuple[str, int]:
    """First word of a folded name, and how many words it has where clitics and hyphens stand alone."""
    apart = name.replace("-", " - ").replace("'s", " 's").split()
    return apart[0].rstrip("'"), len(apart)
