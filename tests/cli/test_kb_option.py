"""`--kb`: facts of the user's own in `actor` and `read`, and that a faulty file stops the command before it works."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dragoman import kb

FACTS = (
    '[[spell]]\nstate = "NRU"\noffice = "Minister of Foreign Affairs"\nperson = "Ada Ourna"\nstart = 2025-01-05\n'
)
FAULTY = "state,office,person,start,end\nNRU,President,Ada Ourna,2020-13-01,\nQQQ,President,Ben Ourna,2020,\n"


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    kb.use(())


@pytest.fixture
def facts(tmp_path: Path) -> str:
    path = tmp_path / "ours.toml"
    path.write_text(FACTS, encoding="utf-8")
    return str(path)


@pytest.fixture
def faulty(tmp_path: Path) -> str:
    path = tmp_path / "ours.csv"
    path.write_text(FAULTY, encoding="utf-8")
    return str(path)


def test_actor_shows_who_holds_an_office_after_a_file_of_ones_own(run: Callable, facts: str) -> None:
    done = run("actor", "Nauru foreign minister", "--on", "2025-03-01", "--kb", facts)
    assert done.code == 0
    assert [json.loads(line)["person"] for line in done.out.splitlines()] == ["Ada Ourna"]
    assert run("actor", "Ada Ourna").out  # in use for the rest of the process


def test_read_takes_facts_of_ones_own(run: Callable, facts: str, tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text("Ada Ourna spoke in Yaren on Monday.\n", encoding="utf-8")
    assert run("read", str(report), "--kb", facts).code == 0
    assert kb.default().find_people("Ada Ourna")


@pytest.mark.parametrize("command", ["actor", "read"])
def test_faulty_lines_are_named_and_nothing_is_loaded_or_printed(run: Callable, faulty: str, command: str) -> None:
    before = kb.default()
    done = run(command, "Ada Ourna", "--kb", faulty)
    assert done.code == 6
    assert "line 2: bad start date '2020-13-01'" in done.err
    assert "line 3: unknown state code 'QQQ'" in done.err
    assert done.out == ""
    assert kb.default() is before


def test_a_file_that_is_not_there_is_named(run: Callable, tmp_path: Path) -> None:
    done = run("read", "x.txt", "--kb", str(tmp_path / "none.csv"))
    assert done.code != 0
    assert "none.csv" in done.err
