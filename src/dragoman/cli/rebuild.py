"""`dragoman rebuild`: a thin wrapper of `Ledger.rebuild` and `Ledger.read_again`."""

from __future__ import annotations

import typer

from dragoman.cli._ledger import DB, opened


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("rebuild", epilog="Example:  dragoman rebuild --db desk.db")(rebuild)


def rebuild(
    read_again: bool = typer.Option(
        False, "--read-again", help="Also read every text again with this version's model; older readings are kept."
    ),
    db: str | None = DB,
) -> None:
    """Make everything that is derived anew from reports, readings and verdicts.

    It changes nothing in a sound ledger, unless this version of the program has other rules.
    """
    with opened(db) as ledger:
        if read_again:
            fresh = ledger.read_again()
            print(f"{ledger.where}: {fresh} reports have a new reading; everything derived was made anew")
        else:
            print(f"{ledger.where}: everything derived was made anew from {ledger.rebuild()} reports")
