"""Sources in, readouts out: what `dragoman.read` and `dragoman read` do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, TypeVar, overload

from dragoman.errors import BadInput, BadQuestion, DragomanError, tripped

if TYPE_CHECKING:
    from datetime import date

    from dragoman.ingest.item import Failure
    from dragoman.model import Document, Report
    from dragoman.pipeline import Broken
    from dragoman.views.readout import Readout

Source = str | Path
T = TypeVar("T")


@overload
def read(source: Source, /, *, published: date | str | None = ..., outlet: str | None = ...) -> Readout: ...
@overload
def read(*sources: Source, published: date | str | None = ..., outlet: str | None = ...) -> list[Readout]: ...
def read(*sources: Source, published: date | str | None = None, outlet: str | None = None) -> Readout | list[Readout]:
    """Read reports: a text file, an HTML file, an http(s) address, a directory, or "-" for standard input.

    One source that holds one report gives its readout; several sources, or a directory, give a list. In a list,
    reports that cannot be read are left out and told by a warning each.

    Raises:
        DragomanError: the only source cannot be read (see `dragoman.errors`), or `published` is not a date.
    """
    import warnings

    from dragoman.ingest.item import Failure

    if not sources:
        raise BadQuestion("dragoman.read", "no source given", "give a path, an address or '-'")
    single = len(sources) == 1 and not (sources[0] != "-" and Path(sources[0]).is_dir())
    readouts = []
    for found in read_each(sources, published=published, outlet=outlet):
        if not isinstance(found, Failure):
            readouts.append(found)
        elif single:
            raise found.error
        else:
            warnings.warn(found.reason, stacklevel=2)
    if single and not readouts:
        raise BadInput(str(sources[0]), "holds no report", "give a text or HTML file")
    return readouts[0] if single and len(readouts) == 1 else readouts


def read_each(
    sources: Iterable[Source],
    *,
    published: date | str | None = None,
    outlet: str | None = None,
    allow_private: bool | None = None,
) -> Iterator[Readout | Failure]:
    """Read sources in order; what cannot be read takes its place in the stream as a `Failure`.

    Raises:
        BadQuestion: `published` is not a date.
    """
    loading = Thread(target=_load_encoder, daemon=True)
    loading.start()
    Thread(target=_hash_files, daemon=True).start()
    from dragoman.pipeline import annotate_each

    Thread(target=_read_tables, daemon=True).start()
    # An address may take its time: what stands before it is not kept waiting.
    for _, group in groupby(sources, key=lambda s: s if _is_address(s) else None):
        for found in annotate_each(_after(loading, _reports(group, published, outlet, allow_private))):
            yield _readout(found)


def _is_address(source: Source) -> bool:
    return str(source).startswith(("http://", "https://"))


def _after(loading: Thread, reports: Iterable[T]) -> Iterator[T]:
    """The reports, the first of them once the weights are loaded."""
    for each in reports:
        loading.join()
        yield each


def _readout(found: Document | Broken | Failure) -> Readout | Failure:
    """A report that trips the program is a failure, too: it must not stop the batch."""
    import logging

    from dragoman.ingest.item import Failure, failure
    from dragoman.pipeline import Broken
    from dragoman.views.readout import readout

    if isinstance(found, Failure):
        return found
    if not isinstance(found, Broken):
        try:
            return readout(found)
        except Exception as error:
            found = Broken(found.report, error)
    if isinstance(found.error, DragomanError):
        raise found.error
    logging.getLogger("dragoman").debug("reading %s", found.report.source, exc_info=found.error)
    source = found.report.source or found.report.id
    return failure(source, tripped(source, found.error))


def _load_encoder() -> None:
    """Load the weights beside the imports and the first source: on a second core, a cold start waits less.

    A fault is left to the reading itself, which meets it again and tells it.
    """
    with suppress(Exception):
        from dragoman.extract.encode import encoder

        encoder()


def _hash_files() -> None:
    """Hash what the reading will be named after; a fault is met again as above."""
    with suppress(Exception):
        from dragoman.digest import hash_files

        hash_files()


def _read_tables() -> None:
    """Read tables while the weights are loaded and the first report is encoded; a fault is met again as above."""
    with suppress(Exception):
        from dragoman.pipeline import read_tables

        read_tables()


def _reports(
    sources: Iterable[Source], published: date | str | None, outlet: str | None, allow_private: bool | None
) -> Iterator[Report | Failure]:
    """The reports of the sources, one source after the other."""
    from dataclasses import replace

    from dragoman.ingest import read_reports
    from dragoman.ingest.limits import DEFAULT, MEBIBYTE
    from dragoman.settings import load

    settings = load(allow_private=allow_private)
    limits = replace(DEFAULT, text=settings.text_limit_mb * MEBIBYTE)
    for source in sources:
        yield from read_reports(
            source, outlet=outlet, published=published, allow_private=settings.allow_private, limits=limits
        )
