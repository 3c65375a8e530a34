"""Counts of documents, the figures made from their sum, and how far these would move with other documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

Counts = Mapping[Any, float]
Figures = dict[str, float]
#: Draws of the bootstrap and its seed, as in the shared scorers.
DRAWS, SEED = 1000, 0


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted in each document of a set."""

    documents: tuple[Counts, ...]
    figures: Callable[[Counts], Figures]  #: figures in per cent, of the summed counts
    kinds: tuple[str, ...] = ()  #: kind of text of each document, where known
    size: Any = None  #: the counted key that tells how large a document is

    def total(self) -> Counts:
        """The sum over all documents."""
        return added(self.documents)

    def scored(self) -> Figures:
        """Figures of all documents together."""
        return self.figures(self.total())

    def by_kind(self) -> dict[str, Counted]:
        """The documents of each kind of text, the kind with most documents first."""
        order = [k for k, _ in sorted(Counter(self.kinds).items(), key=lambda x: (-x[1], x[0]))]
        return {kind: Counted(tuple(d for d, k in zip(self.documents, self.kinds, strict=True) if k == kind),
                              self.figures, size=self.size) for kind in order}

    def intervals(self) -> dict[str, tuple[float, float]]:
        """95 % bootstrap interval of each figure, over documents."""
        keys = sorted({k for d in self.documents for k in d}, key=repr)
        table = np.array([[d.get(k, 0) for k in keys] for d in self.documents], dtype=float)
        n = len(self.documents)
        weights = np.random.default_rng(SEED).multinomial(n, [1 / n] * n, size=DRAWS)
        draws = [self.figures(dict(zip(keys, row, strict=True))) for row in (weights @ table).tolist()]
        return {name: (float(np.quantile([d[name] for d in draws], 0.025)),
                       float(np.quantile([d[name] for d in draws], 0.975))) for name in self.scored()}


def added(counts: tuple[Counts, ...]) -> Counts:
    """The sum of counts; missing keys count 0."""
    out: Counter[Any] = Counter()
    for c in counts:
        for key, value in c.items():
            out[key] += value  # type: ignore[assignment]
    return out


def percent(part: float, whole: float) -> float:
    """100 part / whole, and 0 of nothing."""
    return 100 * part / whole if whole else 0.0


def f1_figures(counts: Counts) -> Figures:
    """Precision, recall and F1 from hit, found and gold."""
    return {"precision": percent(counts["hit"], counts["found"]), "recall": percent(counts["hit"], counts["gold"]),
            "f1": percent(2 * counts["hit"], counts["found"] + counts["gold"])}
