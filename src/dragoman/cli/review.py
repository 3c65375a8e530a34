"""`dragoman review`: a thin wrapper of `Ledger.review`."""

from __future__ import annotations

import typer

from dragoman.cli._ledger import DB, FORMAT, Column, Format, chosen, opened, print_json, print_rows, row_day


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("review", epilog="Example:  dragoman review --limit 5")(review)


def review(
    limit: int = typer.Option(20, "--limit", "-n", help="Rows of each list."),
    format: Format | None = FORMAT,
    db: str | None = DB,
) -> None:
    """List what a person should decide: doubtful merges, doubtful dates, people nobody knows."""
    with opened(db) as ledger:
        found = ledger.review(limit=limit)
    if chosen(format) is not Format.table:
        print_json([found])
        return
    print_rows(found.merges, Format.table, _MERGES, title="Doubtful merges")
    print_rows(found.dates, Format.table, _DATES, title="Doubtful dates")
    print_rows(found.people, Format.table, _PEOPLE, title="People the knowledge base does not hold")


_MERGES: tuple[Column, ...] = (
    ("likeness", lambda m: f"{m.score:.2f}"),
    ("now", lambda m: "one" if m.joined else "two"),
    ("left", lambda m: f"{m.left.text} [{m.left.id}]"),
    ("right", lambda m: f"{m.right.text} [{m.right.id}]"),
)
_DATES: tuple[Column, ...] = (
    ("day", row_day),
    ("certainty", lambda r: r.confidence or "none"),
    ("outlet", lambda r: r.outlet or ""),
    ("title", lambda r: r.title or ""),
    ("id", lambda r: r.id),
)
_PEOPLE: tuple[Column, ...] = (
    ("name", lambda p: p.name),
    ("state", lambda p: p.state or ""),
    ("reports", lambda p: str(p.reports)),
)
