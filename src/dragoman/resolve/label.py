"""One line for people that tells an event: "Antony Blinken and Wang Yi met", "Qin Gang to visit Washington".

It is built from the event's first mention, whose words it keeps; nothing is inflected, so a label never says
more than the report. Parties go by their entities' names.
"""

from __future__ import annotations

from dragoman.model import Document, EventMention, Party, ReportEvent, Span

# What a bare infinitive needs before it, so that a plan does not read like a deed.
_AUXILIARIES = {
    "scheduled": "to", "expected": "to", "requested": "to", "possible": "may", "conditional": "would",
    "negated": "not", "denied": "not", "postponed": "to", "cancelled": "to",
}
# A party at most this many words behind the trigger is told in the report's own words ("visit to China").
_NEAR = 4


def label(doc: Document, event: ReportEvent) -> str:
    """The event in one line, in the words of its first mention."""
    mentions = {m.id: m for m in doc.event_mentions}
    first = next((mentions[m] for m in event.mentions if m in mentions), None)
    if first is None:
        return " ".join((*event.actors, event.type.lower(), *event.recipients))
    names = {e.id: e.name for e in doc.entities}
    tag = doc.words[first.head].xpos if 0 <= first.head < len(doc.words) else ""
    actors = _joined(doc, first.actors, names)
    return _verbal(doc, first, names, actors, tag) if tag.startswith("V") else _nominal(doc, first, names, actors)


def _verbal(doc: Document, mention: EventMention, names: dict[str, str], actors: str, tag: str) -> str:
    trigger = mention.trigger.of(doc.text)
    recipients = _joined(doc, mention.recipients, names)
    before = [p for p in mention.recipients if p.span.end <= mention.trigger.start]
    active = any(p.span.end <= mention.trigger.start for p in mention.actors)
    if tag == "VBN" and before and not active:  # passive: "the crossing was closed by Pakistan"
        return " ".join(filter(None, (recipients, trigger, actors and f"by {actors}")))
    auxiliary = _AUXILIARIES.get(mention.status, "") if tag == "VB" else ""
    tail = recipients if mention.recipients else _told(doc, mention, mention.place)
    return " ".join(filter(None, (actors, auxiliary, trigger, tail)))


def _nominal(doc: Document, mention: EventMention, names: dict[str, str], actors: str) -> str:
    trigger = mention.trigger.of(doc.text)
    tail = _told(doc, mention, (*mention.recipients, *mention.place))
    if not tail and mention.recipients:
        tail = f"({_joined(doc, mention.recipients, names)})"
    return (f"{actors}: " if actors else "") + " ".join(filter(None, (trigger, tail)))


def _told(doc: Document, mention: EventMention, parties: tuple[Party, ...]) -> str:
    """The report's words from behind the trigger to the nearest of `parties`, when that is close."""
    behind = sorted((p.span for p in parties if p.span.start >= mention.trigger.end), key=lambda s: s.start)
    if not behind:
        return ""
    between = Span(mention.trigger.end, behind[0].start).of(doc.text)
    if len(between.split()) > _NEAR or any(mark in between for mark in ",;:.\n“”\"()"):
        return ""
    return " ".join(Span(mention.trigger.end, behind[0].end).of(doc.text).split())


def _joined(doc: Document, parties: tuple[Party, ...], names: dict[str, str]) -> str:
    told = dict.fromkeys(" ".join((names.get(p.entity or "") or p.span.of(doc.text)).split()) for p in parties)
    *rest, last = told or [""]
    return f"{', '.join(rest)} and {last}" if rest else last
