"""Events of a report: mentions that tell the same happening become one, and what is expected is listed.

Two mentions are of one event when all of these hold:

1. same type, and both told as real, or both as still to come, or both as not happening;
2. the parties of one are among the parties of the other (by entity, else by words), and at least one is shared;
3. their times do not exclude each other;
4. their places do not exclude each other;
5. their triggers have the same stem, or the parties are the same and one trigger is a general word for the type
   ("talks").

A mention without parties joins only an event with the same trigger stem in the same or the next sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dragoman.model import Document, EventMention, Expectation, Party, ReportEvent, Status, Strength, When
from dragoman.resolve.label import label

_REAL = frozenset(("occurred", "ongoing", "general"))
_COMING = frozenset(("scheduled", "expected", "possible", "requested", "conditional"))
_STRENGTH: dict[Status, Strength] = {"scheduled": "scheduled", "expected": "expected", "possible": "possible"}
#: Words that may stand for any event of their type told before.
GENERAL = frozenset(
    "talk talks meeting meetings visit trip discussion discussions conversation conversations call engagement "
    "encounter summit "
    "shook handshake met meet meets discussed agreement deal accord attack strike strikes assault offensive raid "
    "bombing "
    "incident sanctions measures move protest demonstration rally march ban arrest operation exercise drills "
    "deployment "
    "aid assistance support ceasefire truce withdrawal release".split())
_MOST_SENTENCES_APART = 1


@dataclass(frozen=True, slots=True)
class _Look:
    """A mention as the rules see it."""

    mention: EventMention
    parties: frozenset[str]
    place: frozenset[str]
    stem: str
    general: bool
    side: str


def happenings(doc: Document) -> Document:
    """The report's events (h1, h2 ...) and expectations."""
    members = {e.id: e.members for e in doc.entities if e.members}
    looks = [_look(doc, m, members) for m in doc.event_mentions]
    groups: list[list[_Look]] = []
    for look in looks:
        home = next((g for g in reversed(groups) if all(_same(a, look) for a in g)), None)
        if home is None:
            groups.append([look])
        else:
            home.append(look)
    events = []
    for n, group in enumerate(groups, start=1):
        made = _event(f"h{n}", [g.mention for g in group], doc)
        events.append(replace(made, label=label(doc, made)))
    return replace(doc, events=tuple(events), expectations=tuple(_expectations(doc, events)))


def _look(doc: Document, m: EventMention, members: dict[str, tuple[str, ...]]) -> _Look:
    word = m.trigger.of(doc.text).lower()
    side = "real" if m.status in _REAL else "coming" if m.status in _COMING else "not"
    parties, place = _keys(doc, (*m.actors, *m.recipients), members), _keys(doc, m.place, members)
    return _Look(m, parties, place, stem(word), word in GENERAL, side)


def _keys(doc: Document, parties: tuple[Party, ...], members: dict[str, tuple[str, ...]]) -> frozenset[str]:
    """Entities, those whom a group stands for ("both sides"), and words in lower case where there is none."""
    each = (p.entity or p.span.of(doc.text).lower() for p in parties)
    return frozenset(k for e in each for k in members.get(e, (e,)))


def stem(word: str) -> str:
    """A crude stem that joins "visit", "visited", "visiting" and "visits"."""
    for ending in ("ings", "ing", "ied", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + ("y" if ending[:2] == "ie" else "")
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word.removesuffix("e")


def _same(a: _Look, b: _Look) -> bool:
    if a.mention.type != b.mention.type or a.side != b.side or not _may_be(a.mention.when, b.mention.when):
        return False
    if a.place and b.place and not a.place & b.place:
        return False
    if not a.parties or not b.parties:
        return a.stem == b.stem and abs(a.mention.sentence - b.mention.sentence) <= _MOST_SENTENCES_APART
    if not (a.parties <= b.parties or b.parties <= a.parties):
        return False
    if a.stem == b.stem:
        return True
    return a.parties == b.parties and (a.general or b.general)


def _may_be(a: When, b: When) -> bool:
    """True unless the two intervals have no day in common."""
    if a.latest and b.earliest and a.latest < b.earliest:
        return False
    return not (b.latest and a.earliest and b.latest < a.earliest)


def _event(id_: str, group: list[EventMention], doc: Document) -> ReportEvent:
    best = max(group, key=lambda m: (m.score, -m.sentence))
    times = [m.when for m in group if m.when.earliest or m.when.latest]
    return ReportEvent(id_, tuple(m.id for m in group), best.type, best.status,
                       _unique(x for m in group for x in m.modes), _unique(x for m in group for x in m.contexts)[:3],
                       _named(doc, (p for m in group for p in m.actors)),
                       _named(doc, (p for m in group for p in m.recipients)),
                       _named(doc, (p for m in group for p in m.place)), min(times, key=_width, default=When()),
                       _unique(m.said_by or "report" for m in group))


def _unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def _named(doc: Document, parties: Iterable[Party]) -> tuple[str, ...]:
    """Entities, and words where there is none."""
    return _unique(p.entity or p.span.of(doc.text) for p in parties)


def _width(when: When) -> int:
    """Days that an interval spans; one that is open counts as wider than any other."""
    return (when.latest - when.earliest).days if when.earliest and when.latest else 10**6


def _expectations(doc: Document, events: list[ReportEvent]) -> list[Expectation]:
    """What is held to be coming, by whom; a window without a beginning opens on the report's day."""
    written = doc.report.published.when.earliest if doc.report.published else None
    out = []
    for e in events:
        strength = _STRENGTH.get(e.status)
        if strength:
            dated = e.when.earliest or e.when.latest or written is None
            window = e.when if dated else When(written, None, f"{written}/..")
            out += [Expectation(e.id, h, window, strength) for h in e.holders]
    return out
