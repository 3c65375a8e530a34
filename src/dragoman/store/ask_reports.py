"""The reports themselves: lists, one with its reading, its near copies, full text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, case, func, literal, not_, or_, select, text, tuple_

from dragoman.errors import NotFound
from dragoman.merge.copies import own_stretches
from dragoman.model import Document, Report, Span
from dragoman.store import fulltext, tables, verdicts
from dragoman.store.chunks import chunks
from dragoman.store.codec import unpack, unpack_document
from dragoman.store.paging import token, where
from dragoman.store.rows import Copy, Hit, Page, Passage, ReportRow

# Sentences shown of one report found by full text.
_PASSAGES = 3


def report_page(
    connection: Connection,
    *,
    outlet: str | None = None,
    since: date | None = None,
    until: date | None = None,
    doubtful: bool = False,
    limit: int,
    page: str | None,
) -> Page[ReportRow]:
    """Reports by day of publication, newest first."""
    facts = tables.report_facts.c
    question = _rows()
    if outlet:
        question = question.where(facts.outlet == outlet)
    if since:
        question = question.where(facts.day >= since.isoformat())
    if until:
        question = question.where(facts.day <= until.isoformat(), facts.day != "")
    if doubtful:
        question = question.where(facts.doubt == 1, not_(verdicts.is_decided("date", facts.report)))
    if start := where(page, 2):
        question = question.where(tuple_(facts.day, facts.report) < tuple_(*(literal(s) for s in start)))
    found = connection.execute(question.order_by(facts.day.desc(), facts.report.desc()).limit(limit + 1)).all()
    shown = found[:limit]
    return Page(
        _as_rows(connection, shown),
        next=token(shown[-1].day, shown[-1].id) if len(found) > limit else None,
    )


def report_rows(connection: Connection, ids: Sequence[str]) -> dict[str, ReportRow]:
    """Reports by id."""
    facts = tables.report_facts.c
    found: dict[str, ReportRow] = {}
    for part in chunks(sorted(set(ids))):
        rows = connection.execute(_rows().where(facts.report.in_(part))).all()
        found.update((r.id, r) for r in _as_rows(connection, rows))
    return found


def documents(connection: Connection, ids: Sequence[str]) -> Iterator[Document]:
    """Reports with their reading in force, as people corrected it, in order of the ids."""
    reports, readings, facts = tables.reports.c, tables.readings.c, tables.report_facts.c
    for part in chunks(ids, 100):
        rows = connection.execute(
            select(reports.id, reports.body, readings.body.label("reading"))
            .join_from(tables.reports, tables.report_facts, facts.report == reports.id)
            .join(tables.readings, (readings.report == facts.report) & (readings.run == facts.run))
            .where(reports.id.in_(part))
        )
        found = {r.id: r for r in rows}
        held = [found[each] for each in part if each in found]
        yield from verdicts.identify(connection, [unpack_document(unpack(Report, r.body), r.reading) for r in held])


def document(connection: Connection, report: str) -> Document:
    """One report with its reading in force.

    Raises:
        NotFound: no such report.
    """
    for found in documents(connection, [report]):
        return found
    raise NotFound(report, "no report of that id in the ledger", "list them with `dragoman search WORDS`")


def copies_of(connection: Connection, report: Report) -> tuple[Copy, ...]:
    """The near copies of a report, most alike first, with what either lacks."""
    table = tables.copies.c
    pairs = connection.execute(
        select(table.left, table.right, table.containment).where(
            or_(table.left == report.id, table.right == report.id)
        )
    ).all()
    shares = {(r.right if r.left == report.id else r.left): r.containment for r in pairs}
    rows = report_rows(connection, sorted(shares))
    found = []
    for other in _bodies(connection, sorted(shares)):
        found.append(
            Copy(
                report=rows[other.id],
                containment=shares[other.id],
                only_here=own_stretches(report.text, other.text),
                only_there=own_stretches(other.text, report.text),
            )
        )
    return tuple(sorted(found, key=lambda c: (-c.containment, c.report.id)))


def search_page(connection: Connection, words: str, *, limit: int, page: str | None) -> Page[Hit]:
    """Reports that hold the words, newest first, with the sentences that do.

    Raises:
        BadQuestion: no word to look for.
    """
    facts = tables.report_facts.c
    terms = fulltext.parse(words)
    holds, parameters = fulltext.holds(connection, "report", words, "reports.num")
    question = _rows().where(text(holds).bindparams(**parameters))
    if start := where(page, 2):
        question = question.where(tuple_(facts.day, facts.report) < tuple_(*(literal(s) for s in start)))
    found = connection.execute(question.order_by(facts.day.desc(), facts.report.desc()).limit(limit + 1)).all()
    shown = found[:limit]
    rows = _as_rows(connection, shown)
    texts = {d.report.id: d for d in documents(connection, [r.id for r in rows])}
    return Page(
        tuple(Hit(r, passages(texts[r.id], terms)) for r in rows),
        next=token(shown[-1].day, shown[-1].id) if len(found) > limit else None,
    )


def passages(found: Document, terms: Sequence[fulltext.Term]) -> tuple[Passage, ...]:
    """The sentences with most of the terms, in order of the text."""
    scored = []
    for sentence in found.sentences:
        quote = sentence.span.of(found.text)
        spans = fulltext.marks(quote, terms, sentence.span.start)
        if spans:
            different = len({s.of(found.text).lower() for s in spans})
            scored.append((-different, sentence.span.start, Passage(sentence.span, quote, spans)))
    best = sorted(scored, key=lambda s: s[:2])[:_PASSAGES]
    if not best and found.text:
        return _phrase_over_sentences(found, terms)
    return tuple(p for _, _, p in sorted(best, key=lambda s: s[1]))


def _phrase_over_sentences(found: Document, terms: Sequence[fulltext.Term]) -> tuple[Passage, ...]:
    """A phrase that runs over a full stop, with all sentences it touches."""
    spans = fulltext.marks(found.text, terms)[:1]
    touched = [s.span for s in found.sentences if any(s.span.overlaps(m) for m in spans)]
    if not touched:
        return ()
    whole = Span(touched[0].start, touched[-1].end)
    return (Passage(whole, whole.of(found.text), spans),)


def _rows() -> Select[Any]:
    reports, facts = tables.reports.c, tables.report_facts.c
    return select(
        reports.id,
        reports.body,
        reports.added_at,
        facts.day,
        facts.confidence,
        case((verdicts.is_decided("date", facts.report), 0), else_=facts.doubt).label("doubt"),
        facts.copy_group,
        facts.words,
    ).join_from(tables.reports, tables.report_facts, facts.report == reports.id)


def _as_rows(connection: Connection, found: Sequence[Any]) -> tuple[ReportRow, ...]:
    groups = sorted({r.copy_group for r in found})
    facts = tables.report_facts.c
    sizes: dict[str, int] = {}
    for part in chunks(groups):
        counted = select(facts.copy_group, func.count().label("n")).where(facts.copy_group.in_(part))
        sizes.update((r.copy_group, r.n) for r in connection.execute(counted.group_by(facts.copy_group)))
    return tuple(_as_row(r, sizes) for r in found)


def _as_row(row: Any, sizes: dict[str, int]) -> ReportRow:
    report = unpack(Report, row.body)
    return ReportRow(
        id=report.id,
        day=date.fromisoformat(row.day) if row.day else None,
        outlet=report.outlet,
        title=report.title,
        url=report.url,
        confidence=row.confidence or None,
        doubtful=bool(row.doubt),
        copy_group=row.copy_group,
        copies=sizes[row.copy_group] - 1,
        words=row.words,
        added_at=datetime.fromisoformat(row.added_at),
    )


def _bodies(connection: Connection, ids: Sequence[str]) -> list[Report]:
    table = tables.reports.c
    found = []
    for part in chunks(ids):
        rows = connection.execute(select(table.body).where(table.id.in_(part)).order_by(table.id))
        found += [unpack(Report, r.body) for r in rows]
    return found
