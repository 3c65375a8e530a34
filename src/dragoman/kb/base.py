"""The knowledge base as a whole, and which one is in use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from dragoman.kb import user
from dragoman.kb.bodies import Bodies
from dragoman.kb.days import last_day
from dragoman.kb.people import FIRST_USER_KEY, People


class Base(Bodies, People):
    """States, organisations, places, people and their offices, with the facts added to them."""

    def read_tables(self) -> None:
        """Read the small tables now, which else are read when first asked for."""
        for table in ("_states", "_names_of_states", "organisation_names", "metonyms", "agents"):
            getattr(self, table)

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


_chosen: tuple[str, ...] | None = None


@lru_cache(maxsize=4)
def _open(files: tuple[str, ...]) -> Base:
    return Base(facts=user.read_files(files, FIRST_USER_KEY) if files else user.NO_FACTS)


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
