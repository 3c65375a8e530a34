"""`dragoman follow`: feeds into the ledger, a thin wrapper of `ingest.follow.follow`."""

from __future__ import annotations

import hashlib
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from dragoman.cli._ledger import DB, opened
from dragoman.cli._progress import Live, counted
from dragoman.cli._sources import OUTLET

if TYPE_CHECKING:
    from dragoman.ingest.follow import Round, Sink
    from dragoman.ledger import Ledger

_EXAMPLE = "Example:  dragoman follow feeds.opml --every 15m --db desk.db"


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("follow", epilog=_EXAMPLE)(follow)


def follow(
    feeds: list[str] = typer.Argument(help="OPML files, files with one address a line, or addresses of feeds."),
    every: str = typer.Option("15m", help="How often each feed is asked: 15m, 2h, 1d."),
    once: bool = typer.Option(False, "--once", help="Ask each feed once, then end."),
    allow_private: bool = typer.Option(False, "--allow-private", help="Fetch from the local network too."),
    state: Path | None = typer.Option(None, help="File for what was fetched. Default: beside the ledger."),
    outlet: str | None = OUTLET,
    db: str | None = DB,
) -> None:
    """Follow feeds: fetch what is new now and then, and add it to the ledger.

    Politely: conditional requests, robots.txt, a pause between requests to one host, Retry-After. Stop it with
    Ctrl-C and start it again at any time: nothing is fetched or added twice.
    """
    from dragoman.cli._sources import reading_options, tell_reasons
    from dragoman.ingest import follow as following
    from dragoman.ingest.fetch import Fetcher
    from dragoman.ingest.followstate import FollowState

    addresses = list(dict.fromkeys(a for source in feeds for a in following.feeds_of(source)))
    interval = following.read_interval(every)
    options = reading_options(outlet=outlet, allow_private=allow_private or None)
    with (
        opened(db, create=True) as ledger,
        FollowState(state or _state_beside(db)) as kept,
        Fetcher(allow_private=options.allow_private) as fetcher,
        suppress(KeyboardInterrupt),
        Live("asking feeds") as live,
    ):
        rounds = following.follow(
            addresses, _sink(ledger), state=kept, fetcher=fetcher, every=interval, once=once, options=options,
            notify=lambda so_far: live.tell(_line(so_far)),
        )
        for done in rounds:
            print(f"{datetime.now():%Y-%m-%d %H:%M}  {_line(done)}", file=sys.stderr)
            tell_reasons((failed.reason for failed in done.failures), len(done.failures))
            live.tell("waiting for the next round; Ctrl-C ends")
            if once and done.silent == done.asked:
                _end(done)


def _sink(ledger: Ledger) -> Sink:
    def add(report: object) -> str | None:
        added = ledger.add([report])  # type: ignore[list-item]
        return added.refused[0].reason if added.refused else None

    return add


def _state_beside(db: str | None) -> Path:
    """Beside a ledger that is a file; for a server's, in the user's data folder under a name of its own."""
    from platformdirs import user_data_dir

    from dragoman.ledger import default_place

    place = db or default_place()
    if "://" not in place:
        return Path(place).with_name(Path(place).name + ".follow")
    return Path(user_data_dir("dragoman")) / f"{hashlib.sha256(place.encode()).hexdigest()[:16]}.follow"


def _line(done: Round) -> str:
    """A round in one line, at its end or on the way."""
    parts = [
        f"{counted(done.asked, 'feed')} asked",
        f"{done.unchanged:,} unchanged",
        counted(done.found, "new entry", "new entries"),
        f"{done.added:,} added",
    ]
    if done.other_languages:
        parts.append(f"{done.other_languages:,} not in English")
    if len(done.failures) > done.other_languages:
        parts.append(f"{len(done.failures) - done.other_languages:,} failed")
    if done.waiting:
        parts.append(f"{counted(done.waiting, 'article')} to fetch")
    return ", ".join(parts)


def _end(done: Round) -> None:
    """Exit with the code of what went wrong where no feed could be had."""
    codes = {failed.error.exit_code for failed in done.failures}
    if codes:
        raise typer.Exit(codes.pop() if len(codes) == 1 else 1)
