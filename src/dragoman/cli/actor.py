"""`dragoman actor`: the knowledge base's offices, and a thin wrapper of `Ledger.actor`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import typer

from dragoman.cli._kb import KB, with_facts
from dragoman.cli._ledger import DB, FORMAT, Column, Format, chosen, day, opened, print_json, print_rows, row_day
from dragoman.cli._progress import counted
from dragoman.errors import LedgerFault, NotFound

if TYPE_CHECKING:
    from dragoman.views.dossier import Dossier

_EXAMPLE = 'Example:  dragoman actor "Qin Gang" --on 2023-06-19'


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("actor", epilog=_EXAMPLE)(actor)


def actor(
    name: str = typer.Argument(help='Name of a person, state or body, a state and office ("French president"), a key.'),
    on: str | None = typer.Option(None, "--on", metavar="DATE", help="Only what holds on that day."),
    format: Format | None = FORMAT,
    db: str | None = DB,
    kb: list[str] = KB,
) -> None:
    """Show what is known of somebody or of a state's office: offices and days, events, statements, whom they met.

    Offices come from the knowledge base and from the reports; the rest from the ledger, where there is one.
    """
    from dragoman.kb.table import office_table

    when = day(on)
    base = with_facts(kb)
    found = _dossier(name, when, db)
    held = () if found else office_table(base, name, when)
    if chosen(format) is not Format.table:
        print_json([found] if found else held)
    elif found:
        _print(found)
    else:
        print_rows(held, Format.table, _HELD, title="Offices after the knowledge base")


def _dossier(name: str, on: date | None, db: str | None) -> Dossier | None:
    """None where there is no ledger (and none was asked for), or it does not know the name."""
    try:
        with opened(db) as ledger:
            return ledger.actor(name, on=on)
    except NotFound:
        return None
    except LedgerFault:
        if db is not None:
            raise
        return None


def _print(found: Dossier) -> None:
    from rich.console import Console
    from rich.text import Text

    from dragoman.cli.events import COLUMNS, NARROW

    console = Console(highlight=False)
    who = found.who
    day_ = f", on {found.on.isoformat()}" if found.on else ""
    console.print(Text(f"{who.name}{day_}", style="bold"))
    facts = [who.kind or "", who.state or "", who.key, counted(who.reports, "report")]
    console.print("  ".join(f for f in facts if f))
    if len(found.names) > 1:
        console.print(f"also written: {', '.join(n for n in found.names if n != who.name)}")
    if found.also:
        console.print(f"the name may also mean: {', '.join(f'{a.name} ({a.key})' for a in found.also)}")
    for each in found.verdicts:
        said = f"verdict {each.num}: {each.about} is {each.words} (by {each.by or '?'})"
        console.print(Text(f"{said}: {each.why}" if each.why else said))
    print_rows(found.offices, Format.table, _OFFICES, title="Offices")
    print_rows(found.met, Format.table, _MET, title="Met")
    print_rows(found.events, Format.table, COLUMNS, narrow=NARROW, title="Events")
    print_rows(found.statements, Format.table, _SAID, narrow=_SAID_NARROW, title="Statements")


def _days(row: Any) -> str:
    return f"{row.start or '?'} to {row.end or '?'}"


_OFFICES: tuple[Column, ...] = (("office", lambda o: o.title), ("days", _days), ("known from", lambda o: o.source))
_HELD: tuple[Column, ...] = (
    ("name", lambda h: h.person), ("office", lambda h: h.office), ("state", lambda h: h.state), ("days", _days),
    ("known from", lambda h: h.source),
)  # fmt: skip
_MET: tuple[Column, ...] = (
    ("name", lambda c: c.name), ("state", lambda c: c.state or ""), ("meetings", lambda c: str(c.meetings)),
    ("last", lambda c: c.last.isoformat() if c.last else ""),
)  # fmt: skip
_SAID: tuple[Column, ...] = (
    ("day", row_day), ("said", lambda s: " … ".join(e.quote for e in s.content)), ("outlet", lambda s: s.outlet or ""),
    ("id", lambda s: s.id),
)  # fmt: skip
_SAID_NARROW: tuple[Column, ...] = (
    ("day", row_day),
    ("said", lambda s: f"{' … '.join(e.quote for e in s.content)}\n{s.id}, {s.outlet or 'outlet unknown'}"),
)
