"""`dragoman judge`: a thin wrapper of `Ledger.judge` and `Ledger.judgements`."""

from __future__ import annotations

import typer

from dragoman.cli._ledger import DB, FORMAT, Column, Format, chosen, opened, print_rows
from dragoman.errors import BadQuestion

_EXAMPLE = 'Example:  dragoman judge ev-ea05... ev-d880... same --by Ines --why "same four-day visit"'


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("judge", epilog=_EXAMPLE)(judge)


def judge(
    left: str | None = typer.Argument(None, help="Id of an event, or of a mention (REPORT#m3)."),
    right: str | None = typer.Argument(None, help="Id of another."),
    verdict: str | None = typer.Argument(None, help="same, different or unsure."),
    by: str = typer.Option("", help="Who decides."),
    why: str = typer.Option("", help="Why."),
    list_: bool = typer.Option(False, "--list", help="List the verdicts instead, undone ones too."),
    format: Format | None = FORMAT,
    db: str | None = DB,
) -> None:
    """Decide that two events or mentions are the same, or different. It binds until it is undone."""
    with opened(db) as ledger:
        if list_:
            print_rows(ledger.judgements(undone=True), chosen(format), _COLUMNS)
            return
        if left is None or right is None or verdict is None:
            raise BadQuestion("judge", "two ids and a verdict are needed", _EXAMPLE)
        row = ledger.judge(left, right, verdict, by=by, why=why)
    print(f"verdict {row.num}: {row.left} and {row.right} are {row.verdict}; undo with `dragoman undo {row.num}`")


_COLUMNS: tuple[Column, ...] = (
    ("number", lambda j: str(j.num)),
    ("verdict", lambda j: j.verdict),
    ("left", lambda j: j.left),
    ("right", lambda j: j.right),
    ("by", lambda j: j.by),
    ("why", lambda j: j.why),
    ("at", lambda j: j.at.isoformat(timespec="minutes")),
    ("undone", lambda j: j.undone_at.isoformat(timespec="minutes") if j.undone_at else ""),
)
