"""The schema's version: made when a ledger is new, checked when it is opened, raised step by step.

A step is a small function on a connection, run in one transaction with all others. Derived tables need no step:
they are dropped and `rebuild` fills them again.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Engine, inspect, select, text, update

from dragoman.errors import LedgerFault
from dragoman.store import fulltext, tables
from dragoman.store.connect import insert_new, reading, writing


def _keep_components(connection: Connection) -> None:
    """1 to 2: which mentions are connected is a table now."""
    tables.components.create(connection, checkfirst=True)


def _keep_verdicts(connection: Connection) -> None:
    """2 to 3: people decide on dates and on who somebody is; names are counted."""
    tables.verdicts.create(connection, checkfirst=True)
    tables.names.drop(connection, checkfirst=True)
    tables.names.create(connection)


#: Step n brings version n to n + 1. After the last one everything derived is made anew.
STEPS: dict[int, Callable[[Connection], None]] = {1: _keep_components, 2: _keep_verdicts}


def prepare(engine: Engine, subject: str, *, read_only: bool = False) -> None:
    """Make the tables of a new ledger, or bring an old one up to date.

    Raises:
        LedgerFault: the ledger is of a newer version, or is none and may not become one.
    """
    version = version_of(engine, subject)
    if version == tables.SCHEMA_VERSION:
        return
    if version is not None and version > tables.SCHEMA_VERSION:
        raise LedgerFault(
            subject, f"was written by a newer Dragoman (schema {version}, this one knows {tables.SCHEMA_VERSION})",
            "upgrade with `pip install --upgrade dragoman`",
        )
    if read_only:
        fault = "is not a ledger" if version is None else f"has the old schema {version} and is read-only"
        raise LedgerFault(subject, fault, "open it once with the right to write")
    with writing(engine, subject) as connection:
        if version is None:
            _create(connection)
        else:
            for step in range(version, tables.SCHEMA_VERSION):
                STEPS[step](connection)
            _derive_anew(connection)
        number = str(tables.SCHEMA_VERSION)
        insert_new(connection, tables.meta, [{"key": "schema", "value": number}])
        connection.execute(update(tables.meta).where(tables.meta.c.key == "schema").values(value=number))


def version_of(engine: Engine, subject: str) -> int | None:
    """The schema's version; None for an empty database.

    Raises:
        LedgerFault: there are tables, but not of a ledger.
    """
    with reading(engine, subject) as connection:
        names = set(inspect(connection).get_table_names())
        if "meta" in names:
            found = connection.execute(select(tables.meta.c.value).where(tables.meta.c.key == "schema")).scalar()
            if found is not None and found.isdigit():
                return int(found)
        if "meta" in names or (names and connection.dialect.name == "sqlite"):
            raise LedgerFault(subject, "is a database of something else", "give the path of a new file")
    return None


def _derive_anew(connection: Connection) -> None:
    from dragoman.store.outlets import state_of
    from dragoman.store.rebuild import rebuild

    rebuild(connection, outlet_state=state_of)


def _create(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        # Two programs may open a new database at once; the lock of `writing` lets one of them in at a time.
        connection.execute(text("SET LOCAL client_min_messages = warning"))
    tables.schema.create_all(connection)
    fulltext.create(connection)
