"""What docs/ledger.md names is there, and what is there is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman.ledger import open_ledger

DOCS = (Path(__file__).resolve().parents[2] / "docs" / "ledger.md").read_text("utf-8")
COMMANDS = (
    "add events show actor said search changes watch review explain judge redate identify undo doctor rebuild".split()
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_named(command: str) -> None:
    assert re.search(rf"\b{command}\b", DOCS)


def test_every_filter_of_events_is_named() -> None:
    from typer.main import get_command

    from dragoman.cli import application

    found = get_command(application(["events"]))
    events = getattr(found, "commands", {}).get("events", found)
    options = {o for p in events.params for o in getattr(p, "opts", []) if o.startswith("--")}
    shared = {"--db", "--format", "--limit", "--page", "--count", "--oldest", "--help"}
    assert {o for o in options - shared if o not in DOCS} == set()


def test_the_python_example_runs(tmp_path: Path) -> None:
    from tests.ledger.wire import report, told

    path = tmp_path / "desk.db"
    with open_ledger(str(path)) as ledger:
        ledger.add([report("r1", "2024-03-08", "AP", told("China will meet Russia.", "meet", status="scheduled",
                                                          actors="China, Russia", on="2024-03-09"))])
    [code] = re.findall(r"```python\n(.*?)```", DOCS, re.DOTALL)
    code = code.replace('"desk.db"', repr(str(path))).replace('("USA", "CHN")', '("CHN", "RUS")')
    exec(compile(code, "docs/ledger.md", "exec"), {})
