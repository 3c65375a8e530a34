"""A small ledger with everything that pages show, and a client of the desk over it.

Tests that only look share one ledger; tests that write ask for `own_ledger` and `own_client`.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from dragoman.ledger import Ledger, open_ledger
from dragoman.web import make_app
from tests.web.sample import documents


@pytest.fixture(scope="session")
def desk_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger's file that nobody writes to."""
    place = tmp_path_factory.mktemp("desk") / "desk.db"
    with open_ledger(str(place)) as found:
        found.add(documents())
    return place


@pytest.fixture(scope="session")
def ledger(desk_file: Path) -> Iterator[Ledger]:
    with open_ledger(str(desk_file), read_only=True) as found:
        yield found


@pytest.fixture(scope="session")
def client(ledger: Ledger) -> TestClient:
    """A browser on this machine."""
    return browser(make_app(ledger))


@pytest.fixture
def own_ledger(desk_file: Path, tmp_path: Path) -> Iterator[Ledger]:
    place = tmp_path / "desk.db"
    shutil.copy(desk_file, place)
    with open_ledger(str(place)) as found:
        yield found


@pytest.fixture
def own_client(own_ledger: Ledger) -> TestClient:
    return browser(make_app(own_ledger))


def browser(app: FastAPI, **headers: str) -> TestClient:
    """A client that asks for pages, as browsers do."""
    return TestClient(app, base_url="http://127.0.0.1", headers={"accept": "text/html", **headers})


def form_token(client: TestClient, path: str = "/read") -> str:
    """The token that forms of this client's session carry."""
    found = re.search(r'name="form_token" value="([0-9a-f]{64})"', client.get(path).text)
    assert found, "the page has no form"
    return found[1]
