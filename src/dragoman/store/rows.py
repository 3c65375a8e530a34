"""What the ledger answers with: plain frozen rows, the same for commands, pages and the API.

Days are `date`s or None; keys of actors are knowledge-base ids ("Q...") or "name:" and the folded name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, Literal, TypeVar

from dragoman.merge.record import Actor
from dragoman.model import Confidence, EntityKind, EventType, Evidence, SourceKind, Span, StatementForm, Status

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of the answers, and the token that fetches the next."""

    items: tuple[T, ...]
    next: str | None = None  #: opaque; give it back as `page`
    total: int | None = None  #: how many there are in all, where that was counted


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event in one line of the timeline."""

    id: str
    day: date | None  #: where it stands in the timeline
    dated: bool  #: False: its own day is unknown, `day` is that of the first report that tells it
    earliest: date | None
    latest: date | None
    edtf: str | None
    type: EventType
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    status: Status
    holder: str  #: on whose word the status stands: "report" or a source
    label: str
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    place: tuple[Actor, ...]
    reports: int
    sources: int  #: independent ones; near copies count once
    disputed: tuple[str, ...]  #: fields about which the reports disagree
    evidence: Evidence  #: the first sentence that tells it


@dataclass(frozen=True, slots=True)
class StatementRow:
    """Who said what, through whom."""

    id: str  #: "REPORT#STATEMENT"
    report: str
    outlet: str | None
    day: date | None  #: of the report
    speaker: Actor | None  #: None where the source is no entity that the report names
    source: str  #: the words that name the source; "" where nobody is named
    kind: SourceKind | None
    described_as: str | None
    anonymity: str | None
    cue: str | None
    via: tuple[str, ...]
    addressee: str | None
    form: StatementForm
    content: tuple[Evidence, ...]  #: the words said, in order
    sentence: Evidence
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in one line."""

    id: str
    day: date | None  #: of publication, where known to the day
    outlet: str | None
    title: str | None
    url: str | None
    confidence: Confidence | None  #: of the dating
    doubtful: bool  #: a person should look at its date
    copy_group: str  #: smallest id among its near copies
    copies: int  #: how many near copies it has
    words: int
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as the ledger knows it over all reports."""

    key: str
    name: str
    kind: EntityKind | None
    state: str | None
    reports: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that holds the words asked for, with the passages."""

    report: ReportRow
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with the words found. `marks` are spans within the report's text, as `span` is."""

    span: Span
    quote: str
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """A near copy of a report: what the two share, what each has alone."""

    report: ReportRow
    containment: float  #: share of the shorter text's five-word runs that stand in the longer
    only_here: tuple[Span, ...]  #: stretches of this report that the copy lacks
    only_there: tuple[Span, ...]  #: stretches of the copy that this report lacks


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """A person's verdict on two mentions, with the number by which it is undone."""

    num: int
    left: str
    right: str
    verdict: Literal["same", "different", "unsure"]
    by: str
    why: str
    at: datetime
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """How many events have each value, most frequent first. `complete` is False where only the newest were counted."""

    counts: dict[str, tuple[tuple[str, int], ...]]
    complete: bool


@dataclass(frozen=True, slots=True)
class DayCount:
    """Events of one day by status."""

    day: date
    total: int
