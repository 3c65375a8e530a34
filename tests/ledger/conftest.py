"""Ledgers to test on: every behaviour is tested on SQLite and, where there is a server, on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.ledger import Ledger, open_ledger
from tests import postgres


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str | None]:
    with postgres.server() as address:
        yield address


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a new, empty ledger can be made."""
    if request.param == "sqlite":
        yield str(tmp_path / "desk.db")
        return
    address = request.getfixturevalue("postgres_server")
    if address is None:
        pytest.skip("no PostgreSQL: set PG_DSN, or install Debian's postgresql")
    with postgres.database(address) as found:
        yield found


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    with open_ledger(place) as found:
        yield found
