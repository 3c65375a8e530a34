"""Is the ledger sound? Each fault with what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, func, select, text

from dragoman.model import Event, Evidence, Report
from dragoman.store import fulltext, tables
from dragoman.store.chunks import chunks
from dragoman.store.codec import unpack, unpack_event
from dragoman.store.connect import is_postgres
from dragoman.store.write import digest_of

Gravity = Literal["damaged", "rebuild", "note"]

# At most so many events are compared with their texts; the first faults tell the story.
_EVENTS_CHECKED = 2000


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong, or worth knowing, and what to do."""

    gravity: Gravity  #: damaged: restore a copy; rebuild: `dragoman rebuild` mends it; note: nothing need be done
    message: str
    remedy: str


_REBUILD = "run `dragoman rebuild`"


def check(connection: Connection, *, run: str | None = None) -> list[Finding]:
    """All findings, gravest first. `run` is the program's own, to tell of readings by another."""
    found = [*_file(connection), *_reports(connection)]
    if any(f.gravity == "damaged" for f in found):
        return found
    found += [*_counts(connection), *_tags(connection), *_evidence(connection), *_runs(connection, run)]
    order: dict[str, int] = {"damaged": 0, "rebuild": 1, "note": 2}
    return sorted(found, key=lambda f: order[f.gravity])


def _file(connection: Connection) -> list[Finding]:
    if is_postgres(connection):
        return []
    answers = [r[0] for r in connection.execute(text("PRAGMA integrity_check(5)"))]
    return [
        Finding("damaged", f"the file is damaged: {a}", "restore a copy, or add the reports again to a new file")
        for a in answers
        if a != "ok"
    ]


def _reports(connection: Connection) -> list[Finding]:
    found = []
    table = tables.reports.c
    for row in connection.execute(select(table.id, table.digest, table.body)):
        if digest_of(unpack(Report, row.body)) != row.digest:
            found.append(Finding("damaged", f"the text of {row.id} has been altered", "restore a copy"))
    return found


def _counts(connection: Connection) -> list[Finding]:
    """Every report has its reading and facts, every mention its event, every row its words."""
    reports, facts, readings = tables.reports.c, tables.report_facts.c, tables.readings.c
    mentions, told = tables.mentions.c, tables.event_mentions.c
    found = []
    lacking = {
        "reports without a reading": select(func.count()).where(reports.id.not_in(select(readings.report))),
        "reports without derived rows": select(func.count()).where(reports.id.not_in(select(facts.report))),
        "mentions without an event": select(func.count()).where(mentions.id.not_in(select(told.mention))),
        "events without a mention": select(func.count()).where(tables.events.c.id.not_in(select(told.event))),
    }
    for what, question in lacking.items():
        if n := connection.execute(question).scalar_one():
            remedy = "run `dragoman rebuild --read-again`" if "reading" in what else _REBUILD
            found.append(Finding("rebuild", f"{n} {what}", remedy))
    for kind, table in zip(fulltext.KINDS, (tables.reports, tables.statements, tables.mentions), strict=True):
        have = connection.execute(text(f"SELECT count(*) FROM words_{kind}")).scalar_one()
        want = connection.execute(select(func.count()).select_from(table)).scalar_one()
        if have != want:
            found.append(Finding("rebuild", f"full text knows {have} of {want} {kind}s", _REBUILD))
    return found


def _tags(connection: Connection) -> list[Finding]:
    tag, counts = tables.event_tags.c, tables.tag_counts
    truth = {(r.kind, r.value): r.n for r in connection.execute(
        select(tag.kind, tag.value, func.count().label("n")).group_by(tag.kind, tag.value)
    )}
    kept = {(r.kind, r.value): r.n for r in connection.execute(select(counts))}
    wrong = {k for k in truth.keys() | kept.keys() if truth.get(k) != kept.get(k)}
    return [Finding("rebuild", f"{len(wrong)} counts of tags are wrong", _REBUILD)] if wrong else []


def _evidence(connection: Connection) -> list[Finding]:
    """Every quote equals its slice of the report's text."""
    table = tables.events.c
    rows = connection.execute(select(table.body).order_by(table.id).limit(_EVENTS_CHECKED)).all()
    events = [unpack_event(r.body) for r in rows]
    texts = _texts(connection, {e.report for event in events for e in proofs(event)})
    wrong = sum(e.span.of(texts.get(e.report, "")) != e.quote for event in events for e in proofs(event))
    return [Finding("rebuild", f"{wrong} quotes differ from their report", _REBUILD)] if wrong else []


def proofs(event: Event) -> list[Evidence]:
    """All evidence of an event: of its fields, their rivals and its history."""
    values = [v for v in (event.actors, event.recipients, event.place, event.when, event.status) if v]
    found = [e for v in values for e in v.evidence]
    found += [e for v in values for r in v.rivals for e in r.evidence]
    return [*found, *(e for change in event.history for e in change.evidence)]


def _texts(connection: Connection, ids: set[str]) -> dict[str, str]:
    table = tables.reports.c
    found: dict[str, str] = {}
    for part in chunks(sorted(ids)):
        rows = connection.execute(select(table.id, table.body).where(table.id.in_(part)))
        found.update((r.id, unpack(Report, r.body).text) for r in rows)
    return found


def _runs(connection: Connection, run: str | None) -> list[Finding]:
    facts = tables.report_facts.c
    rows = connection.execute(select(facts.run, func.count().label("n")).group_by(facts.run)).all()
    older = sum(r.n for r in rows if run is not None and r.run != run)
    if not older:
        return []
    message = f"{older} reports were read by another model or knowledge base"
    return [Finding("note", message, "read them again with `dragoman rebuild --read-again`, if you wish")]
