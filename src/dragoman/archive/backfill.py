"""`backfill`: sources in, shards out, whatever the engine."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from dragoman.archive import local
from dragoman.archive.plan import PART_REPORTS, Input, Part, Refused, inputs, parts
from dragoman.archive.shards import Place, arrow, is_done, is_written, note_done, prepare, write_part
from dragoman.archive.work import ANNOTATE, Outcome, Worker
from dragoman.errors import BadQuestion
from dragoman.ingest.item import Options

Engine = Literal["local", "ray"]
_BAD_SOURCES = "sources"  #: input name under which paths that cannot even be opened are listed


@dataclass(frozen=True, slots=True)
class Summary:
    """How far a backfill has come; the last one is its result."""

    reports: int = 0
    words: int = 0
    failures: int = 0
    other_languages: int = 0  #: of the failures, reports that are not in English
    failed: frozenset[str] = frozenset()  #: names of the shards in OUT/failures with these failures; told at the end
    written: int = 0  #: parts that were read in this run
    skipped: int = 0  #: parts whose shard was there already
    inputs_skipped: int = 0  #: inputs that were done already and have not changed
    seconds: float = 0.0  #: since the start
    share: float | None = None  #: of the inputs' bytes that were worked through, 0 to 1; None where not known

    @property
    def rate(self) -> float:
        """Reports a second."""
        return self.reports / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """At the speed so far."""
        return self.seconds * (1 - self.share) / self.share if self.share else None


@dataclass(frozen=True, slots=True)
class Backfill:
    """What is to be read, whereto, and by how many."""

    sources: tuple[str, ...]
    out: str
    run: str  #: digest of weights, codebook and kb: shards of another run are not mixed up with this one's
    engine: Engine = "local"
    workers: int | None = None  #: None for one per core
    address: str | None = None  #: of a running Ray cluster
    gpus: bool = False  #: give each Ray actor a GPU
    size: int = PART_REPORTS
    options: Options = field(default_factory=Options)
    annotate: str = ANNOTATE


def backfill(job: Backfill, *, notify: Callable[[Summary], None] | None = None) -> Summary:
    """Read everything in the job's sources and write it as shards to its OUT; run it again to go on.

    Raises:
        BadQuestion: a number of workers or a size that means nothing.
        MissingExtra: pyarrow or Ray is not installed.
        NotFound: OUT cannot be made.
    """
    if job.size < 1 or (job.workers is not None and job.workers < 1):
        raise BadQuestion(
            "backfill", "workers and reports in a shard must be at least 1", "leave them out for the defaults"
        )
    arrow()
    place = Place(job.out, job.run)
    if job.engine == "ray":
        from dragoman.archive.cluster import ray_module

        ray_module()
    prepare(place)
    tally = _Tally(place, notify)
    todo = list(_todo(job, place, tally))
    worker = Worker(place, job.options, job.annotate)
    for outcome in _outcomes(job, place, worker, todo, tally):
        tally.count(outcome)
    for given in todo:
        note_done(place, given, tally.parts[given.name])
    return tally.summary(finished=True)


def _todo(job: Backfill, place: Place, tally: _Tally) -> Iterator[Input]:
    """Inputs that are not done yet; what cannot be opened is listed in a shard of its own."""
    bad: list[Refused] = []
    for given in inputs(job.sources, job.options):
        if isinstance(given, Refused):
            bad.append(given)
        elif is_done(place, given):
            tally.inputs_skipped += 1
        else:
            tally.sizes[given.name] = given.size
            yield given
    if bad:
        write_part(place, Part(_BAD_SOURCES, 0, (), (), "", 0), (), bad)
        tally.failures += len(bad)
        tally.failed.add(place.shard(_BAD_SOURCES, 0).name)


def _outcomes(job: Backfill, place: Place, worker: Worker, todo: Sequence[Input], tally: _Tally) -> Iterator[Outcome]:
    if not todo:
        return
    if job.engine == "ray":
        from dragoman.archive import cluster

        yield from cluster.run(todo, worker, workers=job.workers, address=job.address, size=job.size, gpus=job.gpus)
        return
    yield from local.run(_missing(job, place, todo, tally), worker, job.workers or os.cpu_count() or 1)


def _missing(job: Backfill, place: Place, todo: Sequence[Input], tally: _Tally) -> Iterator[Part]:
    """Parts whose shard is missing or of other content."""
    for given in todo:
        for part in parts(given, job.options, size=job.size):
            if is_written(place, part):
                tally.count(Outcome(part.input, part.number, 0, 0, 0, 0, 0.0, part.upto, skipped=True))
            else:
                yield part


class _Tally:
    """Adds outcomes up. A part may be told twice (Ray runs lost work again); it counts once."""

    def __init__(self, place: Place, notify: Callable[[Summary], None] | None) -> None:
        self._place = place
        self._notify = notify
        self._start = time.monotonic()
        self._told: set[tuple[str, int]] = set()
        self._now = Summary()
        self.parts: dict[str, int] = {}
        self.sizes: dict[str, int] = {}
        self.upto: dict[str, int] = {}
        self.inputs_skipped = 0
        self.failures = 0
        self.failed: set[str] = set()

    def count(self, outcome: Outcome) -> None:
        key = (outcome.input, outcome.number)
        if key in self._told:
            return
        self._told.add(key)
        if outcome.failures:
            self.failed.add(self._place.shard(*key).name)
        self.parts[outcome.input] = max(self.parts.get(outcome.input, 0), outcome.number + 1)
        self.upto[outcome.input] = max(self.upto.get(outcome.input, 0), outcome.upto)
        now = self._now
        self._now = replace(
            now,
            reports=now.reports + outcome.reports,
            words=now.words + outcome.words,
            failures=now.failures + outcome.failures,
            other_languages=now.other_languages + outcome.other_languages,
            written=now.written + (not outcome.skipped),
            skipped=now.skipped + outcome.skipped,
        )
        if self._notify:
            self._notify(self.summary())

    def summary(self, *, finished: bool = False) -> Summary:
        total = sum(self.sizes.values())
        known = bool(total) and all(self.sizes.values())
        share = 1.0 if finished else min(1.0, sum(self.upto.values()) / total) if known else None
        return replace(
            self._now,
            failures=self._now.failures + self.failures,
            failed=frozenset(self.failed) if finished else self._now.failed,
            inputs_skipped=self.inputs_skipped,
            seconds=time.monotonic() - self._start,
            share=share,
        )
