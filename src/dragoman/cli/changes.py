"""`dragoman changes`: a thin wrapper of `Ledger.changes`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import typer

from dragoman.cli._ledger import DB, FORMAT, Column, Format, chosen, opened, print_rows, row_day
from dragoman.errors import BadQuestion

if TYPE_CHECKING:
    from dragoman.views.changes import Change

_EXAMPLE = "Example:  dragoman changes --since 2026-11-27T08:00"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("changes", epilog=_EXAMPLE)(changes)


def changes(
    since: str = typer.Option(help="Reports added from then on count: 2026-11-27 or 2026-11-27T08:00 (UTC)."),
    format: Format | None = FORMAT,
    db: str | None = DB,
) -> None:
    """List what reports added since a moment brought: new events, and events that became something else."""
    with opened(db) as ledger:
        print_changes(ledger.changes(_moment(since)), chosen(format))


def print_changes(found: Sequence[Change], format: Format) -> None:
    """Print changes."""
    print_rows(found, format, _COLUMNS, narrow=_NARROW)


def _moment(value: str) -> datetime:
    try:
        return datetime.fromisoformat(value)
    except ValueError as error:
        raise BadQuestion(value, "not a moment", "write it as 2026-11-27 or 2026-11-27T08:00") from error


def _what(change: Change) -> str:
    return "; ".join(f"{f.field}: {f.before or 'unknown'} → {f.after or 'unknown'}" for f in change.fields)


_COLUMNS: tuple[Column, ...] = (
    ("", lambda c: c.kind),
    ("day", lambda c: row_day(c.row)),
    ("status", lambda c: c.row.status),
    ("what", lambda c: c.row.label),
    ("changed", _what),
    ("id", lambda c: c.row.id),
)
_NARROW: tuple[Column, ...] = (
    ("when", lambda c: f"{row_day(c.row) or 'day unknown'}\n{c.row.status}"),
    ("what", lambda c: "\n".join(filter(None, (f"{c.kind}: {c.row.label}", _what(c), c.row.id)))),
)
