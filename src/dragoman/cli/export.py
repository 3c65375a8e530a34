"""`dragoman export`: a thin wrapper of `Ledger.entries` and `dragoman.export`."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from dragoman.cli._ledger import DB, SINCE, UNTIL, day, opened
from dragoman.cli._pair import PairCommand
from dragoman.errors import BadQuestion

_EXAMPLE = "Example:  dragoman export ical --since 2023-06-01 --output announced.ics"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("export", cls=PairCommand, epilog=_EXAMPLE)(export)


def export(
    name: str = typer.Argument(..., metavar="FORMAT", help="csv, parquet, jsonl, polecat, polecat-all, jsonld, "
                               "webannotation, ical, timelinejs or ftm."),
    output: Path | None = typer.Option(None, "--output", "-o", help="File to write. Default: standard output."),
    pair: tuple[str, str] | None = typer.Option(None, "--pair", metavar="A B", help="Two states facing each other."),
    actor: list[str] = typer.Option([], "--actor", "-a", help="Name or key of somebody who takes part; repeatable."),
    state: list[str] = typer.Option([], help="ISO-3 code of a party's state; repeatable."),
    type: list[str] = typer.Option([], help="PLOVER type, as CONSULT; repeatable."),
    status: list[str] = typer.Option([], help="occurred, scheduled ...; repeatable."),
    since: str | None = SINCE,
    until: str | None = UNTIL,
    db: str | None = DB,
) -> None:  # fmt: skip
    """Write events in a format of the field. Every format gives the status; polecat gives only what occurred."""
    from dragoman.cli._output import watched, write_whole
    from dragoman.export import format_named
    from dragoman.store.query import EventQuery

    format = format_named(name)
    if output is None and format.binary and sys.stdout.isatty():
        raise BadQuestion(name, "is not fit for a terminal", "give --output FILE")
    query = EventQuery(
        pair=pair, actor=tuple(actor), state=tuple(state), type=tuple(type), status=tuple(status), since=day(since),
        until=day(until), order="oldest",
    )  # fmt: skip
    with opened(db) as ledger:
        # refused before the heading is written
        entries = watched(ledger.entries(ledger.accepted(query)), "event")
        if output is None:
            format.write(entries, sys.stdout.buffer)
            sys.stdout.buffer.flush()
            return
        import io

        whole = io.BytesIO()
        count = format.write(entries, whole)
    write_whole(output, whole.getvalue())
    print(f"{count} event{'s' if count != 1 else ''} written to {output}", file=sys.stderr)
