"""The file of tables, opened when first asked, the facts a user adds on top, and answers that are remembered.

A report asks for the same names again and again; but words that texts bring are without end, and of these no more
than `MOST_REMEMBERED` are kept.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TypeVar

from dragoman.kb import user

FILE = Path(__file__).parent / "data" / "kb.sqlite"
#: Answers to questions about words that are kept at a time, of each kind of question.
MOST_REMEMBERED = 20_000
#: As the tables write them -> as they are told.
GENDERS = {"f": "female", "m": "male"}
_K = TypeVar("_K")
_V = TypeVar("_V")


class Tables:
    """One read-only SQLite file, with the facts added to it."""

    def __init__(self, path: Path = FILE, facts: user.Facts = user.NO_FACTS) -> None:
        """Open the file; nothing is read yet.

        Raises:
            sqlite3.OperationalError: the file is missing.
        """
        self._db = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._facts = facts


def remember(known: dict[_K, _V], key: _K, value: _V) -> _V:
    """Keep an answer, and give it back; all answers are dropped when there are `MOST_REMEMBERED` of them."""
    if len(known) >= MOST_REMEMBERED:
        known.clear()
    known[key] = value
    return value


def split(text: str | None) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()
