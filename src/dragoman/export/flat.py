"""One line per event: the columns that CSV and Parquet share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.codebook.plover import intensity, quad
from dragoman.export.entry import Entry, actors, is_wikidata
from dragoman.model import Value

_FIELDS = ("actors", "recipients", "place", "when", "status")


@dataclass(frozen=True, slots=True)
class Flat:
    """An event in one line. Lists are in order of backing; a field that no report tells is empty or None."""

    id: str
    earliest: date | None  #: first day on which it may have happened or is to happen
    latest: date | None
    edtf: str | None
    first_reported: date | None
    last_reported: date | None
    status: str  #: occurred, ongoing, scheduled ...: never count other rows than occurred and ongoing as events
    status_on_word_of: str  #: "report" or the source
    status_rivals: tuple[str, ...]  #: statuses that other reports give instead
    type: str
    quad: int | None
    intensity: float | None
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    actors: tuple[str, ...]
    actor_states: tuple[str, ...]  #: in the order of the names; "" where not known
    actor_ids: tuple[str, ...]  #: Wikidata ids; "" where not known
    recipients: tuple[str, ...]
    recipient_states: tuple[str, ...]
    recipient_ids: tuple[str, ...]
    places: tuple[str, ...]
    place_states: tuple[str, ...]
    disputed: tuple[str, ...]  #: fields about which reports disagree
    reports: int
    independent_sources: int
    label: str
    evidence_report: str
    evidence_start: int  #: code points of the report's text, half open
    evidence_end: int
    evidence_quote: str


def flat(entry: Entry) -> Flat:
    """The line of one event."""
    event, when = entry.event, entry.when
    proof = event.status.evidence[0]
    return Flat(
        id=event.id,
        earliest=when.earliest,
        latest=when.latest,
        edtf=when.edtf,
        first_reported=entry.first_told,
        last_reported=entry.last_told,
        status=event.status.value,
        status_on_word_of=entry.holder,
        status_rivals=tuple(r.value for r in event.status.rivals),
        type=event.type,
        quad=quad(event.type),
        intensity=intensity(event.type),
        modes=event.modes,
        contexts=event.contexts,
        actors=_names(event.actors),
        actor_states=_states(event.actors),
        actor_ids=_ids(event.actors),
        recipients=_names(event.recipients),
        recipient_states=_states(event.recipients),
        recipient_ids=_ids(event.recipients),
        places=_names(event.place),
        place_states=_states(event.place),
        disputed=tuple(f for f in _FIELDS if (v := getattr(event, f)) is not None and v.rivals),
        reports=len(event.reports),
        independent_sources=event.independent_sources,
        label=event.label,
        evidence_report=proof.report,
        evidence_start=proof.span.start,
        evidence_end=proof.span.end,
        evidence_quote=proof.quote,
    )


def _names(value: Value | None) -> tuple[str, ...]:
    return tuple(a.name for a in actors(value))


def _states(value: Value | None) -> tuple[str, ...]:
    return tuple(a.state or "" for a in actors(value))


def _ids(value: Value | None) -> tuple[str, ...]:
    return tuple(a.key if is_wikidata(a) else "" for a in actors(value))
