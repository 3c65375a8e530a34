"""`dragoman watch`: thin wrappers of `Ledger.watch`, `watches`, `news` and `unwatch`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from dragoman.cli._ledger import DB, FORMAT, SINCE, UNTIL, Column, Format, cell, chosen, day, opened, print_rows
from dragoman.cli._pair import PairCommand

if TYPE_CHECKING:
    from dragoman.store.watching import Watch

_EXAMPLE = "Example:  dragoman watch add strait --pair CHN TWN && dragoman watch news strait"


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    group = typer.Typer(help="Saved questions and their news.", epilog=_EXAMPLE, no_args_is_help=True)
    group.command("add", cls=PairCommand, epilog=_EXAMPLE)(add)
    group.command("list")(list_)
    group.command("news")(news)
    group.command("end")(end)
    app.add_typer(group, name="watch")


def add(
    name: str = typer.Argument(help="A name for the question."),
    actor: list[str] = typer.Option([], "--actor", "-a", help="Name or key of somebody who takes part; repeatable."),
    pair: tuple[str, str] | None = typer.Option(None, "--pair", metavar="A B", help="Two states facing each other."),
    state: list[str] = typer.Option([], help="ISO-3 code of a party's state; repeatable."),
    type: list[str] = typer.Option([], help="PLOVER type, as CONSULT; repeatable."),
    status: list[str] = typer.Option([], help="What it is held to be, as scheduled; repeatable."),
    place: list[str] = typer.Option([], help="Name of a place, or ISO-3 code; repeatable."),
    outlet: list[str] = typer.Option([], help="Who printed it; repeatable."),
    since: str | None = SINCE,
    until: str | None = UNTIL,
    text: str = typer.Option("", help="Words of the sentences that tell it."),
    db: str | None = DB,
) -> None:
    """Save a question. Its news is what reports added from now on bring."""
    from dragoman.store.query import EventQuery

    query = EventQuery(
        actor=tuple(actor), pair=pair, state=tuple(state), type=tuple(type), status=tuple(status), place=tuple(place),
        outlet=tuple(outlet), since=day(since), until=day(until), text=text,
    )
    with opened(db) as ledger:
        ledger.watch(name, query)
    print(f"saved: {name}; see its news with `dragoman watch news {name}`")


def list_(format: Format | None = FORMAT, db: str | None = DB) -> None:
    """List the saved questions."""
    with opened(db) as ledger:
        print_rows(ledger.watches(), chosen(format), _COLUMNS)


def news(
    name: str = typer.Argument(help="Of a saved question."),
    seen: bool = typer.Option(False, "--seen", help="Mark it as seen: next time only later news is told."),
    format: Format | None = FORMAT,
    db: str | None = DB,
) -> None:
    """Tell what reports added since the question was last seen brought to its answers."""
    from dragoman.cli.changes import print_changes

    with opened(db) as ledger:
        print_changes(ledger.news(name, mark_seen=seen), chosen(format))


def end(name: str = typer.Argument(help="Of a saved question."), db: str | None = DB) -> None:
    """End a saved question."""
    with opened(db) as ledger:
        ledger.unwatch(name)
    print(f"ended: {name}")


def _question(watch: Watch) -> str:
    from dataclasses import fields

    query = watch.query
    empty = type(query)()
    set_ = [f.name for f in fields(query) if getattr(query, f.name) != getattr(empty, f.name)]
    return "; ".join(f"{name}: {_in_words(getattr(query, name))}" for name in set_) or "every event"


def _in_words(value: Any) -> str:
    return ", ".join(value) if isinstance(value, tuple) else cell(value)


_COLUMNS: tuple[Column, ...] = (
    ("name", lambda w: w.name),
    ("question", _question),
    ("seen", lambda w: w.seen_at.isoformat(timespec="minutes")),
)
