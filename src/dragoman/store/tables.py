"""The ledger's tables. One schema for SQLite and PostgreSQL.

Truth is what cannot be got back: reports, judgements, verdicts, watches, runs. Everything marked *derived* is a
function of the truth (and, for `readings`, of the run that read it): `dragoman rebuild` makes it anew,
row for row. Columns ending in `_at` are clock time (UTC, ISO 8601) and never enter anything derived.
Integer `num` columns number rows in order of arrival; nothing outside the store sees them.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import TEXT

#: Raised when the schema changes; `upgrade.py` holds the steps.
SCHEMA_VERSION = 3

# Ids, days and keys sort by code point in both databases, whatever the server's locale: paging and ids rest on it.
Words = Text().with_variant(TEXT(collation="C"), "postgresql")

schema = MetaData()

_TRUTH: dict[str, Any] = {"info": {"derived": False}}
_DERIVED: dict[str, Any] = {"info": {"derived": True}, "sqlite_with_rowid": False}
_DERIVED_ROWS: dict[str, Any] = {"info": {"derived": True}}  # with long or numbered rows

meta = Table("meta", schema, Column("key", Words, primary_key=True), Column("value", Words, nullable=False), **_TRUTH)

# --- truth ----------------------------------------------------------------------------------------------------------

reports = Table(
    "reports", schema,
    Column("num", Integer, primary_key=True, autoincrement=False),
    Column("id", Words, nullable=False, unique=True),
    Column("digest", Words, nullable=False),  # of the text: the same id with another text is refused
    Column("body", LargeBinary, nullable=False),  # the Report as ingested (codec.pack)
    Column("added_at", Words, nullable=False, index=True),
    **_TRUTH,
)

judgements = Table(
    "judgements", schema,
    Column("num", Integer, primary_key=True, autoincrement=False),
    Column("left", Words, nullable=False, index=True),  # mention ids, left < right
    Column("right", Words, nullable=False, index=True),
    Column("verdict", Words, nullable=False),
    Column("by", Words, nullable=False),
    Column("why", Words, nullable=False),
    Column("at", Words, nullable=False),
    Column("undone_at", Words),  # a verdict is ended, never removed
    **_TRUTH,
)

# A person's word on one thing: when a report was written, who somebody is. Numbered in one row with the judgements.
verdicts = Table(
    "verdicts", schema,
    Column("num", Integer, primary_key=True, autoincrement=False),
    Column("kind", Words, nullable=False),  # "date" or "person"
    Column("subject", Words, nullable=False, index=True),  # a report's id, the local key of a person
    Column("about", Words, nullable=False),  # the subject for people: a title, a name
    Column("answer", Words, nullable=False),  # EDTF or "open"; a key of the knowledge base or "nobody"
    Column("words", Words, nullable=False),  # the answer for people
    Column("state", Words, nullable=False),  # of the person, "" where not known
    Column("by", Words, nullable=False),
    Column("why", Words, nullable=False),
    Column("at", Words, nullable=False),
    Column("undone_at", Words),
    **_TRUTH,
)

watches = Table(
    "watches", schema,
    Column("num", Integer, primary_key=True, autoincrement=False),
    Column("name", Words, nullable=False, index=True),
    Column("question", Words, nullable=False),  # an EventQuery as JSON
    Column("created_at", Words, nullable=False),
    Column("seen_at", Words, nullable=False),  # news is what was added after this
    Column("ended_at", Words),
    **_TRUTH,
)

runs = Table(
    "runs", schema,
    Column("id", Words, primary_key=True),  # digest of weights, codebook and kb
    Column("version", Words, nullable=False),  # of the program
    Column("first_at", Words, nullable=False),
    **_TRUTH,
)

# --- derived --------------------------------------------------------------------------------------------------------

# Readings of older runs stay, so that what an export once said can be traced; `reading_of` names the one in force.
readings = Table(
    "readings", schema,
    Column("report", Words, nullable=False),
    Column("run", Words, nullable=False),
    Column("body", LargeBinary, nullable=False),  # the Document without text, words and scores
    PrimaryKeyConstraint("report", "run"),
    **_DERIVED_ROWS,
)

report_facts = Table(
    "report_facts", schema,
    Column("report", Words, primary_key=True),
    Column("run", Words, nullable=False),  # of the reading in force
    Column("day", Words, nullable=False),  # of publication, "" where not known to the day
    Column("outlet", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("confidence", Words, nullable=False),  # of the dating; "" where there is none
    Column("doubt", Integer, nullable=False),  # 1: a person should look at the date
    Column("copy_group", Words, nullable=False),  # smallest report id among its near copies
    Column("words", Integer, nullable=False),
    Index("report_facts_day", "day", "report"),
    Index("report_facts_group", "copy_group"),
    Index("report_facts_doubt", "doubt", "report"),
    Index("report_facts_run", "run"),
    **_DERIVED,
)

report_entities = Table(
    "report_entities", schema,
    Column("report", Words, nullable=False),
    Column("local", Words, nullable=False),  # id within the report
    Column("key", Words, nullable=False),  # as merge.record.Actor.key
    Column("name", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("state", Words, nullable=False),
    Column("office", Words, nullable=False),
    Column("day", Words, nullable=False),
    Column("mentions", Integer, nullable=False),
    PrimaryKeyConstraint("report", "local"),
    Index("report_entities_key", "key", "day"),
    **_DERIVED,
)

# Folded names and their last words lead to keys: "blinken" finds Antony Blinken. Counted, so that a name goes when the
# last report that gives it to somebody no longer does.
names = Table(
    "names", schema,
    Column("folded", Words, nullable=False),
    Column("key", Words, nullable=False),
    Column("last", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("n", Integer, nullable=False),  # reports that give it
    PrimaryKeyConstraint("folded", "key", "kind"),
    Index("names_last", "last"),
    Index("names_key", "key"),
    **_DERIVED,
)

statements = Table(
    "statements", schema,
    Column("num", Integer, primary_key=True, autoincrement=False),
    Column("id", Words, nullable=False, unique=True),  # "REPORT#s3"
    Column("report", Words, nullable=False, index=True),
    Column("day", Words, nullable=False),
    Column("speaker", Words, nullable=False),  # key; "" where the source is no entity
    Column("state", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("body", LargeBinary, nullable=False),  # a StatementRow
    Index("statements_day", "day", "id"),
    Index("statements_speaker", "speaker", "day", "id"),
    Index("statements_state", "state", "day", "id"),
    **_DERIVED_ROWS,
)

mentions = Table(
    "mentions", schema,
    Column("num", Integer, primary_key=True, autoincrement=False),
    Column("id", Words, nullable=False, unique=True),  # "REPORT#m3"
    Column("report", Words, nullable=False, index=True),
    Column("event_key", Words, nullable=False, index=True),  # id of the event whose first mention this would be
    Column("mention_group", Words),  # "REPORT#EVENT": one report's mentions of one happening
    Column("body", LargeBinary, nullable=False),  # the MentionRecord
    Index("mentions_group", "mention_group"),
    **_DERIVED_ROWS,
)

blocks = Table(
    "blocks", schema,
    Column("key", Words, nullable=False),
    Column("mention", Words, nullable=False),
    PrimaryKeyConstraint("key", "mention"),
    **_DERIVED,
)

links = Table(
    "links", schema,
    Column("left", Words, nullable=False),  # left < right
    Column("right", Words, nullable=False),
    Column("score", Float, nullable=False),
    PrimaryKeyConstraint("left", "right"),
    Index("links_right", "right"),
    Index("links_score", "score"),
    **_DERIVED,
)

# Mentions that a chain of joining links, verdicts or groups connects, by the smallest of them.
components = Table(
    "components", schema,
    Column("mention", Words, primary_key=True),
    Column("component", Words, nullable=False, index=True),
    **_DERIVED,
)

shingles = Table(
    "shingles", schema,
    Column("hash", BigInteger, nullable=False),
    Column("report", Words, nullable=False),
    PrimaryKeyConstraint("hash", "report"),
    **_DERIVED,
)

copies = Table(
    "copies", schema,
    Column("left", Words, nullable=False),  # left < right
    Column("right", Words, nullable=False),
    Column("containment", Float, nullable=False),
    PrimaryKeyConstraint("left", "right"),
    Index("copies_right", "right"),
    **_DERIVED,
)

events = Table(
    "events", schema,
    Column("id", Words, primary_key=True),
    Column("day", Words, nullable=False),  # where it stands in the timeline, "" where nothing is known
    Column("row", LargeBinary, nullable=False),  # an EventRow
    Column("body", LargeBinary, nullable=False),  # the Event
    Index("events_day", "day", "id"),
    **_DERIVED_ROWS,
)

event_mentions = Table(
    "event_mentions", schema,
    Column("mention", Words, primary_key=True),
    Column("event", Words, nullable=False, index=True),
    **_DERIVED,
)

# What a question can ask of an event: (kind, value) in the order of the timeline, so that a page is one index scan.
event_tags = Table(
    "event_tags", schema,
    Column("kind", Words, nullable=False),
    Column("value", Words, nullable=False),
    Column("day", Words, nullable=False),
    Column("event", Words, nullable=False),
    PrimaryKeyConstraint("kind", "value", "day", "event"),
    Index("event_tags_event", "event"),
    **_DERIVED,
)

tag_counts = Table(
    "tag_counts", schema,
    Column("kind", Words, nullable=False),
    Column("value", Words, nullable=False),
    Column("n", Integer, nullable=False),
    PrimaryKeyConstraint("kind", "value"),
    **_DERIVED,
)

TRUTH = tuple(t for t in schema.sorted_tables if not t.info["derived"])
DERIVED = tuple(t for t in schema.sorted_tables if t.info["derived"])
