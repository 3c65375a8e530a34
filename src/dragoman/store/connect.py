"""Opening a ledger: a file (SQLite) or an address (PostgreSQL), and its two kinds of transaction.

Everything that differs between the two databases outside full text stands here: how a transaction begins,
and how writers take turns. Writers are serialised (SQLite by BEGIN IMMEDIATE, PostgreSQL by one advisory lock),
so that clusters are never refolded by two at once; readers never wait for them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from dragoman.errors import BadQuestion, LedgerFault, MissingExtra
from dragoman.store.faults import meaning, translated

# How long a writer waits for another. One report takes milliseconds, a batch under a second.
BUSY_SECONDS = 30

# Any number will do; it must be the same in all versions, or old and new writers would not wait for each other.
_ADVISORY_LOCK = 0x64_72_61_67

_SQLITE_MAGIC = b"SQLite format 3\0"


def engine_for(where: str, *, create: bool = True, read_only: bool = False) -> Engine:
    """An engine for a path or a `postgresql://` address. Nothing is read yet.

    Raises:
        LedgerFault: no ledger there (when `create` is false), no right to read it, not a ledger, cut short.
        BadQuestion: an address of another kind of database.
        MissingExtra: PostgreSQL without its driver.
    """
    if where.startswith(("postgresql://", "postgres://")):
        return _postgres(where, read_only=read_only)
    if "://" in where:
        raise BadQuestion(where, "not a kind of ledger", "give a path or postgresql://user@host/name")
    return _sqlite(Path(where).expanduser(), create=create, read_only=read_only)


def is_postgres(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"


@contextmanager
def reading(engine: Engine, subject: str) -> Iterator[Connection]:
    """A transaction that sees one state of the ledger from beginning to end."""
    with translated(subject), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, subject: str) -> Iterator[Connection]:
    """The one transaction that may write; all of it is kept, or nothing."""
    options = {"dragoman_write": True}
    with translated(subject), engine.connect().execution_options(**options) as connection, connection.begin():
        if is_postgres(connection):
            connection.execute(text(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _ADVISORY_LOCK})
        yield connection


def insert_new(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Insert rows, leaving those alone whose primary key is there already."""
    if rows:
        connection.execute(inserting(connection, table).on_conflict_do_nothing(), rows)


def inserting(connection: Connection, table: Table) -> Any:
    """An INSERT that can be told what to do about rows that are there already."""
    if is_postgres(connection):
        from sqlalchemy.dialects.postgresql import insert as postgres_insert

        return postgres_insert(table)
    from sqlalchemy.dialects.sqlite import insert as sqlite_insert

    return sqlite_insert(table)


def _postgres(where: str, *, read_only: bool) -> Engine:
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise MissingExtra(where, "PostgreSQL needs a driver", "pip install 'dragoman[postgres]'") from error
    _, _, rest = where.partition("://")
    options = "-c default_transaction_read_only=on" if read_only else ""
    # A reader must see one state throughout, as it does in SQLite.
    engine = create_engine(
        f"postgresql+psycopg://{rest}", pool_size=12, max_overflow=20, pool_pre_ping=True,
        connect_args={"options": options, "connect_timeout": 10},
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if not connection.get_execution_options().get("dragoman_write"):
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")

    return engine


def _sqlite(path: Path, *, create: bool, read_only: bool) -> Engine:
    _check_file(path, create=create)
    frozen = path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    query = ""
    if frozen and not path.with_name(path.name + "-wal").exists():
        query = "?mode=ro&immutable=1&uri=true"  # WAL cannot make its side files there
    elif read_only or frozen:
        query = "?mode=ro&uri=true"
    location = f"file:{_quoted(path.absolute())}" if query else str(path.absolute())
    engine = create_engine(f"sqlite:///{location}{query}", pool_size=12, max_overflow=20)

    @event.listens_for(engine, "connect")
    def _connect(raw: Any, _record: Any) -> None:
        raw.isolation_level = None  # the driver must not begin transactions by itself
        raw.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        raw.execute("PRAGMA temp_store = MEMORY")
        raw.execute("PRAGMA cache_size = -32000")
        raw.execute("PRAGMA mmap_size = 2147418112")  # all that SQLite maps: pages are read without a call
        if not query:
            raw.execute("PRAGMA journal_mode = WAL")
            raw.execute("PRAGMA synchronous = FULL")  # what was reported as added survives a power cut

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("dragoman_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _quoted(path: Path) -> str:
    return str(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _check_file(path: Path, *, create: bool) -> None:
    """Refuse what SQLite would misunderstand: a folder, another kind of file, a file that was cut short."""
    subject = str(path)
    if path.is_dir():
        raise LedgerFault(subject, "is a folder", "give the path of a file in it, as desk.db")
    if not path.exists():
        if not create:
            raise LedgerFault(subject, "there is no ledger there yet",
                              "make one with `dragoman add --db PATH REPORTS...`, or give another --db")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LedgerFault(subject, f"its folder cannot be made ({error.strerror})", "give another --db") from error
        return
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise LedgerFault(subject, f"cannot be read ({error.strerror})", "check the rights of the file") from error
    if not head:
        return
    if not head.startswith(_SQLITE_MAGIC):
        raise LedgerFault(subject, "is not a ledger", "give the path of a ledger, or of a file that is not there yet")
    size = int.from_bytes(head[16:18], "big") or 1
    size = 65536 if size == 1 else size
    wal = path.with_name(path.name + "-wal")
    # After a crash amid a checkpoint the file may be short of what its head says; the WAL then has the rest.
    if len(head) < 100 or (
        int.from_bytes(head[28:32], "big") * size > path.stat().st_size and not (wal.exists() and wal.stat().st_size)
    ):
        raise LedgerFault(subject, "the file was cut short", "restore a copy, or add the reports again to a new file")


def ping(engine: Engine, subject: str) -> None:
    """Open one connection, so that faults show now.

    Raises:
        LedgerFault: the database cannot be reached.
    """
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except DBAPIError as error:
        raise meaning(subject, error) from error
