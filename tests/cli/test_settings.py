"""Settings: order of places, kinds of values, unknown keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import BadQuestion
from dragoman.settings import Settings, load


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "settings.toml"
    path.write_text(text)
    return path


def test_without_anything_the_defaults_hold(tmp_path: Path) -> None:
    assert load(environment={}, file=tmp_path / "none.toml") == Settings()


def test_argument_beats_environment_beats_file(tmp_path: Path) -> None:
    file = _file(tmp_path, 'db = "file.db"\ntext_limit_mb = 5\nkb_files = ["a.toml"]')
    environment = {"DRAGOMAN_DB": "environment.db", "DRAGOMAN_TEXT_LIMIT_MB": "6"}
    found = load(environment=environment, file=file, db="argument.db", text_limit_mb=None)
    assert found == Settings(db="argument.db", text_limit_mb=6, kb_files=("a.toml",))


@pytest.mark.parametrize(
    ("text", "words"),
    [("bd = 'x'", "'db'"), ("text_limit_mb = 0", "above 0"), ("allow_private = 3", "true nor false"), ("db = ", "TOML"),
     ("kb_files = 3", "list of paths")],
)
def test_a_faulty_file_is_told(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(BadQuestion, match=words):
        load(environment={}, file=_file(tmp_path, text))


def test_truth_values_come_from_the_environment() -> None:
    assert load(environment={"DRAGOMAN_ALLOW_PRIVATE": "yes"}, file=Path("/none")).allow_private
