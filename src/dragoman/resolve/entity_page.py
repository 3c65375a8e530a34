"""A document as the entity rules look at it: folded words, sentences, lines, and what is being built."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date

from dragoman.kb import Person
from dragoman.model import Document, EntityKind, Form, Span
from dragoman.names import fold


@dataclass(slots=True)
class Title:
    """What the words around a name say its bearer is."""

    words: str = ""  #: as printed, without the state's adjective
    state: str | None = None
    office: str | None = None  #: class, see `kb.roles`
    is_former: bool = False
    gender: str | None = None
    first: int = -1  #: first word of it, -1 where there is none
    is_home: bool = False  #: the state is not printed: only one state gives this title


@dataclass(slots=True)
class Referent:
    """An entity while the report is read."""

    kind: EntityKind
    name: str
    why: str
    state: str | None = None
    kb: str | None = None
    person: Person | None = None
    office: str | None = None
    office_class: str | None = None
    is_former: bool = False
    gender: str | None = None
    is_plural: bool = False
    is_guessed: bool = False  #: its state is only the one the passage speaks of
    is_place: bool = False  #: a town or region: no pronoun but "it" and "its" speaks of it
    names: dict[str, None] = field(default_factory=dict)
    titles: list[Title] = field(default_factory=list)
    members: list[Referent] = field(default_factory=list)
    mentions: list[Seen] = field(default_factory=list)

    def add_name(self, name: str) -> None:
        self.names.setdefault(name)


@dataclass(slots=True)
class Seen:
    """A mention while the report is read; words are `Document.words[first:last]`."""

    span: Span
    first: int
    last: int
    head: int
    kind: EntityKind | None
    form: Form
    hint: str | None
    sentence: int
    is_given: bool = True  #: of the document, not found by the gazetteer
    referent: Referent | None = None


class Page:
    """Fast access to the words of a document."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.text = doc.text
        self.words = doc.words
        self.forms = [doc.text[w.start : w.end] for w in doc.words]
        self.low = [fold(f) for f in self.forms]
        self.places_of: dict[str, list[int]] = {}  # where each folded word stands
        for i, low in enumerate(self.low):
            self.places_of.setdefault(low, []).append(i)
        self._starts = [w.start for w in doc.words]
        self.sentence_of = [0] * len(doc.words)
        for n, sentence in enumerate(doc.sentences):
            for i in range(sentence.first, sentence.last):
                self.sentence_of[i] = n
        self.line_of: list[int] = []
        line, at = 0, 0
        for w in doc.words:
            line += doc.text.count("\n", at, w.start)
            at = w.start
            self.line_of.append(line)
        self.person_ends = {m.span.end for m in doc.mentions if m.kind == "person" and m.form == "name"}
        published = doc.report.published.when if doc.report.published else None
        self.earliest: date | None = published.earliest if published else None
        self.latest: date | None = published.latest if published else None

    @property
    def day(self) -> date | None:
        """A day of the report, where it is known to within a year."""
        if self.earliest and self.latest and (self.latest - self.earliest).days <= 366:
            return self.latest
        return None

    def words_of(self, span: Span) -> tuple[int, int]:
        """[first, last) words that the span touches."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        if first < len(self.words) and self.words[first].end <= span.start:
            first += 1
        last = bisect_right(self._starts, span.end - 1)
        return first, max(first, last)

    def sentence_bounds(self, i: int) -> tuple[int, int]:
        sentence = self.doc.sentences[self.sentence_of[i]]
        return sentence.first, sentence.last

    def is_upper_start(self, i: int) -> bool:
        return self.forms[i][:1].isupper()

    def hyphened_from(self, i: int) -> int:
        """The first word of a name that hyphens join and that ends with word `i` ("Aix-en-Provence"), else `i`."""
        at = i
        while at > 1 and self.forms[at - 1] == "-" and self.words[at - 1].end == self.words[at].start and (
                self.words[at - 2].end == self.words[at - 1].start):
            at -= 2
        return at if self.is_upper_start(at) and self.is_upper_start(i) else i

    def phrase(self, first: int, last: int) -> str:
        """The text of words [first, last)."""
        return self.text[self.words[first].start : self.words[last - 1].end] if first < last else ""
