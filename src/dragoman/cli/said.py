"""`dragoman said`: a thin wrapper of `Ledger.said`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

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
    opened,
    print_next,
    print_rows,
    row_day,
)

if TYPE_CHECKING:
    from dragoman.ledger import Ledger
    from dragoman.store.rows import StatementRow

_EXAMPLE = 'Example:  dragoman said "Qin Gang" --about taiwan'


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("said", epilog=_EXAMPLE)(said)


def said(
    speaker: str | None = typer.Argument(None, help="Name or key; left out: anybody."),
    about: str = typer.Option("", help='Words of what was said: taiwan "one china" -trade export*'),
    state: str | None = typer.Option(None, help="ISO-3 code of the speaker's state."),
    kind: str | None = typer.Option(None, help="named, unnamed, state, organisation, media, document or group."),
    since: str | None = SINCE,
    until: str | None = UNTIL,
    limit: int | None = LIMIT,
    page: str | None = PAGE,
    format: Format | None = FORMAT,
    db: str | None = DB,
) -> None:
    """List statements, newest first: who said what, through whom, in which report."""
    how = chosen(format)
    asked: dict[str, Any] = {
        "about": about, "state": state, "kind": kind, "since": day(since), "until": day(until),
    }
    with opened(db) as ledger:
        if how is not Format.table and limit is None and page is None:
            print_rows(_all(ledger, speaker, asked), how, _COLUMNS, narrow=_NARROW)
            return
        found = ledger.said(speaker, limit=limit or 50, page=page, **asked)
        print_rows(found.items, how, _COLUMNS, narrow=_NARROW)
        print_next(found.next)


def _all(ledger: Ledger, speaker: str | None, asked: dict[str, Any]) -> Iterator[StatementRow]:
    token: str | None = None
    while True:
        found = ledger.said(speaker, limit=500, page=token, **asked)
        yield from found.items
        token = found.next
        if token is None:
            return


def _who(row: StatementRow) -> str:
    name = row.speaker.name if row.speaker else row.described_as or row.source or "not named"
    return name + (f", via {', '.join(row.via)}" if row.via else "") + (" (anonymous)" if row.anonymity else "")


_COLUMNS: tuple[Column, ...] = (
    ("day", row_day),
    ("who", _who),
    ("said", lambda r: " … ".join(e.quote for e in r.content)),
    ("outlet", lambda r: r.outlet or ""),
    ("id", lambda r: r.id),
)
_NARROW: tuple[Column, ...] = (
    ("day", row_day),
    ("said", lambda r: f"{_who(r)}: {' … '.join(e.quote for e in r.content)}\n{r.id}, {r.outlet or 'outlet unknown'}"),
)
