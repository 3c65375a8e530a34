"""Quality against its floors: every figure that must not fall, from one command.

    python -m bench.gate [SET ...] [--pin] [--lower]

`bench/floors.toml` holds for each set the digest of its data and the floors of its figures (ceilings for figures where
less is better, see `CEILINGS`). A set whose data is not there is skipped, and said so; data that changed is a fault,
because figures on other data cannot be compared. `--pin` writes the present figures, less the noise, as floors where
they are higher than before; a floor goes down only with `--lower`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("DRAGOMAN_SHARED", ROOT.parent / "shared"))
FLOORS = ROOT / "bench" / "floors.toml"
#: Figures where less is better.
CEILINGS = frozenset({"false_occurred", "dated_wrongly", "false_certain"})
# Floors are pinned this far below what was measured: rebuilding the encoder's weights on another machine moved figures
# by up to a point and a half; a true loss is larger.
NOISE = 1.5


@dataclass(frozen=True, slots=True)
class Measure:
    """A set of figures: the module whose function gives them, and the data they rest on."""

    module: str
    function: str
    arguments: tuple[Any, ...] = ()
    data: tuple[str, ...] = ()  #: files or folders, in the repository or ("shared/...") in the shared data

    def figures(self) -> dict[str, float]:
        found: Callable[..., dict[str, float]] = getattr(import_module(f"bench.{self.module}"), self.function)
        return found(*self.arguments)

    def paths(self) -> list[Path]:
        return [SHARED / d.removeprefix("shared/") if d.startswith("shared/") else ROOT / d for d in self.data]


#: To guard another figure, add its set here and run `python -m bench.gate SET --pin`.
SETS: dict[str, Measure] = {
    "samples": Measure("readouts", "score_samples", (), ("examples", "bench/cases")),
    "sentences-news": Measure("sentences", "score_set", ("train.jsonl",), ("shared/data/annotated/train.jsonl",)),
    **{f"time-{name}": Measure("time", "guarded", (name,), (f"shared/data/time/{name}/{name}.jsonl",))
       for name in ("aquaint", "meantime_train")},
    "syntax-ewt": Measure("reading", "guarded", ("ewt",), ("shared/data/ud/ewt/dev.conllu.xz",)),
    "syntax-gum": Measure("reading", "guarded", ("gum",), ("shared/data/ud/gum/dev-free.conllu.xz",)),
    "names-web": Measure("reading", "guarded", ("uner_ewt",), ("shared/data/ner/uner_ewt/dev.bio.xz",)),
    "names-politics": Measure("reading", "guarded", ("crossner_politics",),
                              ("shared/data/ner/crossner_politics/dev.bio.xz",)),
    "coreference": Measure("reading", "guarded", ("coreference",),
                           ("shared/data/coref/ontogum/dev-free.jsonl.xz", "shared/data/coref/gum/dev-free.jsonl.xz")),
    "attribution": Measure("reading", "guarded", ("attribution",), ("shared/data/attribution/polnear/dev.jsonl",)),
    "events": Measure("reading", "guarded", ("reports",),
                      ("shared/data/annotated/dev.jsonl", "shared/data/annotated/newswire_dev.jsonl")),
    "pairs": Measure("plv", "guarded", (), ("shared/data/events/plv/train.jsonl",)),
    "linking": Measure("linking", "score", (), ("shared/data/linking/gum_wiki/dev-free.jsonl.xz",
                                                "shared/data/annotated/dev.jsonl")),
    "copies": Measure("copies", "guarded", (), ("shared/data/news/state-gov-2021-2022",
                                                "shared/data/news/white-house-2021-2022",
                                                "bench/tables/same_release.tsv")),
    "sentences-web": Measure("sentences", "score_set", ("ewt/train",), ("shared/data/ud/ewt/train.conllu.xz",)),
}


def digest(paths: list[Path]) -> str:
    """One digest of all files; names count, so that a file that is added or taken away is noticed."""
    found = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and file.suffix != ".md":
                found.update(f"{file.name}\0{file.stat().st_size}\0".encode())
                found.update(file.read_bytes())
    return found.hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Line:
    """One figure and its floor."""

    name: str
    value: float
    floor: float | None

    @property
    def holds(self) -> bool:
        if self.floor is None:
            return True
        return self.value <= self.floor if self.name in CEILINGS else self.value >= self.floor


def check(name: str, floors: dict[str, Any]) -> Iterator[Line]:
    """The figures of a set that have floors."""
    wanted = floors.get("figures", {})
    figures = SETS[name].figures()
    for key in wanted or figures:
        yield Line(key, figures[key], wanted.get(key))


def pinned(figures: dict[str, float], floors: dict[str, float], *, lower: bool) -> dict[str, float]:
    """New floors: what was measured less the noise; old ones stay where they are better, unless `lower`."""
    found = {}
    for key, value in figures.items():
        if key.startswith(("gold_", "us_per", "ends")):
            continue
        new = round(value + NOISE, 1) if key in CEILINGS else round(value - NOISE, 1)
        old = floors.get(key)
        better = min if key in CEILINGS else max
        found[key] = new if old is None or lower else better(old, new)
    return found


def _write(floors: dict[str, Any]) -> None:
    lines = ["# Floors of `make gate`. Written by `python -m bench.gate --pin`; a floor goes down only with --lower.\n"]
    for name in sorted(floors):
        lines.append(f'\n["{name}"]\ndata = "{floors[name]["data"]}"\n\n["{name}".figures]\n')
        lines += [f"{key} = {value}\n" for key, value in floors[name]["figures"].items()]
    FLOORS.write_text("".join(lines), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("sets", nargs="*", choices=[[], *SETS], help="only these")
    parser.add_argument("--pin", action="store_true", help="raise floors to what is measured")
    parser.add_argument("--lower", action="store_true", help="with --pin: let floors go down, too")
    wanted = parser.parse_args()
    floors: dict[str, Any] = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    faults = 0
    for name in wanted.sets or SETS:
        missing = [p for p in SETS[name].paths() if not p.exists()]
        if missing:
            print(f"{name}: skipped, {missing[0]} is not there")
            continue
        present, known = digest(SETS[name].paths()), floors.get(name, {})
        if wanted.pin:
            figures = SETS[name].figures()
            floors[name] = {"data": present, "figures": pinned(figures, known.get("figures", {}), lower=wanted.lower)}
            _write(floors)
            print(f"{name}: pinned {len(floors[name]['figures'])} floors")
            continue
        if not known:
            print(f"{name}: has no floors yet; set them with `python -m bench.gate {name} --pin`")
            faults += 1
            continue
        if known["data"] != present:
            print(f"{name}: FAULT, its data changed; look at the figures and pin them anew with --pin --lower")
            faults += 1
            continue
        before = time.perf_counter()
        lines = list(check(name, known))
        below = [line for line in lines if not line.holds]
        faults += len(below)
        print(f"{name}: {len(lines) - len(below)} of {len(lines)} hold ({time.perf_counter() - before:.0f} s)")
        for line in below:
            word = "above" if line.name in CEILINGS else "below"
            print(f"  FAULT {line.name} {line.value:.1f} is {word} {line.floor}")
    print("gate: " + (f"{faults} faults" if faults else "all floors hold"))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
