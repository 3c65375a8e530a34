"""Long lists of ids, cut to what one question to the database may hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

# SQLite of Debian allows 32,766 parameters and 500 parts of a compound SELECT; the smaller rules.
SIZE = 400


def chunks(items: Iterable[T], size: int = SIZE) -> Iterator[list[T]]:
    """The items in order, in lists of at most `size`."""
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part
