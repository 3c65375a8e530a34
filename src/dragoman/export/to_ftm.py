"""FollowTheMoney entities, one JSON object a line, for OpenAleph and the tools around it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any, BinaryIO

from dragoman.errors import MissingExtra
from dragoman.export.entry import Entry, actors, is_wikidata
from dragoman.merge.record import Actor

_SCHEMAS = {
    "person": "Person", "organisation": "Organization", "state": "PublicBody", "place": "Address",
    "group": "LegalEntity",
}  # fmt: skip


def write(entries: Iterable[Entry], out: BinaryIO) -> int:
    """Write events, those who take part and the articles; give the number of events. An entity stands once.

    Raises:
        MissingExtra: followthemoney is not installed.
    """
    try:
        from followthemoney import model
    except ImportError as error:
        raise MissingExtra("ftm", "followthemoney is not installed", "pip install 'dragoman[ftm]'") from error
    seen: set[str] = set()
    count = 0
    for entry in entries:
        for id_, schema, values in _entities(entry):
            if id_ in seen:
                continue
            seen.add(id_)
            proxy = model.make_entity(schema)
            proxy.id = id_
            for name, value in values.items():
                proxy.add(name, value, cleaned=False, quiet=True)
            out.write(json.dumps(proxy.to_dict(), ensure_ascii=False, sort_keys=True).encode() + b"\n")
        count += 1
    return count


def _entities(entry: Entry) -> Iterable[tuple[str, str, dict[str, Any]]]:
    event, when = entry.event, entry.when
    doers, targets = actors(event.actors), actors(event.recipients)
    for actor in dict.fromkeys((*doers, *targets)):
        yield _id(actor), _SCHEMAS.get(actor.kind or "", "LegalEntity"), _actor(actor)
    articles = {e.report: _article(entry, e.report) for e in entry.evidence}
    for article, values in articles.items():
        yield f"report-{article}", "Article", values
    yield event.id, "Event", {
        "name": event.label,
        "startDate": when.earliest.isoformat() if when.earliest else None,
        "endDate": when.latest.isoformat() if when.latest else None,
        "location": [a.name for a in actors(event.place)],
        "country": [a.state for a in actors(event.place) if a.state],
        # FollowTheMoney has no status of events: it stands first in the summary and among the keywords.
        "summary": f"{event.status.value}: {event.status.evidence[0].quote}",
        "keywords": [event.status.value, event.type, *event.modes, *event.contexts],
        "organizer": [_id(a) for a in doers],
        "involved": [_id(a) for a in targets],
        "proof": [f"report-{a}" for a in articles],
        "recordId": event.id,
    }  # fmt: skip


def _id(actor: Actor) -> str:
    return actor.key if is_wikidata(actor) else "dm-" + blake2b(actor.key.encode(), digest_size=8).hexdigest()


def _actor(actor: Actor) -> dict[str, Any]:
    values: dict[str, Any] = {"name": actor.name, "country": actor.state}
    if is_wikidata(actor):
        values["wikidataId"] = actor.key
    if actor.office and actor.kind == "person":
        values["position"] = actor.office
    return values


def _article(entry: Entry, report: str) -> dict[str, Any]:
    info = entry.reports.get(report)
    if info is None:
        return {"title": report}
    return {
        "title": info.title or report,
        "publisher": info.outlet,
        "publishedAt": info.day.isoformat() if info.day else None,
        "sourceUrl": info.url,
    }
