"""Killed at random moments, a ledger must come out as if nothing had happened.

A child process adds reports one batch after another and prints each id once it was told that the report is safe. It is
killed (SIGKILL) after a random time, several times in a row, each time after it has got a little further, then run to
the end. Checked after every kill: the ledger is sound, and holds every report that was told as added. Checked at the
end: an ordered dump is byte for byte that of a ledger which was filled undisturbed.

    python -m bench.faults [--kills 50] [--only postgresql]

Reports are made up (the manner of wire copy, seeded), so that nothing but the repository is needed.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path

from dragoman.ledger import open_ledger
from dragoman.model import Document
from tests import postgres
from tests.ledger.wire import report, told

PEOPLE = ("Wang Yi", "Sergey Lavrov", "Ana Prado", "Tomas Lind", "Lech Wałęsa")
PLACES = ("Beijing", "Łódź", "Brasília")
OUTLETS = ("Xinhua", "TASS", "Reuters", "AP", "Kyodo")
ACTS = (
    ("met", "CONSULT", "occurred"), ("visit", "CONSULT", "scheduled"), ("meet", "CONSULT", "possible"),
    ("condemned", "ACCUSE", "occurred"), ("praised", "SUPPORT", "occurred"), ("threatened", "THREATEN", "occurred"),
)  # fmt: skip
SIZE = 120  # reports; several kills fall into the time they take


def documents(size: int = SIZE) -> Iterator[Document]:
    """Made-up reports of one spring: many tell the same meetings."""
    chance = random.Random(7)
    for i in range(size):
        day = date(2024, 3, 1) + timedelta(days=chance.randrange(60))
        told_ = []
        for _ in range(chance.randrange(2, 6)):
            word, kind, status = chance.choice(ACTS)
            one, other = chance.sample(PEOPLE, 2)
            place = chance.choice(PLACES)
            on = (day - timedelta(days=chance.randrange(3))).isoformat()
            told_.append(
                told(f"{one} {word} {other} in {place}.", word, kind, status, actors=f"{one}, {other}", place=place,  # type: ignore[arg-type]
                     on=on)
            )
        yield report(f"r{i:04}", day.isoformat(), chance.choice(OUTLETS), *told_)


def child(db: str, size: int) -> None:
    """Add one report after the other, printing the id of each that is safe."""
    with open_ledger(db) as ledger:
        print("ready", flush=True)
        for document in documents(size):
            ledger.add([document])
            print(document.report.id, flush=True)


def disturb(db: str, *, kills: int, seed: int, size: int = SIZE) -> int:
    """Fill a ledger with a child that is killed so many times, then let it end; return how often it was killed."""
    chance = random.Random(seed)
    told_: set[str] = set()
    done = 0
    for attempt in range(kills + 1):
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.faults", "--child", db, "--size", str(size)], stdout=subprocess.PIPE,
            text=True, cwd=Path(__file__).resolve().parents[1],
        )
        assert process.stdout is not None
        if attempt < kills:
            # far enough to be in the midst of work: known reports pass at once, then one fresh report or a few
            fresh = chance.randrange(1, 4)
            for line in process.stdout:
                if line.strip() not in told_ and line.strip() != "ready":
                    told_.add(line.strip())
                    fresh -= 1
                    if fresh == 0:
                        break
            time.sleep(chance.random() * 0.05)
            if process.poll() is None:
                process.kill()
                done += 1
        told_.update(line.strip() for line in process.stdout if line.strip() != "ready")
        process.wait()
        with open_ledger(db) as ledger:
            assert ledger.doctor() == [], ledger.doctor()
            have = {name for name in told_ if ledger.report(name).row.id == name}
            assert have == told_, sorted(told_ - have)
    return done


def check(db: str, undisturbed: str, *, kills: int, seed: int, size: int = SIZE) -> int:
    """Disturb a ledger, and compare it with one that is filled in peace.

    Raises:
        AssertionError: they differ.
    """
    done = disturb(db, kills=kills, seed=seed, size=size)
    with open_ledger(undisturbed) as calm, open_ledger(db) as ledger:
        calm.add(documents(size))
        expected, found = list(calm.dump()), list(ledger.dump())
    assert found == expected, "the dumps differ"
    return done


def main() -> None:
    """Run the check on SQLite and, where there is one, on PostgreSQL."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=SIZE)
    parser.add_argument("--only", choices=("sqlite", "postgresql"), help="default: both")
    parser.add_argument("--child")
    options = parser.parse_args()
    if options.child:
        child(options.child, options.size)
        return
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        places = [("sqlite", str(folder / "disturbed.db"))]
        address = stack.enter_context(postgres.server())
        if address:
            places.append(("postgresql", stack.enter_context(postgres.database(address))))
        for name, place in (p for p in places if options.only in (None, p[0])):
            calm = str(folder / f"calm-{name}.db")
            start = time.monotonic()
            done = check(place, calm, kills=options.kills, seed=options.seed, size=options.size)
            print(f"{name}: killed {done} times, nothing lost, equal dump ({time.monotonic() - start:.0f} s)")


if __name__ == "__main__":
    main()
