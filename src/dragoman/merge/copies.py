"""Near copies: wire copy reprinted, cut, reordered or given another headline.

Two texts are cut into runs of five words (shingles). The share of the shorter text's shingles that stand in the
longer one, its *containment*, says how much of it is copied. Releases written after one template share as much as
a cut copy does, but differ in what fills the template: so names and dates that stand only in the shorter text
speak against a copy.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.model import Span
from dragoman.names import fold

SHINGLE = 5  #: words in a run
# One shingle in this many is indexed, chosen by its hash, so that two texts choose the same ones. A copy of 60 words
# has 14 chances to be found; the verdict always rests on all shingles.
SAMPLE = 4
# Below so many words a text says too little to be known as a copy.
SHORTEST = 25

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share, seen from the shorter one."""

    containment: float  #: share of the shorter text's shingles that stand in the longer
    covered: float  #: share of its words that stand in shared shingles
    strangers: int  #: different names, months and weekdays of the shorter text that the longer lacks
    words: int  #: of the shorter text


def shingles(text: str) -> frozenset[int]:
    """64-bit hashes (signed) of all runs of five folded words."""
    words = [w.encode() for w in _WORD.findall(fold(text))]
    return frozenset(_hash(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def sampled(hashes: Iterable[int]) -> list[int]:
    """Those of them that are indexed, in order."""
    return sorted(h for h in hashes if h % SAMPLE == 0)


def overlap(left: str, right: str) -> Overlap:
    """How much of the shorter text stands in the longer one. Symmetric."""
    a, b = _words(left), _words(right)
    if (len(a), left) > (len(b), right):
        a, b = b, a
    theirs = {tuple(w.folded for w in b[i : i + SHINGLE]) for i in range(len(b) - SHINGLE + 1)}
    shared = _covered(a, theirs)
    runs = max(1, len(a) - SHINGLE + 1)
    known = {w.folded for w in b}
    common = {w.folded for w in (*a, *b) if w.text.islower()}
    strangers = {
        w.folded
        for w, inside in zip(a, shared.words, strict=True)
        if not inside and w.text[0].isupper() and w.folded not in known and w.folded not in common
    }
    return Overlap(
        containment=shared.runs / runs,
        covered=sum(shared.words) / max(1, len(a)),
        strangers=len(strangers),
        words=len(a),
    )


def is_copy(found: Overlap) -> bool:
    """Whether the shorter text is a near copy of (part of) the longer."""
    if found.words < SHORTEST:
        return False
    return found.containment >= SURE or (found.containment >= LIKELY and found.strangers <= STRANGERS)


# Placeholders for the sweep of bench/copies.py, which prints these three.
SURE = 0.9
LIKELY = 0.6
STRANGERS = 1


def own_stretches(text: str, other: str) -> tuple[Span, ...]:
    """The stretches of `text` that `other` lacks: what was added, or cut there."""
    words, theirs = _words(text), _words(other)
    runs = {tuple(w.folded for w in theirs[i : i + SHINGLE]) for i in range(len(theirs) - SHINGLE + 1)}
    inside = _covered(words, runs).words
    found: list[Span] = []
    first: int | None = None
    for i, shared in enumerate([*inside, True]):
        if shared and first is not None:
            found.append(Span(words[first].start, words[i - 1].end))
            first = None
        elif not shared and first is None:
            first = i
    return tuple(found)


def groups(reports: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Report -> smallest id among the reports that copies join it to."""
    home = {r: r for r in reports}

    def root(report: str) -> str:
        while home[report] != report:
            home[report] = home[home[report]]
            report = home[report]
        return report

    for left, right in pairs:
        if left in home and right in home:
            a, b = sorted((root(left), root(right)))
            home[b] = a
    return {r: root(r) for r in home}


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Shared:
    words: list[bool]
    runs: int


def _words(text: str) -> list[_Word]:
    return [_Word(m[0], fold(m[0]), m.start(), m.end()) for m in _WORD.finditer(text)]


def _covered(words: list[_Word], runs: set[tuple[str, ...]]) -> _Shared:
    inside = [False] * len(words)
    hits = 0
    for i in range(len(words) - SHINGLE + 1):
        if tuple(w.folded for w in words[i : i + SHINGLE]) in runs:
            hits += 1
            inside[i : i + SHINGLE] = [True] * SHINGLE
    return _Shared(inside, hits)


def _hash(words: list[bytes]) -> int:
    return int.from_bytes(hashlib.blake2b(b" ".join(words), digest_size=8).digest(), "big", signed=True)
