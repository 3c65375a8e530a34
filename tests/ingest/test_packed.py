from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import pytest

from dragoman.ingest.item import Failure, Options
from dragoman.ingest.limits import Limits
from dragoman.model import Report

from .make import PARAGRAPHS, fault, items_in, only_report, page, reports_in, tarred, zipped

TEXT = PARAGRAPHS[0].encode()
MEMBERS = {
    "a.txt": TEXT,
    "sub/b.html": page().encode(),
    "c.jsonl": b'{"text": "The envoys met and agreed on nothing."}\n',
}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", zipped(MEMBERS)),
        ("a.tar", tarred(MEMBERS)),
        ("a.tar.gz", gzip.compress(tarred(MEMBERS))),
        ("a.tgz", gzip.compress(tarred(MEMBERS))),
        ("a.tar.bz2", bz2.compress(tarred(MEMBERS))),
        ("a.tar.xz", lzma.compress(tarred(MEMBERS))),
        ("b.zip", zipped({"inner.zip": zipped(MEMBERS)})),
    ],
)
def test_members_of_archives_are_read_in_order(name: str, data: bytes) -> None:
    found = reports_in(data, name)
    assert [type(f) for f in found] == [Report] * 3
    sources = [f.source for f in found if isinstance(f, Report)]
    assert [s.rsplit("!", 1)[1] for s in sources if s] == ["a.txt", "sub/b.html", "c.jsonl#1"]


@pytest.mark.parametrize(
    ("name", "pack"),
    [("a.txt.gz", gzip.compress), ("a.txt.bz2", bz2.compress), ("a.txt.xz", lzma.compress), ("a", gzip.compress)],
)
def test_single_packed_files(name: str, pack: object) -> None:
    assert callable(pack)
    (report,) = reports_in(pack(TEXT), name)
    assert isinstance(report, Report)
    assert report.text == PARAGRAPHS[0]


def test_parts_of_saved_pages_and_hidden_files_are_no_reports() -> None:
    junk = {"a_files/logo.png": b"\x89PNG", "style.css": b"p {}", ".DS_Store": b"\x00\x01", "__MACOSX/a.txt": b"x"}
    assert items_in(zipped(junk), "a.zip") == []


def test_zip_slip_writes_nothing(tmp_path: object) -> None:
    for data, name in ((zipped({"../../evil.txt": TEXT}), "a.zip"), (tarred({"/etc/evil.txt": TEXT}), "a.tar")):
        (report,) = reports_in(data, name)
        assert isinstance(report, Report)
        assert report.source is not None
        assert report.source.endswith("evil.txt")


def test_names_with_line_ends_stay_on_one_line() -> None:
    (report,) = reports_in(zipped({"a\nb\x1b[31m.txt": TEXT}), "a.zip")
    assert isinstance(report, Report)
    assert report.source == "a.zip!a\\nb\\x1b[31m.txt"


def test_links_in_tars_are_passed_over() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            info = tarfile.TarInfo("link.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert items_in(out.getvalue(), "a.tar") == []


def test_a_zip_bomb_is_refused_by_its_own_numbers() -> None:
    bomb = zipped({"bomb.txt": b"\0" * 30_000_000, "a.txt": TEXT})
    found = reports_in(bomb, "a.zip")
    assert [isinstance(f, Report) for f in found] == [False, True]
    assert isinstance(found[0], Failure)
    assert "decompression bomb" in found[0].reason


def test_a_gzip_bomb_is_stopped() -> None:
    bomb = gzip.compress((b'{"text": "' + b"x" * 500_000 + b'"}\n') * 200)
    error = None
    for found in items_in(bomb, "a.jsonl.gz", Options(limits=Limits(ratio=50)))[-1:]:
        assert isinstance(found, Failure)
        error = found.reason
    assert error is not None
    assert "unpacks to more than 50 times its size" in error


def test_bombs_inside_bombs_are_not_opened() -> None:
    data = TEXT
    for _ in range(6):
        data = gzip.compress(data)
    assert "archives inside each other" in str(fault(data, "a.txt.gz.gz.gz.gz.gz.gz"))


def test_total_size_is_bounded() -> None:
    text = b" ".join([TEXT] * 50)
    members = {f"{n}.txt": text for n in range(50)}
    for data, name in ((zipped(members), "a.zip"), (tarred(members), "a.tar")):
        found = reports_in(data, name, Options(limits=Limits(unpacked=20 * len(text))))
        assert sum(isinstance(f, Report) for f in found) == 20
        assert isinstance(found[-1], Failure)
        assert "beyond the size" in found[-1].reason


@pytest.mark.parametrize("cut", [30, 200, 1000])
def test_truncated_archives_end_with_a_reason(cut: int) -> None:
    for data, name in ((zipped(MEMBERS), "a.zip"), (gzip.compress(tarred(MEMBERS)), "a.tgz")):
        found = reports_in(data[: len(data) - cut], name)
        assert isinstance(found[-1], Failure)
        assert found[-1].error.remedy


def test_a_damaged_member_costs_itself_alone() -> None:
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}, method=zipfile.ZIP_STORED))
    data[data.index(TEXT) + 10] ^= 0xFF
    found = reports_in(bytes(data), "a.zip")
    assert [isinstance(f, Report) for f in found] == [False, True]


def test_encrypted_members_are_told() -> None:
    data = bytearray(zipped({"a.txt": TEXT}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert "is encrypted" in str(fault(bytes(data), "a.zip"))


def test_only_report_helper_raises_the_fault() -> None:
    assert only_report(TEXT.decode(), "a.txt").text == PARAGRAPHS[0]
