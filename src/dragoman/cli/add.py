"""`dragoman add`: a thin wrapper of `Ledger.add`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from dragoman.cli._ledger import DB, opened
from dragoman.cli._progress import Live, counted, duration
from dragoman.cli._sources import ALLOW_PRIVATE, ANY_LANGUAGE, COLUMN, OUTLET, PUBLISHED, Aside

if TYPE_CHECKING:
    from dragoman.ingest.item import Failure, Options
    from dragoman.model import Document, Report
    from dragoman.store.adding import Added, Progress

_EXAMPLE = "Example:  dragoman add --db desk.db reports/ wire.jsonl"
# Files that hold one report each.
_ONE_EACH = (".txt", ".html", ".htm")


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("add", epilog=_EXAMPLE)(add)


def add(
    sources: list[str] = typer.Argument(metavar="SOURCE", help="Files, folders, addresses, - for standard input."),
    outlet: str | None = OUTLET,
    published: str | None = PUBLISHED,
    column: list[str] = COLUMN,
    any_language: bool = ANY_LANGUAGE,
    allow_private: bool | None = ALLOW_PRIVATE,
    run: str | None = typer.Option(None, help="Of a folder with shards of several runs of backfill: the run to load."),
    db: str | None = DB,
) -> None:
    """Add reports to the ledger: read each, and enter what it tells beside what others told.

    Text, HTML, JSON Lines (fields id, url, outlet, title, date, text), CSV, feeds, web archives, zip and tar,
    folders of these, and what `dragoman backfill` wrote. What is there already is skipped, so the same command can be
    run again after any interruption.
    """
    from dragoman.archive import is_backfill
    from dragoman.cli._sources import check_sources, reading_options, tell_passed_over
    from dragoman.errors import BadQuestion

    options = reading_options(
        outlet=outlet, published=published, column=column, any_language=any_language, allow_private=allow_private
    )
    check_sources(sources)
    if run is not None and not any(is_backfill(s) for s in sources):
        raise BadQuestion(
            f"--run {run}",
            "is for folders that backfill wrote, and no source is one",
            "name such a folder, or leave it out",
        )
    aside = Aside()
    # All are opened before the first is read, so that what is wrong with the last shows at once.
    found = [_opened(source, options, run) for source in sources]
    reports = aside.without_other_languages(each for source in found for each in source)
    total = _count_files(sources, options)
    with opened(db, create=True) as ledger, Live() as live:
        try:
            added = ledger.add(reports, notify=lambda progress: live.tell(line(progress, total)))
        except KeyboardInterrupt:
            print("\ninterrupted: what was added is safe; run the command again to add the rest", file=sys.stderr)
            raise
    _summary(added, aside, ledger.where)
    tell_passed_over(sources, options)
    _end(added, aside)


def line(progress: Progress, total: int | None) -> str:
    """How far it is, in one line; `total` is how many reports there are, where that is known."""
    told = (
        f"{progress.added:,} added, {progress.known:,} known, {progress.failed:,} failed, {progress.words:,} words, "
        f"{progress.rate:.1f} reports a second"
    )
    done = progress.added + progress.known + progress.failed
    if not total or not done:
        return told
    return f"{told}, about {duration(max(0, total - done) * progress.seconds / done)} left"


def _opened(source: str, options: Options, run: str | None) -> Iterator[Report | Document | Failure]:
    from dragoman.archive import is_backfill, read_shards
    from dragoman.ingest.sources import reports_of

    return read_shards(source, run=run) if is_backfill(source) else reports_of(source, options)


def _count_files(sources: list[str], options: Options) -> int | None:
    """How many reports there are, where every file holds one; None where that cannot be known beforehand."""
    from dragoman.archive import is_backfill
    from dragoman.ingest.folder import files

    if any(not os.path.exists(s) or is_backfill(s) for s in sources):
        return None
    found = [f for s in sources for f in files(s, options)]
    return len(found) if all(isinstance(f, str) and f.lower().endswith(_ONE_EACH) for f in found) else None


def _summary(added: Added, aside: Aside, where: str) -> None:
    from dragoman.cli._sources import tell_other_languages, tell_reasons

    rate = f" ({len(added.added) / added.seconds:.1f} reports a second)" if added.added and added.seconds else ""
    parts = [f"{len(added.added):,} added", f"{added.known:,} known already"]
    if aside.other_languages:
        parts.append(f"{aside.other_languages:,} not in English")
    if added.refused:
        parts.append(f"{len(added.refused):,} not added")
    print(f"{where}: {', '.join(parts)}; {counted(added.events, 'event')} new or changed{rate}")
    tell_reasons((r.reason for r in added.refused), len(added.refused))
    tell_other_languages(aside.examples, aside.other_languages)


def _end(added: Added, aside: Aside) -> None:
    """Exit with a code where something was not added: that of the error, if all failed in the same way, as `read` does.

    Reports in another language are set aside and counted: they are a failure only where nothing else was found.
    """
    from dragoman.errors import BadInput, NotEnglish

    codes = set(aside.codes)
    if len(added.refused) > aside.failed:  # read well, and then refused by the ledger
        codes.add(BadInput.exit_code)
    if aside.other_languages and not (added.added or added.known):
        codes.add(NotEnglish.exit_code)
    if codes:
        raise typer.Exit(codes.pop() if len(codes) == 1 else 1)
    if not (added.added or added.known):
        print("  nothing to read was found", file=sys.stderr)
