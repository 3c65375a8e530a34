"""What all groups of methods share: the engine, transactions, the clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from dragoman.model import Document, Report

#: Rows of a page when nothing else is asked.
PAGE = 50


class Base:
    """An open database. Each question sees one state of it; each change is kept whole or not at all."""

    _engine: Engine
    where: str  #: for messages: without a password

    def _reading(self) -> AbstractContextManager[Connection]:
        from dragoman.store.connect import reading

        return reading(self._engine, self.where)

    def _writing(self) -> AbstractContextManager[Connection]:
        from dragoman.store.connect import writing

        return writing(self._engine, self.where)


def annotated(reports: Iterable[Report]) -> Iterator[Document]:
    from dragoman.pipeline import annotate

    return annotate(reports)


def moment_of(since: datetime | date) -> datetime:
    if isinstance(since, datetime):
        return since if since.tzinfo else since.replace(tzinfo=UTC)
    return datetime.combine(since, time.min, UTC)


def now() -> datetime:
    return datetime.now(UTC)
