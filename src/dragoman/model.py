"""The nouns: what a report is, and what is read out of it. No I/O, no third-party imports.

All classes are frozen. Spans are half-open ranges of Unicode code points into
`Report.text`, so `text[start:end]` is always the quote. Ranges of days are inclusive,
as people read them. Unknown is None, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

Form = Literal["name", "nominal", "pronoun"]
EntityKind = Literal["person", "state", "organisation", "place", "group"]
TimexKind = Literal["DATE", "TIME", "DURATION", "SET"]
StatementForm = Literal["direct", "indirect", "mixed"]
SourceKind = Literal["named", "unnamed", "state", "organisation", "media", "document", "group"]
Status = Literal[
    "occurred", "ongoing", "scheduled", "expected", "possible", "requested",
    "conditional", "postponed", "cancelled", "negated", "denied", "general",
]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "PERSONNEL",
]
CandidateOrigin = Literal["masthead", "dateline", "meta", "url", "text", "kb", "given"]
Verdict = Literal["accepted", "rejected", "open"]
Confidence = Literal["certain", "likely", "doubtful"]
Severity = Literal["high", "medium", "low"]
Strength = Literal["scheduled", "expected", "possible"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in a report's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class When:
    """An inclusive interval of days; either end may be unknown. `edtf` is its EDTF string."""

    earliest: date | None = None
    latest: date | None = None
    edtf: str | None = None

    @property
    def is_day(self) -> bool:
        return self.earliest is not None and self.earliest == self.latest


@dataclass(frozen=True, slots=True)
class Candidate:
    """One date that could be the report's own, and what became of it."""

    when: When
    origin: CandidateOrigin  #: where it was found ("from" in the JSON)
    span: Span | None  #: its words in the text, where it stands there
    verdict: Verdict = "open"
    why: str = ""  #: one sentence a user understands
    quote: str | None = None  #: its words where they stand outside the text (masthead, metadata, address)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a careful reader would object to."""

    kind: str
    severity: Severity
    message: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Dating:
    """When a report was written, how that was decided and what was weighed."""

    when: When
    rule: str
    confidence: Confidence
    candidates: tuple[Candidate, ...] = ()
    contradictions: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One text as it was published. `text` is normalised once, on ingest, and never altered."""

    id: str
    text: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    lang: str | None = "en"
    published: Dating | None = None  #: filled by `resolve.dating`
    hints: tuple[Candidate, ...] = ()  #: dates found on ingest, not yet weighed
    retrieved: datetime | None = None
    source: str | None = None  #: where it was read from: a path, an address, a record of an archive
    title_span: Span | None = None  #: where the title stands in `text`, if it does


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a report with its syntax (Universal Dependencies v2)."""

    start: int
    end: int
    upos: str = "X"
    xpos: str = ""  #: Penn Treebank tag
    head: int = -1  #: index of its head in `Document.words`; -1 for a root
    deprel: str = "dep"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its characters and its words, `Document.words[first:last]`."""

    span: Span
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that refer to an entity (ACE entity mention)."""

    id: str
    span: Span
    head: int  #: index of its head word in `Document.words`
    kind: EntityKind | None
    form: Form
    entity: str | None = None  #: id of the entity it refers to


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, state, organisation, place or group that the report speaks of."""

    id: str  #: kb id ("Q...") or an id local to the report ("e1")
    name: str  #: the fullest name in the report, or the kb's
    kind: EntityKind
    kb: str | None = None  #: Wikidata id
    state: str | None = None  #: ISO 3166-1 alpha-3 of the state it belongs to; "IGO" for intergovernmental bodies
    office: str | None = None  #: office on the day of the report
    members: tuple[str, ...] = ()  #: ids of the entities a group stands for
    names: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()  #: ids of its mentions, in order of the text
    why: str = ""  #: the rule that linked it


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression (TimeML TIMEX3)."""

    id: str
    span: Span
    kind: TimexKind
    value: str | None  #: TIMEX3 value; None where it cannot be known
    when: When = When()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """The words that fill a role, and the entity they refer to."""

    span: Span
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Words, belief or information for which the report gives an origin (PARC / PolNeAR attribution)."""

    id: str
    sentence: int
    source: Party | None
    kind: SourceKind | None
    cue: Span | None
    content: tuple[Span, ...]
    form: StatementForm
    described_as: str | None = None  #: how an unnamed source is described
    anonymity: Span | None = None  #: the words giving the condition of anonymity
    via: tuple[Party, ...] = ()  #: who passes it on, outermost first
    addressee: Party | None = None
    parent: str | None = None  #: the statement in whose content this one stands
    continues: str | None = None  #: the statement whose quotation it carries on
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class EventMention:
    """One sentence's telling of an event (ACE event mention; PLOVER type; FactBank-like status)."""

    id: str
    sentence: int
    trigger: Span
    head: int  #: index of the trigger word in `Document.words`
    type: EventType
    status: Status
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    place: tuple[Party, ...] = ()
    time: int | None = None  #: index into `Document.timexes`
    when: When = When()
    cues: tuple[Span, ...] = ()  #: the words that decide the status
    said_by: str | None = None  #: id of the statement in whose content it stands
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class ReportEvent:
    """One event of a report: all the mentions in it that tell the same happening."""

    id: str
    mentions: tuple[str, ...]
    type: EventType
    status: Status
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()  #: entity ids or, where there is none, words
    recipients: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    when: When = When()
    holders: tuple[str, ...] = ()  #: "report" or ids of the statements that vouch for it
    label: str = ""  #: one line for people


@dataclass(frozen=True, slots=True)
class Expectation:
    """An event that somebody holds to be coming."""

    event: str
    holder: str  #: "report" or a statement id
    window: When
    strength: Strength


@dataclass(frozen=True, slots=True)
class Document:
    """A report and everything read out of it so far. Stages return a new one."""

    report: Report
    sentences: tuple[Sentence, ...] = ()
    words: tuple[Word, ...] = ()
    scores: Any = None  #: `extract.encode.Scores`, dropped when reading is done
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    timexes: tuple[Timex, ...] = ()
    statements: tuple[Statement, ...] = ()
    event_mentions: tuple[EventMention, ...] = ()
    events: tuple[ReportEvent, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    remarks: tuple[Remark, ...] = ()
    run: str = ""  #: digest of weights, codebook and kb

    @property
    def text(self) -> str:
        return self.report.text


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence or words that prove a value (W3C Web Annotation: source and selector)."""

    report: str
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Rival:
    """A value that some report gives instead."""

    value: Any
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A field of an event across reports: what holds, on what evidence, and what disagrees.

    Raises:
        ValueError: when there is no evidence.
    """

    value: Any
    evidence: tuple[Evidence, ...]
    rule: str
    rivals: tuple[Rival, ...] = ()

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError("a Value needs at least one Evidence")


@dataclass(frozen=True, slots=True)
class StatusChange:
    """One step in the history of an event's status."""

    on: date | None  #: day of the report that says so
    status: Status
    holder: str  #: "report", or the source in whose statement it stands
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word that two event mentions are the same event, or not. It binds."""

    left: str
    right: str
    verdict: Literal["same", "different", "unsure"]
    by: str
    why: str
    at: datetime
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One event as told by all reports: an entry of the ledger."""

    id: str
    type: EventType
    actors: Value | None
    recipients: Value | None
    place: Value | None
    when: Value | None
    status: Value
    history: tuple[StatusChange, ...]
    mentions: tuple[str, ...]  #: "REPORT#MENTION"
    reports: tuple[str, ...]
    independent_sources: int
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    label: str = ""
