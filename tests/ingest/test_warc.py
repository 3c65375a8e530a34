from __future__ import annotations

import gzip
import random

import pytest

from dragoman.ingest.item import Failure, Item, Options
from dragoman.ingest.limits import Limits
from dragoman.model import Report

from .make import PARAGRAPHS, TITLE, items_in, page, reports_in, warc_gz, warc_info, warc_record


def archive(count: int = 5) -> list[bytes]:
    return [warc_info()] + [
        warc_record(page(title=f"{TITLE}, round {n}"), url=f"https://harbour.example/{n}") for n in range(count)
    ]


@pytest.mark.parametrize("packed", ["members", "plain", "one gzip"])
def test_pages_of_an_archive(packed: str) -> None:
    records = archive()
    data = {"members": warc_gz(*records), "plain": b"".join(records), "one gzip": gzip.compress(b"".join(records))}.get(
        packed, b"".join(records)
    )
    found = reports_in(data, "crawl.warc" if packed == "plain" else "crawl.warc.gz")
    assert [r.url for r in found if isinstance(r, Report)] == [f"https://harbour.example/{n}" for n in range(5)]
    first = found[0]
    assert isinstance(first, Report)
    assert first.text == "\n\n".join((f"{TITLE}, round 0", *PARAGRAPHS))
    assert first.retrieved is not None
    assert first.retrieved.isoformat() == "2023-06-20T05:00:00+00:00"
    assert ("meta", "../2023-06-20") in {(c.origin, c.when.edtf) for c in first.hints}


def test_what_is_no_page_is_passed_over() -> None:
    records = [
        warc_record("gone", status="404 Not Found"),
        warc_record(b"\x89PNG....", kind="image/png"),
        warc_record("", status="301 Moved"),
        warc_record(page()).replace(b"WARC-Type: response", b"WARC-Type: request"),
        warc_record("   "),
    ]
    assert items_in(warc_gz(*records), "a.warc.gz") == []


def test_charset_of_the_answer_is_used() -> None:
    html = page(
        paragraphs=(*PARAGRAPHS, "Przewodniczący spotkał się z ministrem, the agency PAP reported from Łódź on Monday.")
    )
    record = warc_record(html.encode("iso-8859-2", "replace"), kind="text/html; charset=ISO-8859-2")
    (report,) = reports_in(warc_gz(record), "a.warc.gz")
    assert isinstance(report, Report)
    assert "Łódź" in report.text


@pytest.mark.parametrize("packed", [True, False])
def test_a_truncated_archive_gives_what_came_before(packed: bool) -> None:
    records = archive()
    data = warc_gz(*records) if packed else b"".join(records)
    found = reports_in(data[: len(data) - 300], "a.warc.gz" if packed else "a.warc")
    assert sum(isinstance(r, Report) for r in found) == 4
    assert [f.reason for f in found if isinstance(f, Failure) and "cut off" in f.reason]


def test_a_damaged_member_costs_itself_alone() -> None:
    members = [gzip.compress(r, mtime=0) for r in archive()]
    broken = bytearray(members[3])
    broken[len(broken) // 2] ^= 0xFF
    found = reports_in(b"".join([*members[:3], bytes(broken), *members[4:]]), "a.warc.gz")
    assert [r.url[-1] for r in found if isinstance(r, Report) and r.url] == ["0", "1", "3", "4"]
    assert any(isinstance(f, Failure) and "damaged" in f.reason for f in found)


def test_a_wrong_length_costs_at_most_its_neighbour() -> None:
    records = archive()
    records[2] = records[2].replace(b"Content-Length: ", b"Content-Length: 9", 1)
    found = reports_in(b"".join(records), "a.warc")
    urls = [r.url[-1] for r in found if isinstance(r, Report) and r.url]
    assert {"0", "4"} <= set(urls) or {"0", "3"} <= set(urls)
    records = archive()
    records[2] = records[2].replace(b"Content-Length: ", b"Content-Length: x", 1)
    found = reports_in(b"".join(records), "a.warc")
    assert {"0", "2", "3", "4"} <= {r.url[-1] for r in found if isinstance(r, Report) and r.url}


@pytest.mark.parametrize("seed", range(8))
def test_flipped_bits_never_stop_the_reader(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(warc_gz(*archive(12)) if seed % 2 else b"".join(archive(12)))
    for _ in range(5):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    found = reports_in(bytes(data), "a.warc.gz" if seed % 2 else "a.warc")
    assert sum(isinstance(r, Report) for r in found) >= 6


def test_a_bomb_in_a_record_is_not_unfolded() -> None:
    bomb = warc_record(b"<html>" + b" " * 30_000_000)
    limits = Limits(page=1_000_000)
    found = items_in(warc_gz(warc_info(), bomb, warc_record(page())), "a.warc.gz", Options(limits=limits))
    assert [isinstance(i, Item) for i in found] == [False, True]
    assert isinstance(found[0], Failure)
    assert "more than 1 MB" in found[0].reason


def test_a_long_film_is_passed_over_in_silence() -> None:
    film = warc_record(random.Random(1).randbytes(3_000_000), kind="video/mp4")
    for data in (warc_gz(warc_info(), film, warc_record(page())), b"".join((warc_info(), film, warc_record(page())))):
        found = items_in(data, "a.warc.gz", Options(limits=Limits(page=500_000)))
        assert [isinstance(i, Item) for i in found] == [True]
