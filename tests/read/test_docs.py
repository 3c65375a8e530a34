"""What the docs say about reading is what the program does."""

from __future__ import annotations

import re
from dataclasses import fields
from difflib import SequenceMatcher
from pathlib import Path
from typing import get_args

import pytest

from dragoman import errors
from dragoman.cli.read import Format
from dragoman.model import Status
from dragoman.settings import Settings
from dragoman.views.wording import STATUS_WORDS

ROOT = Path(__file__).resolve().parents[2]
READING = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [f.name for f in fields(Settings)])
def test_every_setting_is_told_with_its_variable(name: str) -> None:
    assert f"| `{name}` | `DRAGOMAN_{name.upper()}` |" in READING


@pytest.mark.parametrize("name", [f.value for f in Format])
def test_every_format_is_told(name: str) -> None:
    assert f"| `{name}` |" in READING


@pytest.mark.parametrize("status", get_args(Status))
def test_every_status_is_told_with_its_word(status: Status) -> None:
    word = "(none)" if status == "occurred" else STATUS_WORDS[status]
    assert f"| {word} | `{status}` |" in READING


def test_every_exit_code_is_told() -> None:
    codes = {e.exit_code for e in vars(errors).values() if isinstance(e, type) and issubclass(e, errors.DragomanError)}
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", READING, re.MULTILINE)}
    assert codes <= told


def test_every_place_in_where_exists() -> None:
    where = (ROOT / "docs" / "where.md").read_text(encoding="utf-8")
    for path in re.findall(r"`((?:src|bench|train|examples|views|extract)/[^`*{]*)`", where):
        candidates = (ROOT / path, ROOT / "src" / "dragoman" / path, ROOT / f"{path}.py")
        assert any(c.exists() for c in candidates), f"docs/where.md names {path}, which is not there"


def test_links_between_docs_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}, which is not there"


# Processors round differently in the last digit of a score, which can tip a doubtful word; a change of the program or
# of the weights changes far more lines than this.
SAME_LINES = 0.97
WEIGHTS = ROOT / "src" / "dragoman" / "weights" / "encoder.onnx"


@pytest.mark.skipif(not WEIGHTS.exists(), reason="the encoder's weights are not there")
def test_output_in_the_docs_is_what_the_commands_print() -> None:
    from bench.readme import filled, pages

    for page in pages():
        told = page.read_text(encoding="utf-8").splitlines()
        now = filled("\n".join(told)).splitlines()
        same = SequenceMatcher(a=told, b=now, autojunk=False).ratio()
        assert same >= SAME_LINES, f"{page.name} is out of date: run `make docs`"


def test_the_readme_opens_with_the_two_commands_and_real_output() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.index("make demo") < readme.index("make test") < readme.index("<!-- output: dragoman read")
    assert readme.index("<!-- output: dragoman read") < 900
