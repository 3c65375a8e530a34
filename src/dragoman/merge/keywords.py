"""The most telling words of a report: what its story is about."""

from __future__ import annotations

import re
from collections import Counter
from math import log, sqrt

from dragoman.codebook.words import weight
from dragoman.merge.stem import root

WORD = re.compile(r"[^\W\d_][^\W_]*(?:['’-][^\W\d_]+)*")
COMMON = 2.5  #: words with less weight say nothing about the subject (the, will, said ...)

# Names and figures tell two stories of one kind apart, other words only the kind: on ECB+ train the area under ROC
# for "same story, among documents of one topic" was 0.88 with equal weights, 0.92 with these.
_NAME = 1.0
_FIGURE = 1.0
_OTHER = 0.3
_FIGURE_WEIGHT = 6.0  #: inverse sentence frequency given to any figure
_KEPT = 60  #: what is left out by then changes no cosine by more than a few hundredths

_TOKEN = re.compile(WORD.pattern + r"|\d[\d,.]*\d|\d")

Keywords = tuple[tuple[str, float], ...]


def keywords(text: str) -> Keywords:
    """Words that are frequent here and rare elsewhere with their weights (unit length), most telling first.

    Names are written with a capital, figures as they stand, other words as roots in lower case.
    """
    tokens = _TOKEN.findall(text)
    lower = {t for t in tokens if t[0].islower()}
    counts = Counter(_term(t, lower) for t in tokens if len(t) > 1)
    weighted = {t: (1 + log(n)) * w for t, n in counts.items() if (w := _weight(t)) > 0}
    best = sorted(weighted, key=lambda t: (-weighted[t], t))[:_KEPT]
    length = sqrt(sum(weighted[t] ** 2 for t in best)) or 1.0
    return tuple((t, round(weighted[t] / length, 4)) for t in best)


def likeness(left: Keywords, right: Keywords) -> float:
    """Cosine of two sets of keywords."""
    ours = dict(left)
    return sum(w * ours[t] for t, w in right if t in ours)


def _term(token: str, lower: set[str]) -> str:
    if token[0].isdigit():
        return token
    name = token[0].isupper() and token.lower() not in lower
    return root(token).capitalize() if name else root(token)


def _weight(term: str) -> float:
    if term[0].isdigit():
        return _FIGURE * _FIGURE_WEIGHT
    telling = weight(term.lower())
    return 0.0 if telling <= COMMON else telling * (_NAME if term[0].isupper() else _OTHER)
