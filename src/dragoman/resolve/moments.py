"""On which days each event falls: by the time expression that dates it, else by its status and the report's day."""

from __future__ import annotations

from dataclasses import replace

from dragoman.model import Document, EventMention, Timex, When

#: Words that tell a date of something else than the event ("talks on the 2015 accord"): an edge of the encoder is
#: needed for these; a bare expression in a sentence with a single event needs none.
_LONG = 366


def moments(doc: Document) -> Document:
    """Event mentions with the interval of days of their time expression."""
    by_sentence: dict[int, list[EventMention]] = {}
    for m in doc.event_mentions:
        by_sentence.setdefault(m.sentence, []).append(m)
    return replace(doc, event_mentions=tuple(_dated(doc, m, by_sentence[m.sentence]) for m in doc.event_mentions))


def _dated(doc: Document, mention: EventMention, beside: list[EventMention]) -> EventMention:
    index = mention.time if mention.time is not None else _only_time(doc, mention, beside)
    if index is None:
        return mention
    timex = doc.timexes[index]
    if timex.kind in ("DURATION", "SET"):
        return replace(mention, time=index)
    return replace(mention, time=index, when=timex.when)


def _only_time(doc: Document, mention: EventMention, beside: list[EventMention]) -> int | None:
    """The day of a sentence that tells a single event and names a single day."""
    if len(beside) > 1:
        return None
    span = doc.sentences[mention.sentence].span
    found = [n for n, t in enumerate(doc.timexes) if span.contains(t.span) and _is_short(t)]
    return found[0] if len(found) == 1 else None


def _is_short(timex: Timex) -> bool:
    when: When = timex.when
    if timex.kind not in ("DATE", "TIME") or not when.earliest or not when.latest:
        return False
    return (when.latest - when.earliest).days < _LONG
