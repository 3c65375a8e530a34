"""`dragoman read`: formats, files, and what it says to bad input."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.expected import EXAMPLES
from dragoman.model import Document

VISIT = str(EXAMPLES / "beijing-visit.txt")
TEXT = "The minister met the ambassador in Paris on Monday. The talks lasted an hour, officials said.\n"


def test_in_a_pipe_the_default_is_one_json_object_a_line(run: Callable) -> None:
    done = run("read", VISIT)
    assert done.code == 0
    assert json.loads(done.out)["report"]["text"].startswith("Tuesday, 5 March 2024")
    assert done.out.count("\n") == 1


def test_json_of_one_source_is_one_object_over_several_lines(run: Callable) -> None:
    done = run("read", VISIT, "--format", "json")
    assert json.loads(done.out)["dragoman"]
    assert done.out.count("\n") > 10


def test_json_of_several_sources_is_json_lines(run: Callable, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    done = run("read", VISIT, str(tmp_path / "a.txt"), "--format", "json")
    assert [json.loads(line)["report"]["text"][:3] for line in done.out.splitlines()] == ["Tue", "The"]


def test_a_directory_is_read_in_order_of_names(run: Callable, tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        (tmp_path / f"{name}.txt").write_text(f"Report {name.upper()}. {TEXT}")
    done = run("read", str(tmp_path))
    assert [json.loads(line)["report"]["text"][7] for line in done.out.splitlines()] == ["A", "B", "C"]


def test_text_in_a_pipe_has_no_colour_and_keeps_to_the_width(run: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "90")
    done = run("read", VISIT, "--format", "text")
    assert "\x1b" not in done.out
    assert max(map(len, done.out.splitlines())) <= 90
    assert "WHAT DID NOT HAPPEN" in done.out


def test_output_suffix_chooses_the_format(run: Callable, tmp_path: Path) -> None:
    starts = {".html": "<!doctype html>", ".txt": "Tuesday", ".json": "{\n", ".jsonl": '{"dragoman"'}
    for suffix, start in starts.items():
        target = tmp_path / f"out{suffix}"
        assert run("read", VISIT, "--output", str(target)).out == ""
        assert target.read_text().startswith(start)


def test_output_is_written_whole_with_the_usual_permissions(run: Callable, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("old")
    run("read", VISIT, "--output", str(target))
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~mask
    assert [p.name for p in tmp_path.iterdir()] == ["out.json"]


def test_nothing_is_written_when_the_source_fails(run: Callable, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("old")
    assert run("read", str(tmp_path / "none.txt"), "--output", str(target)).code == 5
    assert target.read_text() == "old"


def test_html_of_several_reports_fills_a_directory(run: Callable, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in "ab":
        (tmp_path / "in" / f"{name}.txt").write_text(f"{name} {TEXT}")
    done = run("read", str(tmp_path / "in"), "--format", "html", "--output", str(tmp_path / "pages"))
    assert done.code == 0
    assert len(list((tmp_path / "pages").glob("*.html"))) == 2


def test_html_of_several_reports_needs_a_directory(run: Callable, tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"{name} {TEXT}")
    done = run("read", str(tmp_path), "--format", "html")
    assert done.code == 2
    assert "--output" in done.err


BAD = {
    "empty": (b"", 3, "empty"),
    "binary": (bytes(range(256)) * 20, 3, "not text"),
    "German": ("Der Kanzler traf am Montag den Präsidenten in Berlin. Beide sprachen lange über die Lage.".encode(), 4,
               "English"),
}


@pytest.mark.parametrize(("data", "code", "words"), BAD.values(), ids=BAD.keys())
def test_bad_input_gives_one_line_and_its_exit_code(
    run: Callable, tmp_path: Path, data: bytes, code: int, words: str
) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    done = run("read", str(path))
    assert (done.code, done.out) == (code, "")
    assert done.err.count("\n") == 1
    assert words in done.err
    assert "Traceback" not in done.err
    assert str(path) in done.err


def test_a_missing_path_is_not_found(run: Callable) -> None:
    done = run("read", "no/such/file.txt")
    assert (done.code, done.err.count("\n")) == (5, 1)


def test_a_page_without_an_article_is_bad_input(run: Callable, tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>")
    assert run("read", str(tmp_path / "x.html")).code == 3


def test_utf_16_with_a_mark_is_read(run: Callable, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(TEXT.encode("utf-16"))
    assert json.loads(run("read", str(tmp_path / "x.txt")).out)["report"]["text"].startswith("The minister")


def test_too_much_text_is_refused_quickly(run: Callable, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    with path.open("wb") as out:
        out.truncate(100 * 1024 * 1024)
    done = run("read", str(path))
    assert done.code == 3
    assert done.err.count("\n") == 1


def test_in_a_batch_the_rest_goes_on_and_a_summary_tells_what_failed(run: Callable, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_text("Another one. " + TEXT)
    done = run("read", str(tmp_path), "no-such-file")
    assert len(done.out.splitlines()) == 2
    assert done.code == 1
    assert "2 read, 2 failed" in done.err
    assert "b.txt" in done.err
    assert "no-such-file" in done.err


def test_a_date_that_is_none_is_a_wrong_argument(run: Callable) -> None:
    done = run("read", VISIT, "--published", "yesterday")
    assert done.code == 2
    assert "2023-06-19" in done.err


def test_a_misspelt_command_names_the_nearest(run: Callable) -> None:
    done = run("raed")
    assert done.code == 2
    assert "read" in done.err


def test_help_lists_the_commands_and_an_example(run: Callable) -> None:
    assert "schema" in run("--help").out
    assert "Example" in run("read", "--help").out


def test_the_version_is_printed(run: Callable) -> None:
    assert run("--version").out.startswith("dragoman 0.")


def test_a_report_that_trips_the_program_does_not_stop_the_batch(
    run: Callable, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from dragoman.views import readout

    whole = readout.readout

    def fails_on_one(doc: Document) -> readout.Readout:
        if "ambassador" in doc.text:
            raise IndexError("a fault of ours")
        return whole(doc)

    monkeypatch.setattr(readout, "readout", fails_on_one)
    (tmp_path / "a.txt").write_text(TEXT)
    done = run("read", str(tmp_path / "a.txt"), VISIT)
    assert done.code == 3
    assert len(done.out.splitlines()) == 1
    assert "a fault of ours" in done.err
    assert "1 read, 1 failed" in done.err
