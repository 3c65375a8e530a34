"""The common root of the words that can carry one event: "met" and "meeting", "resigned" and "resignation"."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from dragoman.names import fold

# Endings from the longest; a word keeps at least four letters before them (three before "ing", "ed", "s").
_NOUN_ENDINGS = ("isations", "izations", "isation", "ization", "ations", "ation", "itions", "ition", "ments", "ment")
_SHORTEST_NOUN_STEM = 4
_SHORTEST_VERB_STEM = 3
_PARTICLES = frozenset("about away back by down for from in into of off on out over through to up with".split())
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=100_000)
def root(word: str) -> str:
    """The root of one word, lower case; for a phrase that of its last word before a particle.

    >>> root("met") == root("meetings"), root("stopped"), root("celebrates") == root("celebration")
    (True, 'stop', True)
    """
    plain = fold(word).strip(".,;:'\"()-#®™")
    plain = plain.removesuffix("'s")
    if " " in plain:
        parts = [p for p in plain.split() if p not in _PARTICLES]
        plain = parts[-1] if parts else plain
    return _roots().get(plain) or _cut(_cut_noun(plain))


def are_synonyms(left: str, right: str) -> bool:
    """Whether two roots can tell the same act ("kill", "murder")."""
    return not _groups().get(left, frozenset()).isdisjoint(_groups().get(right, frozenset()))


@cache
def _groups() -> dict[str, frozenset[int]]:
    """Root -> numbers of the groups it is in."""
    lines = files("dragoman.codebook").joinpath("synonyms.tsv").read_text("utf-8").splitlines()
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines):
        if not line.startswith("#"):
            for word in line.split():
                found.setdefault(root(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@cache
def _roots() -> dict[str, str]:
    """Form to root, for what no rule finds."""
    lines = files("dragoman.codebook").joinpath("roots.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    table = [(root, forms.split()) for root, forms in rows]
    return {root: root for root, _ in table} | {form: root for root, forms in table for form in forms}


def _cut_noun(word: str) -> str:
    for ending in _NOUN_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_NOUN_STEM:
            return word.removesuffix(ending)
    return word


def _cut(word: str) -> str:
    """Strip the endings of verbs and plurals, undo a doubled consonant, drop a last silent e."""
    for ending in ("ies", "ied"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_VERB_STEM:
            return word.removesuffix(ending) + "y"
    for ending in ("ing", "ed", "es", "s"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_VERB_STEM and _VOWELS & set(stem) and not word.endswith("ss"):
            word = stem
            if ending in ("ing", "ed") and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    for ending in ("e", "at", "is", "iz"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_NOUN_STEM:
            word = stem
    return word
