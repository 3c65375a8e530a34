"""Input made to hurt: bounded time and memory, a clear reason, and the rest goes on."""

from __future__ import annotations

import io
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from dragoman.ingest.item import Failure, Options
from dragoman.ingest.limits import Limits
from dragoman.ingest.open import items_of_stream
from dragoman.ingest.streams import Peekable
from dragoman.model import Report

from .make import PARAGRAPHS, TITLE, page, reports_in

TEXT = PARAGRAPHS[0]
# Seconds of processor time. The slowest of these takes 2; without a bound they take minutes or never end.
PATIENCE = 20.0


@contextmanager
def patience(seconds: float = PATIENCE) -> Iterator[None]:
    # of processor time: other work on the machine is no fault of the reader, and nothing here waits
    start = time.process_time()
    yield
    assert time.process_time() - start < seconds


class Endless(io.RawIOBase):
    """`size` bytes that exist only while they are read."""

    def __init__(self, size: int, *, first: bytes = b"", unit: bytes = b"x") -> None:
        self.left, self.first, self.unit = size, first, unit * (1 << 16)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        size = min(size, self.left, 1 << 20)
        piece = (self.first or self.unit * (size // len(self.unit) + 1))[:size]
        self.first = self.first[len(piece) :]
        self.left -= len(piece)
        return piece


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.txt", "a.html", "a.json", "feed.xml", "a.warc"])
def test_two_gigabytes_without_a_line_end(name: str) -> None:
    first = {
        "a.csv": b'text\n"',
        "feed.xml": b"<rss>",
        "a.html": b"<html>",
        "a.warc": b"WARC/1.0\r\n",
        "a.json": b"[\n",
    }.get(name, b'{"text": "')
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with patience(60):
        found = list(
            items_of_stream(
                Peekable(Endless(2 << 30, first=first)),
                name,
                Options(fetch=False, limits=Limits(text=1 << 20, page=1 << 20)),
            )
        )
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kB
    assert found
    assert all(isinstance(f, Failure) for f in found)


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "span", "blockquote", "article"])
def test_deep_nesting(tag: str) -> None:
    html = page(under=f"<{tag}>" * 100_000)
    with patience():
        (found,) = reports_in(html.encode(), "a.html")
    assert isinstance(found, Report | Failure)


@pytest.mark.parametrize(
    "junk",
    [
        "&amp;" * 100_000,
        "".join(f"&#{n};" for n in range(10_000)),
        "&nosuchentity;" * 10_000,
        "<!--" * 50_000,
        "<script>" * 10_000,
        "<" * 200_000,
        "<a href='" * 20_000,
        "<p>" * 100_000,
        "\x00" * 2_000,
        "<time>" * 20_000,
        "<h1>x</h1>" * 20_000,
        "<span class='byline'>x</span>" * 20_000,
        "<meta property='article:published_time' content='2023-06-19'>" * 20_000,
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
        '<script type="application/ld+json">{"@type":"NewsArticle","a":' * 500,
    ],
    ids=range(15),
)
def test_pages_full_of_junk(junk: str) -> None:
    with patience():
        for html in (page(under=junk), page(head=junk), page(after=junk)):
            (found,) = reports_in(html.encode(), "a.html")
            assert isinstance(found, Report | Failure)


def test_ten_thousand_entities_are_text() -> None:
    html = page(paragraphs=(*PARAGRAPHS, "The envoys said so. " + "&eacute;" * 10_000))
    (found,) = reports_in(html.encode(), "a.html")
    assert isinstance(found, Report)
    assert found.text.count("é") == 10_000


@pytest.mark.parametrize(
    "text",
    [
        "a" * 5_000_000,
        "A b " * 500_000,
        "\n" * 3_000_000 + TEXT,
        " \n" * 1_000_000 + TEXT,
        "By " * 500_000,
        "(" * 1_000_000,
        "\u0301" * 300_000 + TEXT,
        "Published " * 200_000,
        "12:00 " * 200_000,
        "\ud83d".encode("utf-8", "surrogatepass").decode("latin-1") * 100_000,
    ],
    ids=range(10),
)
def test_texts_made_to_be_slow(text: str) -> None:
    with patience():
        (found,) = reports_in(text.encode(), "a.txt")
    assert isinstance(found, Report | Failure)


def test_nul_bytes_in_text_are_dropped_or_refused() -> None:
    (few,) = reports_in((TEXT[:40] + "\x00" + TEXT[40:]).encode(), "a.txt")
    assert isinstance(few, Report)
    assert few.text == TEXT
    (many,) = reports_in(("\x00".join(TEXT)).encode() + b"!", "a.txt")
    assert isinstance(many, Report | Failure)


def test_titles_and_fields_of_any_length_stay_usable() -> None:
    (found,) = reports_in(page(title=TITLE + " x" * 50_000).encode(), "a.html")
    assert isinstance(found, Report | Failure)


def test_memory_does_not_grow_with_the_archive() -> None:
    """Peak memory of reading 200 and 2,000 pages of one web archive, each in a process of its own."""
    program = """
import io, resource, sys
sys.path.insert(0, sys.argv[2])
from ingest.make import page, warc_gz, warc_record
from dragoman.ingest.item import Options
from dragoman.ingest.open import items_of_stream
from dragoman.ingest.streams import Peekable
one = warc_gz(warc_record(page(after="<p>" + "filler " * 3000)))
class Many(io.RawIOBase):
    left = int(sys.argv[1])
    rest = b""
    def readable(self): return True
    def read(self, size=-1):
        while len(self.rest) < size and self.left:
            self.rest += one; self.left -= 1
        piece, self.rest = self.rest[:size], self.rest[size:]
        return piece
count = sum(1 for _ in items_of_stream(Peekable(Many()), "a.warc.gz", Options()))
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
    tests = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    peaks = []
    for count in (200, 2000):
        done = subprocess.run(
            [sys.executable, "-c", program, str(count), tests], capture_output=True, text=True, check=True
        )
        read, peak = map(int, done.stdout.split())
        assert read == count
        peaks.append(peak)
    assert peaks[1] < peaks[0] * 1.1
