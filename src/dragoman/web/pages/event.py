"""`/event/ID`: every field with its evidence and rivals, the history of its status, each report's sentence.

`/explain?left=A&right=B` is its companion: why two mentions or events are one, or not, feature by feature.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from dragoman.errors import BadQuestion
from dragoman.merge.record import Actor
from dragoman.model import Evidence, StatusChange, Value, When
from dragoman.views import wording
from dragoman.views.readouts import Readouts
from dragoman.views.review import Explanation
from dragoman.views.timeline import EventPage, Telling
from dragoman.web.answers import Page
from dragoman.web.desk import Desk
from dragoman.web.table import Table
from dragoman.web.words import names, status_word

# Sentences shown under a field, and reports shown below; an event that all the world prints has hundreds. The JSON
# has them all.
_PROOFS = 5
_TELLINGS = 40
_FIELDS = ("status", "when", "actors", "recipients", "place")


@dataclass(frozen=True, slots=True)
class Claim:
    """A value that reports give to a field, in words, with the sentences that do."""

    words: str
    actors: tuple[Actor, ...]  #: where the value is people, states or places
    evidence: tuple[Evidence, ...]  #: the first few
    more: int  #: how many further sentences there are


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the record: what holds, by which rule, and what some reports say instead."""

    name: str
    holds: Claim
    rule: str
    rivals: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One independent source: a report's sentences, and the near copies of that report that tell it too."""

    telling: Telling
    further: tuple[Telling, ...]  #: more sentences of the same report
    copies: tuple[Telling, ...]  #: the same words in other papers


@dataclass(frozen=True, slots=True)
class EventView:
    """An event with everything behind it."""

    page: EventPage
    readouts: Readouts | None  #: the sides' accounts, where it is a meeting of which there are any

    def fields(self) -> Iterator[Field]:
        """The fields that are known."""
        for name in _FIELDS:
            value: Value | None = getattr(self.page.event, name)
            if value is not None:
                rivals = tuple(_claim(r.value, r.evidence) for r in value.rivals)
                yield Field(name, _claim(value.value, value.evidence), value.rule, rivals)

    def unknown(self) -> tuple[str, ...]:
        """The fields of which no report speaks."""
        return tuple(name for name in _FIELDS if getattr(self.page.event, name) is None)

    def history(self) -> tuple[StatusChange, ...]:
        """What became of it, oldest first."""
        return self.page.event.history

    def sources(self) -> tuple[Source, ...]:
        """The reports that tell it, each with its near copies, earliest first."""
        return _sources(self.page.tellings)[:_TELLINGS]

    def hidden_sources(self) -> int:
        """How many sources are not shown."""
        return max(len(_sources(self.page.tellings)) - _TELLINGS, 0)

    def outlets(self) -> dict[str, str]:
        """Who printed each report."""
        return {t.report.id: t.report.outlet or "" for t in self.page.tellings}


def load(desk: Desk, request: Request) -> EventView:
    """The event of an id: its own, one it once had, or a mention's."""
    page = desk.ledger.event(request.path_params["id"])
    told = desk.ledger.readouts(page.event.id) if page.event.type == "CONSULT" else None
    return EventView(page, told if told and told.topics else None)


def as_data(view: EventView) -> Any:
    """The JSON: the event and its line, its tellings and verdicts, and the accounts."""
    page = view.page
    return {
        "event": page.event, "row": page.row, "tellings": page.tellings, "judgements": page.judgements,
        "readouts": view.readouts,
    }


def table(view: EventView) -> Table:
    """Every piece of evidence for every field, one a row; rivals beside what holds."""
    columns = ("event", "field", "holds", "value", "rule", "report", "outlet", "start", "end", "sentence")
    outlets = view.outlets()

    def rows() -> Iterator[tuple[Any, ...]]:
        event = view.page.event
        for name in _FIELDS:
            value: Value | None = getattr(event, name)
            if value is None:
                continue
            claims = [(True, value.value, value.rule, value.evidence)]
            claims += [(False, r.value, "", r.evidence) for r in value.rivals]
            for holds, held, rule, evidence in claims:
                for e in evidence:
                    where = (e.report, outlets.get(e.report, ""), e.span.start, e.span.end, e.quote)
                    yield event.id, name, holds, in_words(held), rule, *where

    return Table(columns, rows())


def load_explanation(desk: Desk, request: Request) -> Explanation:
    """Why two of them are one event, or not."""
    left, right = (request.query_params.get(side, "") for side in ("left", "right"))
    if not left or not right:
        raise BadQuestion("explain", "needs two ids", "give ?left=ID&right=ID")
    return desk.ledger.explain(left, right)


def explanation_table(found: Explanation) -> Table:
    """The features, one a row."""
    columns = ("feature", "score", "adds", "detail", "left", "right")
    return Table(columns, ((f.name, f.score, f.weight, f.detail, f.left, f.right) for f in found.features))


def in_words(value: Any) -> str:
    """A field's value for people."""
    if isinstance(value, When):
        return wording.days(value) or value.edtf or "day not known"
    if isinstance(value, tuple):
        return names(value)
    return status_word(str(value))


def _claim(value: Any, evidence: Sequence[Evidence]) -> Claim:
    actors = value if isinstance(value, tuple) else ()
    return Claim(in_words(value), actors, tuple(evidence[:_PROOFS]), max(len(evidence) - _PROOFS, 0))


def _sources(tellings: Sequence[Telling]) -> tuple[Source, ...]:
    """Tellings under their report, copies under their original."""
    own: dict[str, list[Telling]] = {}
    copies: dict[str, list[Telling]] = {}
    for telling in tellings:
        into = own if telling.copy_of is None else copies
        into.setdefault(telling.copy_of or telling.report.id, []).append(telling)
    return tuple(
        Source(first, tuple(further), tuple(_one_a_report(copies.get(report, ()))))
        for report, (first, *further) in own.items()
    )


def _one_a_report(tellings: Sequence[Telling]) -> Iterator[Telling]:
    seen: set[str] = set()
    for telling in tellings:
        if telling.report.id not in seen:
            seen.add(telling.report.id)
            yield telling


PAGES = (
    Page("/event/{id:path}", "timeline", "event.html", load, table, as_data=as_data),
    Page("/explain", "timeline", "explain.html", load_explanation, explanation_table),
)
