"""What a person looks at before deciding on a report's date, or on who somebody is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dragoman.errors import NotFound
from dragoman.merge.record import LOCAL
from dragoman.model import Candidate, CandidateOrigin, Confidence, Document, Evidence, Span, Verdict
from dragoman.store.known import Known
from dragoman.store.rows import Named, ReportRow
from dragoman.store.verdicts import VerdictRow

if TYPE_CHECKING:
    from sqlalchemy import Connection

# Sentences shown of a report's opening: dateline, masthead and the lead stand there.
_OPENING = 4
# Reports looked into for sentences that name a person, and sentences shown.
_REPORTS, _SENTENCES = 6, 6


@dataclass(frozen=True, slots=True)
class DateChoice:
    """One date that could be the report's."""

    edtf: str  #: as it is given back
    earliest: date | None
    latest: date | None
    origin: CandidateOrigin  #: where it was found
    quote: str | None  #: its words
    span: Span | None  #: where they stand in the text, if they do
    verdict: Verdict  #: what the program made of it
    why: str


@dataclass(frozen=True, slots=True)
class DateCase:
    """When was it written? What the program found, and what a person said."""

    report: ReportRow
    earliest: date | None  #: as it stands now
    latest: date | None
    rule: str  #: how that was decided; "" where nothing tells
    confidence: Confidence | None
    choices: tuple[DateChoice, ...]
    opening: tuple[Evidence, ...]  #: the first sentences
    clues: tuple[Evidence, ...]  #: the words that speak against a date
    contradictions: tuple[str, ...]
    verdict: VerdictRow | None  #: in force


@dataclass(frozen=True, slots=True)
class PersonCase:
    """Who is that? Where the reports name somebody, and whom they may mean."""

    who: Named
    unknown: bool  #: False: the knowledge base holds them
    offices: tuple[str, ...]  #: as reports give them
    sentences: tuple[Evidence, ...]  #: that name them, of several reports
    offers: tuple[Known, ...]  #: likeliest first
    verdicts: tuple[VerdictRow, ...]  #: in force: who this is, and whom else this is


def date_case(connection: Connection, report: str) -> DateCase:
    """The case of a report.

    Raises:
        NotFound: no report of that id.
    """
    from dragoman.store.ask_reports import document, report_rows
    from dragoman.store.verdicts import on

    found = document(connection, report)
    dating = found.report.published
    spans = [s for r in (dating.contradictions if dating else ()) for s in r.spans]
    return DateCase(
        report=report_rows(connection, [report])[report],
        earliest=dating.when.earliest if dating else None,
        latest=dating.when.latest if dating else None,
        rule=dating.rule if dating else "",
        confidence=dating.confidence if dating else None,
        choices=_choices(found),
        opening=tuple(_evidence(found, s.span) for s in found.sentences[:_OPENING]),
        clues=tuple(_sentence_with(found, s) for s in dict.fromkeys(spans)),
        contradictions=tuple(r.message for r in dating.contradictions) if dating else (),
        verdict=on(connection, "date", [report]).get(report),
    )


def person_case(connection: Connection, name: str) -> PersonCase:
    """The case of whoever a name or key means; of several, the one most reported.

    Raises:
        NotFound: no report names anybody so.
    """
    from dragoman.store.ask_people import keys_of, named, offices_seen
    from dragoman.store.ask_reports import documents
    from dragoman.store.known import offers
    from dragoman.store.verdicts import about

    candidates = named(connection, keys_of(connection, name))
    if not candidates:
        raise NotFound(name, "no report in the ledger names anybody so", "look with `dragoman search`")
    who = candidates[0]
    unknown = who.key.startswith(LOCAL) and who.kind == "person"
    reports, day = _naming(connection, who.key)
    return PersonCase(
        who=who,
        unknown=unknown,
        offices=tuple(o.office for o in offices_seen(connection, [who.key])),
        sentences=_sentences(list(documents(connection, reports)), who.key),
        offers=offers(connection, who.key, who.name, state=who.state, on=day) if unknown else (),
        verdicts=tuple(about(connection, who.key)),
    )


def _choices(document: Document) -> tuple[DateChoice, ...]:
    """Candidates with both ends, one for each stretch of days; those that stand come first."""
    dating = document.report.published
    found: dict[str, DateChoice] = {}
    order = {"accepted": 0, "open": 1, "rejected": 2}
    for each in sorted(dating.candidates if dating else (), key=lambda c: order[c.verdict]):
        choice = _choice(document, each)
        if choice is not None and choice.edtf not in found:
            found[choice.edtf] = choice
    return tuple(found.values())


def _choice(document: Document, candidate: Candidate) -> DateChoice | None:
    when = candidate.when
    if when.edtf is None or when.earliest is None or when.latest is None:
        return None
    quote = candidate.span.of(document.text) if candidate.span else candidate.quote
    return DateChoice(
        when.edtf, when.earliest, when.latest, candidate.origin, quote, candidate.span, candidate.verdict, candidate.why
    )


def _naming(connection: Connection, key: str) -> tuple[list[str], date | None]:
    """The latest reports that name somebody, and the day of the last of them."""
    from sqlalchemy import select

    from dragoman.store import tables

    entity = tables.report_entities.c
    rows = connection.execute(
        select(entity.report, entity.day).distinct().where(entity.key == key)
        .order_by(entity.day.desc(), entity.report).limit(_REPORTS)
    ).all()
    day = next((date.fromisoformat(r.day) for r in rows if r.day), None)
    return [r.report for r in rows], day


def _sentences(found: list[Document], key: str) -> tuple[Evidence, ...]:
    """Sentences that name somebody, the first of each report before the second of any."""
    from dragoman.store.derive import key_of

    turns: list[tuple[int, int, Evidence]] = []
    for number, each in enumerate(found):
        theirs = {e.id for e in each.entities if key_of(e) == key and not e.members}
        spans = [m.span for m in each.mentions if m.entity in theirs and m.form == "name"]
        held = dict.fromkeys(_sentence_with(each, s) for s in spans)
        turns += [(turn, number, evidence) for turn, evidence in enumerate(held)]
    return tuple(evidence for _, _, evidence in sorted(turns, key=lambda t: t[:2])[:_SENTENCES])


def _sentence_with(document: Document, span: Span) -> Evidence:
    held = next((s.span for s in document.sentences if s.span.overlaps(span)), span)
    return _evidence(document, held)


def _evidence(document: Document, span: Span) -> Evidence:
    return Evidence(document.report.id, span, span.of(document.text))
