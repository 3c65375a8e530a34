from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from dragoman.errors import BadInput, NotFound
from dragoman.ingest import Failure, Limits, read_reports
from dragoman.ingest.folder import shown
from dragoman.model import Report

from .make import PARAGRAPHS, page, warc_gz, warc_record

TEXT = PARAGRAPHS[0]


def test_folders_are_read_in_order_of_names_whatever_the_order_on_disk(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "sub/c.html", "a.txt", ".hidden.txt", "logo.png"):
        (tmp_path / name).write_text(page() if name.endswith("html") else TEXT)
    found = list(read_reports(tmp_path))
    assert [Path(f.source or "").name for f in found] == ["a.txt", "b.txt", "c.html"]


def test_one_broken_report_never_stops_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 x")
    (tmp_path / "c.txt").write_text(TEXT)
    os.mkfifo(tmp_path / "d.txt")
    (tmp_path / "e.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "f.txt").write_text(TEXT)
    found = list(read_reports(tmp_path))
    assert [isinstance(f, Report) for f in found] == [False, False, True, False, False, True]
    for failed in found:
        if isinstance(failed, Failure):
            assert failed.reason == str(failed.error)


def test_missing_and_unreadable_paths(tmp_path: Path) -> None:
    (missing,) = read_reports(tmp_path / "none.txt")
    assert isinstance(missing, Failure)
    assert isinstance(missing.error, NotFound)
    (strange,) = read_reports("ftp://harbour.example/a")
    assert isinstance(strange, Failure)
    assert isinstance(strange.error, BadInput)
    (nul,) = read_reports("a\x00b")
    assert isinstance(nul, Failure)


def test_symlink_loops_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "loop").symlink_to(tmp_path)
    deep = tmp_path / "x" / "y"
    deep.mkdir(parents=True)
    (deep / "up").symlink_to(tmp_path / "x")
    (deep / "b.txt").write_text(TEXT)
    assert [Path(f.source or "").name for f in read_reports(tmp_path)] == ["a.txt", "b.txt"]


def test_folders_below_the_limit_are_told(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 6)
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text(TEXT)
    (found,) = read_reports(tmp_path, limits=Limits(depth=3))
    assert isinstance(found, Failure)
    assert "folders deep" in found.reason


def test_names_with_line_ends_and_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "a\nb.txt").write_text(TEXT)
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/c\xff.txt")).write_text(TEXT)
    sources = [f.source or "" for f in read_reports(tmp_path)]
    assert [s.rsplit("/", 1)[1] for s in sources] == ["a\\nb.txt", "c\\xff.txt"]
    assert all(s.isprintable() for s in sources)
    assert shown("plain.txt") == "plain.txt"


@pytest.mark.parametrize(
    "data", [TEXT.encode(), page().encode(), warc_gz(warc_record(page())), b'{"text": "The envoys met and agreed."}\n']
)
def test_standard_input(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    (report,) = read_reports("-")
    assert isinstance(report, Report)
    assert (report.source or "").split("#")[0] == "-"


def test_options_reach_every_report(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.html").write_text(page())
    for report in read_reports(tmp_path, outlet="Inland Post", published="2023-06"):
        assert isinstance(report, Report)
        assert report.outlet == "Inland Post"
        assert report.hints[0].origin == "given"


def test_a_reader_that_breaks_costs_one_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import dragoman.ingest.text as reader

    plain = reader.read_text

    def breaks(item: object, options: object) -> Report:
        if "a.txt" in item.source:  # type: ignore[attr-defined]
            raise RecursionError("too deep")
        return plain(item, options)  # type: ignore[arg-type]

    monkeypatch.setattr(reader, "read_text", breaks)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT)
    found = list(read_reports(tmp_path))
    assert [isinstance(f, Report) for f in found] == [False, True]
    assert isinstance(found[0], Failure)
    assert "broke the reader (RecursionError" in found[0].reason
