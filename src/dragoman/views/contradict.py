"""Where two passages contradict each other: in so many words, never by guess.

Three kinds are found, each only between passages about the same thing:

1. **negation**: a telling word is denied in one and not in the other ("agreed to resume", "did not agree to resume");
2. **opposites**: words that cannot both be true ("lift", "impose"), from `codebook/opposites.tsv`;
3. **numbers**: different counts of the same thing ("20 prisoners", "12 prisoners").

What is not found: contradiction by meaning alone. A reader still has to read both sides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dragoman.codebook.opposites import DENIALS, NEGATIONS, opposites
from dragoman.codebook.words import weight
from dragoman.merge.keywords import is_telling
from dragoman.merge.stem import root

Kind = Literal["negation", "opposites", "numbers"]

# How many telling words (besides the ones that clash) both passages must have, so that they speak of one thing.
_SHARED_FOR_NEGATION = 2
_SHARED_FOR_OPPOSITES = 2
_SHARED_FOR_NUMBERS = 2
# A "not" denies the first telling word within four, a "refused to" the first two within six: "did not agree to resume"
# denies agreeing, "failed to cooperate with the inquiry" does not deny the inquiry.
_NEGATION = (4, 1)
_DENIAL = (6, 2)
_ENDS_NEGATION = frozenset(", ; : . ! ? — – but with of for in on at by from about because".split())
_UNIT_REACH = 2  #: words between a number and what it counts
_YEARS = range(1900, 2100)

_TOKEN = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:['’-][^\W\d_]+)*|[,;:.!?—–]")
_NUMBER_WORDS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)


@dataclass(frozen=True, slots=True)
class Clash:
    """Words of one passage that contradict words of another."""

    kind: Kind
    left: str  #: the word or number in the first passage
    right: str
    shared: tuple[str, ...]  #: telling words that both passages have
    why: str  #: one sentence


@dataclass(frozen=True, slots=True)
class _Term:
    """A telling word, with whether it is denied where it stands."""

    root: str
    word: str
    negated: bool


@dataclass(frozen=True, slots=True)
class _Count:
    number: float
    unit: str  #: root of the thing counted
    words: str


@dataclass(frozen=True, slots=True)
class _Passage:
    terms: tuple[_Term, ...]
    counts: tuple[_Count, ...]

    @property
    def roots(self) -> frozenset[str]:
        return frozenset(t.root for t in self.terms)


def clashes(left: str, right: str) -> tuple[Clash, ...]:
    """All contradictions between two passages, in the order of the docstring's kinds."""
    ours, theirs = _passage(left), _passage(right)
    return (*_negations(ours, theirs), *_opposites(ours, theirs), *_numbers(ours, theirs))


def _negations(ours: _Passage, theirs: _Passage) -> list[Clash]:
    found = []
    for term in ours.terms:
        others = [t for t in theirs.terms if t.root == term.root]
        if not others or any(t.negated == term.negated for t in others):
            continue
        if any(t.root == term.root and t.negated != term.negated for t in ours.terms):
            continue  # one passage that says both decides nothing
        shared = _shared(ours, theirs, {term.root})
        if len(shared) >= _SHARED_FOR_NEGATION:
            denied, told = (term, others[0]) if term.negated else (others[0], term)
            why = f"one side says “{told.word}”, the other denies “{denied.word}”"
            found.append(Clash("negation", term.word, others[0].word, shared, why))
    return found[:1]  # a denied clause denies all its words: one clash says it


def _opposites(ours: _Passage, theirs: _Passage) -> list[Clash]:
    found = []
    for one in ours.terms:
        for other in theirs.terms:
            if (one.root, other.root) not in _opposed() or one.negated or other.negated:
                continue
            if other.root in ours.roots or one.root in theirs.roots:
                continue  # both words in one passage ("lift one, impose another") are no clash
            shared = _shared(ours, theirs, {one.root, other.root})
            if len(shared) >= _SHARED_FOR_OPPOSITES:
                why = f"“{one.word}” and “{other.word}” cannot both be true"
                found.append(Clash("opposites", one.word, other.word, shared, why))
    return found


def _numbers(ours: _Passage, theirs: _Passage) -> list[Clash]:
    found = []
    for unit in dict.fromkeys(c.unit for c in ours.counts):
        mine = {c.number: c for c in ours.counts if c.unit == unit}
        others = {c.number: c for c in theirs.counts if c.unit == unit}
        if not others or mine.keys() & others.keys():
            continue
        shared = _shared(ours, theirs, {unit})
        if len(shared) >= _SHARED_FOR_NUMBERS:
            one, other = next(iter(mine.values())), next(iter(others.values()))
            why = f"“{one.words}” against “{other.words}”"
            found.append(Clash("numbers", one.words, other.words, shared, why))
    return found


def _shared(ours: _Passage, theirs: _Passage, clashing: set[str]) -> tuple[str, ...]:
    return tuple(sorted((ours.roots & theirs.roots) - clashing, key=lambda r: (-weight(r), r)))


@cache
def _opposed() -> frozenset[tuple[str, str]]:
    return frozenset((root(a), root(b)) for a, b in opposites())


@cache
def _opposed_roots() -> frozenset[str]:
    return frozenset(r for pair in _opposed() for r in pair)


def _passage(text: str) -> _Passage:
    tokens = _TOKEN.findall(text)
    terms, counts = [], []
    reach = left = 0  # words, and telling words, still under a negation
    for at, token in enumerate(tokens):
        low = token.lower().replace("’", "'")
        if low in _ENDS_NEGATION:
            reach = 0
        elif low in NEGATIONS or low.endswith("n't"):
            reach, left = _NEGATION
        elif low in DENIALS:
            terms.append(_Term(root(low), token, reach > 0))
            reach, left = _DENIAL
        elif (count := _count(tokens, at)) is not None:
            counts.append(count)
        elif token[0].isalpha():
            if _is_telling(low):
                terms.append(_Term(root(low), token, reach > 0 and left > 0))
                left -= 1
            reach = max(0, reach - 1)
    return _Passage(tuple(terms), tuple(counts))


def _is_telling(word: str) -> bool:
    return is_telling(root(word)) or root(word) in _opposed_roots()


def _count(tokens: list[str], at: int) -> _Count | None:
    """The count that starts here: a number and, within reach, the plural or telling word that it counts."""
    value = _value(tokens[at])
    if value is None or (at and tokens[at - 1].lower() in _MONTHS):
        return None
    words, place = [tokens[at]], at + 1
    while place < len(tokens) and tokens[place].lower() in _SCALES:
        value *= _SCALES[tokens[place].lower()]
        words.append(tokens[place])
        place += 1
    for token in tokens[place : place + _UNIT_REACH + 1]:
        if not token[0].isalpha():
            return None
        words.append(token)
        if token.lower().endswith("s") and _is_telling(token.lower()):
            return _Count(value, root(token), " ".join(words))
    return None


def _value(token: str) -> float | None:
    if token[0].isdigit():
        digits = token.replace(",", "")
        try:
            value = float(digits)
        except ValueError:
            return None
        return None if value in _YEARS and digits.isdigit() else value
    return _NUMBER_WORDS.get(token.lower())
