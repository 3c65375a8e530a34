"""Whose outlet printed a report: the state a paper or agency belongs to, where its name is known.

Readouts of one meeting are told apart by it. A name that is not in the table gives None, never a guess.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from dragoman.names import fold


def state_of(outlet: str | None) -> str | None:
    """ISO-3 code of the state an outlet belongs to; None where that is not known."""
    return _table().get(fold(outlet).removeprefix("the ").strip()) if outlet else None


@cache
def _table() -> dict[str, str]:
    """Folded name -> code, from `codebook/outlets.tsv`."""
    lines = files("dragoman.codebook").joinpath("outlets.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {fold(name).removeprefix("the "): state for state, names in rows for name in names.split("; ")}
