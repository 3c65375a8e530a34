"""Readings by simple rules, in numbers: what load tests of the ledger are fed with.

The entries of Wikipedia's Current events and the official releases become Documents by a table of verbs and by the
links that the entries carry. They are no measure of reading; they have the names, days and densities of real news,
and that is what the ledger's speed depends on. Where more are wanted than there are, further *editions* are made:
the same entries in other years, their names exchanged for others of the same kind, so that they are neither copies
nor tell the same events.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

from bench.gold import SHARED
from dragoman.extract.sentences import sentences
from dragoman.model import (
    Dating,
    Document,
    Entity,
    EventMention,
    Mention,
    Party,
    Report,
    ReportEvent,
    Sentence,
    Span,
    Statement,
    When,
)
from dragoman.names import fold

ENTRIES = SHARED / "data" / "news" / "wikipedia-current-events-2025-2026" / "events.jsonl.gz"
RELEASES = tuple(
    SHARED / "data" / "news" / name
    for name in ("state-gov-2021-2022/state_releases.jsonl.gz", "white-house-2021-2022/white_house.jsonl.gz")
)
_VERBS: dict[str, tuple[str, str]] = {
    "met": ("CONSULT", "occurred"), "meets": ("CONSULT", "occurred"), "visits": ("CONSULT", "occurred"),
    "talks": ("CONSULT", "occurred"), "call": ("CONSULT", "occurred"), "spoke": ("CONSULT", "occurred"),
    "travel": ("CONSULT", "scheduled"), "agrees": ("AGREE", "occurred"), "agree": ("AGREE", "occurred"),
    "signs": ("SUPPORT", "occurred"), "approves": ("SUPPORT", "occurred"), "welcomes": ("SUPPORT", "occurred"),
    "urges": ("REQUEST", "occurred"), "calls": ("REQUEST", "occurred"), "demands": ("REQUEST", "occurred"),
    "condemns": ("ACCUSE", "occurred"), "accuses": ("ACCUSE", "occurred"), "charges": ("ACCUSE", "occurred"),
    "rejects": ("REJECT", "occurred"), "denies": ("REJECT", "occurred"), "threatens": ("THREATEN", "occurred"),
    "protest": ("PROTEST", "occurred"), "strike": ("ASSAULT", "occurred"), "strikes": ("ASSAULT", "occurred"),
    "killed": ("ASSAULT", "occurred"), "kill": ("ASSAULT", "occurred"), "attack": ("ASSAULT", "occurred"),
    "sanctions": ("SANCTION", "occurred"), "imposes": ("SANCTION", "occurred"), "arrest": ("COERCE", "occurred"),
    "arrested": ("COERCE", "occurred"), "seizes": ("COERCE", "occurred"), "deploys": ("MOBILIZE", "occurred"),
    "elected": ("PERSONNEL", "occurred"), "resigns": ("RETREAT", "occurred"), "appoints": ("PERSONNEL", "occurred"),
    "announces": ("AGREE", "scheduled"), "plans": ("AGREE", "scheduled"), "ceasefire": ("RETREAT", "possible"),
}  # fmt: skip
_SAID = re.compile(r"\b(says|said|reports|confirms|stated)\b( that)? ")
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"(?:[A-Z][\w’'-]+ ){1,3}[A-Z][\w’'-]+")


def documents(count: int | None = None) -> Iterator[Document]:
    """So many documents: entries and releases first, then further editions of the entries. None: the first alone."""
    made = 0
    for document in _first():
        if made == count:
            return
        made += 1
        yield document
    edition = 1
    while count is not None and made < count:
        for document in _edition(edition):
            yield document
            made += 1
            if made == count:
                return
        edition += 1


def _first() -> Iterator[Document]:
    for record in _records():
        yield _document(record["id"], record["date"], _outlet(record), record["text"], _links(record))
    for path in RELEASES:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                text = f"{record['title']}\n\n{record['text']}"
                names = sorted(set(_NAME.findall(text)))[:60]
                yield _document(record["id"], record["date"][:10], record["outlet"], text, names)


def _edition(number: int) -> Iterator[Document]:
    chance = random.Random(number)
    states, others = _names()
    exchange = dict(zip(states, chance.sample(states, len(states)), strict=True))
    exchange.update(zip(others, chance.sample(others, len(others)), strict=True))
    shift = timedelta(days=373 * number)  # not a multiple of a week
    for record in _records():
        links = _links(record)
        text = record["text"]
        if links:
            pattern = re.compile("|".join(map(re.escape, sorted(links, key=len, reverse=True))))
            text = pattern.sub(lambda m: exchange.get(m[0], m[0]), text)
            text = re.sub(r"\d+", lambda m: str(int(m[0][:6]) + chance.randrange(50)), text)
        day = date.fromisoformat(record["date"]) - shift
        outlet = _outlet(record)
        renamed = [exchange.get(n, n) for n in links]
        yield _document(f"{record['id']}-e{number}", day.isoformat(), outlet, text, renamed)


@cache
def _records() -> list[dict[str, Any]]:
    with gzip.open(ENTRIES, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@cache
def _names() -> tuple[list[str], list[str]]:
    names = sorted({n for r in _records() for n in _links(r)})
    states = [n for n in names if _state(n)]
    return states, [n for n in names if not _state(n)]


def _links(record: dict[str, Any]) -> list[str]:
    return list(dict.fromkeys(link["text"] for link in record["links"] if len(link["text"]) > 2))


def _outlet(record: dict[str, Any]) -> str:
    return record["sources"][0]["outlet"] if record["sources"] else "Wikipedia"


@cache
def _state(name: str) -> str | None:
    from dragoman.kb import default

    found = default().states_by_name(fold(name))
    return found[0].code if found else None


def _document(id_: str, day: str, outlet: str, text: str, names: list[str]) -> Document:
    spans = sentences(text)
    entities: dict[str, Entity] = {}
    mentions: list[Mention] = []
    events: list[EventMention] = []
    said: list[Statement] = []

    def parties(start: int, end: int) -> tuple[Party, ...]:
        found = []
        for name in names:
            at = text.find(name, start, end)
            if at >= 0:
                entity = entities.setdefault(name, _entity(name, len(entities) + 1))
                span = Span(at, at + len(name))
                mentions.append(Mention(f"n{len(mentions) + 1}", span, 0, entity.kind, "name", entity.id))
                found.append(Party(span, entity.id))
        return tuple(found[:3])

    when = date.fromisoformat(day)
    for i, span in enumerate(spans):
        trigger = _trigger(text, span, names)
        if trigger:
            kind, status = _VERBS.get(trigger[0], ("COOPERATE", "occurred"))
            events.append(
                EventMention(
                    id=f"m{len(events) + 1}", sentence=i, trigger=Span(trigger.start(), trigger.end()), head=0,
                    type=kind, status=status, actors=parties(span.start, trigger.start()),  # type: ignore[arg-type]
                    recipients=parties(trigger.end(), span.end), when=When(when, when, day),
                )
            )
        told = _SAID.search(text, span.start, span.end)
        if told and told.end() < span.end:
            source = parties(span.start, told.start())
            said.append(
                Statement(
                    id=f"s{len(said) + 1}", sentence=i, source=source[0] if source else None,
                    kind="named" if source else "unnamed", cue=Span(told.start(1), told.end(1)),
                    content=(Span(told.end(), span.end),), form="indirect",
                )
            )
    return Document(
        report=Report(id=id_, text=text, outlet=outlet, published=Dating(When(when, when, day), "given", "likely")),
        sentences=tuple(Sentence(s, 0, 0) for s in spans), mentions=tuple(mentions),
        entities=tuple(entities.values()), statements=tuple(said), event_mentions=tuple(events),
        events=tuple(ReportEvent(f"v{i}", (e.id,), e.type, e.status) for i, e in enumerate(events, 1)), run="crude",
    )


def _trigger(text: str, span: Span, names: list[str]) -> re.Match[str] | None:
    """The first verb of the table; else, in a sentence that begins with a name, the word after it."""
    words = list(_WORD.finditer(text, span.start, span.end))
    found = next((m for m in words if m[0] in _VERBS), None)
    first = next((n for n in names if text.startswith(n, span.start)), None)
    if found or not first:
        return found
    return next((m for m in words if m.start() >= span.start + len(first) and m[0].islower()), None)


def _entity(name: str, number: int) -> Entity:
    state = _state(name)
    person = not state and re.fullmatch(r"[A-Z]\w+ [A-Z]\w+", name)
    kind = "state" if state else "person" if person else "organisation"
    return Entity(id=f"e{number}", name=name, kind=kind, state=state, names=(name,))  # type: ignore[arg-type]
