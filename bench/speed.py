"""Speed and size, as ratios within one run on one machine, so that a slow machine changes nothing.

    python -m bench.speed [--reports N] [--json] [--no-wheel]

| row | measured how |
|---|---|
| pipeline | `annotate` over releases of `../shared/data/news` (the samples without it), after one warm-up batch |
| encoder alone | its forward passes, recorded meanwhile and run again by themselves, as many at once |
| cold read | a new process that reads a sample, over a new process that imports the three libraries it needs |
| cold help | `dragoman --help` over a new process that imports typer |
| memory | peak resident memory of a process that reads one report |
| wheel | size of the built wheel |
"""

from __future__ import annotations

import argparse
import itertools
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from bench import measured
from bench.measured import Row
from dragoman.ingest import read_reports
from dragoman.model import Report

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "examples" / "beijing-visit.txt"
DRAGOMAN = [sys.executable, "-c", "from dragoman.cli import run; run()"]
# A process start varies by a tenth; the median of seven is steady to a few percent.
_STARTS = 7
# Pipeline and encoder are timed in turns, so that a burst of other work on the machine hits both; the median counts.
_ROUNDS = 5


def releases(count: int) -> list[Report]:
    """The first releases of the shared news or, where they are not there, the samples over and over."""
    if texts := measured.releases()[:count]:
        return [Report(str(n), _body(t)) for n, t in enumerate(texts)]
    found = (next(read_reports(path)) for path in sorted((ROOT / "examples").glob("*.txt")))
    samples = [r for r in found if isinstance(r, Report)]
    return list(itertools.islice(itertools.cycle(samples), count))


def _body(record: dict[str, Any]) -> str:
    from dragoman.ingest.normal import normalise

    return normalise(next(record[k] for k in ("text", "body", "content") if record.get(k)))


def throughput(count: int) -> Iterator[Row]:
    """Pipeline against the encoder's own forward passes."""
    from dragoman.extract.encode import encoder
    from dragoman.pipeline import annotate

    reports = releases(count)
    list(annotate(reports[:4]))
    rounds = [_round(reports[n::_ROUNDS], encoder(), annotate) for n in range(_ROUNDS)]
    words = sum(len(r.text.split()) for r in reports)
    whole, alone = (sum(seconds) for seconds in zip(*rounds, strict=True))
    yield Row("pipeline", len(reports) / whole, "reports/s")
    yield Row("pipeline", words / whole, "words/s")
    yield Row("encoder alone", words / alone, "words/s")
    ratio = statistics.median(a / w for w, a in rounds)
    yield Row("pipeline / encoder", ratio, "of the encoder's rate", floor=0.6)


def _round(reports: list[Report], network: Any, annotate: Any) -> tuple[float, float]:
    """Seconds of the pipeline, and of its forward passes run once more by themselves."""
    session = network.session
    recorded: list[tuple[Any, Any]] = []
    network.session = _Recorder(session, recorded)
    try:
        before = time.perf_counter()
        for _ in annotate(reports):
            pass
        whole = time.perf_counter() - before
    finally:
        network.session = session
    with ThreadPoolExecutor(network.threads) as pool:
        before = time.perf_counter()
        list(pool.map(lambda call: session.run(*call), recorded))
        return whole, time.perf_counter() - before


class _Recorder:
    """Stands before the session and keeps what it is asked to run."""

    def __init__(self, session: Any, recorded: list[tuple[Any, Any]]) -> None:
        self._session = session
        self._recorded = recorded

    def run(self, outputs: Any, feeds: Any, *rest: Any) -> Any:
        self._recorded.append((outputs, feeds))
        return self._session.run(outputs, feeds, *rest)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)


def starts() -> Iterator[Row]:
    """Cold starts, against processes that only import."""
    took = _seconds({
        "libraries": [sys.executable, "-c", "import onnxruntime, tokenizers, numpy"],
        "read": [*DRAGOMAN, "read", str(SAMPLE)],
        "typer": [sys.executable, "-c", "import typer"],
        "help": [*DRAGOMAN, "--help"],
    })
    read = _ratio(took["read"], took["libraries"])
    shown = _ratio(took["help"], took["typer"])
    yield Row("cold read", statistics.median(took["read"]), "s")
    yield Row("cold read / imports", read, "times", ceiling=4)
    yield Row("cold --help", statistics.median(took["help"]), "s")
    yield Row("cold --help / typer", shown, "times", ceiling=3)


def _seconds(commands: dict[str, list[str]]) -> dict[str, list[float]]:
    """What new processes took, started in turns; the first turn warms the disk's cache and does not count.

    It also leaves bytecode beside the sources, as installing a wheel does. Where the environment forbids that, a
    checkout would be compiled anew at every start, while the libraries it is compared with are not.
    """
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    took: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(_STARTS + 1):
        for name, command in commands.items():
            before = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
            took[name].append(time.perf_counter() - before)
    return {name: seconds[1:] for name, seconds in took.items()}


def _ratio(left: list[float], right: list[float]) -> float:
    """Median over the turns, so that a burst of other work on the machine, which hits both, counts once."""
    return statistics.median(a / b for a, b in zip(left, right, strict=True))


def memory() -> Iterator[Row]:
    """Peak resident memory of one reading."""
    peak = measured.peak_memory("import dragoman\ndragoman.read(sys.argv[1])", str(SAMPLE))
    yield Row("memory", peak, "MB", ceiling=700)


def wheel() -> Iterator[Row]:
    """Size of the wheel."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, str(ROOT)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        yield Row("wheel", next(Path(folder).glob("*.whl")).stat().st_size / 1e6, "MB", ceiling=45)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--no-wheel", action="store_true", help="do not build the wheel")
    wanted = parser.parse_args()
    wheels = () if wanted.no_wheel else wheel()
    rows = itertools.chain(throughput(wanted.reports), starts(), memory(), wheels)
    measured.tell(rows, as_json=wanted.json)


if __name__ == "__main__":
    main()
