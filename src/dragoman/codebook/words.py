"""How telling a word is: a fixed table, so that nothing depends on what else a ledger holds."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from math import log

_PER = 100_000  #: the table counts sentences per this many
_RAREST = 30  #: share given to words that the table does not hold: half of its smallest row


@cache
def weights() -> dict[str, float]:
    """Inverse sentence frequency (natural log) by root, for the common words of the news."""
    lines = files("dragoman.codebook").joinpath("word_frequency.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {root: log(_PER / max(1, int(share))) for root, share in rows}


def weight(root: str) -> float:
    """Inverse sentence frequency of one root; the same high value for all rare ones."""
    return weights().get(root, log(_PER / _RAREST))
