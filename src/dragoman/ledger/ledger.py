"""The facade: every group of methods in one object."""

from __future__ import annotations

from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING

from dragoman.ledger.adding import Adding
from dragoman.ledger.deciding import Deciding
from dragoman.ledger.events import Events
from dragoman.ledger.merging import Merging
from dragoman.ledger.people import People
from dragoman.ledger.reports import Reports
from dragoman.ledger.upkeep import Upkeep
from dragoman.ledger.views import Views
from dragoman.ledger.watches import Watches

if TYPE_CHECKING:
    from sqlalchemy import Engine


def open_ledger(where: str | None = None, *, create: bool = True, read_only: bool = False) -> Ledger:
    """Open a ledger: a file, or `postgresql://...`.

    Args:
        where: None for the one of the settings (`DRAGOMAN_DB`, settings file), else a file in the user's data folder.
        create: make it when it is not there yet.
        read_only: never write, not even to bring an old schema up to date.

    Raises:
        LedgerFault: it cannot be opened, is no ledger, or is of a newer version.
        MissingExtra: PostgreSQL without its driver.
    """
    from dragoman.store.connect import engine_for
    from dragoman.store.upgrade import prepare

    found = where or default_place()
    engine = engine_for(found, create=create, read_only=read_only)
    try:
        prepare(engine, shown_place(found), read_only=read_only)
    except BaseException:
        engine.dispose()
        raise
    return Ledger(engine, found)


def default_place() -> str:
    """Where the ledger lies when nothing is said."""
    from pathlib import Path

    from platformdirs import user_data_dir

    from dragoman.settings import load

    return load().db or str(Path(user_data_dir("dragoman")) / "ledger.db")


def shown_place(where: str) -> str:
    """The place without a password, for messages."""
    head, at, tail = where.rpartition("@")
    scheme, slashes, account = head.partition("://")
    return f"{scheme}{slashes}{account.partition(':')[0]}{at}{tail}" if at and slashes else where


class Ledger(
    Adding, Events, People, Reports, Watches, Merging, Deciding, Views, Upkeep, AbstractContextManager["Ledger"]
):
    """An open ledger; see the module's docstring. Safe to share between threads."""

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self.where = shown_place(where)

    def close(self) -> None:
        """Let go of the file or server. The object cannot be used afterwards."""
        self._engine.dispose()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
