"""The readout: everything read out of one report, as frozen dataclasses and as JSON.

The JSON is a contract that programs outside are built on (docs/readout.schema.json): names may be added,
never renamed. Field order here is the order of the JSON. A span carries its words, and they are always
`report.text[start:end]`, because `readout` cuts them there and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import dragoman
from dragoman import model
from dragoman.model import (
    CandidateOrigin,
    Confidence,
    EntityKind,
    EventType,
    Form,
    Severity,
    SourceKind,
    StatementForm,
    Status,
    Strength,
    TimexKind,
    Verdict,
)

# Scores are printed to this many digits; more would suggest a precision that they do not have.
_SCORE_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Extent:
    """A sentence: code points into `report.text`, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """A span: code points into `report.text`, end exclusive, and the words there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Party:
    """The words that fill a role, and the id of the entity they refer to."""

    start: int
    end: int
    text: str
    entity: str | None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that refer to an entity."""

    start: int
    end: int
    text: str
    form: Form


@dataclass(frozen=True, slots=True)
class Candidate:
    """One date that could be the report's own. `origin` is "from" in the JSON."""

    earliest: date | None
    latest: date | None
    edtf: str | None
    origin: CandidateOrigin
    span: Words | None
    verdict: Verdict
    why: str


@dataclass(frozen=True, slots=True)
class Published:
    """When the report was written, and how that was decided."""

    earliest: date | None
    latest: date | None
    edtf: str | None
    rule: str
    confidence: Confidence
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The report that was read. `text` is what all spans point into."""

    id: str
    url: str | None
    outlet: str | None
    title: str | None
    byline: str | None
    lang: str | None
    text: str
    published: Published | None


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, state, organisation, place or group of the report. `office` is that of the report's day."""

    id: str
    name: str
    kind: EntityKind
    kb: str | None
    state: str | None
    office: str | None
    members: tuple[str, ...]
    names: tuple[str, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression with its TIMEX3 value and the days it covers."""

    start: int
    end: int
    text: str
    kind: TimexKind
    value: str | None
    earliest: date | None
    latest: date | None
    edtf: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """Who is given as the origin of which words, through whom."""

    id: str
    source: Party | None
    kind: SourceKind | None
    described_as: str | None
    anonymity: Words | None
    cue: Words | None
    content: tuple[Words, ...]
    form: StatementForm
    via: tuple[Party, ...]
    addressee: Party | None
    parent: str | None
    continues: str | None
    score: float


@dataclass(frozen=True, slots=True)
class EventMention:
    """One sentence's telling of an event. `time` is an index into `timexes`; `cues` decide the status."""

    id: str
    trigger: Words
    type: EventType
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: tuple[Party, ...]
    time: int | None
    earliest: date | None
    latest: date | None
    edtf: str | None
    status: Status
    cues: tuple[Words, ...]
    said_by: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Event:
    """All mentions that tell one happening. Parties are entity ids or, where there is none, words."""

    id: str
    mentions: tuple[str, ...]
    type: EventType
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: tuple[str, ...]
    earliest: date | None
    latest: date | None
    edtf: str | None
    status: Status
    holders: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Window:
    """Days, either end of which may be open."""

    earliest: date | None
    latest: date | None
    edtf: str | None


@dataclass(frozen=True, slots=True)
class Expectation:
    """An event that somebody ("report" or a statement's source) holds to be coming."""

    event: str
    holder: str
    window: Window
    strength: Strength


@dataclass(frozen=True, slots=True)
class Remark:
    """What a careful reader would object to."""

    kind: str
    severity: Severity
    message: str
    spans: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Readout:
    """What one report says: who, what, with which status, when, on whose word."""

    dragoman: str
    model: str
    report: Report
    sentences: tuple[Extent, ...]
    entities: tuple[Entity, ...]
    timexes: tuple[Timex, ...]
    statements: tuple[Statement, ...]
    event_mentions: tuple[EventMention, ...]
    events: tuple[Event, ...]
    expectations: tuple[Expectation, ...]
    remarks: tuple[Remark, ...]

    def sentence_of(self, offset: int) -> int | None:
        """Number of the sentence (from 1) in which the character at `offset` stands."""
        from bisect import bisect_right

        at = bisect_right(self.sentences, offset, key=lambda s: s.start)
        return at if at and offset < self.sentences[at - 1].end else None

    def to_json(self) -> bytes:
        """The JSON object of the contract, on one line."""
        import msgspec

        return msgspec.json.encode(to_plain(self))

    def _repr_html_(self) -> str:
        from dragoman.views.html import notebook

        return notebook(self)


def readout(doc: model.Document) -> Readout:
    """Everything read out of an annotated document, ready for people and programs."""
    cut = _Cutter(doc)
    forms = {m.id: m for m in doc.mentions}
    report, dating = doc.report, doc.report.published
    return Readout(
        dragoman=dragoman.__version__,
        model=doc.run,
        report=Report(
            report.id, report.url, report.outlet, report.title, report.byline, report.lang, report.text,
            cut.published(dating) if dating else None,
        ),
        sentences=tuple(Extent(s.span.start, s.span.end) for s in doc.sentences),
        entities=tuple(
            Entity(
                e.id, e.name, e.kind, e.kb, e.state, e.office, e.members, e.names,
                tuple(cut.mention(forms[m]) for m in e.mentions),
            )
            for e in doc.entities
        ),
        timexes=tuple(Timex(*cut.bare(t.span), t.kind, t.value, *_days(t.when)) for t in doc.timexes),
        statements=tuple(cut.statement(s) for s in doc.statements),
        event_mentions=tuple(cut.event_mention(m) for m in doc.event_mentions),
        events=tuple(cut.event(e) for e in doc.events),
        expectations=tuple(
            Expectation(e.event, e.holder, Window(*_days(e.window)), e.strength) for e in doc.expectations
        ),
        remarks=tuple(Remark(r.kind, r.severity, r.message, cut.all_words(r.spans)) for r in _remarks(doc)),
    )


def to_plain(readout: Readout) -> dict[str, Any]:
    """The readout as dicts, lists and strings, with the names of the JSON contract."""
    import msgspec

    plain: dict[str, Any] = msgspec.to_builtins(readout)
    published = plain["report"]["published"]
    for candidate in published["candidates"] if published else ():
        _rename(candidate, "origin", "from")
    return plain


def from_json(data: bytes | str) -> Readout:
    """The readout that `Readout.to_json` wrote.

    Raises:
        msgspec.ValidationError: when `data` is not a readout.
    """
    import msgspec

    plain = msgspec.json.decode(data)
    published = (plain.get("report") or {}).get("published")
    for candidate in published["candidates"] if published else ():
        _rename(candidate, "from", "origin")
    return msgspec.convert(plain, Readout)


def _rename(fields: dict[str, Any], old: str, new: str) -> None:
    """Rename a key in place, keeping its position."""
    items = [(new if key == old else key, value) for key, value in fields.items()]
    fields.clear()
    fields.update(items)


def _days(when: model.When) -> tuple[date | None, date | None, str | None]:
    return when.earliest, when.latest, when.edtf


def _remarks(doc: model.Document) -> tuple[model.Remark, ...]:
    """The document's remarks, with what speaks against its date, gravest first."""
    dating = doc.report.published
    found = dict.fromkeys((dating.contradictions if dating else ()) + doc.remarks)
    gravity = {"high": 0, "medium": 1, "low": 2}
    return tuple(sorted(found, key=lambda r: gravity[r.severity]))


class _Cutter:
    """Turns the nouns' spans into spans with the words of one report."""

    def __init__(self, doc: model.Document) -> None:
        self._text = doc.text
        self._doc = doc

    def bare(self, span: model.Span) -> tuple[int, int, str]:
        return span.start, span.end, span.of(self._text)

    def words(self, span: model.Span | None) -> Words | None:
        return Words(*self.bare(span)) if span else None

    def all_words(self, spans: tuple[model.Span, ...]) -> tuple[Words, ...]:
        return tuple(Words(*self.bare(s)) for s in spans)

    def party(self, party: model.Party | None) -> Party | None:
        return Party(*self.bare(party.span), party.entity) if party else None

    def parties(self, parties: tuple[model.Party, ...]) -> tuple[Party, ...]:
        return tuple(Party(*self.bare(p.span), p.entity) for p in parties)

    def mention(self, mention: model.Mention) -> Mention:
        return Mention(*self.bare(mention.span), mention.form)

    def published(self, dating: model.Dating) -> Published:
        candidates = tuple(
            Candidate(*_days(c.when), c.origin, self.words(c.span), c.verdict, c.why) for c in dating.candidates
        )
        return Published(*_days(dating.when), dating.rule, dating.confidence, candidates)

    def statement(self, s: model.Statement) -> Statement:
        return Statement(
            s.id, self.party(s.source), s.kind, s.described_as, self.words(s.anonymity), self.words(s.cue),
            self.all_words(s.content), s.form, self.parties(s.via), self.party(s.addressee), s.parent, s.continues,
            round(s.score, _SCORE_DIGITS),
        )

    def event_mention(self, m: model.EventMention) -> EventMention:
        return EventMention(
            m.id, Words(*self.bare(m.trigger)), m.type, m.modes, m.contexts, self.parties(m.actors),
            self.parties(m.recipients), self.parties(m.place), m.time, *_days(m.when), m.status, self.all_words(m.cues),
            m.said_by, round(m.score, _SCORE_DIGITS),
        )

    def event(self, e: model.ReportEvent) -> Event:
        from dragoman.resolve.label import label

        return Event(
            e.id, e.mentions, e.type, e.modes, e.contexts, e.actors, e.recipients, e.place, *_days(e.when), e.status,
            e.holders, e.label or label(self._doc, e),
        )
