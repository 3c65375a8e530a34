from __future__ import annotations

import errno
import json
import os
import sys
from pathlib import Path

import pytest

from dragoman.archive import Backfill, Summary, backfill, is_backfill, read_shards
from dragoman.archive.shards import arrow, failures_in
from dragoman.errors import BadInput, BadQuestion, LedgerFault, MissingExtra, NotFound
from dragoman.ingest.item import Failure, Options
from dragoman.ingest.limits import Limits
from dragoman.ingest.sources import given_day
from dragoman.model import Document

from ..ingest.make import PARAGRAPHS, page, warc_gz, warc_info, warc_record
from .fake import RUN

pytest.importorskip("pyarrow", reason="shards are Parquet: pip install dragoman[parquet]")

FAKE = "tests.archive.fake:annotate"
TEXT = PARAGRAPHS[0]
OTHER = "Il ministro ha detto che la visita sarà rinviata di una settimana e che i colloqui riprenderanno in autunno."


def make_archive(folder: Path, count: int = 40) -> Path:
    """A folder with a web archive, JSON Lines and single files; a few of all of these cannot be read."""
    folder.mkdir(parents=True, exist_ok=True)
    records = [
        warc_record(page(title=f"Ministers agree on round {n}"), url=f"https://h.example/{n}") for n in range(count)
    ]
    (folder / "crawl.warc.gz").write_bytes(warc_gz(warc_info(), *records, warc_record("<html></html>")))
    lines = [json.dumps({"id": f"j{n}", "text": f"{TEXT} Round {n} ended on Friday."}) for n in range(count)]
    (folder / "wire.jsonl").write_text("\n".join([*lines[:5], "not json", json.dumps({"text": OTHER}), *lines[5:]]))
    for n in range(7):
        (folder / f"single{n}.txt").write_text(f"{TEXT} This was round {n}.")
    (folder / "empty.txt").write_text("")
    return folder


def job(source: Path, out: Path, **options: object) -> Backfill:
    settings: dict[str, object] = {"annotate": FAKE, "workers": 1, "size": 10, **options}
    return Backfill((str(source),), str(out), RUN, **settings)  # type: ignore[arg-type]


def content(out: Path) -> dict[str, list[dict[str, object]]]:
    """All rows of all shards by the shard's name."""
    found = {}
    for folder in ("reports", "failures"):
        for path in sorted((out / folder).glob("*.parquet")):
            found[f"{folder}/{path.name}"] = arrow().parquet.read_table(path).to_pylist()
    return found


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_archive(tmp_path_factory.mktemp("archive"))


@pytest.fixture(scope="module")
def expected(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, object]]]:
    """What one process writes in one go."""
    out = tmp_path_factory.mktemp("expected")
    backfill(job(archive, out))
    return content(out)


def test_everything_is_read_once_and_what_fails_is_listed(archive: Path, tmp_path: Path) -> None:
    summary = backfill(job(archive, tmp_path / "out"))
    assert (summary.reports, summary.failures, summary.other_languages) == (87, 4, 1)
    assert summary.share == 1.0
    documents = list(read_shards(tmp_path / "out"))
    assert len({d.report.id for d in documents if isinstance(d, Document)}) == 87
    failed = {f.kind: f.reason for f in failures_in(tmp_path / "out")}
    assert set(failed) == {"BadInput", "NotEnglish"}
    assert sorted(Path(f.source).name.split("#")[0] for f in failures_in(tmp_path / "out")) == [
        "crawl.warc.gz",
        "empty.txt",
        "wire.jsonl",
        "wire.jsonl",
    ]
    assert is_backfill(tmp_path / "out")
    assert not is_backfill(archive)


def test_rows_hold_the_readout_and_the_document(archive: Path, tmp_path: Path) -> None:
    backfill(job(archive / "wire.jsonl", tmp_path))
    row = next(iter(content(tmp_path).values()))[0]
    assert row["id"] == "j0"
    assert row["run"] == RUN
    assert json.loads(str(row["readout"]))["report"]["text"] == f"{TEXT} Round 0 ended on Friday."
    first = next(read_shards(tmp_path))
    assert isinstance(first, Document)
    assert first.report.text[first.sentences[0].span.start : first.sentences[0].span.end] == first.text


def test_number_of_workers_changes_nothing(archive: Path, tmp_path: Path, expected: object) -> None:
    backfill(job(archive, tmp_path, workers=3))
    assert content(tmp_path) == expected


def test_running_again_reads_nothing(archive: Path, tmp_path: Path, expected: object) -> None:
    backfill(job(archive, tmp_path))
    stamps = {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*.parquet")}
    again = backfill(job(archive, tmp_path))
    assert (again.reports, again.written, again.skipped, again.inputs_skipped) == (0, 0, 0, 3)
    assert {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*.parquet")} == stamps
    assert content(tmp_path) == expected


def test_missing_and_damaged_shards_alone_are_made_again(archive: Path, tmp_path: Path, expected: object) -> None:
    backfill(job(archive, tmp_path))
    shards = sorted((tmp_path / "reports").glob("*.parquet"))
    shards[1].unlink()
    shards[3].write_bytes(shards[3].read_bytes()[:-100])
    for note in (tmp_path / "done").iterdir():
        note.unlink()
    again = backfill(job(archive, tmp_path))
    assert (again.written, again.skipped) == (2, len(shards) - 2)
    assert content(tmp_path) == expected


def test_a_changed_input_is_read_again_and_only_where_it_changed(archive: Path, tmp_path: Path) -> None:
    source = tmp_path / "wire.jsonl"
    lines = (archive / "wire.jsonl").read_text().splitlines()
    source.write_text("\n".join(lines[:25]))
    backfill(job(source, tmp_path / "out"))
    source.write_text("\n".join(lines))
    grown = backfill(job(source, tmp_path / "out"))
    assert (grown.written, grown.skipped) == (3, 2)
    source.write_text("\n".join(lines[:25]))
    shrunk = backfill(job(source, tmp_path / "out"))
    assert (shrunk.written, shrunk.skipped) == (1, 2)
    assert len(list(read_shards(tmp_path / "out"))) == 23


@pytest.mark.parametrize(
    "changed",
    [
        Options(outlet="Harbour Times"),
        Options(published=given_day("2023-06-19")),
        Options(columns={"title": "id"}),
        Options(any_language=True),
        Options(limits=Limits(text=1 << 20)),
    ],
    ids=lambda o: ",".join(f for f in o.__slots__ if getattr(o, f) != getattr(Options(), f)),
)
def test_what_was_read_with_other_options_is_read_again(archive: Path, tmp_path: Path, changed: Options) -> None:
    first = backfill(job(archive / "wire.jsonl", tmp_path))
    noted = backfill(job(archive / "wire.jsonl", tmp_path, options=changed))
    assert (noted.written, noted.skipped, noted.inputs_skipped) == (first.written, 0, 0)
    assert noted.other_languages == (not changed.any_language)
    (note,) = (tmp_path / "done").iterdir()
    note.unlink()
    resumed = backfill(job(archive / "wire.jsonl", tmp_path, options=changed))
    assert (resumed.written, resumed.skipped) == (0, first.written)
    note.unlink()
    back = backfill(job(archive / "wire.jsonl", tmp_path))
    assert (back.written, back.skipped) == (first.written, 0)


def test_the_side_table_tells_which_failures_are_of_this_call(archive: Path, tmp_path: Path) -> None:
    backfill(job(archive / "wire.jsonl", tmp_path))
    now = backfill(Backfill((str(archive), str(tmp_path / "none")), str(tmp_path), RUN, workers=1, annotate=FAKE))
    told = list(failures_in(tmp_path, shards=now.failed))
    assert len(told) == now.failures == 3
    assert not any("wire.jsonl" in f.source for f in told)
    assert len(list(failures_in(tmp_path))) == 5


def test_a_report_that_breaks_the_reading_costs_itself_alone(tmp_path: Path) -> None:
    for n in range(5):
        (tmp_path / f"{n}.txt").write_text(
            f"{TEXT} {'Please raise an error.' if n == 2 else 'All was well.'} Round {n}."
        )
    summary = backfill(job(tmp_path, tmp_path / "out", annotate="tests.archive.fake:breaking"))
    assert (summary.reports, summary.failures) == (4, 1)
    (failed,) = failures_in(tmp_path / "out")
    assert failed.source.endswith("2.txt")
    assert "as it says" in failed.reason


def test_a_report_that_kills_its_process_costs_itself_alone(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for n in range(12):
        (source / f"{n:02}.txt").write_text(
            f"{TEXT} {'Please kill the process.' if n == 5 else 'All was well.'} Round {n}."
        )
    summary = backfill(job(source, tmp_path / "out", annotate="tests.archive.fake:deadly", workers=2, size=4))
    assert (summary.reports, summary.failures) == (11, 1)
    (failed,) = failures_in(tmp_path / "out")
    assert failed.source.endswith("05.txt")
    assert "ended the process" in failed.reason


def test_progress_tells_how_far_it_is(archive: Path, tmp_path: Path) -> None:
    told: list[Summary] = []
    backfill(job(archive, tmp_path), notify=told.append)
    assert [s.written for s in told] == list(range(1, len(told) + 1))
    shares = [s.share or 0.0 for s in told]
    assert shares == sorted(shares)
    assert 0 < shares[0] < 1
    assert told[0].seconds_left is not None
    assert told[-1].reports == 87


def test_sources_that_are_not_there_are_listed(archive: Path, tmp_path: Path) -> None:
    summary = backfill(job(tmp_path / "none", tmp_path / "out"))
    assert (summary.reports, summary.failures) == (0, 1)
    (failed,) = failures_in(tmp_path / "out")
    assert failed.kind == "NotFound"


def test_each_report_is_given_once_even_if_two_inputs_hold_it(archive: Path, tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_bytes((archive / "wire.jsonl").read_bytes())
    backfill(job(tmp_path, tmp_path / "out"))
    assert len(list(read_shards(tmp_path / "out"))) == 40


def test_shards_of_several_runs_are_not_mixed(archive: Path, tmp_path: Path) -> None:
    from dataclasses import replace

    one = job(archive / "wire.jsonl", tmp_path)
    backfill(one)
    backfill(replace(one, run="fedcba9876543210"))
    with pytest.raises(BadInput, match="several runs"):
        read_shards(tmp_path)
    assert len(list(read_shards(tmp_path, run="fedcba9876543210"))) == 40
    with pytest.raises(NotFound, match="no shards of run"):
        read_shards(tmp_path, run="0000")


def test_a_damaged_shard_is_a_failure_and_the_rest_is_given(archive: Path, tmp_path: Path) -> None:
    backfill(job(archive, tmp_path))
    first = min((tmp_path / "reports").glob("*.parquet"))
    first.write_bytes(b"PAR1 not really")
    found = list(read_shards(tmp_path))
    assert isinstance(found[0], Failure)
    assert "damaged shard" in found[0].reason
    assert len(found) > 50


def test_empty_folders_and_wrong_numbers_are_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="holds no shards"):
        read_shards(tmp_path)
    for wrong in ({"workers": 0}, {"size": 0}):
        with pytest.raises(BadQuestion, match="at least 1"):
            backfill(job(tmp_path, tmp_path / "out", **wrong))
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotFound, match="cannot be made a folder"):
        backfill(job(tmp_path, tmp_path / "file" / "out"))


def test_a_full_disk_is_told_and_the_run_can_go_on(
    archive: Path, tmp_path: Path, expected: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes = [0]
    write = arrow().parquet.write_table

    def fills_up(*arguments: object, **options: object) -> None:
        writes[0] += 1
        if writes[0] > 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write(*arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(arrow().parquet, "write_table", fills_up)
        with pytest.raises(LedgerFault, match="No space left on device"):
            backfill(job(archive, tmp_path))
    assert len(content(tmp_path)) == 3
    backfill(job(archive, tmp_path))
    assert content(tmp_path) == expected


@pytest.mark.parametrize(
    ("module", "engine", "said"), [("pyarrow", "local", r"dragoman\[parquet\]"), ("ray", "ray", r"dragoman\[archive\]")]
)
def test_missing_extras_name_the_line_that_installs_them(
    module: str, engine: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [m for m in sys.modules if m.split(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtra, match=said):
        backfill(job(tmp_path, tmp_path / "out", engine=engine))
