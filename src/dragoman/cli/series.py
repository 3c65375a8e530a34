"""`dragoman series`: a thin wrapper of `Ledger.series` and `views.plot`."""

from __future__ import annotations

from pathlib import Path

import typer

from dragoman.cli._ledger import DB, FORMAT, SINCE, UNTIL, Column, Format, chosen, day, opened, print_rows
from dragoman.cli._pair import PairCommand

_EXAMPLE = "Example:  dragoman series --pair USA CHN --since 2023-01-01 --format csv --plot usa-chn.svg"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("series", cls=PairCommand, epilog=_EXAMPLE)(series)


def series(
    pair: tuple[str, str] = typer.Option(..., "--pair", metavar="A B", help="Two states, by ISO-3 code."),
    since: str | None = SINCE,
    until: str | None = UNTIL,
    plot: Path | None = typer.Option(None, "--plot", metavar="FILE", help="Draw it too: .png, .svg or .pdf."),
    format: Format | None = FORMAT,
    db: str | None = DB,
) -> None:
    """Count two states' events by day, direction and status; an event counts once however many papers print it.

    Only rows of status occurred and ongoing are about what happened.
    """
    with opened(db) as ledger:
        rows = ledger.series(*pair, since=day(since), until=day(until))
    if plot is not None:
        from dragoman.views.plot import plot as draw

        draw(rows, plot, pair=(pair[0].upper(), pair[1].upper()))
    print_rows(rows, chosen(format), COLUMNS, narrow=NARROW)


def _sign(more: int, less: int) -> str:
    """Events of cooperation and of conflict."""
    return " ".join(filter(None, (f"+{more}" if more else "", f"-{less}" if less else "")))


COLUMNS: tuple[Column, ...] = (
    ("day", lambda r: r.day.isoformat()),
    ("from", lambda r: r.source),
    ("to", lambda r: ("↔ " if r.mutual else "→ ") + r.target),
    ("status", lambda r: r.status),
    ("events", lambda r: str(r.events)),
    ("verbal +", lambda r: str(r.verbal_cooperation or "")),
    ("material +", lambda r: str(r.material_cooperation or "")),
    ("verbal -", lambda r: str(r.verbal_conflict or "")),
    ("material -", lambda r: str(r.material_conflict or "")),
    ("intensity", lambda r: "" if r.intensity is None else f"{r.intensity:+.1f}"),
    ("sources", lambda r: str(r.sources)),
)
NARROW: tuple[Column, ...] = (
    ("day", lambda r: r.day.isoformat()),
    ("between", lambda r: f"{r.source} {'↔' if r.mutual else '→'} {r.target}"),
    ("status", lambda r: r.status),
    ("events", lambda r: str(r.events)),
    ("verbal", lambda r: _sign(r.verbal_cooperation, r.verbal_conflict)),
    ("material", lambda r: _sign(r.material_cooperation, r.material_conflict)),
    ("intensity", lambda r: "" if r.intensity is None else f"{r.intensity:+.1f}"),
)
