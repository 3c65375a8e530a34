"""Anything that holds reports, as a stream of reports.

`read_reports` is the front door. Behind it two steps that can run in different processes: `items` finds the
reports in a source without reading them, `read_item` reads one. Neither holds more than one report at a time,
whatever the size of the source, and neither stops at a report that cannot be read.
"""

from __future__ import annotations

import logging
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import IO

from dragoman.errors import BadInput, BadQuestion, DragomanError
from dragoman.ingest.days import on, read_day
from dragoman.ingest.folder import cannot_open, files, shown
from dragoman.ingest.item import Failure, Item, Options, failure
from dragoman.ingest.limits import DEFAULT, Limits
from dragoman.ingest.open import items_of_stream
from dragoman.ingest.streams import Meter, Peekable
from dragoman.model import Report, When

_LOG = logging.getLogger(__name__)


def read_reports(
    source: str | Path,
    *,
    outlet: str | None = None,
    published: date | When | str | None = None,
    columns: Mapping[str, str] | None = None,
    allow_private: bool = False,
    fetch: bool = True,
    any_language: bool = False,
    limits: Limits = DEFAULT,
) -> Iterator[Report | Failure]:
    """Every report in `source`, in a fixed order, and a `Failure` in the place of each that cannot be read.

    Args:
        source: a file (text, HTML, JSON Lines, JSON, CSV, RSS, Atom, OPML, XML sitemap, WARC, zip, tar, and any of
            these in gzip, bzip2 or xz), a folder (in order of names), an http(s) address, or "-" for standard input.
        outlet: who printed the reports; outranks what they say.
        published: the day or interval ("2023-06-19", "2023-06") in which they came out; becomes a hint "given".
        columns: our field names (id, url, outlet, title, byline, date, text, html) to those in JSON Lines and CSV.
        allow_private: whether addresses in the local network may be fetched.
        fetch: whether articles that a feed, list of feeds or sitemap only names are fetched.
        any_language: let text through that is not English.

    Raises:
        BadQuestion: at once, when `published` is no date or `columns` names no field of ours.
    """
    options = Options(
        outlet=outlet,
        published=given_day(published),
        columns=dict(columns or {}),
        allow_private=allow_private,
        fetch=fetch,
        any_language=any_language,
        limits=limits,
    )
    check_columns(options)
    return reports_of(source, options)


def reports_of(source: str | Path, options: Options) -> Iterator[Report | Failure]:
    """`read_reports`, with options that are made and checked already."""
    for item in items(source, options):
        yield item if isinstance(item, Failure) else read_item(item, options)


def read_item(item: Item, options: Options) -> Report | Failure:
    """Read one report."""
    try:
        # each reader is imported when the first report of its kind comes: a text needs no parser of HTML
        if item.kind == "html":
            from dragoman.ingest.html import read_html

            return read_html(item, options)
        if item.kind == "record":
            from dragoman.ingest.record import read_record

            return read_record(item, options)
        from dragoman.ingest.text import read_text

        return read_text(item, options)
    except DragomanError as error:
        return failure(item.source, error)
    except Exception as error:
        # The libraries below were not written for hostile input. What breaks them costs this report, not the batch.
        _LOG.warning("%s: a reader broke on it", item.source, exc_info=True)
        remedy = "if it is a plain news report, please report this as a fault of Dragoman"
        return failure(
            item.source, BadInput(item.source, f"broke the reader ({type(error).__name__}: {error})", remedy)
        )


def items(source: str | Path, options: Options, *, meter: Meter | None = None) -> Iterator[Item | Failure]:
    """The reports of a source, found but not read; `meter` counts the bytes of files on the way."""
    name = os.fspath(source)
    if name == "-":
        yield from items_of_stream(Peekable(sys.stdin.buffer), "-", options)
    elif name.startswith(("http://", "https://")):
        from dragoman.ingest.web import items_of_web

        yield from items_of_web(name, options)
    elif "://" in name.split("/", 1)[0] + "/" or name.startswith(("ftp:", "file:")):
        yield failure(
            name,
            BadInput(name, "is an address of a kind that is not fetched", "give an http or https address, or a file"),
        )
    else:
        for path in files(name, options):
            if isinstance(path, Failure):
                yield path
            else:
                yield from items_of_file(path, options, meter=meter)


def given_day(published: date | When | str | None) -> When | None:
    """What the user gave as the day of publication.

    Raises:
        BadQuestion: it is no date.
    """
    if published is None or isinstance(published, When):
        return published
    if isinstance(published, date):
        return on(date(published.year, published.month, published.day))
    when = read_day(published)
    if when is None:
        raise BadQuestion(f"published {published!r}", "is no date", "write it as 2023-06-19, 2023-06 or 2023")
    return when


def check_columns(options: Options) -> None:
    """Refuse column names for fields that do not exist.

    Raises:
        BadQuestion: naming the fields there are.
    """
    if not options.columns:
        return
    from dragoman.ingest.record import FIELDS

    for field in options.columns:
        if field not in FIELDS:
            raise BadQuestion(f"column {field!r}", "is no field of a report", f"there are {', '.join(FIELDS)}")


def items_of_file(path: str, options: Options, *, meter: Meter | None = None) -> Iterator[Item | Failure]:
    """The reports in one file, found but not read."""
    source = shown(path)
    try:
        mode = os.stat(path).st_mode
        if not stat.S_ISREG(mode) and path != "/dev/stdin":
            yield failure(source, BadInput(source, "is no regular file", "give a file, a folder or -"))
            return
        file: IO[bytes] = open(path, "rb")  # noqa: SIM115 - closed by the with below; opening alone may fail here
    except (OSError, ValueError) as error:
        yield failure(source, cannot_open(path, error))
        return
    with file:
        yield from items_of_stream(Peekable(file, meter=meter), source, options)
