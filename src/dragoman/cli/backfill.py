"""`dragoman backfill`: archives into shards, a thin wrapper of `archive.backfill`."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING

import typer

from dragoman.cli._progress import Live, counted, duration
from dragoman.cli._sources import ALLOW_PRIVATE, ANY_LANGUAGE, COLUMN, OUTLET, PUBLISHED
from dragoman.errors import BadInput, BadQuestion, NotEnglish

if TYPE_CHECKING:
    from dragoman.archive import Backfill, Summary

_EXAMPLE = "Example:  dragoman backfill crawl/ shards/ --workers 8  &&  dragoman add shards/ --db desk.db"


class Engine(StrEnum):
    """What the work runs on."""

    local = "local"
    ray = "ray"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("backfill", epilog=_EXAMPLE)(backfill)


def backfill(
    sources: list[str] | None = typer.Argument(
        None, metavar="SOURCE...", help="Files, folders and addresses with reports.", show_default=False
    ),
    out: str = typer.Argument(metavar="OUT", help="Folder for the shards."),
    engine: Engine = typer.Option(Engine.local, help="Processes of this machine, or a Ray cluster."),
    workers: int | None = typer.Option(None, help="Processes or actors. Default: one per core."),
    address: str | None = typer.Option(None, help="A running Ray cluster. Default: one is started on this machine."),
    gpus: bool = typer.Option(False, "--gpus", help="Ray only: one actor per GPU instead of per core."),
    shard_size: int = typer.Option(256, help="Reports in a shard."),
    outlet: str | None = OUTLET,
    published: str | None = PUBLISHED,
    column: list[str] = COLUMN,
    any_language: bool = ANY_LANGUAGE,
    allow_private: bool | None = ALLOW_PRIVATE,
) -> None:
    """Read archives of any size into Parquet shards: web archives, JSON Lines, CSV, zip, tar, folders.

    Run the same command again to go on after an interruption or to take up what was added: shards that are there
    are not made again, unless the options that say how reports are read have changed. What cannot be read is listed
    in OUT/failures. `dragoman add OUT` loads the shards.
    """
    from dragoman.archive import Backfill
    from dragoman.archive import backfill as run
    from dragoman.cli._sources import check_sources, reading_options, tell_passed_over
    from dragoman.digest import digest

    if engine is Engine.local and (gpus or address):
        raise BadQuestion("--gpus" if gpus else "--address", "is for Ray", "add --engine ray, or leave it out")
    if not sources:  # a parser gives the only path to the last argument
        raise BadQuestion(
            out, "is one path, and two are needed: what to read and the folder for the shards",
            f"as in `dragoman backfill {out} shards/`",
        )  # fmt: skip
    options = reading_options(
        outlet=outlet, published=published, column=column, any_language=any_language, allow_private=allow_private
    )
    check_sources(sources)
    job = Backfill(
        sources=tuple(sources),
        out=out,
        run=digest(),
        engine=engine.value,
        workers=workers,
        address=address,
        gpus=gpus,
        size=shard_size,
        options=options,
    )
    with Live() as live:
        try:
            summary = run(job, notify=lambda so_far: live.tell(line(so_far)))
        except KeyboardInterrupt:
            print("\ninterrupted: shards that are written are safe; run the command again to go on", file=sys.stderr)
            raise
    _summary(summary, job)
    tell_passed_over(job.sources, options)
    if summary.failures and not (summary.reports or summary.skipped or summary.inputs_skipped):
        foreign = summary.failures == summary.other_languages
        raise typer.Exit(NotEnglish.exit_code if foreign else BadInput.exit_code)


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
        parts.append(f"{duration(summary.seconds_left)} left")
    return ", ".join(parts)


def _summary(summary: Summary, job: Backfill) -> None:
    from dragoman.archive import failures_in
    from dragoman.cli._sources import tell_other_languages, tell_reasons

    print(
        f"{job.out}: {counted(summary.reports, 'report')} ({summary.words:,} words) in {duration(summary.seconds)}, "
        f"{summary.rate:.1f} a second; {counted(summary.written, 'shard')} written, {summary.skipped:,} there already"
        + (f"; {counted(summary.inputs_skipped, 'input')} unchanged" if summary.inputs_skipped else "")
    )
    if not summary.failures:
        return
    other = f", {summary.other_languages:,} of them not in English" if summary.other_languages else ""
    print(f"  {summary.failures:,} could not be read{other}; all reasons are in {job.out}/failures", file=sys.stderr)
    # The side table may be long: it is read through twice rather than held.
    reasons = (f.reason for f in failures_in(job.out, shards=summary.failed) if f.kind != NotEnglish.__name__)
    tell_reasons(reasons, summary.failures - summary.other_languages)
    foreign = (f.source for f in failures_in(job.out, shards=summary.failed) if f.kind == NotEnglish.__name__)
    tell_other_languages(foreign, summary.other_languages)
