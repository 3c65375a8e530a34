"""The best dependency tree of a sentence from the scores of its arcs."""

from __future__ import annotations

import numpy as np

from dragoman.extract.scores import Array

_NEVER = -1e9


def best_tree(scores: Array) -> list[int]:
    """Heads of n words (0 the root, else 1 + word) from scores (n, n + 1): one root, no cycles.

    The best head of each word is kept where these already form a tree, as they do in most sentences. Otherwise
    the root is the word that gains most by it, and the maximum spanning tree below it is found with Chu-Liu
    and Edmonds' algorithm (Edmonds 1967).
    """
    n = len(scores)
    scores = scores.astype(np.float64, copy=True)
    scores[np.arange(n), np.arange(1, n + 1)] = _NEVER
    heads = scores.argmax(1)
    if (heads == 0).sum() == 1 and _cycle(heads) is None:
        return [int(h) for h in heads]
    if n == 1:
        return [0]
    root = int((scores[:, 0] - scores[:, 1:].max(1)).argmax())
    scores[:, 0] = _NEVER
    scores[root] = _NEVER
    scores[root, 0] = 0.0
    square = np.full((n + 1, n + 1), _NEVER)
    square[1:] = scores
    return [int(h) for h in _edmonds(square)[1:]]


def _cycle(heads: Array) -> list[int] | None:
    """Words (0-based) of a cycle among heads given as in `best_tree`, or None."""
    state = [0] * len(heads)
    for start in range(len(heads)):
        path, at = [], start
        while at >= 0 and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at]) - 1
        if at >= 0 and state[at] == 1 and at in path:
            return path[path.index(at) :]
        for p in path:
            state[p] = 2
    return None


def _edmonds(scores: Array) -> Array:
    """Heads of nodes of a square score matrix [node, head]; node 0 is the root."""
    n = len(scores)
    heads: Array = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads[1:])
    if cycle is None:
        return heads
    inside = [c + 1 for c in cycle]
    outside = [i for i in range(n) if i not in inside]
    total = scores[inside, heads[inside]].sum()
    # the cycle becomes one node, the last: who enters it, and through which word
    small = np.full((len(outside) + 1, len(outside) + 1), _NEVER)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    leaving = scores[np.ix_(outside, inside)]
    small[:-1, -1] = leaving.max(1)
    gains = scores[np.ix_(inside, outside)] - scores[inside, heads[inside]][:, None] + total
    small[-1, :-1] = gains.max(0)
    found = _edmonds(small)
    out = heads.copy()
    for k, i in enumerate(outside):
        if i:
            out[i] = outside[found[k]] if found[k] < len(outside) else inside[int(leaving[k].argmax())]
    entry = outside[found[-1]]
    out[inside[int(gains[:, found[-1]].argmax())]] = entry
    return out
