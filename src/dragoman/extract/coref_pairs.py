"""Scores of pairs of mentions by what can be seen of them, fast: the sums of `coref_features` without its tables.

Most features of a pair depend on a few small facts of both (form, type, number, gender) and on how far apart they
stand: one look-up in a table of such kinds. What words the two share is asked of an index of words, so that only
pairs that share something are touched. Rows are asked for in blocks, which bounds the memory that a long transcript
takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from dragoman.extract.coref_features import FORMS, NAMES, Seen
from dragoman.extract.scores import Array

_AT = {name: n for n, name in enumerate(NAMES)}
_DISTANCES = [
    _AT[name] for name in ("same sentence", "next sentence", "within 3 sentences", "within 10 sentences", "farther")
]
#: Sentences between two mentions, from -1 ("the other comes first", which no feature tells) to 11 ("farther") ->
#: index into `_DISTANCES`, or past its end.
_BUCKET = np.array([5, 0, 1, 2, 2, 3, 3, 3, 3, 3, 3, 3, 4], dtype=np.int32)
_PRONOUN = FORMS.index("pronoun")


class PairScores:
    """Sums of the weights (9, len(NAMES)) of the features of each pair, for mentions in order of the text."""

    def __init__(self, mentions: Sequence[Seen], weights: Array) -> None:
        self._weights = weights.astype(np.float32)
        self._form = _column(m.form for m in mentions)
        self._sentence = _column(m.sentence for m in mentions)
        kinds: dict[tuple[int, int, bool, int], int] = {}
        self._kind = _column(kinds.setdefault((m.form, m.type, m.plural, m.gender), len(kinds)) for m in mentions)
        self._by_kind = _kind_scores(list(kinds), self._weights)
        # words are compared between names and nominals only
        full = [(i, m) for i, m in enumerate(mentions) if m.form != _PRONOUN]
        self._size = _column(len(m.content) for m in mentions)
        numbers: dict[str, int] = {}
        self._content = _Index([(i, numbers.setdefault(w, len(numbers))) for i, m in full for w in m.content])
        self._heads = _Index([(i, numbers.setdefault(m.head, len(numbers))) for i, m in full])
        self._head = _column(numbers.get(m.head, -1) for m in mentions)
        self._strings = _Index([(i, numbers.setdefault(m.words, len(numbers))) for i, m in full])
        spelt = [(i, m.acronym) for i, m in full if len(m.acronym) > 1]
        self._acronyms = _Index([(i, numbers.setdefault(word, len(numbers))) for i, word in spelt])
        self._last_of_type = _last_of_type(mentions)

    def rows(self, first: int, last: int) -> Array:
        """(last - first, last): scores of mentions [first, last) with each before `last`; only j < i means anything."""
        width = self._by_kind.shape[1]
        gap = np.clip(self._sentence[first:last, None] - self._sentence[None, :last], -1, 11) + 1
        at = (self._kind[first:last] * (width * 6))[:, None] + (self._kind[:last] * 6)[None, :] + _BUCKET[gap]
        total: Array = self._by_kind.ravel()[at]
        flat = total.ravel()

        def add(feature: str, left: Array, right: Array) -> None:
            table = self._form[left] * len(FORMS) + self._form[right]
            flat[(left - first) * last + right] += self._weights[table, _AT[feature]]

        left, right, times = _counted(*self._content.pairs(self._content, first, last))
        covered = times == np.minimum(self._size[left], self._size[right])
        add("all words of one in the other", left[covered], right[covered])
        add("same head", *self._heads.pairs(self._heads, first, last))
        add("same words", *self._strings.pairs(self._strings, first, last))
        crossing = (self._heads.pairs(self._content, first, last), self._content.pairs(self._heads, first, last))
        left, right, _ = _counted(*(np.concatenate(side) for side in zip(*crossing, strict=True)))
        other = self._head[left] != self._head[right]
        add("head in the other", left[other], right[other])
        left, right = self._acronyms.pairs(self._acronyms, first, last)
        spelt = (self._size[left] == 1) != (self._size[right] == 1)
        add("acronym", left[spelt], right[spelt])
        left = first + np.flatnonzero(self._last_of_type[first:last] >= 0)
        add("nearest of its type", left, self._last_of_type[left])
        return total


class _Index:
    """Mentions by words."""

    def __init__(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Pairs of mention and word, in order of the mentions."""
        both = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        self.mention, self.word = both[:, 0], both[:, 1]
        order = self.word.argsort(kind="stable")
        self._words, self._mentions = self.word[order], self.mention[order]

    def pairs(self, other: _Index, first: int, last: int) -> tuple[Array, Array]:
        """(mentions of this index in [first, last), earlier mentions of the other) with a word in common.

        A pair stands there once for each such word.
        """
        low, high = np.searchsorted(self.mention, (first, last))
        words, mentions = self.word[low:high], self.mention[low:high]
        start = np.searchsorted(other._words, words, side="left")
        count = np.searchsorted(other._words, words, side="right") - start
        left = np.repeat(mentions, count)
        within = np.arange(len(left)) - np.repeat(count.cumsum() - count, count)
        right = other._mentions[np.repeat(start, count) + within]
        earlier = right < left
        return left[earlier], right[earlier]


def _counted(left: Array, right: Array) -> tuple[Array, Array, Array]:
    """Each pair once, with how often it was given."""
    width = int(left.max()) + 1 if len(left) else 1
    codes, times = np.unique(left * width + right, return_counts=True)
    return codes // width, codes % width, times


def _kind_scores(kinds: Sequence[tuple[int, int, bool, int]], weights: Array) -> Array:
    """(K, K, 6): what two kinds of mention score at each distance, by the features that words do not decide."""
    form, type_, plural, gender = (np.array(c, dtype=np.int64) for c in zip(*kinds, strict=True)) if kinds else (
        np.zeros(0, dtype=np.int64) for _ in range(4))
    left, right = np.broadcast_arrays(np.arange(len(kinds))[:, None], np.arange(len(kinds))[None, :])
    gendered, equal = (gender[left] > 0) & (gender[right] > 0), gender[left] == gender[right]
    number = plural[left] + plural[right]
    on = {
        "bias": np.ones(left.shape, dtype=bool),
        "same type": type_[left] == type_[right],
        "both plural": number == 2, "both singular": number == 0, "number differs": number == 1,
        "gender differs": gendered & ~equal, "same pronoun": gendered & equal,
    }
    table = form[left] * len(FORMS) + form[right]
    total = sum((weights[table, _AT[name]] * holds for name, holds in on.items()), np.zeros(left.shape, np.float32))
    distances = np.concatenate([weights[:, _DISTANCES], np.zeros((len(weights), 1), np.float32)], axis=1)
    return np.asarray(total[:, :, None] + distances[table], dtype=np.float32)


def _last_of_type(mentions: Sequence[Seen]) -> Array:
    """For each mention the last before it of its type, or -1."""
    last: dict[int, int] = {}
    out = []
    for i, m in enumerate(mentions):
        out.append(last.get(m.type, -1))
        last[m.type] = i
    return np.array(out, dtype=np.int64)


def _column(values: Iterable[int]) -> Array:
    return np.array(list(values), dtype=np.int64)
