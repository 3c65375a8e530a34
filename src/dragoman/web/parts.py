"""Pages of lists that are all at hand, with the same opaque tokens as those of the store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from dragoman.errors import BadQuestion
from dragoman.store.paging import token, where
from dragoman.store.rows import Page

T = TypeVar("T")


def part(rows: Sequence[T], *, of: str, limit: int, page: str | None) -> Page[T]:
    """One page of rows that are all at hand.

    Args:
        of: what the rows answer; a token of another question is refused.

    Raises:
        BadQuestion: a foreign token.
    """
    start = 0
    if found := where(page, 2):
        if found[0] != of or not (found[1].isascii() and found[1].isdigit() and len(found[1]) < 10):
            raise BadQuestion("page", "is a token of another question", "use the token that came with the page before")
        start = int(found[1])
    shown = tuple(rows[start : start + limit])
    more = start + limit < len(rows)
    return Page(shown, next=token(of, str(start + limit)) if more else None, total=len(rows))
