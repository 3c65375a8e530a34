"""The ledger's speed: filling it, asking it, and adding to it when it is small and when it is large.

    python -m bench.ledger [--reports 13129] [--db postgresql://...] [--keep PATH] [--json]

Reports are those of `bench.crude`: 10,507 Current events entries and 2,622 releases, then further editions of the
entries. They come already read, so that the encoder's time is not in the figures. Printed, in one run:

* reports and events a second while filling, and the size of the ledger;
* the time to add a report (processor and wall clock, mean over 100 reports added one by one, each in its own
  transaction) when the ledger holds 1,000 reports and when it is full, and their ratio;
* each question's median and 95th percentile over 20 values that the ledger itself holds, twice each.

A report tells about one event here: `--reports 100000` for a ledger of that many.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Any

from bench.crude import documents
from dragoman.ledger import Ledger, open_ledger
from dragoman.model import Document
from dragoman.store.query import EventQuery
from dragoman.views.outlook import FORWARD

ALL = 13_129  # entries and releases
_SMALL = 1_000
_PROBES = 100
_VALUES = 20


def run(*, reports: int = ALL, small: int = _SMALL, db: str | None = None, keep: str | None = None) -> dict[str, Any]:
    """Every figure by name; times in milliseconds."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        place = db or keep or str(Path(folder) / "bench.db")
        ledger = stack.enter_context(open_ledger(place))
        stream = documents(reports + 2 * _PROBES)
        figures: dict[str, Any] = {}
        start, cpu = time.perf_counter(), time.process_time()
        ledger.add(islice(stream, small))
        figures["add when small"] = _probe(ledger, stream)
        ledger.add(_counted(stream, reports - small - _PROBES))
        seconds, busy = time.perf_counter() - start, time.process_time() - cpu
        figures["add when full"] = _probe(ledger, stream)
        figures["add ratio (processor)"] = figures["add when full"]["cpu"] / figures["add when small"]["cpu"]
        stats = ledger.stats()
        figures |= {
            "reports": stats.reports, "events": stats.events, "statements": stats.statements,
            "plans": sum(n for status, n in ledger.facets().counts["status"] if status in FORWARD),
            "filling, reports/s": stats.reports / seconds, "filling, events/s": stats.events / seconds,
            "filling, events/s of processor time": stats.events / busy,
        }
        if not db:
            figures["megabytes"] = sum(p.stat().st_size for p in Path(place).parent.glob(Path(place).name + "*")) / 1e6
        figures["questions"] = {name: _ask(ask, values) for name, ask, values in _questions(ledger)}
        return figures


def _counted(stream: Iterator[Document], count: int) -> Iterator[Document]:
    return islice(stream, max(0, count))


def _probe(ledger: Ledger, stream: Iterator[Document]) -> dict[str, float]:
    probes = list(islice(stream, _PROBES))
    start, cpu = time.perf_counter(), time.process_time()
    for document in probes:
        ledger.add([document])
    return {
        "wall": 1000 * (time.perf_counter() - start) / _PROBES, "cpu": 1000 * (time.process_time() - cpu) / _PROBES,
    }


Question = tuple[str, Callable[[Any], object], list[Any]]


def _questions(ledger: Ledger) -> list[Question]:
    counts = ledger.facets().counts

    def top(kind: str) -> list[str]:
        return [value for value, _ in counts[kind][:_VALUES]]

    def events(**limits: Any) -> object:
        return ledger.events(EventQuery(**limits))

    rows = list(islice(ledger.all_events(), 0, 4000, 200))
    pairs = [tuple(p.split("-")) for p in top("pair")]
    statuses = [s for s in top("status") if s != "occurred"]
    return [
        ("events, first page", lambda _: ledger.events(), list(range(_VALUES))),
        ("events --pair", lambda p: events(pair=p), pairs),
        ("events --actor", lambda a: events(actor=(a,)), top("actor")),
        ("events --state --status", lambda s: events(state=(s,), status=tuple(statuses)), top("state")),
        ("events --type --state", lambda s: events(type=("CONSULT", "AGREE"), state=(s,)), top("state")),
        ("events --text", lambda w: events(text=w), _WORDS),
        ("events --count", lambda s: ledger.events(EventQuery(state=(s,)), count=True), top("state")),
        ("facets", lambda _: ledger.facets(), list(range(_VALUES))),
        ("facets of a state", lambda s: ledger.facets(EventQuery(state=(s,))), top("state")),
        ("days", lambda _: ledger.days(), list(range(_VALUES))),
        ("show", lambda r: ledger.event(r.id), rows),
        ("actor", lambda a: ledger.actor(a), top("actor")),
        ("pair of states", lambda p: ledger.pair(*p), pairs),
        ("said --about", lambda w: ledger.said(about=w), _WORDS),
        ("search", lambda w: ledger.search(w), _WORDS),
        ("report", lambda r: ledger.report(r.evidence.report), rows),
        ("review", lambda _: ledger.review(), list(range(_VALUES))),
        ("outlook, all plans", lambda _: ledger.outlook(), [0]),
    ]


_WORDS = (
    "sanctions ceasefire president minister attack talks killed oil election court border troops missile parliament"
    " police nuclear trade refugees visit agreement"
).split()


def _ask(ask: Callable[[Any], object], values: list[Any]) -> dict[str, float]:
    times, busy = [], []
    for value in [*values, *values]:
        start, cpu = time.perf_counter(), time.process_time()
        ask(value)
        times.append(1000 * (time.perf_counter() - start))
        busy.append(1000 * (time.process_time() - cpu))
    return {"p50": _at(times, 0.5), "p95": _at(times, 0.95), "cpu p50": _at(busy, 0.5)} if times else {}


def _at(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reports", type=int, default=ALL)
    parser.add_argument("--small", type=int, default=_SMALL, help="reports when the ledger counts as small")
    parser.add_argument("--db")
    parser.add_argument("--keep", help="file to keep the ledger in")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = run(reports=options.reports, small=options.small, db=options.db, keep=options.keep)
    if options.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        if name != "questions":
            times = isinstance(value, dict) and ", ".join(f"{k} {v:.1f} ms" for k, v in value.items())
            print(f"{name:>36}  {times or f'{value:,.1f}'}")
    print(f"{'question (ms)':>36}  {'p50':>8} {'p95':>8} {'cpu p50':>8}")
    for name, row in figures["questions"].items():
        print(f"{name:>36}  " + " ".join(f"{row.get(k, 0):8.1f}" for k in ("p50", "p95", "cpu p50")))


if __name__ == "__main__":
    main()
