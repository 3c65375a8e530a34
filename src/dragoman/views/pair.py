"""Two states: what happened between them."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.store.rows import EventRow


@dataclass(frozen=True, slots=True)
class PairPage:
    """Two states: how often what happened between them, and the latest of it."""

    left: str
    right: str
    by_type: tuple[tuple[str, int], ...]
    by_status: tuple[tuple[str, int], ...]
    meetings: tuple[EventRow, ...]  #: CONSULT, newest first
    disputes: tuple[EventRow, ...]  #: ACCUSE and beyond
    pending: tuple[EventRow, ...]  #: announced, expected or possible
