"""The usual coreference measures: MUC, B³, CEAF-e and their mean, the CoNLL F1.

Clusters are collections of hashable mentions; both sides should hold the same mentions (gold mentions) or
the scorer treats a mention that one side lacks as a singleton that the other side does not have, as the
reference scorer of Pradhan et al. (2014) does for B³ and CEAF on predicted mentions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping

Cluster = Collection[Hashable]
Part = tuple[float, float]  #: numerator and denominator


def conll(gold: Iterable[Cluster], predicted: Iterable[Cluster]) -> dict[str, float]:
    """Recall, precision and F1 of each measure and their mean, all in per cent.

    >>> conll([{1, 2}, {3}], [{1, 2}, {3}])["conll"]
    100.0
    """
    return figures(counts(gold, predicted))


def counts(gold: Iterable[Cluster], predicted: Iterable[Cluster]) -> Counter[tuple[str, str, str]]:
    """(measure, side, "part" or "whole") -> number; those of documents add up, since no cluster spans two."""
    keys = [frozenset(c) for c in gold if c]
    answers = [frozenset(c) for c in predicted if c]
    out: Counter[tuple[str, str, str]] = Counter()
    for name, measure in (("muc", muc), ("b3", b_cubed), ("ceafe", ceaf_e)):
        for side, (part, whole) in zip(("recall", "precision"), measure(keys, answers), strict=True):
            out[name, side, "part"], out[name, side, "whole"] = part, whole  # type: ignore[assignment]
    return out


def figures(counted: Mapping[tuple[str, str, str], float]) -> dict[str, float]:
    """`conll` of counts."""
    out: dict[str, float] = {}
    for name in ("muc", "b3", "ceafe"):
        for side in ("recall", "precision"):
            whole = counted[name, side, "whole"]
            out[f"{name}_{side}"] = 100 * counted[name, side, "part"] / whole if whole else 0.0
        out[f"{name}_f1"] = _f1(out[f"{name}_recall"], out[f"{name}_precision"])
    out["conll"] = (out["muc_f1"] + out["b3_f1"] + out["ceafe_f1"]) / 3
    return out


def muc(gold: list[frozenset[Hashable]], predicted: list[frozenset[Hashable]]) -> tuple[Part, Part]:
    """Recall and precision by links (Vilain et al. 1995); singletons count for nothing."""
    return _muc_side(gold, predicted), _muc_side(predicted, gold)


def b_cubed(gold: list[frozenset[Hashable]], predicted: list[frozenset[Hashable]]) -> tuple[Part, Part]:
    """Recall and precision by mentions (Bagga and Baldwin 1998)."""
    return _b_cubed_side(gold, predicted), _b_cubed_side(predicted, gold)


def ceaf_e(gold: list[frozenset[Hashable]], predicted: list[frozenset[Hashable]]) -> tuple[Part, Part]:
    """Recall and precision by the best one-to-one alignment of clusters, similarity phi-4 (Luo 2005)."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    if not gold or not predicted:
        return (0.0, len(gold)), (0.0, len(predicted))
    where = {m: j for j, c in enumerate(predicted) for m in c}
    shared = np.zeros((len(gold), len(predicted)))
    for i, cluster in enumerate(gold):
        for j, n in Counter(where[m] for m in cluster if m in where).items():
            shared[i, j] = 2 * n / (len(cluster) + len(predicted[j]))
    rows, columns = linear_sum_assignment(-shared)
    total = float(shared[rows, columns].sum())
    return (total, len(gold)), (total, len(predicted))


def _muc_side(of: list[frozenset[Hashable]], against: list[frozenset[Hashable]]) -> Part:
    where = {m: j for j, c in enumerate(against) for m in c}
    kept = possible = 0
    for cluster in of:
        parts = {where.get(m, ("alone", m)) for m in cluster}
        kept += len(cluster) - len(parts)
        possible += len(cluster) - 1
    return kept, possible


def _b_cubed_side(of: list[frozenset[Hashable]], against: list[frozenset[Hashable]]) -> Part:
    where = {m: j for j, c in enumerate(against) for m in c}
    total = mentions = 0.0
    for cluster in of:
        counts = Counter(where[m] for m in cluster if m in where)
        total += sum(n * n for n in counts.values()) / len(cluster)
        mentions += len(cluster)
    return total, mentions


def _f1(recall: float, precision: float) -> float:
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0
