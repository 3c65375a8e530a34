"""`dragoman search`: a thin wrapper of `Ledger.search`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from dragoman.cli._hang import hang
from dragoman.cli._ledger import DB, FORMAT, LIMIT, PAGE, Format, chosen, opened, print_next, print_rows, row_day

if TYPE_CHECKING:
    from rich.text import Text

    from dragoman.store.rows import Hit, Passage

_EXAMPLE = "Example:  dragoman search 'wałęsa \"round table\" -strike'"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("search", epilog=_EXAMPLE)(search)


def search(
    words: list[str] = typer.Argument(help='All must occur: words, "phrases", begin*, without -absent ones.'),
    limit: int | None = LIMIT,
    page: str | None = PAGE,
    format: Format | None = FORMAT,
    db: str | None = DB,
) -> None:
    """Find reports by their words, newest first, with the sentences that hold them.

    Accents and special letters do not matter: lodz finds Łódź, tromso Tromsø.
    """
    how = chosen(format)
    with opened(db) as ledger:
        found = ledger.search(" ".join(words), limit=limit or 20, page=page)
    if how is Format.table:
        _print(found.items)
    else:
        print_rows(found.items, how, ())
    print_next(found.next)


def _print(hits: tuple[Hit, ...]) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    if not hits:
        console.print("nothing found")
    for hit in hits:
        row = hit.report
        heading = (row_day(row) or "day unknown", row.outlet, row.title, f"[{row.id}]")
        hang(console, "  ".join(filter(None, heading)), indent=0, more=4, style="bold")
        for passage in hit.passages:
            hang(console, _marked(passage), indent=2)


def _marked(passage: Passage) -> Text:
    from rich.text import Text

    shown = Text(passage.quote.replace("\n", " "))
    for mark in passage.marks:
        shown.stylize("bold reverse", mark.start - passage.span.start, mark.end - passage.span.start)
    return shown
