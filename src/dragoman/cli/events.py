"""`dragoman events`: a thin wrapper of `Ledger.events` and `Ledger.all_events`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from dragoman.cli._ledger import (
    DB,
    FORMAT,
    LIMIT,
    PAGE,
    SINCE,
    UNTIL,
    Column,
    Format,
    chosen,
    day,
    names,
    opened,
    print_next,
    print_rows,
    row_day,
)
from dragoman.cli._pair import PairCommand

if TYPE_CHECKING:
    from dragoman.store.query import EventQuery
    from dragoman.store.rows import EventRow

_EXAMPLE = "Example:  dragoman events --pair USA CHN --status scheduled --since 2023-06-01"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("events", cls=PairCommand, epilog=_EXAMPLE)(events)


def events(
    actor: list[str] = typer.Option([], "--actor", "-a", help="Name or key of somebody who takes part; repeatable."),
    pair: tuple[str, str] | None = typer.Option(None, "--pair", metavar="A B", help="Two states facing each other."),
    state: list[str] = typer.Option([], help="ISO-3 code of a party's state; repeatable."),
    type: list[str] = typer.Option([], help="PLOVER type, as CONSULT; repeatable."),
    mode: list[str] = typer.Option([], help="PLOVER mode, as visit; repeatable."),
    context: list[str] = typer.Option([], help="PLOVER context, as military; repeatable."),
    status: list[str] = typer.Option([], help="What it is held to be now, as scheduled; repeatable."),
    ever: list[str] = typer.Option([], help="What some report once held it to be; repeatable."),
    place: list[str] = typer.Option([], help="Name of a place, or ISO-3 code; repeatable."),
    outlet: list[str] = typer.Option([], help="Who printed it; repeatable."),
    since: str | None = SINCE,
    until: str | None = UNTIL,
    text: str = typer.Option("", help='Words of the sentences that tell it: sanctions "oil price" -china export*'),
    disputed: bool = typer.Option(False, "--disputed", help="Only events about which reports disagree."),
    sources: int = typer.Option(0, help="Independent sources at least."),
    oldest: bool = typer.Option(False, "--oldest", help="Oldest first."),
    limit: int | None = LIMIT,
    page: str | None = PAGE,
    count: bool = typer.Option(False, "--count", help="Print only how many there are."),
    format: Format | None = FORMAT,
    db: str | None = DB,
) -> None:
    """List events, newest first, one line per event however many papers print it.

    A day in brackets is that of the first report: the event's own is not known.
    """
    from dragoman.store.query import EventQuery

    query = EventQuery(
        actor=tuple(actor), pair=pair, state=tuple(state), type=tuple(type), mode=tuple(mode), context=tuple(context),
        status=tuple(status), ever=tuple(ever), place=tuple(place), outlet=tuple(outlet), since=day(since),
        until=day(until), text=text, disputed=disputed, min_sources=sources, order="oldest" if oldest else "newest",
    )
    print_events(query, db=db, format=chosen(format), limit=limit, page=page, count=count)


def print_events(
    query: EventQuery, *, db: str | None, format: Format, limit: int | None, page: str | None, count: bool = False
) -> None:
    """Print the answers to a question."""
    with opened(db) as ledger:
        if count:
            print(ledger.events(query, limit=1, count=True).total)
        elif format is not Format.table and limit is None and page is None:
            print_rows(ledger.all_events(query), format, COLUMNS, narrow=NARROW)
        else:
            found = ledger.events(query, limit=limit or 50, page=page)
            print_rows(found.items, format, COLUMNS, narrow=NARROW)
            print_next(found.next)


def who(row: EventRow) -> str:
    """Actors and recipients in one cell."""
    right = names(row.recipients)
    return names(row.actors) + (f" → {right}" if right else "")


def sources(row: EventRow) -> str:
    """Independent sources, with the reports where these are more, and a mark where they disagree."""
    more = f"/{row.reports}" if row.reports != row.sources else ""
    return f"{row.sources}{more}" + (" ≠" if row.disputed else "")


COLUMNS: tuple[Column, ...] = (
    ("day", row_day),
    ("status", lambda r: r.status),
    ("type", lambda r: r.type),
    ("who → whom", who),
    ("where", lambda r: names(r.place)),
    ("what", lambda r: r.label),
    ("sources", sources),
    ("id", lambda r: r.id),
)
NARROW: tuple[Column, ...] = (
    ("when", lambda r: f"{row_day(r) or 'day unknown'}\n{r.status}"),
    ("what", lambda r: f"{r.label}\n{r.id}"),
    ("sources", sources),
)
