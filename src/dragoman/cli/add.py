"""`dragoman add`: a thin wrapper of `Ledger.add`."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from dragoman.cli._ledger import DB, opened

if TYPE_CHECKING:
    from dragoman.ingest.item import Failure
    from dragoman.model import Document, Report
    from dragoman.store.adding import Added, Progress

_EXAMPLE = "Example:  dragoman add --db desk.db reports/ wire.jsonl"
# Where nobody watches, a line a minute is enough to see that work goes on.
_LOG_EVERY_SECONDS = 60.0
# At most so many reasons are listed; a broken archive has thousands of the same.
_REASONS = 20
# Files that hold one report each.
_ONE_EACH = (".txt", ".html", ".htm")


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("add", epilog=_EXAMPLE)(add)


def add(
    sources: list[str] = typer.Argument(help="Files, folders, addresses, - for standard input."),
    outlet: str | None = typer.Option(None, help="Who published them."),
    published: str | None = typer.Option(None, help="When they were published: 2023-06-19, 2023-06 or 2023."),
    column: list[str] = typer.Option(
        [], help="Another name of a field in JSON Lines or CSV: text=body; repeatable. Fields: id, url, outlet, ..."
    ),
    any_language: bool = typer.Option(False, "--any-language", help="Do not set aside what is not English."),
    db: str | None = DB,
) -> None:
    """Add reports to the ledger: read each, and enter what it tells beside what others told.

    Text, HTML, JSON Lines (fields id, url, outlet, title, date, text), CSV, feeds, web archives, zip and tar,
    folders of these, and what `dragoman backfill` wrote. What is there already is skipped, so the same command can be
    run again after any interruption.
    """
    reports = _reports(sources, outlet=outlet, published=published, column=column, any_language=any_language)
    with opened(db, create=True) as ledger, _Telling(_count_files(sources)) as notify:
        try:
            added = ledger.add(reports, notify=notify)
        except KeyboardInterrupt:
            print("\ninterrupted: what was counted as added is safe; run the command again to add the rest",
                  file=sys.stderr)
            raise
    _summary(added, ledger.where)


def _reports(
    sources: list[str], *, outlet: str | None, published: str | None, column: list[str], any_language: bool
) -> Iterator[Report | Document | Failure]:
    from dragoman.archive import is_backfill, read_shards
    from dragoman.errors import BadQuestion
    from dragoman.ingest import read_reports

    columns = dict(c.split("=", 1) for c in column if "=" in c)
    if wrong := [c for c in column if "=" not in c]:
        raise BadQuestion(wrong[0], "not of the form FIELD=NAME", "as in --column text=body")
    # All are opened before the first is read, so that a wrong option shows at once.
    opened = [
        read_shards(s)
        if is_backfill(s)
        else read_reports(s, outlet=outlet, published=published, columns=columns, any_language=any_language)
        for s in sources
    ]
    return (report for reports in opened for report in reports)


def _summary(added: Added, where: str) -> None:
    rate = len(added.added) / added.seconds if added.seconds else 0.0
    parts = [f"{len(added.added)} added", f"{added.known} known already"]
    if added.refused:
        parts.append(f"{len(added.refused)} not added")
    print(f"{where}: {', '.join(parts)}; {added.events} events new or changed ({rate:.1f} reports a second)")
    for refused in added.refused[:_REASONS]:
        print(f"  {refused.source}: {refused.reason}", file=sys.stderr)
    if len(added.refused) > _REASONS:
        print(f"  and {len(added.refused) - _REASONS} more", file=sys.stderr)
    if added.refused and not added.added and not added.known:
        raise typer.Exit(3)


class _Telling:
    """Progress on standard error: a live line on a terminal, else a log line a minute."""

    def __init__(self, total: int | None) -> None:
        self._total = total  # None: unknown until the end

    def __enter__(self) -> Callable[[Progress], None]:
        self._last = time.monotonic()
        self._status: Any = None
        if sys.stderr.isatty():
            from rich.console import Console

            self._status = Console(stderr=True).status("reading")
            self._status.start()
        return self._tell

    def __exit__(self, *_: object) -> None:
        if self._status:
            self._status.stop()

    def _tell(self, progress: Progress) -> None:
        line = (
            f"{progress.added} added, {progress.known} known, {progress.failed} failed;"
            f" {progress.rate:.1f} reports a second, {progress.words:,} words{self._left(progress)}"
        )
        if self._status:
            self._status.update(line)
        elif time.monotonic() - self._last >= _LOG_EVERY_SECONDS:
            self._last = time.monotonic()
            logging.getLogger("dragoman").warning("%s", line)

    def _left(self, progress: Progress) -> str:
        done = progress.added + progress.known + progress.failed
        if not self._total or not done:
            return ""
        seconds = max(0, self._total - done) * progress.seconds / done
        return f"; about {seconds / 60:.0f} minutes left" if seconds > 90 else f"; about {seconds:.0f} seconds left"


def _count_files(sources: list[str]) -> int | None:
    """How many reports there are, where every file holds one; None where that cannot be known beforehand."""
    paths = [Path(s) for s in sources]
    files = [f for p in paths for f in (p.rglob("*") if p.is_dir() else [p]) if f.is_file()]
    return len(files) if files and all(f.suffix.lower() in _ONE_EACH for f in files) else None
