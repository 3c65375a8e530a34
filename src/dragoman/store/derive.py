"""The rows that follow from one report's reading alone. What follows from several is in `copying` and `merging`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table

from dragoman.merge import block, copies
from dragoman.merge.fold import id_after
from dragoman.merge.record import Actor, Holder, MentionRecord, holder_of, local_key, records
from dragoman.model import Document, Entity, Evidence, Party, Span, Statement
from dragoman.names import fold
from dragoman.store import tables
from dragoman.store.codec import pack
from dragoman.store.rows import StatementRow

Rows = list[dict[str, Any]]

# A report without anything certain about its day is worth a person's look, as is one whose print is contradicted.
_DOUBTED = ("doubtful",)


@dataclass(frozen=True, slots=True)
class Derived:
    """Rows by table (those of `statements` and `mentions` still without `num`), and the records they hold."""

    rows: Mapping[Table, Rows]
    mentions: tuple[MentionRecord, ...]
    statements: tuple[StatementRow, ...]
    hashes: frozenset[int]


def derive(document: Document, *, outlet_state: str | None = None) -> Derived:
    """Everything the ledger keeps of one reading, but for what other reports have to do with it."""
    mentions = records(document, outlet_state=outlet_state)
    said = statement_rows(document)
    hashes = copies.shingles(document.text)
    report = document.report.id
    return Derived(
        rows={
            tables.report_facts: [_facts(document)],
            tables.report_entities: _entities(document),
            tables.names: names_in(document),
            tables.statements: [_statement(s) for s in said],
            tables.mentions: [_mention(m) for m in mentions],
            tables.blocks: [{"key": k, "mention": m.id} for m in mentions for k in sorted(block.keys(m))],
            tables.shingles: [{"hash": h, "report": report} for h in copies.sampled(hashes)],
        },
        mentions=mentions,
        statements=said,
        hashes=hashes,
    )


def statement_rows(document: Document) -> tuple[StatementRow, ...]:
    """One row per statement of a document, in order."""
    entities = {e.id: e for e in document.entities}
    by_id = {s.id: s for s in document.statements}
    report = document.report
    day = report.published.when.earliest if report.published and report.published.when.is_day else None

    def evidence(span: Span) -> Evidence:
        return Evidence(report=report.id, span=span, quote=span.of(document.text))

    def name(party: Party) -> str:
        entity = entities.get(party.entity or "")
        return entity.name if entity else party.span.of(document.text)

    def row(statement: Statement) -> StatementRow:
        holder = holder_of(document, entities, by_id, statement.id)
        first = _first(statement, by_id)
        return StatementRow(
            id=f"{report.id}#{statement.id}",
            report=report.id,
            outlet=report.outlet,
            day=day,
            speaker=_speaker(holder, first, entities),
            source=first.source.span.of(document.text) if first.source else "",
            kind=statement.kind or first.kind,
            described_as=first.described_as,
            anonymity=first.anonymity.of(document.text) if first.anonymity else None,
            cue=statement.cue.of(document.text) if statement.cue else None,
            via=tuple(name(p) for p in statement.via),
            addressee=name(statement.addressee) if statement.addressee else None,
            form=statement.form,
            content=tuple(evidence(s) for s in statement.content),
            sentence=evidence(document.sentences[statement.sentence].span),
            score=statement.score,
        )

    return tuple(row(s) for s in document.statements)


def _first(statement: Statement, by_id: Mapping[str, Statement]) -> Statement:
    """The statement that names the source of a quotation which runs on."""
    seen = {statement.id}
    while statement.source is None and statement.continues and statement.continues not in seen:
        if statement.continues not in by_id:
            break
        statement = by_id[statement.continues]
        seen.add(statement.id)
    return statement


def _speaker(holder: Holder | None, first: Statement, entities: Mapping[str, Entity]) -> Actor | None:
    entity = entities.get(first.source.entity or "") if first.source else None
    if holder is None or not holder.key or entity is None:
        return None
    return Actor(key=holder.key, name=holder.name, state=holder.state, kind=entity.kind, office=entity.office)


def _facts(document: Document) -> dict[str, Any]:
    report, dating = document.report, document.report.published
    day = dating.when.earliest.isoformat() if dating and dating.when.is_day and dating.when.earliest else ""
    return {
        "report": report.id,
        "run": document.run,
        "day": day,
        "outlet": _plain(report.outlet),
        "title": _plain(report.title),
        "confidence": dating.confidence if dating else "",
        "doubt": int(dating is None or dating.confidence in _DOUBTED or bool(dating.contradictions)),
        "copy_group": report.id,
        "words": len(document.text.split()),
    }


def _entities(document: Document) -> Rows:
    day = _facts(document)["day"]
    return [
        {
            "report": document.report.id,
            "local": e.id,
            "key": key_of(e),
            "name": _plain(e.name),
            "kind": e.kind,
            "state": e.state or "",
            "office": _plain(e.office),
            "day": day,
            "mentions": len(e.mentions),
        }
        for e in document.entities
        if not e.members
    ]


def key_of(entity: Entity) -> str:
    """The key by which an entity is known across reports."""
    return entity.kb or local_key(entity.name)


def names_in(document: Document) -> Rows:
    """The names that a reading gives its entities, without how many reports give them."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for entity in document.entities:
        if entity.members:
            continue
        key = key_of(entity)
        for name in (entity.name, *entity.names):
            folded = fold(_plain(name)).strip()
            if folded:
                last = folded.split()[-1]
                row = {"folded": folded, "key": key, "last": last, "kind": entity.kind}
                found[folded, key, entity.kind] = row
    return list(found.values())


def _statement(row: StatementRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "report": row.report,
        "day": row.day.isoformat() if row.day else "",
        "speaker": row.speaker.key if row.speaker else "",
        "state": (row.speaker.state if row.speaker else None) or "",
        "kind": row.kind or "",
        "body": pack(row),
    }


def _mention(record: MentionRecord) -> dict[str, Any]:
    return {
        "id": record.id,
        "report": record.report,
        "event_key": id_after(record.id),
        "mention_group": record.group,
        "body": pack(record),
    }


def _plain(words: str | None) -> str:
    """For a text column: PostgreSQL refuses NUL."""
    return (words or "").replace("\x00", "")
