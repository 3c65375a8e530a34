"""`dragoman doctor`: a thin wrapper of `Ledger.doctor`."""

from __future__ import annotations

import sys

import typer

from dragoman.cli._ledger import DB, FORMAT, Column, Format, chosen, opened, print_rows
from dragoman.errors import LedgerFault


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("doctor", epilog="Example:  dragoman doctor --db desk.db")(doctor)


def doctor(format: Format | None = FORMAT, db: str | None = DB) -> None:
    """Check that the ledger is sound, and say what to do where it is not. Exit code 7 when something must be done."""
    from dragoman.digest import digest

    with opened(db) as ledger:
        found = ledger.doctor(run=digest())
        stats = ledger.stats()
        where = ledger.where
    sound = all(f.gravity == "note" for f in found)
    if sound:
        print(f"{where}: sound; {stats.reports} reports, {stats.events} events, {stats.statements} statements",
              file=sys.stderr if found else sys.stdout)
    if found:
        print_rows(found, chosen(format), _COLUMNS)
    if not sound:
        raise typer.Exit(LedgerFault.exit_code)


_COLUMNS: tuple[Column, ...] = (
    ("", lambda f: f.gravity),
    ("what", lambda f: f.message),
    ("what to do", lambda f: f.remedy),
)
