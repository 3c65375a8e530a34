"""`dragoman identify`: a thin wrapper of `Ledger.identify`, `Ledger.person_case` and `Ledger.verdicts`."""

from __future__ import annotations

import typer

from dragoman.cli._ledger import DB, FORMAT, Column, Format, chosen, opened, print_rows
from dragoman.cli.redate import VERDICTS
from dragoman.errors import BadQuestion

_EXAMPLE = 'Example:  dragoman identify "Abu Mazen" "Mahmoud Abbas" --by Ines'


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("identify", epilog=_EXAMPLE)(identify)


def identify(
    person: str | None = typer.Argument(None, help="Name or id of somebody whom `dragoman review` lists."),
    who: str | None = typer.Argument(
        None, help="Name or id (Q...) of somebody known; or nobody. Without it: whom it may be."
    ),
    by: str = typer.Option("", help="Who decides."),
    why: str = typer.Option("", help="Why."),
    list_: bool = typer.Option(False, "--list", help="List the verdicts on people instead, undone ones too."),
    format: Format | None = FORMAT,
    db: str | None = DB,
) -> None:
    """Decide who somebody is whom the knowledge base does not hold. It binds until it is undone."""
    with opened(db) as ledger:
        if list_:
            print_rows([v for v in ledger.verdicts(undone=True) if v.kind == "person"], chosen(format), VERDICTS)
            return
        if person is None:
            raise BadQuestion("identify", "a name is needed", _EXAMPLE)
        if who is None:
            print_rows(ledger.person_case(person).offers, chosen(format), _OFFERS)
            return
        row = ledger.identify(person, who, by=by, why=why)
    print(f"verdict {row.num}: {row.about} is {row.words}; undo with `dragoman undo {row.num}`")


_OFFERS: tuple[Column, ...] = (
    ("id", lambda k: k.key),
    ("name", lambda k: k.name),
    ("state", lambda k: k.state or ""),
    ("office", lambda k: k.office or ""),
    ("reports", lambda k: str(k.reports)),
    ("why", lambda k: k.why),
)
