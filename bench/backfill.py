"""Archives end to end: reports per second from a web archive to shards, as ratios within one run on one machine.

    python -m bench.backfill [--pages 2000] [--memory 1000 10000] [--no-ray] [--json]

The archive is written by the bench: a WARC.gz of news pages made of the releases in `../shared/data/news` (the
project's own samples where that is absent), each in a page with menu, masthead date, related stories and a comment.

| row | measured how |
|---|---|
| local, 1 worker / 2 workers | `dragoman backfill` with the local engine, from the first shard written to the last |
| 2 workers over 1 | ratio of the two |
| ray, 2 actors | the same with the Ray engine |
| ray over local | ratio to the local pool with 2 workers |
| share of encode | of one worker's processor time, what the encoder's forward passes take |
| trafilatura alone | main text of the same pages, one process |
| dateparser.search alone | on the first 100 texts, one process, where it is installed |
| memory | peak of a process that backfills so many pages with one worker, and the ratio of the two |
| per million | hours of one core, and what they cost at the price given by `--price` (per core and hour) |
"""

from __future__ import annotations

import argparse
import gzip
import html
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from dragoman.archive import Backfill, backfill
from dragoman.archive.work import annotated
from dragoman.ingest.item import Item, Options
from dragoman.ingest.open import items_of_stream
from dragoman.ingest.streams import Peekable

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("DRAGOMAN_SHARED", ROOT.parent / "shared"))
RELEASES = SHARED / "data/news/state-gov-2021-2022/state_releases.jsonl.gz"
LONGEST = 6_000  #: characters of a release: briefings of 50,000 are not what a news archive is made of
PRICE = 0.04  #: of a core for an hour on a rented machine, in dollars; the order of magnitude of 2025
_MENU = "".join(f'<li><a href="/{w.lower()}">{w}</a></li>' for w in ("World", "Economy", "Opinion", "Culture", "Sport"))


@dataclass(frozen=True, slots=True)
class Row:
    """One measure with its bound."""

    name: str
    value: float
    unit: str
    floor: float | None = None
    ceiling: float | None = None

    @property
    def holds(self) -> bool:
        return not (
            (self.floor is not None and self.value < self.floor)
            or (self.ceiling is not None and self.value > self.ceiling)
        )


def texts() -> Iterator[tuple[str, list[str]]]:
    """Titles and paragraphs, without end: the releases, then again with a number in the title."""
    found = []
    if RELEASES.exists():
        with gzip.open(RELEASES, "rt", encoding="utf-8") as lines:
            records = [json.loads(line) for line in lines]
        found = [(r["title"], r["text"].split("\n\n")) for r in records if 400 < len(r["text"]) < LONGEST]
    else:
        for path in sorted((ROOT / "examples").glob("*.txt")):
            head, *rest = path.read_text(encoding="utf-8").split("\n\n")
            found.append((head, rest))
    turn = 0
    while True:
        for title, paragraphs in found:
            yield (f"{title} ({turn})" if turn else title), paragraphs
        turn += 1


def write_archive(path: Path, pages: int) -> None:
    """A WARC.gz of so many pages, one gzip member a record."""
    with path.open("wb") as out:
        for number, (title, paragraphs) in zip(range(pages), texts(), strict=False):
            day = date(2021, 1, 1) + timedelta(days=number % 700)
            out.write(gzip.compress(_record(_page(title, paragraphs, day), number, day), 6, mtime=0))


def measure(pages: int, memory: tuple[int, ...], *, ray: bool, price: float) -> Iterator[Row]:
    """All rows, each as soon as it is known."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "crawl.warc.gz"
        write_archive(archive, pages)
        one = _rate(archive, Path(folder) / "one", workers=1)
        yield Row("local, 1 worker", one, "reports/s")
        two = _rate(archive, Path(folder) / "two", workers=2)
        yield Row("local, 2 workers", two, "reports/s")
        yield Row("2 workers over 1", two / one, "", floor=1.7)
        if ray:
            rayed = _rate(archive, Path(folder) / "ray", workers=2, engine="ray")
            yield Row("ray, 2 actors", rayed, "reports/s")
            yield Row("ray over local", rayed / two, "", floor=0.85)
        yield Row("share of encode", 100 * _encode_share(archive, min(pages, 100)), "%", floor=60)
        yield Row("trafilatura alone", _trafilatura_rate(archive, min(pages, 300)), "reports/s")
        if (rate := _dateparser_rate(archive, min(pages, 100))) is not None:
            yield Row("dateparser.search alone", rate, "reports/s")
        peaks = [_peak(folder, count) for count in memory]
        for count, peak in zip(memory, peaks, strict=True):
            yield Row(f"memory at {count:,} reports", peak, "MB")
        if len(peaks) > 1:
            yield Row(f"memory at {memory[-1]:,} over {memory[0]:,}", peaks[-1] / peaks[0], "", ceiling=1.1)
        hours = 1e6 / one / 3600
        yield Row("per million reports", hours, "core hours")
        yield Row("per million reports", hours * price, f"$ at {price} $ per core and hour")


def _rate(archive: Path, out: Path, *, workers: int, engine: str = "local") -> float:
    """Reports per second from the moment that the first shard is written: starting up is not what is compared."""
    told: list[tuple[float, int]] = []
    job = Backfill((str(archive),), str(out), "bench", engine=engine, workers=workers, size=_part_size(archive))  # type: ignore[arg-type]
    backfill(job, notify=lambda s: told.append((time.perf_counter(), s.reports)))
    (first, before), (last, after) = told[0], told[-1]
    return (after - before) / (last - first)


def _part_size(archive: Path) -> int:
    """Small enough that every worker has many parts also in a short run."""
    return 16 if archive.stat().st_size < 5_000_000 else 64


def _items(archive: Path, count: int) -> list[Item]:
    with archive.open("rb") as file:
        found = items_of_stream(Peekable(file), str(archive), Options())
        return [i for i, _ in zip(found, range(count), strict=False) if isinstance(i, Item)]


def _encode_share(archive: Path, count: int) -> float:
    from dragoman.extract.encode import Encoder
    from dragoman.ingest.sources import read_item
    from dragoman.model import Report
    from dragoman.pipeline import annotate

    spent = [0.0]
    plain = Encoder.run

    def timed(self: Encoder, windows: object) -> object:
        start = time.process_time()
        try:
            return plain(self, windows)  # type: ignore[arg-type]
        finally:
            spent[0] += time.process_time() - start

    items = _items(archive, count)
    annotated([r for r in [read_item(items[0], Options())] if isinstance(r, Report)], annotate)  # load the model
    Encoder.run = timed  # type: ignore[method-assign,assignment]
    try:
        start = time.process_time()
        for item in items:
            report = read_item(item, Options())
            if isinstance(report, Report):
                annotated([report], annotate)
        return spent[0] / (time.process_time() - start)
    finally:
        Encoder.run = plain  # type: ignore[method-assign]


def _trafilatura_rate(archive: Path, count: int) -> float:
    from trafilatura import extract

    items = _items(archive, count)
    extract(items[0].data.decode())
    start = time.perf_counter()
    for item in items:
        extract(item.data.decode(), favor_precision=True, include_comments=False)
    return len(items) / (time.perf_counter() - start)


def _dateparser_rate(archive: Path, count: int) -> float | None:
    try:
        from dateparser.search import search_dates  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError:
        return None
    from dragoman.ingest.sources import read_item
    from dragoman.model import Report

    reports = [r for r in (read_item(i, Options()) for i in _items(archive, count)) if isinstance(r, Report)]
    start = time.perf_counter()
    for report in reports:
        search_dates(report.text, languages=["en"])
    return len(reports) / (time.perf_counter() - start)


def _peak(folder: str, count: int) -> float:
    """Peak resident memory in MB of a process that backfills `count` pages by itself."""
    archive = Path(folder) / f"memory-{count}.warc.gz"
    write_archive(archive, count)
    program = (
        "import resource, sys\nfrom dragoman.archive import Backfill, backfill\n"
        "backfill(Backfill((sys.argv[1],), sys.argv[2], 'bench', workers=1))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    command = [sys.executable, "-c", program, str(archive), f"{folder}/memory-{count}"]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _page(title: str, paragraphs: list[str], day: date) -> str:
    body = "".join(f"<p>{html.escape(p)}</p>" for p in paragraphs)
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{html.escape(title)} | Bench Post</title>"
        f"<meta property='article:published_time' content='{day}T12:00:00Z'></head><body><header><span class='today'>"
        f"Friday, 12 April 2024</span><nav><ul>{_MENU}</ul></nav></header><main><article><h1>{html.escape(title)}</h1>"
        f"<time datetime='{day}'>{day}</time>{body}</article></main><div class='related'><h3>Related</h3>"
        f"<ul>{_MENU}</ul></div><div id='comments'><p>I read it twice and still do not know what was agreed.</p></div>"
        f"<footer>© Bench Post</footer></body></html>"
    )


def _record(page: str, number: int, day: date) -> bytes:
    body = page.encode()
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    out = io.BytesIO()
    out.write(
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://bench.example/{number}\r\n"
        f"WARC-Date: {day}T13:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http) + len(body)}\r\n\r\n".encode()
    )
    out.write(http + body + b"\r\n\r\n")
    return out.getvalue()


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--pages", type=int, default=2000)
    arguments.add_argument("--memory", type=int, nargs="*", default=[1000, 10000])
    arguments.add_argument("--no-ray", action="store_true")
    arguments.add_argument("--price", type=float, default=PRICE)
    arguments.add_argument("--json", action="store_true")
    given = arguments.parse_args()
    os.environ["OMP_NUM_THREADS"] = os.environ["DRAGOMAN_THREADS"] = "1"  # ratios of workers, not of threads
    rows = []
    for row in measure(given.pages, tuple(given.memory), ray=not given.no_ray, price=given.price):
        rows.append(row)
        if not given.json:
            bound = f">= {row.floor}" if row.floor else f"<= {row.ceiling}" if row.ceiling else ""
            print(
                f"{row.name:36} {row.value:10.2f} {row.unit:10} {bound:8} {'' if row.holds else 'MISSED'}", flush=True
            )
    if given.json:
        print(json.dumps([asdict(r) for r in rows], indent=1))


if __name__ == "__main__":
    main()
