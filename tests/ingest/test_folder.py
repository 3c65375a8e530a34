"""Which files of a folder are reports, and which are passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.ingest.folder import files, passed_over, why_passed
from dragoman.ingest.item import Options
from dragoman.ingest.sources import read_reports
from dragoman.model import Report

from .make import PARAGRAPHS, page, reports_in, tarred, zipped

TEXT = PARAGRAPHS[0]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("a.txt", None),
        ("sub/a.html", None),
        ("wire.jsonl.gz", None),
        ("report", None),
        ("Security Council.txt", None),
        ("notice to mariners.txt", None),
        ("licence to export granted.txt", None),
        ("README-de.md", "no report"),
        ("README", "no report"),
        ("readme.txt", "no report"),
        ("x.zip!docs/README.md", "no report"),
        ("LICENSE", "no report"),
        ("LICENSE-MIT.txt", "no report"),
        ("CHANGELOG.md", "no report"),
        ("Makefile", "no report"),
        ("client.py", "no report"),
        ("desk.ipynb", "no report"),
        ("settings.toml", "no report"),
        (".hidden.txt", "hidden"),
        ("a.txt~", "hidden"),
        ("__pycache__", "hidden"),
        ("logo.png", "part of a saved page"),
    ],
)
def test_names(name: str, why: str | None) -> None:
    assert why_passed(name) == why


def test_what_is_passed_over_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    for name in ("b.txt", "README.md", "client.py", ".x", "a.txt"):
        (tmp_path / name).write_text(TEXT)
    assert [Path(str(f)).name for f in files(tmp_path, Options())] == ["a.txt", "b.txt"]
    told = {Path(p.path).name: p.why for p in passed_over(tmp_path, Options())}
    assert told == {".x": "hidden", "README.md": "no report", "client.py": "no report"}


def test_a_file_given_by_name_is_always_read(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(TEXT)
    (report,) = read_reports(tmp_path / "README.md")
    assert isinstance(report, Report)
    assert list(passed_over(tmp_path / "README.md", Options())) == []


def test_the_folder_of_a_saved_page_is_part_of_it(tmp_path: Path) -> None:
    (tmp_path / "visit.html").write_text(page())
    for folder in ("visit_files", "case_files"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "advert.html").write_text(page())
    found = [Path(str(f)).relative_to(tmp_path) for f in files(tmp_path, Options())]
    assert [str(f) for f in found] == ["case_files/advert.html", "visit.html"]
    assert [Path(p.path).name for p in passed_over(tmp_path, Options())] == ["visit_files"]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_members_of_archives_follow_the_same_rule(pack: object) -> None:
    members = {
        "./a.txt": TEXT,
        "../b.txt": PARAGRAPHS[1],
        ".git/c.txt": TEXT,
        "__MACOSX/d.txt": TEXT,
        "e/README": TEXT,
        "f.py": TEXT,
    }
    data = pack({name: text.encode() for name, text in members.items()})  # type: ignore[operator]
    found = [r for r in reports_in(data, "x") if isinstance(r, Report)]
    assert [r.text for r in found] == [TEXT, PARAGRAPHS[1]]
