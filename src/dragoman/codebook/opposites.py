"""Pairs of words that cannot both be true of one thing, and words that turn a statement round."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

NEGATIONS = frozenset({"not", "no", "never", "neither", "nor", "without", "cannot", "none", "nobody", "nothing"})
#: Verbs that deny what follows ("denied having promised", "failed to agree").
DENIALS = frozenset({"denied", "denies", "deny", "denying", "refused", "refuses", "refuse", "failed", "fails", "fail"})


@cache
def opposites() -> frozenset[tuple[str, str]]:
    """Pairs of words as they stand in the table, both ways round; compare them by root."""
    lines = files("dragoman.codebook").joinpath("opposites.tsv").read_text("utf-8").splitlines()
    pairs: set[tuple[str, str]] = set()
    for line in lines:
        if line and not line.startswith("#"):
            left, right = (group.split() for group in line.split("\t"))
            pairs.update((a, b) for a in left for b in right)
            pairs.update((b, a) for a in left for b in right)
    return frozenset(pairs)
