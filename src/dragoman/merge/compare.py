"""How surely two mentions tell one event, as named features that a reader can check."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing compared: how well it fits, how much that counts, and what was compared."""

    name: str
    score: float  #: 0 (speaks against) to 1 (fits); its meaning per feature is in features.py
    weight: float  #: what it adds to the log-odds at score 1
    detail: str  #: one sentence for people
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdict of all features on a pair."""

    score: float  #: probability that both tell one event, 0 to 1
    features: tuple[Feature, ...]
