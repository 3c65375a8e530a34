"""From features to the chance that two mentions tell one event: logistic sums with named coefficients.

The coefficients stand in `bench/tables/ecb_links.toml`; `train/links.py` learns them on ECB+ train.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.ecb_pairs import Pairs

FILE = Path(__file__).parent / "tables" / "ecb_links.toml"

Chances = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Links:
    """A logistic sum over named features."""

    bias: float
    coefficients: dict[str, float]

    def chances(self, pairs: Pairs) -> Chances:
        """The chance of each pair, 0 to 1.

        Raises:
            ValueError: the pairs were compared by other features than these.
        """
        if set(pairs.names) != set(self.coefficients):
            odd = ", ".join(sorted(set(pairs.names) ^ set(self.coefficients)))
            raise ValueError(f"features that only one of scorer and pairs has: {odd}; run train/links.py anew")
        found: Chances = self.bias + pairs.found @ np.array([self.coefficients[name] for name in pairs.names])
        return 1 / (1 + np.exp(-found))


@dataclass(frozen=True, slots=True)
class Model:
    """A trained scorer with its thresholds."""

    story: float  #: mean cosine above which two groups of documents are one story
    join: float  #: mean chance above which two groups of mentions are one event
    first: Links  #: a pair by itself
    second: Links  #: a pair beside what else there is to choose from


def read(path: Path = FILE) -> Model:
    """The scorer in a file."""
    table = tomllib.loads(path.read_text("utf-8"))
    first, second = (Links(table[name].pop("bias"), table[name]) for name in ("first", "second"))
    return Model(table["story"], table["join"], first, second)


def write(model: Model, note: str, path: Path = FILE) -> None:
    """Write a scorer; `note` says how it was found."""
    lines = [f"# {line}" for line in note.splitlines()]
    lines += [f"story = {model.story:g}", f"join = {model.join:g}"]
    for name, links in (("first", model.first), ("second", model.second)):
        lines += ["", f"[{name}]", f"bias = {links.bias:.3f}"]
        lines += [f'"{feature}" = {value:.3f}' for feature, value in links.coefficients.items()]
    path.write_text("\n".join(lines) + "\n", "utf-8")
