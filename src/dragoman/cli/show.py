"""`dragoman show`: a thin wrapper of `Ledger.event` and `Ledger.report`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from dragoman.cli._hang import hang
from dragoman.cli._ledger import DB, FORMAT, Format, chosen, names, opened, print_json
from dragoman.cli._progress import counted

if TYPE_CHECKING:
    from rich.console import Console

    from dragoman.model import Evidence
    from dragoman.views.report import ReportPage
    from dragoman.views.timeline import EventPage

_EXAMPLE = "Example:  dragoman show ev-ea0519b517514ca8"
# Stretches shown that only one of two near copies has.
_STRETCHES = 8
# Where a field's value begins, and the sentences that prove it.
_INDENT = 9
_FIELDS = (("status", "status"), ("when", "when"), ("who", "actors"), ("whom", "recipients"), ("where", "place"))


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("show", epilog=_EXAMPLE)(show)


def show(
    id: str = typer.Argument(help="Of an event, of a mention (REPORT#m3), or of a report."),
    format: Format | None = FORMAT,
    db: str | None = DB,
) -> None:
    """Show one event with its evidence, its rivals and its history, or one report with what it tells."""
    from dragoman.errors import NotFound

    with opened(db) as ledger:
        try:
            page: Any = ledger.event(id)
        except NotFound as no_event:
            try:
                page = ledger.report(id)
            except NotFound:
                raise no_event from None
        copies = getattr(page, "copies", ())
        texts = {c.report.id: ledger.report(c.report.id).document.text for c in copies}
    if chosen(format) is not Format.table:
        print_json([page])
        return
    from rich.console import Console

    console = Console(highlight=False)
    if hasattr(page, "event"):
        _event(page, console)
    else:
        _report(page, texts, console)


def _event(page: EventPage, console: Console) -> None:
    from rich.text import Text

    from dragoman.views.changes import in_words

    event, row = page.event, page.row
    console.print(Text(event.label, style="bold"))
    modes = f" ({', '.join(event.modes)})" if event.modes else ""
    sources = counted(event.independent_sources, "independent source")
    console.print(f"{event.id}  {event.type}{modes}  {counted(len(event.reports), 'report')}, {sources}\n")
    for title, field in _FIELDS:
        value = getattr(event, field)
        if value is None:
            console.print(f"{title:>7}  not known")
            continue
        held = Text(f"{title:>7}  {in_words(event, field)}", style="bold")
        hang(console, held + Text(f" — {value.rule}", style="not bold dim"), indent=0, more=_INDENT)
        for evidence in value.evidence[:3]:
            _quote(console, evidence)
        for rival in value.rivals:
            shown = names(rival.value) if isinstance(rival.value, tuple) else rival.value
            shown = getattr(shown, "edtf", None) or shown
            hang(console, f"≠  {shown}", indent=6, more=3, style="yellow")
            for evidence in rival.evidence[:3]:
                _quote(console, evidence)
    console.print("\nhistory of its status")
    for change in event.history:
        hang(console, f"{change.on or 'day unknown'}  {change.status}, says {change.holder}", indent=2, more=2)
        for evidence in change.evidence[:1]:
            _quote(console, evidence)
    console.print("\ntold by")
    for told in page.tellings:
        copy = f", near copy of {told.copy_of}" if told.copy_of else ""
        outlet = told.report.outlet or "outlet unknown"
        hang(console, f"{told.report.day or 'day unknown'}  {outlet}  {told.mention}{copy}", indent=2, more=2)
    for each in page.judgements:
        console.print(f"  verdict {each.num}: {each.left} and {each.right} are {each.verdict} (by {each.by or '?'})")
    if row.disputed:
        console.print(f"\nreports disagree about: {', '.join(row.disputed)}")


def _report(page: ReportPage, texts: dict[str, str], console: Console) -> None:
    from rich.text import Text

    from dragoman.cli.events import who

    row = page.row
    console.print(Text(row.title or row.id, style="bold"))
    doubt = ", doubtful" if row.doubtful else ""
    console.print(f"{row.id}  {row.outlet or 'outlet unknown'}  {row.day or 'day unknown'}{doubt}  {row.words} words\n")
    if page.verdict:
        written = "date left open" if page.verdict.answer == "open" else f"written {page.verdict.words}"
        said = f"verdict {page.verdict.num}: {written} (by {page.verdict.by or '?'})"
        console.print(Text(f"{said}: {page.verdict.why}\n" if page.verdict.why else f"{said}\n"))
    for event in page.events:
        hang(console, f"{event.status:<11} {event.type:<10} {who(event)} [{event.id}]", indent=2, more=_INDENT - 2)
        _quote(console, event.evidence)
    for copy in page.copies:
        there = copy.report.outlet or copy.report.id
        console.print(f"\nnear copy: {copy.report.id} in {there}, {copy.containment:.0%} of the shorter text is shared")
        for where, spans, text in (
            ("here", copy.only_here, page.document.text),
            ("there", copy.only_there, texts[copy.report.id]),
        ):
            for span in spans[:_STRETCHES]:
                hang(console, f"only {where}: {span.of(text)}", indent=4, more=2, style="dim")
            if len(spans) > _STRETCHES:
                console.print(f"    and {len(spans) - _STRETCHES} more stretches only {where}")


def _quote(console: Console, evidence: Evidence) -> None:
    hang(console, f"“{evidence.quote}” [{evidence.report}]", indent=_INDENT, style="dim")
