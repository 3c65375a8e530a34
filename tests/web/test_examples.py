"""The client and the notebook in `examples/` run as they stand."""

from __future__ import annotations

import importlib.util
import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from dragoman.ledger import Ledger
from dragoman.web import make_app
from tests.web.serving import served

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def base(ledger: Ledger) -> Iterator[str]:
    with served(make_app(ledger)) as address:
        yield address


@pytest.fixture(scope="module")
def client_module() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("client", EXAMPLES / "client.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["client"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["client"]


def test_the_client_pages_through_every_event(client_module: ModuleType, base: str, ledger: Ledger) -> None:
    desk = client_module.Desk(base)
    assert [e["id"] for e in desk.all("/events", limit=2)] == [e.id for e in ledger.all_events()]


def test_the_client_tells_what_the_desk_says_is_wrong(client_module: ModuleType, base: str) -> None:
    with pytest.raises(RuntimeError, match="no report in the ledger names anybody so"):
        client_module.Desk(base).get("/actors/nobody")


def test_the_client_s_commands_print(client_module: ModuleType, base: str, capsys: pytest.CaptureFixture[str]) -> None:
    desk = client_module.Desk(base)
    client_module.timeline(desk, Namespace(pair="CHN-RUS", since=None))
    client_module.said(desk, Namespace(speaker="Lavrov", about="trade"))
    client_module.outlook(desk, Namespace(as_of="2024-06-01"))
    told = capsys.readouterr().out
    assert "occurred" in told
    assert "trade with China would not grow this year" in told
    assert "overdue" in told


def test_the_notebook_runs_from_top_to_bottom(client_module: ModuleType, base: str) -> None:
    notebook = json.loads((EXAMPLES / "desk.ipynb").read_text(encoding="utf-8"))
    names: dict[str, object] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]).replace("http://127.0.0.1:8123", base), names)
    readout = names["readout"]
    assert isinstance(readout, dict)
    assert readout["report"]["text"].startswith("BELGRADE")
