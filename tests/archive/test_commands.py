"""`dragoman backfill` and `dragoman follow` from the command line, with the real reading of reports."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from dragoman.archive import Backfill, Summary
from dragoman.cli import add, backfill, follow
from dragoman.errors import BadInput, BadQuestion, FetchFault, NotEnglish, NotFound

from ..ingest.make import PARAGRAPHS, entry, page, rss
from ..ingest.server import conditional, serve

pytest.importorskip("pyarrow", reason="shards are Parquet: pip install dragoman[parquet]")

GERMAN = "Der Außenminister sagte am Montag, die Gespräche in der Hauptstadt seien konstruktiv gewesen.\n"


def app() -> typer.Typer:
    """The application with the commands that are tested."""
    found = typer.Typer()
    for group in (backfill, follow, add):
        group.register(found)
    return found


def test_an_archive_becomes_shards_and_a_ledger(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_text(PARAGRAPHS[0])
    (source / "b.txt").write_text(PARAGRAPHS[1])
    (source / "c.txt").write_text("")
    out, db = str(tmp_path / "out"), str(tmp_path / "desk.db")
    run = CliRunner()
    done = run.invoke(app(), ["backfill", str(source), out, "--workers", "1"])
    assert done.exit_code == 0, done.output
    assert f"{out}: 2 reports" in done.output
    assert "1 could not be read" in done.output
    again = run.invoke(app(), ["backfill", str(source), out, "--workers", "1"])
    assert "1 input unchanged" in again.output
    loaded = run.invoke(app(), ["add", out, "--db", db])
    assert loaded.exit_code == 0, loaded.output
    assert "2 added" in loaded.output
    from_files = run.invoke(app(), ["add", str(source / "a.txt"), str(source / "b.txt"), "--db", db])
    assert "0 added, 2 known already" in from_files.output  # shards and files make the same reports


def test_nothing_but_failures_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("")
    done = CliRunner().invoke(app(), ["backfill", str(tmp_path / "in"), str(tmp_path / "out"), "--workers", "1"])
    assert done.exit_code == 3
    assert "a.txt: is empty" in done.output


def test_other_languages_are_a_failure_of_their_own_and_are_let_through_on_demand(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_text(GERMAN)
    command = ["backfill", str(source), str(tmp_path / "out"), "--workers", "1"]
    done = CliRunner().invoke(app(), command)
    assert done.exit_code == NotEnglish.exit_code
    assert "a.txt: not in English, set aside; --any-language lets them through" in done.output
    through = CliRunner().invoke(app(), [*command, "--any-language"])
    assert through.exit_code == 0, through.output
    assert "1 report (" in through.output
    (source / "a.txt").write_text(GERMAN + " ")
    (source / "b.txt").write_text("")
    mixed = CliRunner().invoke(app(), command)
    assert mixed.exit_code == BadInput.exit_code


def test_failures_of_earlier_calls_are_not_told_again(tmp_path: Path) -> None:
    old, new = tmp_path / "a-old", tmp_path / "b-new"
    for folder in (old, new):
        folder.mkdir()
        (folder / "empty.txt").write_text("")
        (folder / "foreign.txt").write_text(GERMAN)
    out = str(tmp_path / "out")
    first = CliRunner().invoke(app(), ["backfill", str(old), out, "--workers", "1"])
    assert "a-old/empty.txt: is empty" in first.output
    second = CliRunner().invoke(app(), ["backfill", str(old), str(new), out, "--workers", "1"])
    assert "2 could not be read, 1 of them not in English" in second.output
    assert "b-new/empty.txt: is empty" in second.output
    assert "b-new/foreign.txt: not in English" in second.output
    assert "a-old" not in second.output


def test_a_path_that_leads_nowhere_is_told_before_anything_is_read(tmp_path: Path) -> None:
    done = CliRunner().invoke(app(), ["backfill", str(tmp_path / "none"), str(tmp_path / "out")])
    assert isinstance(done.exception, NotFound)
    assert not (tmp_path / "out").exists()


def test_wrong_arguments_say_what_is_right(tmp_path: Path) -> None:
    for arguments, said in (
        (["backfill", "a", "b", "--column", "body"], "not of the form FIELD=NAME"),
        (["backfill", "a", "b", "--column", "body=x"], "no field of a report"),
        (["backfill", "a", "b", "--gpus"], "is for Ray"),
        (["follow", "https://h.example/rss", "--every", "soon"], "interval"),
    ):
        done = CliRunner().invoke(app(), arguments)
        assert isinstance(done.exception, BadQuestion)
        assert said in str(done.exception)
    done = CliRunner().invoke(app(), ["backfill", str(tmp_path)])
    assert isinstance(done.exception, BadQuestion)
    assert f"as in `dragoman backfill {tmp_path} shards/`" in str(done.exception)
    done = CliRunner().invoke(app(), ["backfill"])
    assert done.exit_code == 2
    assert "Missing argument" in done.output


def test_addresses_of_the_local_network_are_fetched_where_that_is_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAGOMAN_SETTINGS", str(tmp_path / "none.toml"))
    seen: list[bool] = []

    def run(job: Backfill, **_: object) -> Summary:
        seen.append(job.options.allow_private)
        return Summary()

    monkeypatch.setattr("dragoman.archive.backfill", run)
    for more in ([], ["--allow-private"]):
        done = CliRunner().invoke(app(), ["backfill", str(tmp_path), str(tmp_path / "out"), *more])
        assert done.exit_code == 0, done.output
    assert seen == [False, True]


def test_of_shards_of_two_runs_one_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(PARAGRAPHS[0])
    out, db = str(tmp_path / "out"), str(tmp_path / "desk.db")
    for run in ("aaaaaaaaaaaa", "bbbbbbbbbbbb"):
        monkeypatch.setattr("dragoman.digest.digest", lambda run=run: run)
        done = CliRunner().invoke(app(), ["backfill", str(tmp_path / "a.txt"), out, "--workers", "1"])
        assert done.exit_code == 0, done.output
    both = CliRunner().invoke(app(), ["add", out, "--db", db])
    assert "name one with --run" in str(both.exception)
    one = CliRunner().invoke(app(), ["add", out, "--run", "aaaa", "--db", db])
    assert "1 added" in one.output


def test_progress_in_one_line() -> None:
    now = Summary(reports=1200, words=400_000, failures=3, skipped=2, seconds=100.0, share=0.25)
    line = backfill.line(now)
    assert line == (
        "1,200 reports, 400,000 words, 12.0 reports a second, 3 failed, 2 shards there already, 25%, 5 minutes left"
    )


def test_feeds_into_the_ledger(tmp_path: Path) -> None:
    db = str(tmp_path / "desk.db")
    with serve() as site:
        site.answers["/feed"] = conditional(rss(entry(link=f"{site.url}/1"), entry(link=f"{site.url}/gone")))
        site.answers["/1"] = page().encode()
        command = ["follow", f"{site.url}/feed", "--once", "--allow-private", "--db", db]
        first = CliRunner().invoke(app(), command)
        assert first.exit_code == 0, first.output
        assert "1 feed asked, 0 unchanged, 2 new entries, 1 added, 1 failed" in first.output
        assert "HTTP 404" in first.output
        second = CliRunner().invoke(app(), command)
        assert "1 unchanged, 0 new entries, 0 added" in second.output
        assert len(site.asked("/1")) == 1
        refused = CliRunner().invoke(
            app(), ["follow", f"{site.url}/feed", "--once", "--db", str(tmp_path / "other.db")]
        )
        assert "local network" in refused.output
        assert refused.exit_code == FetchFault.exit_code  # nothing could be had at all
    assert (tmp_path / "desk.db.follow").exists()
