"""Opaque tokens that say where the next page begins."""

from __future__ import annotations

import base64
import binascii
import json

from dragoman.errors import BadQuestion

#: More than this is not a page.
LARGEST = 1000


def token(*where: str) -> str:
    """The token for what comes after the row with these sort keys."""
    return base64.urlsafe_b64encode(json.dumps(where, separators=(",", ":")).encode()).decode().rstrip("=")


def where(page: str | None, parts: int) -> tuple[str, ...] | None:
    """The sort keys in a token; None for the first page.

    Raises:
        BadQuestion: the token is not one of ours.
    """
    if not page:
        return None
    try:
        found = json.loads(base64.urlsafe_b64decode(page + "=" * (-len(page) % 4)))
    except (binascii.Error, ValueError) as error:
        raise _bad(page) from error
    if not isinstance(found, list) or len(found) != parts or not all(isinstance(p, str) for p in found):
        raise _bad(page)
    return tuple(found)


def checked_limit(limit: int) -> int:
    """The limit itself.

    Raises:
        BadQuestion: no page has that size.
    """
    if not 1 <= limit <= LARGEST:
        raise BadQuestion(str(limit), f"a page has 1 to {LARGEST} rows", "give --limit in that range")
    return limit


def _bad(page: str) -> BadQuestion:
    return BadQuestion(page[:40], "not a page token", "use the token that came with the page before, unchanged")
