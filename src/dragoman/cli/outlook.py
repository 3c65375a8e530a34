"""`dragoman outlook`: a thin wrapper of `Ledger.outlook`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from dragoman.cli._ledger import DB, FORMAT, Column, Format, chosen, day, names, opened, print_rows
from dragoman.errors import BadQuestion

if TYPE_CHECKING:
    from dragoman.views.outlook import Expected

_EXAMPLE = "Example:  dragoman outlook --as-of 2023-06-30 --outcome overdue --state CHN"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("outlook", epilog=_EXAMPLE)(outlook)


def outlook(
    as_of: str | None = typer.Option(None, "--as-of", metavar="DATE", help="Day. Default: that of the latest report."),
    outcome: list[str] = typer.Option(
        [], help="Only what is pending, overdue, moved, called off, kept, done by someone else; repeatable."
    ),
    state: list[str] = typer.Option([], help="Only events of this state (ISO-3 code); repeatable."),
    limit: int | None = typer.Option(None, "--limit", "-n", help="Rows to print. Default: all."),
    format: Format | None = FORMAT,
    db: str | None = DB,
) -> None:
    """List what was announced, expected or thought possible, who said so, and what became of it.

    Reports published after the day are as if not written yet. What is pending or overdue comes first.
    """
    from dragoman.store.query import EventQuery
    from dragoman.views.outlook import OUTCOMES

    unknown = [o for o in outcome if o not in OUTCOMES]
    if unknown:
        raise BadQuestion(unknown[0], "is no outcome", f"choose among {', '.join(OUTCOMES)}")
    with opened(db) as ledger:
        codes = set(ledger.accepted(EventQuery(state=tuple(state))).state)
        found = [e for e in ledger.outlook(day(as_of)) if not outcome or e.outcome in outcome]
    found = [e for e in found if not codes or codes & {a.state for a in (*e.actors, *e.recipients, *e.place)}]
    print_rows(found[:limit], chosen(format), COLUMNS, narrow=NARROW)


def _window(entry: Expected) -> str:
    from dragoman.views.wording import short_days

    return short_days(entry.window) if entry.window else ""


def _word(entry: Expected) -> str:
    """How sure it is, on whose word, since when."""
    holder = "as reported" if entry.holder == "report" else f"says {entry.holder}"
    announced = f"announced {entry.announced.isoformat()}" if entry.announced else ""
    return ", ".join(filter(None, (entry.strength, holder, announced)))


COLUMNS: tuple[Column, ...] = (
    ("outcome", lambda e: e.outcome),
    ("window", _window),
    ("what", lambda e: e.label),
    ("who", lambda e: names((*e.actors, *e.recipients))),
    ("how sure", lambda e: e.strength or ""),
    ("said by", lambda e: "" if e.holder == "report" else e.holder),
    ("announced", lambda e: e.announced.isoformat() if e.announced else ""),
    ("why", lambda e: e.why),
    ("id", lambda e: e.event),
)
NARROW: tuple[Column, ...] = (
    ("when", lambda e: f"{_window(e) or 'no day named'}\n{e.outcome}"),
    ("what", lambda e: "\n".join((e.label, _word(e), e.why, e.event))),
)
