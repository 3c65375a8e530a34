"""Apache Parquet: the columns of `flat.Flat` with their types; lists are lists, days are days."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from itertools import islice
from typing import Any, BinaryIO

from dragoman.errors import MissingExtra
from dragoman.export.entry import Entry
from dragoman.export.flat import Flat, flat

_ROWS_AT_ONCE = 10_000  #: rows of a row group; keeps memory flat


def write(entries: Iterable[Entry], out: BinaryIO) -> int:
    """Write the table; give the number of events.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise MissingExtra("parquet", "pyarrow is not installed", "pip install 'dragoman[parquet]'") from error
    schema = _schema(pyarrow)
    names, count = [f.name for f in fields(Flat)], 0
    with parquet.ParquetWriter(out, schema, compression="zstd") as table:
        for rows in _parts(flat(e) for e in entries):
            columns = {n: [_plain(getattr(r, n)) for r in rows] for n in names}
            table.write_table(pyarrow.table(columns, schema=schema))
            count += len(rows)
    return count


def _schema(pyarrow: Any) -> Any:
    kinds: dict[Any, Any] = {
        str: pyarrow.string(),
        int: pyarrow.int32(),
        float: pyarrow.float32(),
        date: pyarrow.date32(),
        tuple: pyarrow.list_(pyarrow.string()),
    }
    columns = []
    for name, hint in typing.get_type_hints(Flat).items():
        options = typing.get_args(hint)
        optional = type(None) in options
        plain = tuple if typing.get_origin(hint) is tuple else next((o for o in options if o is not type(None)), hint)
        columns.append(pyarrow.field(name, kinds[plain], nullable=optional))
    return pyarrow.schema(columns)


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _parts(rows: Iterator[Flat]) -> Iterator[list[Flat]]:
    while part := list(islice(rows, _ROWS_AT_ONCE)):
        yield part
