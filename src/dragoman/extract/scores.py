"""What the encoder says of one document, as arrays. Readers turn these into the nouns.

Word arrays have one row per word of the document. Pairwise arrays exist per window and are indexed by
the words of that window; `Block.first` is the document index of its first word.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Block:
    """Pairwise scores within one window of W words."""

    first: int  #: document index of its first word
    last: int  #: document index past its last word
    arcs: Array  #: (W, W + 1) head of each word, column 0 the root
    bounds: Array  #: (2, W, W) from a mention's head word to its first and its last word
    #: (4, W, W + 1) from a word to the cue that it is (source, content) of: wide sense, then ours; column 0 none
    attach: Array
    roles: Array  #: (len(labels.ROLE), W, W) from a trigger or cue to the last word of a filler


@dataclass(frozen=True, slots=True)
class Scores:
    """Everything the encoder says of one document of N words."""

    words: dict[str, Array] = field(default_factory=dict)  #: head name -> (N, labels) logits
    heads: Array | None = None  #: (N,) document index of each word's best head, -1 for the root
    relations: Array | None = None  #: (N,) index into labels.DEPREL
    blocks: tuple[Block, ...] = ()
    anaphor: Array | None = None  #: (N, 192)
    antecedent: Array | None = None  #: (N, 192)
    vectors: Array | None = None  #: (N, 384) the encoder's own vectors

    def block_of(self, word: int) -> Block | None:
        """The window that holds a word."""
        return next((b for b in self.blocks if b.first <= word < b.last), None)


def softmax(scores: Array) -> Array:
    """Along the last axis."""
    e = np.exp(scores - scores.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)  # type: ignore[no-any-return]


def log_softmax(scores: Array) -> Array:
    """Along the last axis."""
    moved = scores - scores.max(-1, keepdims=True)
    return moved - np.log(np.exp(moved).sum(-1, keepdims=True))  # type: ignore[no-any-return]


def sigmoid(scores: Array) -> Array:
    return 1.0 / (1.0 + np.exp(-scores))
