"""`dragoman undo`: a thin wrapper of `Ledger.undo`."""

from __future__ import annotations

import typer

from dragoman.cli._ledger import DB, opened

# The greatest number that every database keeps in a column of whole numbers.
_MOST = 2**31 - 1


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("undo", epilog="Example:  dragoman undo 3")(undo)


def undo(
    number: int = typer.Argument(
        min=1, max=_MOST, help="Of a verdict; `judge`, `redate` and `identify` tell it, and list with --list."
    ),
    db: str | None = DB,
) -> None:
    """End a verdict on a merge, a date or a person; what it decided is as if it had never been given."""
    from dragoman.store.verdicts import VerdictRow

    with opened(db) as ledger:
        row = ledger.undo(number)
    if isinstance(row, VerdictRow):
        print(f"undone: verdict {row.num} ({row.about}: {row.words})")
    else:
        print(f"undone: verdict {row.num} ({row.left} and {row.right} are {row.verdict})")
