"""Within-document coreference: which mentions speak of the same thing.

Mentions are found by their head words (word-level coreference, Dobrovolskii 2021); each then picks its best
earlier mention, or none, by the encoder's score and what can be seen of the pair (`coref_features`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dragoman.extract import labels
from dragoman.extract.coref_features import Seen, seen
from dragoman.extract.coref_pairs import PairScores
from dragoman.extract.scores import Array, Scores, softmax

#: A word heads a mention above this probability. Not tuned.
MENTION_THRESHOLD = 0.5
#: Added to the score of starting a new entity: the encoder starts too many. Of 0, -0.5 and -1 this is best on OntoGUM
#: dev-free (CoNLL 54.1 to 54.4) and no worse on a tenth of its training texts.
NEW_BIAS = -0.5
#: Mentions that are compared at once with all before them: keeps the tables of a text of 20,000 mentions near 110 MB.
_ROWS = 128


def mention_heads(scores: Scores) -> dict[int, int]:
    """Words that head a mention -> index of its type in labels.MENTION."""
    logits = scores.words["mention"]
    best = logits[:, 1:].argmax(1) + 1
    chance = 1 - softmax(logits)[:, 0]
    return {int(i): int(best[i]) for i in np.flatnonzero(chance > MENTION_THRESHOLD)}


def mention_bounds(scores: Scores, head: int, sentence: tuple[int, int]) -> tuple[int, int]:
    """[first, last) words of the mention with this head, within its sentence."""
    block = scores.block_of(head)
    if block is None:
        return head, head + 1
    low, high = max(sentence[0], block.first) - block.first, min(sentence[1], block.last) - block.first
    at = head - block.first
    first = low + int(block.bounds[0, at, low : at + 1].argmax())
    last = at + int(block.bounds[1, at, at:high].argmax())
    return block.first + first, block.first + last + 1


def antecedents(scores: Scores, heads: Sequence[int], mentions: Sequence[Seen], weights: Array) -> list[int | None]:
    """For each mention the index of the earlier one that it refers back to, or None for a new entity.

    `heads` and `mentions` are in order of the text; `weights` (9, len(NAMES)) are those of `coref_features`.
    """
    if scores.anaphor is None or scores.antecedent is None or not heads:
        return []
    at = list(heads)
    left, right = scores.anaphor[at], scores.antecedent[at]
    left = left / np.sqrt(left.shape[1], dtype=left.dtype)
    seen_of_pairs = PairScores(mentions, weights)
    new = scores.words["new"][at, 0] + NEW_BIAS
    out: list[int | None] = []
    for first in range(0, len(at), _ROWS):
        last = min(first + _ROWS, len(at))
        pair = left[first:last] @ right[:last].T + seen_of_pairs.rows(first, last)
        pair[np.arange(last)[None, :] >= np.arange(first, last)[:, None]] = -np.inf
        best = pair.argmax(1)
        refers = pair[np.arange(last - first), best] > new[first:last]
        out += [j if found else None for j, found in zip(best.tolist(), refers.tolist(), strict=True)]
    return out


def chains(links: Sequence[int | None]) -> list[int]:
    """The chain number of each mention."""
    out: list[int] = []
    for i, j in enumerate(links):
        out.append(i if j is None else out[j])
    return out


def clusters(scores: Scores, words: Sequence[str], sentences: Sequence[tuple[int, int]], upos: Sequence[str],
             xpos: Sequence[str], weights: Array) -> tuple[list[list[tuple[int, int]]], dict[tuple[int, int], str]]:
    """(clusters of two or more mentions as [first, last) words, type of every mention found)."""
    heads = mention_heads(scores)
    order = sorted(heads)
    number = np.zeros(len(words), dtype=int)
    for k, (a, b) in enumerate(sentences):
        number[a:b] = k
    spans = [mention_bounds(scores, h, sentences[number[h]]) for h in order]
    mentions = [seen(words[a:b], h - a, upos[h], xpos[h], heads[h], int(number[h]))
                for h, (a, b) in zip(order, spans, strict=True)]
    grouped: dict[int, list[tuple[int, int]]] = {}
    for chain, span in zip(chains(antecedents(scores, order, mentions, weights)), spans, strict=True):
        grouped.setdefault(chain, []).append(span)
    types = {span: labels.MENTION[heads[h]] for h, span in zip(order, spans, strict=True)}
    return [c for c in grouped.values() if len(c) > 1], types
