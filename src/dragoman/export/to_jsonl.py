"""JSON Lines: one whole event a line, each field with its evidence and rivals."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from dragoman.export.entry import Entry


def write(entries: Iterable[Entry], out: BinaryIO) -> int:
    """Write the lines; give the number of events."""
    import msgspec

    encoder = msgspec.json.Encoder()
    count = 0
    for entry in entries:
        out.write(encoder.encode(entry.event) + b"\n")
        count += 1
    return count
