"""A person's word on a report's date or on who somebody is: kept, applied to what it touches, undone.

A date is given to the reader like one given on adding, so that weekdays, offices and events follow from it; the text
is read for that, outside any transaction. Who somebody is follows from the reading that is there. Either way only
the reports concerned are derived anew, and the outcome is what a rebuild gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from importlib.metadata import version

from sqlalchemy import Connection, Engine, delete, or_, select

from dragoman.edtf import from_edtf, to_edtf
from dragoman.errors import BadInput, BadQuestion, LedgerFault, NotFound
from dragoman.ingest.sources import given_day
from dragoman.merge.record import LOCAL, local_key
from dragoman.merge.verdicts import dated
from dragoman.model import Document, Report, When
from dragoman.store import tables
from dragoman.store.ask_people import keys_of
from dragoman.store.ask_reports import document, documents
from dragoman.store.codec import pack_document, unpack, unpack_document
from dragoman.store.connect import reading, writing
from dragoman.store.known import known_person
from dragoman.store.rederive import rederive
from dragoman.store.verdicts import NOBODY, OPEN, VerdictRow, end, identify, in_force, on, record
from dragoman.store.write import keep_reading, keep_run

Reader = Callable[[Iterable[Report]], Iterator[Document]]
Change = Callable[[Connection], VerdictRow]

# How often a report is read again because somebody else decided on it meanwhile.
_PATIENCE = 3
# Years in which a report can have been written: there were hardly any before, and calendars end.
_EARLIEST, _LATEST = 1600, 2999


def decide_date(
    engine: Engine, subject: str, report: str, answer: str, *, by: str, why: str, read: Reader, now: datetime
) -> VerdictRow:
    """Record when a report was written ("2023-06-19", "2023-06", "19 June 2023"), or that it stays "open".

    Raises:
        NotFound: no such report.
        BadQuestion: the answer is no date.
        BadInput: the report cannot be read again.
    """
    answer, by = answer.strip(), by.replace("\x00", "")
    if answer == OPEN:
        edtf, words = OPEN, "left open"
    else:
        edtf = words = _edtf(answer)

    def change(connection: Connection) -> VerdictRow:
        title = _report(connection, report).title
        return record(connection, "date", report, edtf, about=title or report, words=words, by=by, why=why, now=now)

    return _settle_date(engine, subject, report, edtf, by=by, read=read, change=change)


def undo(engine: Engine, subject: str, num: int, *, read: Reader, now: datetime) -> VerdictRow:
    """End a verdict on a date or a person; what it changed is as if it had never been given.

    Raises:
        NotFound: no verdict of that number is in force.
    """
    with reading(engine, subject) as connection:
        found = in_force(connection, num)

    def change(connection: Connection) -> VerdictRow:
        return end(connection, num, now=now)

    if found.kind == "date":
        return _settle_date(engine, subject, found.subject, OPEN, by="", read=read, change=change)
    with writing(engine, subject) as connection:
        return _settle_person(connection, found.subject, change)


def decide_person(connection: Connection, name: str, answer: str, *, by: str, why: str, now: datetime) -> VerdictRow:
    """Record who somebody is whom the knowledge base does not hold: an id or name of somebody it holds, or "nobody".

    Raises:
        NotFound: no report names such a person, or nobody known is called so.
        BadQuestion: either may mean several people, or somebody who is known already.
    """
    key = _unknown_key(connection, name)
    about = _name_of(connection, key)
    if answer.strip() == NOBODY:
        who, words, state = NOBODY, "nobody known", None
    else:
        known = known_person(connection, answer)
        who, words, state = known.key, known.name, known.state

    def change(inside: Connection) -> VerdictRow:
        return record(
            inside, "person", key, who, about=about, words=words, state=state, by=by, why=why, now=now
        )

    return _settle_person(connection, key, change)


def _edtf(answer: str) -> str:
    """The days that an answer means, as this program writes them in EDTF, however they were typed."""
    try:
        when = from_edtf(answer)
    except ValueError:
        when = given_day(answer or "nothing") or When()
    edtf = to_edtf(when)
    if edtf is None or when.earliest is None or when.latest is None:
        raise BadQuestion(answer or '""', "is no date", "write it as 2023-06-19, 2023-06 or 2023; or open")
    if when.earliest.year < _EARLIEST or when.latest.year > _LATEST:
        raise BadQuestion(answer, f"is not between {_EARLIEST} and {_LATEST}", "write it as 2023-06-19")
    return edtf


def _settle_date(
    engine: Engine, subject: str, report: str, answer: str, *, by: str, read: Reader, change: Change
) -> VerdictRow:
    """Make the change, and read the report anew where its given date becomes another."""
    for _ in range(_PATIENCE):
        with reading(engine, subject) as connection:
            text = _report(connection, report)
            before = on(connection, "date", [report]).get(report)
        was = before.answer if before else OPEN
        fresh = None
        if was != answer or (before and before.by != by and answer != OPEN):  # who gave it stands in the reading, too
            fresh = _read(read, text if answer == OPEN else dated(text, from_edtf(answer), by=by))
        with writing(engine, subject) as connection:
            if on(connection, "date", [report]).get(report) != before:
                continue
            made = change(connection)
            if fresh is not None:
                _replace_reading(connection, fresh, made.undone_at or made.at)
            return made
    raise LedgerFault(subject, f"others keep deciding on {report}", "try again")


def _read(read: Reader, report: Report) -> Document:
    for found in read([report]):
        return found
    raise BadInput(report.id, "cannot be read again", "see `dragoman doctor`")


def _replace_reading(connection: Connection, fresh: Document, now: datetime) -> None:
    """Put a reading in force in place of the one there, and derive the report's rows anew."""
    report, readings = fresh.report.id, tables.readings
    before = document(connection, report)
    connection.execute(delete(readings).where(readings.c.report == report, readings.c.run == fresh.run))
    keep_reading(connection, fresh)
    keep_run(connection, fresh.run, version=version("dragoman"), now=now)
    # as it will be read back: the given date stands in its dating, not among the hints of the report
    kept = unpack_document(_report(connection, report), pack_document(fresh))
    [after] = identify(connection, [kept])
    rederive(connection, [(before, after)])


def _settle_person(connection: Connection, key: str, change: Change) -> VerdictRow:
    """Make the change, and derive anew the reports that name this person."""
    concerned = _naming(connection, key)
    before = list(documents(connection, concerned))
    made = change(connection)
    after = documents(connection, concerned)
    rederive(connection, [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]])
    return made


def _naming(connection: Connection, key: str) -> list[str]:
    """The reports that name an unknown person, also those in which somebody identified them."""
    entity = tables.report_entities.c
    said = on(connection, "person", [key]).get(key)
    rows = connection.execute(
        select(entity.report, entity.name).distinct()
        .where(or_(entity.key == key, entity.key == (said.answer if said else key)), entity.kind == "person")
    )
    return sorted({r.report for r in rows if local_key(r.name) == key})


def _unknown_key(connection: Connection, name: str) -> str:
    """The key of the one unknown person meant by a name or key."""
    # somebody identified has the key of whom they are, and is corrected by the name that reports print
    said = on(connection, "person", [name, local_key(name)])
    for key in (name, local_key(name)):
        if key in said:
            return key
    keys = [k for k in keys_of(connection, name) if k.startswith(LOCAL)]
    names = tables.names.c
    found = [
        k for k in keys
        if connection.execute(select(names.key).where(names.key == k, names.kind == "person").limit(1)).first()
    ]
    if not found and keys_of(connection, name):
        raise BadQuestion(name, "is known already, or no person", "name somebody whom `dragoman review` lists")
    if not found:
        raise NotFound(name, "no report in the ledger names such a person", "list them with `dragoman review`")
    if len(found) > 1:
        raise BadQuestion(name, "may mean several people", "give one of these: " + ", ".join(found[:9]))
    return found[0]


def _name_of(connection: Connection, key: str) -> str:
    """An unknown person's name as reports print it, the longest of those that fold to the key."""
    entity = tables.report_entities.c
    said = on(connection, "person", [key]).get(key)
    if said:
        return said.about
    names = connection.execute(select(entity.name).distinct().where(entity.key == key)).scalars()
    return min(names, key=lambda n: (-len(n), n), default=key.removeprefix(LOCAL))


def _report(connection: Connection, report: str) -> Report:
    table = tables.reports.c
    body = connection.execute(select(table.body).where(table.id == report)).scalar()
    if body is None:
        raise NotFound(report, "no report of that id in the ledger", "list them with `dragoman search WORDS`")
    return unpack(Report, body)
