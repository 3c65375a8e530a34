"""`dragoman redate`: a thin wrapper of `Ledger.redate` and `Ledger.verdicts`."""

from __future__ import annotations

import typer

from dragoman.cli._ledger import DB, FORMAT, Column, Format, chosen, opened, print_rows
from dragoman.errors import BadQuestion

_EXAMPLE = 'Example:  dragoman redate REPORT 2023-06-19 --by Ines --why "the printed date is of the reprint"'


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("redate", epilog=_EXAMPLE)(redate)


def redate(
    report: str | None = typer.Argument(None, help="Id of a report."),
    day: str | None = typer.Argument(None, help="2023-06-19, 2023-06 or 2023; or open: it cannot be told."),
    by: str = typer.Option("", help="Who decides."),
    why: str = typer.Option("", help="Why."),
    list_: bool = typer.Option(False, "--list", help="List the verdicts on dates instead, undone ones too."),
    format: Format | None = FORMAT,
    db: str | None = DB,
) -> None:
    """Decide when a report was written. It is read again with that date, which binds until it is undone."""
    with opened(db) as ledger:
        if list_:
            print_rows([v for v in ledger.verdicts(undone=True) if v.kind == "date"], chosen(format), VERDICTS)
            return
        if report is None or day is None:
            raise BadQuestion("redate", "a report and a day are needed", _EXAMPLE)
        row = ledger.redate(report, day, by=by, why=why)
    print(f"verdict {row.num}: {row.about} {'is ' if row.answer == 'open' else 'was written '}{row.words}; "
          f"undo with `dragoman undo {row.num}`")


#: Verdicts on dates and people as a table.
VERDICTS: tuple[Column, ...] = (
    ("number", lambda v: str(v.num)),
    ("of", lambda v: v.about),
    ("id", lambda v: v.subject),
    ("verdict", lambda v: v.words if v.answer in ("open", "nobody", v.words) else f"{v.words} ({v.answer})"),
    ("by", lambda v: v.by),
    ("why", lambda v: v.why),
    ("at", lambda v: v.at.isoformat(timespec="minutes")),
    ("undone", lambda v: v.undone_at.isoformat(timespec="minutes") if v.undone_at else ""),
)
