"""`dragoman demo`: the sample reports in a ledger of their own, on a desk."""

from __future__ import annotations

import sys
import tempfile
from itertools import chain
from pathlib import Path

import typer

_EXAMPLE = "Example:  dragoman demo --open"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("demo", epilog=_EXAMPLE)(demo)


def demo(
    reports: Path | None = typer.Argument(None, help="Folder of reports. Default: the samples of the source tree."),
    host: str = typer.Option("127.0.0.1", help="Address to listen at."),
    port: int = typer.Option(0, min=0, max=65535, help="Port; 0 takes any that is free."),
    open: bool = typer.Option(False, "--open", help="Open the desk in a browser."),
) -> None:
    """Read the sample reports into a ledger that is forgotten afterwards, and open it as pages."""
    from dragoman.cli.serve import serve_ledger
    from dragoman.ingest import read_reports
    from dragoman.ledger import open_ledger

    sources = [reports] if reports else _samples()
    with tempfile.TemporaryDirectory(prefix="dragoman-demo-") as place, open_ledger(f"{place}/demo.db") as ledger:
        print(f"reading the reports in {reports or sources[0].parent} ...", file=sys.stderr)
        added = ledger.add(chain.from_iterable(read_reports(s) for s in sources))
        print(f"{len(added.added)} reports, {ledger.stats().events} events", file=sys.stderr)
        serve_ledger(ledger, host=host, port=port, token_file=None, show=open)


def _samples() -> list[Path]:
    """The sample reports of the source tree."""
    import dragoman
    from dragoman.errors import NotFound

    found = sorted((Path(dragoman.__file__).resolve().parents[2] / "examples").glob("*.txt"))
    if not found:
        raise NotFound("the sample reports", "are not installed", "give a folder of reports: dragoman demo FOLDER")
    return found
