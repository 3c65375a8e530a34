"""The desk under size and load: `python -m bench.web [--events 100000] [--seconds 60] [--clients 50]`.

1. A ledger is filled with made-up wire reports until it holds 10,000 events, then the rows of these events and their
   tags are copied under other ids and days until there are as many as asked for: pages of events look at rows and
   tags alone, and adding the rest report by report would take the better part of an hour.
2. Every page is asked for a number of times, one request after the other: the server's time and the size on the wire.
3. Clients on loopback ask for pages all at once for a while, while reports are being added: no error, percentiles.

Times are of the clock and, because a busy machine makes the clock meaningless, of the processor (server and client
together). The bounds of the design are 100 ms of processor time a page in the median, and 200 kB. The last line is
the result as JSON.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

MEDIAN_MS, LARGEST_KB = 100.0, 200.0
_REPEATS = 15
_FIRST_DAY = date(2015, 1, 1)
_DAYS = 4000
_OUTLETS = [f"Wire {n}" for n in range(60)]
_PEOPLE = [(f"Person {chr(65 + n // 26)}{chr(97 + n % 26)}os", code) for n, code in enumerate(
    ["USA", "CHN", "RUS", "DEU", "FRA", "GBR", "IRN", "ISR", "TUR", "IND", "PAK", "BRA", "SWE", "POL", "UKR"] * 40
)]
_ACTS = [
    ("met", "CONSULT", "occurred"), ("will visit", "CONSULT", "scheduled"), ("may meet", "CONSULT", "possible"),
    ("condemned", "ACCUSE", "occurred"), ("sanctioned", "SANCTION", "occurred"), ("struck", "ASSAULT", "occurred"),
    ("did not meet", "CONSULT", "negated"), ("praised", "SUPPORT", "occurred"), ("urged", "REQUEST", "occurred"),
]
_SENTENCES = 8
_UNDATED = 25  #: one report of so many has no date, for the review
_TOLD = 10_000  #: events that reports tell; the rest are copies of their rows


def reports(count: int, *, seed: int) -> Iterator[Any]:
    """Made-up reports, each with eight events; words differ enough that few are near copies of each other."""
    from tests.ledger.wire import CAST, report, told

    rng = random.Random(seed)
    CAST.update({name: ("person", state, None) for name, state in _PEOPLE})
    for number in range(count):
        day = _FIRST_DAY + timedelta(days=rng.randrange(_DAYS))
        items = []
        for _ in range(_SENTENCES):
            (one, _), (other, _) = rng.sample(_PEOPLE, 2)
            verb, kind, status = rng.choice(_ACTS)
            ahead = status in ("scheduled", "possible")
            on = day + timedelta(days=rng.randrange(5, 60) if ahead else -rng.randrange(3))
            words = " ".join(f"w{rng.randrange(10**6):x}" for _ in range(6))
            items.append(
                told(f"{one} {verb} {other} over {words}.", verb.split()[-1], kind, status,  # type: ignore[arg-type]
                     actors=one, recipients=other, on=on.isoformat())
            )
        printed = None if number % _UNDATED == 0 else day.isoformat()
        yield report(f"bench-{seed}-{number}", printed, rng.choice(_OUTLETS), *items, title=f"Report {number}")


def multiply(place: str, events: int) -> None:
    """Copy the rows of a SQLite ledger's events under other ids and days until there are so many."""
    import sqlite3

    with sqlite3.connect(place) as db:
        (own,) = db.execute("SELECT count(*) FROM events").fetchone()
        for number in range(1, max(round(events / own), 1)):
            moved = {"tail": f"-{number}", "days": f"{number * 37} days"}
            day = "coalesce(date(day, :days), '')"
            db.execute(
                f"INSERT INTO events (id, day, row, body) SELECT id || :tail, {day}, row, body"
                " FROM events WHERE id NOT LIKE '%-%-%'", moved,
            )
            db.execute(
                f"INSERT INTO event_tags (kind, value, day, event) SELECT kind, value, {day}, event || :tail"
                " FROM event_tags WHERE event NOT LIKE '%-%-%'", moved,
            )
        db.execute(
            "UPDATE tag_counts SET n = (SELECT count(*) FROM event_tags t WHERE t.kind = tag_counts.kind"
            " AND t.value = tag_counts.value)"
        )


def fill(ledger: Any, events: int) -> None:
    """Add reports until there are so many events."""
    seed = 0
    while (held := ledger.stats().events) < events:
        seed += 1
        wanted = min(max((events - held) // _SENTENCES, 50), 500)
        start = time.perf_counter()
        ledger.add(reports(wanted, seed=seed))
        print(f"  {ledger.stats().events:,} events, {time.perf_counter() - start:.0f} s", file=sys.stderr)


def pages(ledger: Any) -> dict[str, str]:
    """One address of every kind of page."""
    event = ledger.events(limit=1).items[0]
    actor = event.actors[0].key
    report = ledger.reports(limit=1).items[0].id
    return {
        "timeline": "/", "timeline, filtered": "/?status=scheduled&type=CONSULT", "timeline, words": "/?text=met",
        "event": f"/event/{event.id}", "actor": f"/actor/{quote(actor)}", "actors": "/actors", "pairs": "/pairs",
        "pair": "/pair/USA-CHN", "outlook": "/outlook", "report": f"/report/{quote(report)}", "reports": "/reports",
        "search": "/search?q=met", "review": "/review", "review, dates": "/review?list=dates",
        "review, people": "/review?list=people", "verdicts": "/verdicts", "read": "/read",
        "events.json": "/events.json",
    }


def measure(client: Any, addresses: dict[str, str]) -> dict[str, dict[str, float]]:
    """Milliseconds (median, 95th percentile) and kilobytes on the wire of each page."""
    found = {}
    for name, path in addresses.items():
        times, busy = [], []
        size = 0
        for _ in range(_REPEATS + 1):
            start, cpu = time.perf_counter(), time.process_time()
            with client.stream("GET", path, headers={"accept-encoding": "identity"}) as answer:
                size = len(answer.read())
            times.append((time.perf_counter() - start) * 1000)
            busy.append((time.process_time() - cpu) * 1000)
            if answer.status_code != 200:
                raise RuntimeError(f"{path}: {answer.status_code}")
        cold, *warm = times
        found[name] = {
            "processor_ms": round(statistics.median(busy[1:]), 1), "first_ms": round(cold, 1),
            "median_ms": round(statistics.median(warm), 1),
            "p95_ms": round(sorted(warm)[int(len(warm) * 0.95) - 1], 1), "kb": round(size / 1000, 1),
        }
        print(f"  {name:20} {found[name]}", file=sys.stderr)
    return found


async def load(base: str, addresses: list[str], *, clients: int, seconds: float) -> dict[str, Any]:
    """So many clients asking at once for so long: requests, errors, percentiles in milliseconds."""
    import httpx

    times: list[float] = []
    errors: list[str] = []
    ends = time.perf_counter() + seconds

    async def one(number: int) -> None:
        rng = random.Random(number)
        async with httpx.AsyncClient(base_url=base, timeout=120, headers={"accept": "text/html"}) as client:
            while time.perf_counter() < ends:
                path = rng.choice(addresses)
                start = time.perf_counter()
                try:
                    answer = await client.get(path)
                    if answer.status_code != 200:
                        errors.append(f"{path}: {answer.status_code}")
                except httpx.HTTPError as error:
                    errors.append(f"{path}: {type(error).__name__}")
                times.append((time.perf_counter() - start) * 1000)

    await asyncio.gather(*(one(n) for n in range(clients)))
    ranked = sorted(times)
    return {
        "requests": len(times), "errors": len(errors), "examples": errors[:3],
        "median_ms": round(statistics.median(ranked), 1), "p95_ms": round(ranked[int(len(ranked) * 0.95)], 1),
    }


def main() -> int:
    """Fill, measure, load; 1 when a bound is broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--db", help="keep the ledger here, and use it when it is there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        result = _run(given.db or str(Path(place) / "desk.db"), given)
    print(json.dumps(result))
    slow = [n for n, m in result["pages"].items() if m["processor_ms"] > MEDIAN_MS or m["kb"] > LARGEST_KB]
    return 1 if slow or result["load"]["errors"] else 0


def _run(place: str, given: argparse.Namespace) -> dict[str, Any]:
    import httpx

    from dragoman.ledger import open_ledger
    from dragoman.web import make_app
    from tests.web.serving import served

    with open_ledger(place) as ledger:
        if ledger.stats().events < given.events:
            fill(ledger, min(given.events, _TOLD))
            multiply(place, given.events)
        held = ledger.stats()
        addresses = pages(ledger)
        with served(make_app(ledger)) as base:
            with httpx.Client(base_url=base, timeout=300, headers={"accept": "text/html"}) as client:
                measured = measure(client, addresses)
            stop = threading.Event()
            added: list[int] = []
            adder = threading.Thread(target=_keep_adding, args=(ledger, stop, added))
            adder.start()
            under_load = asyncio.run(
                load(base, list(addresses.values()), clients=given.clients, seconds=given.seconds)
            )
            stop.set()
            adder.join()
    under_load |= {"clients": given.clients, "seconds": given.seconds, "added_meanwhile": sum(added)}
    return {"events": held.events, "reports": held.reports, "pages": measured, "load": under_load}


def _keep_adding(ledger: Any, stop: threading.Event, added: list[int]) -> None:
    """Add a few reports after the other until told to stop."""
    seed = 10_000
    while not stop.is_set():
        seed += 1
        added.append(len(ledger.add(reports(5, seed=seed)).added))


if __name__ == "__main__":
    raise SystemExit(main())
