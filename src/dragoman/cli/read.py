"""`dragoman read`: a thin wrapper of `dragoman.reading.read_each`."""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from dragoman.cli._kb import KB, with_facts

if TYPE_CHECKING:
    from dragoman.ingest.item import Failure
    from dragoman.views.readout import Readout

_EXAMPLE = "Example:  dragoman read examples/beijing-visit.txt --format html --output visit.html"


class Format(StrEnum):
    """How readouts are written."""

    text = "text"
    json = "json"
    html = "html"
    jsonl = "jsonl"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("read", epilog=_EXAMPLE)(read)


def read(
    sources: list[str] = typer.Argument(
        metavar="SOURCE", help="Text or HTML files, http(s) addresses, directories, - for standard input."
    ),
    format: Format | None = typer.Option(
        None, "--format", "-f", help="How to write it. Default: text on a terminal, jsonl in a pipe or file."
    ),
    published: str | None = typer.Option(None, help="When the reports were published: 2023-06-19, 2023-06 or 2023."),
    outlet: str | None = typer.Option(None, help="Who published them."),
    allow_private: bool | None = typer.Option(
        None, "--allow-private", help="Also fetch addresses in the local network."
    ),
    output: Path | None = typer.Option(
        None, "--output", "-o", help="File to write to; for the HTML of several reports, a directory."
    ),
    kb: list[str] = KB,
) -> None:
    """Read reports and print what they say, each line with its sentence.

    Who is in it and in what office; what happened, is planned or may happen, did not happen; who said what through
    whom; and what a careful reader would object to.
    """
    from dragoman.reading import read_each

    # At its end Python looks through all objects for cycles to free, which took a tenth of a cold read; the process is
    # about to give back everything. Nothing here is left open in a cycle.
    atexit.register(gc.freeze)
    if kb:
        with_facts(kb)
    chosen = format or _default_format(output)
    found = read_each(sources, published=published, outlet=outlet, allow_private=allow_private)
    writer = _Writer(chosen, output, one_source=len(sources) == 1)
    failures: list[tuple[str, int]] = []
    count = 0
    for each in _watched(found, quiet=chosen is Format.text and output is None):
        if _is_failure(each, failures):
            continue
        count += 1
        writer.add(each)  # type: ignore[arg-type]
    writer.close()
    from dragoman.cli._output import finish

    finish(failures, count)


def _default_format(output: Path | None) -> Format:
    if output is not None:
        by_suffix = {".html": Format.html, ".txt": Format.text, ".json": Format.json}
        return by_suffix.get(output.suffix.lower(), Format.jsonl)
    return Format.text if sys.stdout.isatty() else Format.jsonl


def _watched(found: Iterator[Readout | Failure], *, quiet: bool) -> Iterator[Readout | Failure]:
    from dragoman.cli._output import watched

    return found if quiet else watched(found, "report")


def _is_failure(found: Readout | Failure, failures: list[tuple[str, int]]) -> bool:
    from dragoman.ingest.item import Failure

    if isinstance(found, Failure):
        failures.append((found.reason, found.error.exit_code))
        return True
    return False


class _Writer:
    """Writes readouts as they come, to standard output or to one file or folder.

    JSON of one source that holds one report is an object by itself, so the first readout is kept back until it is
    known whether it is the only one.
    """

    def __init__(self, format: Format, output: Path | None, *, one_source: bool) -> None:
        self._format = format
        self._output = output
        self._one_source = one_source
        self._count = 0
        self._first: Readout | None = None
        self._parts: list[bytes] = []

    def add(self, readout: Readout) -> None:
        self._count += 1
        if self._format in (Format.json, Format.html) and self._count == 1:
            self._first = readout
            return
        if self._first is not None:
            first, self._first = self._first, None
            self._write_one_of_several(first)
        self._write_one_of_several(readout)

    def close(self) -> None:
        if self._first is not None:
            self._emit(self._alone(self._first))
        if self._output is not None and self._parts:
            from dragoman.cli._output import write_whole

            write_whole(self._output, b"".join(self._parts))

    def _alone(self, readout: Readout) -> bytes:
        if self._format is Format.html:
            from dragoman.views.html import page

            return page(readout).encode()
        line = readout.to_json()
        if not self._one_source:
            return line + b"\n"
        import msgspec

        indented: bytes = msgspec.json.format(line, indent=2)
        return indented + b"\n"

    def _write_one_of_several(self, readout: Readout) -> None:
        if self._format is Format.html:
            self._write_page(readout)
        elif self._format is Format.text:
            self._show(readout)
        else:
            self._emit(readout.to_json() + b"\n")

    def _write_page(self, readout: Readout) -> None:
        from dragoman.cli._output import write_whole
        from dragoman.errors import BadQuestion
        from dragoman.views.html import page

        if self._output is None or self._output.is_file() or self._output.suffix:
            fault, remedy = "several reports do not go into one page", "give a directory: --output pages/"
            raise BadQuestion("--format html", fault, remedy)
        self._output.mkdir(parents=True, exist_ok=True)
        name = "".join(c if c.isalnum() or c in "-_." else "-" for c in readout.report.id).strip(".") or "report"
        write_whole(self._output / f"{name}.html", page(readout).encode())

    def _show(self, readout: Readout) -> None:
        from dragoman.views.text import show, text

        if self._output is not None or not sys.stdout.isatty():
            gap = "\n" + "─" * 80 + "\n\n" if self._count > 1 else ""
            self._emit((gap + text(readout, width=_pipe_width())).encode())
            return
        from rich.console import Console

        console = Console(highlight=False)
        if self._count > 1:
            console.rule(style="dim")
        show(readout, console)

    def _emit(self, data: bytes) -> None:
        if self._output is not None:
            self._parts.append(data)
        else:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()


def _pipe_width() -> int:
    """Columns of text in a pipe: those of `COLUMNS`, else 100."""
    import os

    given = os.environ.get("COLUMNS", "")
    return min(max(int(given), 80), 200) if given.isdigit() else 100
