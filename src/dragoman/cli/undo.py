"""`dragoman undo`: a thin wrapper of `Ledger.undo`."""

from __future__ import annotations

import typer

from dragoman.cli._ledger import DB, opened


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("undo", epilog="Example:  dragoman undo 3")(undo)


def undo(
    number: int = typer.Argument(help="Of a verdict; `dragoman judge --list` tells."), db: str | None = DB
) -> None:
    """End a verdict; what it held together or apart is decided by likeness again."""
    with opened(db) as ledger:
        row = ledger.undo(number)
    print(f"undone: verdict {row.num} ({row.left} and {row.right} are {row.verdict})")
