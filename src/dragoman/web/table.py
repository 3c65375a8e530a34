"""The CSV beside a page."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

# A spreadsheet takes these at the beginning of a cell for a formula; reports are written by strangers.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and rows of plain values."""

    columns: tuple[str, ...]
    rows: Iterable[Sequence[Any]]

    def to_csv(self) -> str:
        """RFC 4180 with a header; several values of a cell are parted by "; "."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(self.columns)
        writer.writerows([_cell(v) for v in row] for row in self.rows)
        return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, tuple | list | frozenset):
        value = "; ".join(str(v) for v in value)
    words = str(value)
    return "'" + words if words.startswith(_FORMULA) else words
