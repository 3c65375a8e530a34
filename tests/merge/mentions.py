"""Mention records by hand: one line each, nothing is loaded."""

from __future__ import annotations

from datetime import date
from typing import Any

from dragoman.merge.keywords import keywords
from dragoman.merge.record import Actor, Holder, MentionRecord, local_key
from dragoman.model import Span, When

STATES = {
    "China": "CHN", "Qin Gang": "CHN", "Wang Yi": "CHN", "United States": "USA", "Antony Blinken": "USA",
    "Blinken": "USA", "Marco Rubio": "USA",
    "Russia": "RUS", "Sergei Lavrov": "RUS", "Turkey": "TUR", "Hakan Fidan": "TUR", "Iran": "IRN",
}  # fmt: skip
COUNTRIES = {"China", "United States", "Russia", "Turkey", "Iran"}
PLACES = {"Beijing": "CHN", "Washington": "USA", "Ankara": "TUR", "Moscow": "RUS"}


def actor(name: str, *, office: str | None = None) -> Actor:
    """A state when it is one of the few known, else a person or a town."""
    state = STATES.get(name) or PLACES.get(name)
    kind: Any = "place" if name in PLACES else "state" if name in COUNTRIES else "person"
    return Actor(key=local_key(name), name=name, state=state, kind=kind if state else None, office=office)


def day(text: str | None) -> When:
    """"2023-06-18" or "2023-06-18/2023-06-19"; None for no day."""
    if not text:
        return When()
    first, _, last = text.partition("/")
    return When(date.fromisoformat(first), date.fromisoformat(last or first), text)


def mention(
    id: str,
    text: str,
    trigger: str,
    type: Any = "CONSULT",
    *,
    actors: tuple[str, ...] = (),
    recipients: tuple[str, ...] = (),
    place: tuple[str, ...] = (),
    when: str | None = None,
    status: Any = "occurred",
    published: str | None = "2023-06-19",
    outlet: str | None = None,
    outlet_state: str | None = None,
    by: str | None = None,
    by_state: str | None = None,
    **more: Any,
) -> MentionRecord:
    """A record whose sentence is `text`; `id` is "REPORT#MENTION"."""
    start = text.index(trigger)
    return MentionRecord(
        id=id,
        report=id.partition("#")[0],
        sentence=Span(0, len(text)),
        text=text,
        trigger=Span(start, start + len(trigger)),
        trigger_text=trigger,
        type=type,
        status=status,
        outlet=outlet or id.partition("#")[0],
        outlet_state=outlet_state,
        published=date.fromisoformat(published) if published else None,
        actors=tuple(actor(a) for a in actors),
        recipients=tuple(actor(a) for a in recipients),
        place=tuple(actor(a) for a in place),
        when=day(when),
        holder=Holder(by, "named", by_state) if by else None,
        keywords=more.pop("keywords", None) or keywords(text),
        **more,
    )
