"""Comma-separated values (RFC 4180, UTF-8): one line per event, lists joined by " | "."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import BinaryIO

from dragoman.export.entry import Entry
from dragoman.export.flat import Flat, flat

SEPARATOR = " | "
# A spreadsheet takes a cell that starts so for a formula, and quotes come from anywhere: an apostrophe defuses it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(entries: Iterable[Entry], out: BinaryIO) -> int:
    """Write the table; give the number of events."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    table = csv.writer(text, lineterminator="\r\n")
    names = [f.name for f in fields(Flat)]
    table.writerow(names)
    count = 0
    for entry in entries:
        line = flat(entry)
        table.writerow([cell(getattr(line, n)) for n in names])
        count += 1
    text.flush()
    text.detach()
    return count


def cell(value: object) -> str:
    """One value as it stands in a cell."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        value = SEPARATOR.join(str(v) for v in value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return str(value)
