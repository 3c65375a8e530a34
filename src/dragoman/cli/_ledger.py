"""What commands on the ledger share: where it is, how rows are printed."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from dragoman.errors import BadQuestion

if TYPE_CHECKING:
    from dragoman.ledger import Ledger

T = TypeVar("T")


class Format(StrEnum):
    """How rows are written."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


DB = typer.Option(
    None, "--db", help="Ledger: a file or postgresql://... Default: DRAGOMAN_DB, settings, the user's data folder."
)
FORMAT = typer.Option(
    None, "--format", "-f", help="How to write rows. Default: table on a terminal, jsonl in a pipe or file."
)
LIMIT = typer.Option(None, "--limit", "-n", help="Rows of a page. Default: 50 in a table, all otherwise.")
PAGE = typer.Option(None, "--page", help="Token of the page, as printed under the page before.")
SINCE = typer.Option(None, "--since", help="First day: 2023-06-19.")
UNTIL = typer.Option(None, "--until", help="Last day.")

#: From so many characters on a table has all its columns; narrower ones have fewer, with several things in a cell.
WIDE = 140
#: What is read by column or copied, and so is never broken.
_UNBROKEN = frozenset(
    "day days id status outcome window announced state when reports meetings last events sources intensity between"
    .split()
)

#: A column of a table: heading and cell.
Column = tuple[str, Callable[[Any], str]]


def opened(db: str | None, *, create: bool = False) -> AbstractContextManager[Ledger]:
    """The ledger that `--db` means."""
    from dragoman.ledger import open_ledger

    return open_ledger(db, create=create)


def chosen(format: Format | None) -> Format:
    """The format asked for, else what suits the output."""
    return format or (Format.table if sys.stdout.isatty() else Format.jsonl)


def day(value: str | None) -> date | None:
    """A day from the command line.

    Raises:
        BadQuestion: it is none.
    """
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise BadQuestion(value, "not a day", "write it as 2023-06-19") from error


def print_rows(
    rows: Iterable[Any], format: Format, columns: Sequence[Column], *, narrow: Sequence[Column] = (), title: str = ""
) -> None:
    """Print rows: a table for people, every field as JSON Lines or CSV for programs.

    Args:
        narrow: the columns of a table on less than `WIDE` characters; several lines of a cell may be parted by "\\n".
    """
    if format is Format.table:
        _table(list(rows), columns, narrow, title)
    elif format is Format.jsonl:
        print_json(rows)
    else:
        _csv(rows)


def print_json(rows: Iterable[Any]) -> None:
    """One line of JSON per row."""
    from dragoman.store.codec import to_json

    for row in rows:
        print(to_json(row))


def print_next(token: str | None) -> None:
    """Tell how to see the next page; on standard error, so that a pipe gets rows alone."""
    if token:
        print(f"more: --page {token}", file=sys.stderr)


def _table(rows: Sequence[Any], columns: Sequence[Column], narrow: Sequence[Column], title: str) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    if not rows:
        console.print(Text(f"{title}: nothing found" if title else "nothing found"))
        return
    is_narrow = bool(narrow) and console.width < WIDE
    table = Table(box=box.SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False)
    shown = narrow if is_narrow else columns
    for heading, _ in shown:
        table.add_column(heading, overflow="fold", no_wrap=heading in _UNBROKEN)
    for row in rows:
        cells = [cell(row) for _, cell in shown]
        table.add_row(*map(Text, cells), end_section=is_narrow and any("\n" in c for c in cells))
    console.print(table)


def _csv(rows: Iterable[Any]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for number, row in enumerate(rows):
        if number == 0:
            writer.writerow([f.name for f in fields(row)])
        writer.writerow([cell(getattr(row, f.name)) for f in fields(row)])


def cell(value: Any) -> str:
    """A value in one cell of CSV: names for people, ISO 8601 for times, lists joined by "; "."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return "; ".join(cell(v) for v in value)
    if is_dataclass(value):
        for name in ("name", "quote", "id"):
            if hasattr(value, name):
                return str(getattr(value, name))
        return "; ".join(cell(getattr(value, f.name)) for f in fields(value))
    return str(value)


def names(actors: Iterable[Any]) -> str:
    """Actors for people."""
    return ", ".join(a.name for a in actors)


def row_day(row: Any) -> str:
    """The day or days of a row; in brackets where they are not the event's own."""
    from dragoman.views.wording import short_days

    if getattr(row, "dated", False):
        return short_days(row)
    if row.day is None:
        return ""
    return row.day.isoformat() if getattr(row, "dated", True) else f"({row.day.isoformat()})"
