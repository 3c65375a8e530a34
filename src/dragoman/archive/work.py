"""What one worker does: read a part, annotate it, write its shard. The same code in a process and in a Ray actor."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module

from dragoman.archive.plan import Part, Refused, decode_item, refused
from dragoman.archive.shards import Place, write_part
from dragoman.errors import tripped
from dragoman.ingest.item import Failure, Options
from dragoman.ingest.language import load_detector
from dragoman.ingest.sources import read_item
from dragoman.model import Document, Report

Annotate = Callable[[Iterable[Report]], Iterator[Document]]
ANNOTATE = "dragoman.pipeline:annotate"  #: the function that reads reports, as "module:name" so that it travels
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a part."""

    input: str
    number: int
    reports: int
    words: int
    failures: int
    other_languages: int
    seconds: float  #: of work; 0 for a part whose shard was there
    upto: int
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Worker:
    """Reads parts. Made once per process; the model is loaded with the first part."""

    place: Place
    options: Options
    annotate: str = ANNOTATE

    def __call__(self, part: Part) -> Outcome:
        """Read, annotate and write a part. Only a fault of the disk is raised."""
        start = time.monotonic()
        load_detector()
        failed = list(part.refused)
        reports: dict[str, Report] = {}  # a report that is printed twice in a part is read once
        for data in part.items:
            found = read_item(decode_item(data), self.options)
            if isinstance(found, Failure):
                failed.append(refused(found))
            else:
                reports.setdefault(found.id, found)
        documents, broken = annotated(list(reports.values()), load(self.annotate))
        failed += broken
        write_part(self.place, part, documents, failed)
        return Outcome(
            input=part.input,
            number=part.number,
            reports=len(documents),
            words=sum(len(d.text.split()) for d in documents),
            failures=len(failed),
            other_languages=sum(f.kind == "NotEnglish" for f in failed),
            seconds=time.monotonic() - start,
            upto=part.upto,
        )


def load(name: str) -> Annotate:
    """The function that "module:name" means."""
    module, _, function = name.partition(":")
    found: Annotate = getattr(import_module(module), function)
    return found


def annotated(reports: Sequence[Report], annotate: Annotate) -> tuple[list[Document], list[Refused]]:
    """Documents in the order of their reports, and what broke while it was read: it costs itself alone.

    One at a time: where there are several workers, each has one core and nothing to do beside it.
    """
    documents, broken = [], []
    for report in reports:
        try:
            documents += list(annotate([report]))
        except Exception as error:
            _LOG.warning("%s broke while it was read", report.source, exc_info=True)
            source = report.source or report.id
            broken.append(Refused(source, type(error).__name__, str(tripped(source, error))))
    return documents, broken
