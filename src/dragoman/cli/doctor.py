"""`dragoman doctor`: a thin wrapper of `Ledger.doctor`."""

from __future__ import annotations

import typer

from dragoman.cli._ledger import DB, FORMAT, Column, Format, chosen, opened, print_rows
from dragoman.errors import LedgerFault


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("doctor", epilog="Example:  dragoman doctor --db desk.db")(doctor)


def doctor(format: Format | None = FORMAT, db: str | None = DB) -> None:
    """Check that the ledger is sound, and say what to do where it is not. Exit code 7 when something must be done."""
    with opened(db) as ledger:
        found = ledger.doctor()
        stats = ledger.stats()
        where = ledger.where
    if not found:
        print(f"{where}: sound; {stats.reports} reports, {stats.events} events, {stats.statements} statements")
        return
    print_rows(found, chosen(format), _COLUMNS)
    if any(f.gravity != "note" for f in found):
        raise typer.Exit(LedgerFault.exit_code)


_COLUMNS: tuple[Column, ...] = (
    ("", lambda f: f.gravity),
    ("what", lambda f: f.message),
    ("what to do", lambda f: f.remedy),
)
