"""Annotated records as Documents: what a perfect reader would hand to the ledger.

The ledger, merging and the exports are developed and measured on these, so that their faults
are not mixed up with the encoder's. A record is one line of `data/annotated/*.jsonl`; entities
are linked by the names that the annotator gave, never to the knowledge base.
"""

from __future__ import annotations

import calendar
import json
import os
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

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
    Timex,
    When,
)
from dragoman.names import fold

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).resolve().parents[2] / "shared"))
ANNOTATED = SHARED / "data" / "annotated"
RUN = "gold"

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_YEAR = re.compile(r"(\d{4})$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)$")


def documents(*names: str) -> Iterator[Document]:
    """The records of the named files ("train", "dev", "written", ...) in order."""
    for name in names:
        with open(ANNOTATED / f"{name}.jsonl", encoding="utf-8") as lines:
            for line in lines:
                yield document(json.loads(line))


def document(record: dict[str, Any]) -> Document:
    """One annotated record as a Document whose spans point into its text."""
    people = _Cast(record)
    times: list[Timex] = []
    mentions = tuple(_event(e, people, times) for e in record["events"])
    statements = tuple(_statement(s, people) for s in record["statements"])
    report = Report(
        id=record["doc"],
        text=record["text"],
        url=record.get("url"),
        outlet=record["source"],
        title=_title(record),
        published=_dating(record.get("date")),
    )
    return Document(
        report=report,
        sentences=tuple(Sentence(Span(a, b), 0, 0) for a, b in record["sentences"]),
        mentions=tuple(people.mentions),
        entities=people.entities(),
        timexes=tuple(times),
        statements=statements,
        event_mentions=mentions,
        events=tuple(_report_event(i, m) for i, m in enumerate(mentions, 1)),
        run=RUN,
    )


def when(value: str | None) -> When:
    """The days of an annotated ISO value; nothing where it names no day, month, week or year."""
    if not value or value.endswith("_REF"):
        return When()
    first, _, last = value.partition("/")
    start, end = _days(first), _days(last or first)
    return When(start[0], end[1], value) if start and end and start[0] <= end[1] else When()


def _days(value: str) -> tuple[date, date] | None:
    if found := _DAY.match(value):
        day = _date(*map(int, found.groups()))
        return (day, day) if day else None
    if found := _MONTH.match(value):
        year, month = map(int, found.groups())
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    if found := _WEEK.match(value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return monday, monday + timedelta(days=6)
    if found := _YEAR.match(value):
        return date(int(found[1]), 1, 1), date(int(found[1]), 12, 31)
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _title(record: dict[str, Any]) -> str | None:
    """The first sentence, where it stands on a line of its own without a full stop."""
    if not record["sentences"]:
        return None
    start, end = record["sentences"][0]
    line = record["text"][start:end]
    alone = record["text"][end : end + 1] in ("\n", "")
    return line if alone and not line.endswith((".", '"', "”")) and len(line) < 200 else None


def _dating(day: str | None) -> Dating | None:
    if not day:
        return None
    return Dating(when=When(date.fromisoformat(day[:10]), date.fromisoformat(day[:10]), day[:10]),
                  rule="given by the annotation", confidence="likely")


class _Cast:
    """The entities of a record by folded name; grows as roles name further ones."""

    def __init__(self, record: dict[str, Any]) -> None:
        self.known: dict[str, Entity] = {}
        self.mentions: list[Mention] = []
        for entry in record["entities"]:
            self._add(entry["name"], kind=entry["kind"], state=entry.get("state"), office=entry.get("office"))

    def _add(self, name: str, *, kind: Any = "group", state: str | None = None, office: str | None = None,
             members: tuple[str, ...] = ()) -> Entity:
        key = fold(name)
        if key not in self.known:
            self.known[key] = Entity(id=f"e{len(self.known) + 1}", name=name, kind=kind, state=state, office=office,
                                     members=members, names=(name,), why="named by the annotator")
        return self.known[key]

    def party(self, argument: dict[str, Any]) -> Party:
        span = Span(argument["start"], argument["end"])
        name = argument.get("name")
        entity = self._find(name or argument["text"])
        form: Any = "nominal" if name and fold(name) != fold(argument["text"]) else "name"
        self.mentions.append(Mention(id=f"n{len(self.mentions) + 1}", span=span, head=0, kind=entity.kind,
                                     form=form, entity=entity.id))
        return Party(span=span, entity=entity.id)

    def _find(self, name: str) -> Entity:
        if fold(name) in self.known:
            return self.known[fold(name)]
        if " & " in name:
            members = tuple(self._find(part.strip()).id for part in name.split(" & ") if part.strip())
            return self._add(name, members=members)
        # "Blinken" for "Antony Blinken": the last word of one fuller name, and of no other
        fuller = [e for k, e in self.known.items() if e.kind == "person" and k.split()[-1:] == [fold(name)]]
        return fuller[0] if len(fuller) == 1 else self._add(name)

    def entities(self) -> tuple[Entity, ...]:
        return tuple(self.known.values())


def _event(record: dict[str, Any], people: _Cast, times: list[Timex]) -> EventMention:
    stamped = [t for t in record["time"] if t["text"]]
    first = len(times) if stamped else None
    for entry in stamped:
        times.append(Timex(id=f"t{len(times) + 1}", span=Span(entry["start"], entry["end"]), kind="DATE",
                           value=entry.get("value"), when=when(entry.get("value"))))
    return EventMention(
        id="m" + record["id"].lstrip("e"),
        sentence=record["sentence"],
        trigger=Span(record["trigger"]["start"], record["trigger"]["end"]),
        head=0,
        type=record["type"],
        status=record["status"],
        modes=tuple(record["mode"]),
        contexts=tuple(record["context"]),
        actors=tuple(people.party(a) for a in record["actor"]),
        recipients=tuple(people.party(a) for a in record["recipient"]),
        place=tuple(people.party(a) for a in record["place"]),
        time=first,
        when=times[first].when if first is not None else When(),
        said_by=record["by"],
    )


def _statement(record: dict[str, Any], people: _Cast) -> Statement:
    source, cue, via = record["source"], record["cue"], record["via"]
    anonymity = record.get("anonymity")
    return Statement(
        id=record["id"],
        sentence=record["sentence"],
        source=people.party(source) if source else None,
        kind=record["kind"],
        cue=Span(cue["start"], cue["end"]) if cue else None,
        content=tuple(Span(c["start"], c["end"]) for c in record["content"]),
        form=record["form"],
        described_as=source["text"] if source and record["kind"] == "unnamed" else None,
        anonymity=Span(anonymity["start"], anonymity["end"]) if anonymity else None,
        via=(people.party(via),) if isinstance(via, dict) else (),
        continues=record.get("continues"),
    )


def _report_event(number: int, mention: EventMention) -> ReportEvent:
    """Each mention is an event of its own: the annotation has no coreference within a report."""
    return ReportEvent(id=f"v{number}", mentions=(mention.id,), type=mention.type, status=mention.status,
                       modes=mention.modes, contexts=mention.contexts, when=mention.when)
