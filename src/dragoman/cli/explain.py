"""`dragoman explain`: a thin wrapper of `Ledger.explain`."""

from __future__ import annotations

import typer

from dragoman.cli._ledger import DB, FORMAT, Column, Format, chosen, opened, print_json, print_rows


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("explain", epilog="Example:  dragoman explain ev-ea0519b517514ca8 ev-d8806c066c91a767")(explain)


def explain(
    left: str = typer.Argument(help="Id of an event, or of a mention (REPORT#m3)."),
    right: str = typer.Argument(help="Id of another."),
    format: Format | None = FORMAT,
    db: str | None = DB,
) -> None:
    """Say why two events or mentions are one, or why not, feature by feature."""
    with opened(db) as ledger:
        found = ledger.explain(left, right)
    if chosen(format) is not Format.table:
        print_json([found])
        return
    print(f"{'one event' if found.same_event else 'two events'}: {found.why}")
    print(f"  {found.left.id}: {found.left.text}")
    print(f"  {found.right.id}: {found.right.text}")
    print_rows(found.features, Format.table, _COLUMNS)
    for each in found.judgements:
        print(f"verdict {each.num}: {each.verdict}, by {each.by or '?'}: {each.why}")
        print(f"  undo with `dragoman undo {each.num}`")


_COLUMNS: tuple[Column, ...] = (
    ("feature", lambda f: f.name),
    ("fit", lambda f: "" if f.score is None else f"{f.score:.2f}"),
    ("counts", lambda f: f"{f.weight:+.2f}"),
    ("why", lambda f: f.detail),
)
