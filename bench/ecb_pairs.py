"""What is compared of two event mentions of ECB+, as numbers with names.

Only what the product's encoder and word tables say enters: vectors of words, syntax, how rare a word is. Of the
annotation, only where the mentions are (the setting is gold mentions); no chains, no topics, no types.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np
from numpy.typing import NDArray

from dragoman.codebook.words import weight
from dragoman.merge.stem import are_synonyms, root

Floats = NDArray[np.float32]
Indices = NDArray[np.int64]

_AT_ONCE = 50_000  #: pairs whose vectors are multiplied at a time
_RAREST_WEIGHT = 8.0  #: about the weight of a word that the table does not hold
_REPORTING = frozenset(map(root, (
    "say tell report announce announcement claim add confirm state statement describe note speak call write talk"
    " comment suggest explain ask"
).split()))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """An event mention with the words around it."""

    id: str
    document: str
    story: str
    sentence: int  #: number of its sentence in the document
    head: str  #: root of its head word by syntax
    last: str  #: root of its last word
    words: frozenset[str]  #: roots of the sentence's other telling words
    names: frozenset[str]  #: folded capitalised words of the sentence
    numbers: frozenset[str]
    subjects: frozenset[str]  #: roots of the words that are its subject by syntax
    objects: frozenset[str]  #: objects, and what hangs on it by a preposition
    context: frozenset[str]  #: these, all else that hangs on it, and what it hangs on


@dataclass(frozen=True, slots=True)
class Part:
    """The mentions of one part with their vectors, one row each, unit length."""

    told: tuple[Told, ...]
    trigger: Floats  #: (n, 384)
    around: Floats  #: of the sentence
    whole: Floats  #: of the document

    def of(self, rows: Sequence[int]) -> Part:
        """Some of the mentions."""
        return Part(tuple(self.told[i] for i in rows), self.trigger[rows], self.around[rows], self.whole[rows])


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of mentions by their rows, and what is found of each: a column a name."""

    left: Indices
    right: Indices
    found: Floats  #: (pairs, features)
    names: tuple[str, ...]


#: What each feature says when it is 1 (or as high as it gets).
FEATURES = {
    "story": "their documents tell one story",
    "document": "they stand in one document",
    "root": "their last words have one root",
    "head": "their head words have one root",
    "synonyms": "their head words can tell one act",
    "crossing": "the head word of one stands in the other's sentence, as another word",
    "meaning": "the encoder finds the words alike, where they stand",
    "usage": "the encoder finds the words alike, wherever they stand",
    "sentences": "the encoder finds the sentences alike",
    "documents": "the encoder finds the documents alike",
    "words": "the sentences share their telling words",
    "names": "the sentences share their names",
    "no names": "one sentence has no names",
    "numbers": "the sentences share their counts",
    "subjects": "they share their subjects",
    "objects": "they share their objects",
    "no objects": "one has no object",
    "context": "what hangs on them is the same",
    "told often, rarer": "the share of the story's documents that hold the rarer of the two words",
    "told often, commoner": "the share of the story's documents that hold the commoner of the two words",
    "documents with it": "how many documents of the story hold the rarer of the two words",
    "telling": "the more common of the two words is rare in the news",
    "both report": "both words tell that somebody spoke",
    "one reports": "one of the words tells that somebody spoke",
    "lead": "both stand early in their documents",
    "nearness": "they stand equally early",
}


def candidates(part: Part) -> tuple[Indices, Indices]:
    """Rows of the pairs worth comparing: of one story, or of one word."""
    found: set[tuple[int, int]] = set()
    for by in (lambda t: t.story, lambda t: "=" + t.head, lambda t: "=" + t.last):
        groups = defaultdict(list)
        for row, told in enumerate(part.told):
            groups[by(told)].append(row)
        found.update(chain.from_iterable(combinations(rows, 2) for rows in groups.values()))
    left, right = np.array(sorted(found), np.int64).reshape(-1, 2).T
    return left, right


def compared(part: Part) -> Pairs:
    """Every feature of every pair worth comparing."""
    left, right = candidates(part)
    told = part.told
    a, b = [told[i] for i in left], [told[j] for j in right]
    usage = _usage(part)
    share, documents = _frequency(part)
    telling = np.array([weight(t.head) for t in told], np.float32) / _RAREST_WEIGHT
    reports = np.array([t.head in _REPORTING for t in told])
    early = np.array([t.sentence for t in told])
    columns = {
        "story": _same(a, b, lambda t: t.story),
        "document": _same(a, b, lambda t: t.document),
        "root": _same(a, b, lambda t: t.last),
        "head": _same(a, b, lambda t: t.head),
        "synonyms": [x.head != y.head and are_synonyms(x.head, y.head) for x, y in zip(a, b, strict=True)],
        "crossing": [((x.head in y.words) + (y.head in x.words)) / 2 for x, y in zip(a, b, strict=True)],
        "meaning": _cosines(part.trigger, left, right),
        "usage": _cosines(usage, left, right),
        "sentences": _cosines(part.around, left, right),
        "documents": _cosines(part.whole, left, right),
        "words": _shared([t.words for t in told], left, right),
        "names": _shared([t.names for t in told], left, right),
        "no names": [not (x.names and y.names) for x, y in zip(a, b, strict=True)],
        "numbers": _shared([t.numbers for t in told], left, right),
        "subjects": _shared([t.subjects for t in told], left, right),
        "objects": _shared([t.objects for t in told], left, right),
        "no objects": [not (x.objects and y.objects) for x, y in zip(a, b, strict=True)],
        "context": _shared([t.context for t in told], left, right),
        "told often, rarer": np.minimum(share[left], share[right]),
        "told often, commoner": np.maximum(share[left], share[right]),
        "documents with it": np.log1p(np.minimum(documents[left], documents[right])),
        "telling": np.minimum(telling[left], telling[right]),
        "both report": reports[left] & reports[right],
        "one reports": reports[left] ^ reports[right],
        "lead": 1 / (1 + np.maximum(early[left], early[right])),
        "nearness": 1 / (1 + np.abs(early[left] - early[right])),
    }
    found = np.stack([np.asarray(columns[name], np.float32) for name in FEATURES], axis=1)
    return Pairs(left, right, found, tuple(FEATURES))


def unit(rows: Floats) -> Floats:
    """Each row by its length; rows of zeros stay."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.where(length == 0, 1, length)).astype(np.float32)


def _same(a: Sequence[Told], b: Sequence[Told], of: Callable[[Told], Hashable]) -> list[bool]:
    return [of(x) == of(y) for x, y in zip(a, b, strict=True)]


def _cosines(vectors: Floats, left: Indices, right: Indices) -> Floats:
    parts = [slice(k, k + _AT_ONCE) for k in range(0, len(left), _AT_ONCE)]
    found = [np.einsum("ij,ij->i", vectors[left[p]], vectors[right[p]]) for p in parts]
    return np.concatenate(found) if found else np.zeros(0, np.float32)


def _usage(part: Part) -> Floats:
    """Mean vector of each head word over all its mentions."""
    rows = defaultdict(list)
    for row, told in enumerate(part.told):
        rows[told.head].append(row)
    mean = {head: part.trigger[of].mean(0) for head, of in rows.items()}
    return unit(np.array([mean[t.head] for t in part.told], np.float32))


def _frequency(part: Part) -> tuple[Floats, Floats]:
    """Of each mention's head word: the share and the number of its story's documents that tell something by it."""
    having, all_ = defaultdict(set), defaultdict(set)
    for told in part.told:
        having[told.story, told.head].add(told.document)
        all_[told.story].add(told.document)
    counts = np.array([len(having[t.story, t.head]) for t in part.told], np.float32)
    return counts / np.array([len(all_[t.story]) for t in part.told], np.float32), counts


def _shared(sets: Sequence[Collection[str]], left: Indices, right: Indices) -> Floats:
    """Weight of what two sets share by the weight of the lighter one; 0 where one is empty."""
    mass = [sum(sorted(map(weight, s))) for s in sets]
    found = np.zeros(len(left), np.float32)
    for k, (i, j) in enumerate(zip(left.tolist(), right.tolist(), strict=True)):
        if mass[i] and mass[j] and not sets[i].isdisjoint(sets[j]):  # type: ignore[attr-defined]
            found[k] = sum(sorted(map(weight, set(sets[i]) & set(sets[j])))) / min(mass[i], mass[j])
    return found
