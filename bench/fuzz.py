"""Damage sources at random for as long as asked, and keep whatever breaks a reader.

    python bench/fuzz.py --minutes 60 [--seed 1]

What breaks is written to `tests/ingest/broke/DIGEST-NAME`, where the tests replay it. The search is repeatable: the
same seed tries the same inputs. A reading of more than `SLOW` seconds of processor time counts as breaking too.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import random
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.ingest.seeds import SEEDS, check, mutated  # noqa: E402

BROKE = ROOT / "tests" / "ingest" / "broke"
SLOW = 20.0  #: seconds of processor time for an input of at most some hundred kilobytes


def main() -> None:
    """Search, and tell what was found."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--minutes", type=float, default=1.0)
    arguments.add_argument("--seed", type=int, default=0)
    given = arguments.parse_args()
    logging.disable(logging.CRITICAL)
    chance = random.Random(given.seed)
    names = list(SEEDS)
    tried = found = 0
    end = time.monotonic() + given.minutes * 60
    while time.monotonic() < end:
        name = names[tried % len(names)]
        data = mutated(SEEDS[name], chance)
        tried += 1
        start = time.process_time()
        try:
            check(data, name)
            seconds = time.process_time() - start
            fault = "" if seconds < SLOW else f"took {seconds:.0f} s"
        except Exception as error:
            fault = f"{type(error).__name__}: {error}"
        if fault:
            found += 1
            BROKE.mkdir(exist_ok=True)
            path = BROKE / f"{hashlib.sha256(data).hexdigest()[:8]}-{name}"
            path.write_bytes(data)
            print(f"{path.relative_to(ROOT)}: {fault[:200]}", flush=True)
    print(f"{tried:,} damaged sources read, {found} broke a reader")
    raise SystemExit(bool(found))


if __name__ == "__main__":
    main()
