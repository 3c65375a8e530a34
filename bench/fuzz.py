"""Damage sources at random for as long as asked, and keep whatever breaks a reader.

    python -m bench.fuzz --minutes 60 [--seed 1]

Minutes are of processor time, so that a busy machine shortens no search. What breaks is written to
`tests/ingest/broke/DIGEST-NAME`, one source a fault, where the tests replay it. The search is repeatable: the same
seed tries the same inputs in the same order. A reading of more than `SLOW` seconds of processor time, or of more than
`MEMORY` bytes, counts as breaking too. The source that is being read lies in `build/fuzz-SEED-NAME`: what hangs or
kills the whole process is found there.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import random
import resource
import signal
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.ingest.seeds import SEEDS, check, damaged

ROOT = Path(__file__).parents[1]
BROKE = ROOT / "tests" / "ingest" / "broke"
BUILD = ROOT / "build"
SLOW = 20.0  #: seconds of processor time for an input of at most some hundred kilobytes
MEMORY = 3 << 30  #: bytes of address space of the whole process; it needs half of one gibibyte for itself
_TOLD_EVERY = 60.0  #: seconds of processor time between two lines of progress


def main() -> None:
    """Search, and tell what was found."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--minutes", type=float, default=1.0, help="of processor time")
    arguments.add_argument("--seed", type=int, default=0)
    given = arguments.parse_args()
    logging.disable(logging.CRITICAL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGVTALRM, _stop)
    start = told = time.process_time()
    tried, faults = 0, dict[str, str]()
    slowest = (0.0, "")
    for name, data in _sources(given.seed):
        if time.process_time() - start >= given.minutes * 60:
            break
        tried += 1
        before = time.process_time()
        fault = _fault(name, data, given.seed)
        seconds = time.process_time() - before
        slowest = max(slowest, (seconds, name))
        if fault and fault not in faults:
            faults[fault] = _keep(name, data)
            print(f"{faults[fault]}: {fault}", flush=True)
        if time.process_time() - told >= _TOLD_EVERY:
            told = time.process_time()
            print(f"  {told - start:,.0f} s: {tried:,} sources, {len(faults)} faults", flush=True)
    print(
        f"{tried:,} damaged sources read in {time.process_time() - start:,.0f} s of processor time "
        f"(seed {given.seed}); the slowest, {slowest[1]}, took {slowest[0]:.1f} s; {len(faults)} faults"
    )
    raise SystemExit(bool(faults))


def _sources(seed: int) -> Iterator[tuple[str, bytes]]:
    """Without end: each kind in turn, damaged."""
    chance = random.Random(seed)
    while True:
        for name in SEEDS:
            yield name, damaged(name, chance)


def _fault(name: str, data: bytes, seed: int) -> str:
    """What is wrong with what is read, and where; "" when all is well."""
    with _lying_in(BUILD / f"fuzz-{seed}-{name}", data):
        signal.setitimer(signal.ITIMER_VIRTUAL, SLOW)
        try:
            check(data, name)
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            # one line, and the same for the same fault: the numbers in a message differ from source to source
            return f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}: {error}"[:160].split("\n")[0]
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return ""


@contextmanager
def _lying_in(path: Path, data: bytes) -> Iterator[None]:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    yield
    path.unlink()


def _stop(*_: object) -> None:
    raise TimeoutError(f"took more than {SLOW:.0f} s")


def _keep(name: str, data: bytes) -> str:
    BROKE.mkdir(exist_ok=True)
    path = BROKE / f"{hashlib.sha256(data).hexdigest()[:8]}-{name}"
    path.write_bytes(data)
    return str(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
