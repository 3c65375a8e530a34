"""What the benches of speed share: a figure with its bound, the releases to read, a process's peak of memory."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from bench.gold import SHARED

RELEASES = SHARED / "data/news/state-gov-2021-2022/state_releases.jsonl.gz"


@dataclass(frozen=True, slots=True)
class Row:
    """One figure with its bound: at least (`floor`) or at most (`ceiling`)."""

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

    def line(self) -> str:
        """The row of a table in a terminal."""
        bounds = (("at least", self.floor), ("at most", self.ceiling))
        bound = next((f"{words} {value}" for words, value in bounds if value is not None), "")
        mark = "" if not bound else "ok" if self.holds else "MISSED"
        return f"{self.name:34} {self.value:10.2f} {self.unit:22} {bound:14} {mark}".rstrip()


def tell(rows: Iterable[Row], *, as_json: bool) -> None:
    """Print rows, each as soon as it is measured, or all of them as one JSON array."""
    if as_json:
        print(json.dumps([asdict(r) | {"holds": r.holds} for r in rows]))
        return
    for row in rows:
        print(row.line(), flush=True)


def releases() -> list[dict[str, Any]]:
    """Records of the shared news with `title` and `text`; none where the shared data are not there."""
    if not RELEASES.exists():
        return []
    with gzip.open(RELEASES, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def peak_memory(program: str, *arguments: str) -> float:
    """Peak resident memory in MB of a Python process that runs `program` with `sys.argv[1:]` as given.

    Raises:
        subprocess.CalledProcessError: the program failed.
    """
    # not getrusage: its peak is inherited from the process that started this one
    code = (
        f"import sys\n{program}\n"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], check=True, capture_output=True, text=True)
    return int(done.stdout.split()[-1]) / 1024
