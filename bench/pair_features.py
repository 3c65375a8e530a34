"""What the encoder says of a pair of actors in a sentence, as numbers for a classifier of what one does to the other.

Words between the two matter, the word that governs both in the dependency tree most of all, and the triggers that
the encoder links to the one as actor and to the other as recipient.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.extract import labels
from dragoman.extract.scores import Array, Scores, sigmoid, softmax

# Weight of a trigger without any edge to the pair, beside edges that count up to 3: it decides only alone.
_NO_EDGE = 0.02
_ACTOR, _RECIPIENT = labels.ROLE.index("actor"), labels.ROLE.index("recipient")


@dataclass(frozen=True, slots=True)
class Pair:
    """A source and a target as word indices of one sentence."""

    words: tuple[str, ...]
    source: tuple[int, ...]
    target: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Features:
    """Numbers of a pair."""

    vectors: Array  #: pooled vectors of the encoder
    chances: Array  #: types, modes, contexts and status of its triggers
    tokens: tuple[str, ...]  #: words by where they stand


def pair_features(pair: Pair, scores: Scores) -> Features:
    """Features of a pair in a sentence that was encoded by itself."""
    if scores.vectors is None or scores.heads is None:
        raise ValueError("the scores hold no words")
    n, vectors = len(pair.words), scores.vectors
    types = softmax(scores.words["event"])
    trigger = 1 - types[:, 0]
    edges = _edges(pair, scores, n)
    linked = _shares(trigger * (_NO_EDGE + edges))
    top, path = _path(pair, scores.heads.tolist(), trigger)
    on_path = np.zeros(n)
    on_path[path] = 1
    walked = _shares(on_path * (0.05 + trigger))
    both = {*pair.source, *pair.target}
    low, high = (min(both), max(both)) if both else (0, n - 1)
    between = [i for i in range(low, high + 1) if i not in both] or [top]
    best = int(linked.argmax())
    log = np.log(types + 1e-4)
    return Features(
        np.concatenate([vectors[top], linked @ vectors, walked @ vectors, vectors[between].mean(0)]),
        np.concatenate([linked @ types, walked @ types, types[top], log[top] / 5, linked @ log / 5,
                        trigger @ types / (trigger.sum() + 1e-9), types[path].max(0), types.max(0),
                        sigmoid(linked @ scores.words["mode"]), sigmoid(linked @ scores.words["context"]),
                        linked @ softmax(scores.words["status"])]),
        tuple(_tokens(pair.words, path, top, best, between)))


def _edges(pair: Pair, scores: Scores, n: int) -> Array:
    """(n,) how far each word is a trigger with this actor, this recipient, and both."""
    out = np.zeros(n)
    for block in scores.blocks:
        actor, recipient = (_best(sigmoid(block.roles[role]), words, block.first, block.last)
                            for role, words in ((_ACTOR, pair.source), (_RECIPIENT, pair.target)))
        out[block.first : block.last] = actor + recipient + actor * recipient
    return out


def _best(chance: Array, words: Sequence[int], first: int, last: int) -> Array:
    inside = [w - first for w in words if first <= w < last]
    return chance[:, inside].max(1) if inside else np.zeros(last - first)


def _shares(weights: Array) -> Array:
    return weights / (weights.sum() + 1e-9)  # type: ignore[no-any-return]


def _path(pair: Pair, heads: list[int], trigger: Array) -> tuple[int, list[int]]:
    """The word that governs source and target, and the words on the way between them, their own left out."""
    up = [_upwards(words, heads) for words in (pair.source, pair.target)]
    common = next((w for w in up[0] if w in up[1]), None)
    if common is None:
        common = up[0][0] if up[0] else up[1][0] if up[1] else int(trigger.argmax())
    way = [w for w in up[0] if w not in up[1]] + [w for w in up[1] if w not in up[0]] + [common]
    own = {*pair.source, *pair.target}
    return common, [w for w in way if w not in own] or [common]


def _upwards(words: Sequence[int], heads: list[int]) -> list[int]:
    """The head word of a phrase and all above it."""
    inside = set(words)
    at = next((w for w in words if heads[w] not in inside), -1)
    out: list[int] = []
    while at >= 0 and at not in out:
        out.append(at)
        at = heads[at]
    return out


def _tokens(words: Sequence[str], path: Sequence[int], top: int, best: int, between: Sequence[int]) -> list[str]:
    low = [w.lower() for w in words]
    placed = [("any", w) for w in low] + [("path", low[i]) for i in path] + [("between", low[i]) for i in between]
    placed += [("top", low[top]), ("trigger", low[best])]
    plain = [f"{where}={w}" for where, w in placed]
    stems = [f"{where}~{stem(w)}" for where, w in placed]
    pairs = [f"next={low[i]} {low[i + 1]}" for i in between if i + 1 < len(low)]
    return list(dict.fromkeys([*plain, *stems, *pairs]))


def stem(word: str) -> str:
    """A word without its inflection, crudely."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word.rstrip("e")
