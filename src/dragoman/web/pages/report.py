"""`/report/ID`: the text with highlights by layer, its readout beside it, its dating, remarks and near copies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from starlette.requests import Request

from dragoman.errors import BadQuestion
from dragoman.model import Span
from dragoman.store.rows import Copy, EventRow, ReportRow
from dragoman.store.verdicts import VerdictRow
from dragoman.views.deciding import DateChoice
from dragoman.views.readout import Readout, readout, to_plain
from dragoman.views.wording import SECTIONS, Said, Told, Wording
from dragoman.web.answers import Page
from dragoman.web.desk import Desk
from dragoman.web.marked import marked_text
from dragoman.web.table import Table

_AT = re.compile(r"(\d{1,9})-(\d{1,9})")
# Stretches shown of what a copy lacks or adds.
_STRETCHES = 6


@dataclass(frozen=True, slots=True)
class ReadoutView:
    """A readout ready to be shown: the same for a report of the ledger and for one that was only pasted."""

    readout: Readout
    at: Span | None = None  #: a passage to be marked and in view
    mentions: dict[str, str] | None = None  #: mention -> event of the ledger; None where it is not in one

    @property
    def wording(self) -> Wording:
        """Its values in words."""
        return Wording(self.readout)

    def text(self) -> Markup:
        """The report's text, escaped, with its marks."""
        return marked_text(self.readout, at=self.at)

    def sections(self) -> Iterator[tuple[str, tuple[Told, ...]]]:
        """Events under the headings of their statuses."""
        words = self.wording
        for heading, statuses in SECTIONS:
            told = tuple(words.events(statuses))
            if told:
                yield heading, told

    def said(self) -> tuple[Said, ...]:
        """Who said what, in the order of the text."""
        return tuple(self.wording.said())

    def event_of(self, told: Told) -> str | None:
        """The ledger's event that an event of the report belongs to."""
        return (self.mentions or {}).get(told.event.mentions[0]) if told.event.mentions else None

    def sentence_quote(self, number: int) -> str:
        """The words of a sentence, by its number from 1."""
        extent = self.readout.sentences[number - 1]
        return self.readout.report.text[extent.start : extent.end]

    def key_of(self, entity: str) -> str:
        """The dossier's key of an entity of the report."""
        from dragoman.merge.record import local_key

        found = self.wording.entities[entity]
        return found.kb or local_key(found.name)


@dataclass(frozen=True, slots=True)
class CopyView:
    """A near copy: what this report has alone, what the copy has alone."""

    copy: Copy
    only_here: tuple[str, ...]
    only_there: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report as read, and what the ledger knows about it."""

    row: ReportRow
    view: ReadoutView
    events: tuple[EventRow, ...]
    copies: tuple[CopyView, ...]
    verdict: VerdictRow | None  #: a person's word on its date

    def choices(self) -> tuple[DateChoice, ...]:
        """The dates found that somebody may take: where it is not in doubt, instead of the one that holds."""
        dating = self.view.readout.report.published
        held = dating.edtf if dating and not self.row.doubtful else None
        found: dict[str, DateChoice] = {}
        for c in dating.candidates if dating else ():
            if c.edtf and c.earliest and c.latest and c.edtf != held:
                quote = c.span.text if c.span else None
                found.setdefault(
                    c.edtf, DateChoice(c.edtf, c.earliest, c.latest, c.origin, quote, None, c.verdict, c.why)
                )
        return tuple(found.values())


def load(desk: Desk, request: Request) -> ReportView:
    """The report of an id; `?at=START-END` marks a passage."""
    found = desk.ledger.report(request.path_params["id"])
    read = readout(found.document)
    text = found.document.text
    view = ReadoutView(read, _passage(request.query_params.get("at", ""), len(text)), found.mentions)
    copies = tuple(
        CopyView(c, tuple(s.of(text) for s in c.only_here[:_STRETCHES]), c.only_there[:_STRETCHES])
        for c in found.copies
    )
    return ReportView(found.row, view, found.events, copies, found.verdict)


def as_data(view: ReportView) -> Any:
    """The JSON: the readout as `dragoman read` prints it, and what the ledger adds."""
    return {
        "row": view.row, "readout": to_plain(view.view.readout), "events": view.events,
        "mentions": view.view.mentions or {}, "copies": tuple(c.copy for c in view.copies),
        "verdict": view.verdict,
    }


def table(view: ReportView) -> Table:
    """The events of the report, one a row."""
    return readout_table(view.view)


def readout_table(view: ReadoutView) -> Table:
    """The events of a readout, one a row, each with its first sentence."""
    columns = ("event", "ledger_event", "type", "status", "earliest", "latest", "label", "by", "sentences", "sentence")
    rows = (
        (
            t.event.id, view.event_of(t), t.event.type, t.event.status, t.event.earliest, t.event.latest, t.label,
            t.by, t.sentences, view.sentence_quote(t.sentences[0]) if t.sentences else None,
        )
        for _, told in view.sections()
        for t in told
    )
    return Table(columns, rows)


def _passage(at: str, length: int) -> Span | None:
    if not at:
        return None
    found = _AT.fullmatch(at)
    span = Span(int(found[1]), int(found[2])) if found else None
    if span is None or not span.start < span.end <= length:
        raise BadQuestion(f"at={at[:40]}", "is no passage of this report", "give START-END in characters of its text")
    return span


PAGES = (Page("/report/{id:path}", "reports", "report.html", load, table, as_data=as_data),)
