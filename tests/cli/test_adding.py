"""`dragoman add`: what it counts, what it sets aside, and how it ends."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.cli import _progress
from dragoman.cli.add import line
from dragoman.store.adding import Progress

ENGLISH = "The minister met the ambassador in Paris on Monday, officials of both sides said.\n"
GERMAN = "Der Außenminister sagte am Montag, die Gespräche in der Hauptstadt seien konstruktiv gewesen.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "in"
    found.mkdir()
    return found


def test_other_languages_are_counted_and_named(run: Callable, folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_text(ENGLISH)
    for number in range(7):
        (folder / f"b{number}.txt").write_text(f"{GERMAN}\n{number}")
    done = run("add", str(folder), "--db", str(tmp_path / "x.db"))
    assert done.code == 0
    assert "1 added, 0 known already, 7 not in English;" in done.out
    assert "not added" not in done.out
    assert "b4.txt and 2 more: not in English, set aside" in done.err
    assert "b5.txt" not in done.err
    more = run("add", str(folder), "--any-language", "--db", str(tmp_path / "x.db"))
    assert "7 added, 1 known already;" in more.out


def test_files_that_are_no_reports_are_passed_over_and_told(run: Callable, folder: Path, tmp_path: Path) -> None:
    for name in ("a.txt", "README.md", "client.py"):
        (folder / name).write_text(ENGLISH)
    (folder / "logo.png").write_bytes(b"\x89PNG")
    done = run("add", str(folder), "--db", str(tmp_path / "x.db"))
    assert "1 added" in done.out
    assert "README.md" in done.err
    assert "client.py: passed over as no report" in done.err
    assert "logo.png" not in done.err


def test_a_path_that_leads_nowhere_is_told_before_anything_is_read(run: Callable, folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_text(ENGLISH)
    done = run("add", str(folder), str(tmp_path / "none"), "--db", str(tmp_path / "x.db"))
    assert done.code == 5
    assert "there is no such file or folder" in done.err
    assert not (tmp_path / "x.db").exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({"a.txt": GERMAN}, 4),
        ({"a.txt": "", "b.txt": ""}, 3),
        ({"a.txt": "", "b.txt": GERMAN}, 1),
        ({"a.txt": "", "b.txt": ENGLISH}, 3),
        ({"a.txt": "", "b.txt": GERMAN, "c.txt": ENGLISH}, 3),
        ({"a.txt": GERMAN, "b.txt": ENGLISH}, 0),
    ],
)
def test_exit_codes(run: Callable, folder: Path, tmp_path: Path, content: dict[str, str], code: int) -> None:
    for name, text in content.items():
        (folder / name).write_text(text)
    assert run("add", str(folder), "--db", str(tmp_path / "x.db")).code == code


def test_a_report_that_the_ledger_refuses_is_a_failure_though_others_are_added(
    run: Callable, folder: Path, tmp_path: Path
) -> None:
    for name, text in (("first", ENGLISH), ("second", f"{ENGLISH} Talks went on.")):
        lines = [{"id": "a", "text": text}, {"id": name, "text": text}]
        (folder / f"{name}.jsonl").write_text("\n".join(json.dumps(line) for line in lines))
    db = str(tmp_path / "x.db")
    assert run("add", str(folder / "first.jsonl"), "--db", db).code == 0
    done = run("add", str(folder / "second.jsonl"), "--db", db)
    assert "1 added, 0 known already, 1 not added" in done.out
    assert done.code == 3


def test_another_text_under_one_id_is_refused_in_the_same_file_too(
    run: Callable, folder: Path, tmp_path: Path
) -> None:
    lines = [{"id": "a", "text": text} for text in (ENGLISH, f"{ENGLISH} Talks went on.", ENGLISH)]
    (folder / "wire.jsonl").write_text("\n".join(json.dumps(line) for line in lines))
    done = run("add", str(folder), "--db", str(tmp_path / "x.db"))
    assert "1 added, 1 known already, 1 not added" in done.out
    assert "the ledger holds another text under this id" in done.err
    assert done.code == 3


def test_an_empty_folder_is_no_failure_but_told(run: Callable, folder: Path, tmp_path: Path) -> None:
    done = run("add", str(folder), "--db", str(tmp_path / "x.db"))
    assert done.code == 0
    assert "nothing to read was found" in done.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--column", "body"], "not of the form FIELD=NAME"),
        (["--column", "body=x"], "no field of a report"),
        (["--published", "soon"], "is no date"),
        (["--run", "aaaa"], "is for folders that backfill wrote"),
    ],
)
def test_wrong_options_are_told_at_once(
    run: Callable, folder: Path, tmp_path: Path, options: list[str], said: str
) -> None:
    done = run("add", str(folder), *options, "--db", str(tmp_path / "x.db"))
    assert done.code == 2
    assert said in done.err


def test_the_limit_of_the_settings_holds(
    run: Callable, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAGOMAN_TEXT_LIMIT_MB", "1")
    (folder / "a.txt").write_text(ENGLISH * 20_000)
    done = run("add", str(folder), "--db", str(tmp_path / "x.db"))
    assert done.code == 3
    assert "allowed for one report" in done.err


def test_progress_in_one_line() -> None:
    now = Progress(added=1200, known=300, failed=0, words=400_000, seconds=100.0)
    told = "1,200 added, 300 known, 0 failed, 400,000 words, 12.0 reports a second"
    assert line(now, None) == told
    assert line(now, 3000) == told + ", about 100 seconds left"
    assert line(now, 60_000) == told + ", about 65 minutes left"


def test_where_nobody_watches_a_line_a_minute_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    now = [0.0]
    monkeypatch.setattr(_progress.time, "monotonic", lambda: now[0])
    with caplog.at_level(logging.WARNING, "dragoman"), _progress.Live(live=False) as live:
        for second in range(0, 150, 10):
            now[0] = second
            live.tell(f"at {second}")
    assert caplog.messages == ["at 60", "at 120"]


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0.4, "0 seconds"),
        (1.2, "1 second"),
        (119, "119 seconds"),
        (150, "2 minutes"),
        (7300, "2 hours"),
        (200_000, "2 days"),
    ],
)
def test_durations(seconds: float, told: str) -> None:
    assert _progress.duration(seconds) == told
