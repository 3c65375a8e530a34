"""What one feature finds about a pair of mentions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fit:
    """What one feature finds."""

    score: float | None
    detail: str
    left: str
    right: str
