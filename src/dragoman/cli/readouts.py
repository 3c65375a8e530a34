"""`dragoman readouts`: a thin wrapper of `Ledger.readouts`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from dragoman.cli._ledger import DB, FORMAT, Format, chosen, opened, print_json

if TYPE_CHECKING:
    from rich.console import Console

    from dragoman.views.readouts import Readouts, Said, Topic

_EXAMPLE = "Example:  dragoman readouts ev-1c9f2a40b7d35e88"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("readouts", epilog=_EXAMPLE)(readouts)


def readouts(
    event: str = typer.Argument(..., metavar="EVENT", help="Id of an event, as `dragoman events` prints it."),
    format: Format | None = FORMAT,
    db: str | None = DB,
) -> None:
    """Show what each side of a meeting says about it, topic by topic: contradictions first, then common ground.

    A passage belongs to the side of its speaker's state or, where that is not known, of its outlet's.
    """
    with opened(db) as ledger:
        found = ledger.readouts(event)
    how = chosen(format)
    if how is Format.table:
        _print(found)
    elif how is Format.jsonl:
        print_json([found])
    else:
        _print_csv(found)


def _print(found: Readouts) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console()
    console.print(Text(found.event.label, style="bold"))
    console.print(Text(f"sides: {', '.join(found.sides) or 'none known'}"))
    if not found.topics:
        console.print(Text("no side is quoted in the reports of this event"))
    for topic in found.topics:
        _print_topic(topic, len(found.sides), console)
    if found.others:
        console.print(Text("\nothers", style="bold"))
        for said in found.others:
            console.print(Text(_line(said)))


def _print_topic(topic: Topic, sides: int, console: Console) -> None:
    from rich.text import Text

    who = "contradicted" if topic.contradictions else "both" if len(topic.sides) > 1 else f"only {topic.sides[0]}"
    if len(topic.sides) == sides > 2:
        who = "all"
    console.print(Text(f"\n{', '.join(topic.label) or 'no subject'}  [{who}]", style="bold"))
    for said in topic.said:
        console.print(Text(_line(said)))
    for each in topic.contradictions:
        console.print(Text(f"  ≠ {each.clash.kind}: {each.clash.why} ({each.left}, {each.right})", style="yellow"))


def _line(said: Said) -> str:
    again = f" (+{len(said.repeats)})" if said.repeats else ""
    return f"  {said.side or '-':4} {said.speaker}: “{said.text}” [{said.id}]{again}"


def _print_csv(found: Readouts) -> None:
    import csv
    import sys

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow("topic sides contradicted side speaker outlet day words id repeats".split())
    for topic in found.topics:
        clashing = {i for c in topic.contradictions for i in (c.left, c.right)}
        for s in topic.said:
            writer.writerow([
                ", ".join(topic.label), "; ".join(topic.sides), "yes" if s.id in clashing else "no", s.side, s.speaker,
                s.outlet or "", s.day.isoformat() if s.day else "", s.text, s.id, "; ".join(s.repeats),
            ])  # fmt: skip
