"""Every row of the ledger as lines of text, in an order that depends on content alone.

Two ledgers of the same reports, judgements and runs have the same dump, whichever database holds them and in
whatever order they were filled. Clock times and row numbers are left out; packed columns are unpacked.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from dragoman.store import tables

_LEFT_OUT = ("num", "at", "added_at", "undone_at", "created_at", "seen_at", "ended_at", "first_at")


def dump(connection: Connection, *, derived_only: bool = False) -> Iterator[str]:
    """The lines, sorted within each table."""
    for table in tables.schema.sorted_tables:
        if table.name == "meta" or (derived_only and not table.info["derived"]):
            continue
        columns = [c for c in table.c if c.name not in _LEFT_OUT]
        rows = connection.execute(select(*columns)).mappings()
        plain = ({k: _plain(v) for k, v in row.items()} for row in rows)
        lines = sorted(f"{table.name}\t{json.dumps(row, sort_keys=True)}" for row in plain)
        yield from lines


def _plain(value: Any) -> Any:
    return zlib.decompress(value).decode() if isinstance(value, (bytes, memoryview)) else value
