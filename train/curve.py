"""Learning curve: development figures after each training run, by the steps made until then."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import compare
from card import Target, table
from export import export

from bench.counted import Figures
from dragoman.extract.encode import Encoder


def measured(run: Path, base: Path, sets: Sequence[str]) -> dict[str, Figures]:
    """Figures of the sets, read with what a run ended with (`final.pt`), exported as the weights are."""
    with tempfile.TemporaryDirectory() as folder:
        export(run / "final.pt", base, Path(folder))
        return compare.measured(Encoder(Path(folder)), list(sets))


def steps(run: Path) -> int:
    """Steps of a run, from the last row of its log."""
    return int(json.loads((run / "log.jsonl").read_text(encoding="utf-8").splitlines()[-1])["step"])


def rows(
    targets: Sequence[Target], runs: Mapping[str, int], figures: Mapping[str, Mapping[str, Figures]]
) -> str:
    """A Markdown table: a row for each target with a floor, a column for each run; `runs` are steps by name of run."""
    total, heads = 0, []
    for name, made in runs.items():
        total += made
        heads.append(f"{name}, {total:,} steps")
    wanted = [t for t in targets if t.floor is not None and all(t.set in figures[r] for r in runs)]
    return table(("set", "measure", *heads, "floor"), [
        (t.set, t.label, *(f"{figures[r][t.set][t.figure]:.1f}" for r in runs), f"{t.floor:g}") for t in wanted])
