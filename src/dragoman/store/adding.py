"""Many reports in: read in batches outside any transaction, written in batches, each batch whole or not at all.

A report is told as added only after its batch is committed; so whatever ends the program, nothing that was told is
lost, nothing is half there, and running the same command again adds exactly what is missing.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, Select, delete, select
from sqlalchemy.exc import DBAPIError

from dragoman.errors import DragomanError, tripped
from dragoman.ingest.item import Failure
from dragoman.model import Document, Report
from dragoman.store import tables
from dragoman.store.chunks import chunks
from dragoman.store.codec import unpack
from dragoman.store.connect import reading, writing
from dragoman.store.outlets import state_of
from dragoman.store.rebuild import rebuild
from dragoman.store.verdicts import as_dated
from dragoman.store.write import Written, digest_of, is_known, keep_reading, keep_run, other_text, write

_LOG = logging.getLogger("dragoman")

Reader = Callable[[Iterable[Report]], Iterator[Document]]
Notify = Callable[["Progress"], None]

# Reports that are looked up in the ledger together, in one transaction, before any of them is read. Reading itself
# gains nothing from a batch: the encoder runs each window by itself.
BATCH = 32
# Long batches keep other writers waiting; after so many seconds what is there is committed.
COMMIT_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far adding has come. Counts are of what is committed."""

    added: int
    known: int
    failed: int
    words: int
    seconds: float

    @property
    def rate(self) -> float:
        """Reports a second, known ones left out."""
        return self.added / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class Refused:
    """A report that was not added, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Added:
    """What adding did. Adding the same again has `added` empty and changes nothing."""

    added: tuple[str, ...]  #: ids of reports that are new
    known: int  #: reports that were there already
    refused: tuple[Refused, ...]
    events: int  #: events that are new or altered
    seconds: float


@dataclass(slots=True)
class _Tally:
    added: list[str] = field(default_factory=list)
    known: int = 0
    refused: list[Refused] = field(default_factory=list)
    events: set[str] = field(default_factory=set)
    words: int = 0
    start: float = field(default_factory=time.monotonic)

    def progress(self) -> Progress:
        seconds = time.monotonic() - self.start
        return Progress(len(self.added), self.known, len(self.refused), self.words, seconds)


def add(
    engine: Engine, subject: str, items: Iterable[Report | Document | Failure], *, read: Reader,
    notify: Notify | None = None,
) -> Added:
    """Add what is new; see the module's docstring for what holds if it is interrupted.

    Raises:
        LedgerFault: the database cannot be written; batches committed before are kept.
    """
    tally = _Tally()
    for batch in _batches(items, tally):
        fresh = _fresh(engine, subject, batch, tally)
        for documents in _timed(_documents(fresh, read, tally)):
            _commit(engine, subject, documents, tally)
            if notify:
                notify(tally.progress())
        if notify and not fresh:
            notify(tally.progress())
    events = frozenset(tally.events)
    return Added(tuple(tally.added), tally.known, tuple(tally.refused), len(events), time.monotonic() - tally.start)


def read_again(
    engine: Engine, subject: str, *, run: str, read: Reader, notify: Notify | None = None
) -> int:
    """Read again what was not yet read by this run, then derive everything from its readings.

    Older readings stay beside the new ones. All switch over in one transaction at the end: interrupted, the ledger
    is as before, and the readings made so far are used the next time. Where somebody ever decided on the date, a
    reading of this run that is not in force may be older than that verdict or its end: it is made anew.
    Returns how many reports switched.
    """
    tally = _Tally()
    reports, readings, facts = tables.reports.c, tables.readings.c, tables.report_facts
    with reading(engine, subject) as connection:
        done = select(readings.report).where(readings.run == run, readings.report.not_in(_outdated(run)))
        asked = select(reports.id).where(reports.id.not_in(done)).order_by(reports.id)
        left = connection.execute(asked).scalars().all()
    for part in chunks(left, BATCH):
        with reading(engine, subject) as connection:
            bodies = connection.execute(select(reports.body).where(reports.id.in_(part)).order_by(reports.id)).scalars()
            plain = [unpack(Report, body) for body in bodies]
            texts = as_dated(connection, plain)
        found = list(_documents(texts, read, tally))
        with writing(engine, subject) as connection:
            stale = readings.report.in_(part) & (readings.run == run) & readings.report.in_(_outdated(run))
            connection.execute(delete(tables.readings).where(stale))
            # a report that somebody decided on meanwhile is left for the next time
            same = {a.id for a, b in zip(texts, as_dated(connection, plain), strict=True) if a == b}
            found = [d for d in found if d.report.id in same]
            for document in found:
                keep_reading(connection, document)
        tally.added += [d.report.id for d in found]
        if notify:
            notify(tally.progress())
    with writing(engine, subject) as connection:
        _keep_run(connection, run)
        switched = facts.c.report.in_(select(readings.report).where(readings.run == run)) & (facts.c.run != run)
        count = connection.execute(facts.update().where(switched).values(run=run)).rowcount
        rebuild(connection, outlet_state=state_of)
    return count


def _outdated(run: str) -> Select[tuple[str]]:
    """The reports on whose date somebody ever decided, and of which another run's reading is in force."""
    facts, verdicts = tables.report_facts.c, tables.verdicts.c
    decided = select(verdicts.subject).where(verdicts.kind == "date")
    return select(facts.report).where(facts.run != run, facts.report.in_(decided))


def _batches(
    items: Iterable[Report | Document | Failure], tally: _Tally
) -> Iterator[list[Report | Document]]:
    batch: list[Report | Document] = []
    for item in items:
        if isinstance(item, Failure):
            tally.refused.append(Refused(item.source, item.reason))
            continue
        batch.append(item)
        if len(batch) == BATCH:
            yield batch
            batch = []
    yield batch


def _fresh(
    engine: Engine, subject: str, batch: list[Report | Document], tally: _Tally
) -> list[Report | Document]:
    """Those that the ledger lacks: known reports are not even read."""
    found: dict[str, Report | Document] = {}
    with reading(engine, subject) as connection:
        for item in batch:
            report = item.report if isinstance(item, Document) else item
            try:
                known = is_known(connection, report) or _is_same(found.get(report.id), report)
            except DragomanError as error:
                tally.refused.append(Refused(report.source or report.id, str(error)))
                continue
            if known:
                tally.known += 1
            else:
                found[report.id] = item
    return list(found.values())


def _is_same(before: Report | Document | None, report: Report) -> bool:
    """Whether the report came before in the same batch.

    Raises:
        BadInput: another text came under its id.
    """
    if before is None:
        return False
    other = before.report if isinstance(before, Document) else before
    if digest_of(other) != digest_of(report):
        raise other_text(report.id)
    return True


def _documents(items: Iterable[Report | Document], read: Reader, tally: _Tally) -> Iterator[Document]:
    reports = [i for i in items if isinstance(i, Report)]
    yield from (i for i in items if isinstance(i, Document))
    if not reports:
        return
    done = 0
    try:
        for document in read(reports):
            done += 1
            yield document
        return
    except Exception:
        _LOG.debug("reading %d reports", len(reports), exc_info=True)
    # One of them cannot be read: find it, and let the others through.
    for report in reports[done:]:
        try:
            found = list(read([report]))
        except Exception as error:
            source = report.source or report.id
            tally.refused.append(Refused(source, str(tripped(source, error))))
            continue
        yield from found


def _timed(documents: Iterator[Document]) -> Iterator[list[Document]]:
    """Documents in lists that are committed together."""
    found: list[Document] = []
    start = time.monotonic()
    for document in documents:
        found.append(document)
        if time.monotonic() - start > COMMIT_SECONDS:
            yield found
            found, start = [], time.monotonic()
    if found:
        yield found


def _commit(engine: Engine, subject: str, documents: list[Document], tally: _Tally) -> None:
    done: list[Written] = []
    refused: list[Refused] = []
    with writing(engine, subject) as connection:
        for run in sorted({d.run for d in documents}):
            _keep_run(connection, run)
        for document in documents:
            try:
                with connection.begin_nested():
                    done.append(_write(connection, document))
            except DBAPIError:
                raise  # the database itself: nothing of this batch is kept
            except Exception as error:  # one bad report never stops a batch
                report = document.report
                refused.append(Refused(report.source or report.id, f"{type(error).__name__}: {error}"))
    # only now is it safe
    tally.refused += refused
    new = {w.report for w in done if w.new}
    tally.words += sum(len(d.text.split()) for d in documents if d.report.id in new)
    tally.known += sum(not w.new for w in done)
    tally.added += [w.report for w in done if w.new]
    for each in done:
        tally.events = (tally.events | each.events.written) - each.events.removed


def _write(connection: Connection, document: Document) -> Written:
    return write(connection, document, now=datetime.now(UTC), outlet_state=state_of(document.report.outlet))


def _keep_run(connection: Connection, run: str) -> None:
    from importlib.metadata import version

    keep_run(connection, run, version=version("dragoman"), now=datetime.now(UTC))
