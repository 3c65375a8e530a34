"""Scores by hand: everything says "nothing here" until an answer is planted.

    s = blank(6)
    tag(s, "event", 2, "CONSULT")
    role(s, 2, 4, "actor")
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from dragoman.extract import labels
from dragoman.extract.scores import Block, Scores
from dragoman.model import Document
from tests.build import build

#: Logit of a planted answer; its probability is then 0.95 or more against all other labels of a head together.
SURE = 9.0
_CUE = ("none", "anchor", "other")
HEADS: dict[str, Sequence[str]] = {
    "upos": labels.UPOS, "xpos": labels.XPOS, "names": labels.NAMES, "politics": labels.POLITICS,
    "actors": labels.ACTORS, "timexes": labels.TIMEXES, "mention": labels.MENTION, "cue_wide": _CUE, "cue": _CUE,
    "source_kind": labels.SOURCE,
    "event": labels.TYPES, "status": labels.STATUS,
}
#: Heads that judge each label by itself; far below zero is "no".
MANY: dict[str, Sequence[str]] = {"mode": labels.MODE, "context": labels.CONTEXT}
_ATTACH = {"source_wide": 0, "content_wide": 1, "source": 2, "content": 3}


def block(first: int, last: int) -> Block:
    """Pairwise scores of a window in which nothing belongs to anything."""
    n = last - first
    bounds = np.zeros((2, n, n))
    bounds[:, np.arange(n), np.arange(n)] = SURE / 2
    attach = np.zeros((4, n, n + 1))
    attach[:, :, 0] = SURE
    return Block(first, last, np.zeros((n, n + 1)), bounds, attach, np.full((len(labels.ROLE), n, n), -SURE))


def blank(n: int, *, windows: Sequence[tuple[int, int]] = ()) -> Scores:
    """Scores of n words in one window, or in these."""
    words = {name: np.zeros((n, len(tags))) for name, tags in HEADS.items()}
    for values in words.values():
        values[:, 0] = SURE
    words |= {name: np.full((n, len(tags)), -SURE) for name, tags in MANY.items()}
    words["new"] = np.zeros((n, 1))
    words["happened"] = np.zeros((n, 1))
    return Scores(words, np.full(n, -1), np.full(n, labels.DEPREL.index("dep")),
                  tuple(block(a, b) for a, b in windows or [(0, n)]), np.zeros((n, 192)), np.zeros((n, 192)),
                  np.zeros((n, 384)))


def tag(scores: Scores, head: str, word: int, label: str, *, logit: float = 2 * SURE) -> None:
    """Plant a label of a word."""
    tags = {**HEADS, **MANY}[head]
    scores.words[head][word, list(tags).index(label)] = logit


def role(scores: Scores, trigger: int, filler: int, name: str, *, logit: float = SURE) -> None:
    """Plant an edge from a trigger or cue to the last word of a filler."""
    here = scores.block_of(trigger)
    assert here
    here.roles[labels.ROLE.index(name), trigger - here.first, filler - here.first] = logit


def attach(scores: Scores, words: Sequence[int], cue: int, name: str, *, logit: float = 2 * SURE) -> None:
    """Plant that words are the source or content of the cue at this word."""
    here = scores.block_of(cue)
    assert here
    here.attach[_ATTACH[name], [w - here.first for w in words], cue - here.first + 1] = logit


def document(marked: str, *, syntax: str = "", upos: str = "") -> Document:
    """A document of `tests.build` with blank scores to plant answers in."""
    doc = build(marked, syntax=syntax, upos=upos)
    return replace(doc, scores=blank(len(doc.words)))


def at(doc: Document, word: str, nth: int = 1) -> int:
    """Index of the nth word with this form."""
    found = [i for i, w in enumerate(doc.words) if doc.text[w.start : w.end] == word]
    return found[nth - 1]


def among(doc: Document, words: str) -> list[int]:
    """Indices of consecutive words, given with spaces between them."""
    forms = [doc.text[w.start : w.end] for w in doc.words]
    wanted = words.split()
    first = next(i for i in range(len(forms)) if forms[i : i + len(wanted)] == wanted)
    return list(range(first, first + len(wanted)))
