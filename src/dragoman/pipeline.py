"""The stages in order, and `annotate`, which runs them.

A stage is a pure function `Document -> Document` that declares what it needs and gives;
a list of stages whose needs are not met by the ones before fails when this module is imported.
Only the encoder works on batches of documents, ahead of the other stages.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from dragoman.digest import digest
from dragoman.extract.chains import chained
from dragoman.extract.encode import encoder
from dragoman.extract.events import events
from dragoman.extract.mentions import mentions
from dragoman.extract.sentences import sentences
from dragoman.extract.statements import statements
from dragoman.extract.syntax import syntax
from dragoman.extract.timexes import timexes
from dragoman.extract.tokens import words
from dragoman.model import Document, Report, Sentence, Word
from dragoman.resolve.dates import dates
from dragoman.resolve.dating import dating
from dragoman.resolve.entities import entities
from dragoman.resolve.happenings import happenings
from dragoman.resolve.moments import moments
from dragoman.resolve.offices import offices
from dragoman.resolve.places import places
from dragoman.resolve.remarks import remarks
from dragoman.resolve.status import status

if TYPE_CHECKING:
    from dragoman.extract.encode import Encoder

Step = Callable[[Document], Document]

#: Reports that are encoded ahead of the one that is read. One is enough: encoding takes longer than reading.
AHEAD = 1


@dataclass(frozen=True, slots=True)
class Stage:
    """A step with what it needs and what it gives."""

    name: str
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    run: Step


def stage(step: Step, *, needs: str, gives: str) -> Stage:
    """Declare a function as a stage; needs and gives are words with spaces between them."""
    return Stage(step.__name__, tuple(needs.split()), tuple(gives.split()), step)


def tokens(doc: Document) -> Document:
    """Sentences and words."""
    out: list[Word] = []
    found: list[Sentence] = []
    for span in sentences(doc.text):
        first = len(out)
        out += [Word(a, b) for a, b in words(doc.text, span.start, span.end)]
        if len(out) > first:
            found.append(Sentence(span, first, len(out)))
    return replace(doc, sentences=tuple(found), words=tuple(out))


def chains(doc: Document) -> Document:
    """Mentions chained by the shipped encoder's weights."""
    return chained(doc, encoder().seen)


BEFORE: tuple[Stage, ...] = (stage(tokens, needs="report", gives="sentences words"),)
#: What follows the encoder, which needs words and gives scores.
AFTER: tuple[Stage, ...] = (
    stage(syntax, needs="words scores", gives="syntax"),
    stage(timexes, needs="words", gives="timexes"),
    stage(dating, needs="timexes", gives="published"),
    stage(dates, needs="timexes published syntax", gives="dates"),
    stage(mentions, needs="syntax scores", gives="mentions"),
    stage(statements, needs="syntax scores mentions", gives="statements"),
    stage(events, needs="syntax scores dates statements", gives="event_mentions"),
    stage(chains, needs="mentions statements event_mentions scores", gives="chains"),
    stage(entities, needs="mentions chains published", gives="entities"),
    stage(offices, needs="entities published", gives="offices"),
    stage(places, needs="entities", gives="places"),
    stage(status, needs="event_mentions scores syntax", gives="status"),
    stage(moments, needs="event_mentions dates status", gives="moments"),
    stage(happenings, needs="status entities moments", gives="events expectations"),
    stage(remarks, needs="events statements published", gives="remarks"),
)


def check_order(stages: Sequence[Stage], given: Iterable[str] = ("report",)) -> None:
    """Raise ValueError when a stage needs what no stage before it gives."""
    known = set(given)
    for each in stages:
        missing = [n for n in each.needs if n not in known]
        if missing:
            raise ValueError(f"stage {each.name!r} needs {', '.join(missing)}, which no stage before it gives")
        known.update(each.gives)


check_order(BEFORE)
check_order(AFTER, ("report", "sentences", "words", "scores"))


def annotate(reports: Iterable[Report], *, ahead: int = AHEAD) -> Iterator[Document]:
    """Read reports, in order, with all stages. Lazy: holds the documents of `ahead` reports beside the one it gives.

    While one report is read, the next are encoded in a second thread, which computes outside of Python's lock.
    """
    iterator = iter(reports)
    first = list(islice(iterator, 2))
    if len(first) < 2:  # nothing to be done beside it
        yield from (_read(_encoded(report)) for report in first)
        return
    from concurrent.futures import Future, ThreadPoolExecutor

    encoder()  # loaded here: a fault of it is told at the first report
    waiting: deque[Future[Document]] = deque()
    pool = ThreadPoolExecutor(1, thread_name_prefix="encode")
    try:
        for report in chain(first, iterator):
            waiting.append(pool.submit(_encoded, report))
            if len(waiting) > ahead:
                yield _read(waiting.popleft().result())
        while waiting:
            yield _read(waiting.popleft().result())
    finally:
        pool.shutdown(cancel_futures=True)


def _encoded(report: Report) -> Document:
    (doc,) = encode([_through(BEFORE, Document(report))], encoder())
    return doc


def _read(doc: Document) -> Document:
    # the run is named last: what it is named after may still be hashed in another thread
    return replace(_through(AFTER, doc), scores=None, run=digest())


def encode(docs: Sequence[Document], network: Encoder) -> list[Document]:
    """The documents with the encoder's scores: the one step on batches."""
    found = network.encode([([d.text[w.start : w.end] for w in d.words], [(s.first, s.last) for s in d.sentences])
                            for d in docs])
    return [replace(d, scores=s) for d, s in zip(docs, found, strict=True)]


def _through(stages: Sequence[Stage], doc: Document) -> Document:
    if not doc.words and stages is AFTER:
        return dating(doc)
    for each in stages:
        doc = each.run(doc)
    return doc
