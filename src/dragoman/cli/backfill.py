"""`dragoman backfill`: archives into shards, a thin wrapper of `archive.backfill`."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from dragoman.archive import Summary

_EXAMPLE = "Example:  dragoman backfill crawl/ shards/ --workers 8  &&  dragoman add shards/ --db desk.db"
# Where nobody watches, a line a minute is enough to see that work goes on.
_LOG_EVERY_SECONDS = 60.0


class Engine(StrEnum):
    """What the work runs on."""

    local = "local"
    ray = "ray"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("backfill", epilog=_EXAMPLE)(backfill)


def backfill(
    sources: list[str] = typer.Argument(help="Files and folders with reports; then OUT, the folder for the shards."),
    engine: Engine = typer.Option(Engine.local, help="Processes of this machine, or a Ray cluster."),
    workers: int | None = typer.Option(None, help="Processes or actors. Default: one per core."),
    address: str | None = typer.Option(None, help="A running Ray cluster. Default: one is started on this machine."),
    gpus: bool = typer.Option(False, "--gpus", help="Ray only: one actor per GPU instead of per core."),
    shard_size: int = typer.Option(256, help="Reports in a shard."),
    column: list[str] = typer.Option([], help="Another name of a field in JSON Lines or CSV: text=body; repeatable."),
    outlet: str | None = typer.Option(None, help="Who published them."),
    any_language: bool = typer.Option(False, "--any-language", help="Do not set aside what is not English."),
) -> None:
    """Read archives of any size into Parquet shards: web archives, JSON Lines, CSV, zip, tar, folders.

    Run the same command again to go on after an interruption or to take up what was added: shards that are there
    are not made again. What cannot be read is listed in OUT/failures. `dragoman add OUT` loads the shards.
    """
    from dragoman.archive import Backfill
    from dragoman.archive import backfill as run
    from dragoman.errors import BadQuestion
    from dragoman.ingest.item import Options
    from dragoman.ingest.sources import check_columns
    from dragoman.pipeline import digest
    from dragoman.settings import load

    if len(sources) < 2:
        raise BadQuestion(
            "backfill", "needs a source and a folder for the shards", "as in: dragoman backfill crawl/ shards/"
        )
    if wrong := [c for c in column if "=" not in c]:
        raise BadQuestion(wrong[0], "not of the form FIELD=NAME", "as in --column text=body")
    options = Options(
        outlet=outlet,
        columns=dict(c.split("=", 1) for c in column),
        allow_private=load().allow_private,
        any_language=any_language,
    )
    check_columns(options)
    job = Backfill(
        sources=tuple(sources[:-1]),
        out=sources[-1],
        run=digest(),
        engine=engine.value,
        workers=workers,
        address=address,
        gpus=gpus,
        size=shard_size,
        options=options,
    )
    with _Telling() as notify:
        try:
            summary = run(job, notify=notify)
        except KeyboardInterrupt:
            print("\ninterrupted: shards that are written are safe; run the command again to go on", file=sys.stderr)
            raise
    _summary(summary, job.out)


def line(summary: Summary) -> str:
    """How far it is, in one line."""
    parts = [
        f"{summary.reports:,} reports",
        f"{summary.words:,} words",
        f"{summary.rate:.1f} reports a second",
        f"{summary.failures:,} failed",
    ]
    if summary.skipped:
        parts.append(f"{summary.skipped:,} shards there already")
    if summary.share is not None:
        parts.append(f"{summary.share:.0%}")
    if summary.seconds_left:
        parts.append(f"{_duration(summary.seconds_left)} left")
    return ", ".join(parts)


def _duration(seconds: float) -> str:
    for size, name in ((86400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {name}"
    return f"{seconds:.0f} seconds"


def _summary(summary: Summary, out: str) -> None:
    print(
        f"{out}: {summary.reports:,} reports ({summary.words:,} words) in {_duration(summary.seconds)}, "
        f"{summary.rate:.1f} a second; {summary.written:,} shards written, {summary.skipped:,} there already"
        + (f"; {summary.inputs_skipped:,} inputs unchanged" if summary.inputs_skipped else "")
    )
    if summary.failures:
        other = f", {summary.other_languages:,} of them not in English" if summary.other_languages else ""
        print(f"  {summary.failures:,} could not be read{other}: see {out}/failures", file=sys.stderr)
    if summary.failures and not (summary.reports or summary.skipped or summary.inputs_skipped):
        raise typer.Exit(3)


class _Telling:
    """Progress on standard error: a live line on a terminal, else a log line a minute."""

    def __enter__(self) -> Callable[[Summary], None]:
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

    def _tell(self, summary: Summary) -> None:
        if self._status:
            self._status.update(line(summary))
        elif time.monotonic() - self._last >= _LOG_EVERY_SECONDS:
            self._last = time.monotonic()
            logging.getLogger("dragoman").warning("%s", line(summary))
