"""The stages in order, and `annotate`, which runs them.

A stage is a pure function `Document -> Document` that declares what it needs and gives;
a list of stages whose needs are not met by the ones before fails when this module is imported.
The encoder, which computes outside of Python's lock, runs ahead of the stages that rest on its scores.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from dragoman import kb
from dragoman.digest import digest
from dragoman.extract.algebra import on_one_thread
from dragoman.extract.chains import chained
from dragoman.extract.encode import UNDER_WAY, encoder
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
from dragoman.resolve.status_words import weights

if TYPE_CHECKING:
    from dragoman.extract.encode import Encoder, Encoding

Step = Callable[[Document], Document]

T = TypeVar("T")

#: Windows that are encoded ahead of the report that is read: enough to keep two cores at work while the stages go
#: through a report of 10,000 words.
AHEAD = UNDER_WAY


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


@dataclass(frozen=True, slots=True)
class Broken:
    """A report that a stage failed on."""

    report: Report
    error: Exception


def annotate(reports: Iterable[Report]) -> Iterator[Document]:
    """Read reports, in order, with all stages.

    Raises what a stage raised, in that report's turn. Lazy: see `annotate_each` for what it holds.
    """
    with closing(annotate_each(reports)) as found:
        for document in found:
            if isinstance(document, Broken):
                raise document.error
            yield document


def annotate_each(items: Iterable[Report | T]) -> Generator[Document | Broken | T]:
    """Read reports, in order; one that a stage fails on takes its place as `Broken`, and what is no report its own.

    While one report is read, the next are encoded in other threads, which compute outside of Python's lock: at most
    `AHEAD` windows of them, and those of one report more. When `items` itself fails, what was asked of it
    before is still read and given first.
    """
    queue = _Queue(items)
    try:
        while (first := queue.next()) is not None:
            if not isinstance(first, _Begun):
                yield first
                continue
            scored = _scored(first)
            queue.fill()  # what is encoded while this one is read
            yield _read(scored) if isinstance(scored, Document) else scored
    finally:
        queue.cancel()


@dataclass(frozen=True, slots=True)
class _Begun:
    """A report with its windows on their way through the encoder."""

    doc: Document
    encoding: Encoding


class _Queue(Generic[T]):
    """What is taken from a source, in order, reports begun."""

    def __init__(self, items: Iterable[Report | T]) -> None:
        self._items = iter(items)
        self._fault: Exception | None = None
        self._ended = False
        self._waiting: deque[_Begun | Broken | T] = deque()

    def next(self) -> _Begun | Broken | T | None:
        """The first in the queue; None at the end. Raises what the source raised, once the queue is empty."""
        self.fill()
        if self._waiting:
            return self._waiting.popleft()
        if self._fault:
            raise self._fault
        return None

    def fill(self) -> None:
        """Begin reports while the queue holds fewer than `AHEAD` windows, and fewer than `AHEAD` of anything."""
        held = sum(map(_size, self._waiting))
        while not self._ended and (max(held, len(self._waiting)) < AHEAD or not self._waiting):
            try:
                item = next(self._items)
            except StopIteration:
                self._ended = True
            except Exception as error:
                self._fault, self._ended = error, True
            else:
                self._waiting.append(begun := _begin(item))
                held += _size(begun)

    def cancel(self) -> None:
        """Stop what is under way."""
        for each in self._waiting:
            if isinstance(each, _Begun):
                each.encoding.cancel()


def _begin(item: Report | T) -> _Begun | Broken | T:
    if not isinstance(item, Report):
        return item
    try:
        doc = _through(BEFORE, Document(item))
        return _Begun(doc, encoder().begin(*_words(doc)))
    except Exception as error:
        return Broken(item, error)


def _scored(begun: _Begun) -> Document | Broken:
    try:
        return replace(begun.doc, scores=begun.encoding.scores())
    except Exception as error:
        return Broken(begun.doc.report, error)


def _read(doc: Document) -> Document | Broken:
    try:
        with on_one_thread():
            return replace(_through(AFTER, doc), scores=None, run=digest())
    except Exception as error:
        return Broken(doc.report, error)


def _size(item: object) -> int:
    return len(item.encoding.windows) if isinstance(item, _Begun) else 0


def read_tables() -> None:
    """Read the tables that every reading looks things up in, which else the first one waits for."""
    kb.default().read_tables()
    weights()


def encode(docs: Sequence[Document], network: Encoder) -> list[Document]:
    """The documents with the encoder's scores."""
    found = network.encode([_words(d) for d in docs])
    return [replace(d, scores=s) for d, s in zip(docs, found, strict=True)]


def _words(doc: Document) -> tuple[list[str], list[tuple[int, int]]]:
    return [doc.text[w.start : w.end] for w in doc.words], [(s.first, s.last) for s in doc.sentences]


def _through(stages: Sequence[Stage], doc: Document) -> Document:
    if not doc.words and stages is AFTER:
        return dating(doc)
    for each in stages:
        doc = each.run(doc)
    return doc
