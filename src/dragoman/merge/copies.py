"""Near copies: wire copy reprinted, cut, reordered or given another headline.

Two texts are cut into runs of five words (shingles). The share of the shorter text's shingles that stand in the
longer one, its *containment*, says how much of it is copied. Releases written after one template share as much as
a cut copy does, but differ in what fills the template: so names and dates that stand only in the shorter text
speak against a copy.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from dragoman.model import Span
from dragoman.names import fold

SHINGLE = 5  #: words in a run
# One shingle in this many is indexed, chosen by its hash, so that two texts choose the same ones. A copy of 60 words
# has 14 chances to be found; the verdict always rests on all shingles.
SAMPLE = 4
# Below so many words a text says too little to be known as a copy.
SHORTEST = 25

# Above SURE only other days speak against a copy; above LIKELY other names do, too. Chosen together on the half of the
# set of bench/copies.py that is for it (`python -m bench.copies --tune`): the loosest four that join no two releases
# written after one template. LIKELY 0.7 finds a quarter more of heavily edited copies, and joins 8 such pairs of 26.
SURE = 0.9
LIKELY = 0.8
STRANGERS = 2
OTHER_DAYS = 1

_WORD = re.compile(r"[^\W_]+")
_KEPT = 64  #: texts whose words stay at hand, because one text is compared with several
_LONGEST_HEADLINE = 200  #: characters
_STARTS = re.compile(r"(?:^|[.!?:\n])[\s\W]*\Z")
_MONTHS = frozenset(
    "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec".split()
)


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share, seen from the shorter one."""

    containment: float  #: share of the shorter text's shingles that stand in the longer
    covered: float  #: share of its words that stand in shared shingles
    strangers: int  #: different names and weekdays of the shorter text, but for its headline, that the longer lacks
    other_days: int  #: different days and years of the shorter text that the longer lacks
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
        a, b, left, right = b, a, right, left
    shared = _covered(a, _runs(right))
    runs = max(1, len(a) - SHINGLE + 1)
    return Overlap(
        containment=shared.runs / runs,
        covered=sum(shared.words) / max(1, len(a)),
        strangers=len(_strangers(left, a, b, shared.words)),
        other_days=len(_days(a, shared.words) - _days(b)),
        words=len(a),
    )


def is_copy(found: Overlap) -> bool:
    """Whether the shorter text is a near copy of (part of) the longer."""
    if found.words < SHORTEST or found.other_days > OTHER_DAYS:
        return False
    if found.containment >= SURE:
        return True
    return found.containment >= LIKELY and found.strangers <= STRANGERS and found.other_days == 0


def own_stretches(text: str, other: str) -> tuple[Span, ...]:
    """The stretches of `text` that `other` lacks: what was added, or cut there."""
    words = _words(text)
    inside = _covered(words, _runs(other)).words
    found: list[Span] = []
    first: int | None = None
    for i, shared in enumerate([*inside, True]):
        if shared and first is not None:
            found.append(Span(words[first].start, words[i - 1].end))
            first = None
        elif not shared and first is None:
            first = i
    return tuple(found)


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


@lru_cache(_KEPT)
def _words(text: str) -> tuple[_Word, ...]:
    return tuple(_Word(m[0], fold(m[0]), m.start(), m.end()) for m in _WORD.finditer(text))


@lru_cache(_KEPT)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    """All runs of five folded words."""
    words = [w.folded for w in _words(text)]
    return frozenset(zip(*(words[i:] for i in range(SHINGLE)), strict=False))


def _covered(words: tuple[_Word, ...], runs: frozenset[tuple[str, ...]]) -> _Shared:
    inside = [False] * len(words)
    hits = 0
    folded = [w.folded for w in words]
    for i, run in enumerate(zip(*(folded[k:] for k in range(SHINGLE)), strict=False)):
        if run in runs:
            hits += 1
            inside[i : i + SHINGLE] = [True] * SHINGLE
    return _Shared(inside, hits)


def _strangers(text: str, words: tuple[_Word, ...], others: tuple[_Word, ...], inside: list[bool]) -> set[str]:
    """Capitalised words outside the shared stretches that the other text lacks; not headline or sentence starts."""
    known = {w.folded for w in others}
    common = {w.folded for w in (*words, *others) if w.text.islower()}
    first_line, _, _ = text.lstrip().partition("\n")
    has_headline = len(first_line) <= _LONGEST_HEADLINE and not first_line.rstrip().endswith((".", "!", "?", "”", '"'))
    body = text.index(first_line) + len(first_line) if has_headline else 0
    return {
        word.folded
        for word, shared in zip(words, inside, strict=True)
        if not shared
        and word.start >= body
        and word.text[0].isupper()
        and word.folded not in common
        and word.folded not in known
        and not _STARTS.search(text, 0, word.start)
    }


def _days(words: tuple[_Word, ...], inside: list[bool] | None = None) -> set[str]:
    """"july 30" and "2021" among the words (outside the shared stretches)."""
    found = set()
    for i, word in enumerate(words):
        if (inside and inside[i]) or not word.text.isdigit():
            continue
        if len(word.text) == 4 and word.text[:2] in ("19", "20"):
            found.add(word.text)
        if len(word.text) <= 2:
            beside = [words[j].folded for j in (i - 1, i + 1) if 0 <= j < len(words)]
            found.update(f"{m} {int(word.text)}" for m in beside if m in _MONTHS)
    return found


def _hash(words: list[bytes]) -> int:
    return int.from_bytes(hashlib.blake2b(b" ".join(words), digest_size=8).digest(), "big", signed=True)
