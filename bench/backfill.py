"""Archives end to end: reports per second from a web archive to shards, as ratios within one run on one machine.

    python -m bench.backfill [--pages 2000] [--memory 1000 10000] [--no-ray] [--json]

The archive is written by `bench.crawl`: a WARC.gz of news pages made of releases.

| row | measured how |
|---|---|
| local, 1 worker / 2 workers | `dragoman backfill` with the local engine, from the first shard written to the last |
| 2 workers over 1 | ratio of the two |
| ray, 2 actors | the same with the Ray engine, where Ray is installed |
| ray over local | ratio to the local pool with 2 workers |
| share of encode | of one worker's processor time, page to document, what the stage `encode` takes |
| of it, forward passes | the same for the network alone, without cutting words into pieces and joining windows |
| trafilatura alone | main text of the same pages, per second of processor time |
| dateparser.search alone | on the first 100 texts, per second of processor time |
| memory | peak of a process that backfills so many pages with one worker, and the ratio of the two |
| per million | hours of processor time of one worker, and what they cost at `--price` (per core and hour) |
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench.crawl import write_crawl
from bench.measured import Row, peak_memory, tell
from dragoman.archive import Backfill, backfill
from dragoman.archive.backfill import Engine
from dragoman.archive.work import annotated
from dragoman.ingest.item import Item, Options
from dragoman.ingest.open import items_of_stream
from dragoman.ingest.sources import read_item
from dragoman.ingest.streams import Peekable
from dragoman.model import Report

PRICE = 0.04  #: of a core for an hour on a rented machine, in dollars; the order of magnitude of 2025


def measure(pages: int, memory: tuple[int, ...], *, ray: bool, price: float) -> Iterator[Row]:
    """All rows, each as soon as it is known."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "crawl.warc.gz"
        write_crawl(archive, pages)
        one, seconds = _rates(archive, Path(folder) / "one", workers=1)
        yield Row("local, 1 worker", one, "reports/s")
        two, _ = _rates(archive, Path(folder) / "two", workers=2)
        yield Row("local, 2 workers", two, "reports/s")
        yield Row("2 workers over 1", two / one, "", floor=1.7)
        if ray:
            rayed, _ = _rates(archive, Path(folder) / "ray", workers=2, engine="ray")
            yield Row("ray, 2 actors", rayed, "reports/s")
            yield Row("ray over local", rayed / two, "", floor=0.85)
        encode, passes = _encode_shares(archive, min(pages, 100))
        yield Row("share of encode", 100 * encode, "%", floor=60)
        yield Row("of it, forward passes", 100 * passes, "%")
        yield Row("trafilatura alone", _trafilatura_rate(archive, min(pages, 300)), "reports/cpu s")
        yield Row("dateparser.search alone", _dateparser_rate(archive, min(pages, 100)), "reports/cpu s")
        peaks = [_peak(folder, count) for count in memory]
        for count, peak in zip(memory, peaks, strict=True):
            yield Row(f"memory at {count:,} reports", peak, "MB")
        if len(peaks) > 1:
            yield Row(f"memory at {memory[-1]:,} over {memory[0]:,}", peaks[-1] / peaks[0], "", ceiling=1.1)
        hours = 1e6 * seconds / 3600
        yield Row("per million reports", hours, "core hours")
        yield Row("per million reports", hours * price, f"$ at {price} $ per core and hour")


def _rates(archive: Path, out: Path, *, workers: int, engine: Engine = "local") -> tuple[float, float]:
    """Reports per second from the moment that the first shard is written: starting up is not what is compared.

    And this process's seconds of processor time per report, which with one worker are all there are.
    """
    told: list[tuple[float, float, int]] = []
    job = Backfill((str(archive),), str(out), "bench", engine=engine, workers=workers, size=_part_size(archive))
    backfill(job, notify=lambda s: told.append((time.perf_counter(), time.process_time(), s.reports)))
    (begun, used, before), (ended, used_in_all, after) = told[0], told[-1]
    return (after - before) / (ended - begun), (used_in_all - used) / (after - before)


def _part_size(archive: Path) -> int:
    """Small enough that every worker has many parts also in a short run."""
    return 16 if archive.stat().st_size < 5_000_000 else 64


def _items(archive: Path, count: int) -> list[Item]:
    with archive.open("rb") as file:
        found = items_of_stream(Peekable(file), str(archive), Options())
        return [i for i, _ in zip(found, range(count), strict=False) if isinstance(i, Item)]


def _encode_shares(archive: Path, count: int) -> tuple[float, float]:
    """Of the processor time from page to document: the stage `encode`, and the network's forward passes in it."""
    from dragoman.extract.encode import Encoder, Encoding
    from dragoman.pipeline import annotate

    spent = {"encode": 0.0, "run": 0.0}
    parts: tuple[tuple[type, str, str], ...] = (
        (Encoder, "begin", "encode"), (Encoding, "scores", "encode"), (Encoder, "run", "run"),
    )
    plain = [(owner, name, stage, getattr(owner, name)) for owner, name, stage in parts]

    def timed(stage: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            start = time.process_time()
            try:
                return method(*arguments)
            finally:
                spent[stage] += time.process_time() - start

        return call

    items = _items(archive, count)
    annotated(_reports(items[:1]), annotate)  # load the model
    for owner, name, stage, method in plain:
        setattr(owner, name, timed(stage, method))
    try:
        start = time.process_time()
        for item in items:
            annotated(_reports([item]), annotate)
        whole = time.process_time() - start
    finally:
        for owner, name, _, method in plain:
            setattr(owner, name, method)
    return spent["encode"] / whole, spent["run"] / whole


def _reports(items: list[Item]) -> list[Report]:
    return [r for r in (read_item(i, Options()) for i in items) if isinstance(r, Report)]


def _trafilatura_rate(archive: Path, count: int) -> float:
    from trafilatura import extract

    items = _items(archive, count)
    extract(items[0].data.decode())
    start = time.process_time()
    for item in items:
        extract(item.data.decode(), favor_precision=True, include_comments=False)
    return len(items) / (time.process_time() - start)


def _dateparser_rate(archive: Path, count: int) -> float:
    from dateparser.search import search_dates  # type: ignore[import-untyped,unused-ignore] # htmldate brings it

    reports = _reports(_items(archive, count))
    start = time.process_time()
    for report in reports:
        search_dates(report.text, languages=["en"])
    return len(reports) / (time.process_time() - start)


def _peak(folder: str, count: int) -> float:
    """Peak resident memory in MB of a process that backfills `count` pages by itself."""
    archive = Path(folder) / f"memory-{count}.warc.gz"
    write_crawl(archive, count)
    program = (
        "from dragoman.archive import Backfill, backfill\n"
        "backfill(Backfill((sys.argv[1],), sys.argv[2], 'bench', workers=1))"
    )
    return peak_memory(program, str(archive), f"{folder}/memory-{count}")


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--pages", type=int, default=2000)
    arguments.add_argument("--memory", type=int, nargs="*", default=[1000, 10000])
    arguments.add_argument("--no-ray", action="store_true")
    arguments.add_argument("--price", type=float, default=PRICE)
    arguments.add_argument("--json", action="store_true")
    given = arguments.parse_args()
    os.environ["OMP_NUM_THREADS"] = os.environ["DRAGOMAN_THREADS"] = "1"  # ratios of workers, not of threads
    ray = not given.no_ray and find_spec("ray") is not None
    if not ray and not given.json:
        print('without Ray: pip install "dragoman[archive]" to measure it, too')
    tell(measure(given.pages, tuple(given.memory), ray=ray, price=given.price), as_json=given.json)


if __name__ == "__main__":
    main()
