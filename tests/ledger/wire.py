"""Readings of small wire reports, made by hand: what the pipeline would hand to the ledger.

    report("r1", "2024-03-08", "Xinhua", told("Wang Yi met Sergey Lavrov in Beijing.", "met", "CONSULT",
                                              actors="Wang Yi, Sergey Lavrov", place="Beijing", on="2024-03-07"))

Names in `CAST` have a kind and a state; others are local groups. Sentences are joined by spaces.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.edtf import from_edtf
from dragoman.model import (
    Dating,
    Document,
    Entity,
    EventMention,
    EventType,
    Mention,
    Party,
    Report,
    ReportEvent,
    Sentence,
    SourceKind,
    Span,
    Statement,
    Status,
    Timex,
    When,
)

CAST: dict[str, tuple[str, str | None, str | None]] = {
    "Wang Yi": ("person", "CHN", "Q701801"),
    "Sergey Lavrov": ("person", "RUS", "Q58217"),
    "Lech Wałęsa": ("person", "POL", "Q444"),
    "Ana Prado": ("person", "BRA", None),
    "Tomas Lind": ("person", "SWE", None),
    "China": ("state", "CHN", "Q148"),
    "Russia": ("state", "RUS", "Q159"),
    "Brazil": ("state", "BRA", "Q155"),
    "Sweden": ("state", "SWE", "Q34"),
    "Beijing": ("place", "CHN", "Q956"),
    "Łódź": ("place", "POL", "Q580"),
    "Brasília": ("place", "BRA", "Q2844"),
}


@dataclass(frozen=True)
class Told:
    """A sentence that tells one event."""

    sentence: str
    trigger: str
    type: EventType
    status: Status
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: tuple[str, ...]
    on: str | None  #: EDTF


@dataclass(frozen=True)
class Said:
    """A sentence that reports somebody's words."""

    sentence: str
    source: str
    cue: str
    content: str
    kind: SourceKind


def told(
    sentence: str, trigger: str, type: EventType = "CONSULT", status: Status = "occurred", *, actors: str = "",
    recipients: str = "", place: str = "", on: str | None = None,
) -> Told:
    """A sentence with its event; parties are names that stand in it, joined by commas."""
    return Told(sentence, trigger, type, status, _names(actors), _names(recipients), _names(place), on)


def said(sentence: str, source: str, content: str, *, cue: str = "said", kind: SourceKind = "named") -> Said:
    """A sentence with its statement."""
    return Said(sentence, source, cue, content, kind)


def report(
    id: str, day: str | None, outlet: str | None, *items: Told | Said | str, title: str | None = None, run: str = "test"
) -> Document:
    """A document of these sentences; a bare string is a sentence that tells nothing."""
    return _Builder(id, day, outlet, title, run).build(items)


def _names(joined: str) -> tuple[str, ...]:
    return tuple(n.strip() for n in joined.split(",") if n.strip())


class _Builder:
    def __init__(self, id: str, day: str | None, outlet: str | None, title: str | None, run: str) -> None:
        self.id, self.outlet, self.title, self.run = id, outlet, title, run
        self.day = date.fromisoformat(day) if day else None
        self.text = ""
        self.sentences: list[Sentence] = []
        self.entities: dict[str, Entity] = {}
        self.mentions: list[Mention] = []
        self.timexes: list[Timex] = []
        self.events: list[EventMention] = []
        self.statements: list[Statement] = []

    def build(self, items: tuple[Told | Said | str, ...]) -> Document:
        for item in items:
            sentence = item if isinstance(item, str) else item.sentence
            start = len(self.text) + (1 if self.text else 0)
            self.text += (" " if self.text else "") + sentence
            self.sentences.append(Sentence(Span(start, start + len(sentence)), 0, 0))
            if isinstance(item, Told):
                self._event(item, start)
            elif isinstance(item, Said):
                self._statement(item, start)
        when = When(self.day, self.day, self.day.isoformat()) if self.day else None
        return Document(
            report=Report(
                id=self.id, text=self.text, outlet=self.outlet, title=self.title,
                published=Dating(when, "given by the test", "likely") if when else None,
            ),
            sentences=tuple(self.sentences), mentions=tuple(self.mentions), entities=tuple(self.entities.values()),
            timexes=tuple(self.timexes), statements=tuple(self.statements), event_mentions=tuple(self.events),
            events=tuple(ReportEvent(f"v{i}", (e.id,), e.type, e.status) for i, e in enumerate(self.events, 1)),
            run=self.run,
        )

    def _party(self, name: str, sentence: str, start: int) -> Party:
        at = start + sentence.index(name)
        kind, state, kb = CAST.get(name, ("group", None, None))
        if name not in self.entities:
            local = f"e{len(self.entities) + 1}"
            self.entities[name] = Entity(id=local, name=name, kind=kind, kb=kb, state=state, names=(name,))  # type: ignore[arg-type]
        entity = self.entities[name]
        span = Span(at, at + len(name))
        self.mentions.append(Mention(f"n{len(self.mentions) + 1}", span, 0, entity.kind, "name", entity.id))
        return Party(span, entity.id)

    def _event(self, item: Told, start: int) -> None:
        at = start + item.sentence.index(item.trigger)
        parties = {
            role: tuple(self._party(n, item.sentence, start) for n in names)
            for role, names in (("actors", item.actors), ("recipients", item.recipients), ("place", item.place))
        }
        self.events.append(
            EventMention(
                id=f"m{len(self.events) + 1}", sentence=len(self.sentences) - 1,
                trigger=Span(at, at + len(item.trigger)), head=0, type=item.type, status=item.status,
                when=from_edtf(item.on) if item.on else When(), **parties,
            )
        )

    def _statement(self, item: Said, start: int) -> None:
        def span(words: str) -> Span:
            at = start + item.sentence.index(words)
            return Span(at, at + len(words))

        self.statements.append(
            Statement(
                id=f"s{len(self.statements) + 1}", sentence=len(self.sentences) - 1,
                source=self._party(item.source, item.sentence, start), kind=item.kind, cue=span(item.cue),
                content=(span(item.content),), form="indirect",
                described_as=item.source if item.kind == "unnamed" else None,
            )
        )


