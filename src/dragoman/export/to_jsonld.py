"""JSON-LD: schema.org Events, a Claim for each report's telling, and PROV for where each comes from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from dragoman.codebook.plover import intensity
from dragoman.export.entry import Entry, actors, wikidata
from dragoman.merge.record import Actor
from dragoman.model import Evidence, Value

CONTEXT = {
    "@vocab": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "plover": "urn:plover:",
    "dragoman": "urn:dragoman:",
}
# schema.org knows three states of an event that is announced; the status in words stands beside them for all.
_EVENT_STATUS = {
    "scheduled": "https://schema.org/EventScheduled",
    "postponed": "https://schema.org/EventPostponed",
    "cancelled": "https://schema.org/EventCancelled",
}
_KINDS = {"person": "Person", "state": "Country", "organisation": "Organization", "place": "Place", "group": "Thing"}


def write(entries: Iterable[Entry], out: BinaryIO) -> int:
    """Write one document whose graph holds the events; give their number."""
    out.write(b'{"@context": ' + _json(CONTEXT) + b', "@graph": [')
    count = 0
    for entry in entries:
        out.write((b",\n" if count else b"\n") + _json(node(entry)))
        count += 1
    out.write(b"\n]}\n")
    return count


def node(entry: Entry) -> dict[str, Any]:
    """One event as a node of the graph."""
    event, when = entry.event, entry.when
    values: dict[str, Any] = {
        "@id": f"urn:dragoman:event:{event.id}",
        "@type": ["Event", "prov:Entity"],
        "name": event.label,
        "additionalType": f"plover:{event.type}",
        "keywords": [*event.modes, *event.contexts],
        "startDate": when.earliest.isoformat() if when.earliest else None,
        "endDate": when.latest.isoformat() if when.latest else None,
        "eventStatus": _EVENT_STATUS.get(event.status.value),
        "dragoman:status": event.status.value,
        "dragoman:statusOnWordOf": entry.holder,
        "dragoman:intensity": intensity(event.type),
        "dragoman:independentSources": event.independent_sources,
        "organizer": [_party(a) for a in actors(event.actors)],
        "dragoman:recipient": [_party(a) for a in actors(event.recipients)],
        "location": [{"@type": "Place", **_named(a)} for a in actors(event.place)],
        "subjectOf": [_claim(entry, e) for e in entry.evidence],
        "dragoman:disagreement": _rivals(entry),
        "prov:wasDerivedFrom": [{"@id": u} for u in dict.fromkeys(entry.url(e) for e in entry.evidence)],
    }
    return {k: v for k, v in values.items() if v not in (None, [], "")}


def _claim(entry: Entry, proof: Evidence) -> dict[str, Any]:
    """A report's telling, as a claim that appears in it."""
    report = entry.reports.get(proof.report)
    kinds = ["NewsArticle", "prov:Entity"]
    work: dict[str, Any] = {"@id": entry.url(proof), "@type": kinds, "identifier": proof.report}
    if report:
        work |= {
            "headline": report.title,
            "datePublished": report.day.isoformat() if report.day else None,
            "publisher": {"@type": "Organization", "name": report.outlet} if report.outlet else None,
        }
    return {
        "@type": ["Claim", "prov:Entity"],
        "text": proof.quote,
        "appearance": {k: v for k, v in work.items() if v is not None},
        "oa:start": proof.span.start,
        "oa:end": proof.span.end,
    }


def _rivals(entry: Entry) -> list[dict[str, Any]]:
    event = entry.event
    named: dict[str, Value | None] = {
        "status": event.status, "when": event.when, "actors": event.actors, "recipients": event.recipients,
        "place": event.place,
    }  # fmt: skip
    return [
        {"field": name, "value": _words(rival.value), "subjectOf": [_claim(entry, e) for e in rival.evidence]}
        for name, value in named.items()
        if value
        for rival in value.rivals
    ]


def _words(value: Any) -> Any:
    if isinstance(value, tuple):
        return [a.name for a in value]
    return getattr(value, "edtf", value)


def _party(actor: Actor) -> dict[str, Any]:
    return {"@type": _KINDS.get(actor.kind or "", "Thing"), **_named(actor)}


def _named(actor: Actor) -> dict[str, Any]:
    values = {"@id": wikidata(actor), "name": actor.name, "jobTitle": actor.office, "dragoman:state": actor.state}
    return {k: v for k, v in values.items() if v}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
