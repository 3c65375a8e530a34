"""How well times are found and valued: TempEval-3 measures beside reference figures, and speed (processor time).

    python -m bench.time [SET ...] [--errors N] [--kind missed|value|spurious] [--whole]

By default the tagger reads the text alone; `--whole` reads the reports as `dragoman read` does, so that the tense comes
from the syntax (some minutes).
The sets are read from `$DRAGOMAN_SHARED/data/time` (else `../shared`); without them there is nothing to measure.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import time
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.extract.timexes import find
from dragoman.model import Candidate, Report, Timex, When

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).resolve().parents[2] / "shared"))
SETS = ("timebank", "wikiwars_train", "aquaint", "meantime_train")
#: strict, relaxed, value and date F1 of others, measured with the same scorer
REFERENCES = {
    "timebank": {"HeidelTime": (85.3, 91.9, 79.5, 83.9), "SUTime": (80.0, 89.6, 63.8, 67.3)},
    "aquaint": {"HeidelTime": (81.2, 92.6, 72.8, 83.3), "SUTime": (74.8, 87.6, 63.5, 72.8)},
    "meantime_train": {"HeidelTime": (84.8, 91.0, 81.1, 88.4), "SUTime": (83.6, 90.8, 76.4, 84.5)},
}
_MEASURES = ("strict_f1", "relaxed_f1", "value_f1", "date_f1")


def read(name: str) -> list[dict[str, Any]]:
    """The documents of a set.

    Raises:
        FileNotFoundError: when the set is not there.
    """
    with (SHARED / "data" / "time" / name / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def scorer() -> Any:
    """The shared TempEval-3 scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_time", SHARED / "tools" / "score_time.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def told(timex: Timex, text: str) -> dict[str, Any]:
    """A time expression in the form of the scorer."""
    span = timex.span
    return {"start": span.start, "end": span.end, "text": span.of(text), "type": timex.kind, "value": timex.value,
            "rule": timex.rule}


def tag(document: dict[str, Any]) -> list[dict[str, Any]]:
    """What the tagger finds in one document of a set, in the form of the scorer."""
    text = document["text"]
    return [told(t, text) for t in find(text, dct=date.fromisoformat(document["dct"][:10]))]


def tag_whole(documents: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """What the whole pipeline finds in the documents, by their id; each is told the day it was written on."""
    from dragoman.pipeline import annotate

    reports = []
    for document in documents:
        day = date.fromisoformat(document["dct"][:10])
        given = Candidate(When(day, day, day.isoformat()), "given", None)
        reports.append(Report(document["doc_id"], document["text"], hints=(given,)))
    return {read.report.id: [told(t, read.text) for t in read.timexes] for read in annotate(reports)}


def score(name: str, errors: int = 0, kind: str = "", *, whole: bool = False) -> dict[str, float]:
    """TempEval-3 measures (per cent) on one set, and reports a second on one core."""
    documents = read(name)
    begun = time.process_time()
    found = tag_whole(documents) if whole else {d["doc_id"]: tag(d) for d in documents}
    spent = time.process_time() - begun
    module = scorer()
    # Printed date lines count. The references are taken to count them too (scorer defaults): their README does not say.
    result, _, faults = module.score({d["doc_id"]: d["timexes"] for d in documents}, found)
    texts = {d["doc_id"]: d for d in documents}
    shown = [f for f in faults if not kind or f[1] == kind]
    for doc, what, gold, system in shown[:: max(1, len(shown) // errors)] if errors else ():
        at = (gold or system)["start"]
        around = texts[doc]["text"][max(0, at - 60) : at + 60].replace("\n", " ")
        g = f"{gold['text']!r} {gold['type']} {gold['value']}" if gold else "-"
        s = f"{system['text']!r} {system['type']} {system['value']} [{system['rule']}]" if system else "-"
        print(f"{texts[doc]['dct'][:10]} {what:8} {g} | {s}\n          ...{around}...")
    return {**result, "reports_per_second": len(documents) / spent}


def guarded(name: str) -> dict[str, float]:
    """What `bench.gate` holds to its floors."""
    found = score(name)
    return {k: found[k] for k in ("relaxed_f1", "value_f1", "date_f1")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--kind", default="")
    parser.add_argument("--whole", action="store_true")
    options = parser.parse_args()
    print(f"{'':16}{'':12}" + "".join(f"{m:>12}" for m in _MEASURES) + "   reports/s")
    for name in options.sets:
        result = score(name, options.errors, options.kind, whole=options.whole)
        print(
            f"{name:16}{'dragoman':12}"
            + "".join(f"{result[m]:12.1f}" for m in _MEASURES)
            + f"{result['reports_per_second']:12.0f}"
        )
        for other, figures in REFERENCES.get(name, {}).items():
            print(f"{'':16}{other:12}" + "".join(f"{f:12.1f}" for f in figures))


if __name__ == "__main__":
    main()
