"""W3C Web Annotation: each sentence that proves a field, as an annotation of its report."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from dragoman.export.entry import Entry
from dragoman.model import Evidence, Value

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def write(entries: Iterable[Entry], out: BinaryIO) -> int:
    """Write one collection with a single page; give the number of events."""
    head = json.dumps({"@context": _CONTEXT, "id": "urn:dragoman:evidence", "type": "AnnotationPage"})
    out.write(head[:-1].encode() + b', "items": [')
    count = written = 0
    for entry in entries:
        for item in items_of(entry):
            out.write((b",\n" if written else b"\n") + json.dumps(item, ensure_ascii=False).encode())
            written += 1
        count += 1
    out.write(b"\n]}\n")
    return count


def items_of(entry: Entry) -> list[dict[str, Any]]:
    """The annotations of one event: for each field, each sentence that gives it or a rival of it."""
    event = entry.event
    named: dict[str, Value | None] = {
        "status": event.status, "actors": event.actors, "recipients": event.recipients, "place": event.place,
        "when": event.when,
    }  # fmt: skip
    items = []
    for name, value in named.items():
        if value is None:
            continue
        items += [_item(entry, name, value.value, e, "gives") for e in value.evidence]
        items += [_item(entry, name, r.value, e, "gives instead") for r in value.rivals for e in r.evidence]
    return items


def _item(entry: Entry, name: str, value: Any, proof: Evidence, verb: str) -> dict[str, Any]:
    event = f"urn:dragoman:event:{entry.event.id}"
    place = f"{proof.report}:{proof.span.start}-{proof.span.end}"
    rival = "" if verb == "gives" else f":{_words(value)}"
    return {
        "id": f"{event}:{name}:{place}{rival}".replace(" ", "_"),
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"type": "SpecificResource", "source": event, "purpose": "identifying"},
            {"type": "TextualBody", "purpose": "describing", "value": f"{verb} {name}: {_words(value)}"},
        ],
        "target": {
            "source": entry.url(proof),
            "selector": [
                {"type": "TextPositionSelector", "start": proof.span.start, "end": proof.span.end},
                {"type": "TextQuoteSelector", "exact": proof.quote},
            ],
        },
    }


def _words(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(a.name for a in value)
    return str(getattr(value, "edtf", value))
