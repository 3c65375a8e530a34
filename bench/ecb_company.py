"""A second look at pairs of mentions: beside what else either of them could be the same as.

A mention is told again by the best match in another sentence or document, not by the second best; and two mentions that
are both like the same others are one event. Both can only be seen once every pair has been looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

import numpy as np

from bench.ecb_links import Chances
from bench.ecb_pairs import Floats, Indices, Pairs, Part

_LIKELY = 0.1  #: fainter pairs are no company
_EVEN = 1e-4  #: keeps odds finite
_ODDS_SCALE = 4.0  #: log-odds are divided by it, so that coefficients are of one size
_MANY = 5.0  #: so much company is all the same as more

#: What each feature says when it is 1 (or as high as it gets).
FEATURES = {
    "first odds": "the log-odds at first sight, by 4",
    "first chance": "the chance at first sight",
    "rival in a sentence": "one of them has so good a match beside the other, in its sentence",
    "rivals in both sentences": "each of them has so good a match beside the other, in its sentence",
    "rival in a document": "one of them has so good a match in the other's document",
    "rivals in both documents": "each of them has so good a match in the other's document",
    "best in both documents": "neither has a better match in the other's document",
    "common company": "what is like the one is like the other",
    "company, less": "how much is like the one that fewer are like",
    "company, more": "how much is like the one that more are like",
}


def in_company(part: Part, pairs: Pairs, first: Chances) -> Pairs:
    """The pairs with all they were compared by and, further, the features of this file.

    Args:
        first: the chance of each pair at first sight.
    """
    n, left, right = len(part.told), pairs.left, pairs.right
    chance = np.zeros((n, n), np.float32)
    chance[left, right] = chance[right, left] = first
    in_sentence = _rivals(chance, [(t.document, t.sentence) for t in part.told])
    in_document = _rivals(chance, [t.document for t in part.told])
    beside = in_sentence(left, right), in_sentence(right, left)
    apart = np.array([part.told[i].document != part.told[j].document for i, j in zip(left, right, strict=True)])
    among = [np.where(apart, r, 0) for r in (in_document(left, right), in_document(right, left))]
    likely = np.where(chance >= _LIKELY, chance, 0)
    common, amount = _common(likely, left, right), (likely**2).sum(1)
    columns = {
        "first odds": np.log((first + _EVEN) / (1 - first + _EVEN)) / _ODDS_SCALE,
        "first chance": first,
        "rival in a sentence": np.maximum(*beside),
        "rivals in both sentences": np.minimum(*beside),
        "rival in a document": np.maximum(*among),
        "rivals in both documents": np.minimum(*among),
        "best in both documents": apart & (first >= np.maximum(*among)),
        "common company": common / np.maximum(1e-3, amount[left] + amount[right] - common),
        "company, less": np.minimum(1, np.minimum(amount[left], amount[right]) / _MANY),
        "company, more": np.minimum(1, np.maximum(amount[left], amount[right]) / _MANY),
    }
    found = np.stack([np.asarray(columns[name], np.float32) for name in FEATURES], axis=1)
    return Pairs(left, right, np.hstack([pairs.found, found]), (*pairs.names, *FEATURES))


def _rivals(chance: Floats, group: list[Hashable]) -> Callable[[Indices, Indices], Floats]:
    """Gives, for mentions i and j, the best chance of i among the others of j's group."""
    numbers = {g: k for k, g in enumerate(dict.fromkeys(group))}
    of = np.array([numbers[g] for g in group])
    n, every = len(group), np.arange(len(group))
    best, next_best = np.zeros((2, n, len(numbers)), np.float32)
    winner = np.zeros((n, len(numbers)), np.int64)
    for k in range(len(numbers)):
        members = np.flatnonzero(of == k)
        block = chance[:, members]
        at = block.argmax(1)
        best[:, k], winner[:, k] = block[every, at], members[at]
        if len(members) > 1:
            next_best[:, k] = np.partition(block, -2, axis=1)[:, -2]
    return lambda i, j: np.where(winner[i, of[j]] == j, next_best[i, of[j]], best[i, of[j]])


def _common(likely: Floats, left: Indices, right: Indices) -> Floats:
    """Of each pair: the sum over all others of the product of both chances."""
    from scipy.sparse import csr_matrix

    sparse = csr_matrix(likely)
    found: Floats = (sparse @ sparse).toarray()[left, right]
    return found
