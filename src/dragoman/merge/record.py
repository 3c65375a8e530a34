"""One event mention with all that merging needs to know, cut loose from its document.

A `MentionRecord` is what the store keeps a row of, and what `block`, `compare`, `cluster` and
`fold` work on: plain values, no look-ups, so that each of them is a pure function.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dragoman.merge.keywords import Keywords, keywords
from dragoman.model import (
    Document,
    Entity,
    EntityKind,
    EventMention,
    EventType,
    Evidence,
    Party,
    SourceKind,
    Span,
    Statement,
    Status,
    When,
)
from dragoman.names import fold

UNKNOWN = When()  #: no day known
LOCAL = "name:"  #: prefix of the key of an entity that the knowledge base does not hold

# A quotation that carries on is followed back to where its source is named; longer chains are a fault of reading.
_LONGEST_QUOTATION = 50


@dataclass(frozen=True, slots=True)
class Actor:
    """Who fills a role, known by the knowledge base's id or by a folded name."""

    key: str  #: "Q..." or "name:wang yi"
    name: str  #: as the report names it, in full where it does
    state: str | None = None  #: ISO 3166-1 alpha-3, or "IGO"
    kind: EntityKind | None = None
    office: str | None = None  #: office on the day of the report, if the report or the kb gives one


@dataclass(frozen=True, slots=True)
class Holder:
    """On whose word a mention stands."""

    name: str  #: name, or how an unnamed source is described
    kind: SourceKind | None = None
    state: str | None = None
    key: str = ""  #: as `Actor.key`; "" where the source is not an entity


@dataclass(frozen=True, slots=True)
class MentionRecord:
    """An event mention, self-contained. Spans are code points of the report's text."""

    id: str  #: "REPORT#MENTION"
    report: str
    sentence: Span
    text: str  #: the sentence, `report.text[sentence.start:sentence.end]`
    trigger: Span
    trigger_text: str
    type: EventType
    status: Status
    outlet: str | None = None
    outlet_state: str | None = None
    published: date | None = None  #: day of the report; None when it is not known to the day
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    place: tuple[Actor, ...] = ()
    when: When = UNKNOWN
    holder: Holder | None = None  #: None: the report says it in its own voice
    cues: tuple[str, ...] = ()  #: the words that decide the status
    score: float = 1.0
    group: str | None = None  #: "REPORT#EVENT": mentions that the reader took for one happening
    with_actors: tuple[Actor, ...] = ()  #: actors, recipients, place and days that any mention of the group gives;
    with_recipients: tuple[Actor, ...] = ()  #: they tell it apart from other events, but prove nothing here
    with_place: tuple[Actor, ...] = ()
    with_when: When = UNKNOWN
    label: str = ""  #: one line for people, from the report's reading
    keywords: Keywords = ()  #: the most telling words of the whole report with their weights, most telling first
    vector: tuple[float, ...] | None = None  #: sentence embedding of the encoder, unit length

    @property
    def evidence(self) -> Evidence:
        """The sentence, as proof."""
        return Evidence(report=self.report, span=self.sentence, quote=self.text)

    @property
    def parties(self) -> tuple[Actor, ...]:
        """Actors and recipients, in order."""
        return self.actors + self.recipients


def records(document: Document, *, outlet_state: str | None = None) -> tuple[MentionRecord, ...]:
    """One record per event mention of a document, in order of the text.

    Args:
        outlet_state: ISO-3 code of the state whose outlet printed the report, where known.
    """
    entities = {e.id: e for e in document.entities}
    statements = {s.id: s for s in document.statements}
    groups = {m: e for e in document.events for m in e.mentions}
    words = keywords(document.text)
    found = []
    for mention in document.event_mentions:
        record = _record(document, entities, mention)
        event = groups.get(mention.id)
        found.append(
            replace(
                record,
                outlet_state=outlet_state,
                holder=holder_of(document, entities, statements, mention.said_by),
                group=f"{document.report.id}#{event.id}" if event else None,
                label=event.label if event else "",
                keywords=words,
            )
        )
    return _with_groups(found)


def _record(document: Document, entities: dict[str, Entity], mention: EventMention) -> MentionRecord:
    """What the mention itself says."""
    report = document.report
    published = report.published.when if report.published else UNKNOWN
    span = document.sentences[mention.sentence].span

    def parties(of: tuple[Party, ...]) -> tuple[Actor, ...]:
        return tuple(dict.fromkeys(a for p in of for a in _actors(document, entities, p)))

    return MentionRecord(
        id=f"{report.id}#{mention.id}",
        report=report.id,
        sentence=span,
        text=span.of(document.text),
        trigger=mention.trigger,
        trigger_text=mention.trigger.of(document.text),
        type=mention.type,
        status=mention.status,
        outlet=report.outlet,
        published=published.earliest if published.is_day else None,
        modes=mention.modes,
        contexts=mention.contexts,
        actors=parties(mention.actors),
        recipients=parties(mention.recipients),
        place=parties(mention.place),
        when=mention.when,
        cues=tuple(c.of(document.text) for c in mention.cues),
        score=mention.score,
    )


def _with_groups(found: list[MentionRecord]) -> tuple[MentionRecord, ...]:
    """Each record with what its group gives; a mention without a group is its own."""
    groups: dict[str, list[MentionRecord]] = {}
    for record in found:
        groups.setdefault(record.group or record.id, []).append(record)

    def union(role: str, members: list[MentionRecord]) -> tuple[Actor, ...]:
        return tuple(dict.fromkeys(a for m in members for a in getattr(m, role)))

    return tuple(
        replace(
            record,
            with_actors=union("actors", members),
            with_recipients=union("recipients", members),
            with_place=union("place", members),
            with_when=next((m.when for m in (record, *members) if m.when.earliest and m.when.latest), record.when),
        )
        for record in found
        for members in [groups[record.group or record.id]]
    )


def holder_of(
    document: Document, entities: dict[str, Entity], statements: dict[str, Statement], said_by: str | None
) -> Holder | None:
    """The source of a statement, followed back through the sentences its quotation runs over; None: the report."""
    statement = statements.get(said_by) if said_by else None
    for _ in range(_LONGEST_QUOTATION):
        if statement is None or statement.source is not None or statement.continues is None:
            break
        statement = statements.get(statement.continues)
    if statement is None:
        return None
    if statement.source is None:
        return Holder(name=statement.described_as or "an unnamed source", kind=statement.kind)
    words = statement.source.span.of(document.text)
    entity = entities.get(statement.source.entity or "")
    if entity is None or statement.kind == "unnamed":
        state = entity.state if entity else None
        return Holder(name=statement.described_as or words, kind=statement.kind, state=state)
    return Holder(name=entity.name, kind=statement.kind, state=entity.state, key=entity.kb or local_key(entity.name))


def local_key(name: str) -> str:
    """The key of somebody known by name alone."""
    return LOCAL + fold(name).strip()


def _actors(document: Document, entities: dict[str, Entity], party: Party) -> tuple[Actor, ...]:
    """The entities behind a party's words; a group stands for its members."""
    words = party.span.of(document.text)
    entity = entities.get(party.entity or "")
    if entity is None:
        return (Actor(key=local_key(words), name=words),)
    members = [entities[m] for m in entity.members if m in entities]
    return tuple(
        Actor(key=e.kb or local_key(e.name), name=e.name, state=e.state, kind=e.kind, office=e.office)
        for e in members or [entity]
    )
