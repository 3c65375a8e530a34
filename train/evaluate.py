"""Measure the shipped weights on development data and write their model card.

    python train/evaluate.py --base FOLDER_OF_MINILM [--runs runs/joint ...] [--out src/dragoman/weights/README.md]

Needs `../shared` (or `$DRAGOMAN_SHARED`). The sets are those of `bench/reading.py`, `bench/time.py` and `bench/plv.py`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "train")]

import card  # noqa: E402
import curve  # noqa: E402
import data  # noqa: E402
import reports  # noqa: E402

from bench import gate, plv, reading  # noqa: E402
from bench import time as times  # noqa: E402
from bench.counted import Counted, Counts  # noqa: E402
from dragoman.extract.encode import WEIGHTS  # noqa: E402
from dragoman.extract.windows import LIMIT, LONGEST  # noqa: E402

T = card.Target
TARGETS = (
    T("syntax", "ewt", "upos", "UPOS", 96.5, 97), T("syntax", "ewt", "las", "LAS", 88.5, 91),
    T("syntax", "gum", "upos", "UPOS"), T("syntax", "gum", "las", "LAS", 88.5, 91),
    T("names", "uner_ewt", "f1", "span F1", 82, 86), T("names", "crossner_politics", "f1", "span F1", 66, 75),
    T("timexes", "aquaint", "relaxed_f1", "relaxed span F1", 90, 94), T("timexes", "aquaint", "value_f1", "value F1"),
    T("timexes", "meantime_train", "relaxed_f1", "relaxed span F1", 90, 94),
    T("timexes", "meantime_train", "value_f1", "value F1"),
    T("attribution", "attribution", "whole", "whole attributions with the right source, F1", 66, 76),
    T("attribution", "attribution", "direct", "of these direct ones", 88, 95),
    T("attribution", "attribution", "mixed", "of these mixed ones"),
    T("attribution", "attribution", "indirect", "of these indirect ones"),
    T("coreference", "coreference", "conll", "CoNLL F1", 56, 66),
    T("events", "reports", "trigger_type", "trigger and type F1", 72, 79),
    T("events", "reports", "actor", "actor F1 over found events", 75, 86),
    T("events", "reports", "recipient", "recipient F1 over found events", 64, 78),
    T("events", "reports", "place", "place F1 over found events"),
    T("events", "reports", "status_macro_f1", "status macro F1 over found events", 70, 82),
    T("events", "reports", "status_accuracy", "status accuracy over found events"),
    T("events", "reports", "false_occurred", "read as occurred and wrongly so (less is better)"),
    T("statements", "reports", "statement", "statement F1", 75, 88),
    T("statements", "reports", "source", "source right", 85, 95),
    T("event of a pair", "plv", "accuracy", "accuracy over 15 types, five-fold", 78, 85),
    T("event of a pair", "plv", "macro_f1", "macro F1 over 15 types, five-fold", 75, 84),
)
KINDS = (
    card.KindTable("Syntax, web texts (EWT dev)", "ewt", "genre", "words", (("las", "LAS"), ("upos", "UPOS"))),
    card.KindTable("Syntax, edited and spoken texts (GUM dev, free part)", "gum", "genre", "words",
                   (("las", "LAS"), ("upos", "UPOS"))),
    card.KindTable("Names, web texts (UNER EWT dev)", "uner_ewt", "genre", "names",
                   (("f1", "F1"), ("precision", "precision"), ("recall", "recall"))),
    card.KindTable("Coreference (OntoGUM dev, free part)", "coreference", "genre", "words", (("conll", "CoNLL F1"),)),
    card.KindTable("Attribution by publisher (PolNeAR dev)", "attribution", "publisher", "attributions",
                   (("whole", "F1"), ("direct", "direct"))),
    card.KindTable("Events and statements by source (annotated dev)", "reports", "source", "events",
                   (("trigger_type", "trigger + type"), ("actor", "actor"), ("recipient", "recipient"),
                    ("status_accuracy", "status"), ("false_occurred", "false occurred"), ("statement", "statement"),
                    ("source", "source right"))),
)
#: name, what for, licence as the set's README states it, files (for the digest), reader
SETS: tuple[tuple[str, str, str, tuple[str, ...], Callable[[], list[data.Text]]], ...] = (
    ("ud/ewt, ner/uner_ewt, factuality/uds_ih2 (train)", "syntax, names, whether it has happened",
     "CC BY-SA 4.0 (annotations; texts: LDC English Web Treebank)",
     ("ud/ewt/train.conllu.xz", "ner/uner_ewt/train.bio.xz", "factuality/uds_ih2/train.jsonl"),
     lambda: data.ewt("train")),
    ("ud/gum, coref/gum, coref/ontogum (train-free)", "syntax, mentions, coreference",
     "CC BY 4.0 (annotations; texts CC BY, CC BY-SA or public domain by genre; the non-commercial genres are left out)",
     ("ud/gum/train-free.conllu.xz", "coref/gum/train-free.jsonl.xz", "coref/ontogum/train-free.jsonl.xz"),
     lambda: data.gum("train-free")),
    ("ner/crossner_politics (train)", "names", "MIT (texts: Wikipedia, CC BY-SA)",
     ("ner/crossner_politics/train.bio.xz",), lambda: data.politics("train")),
    ("attribution/polnear (train)", "attribution", "none stated for the data; articles of US publishers",
     ("attribution/polnear/train.jsonl",), lambda: data.polnear("train")),
    ("time/timebank", "times", "none stated (LDC2006T08 texts): research only", ("time/timebank/timebank.jsonl",),
     lambda: data.time("timebank")),
    ("time/wikiwars_train", "times", "CC BY-SA 3.0", ("time/wikiwars_train/wikiwars_train.jsonl",),
     lambda: data.time("wikiwars_train")),
    ("annotated (train)", "events, statements, actors",
     "by source: CC BY-SA 4.0, CC BY, Open Government Licence, public domain", ("annotated/train.jsonl",),
     lambda: data.annotated("annotated/train.jsonl")),
    ("annotated (newswire_train)", "events, statements, actors", "none stated (LDC texts): research only",
     ("annotated/newswire_train.jsonl",), lambda: data.annotated("annotated/newswire_train.jsonl")),
    ("annotated (written)", "events, statements, actors", "written for this project", ("annotated/written.jsonl",),
     lambda: data.annotated("annotated/written.jsonl")),
    ("train/data of this repository", "events, statements, actors",
     "texts: CC BY-SA 4.0, CC BY 2.5, public domain (`train/data/README.md`)", (),
     lambda: [data.report(r) for r in reports.annotated_reports()]),
)


def timexes(name: str) -> Counted:
    """Counts of `bench/time.py` by document; times are found by rules, so these move with no weights."""
    tool = times.scorer()
    documents = times.read(name)
    counts = [tool.count(d["timexes"], times.tag(d))[0] for d in documents]

    def figures(counted: Counts) -> dict[str, float]:
        found: dict[str, float] = tool.report({k: counted[k] for k in tool.KEYS})
        return {k: found[k] for k in ("strict_f1", "relaxed_f1", "value_f1", "date_f1")}

    return Counted(tuple(counts), figures, size="gold")


MEASURES: dict[str, Callable[[], Counted]] = {
    **reading.SETS, "aquaint": lambda: timexes("aquaint"), "meantime_train": lambda: timexes("meantime_train"),
    "plv": plv.measure,
}


def trained_on() -> list[card.Source]:
    """The training data as read, with their sizes."""
    out = []
    for name, use, licence, _, read in SETS:
        texts = read()
        out.append(card.Source(name, use, licence, len(texts), sum(len(t.words) for t in texts)))
    return out


def digests() -> list[tuple[str, str]]:
    """Names and SHA-256 (16 digits) of the weight files and of the training data."""
    files = [p for p in sorted(WEIGHTS.iterdir()) if p.suffix != ".md"]
    out = [(f"{p.name}, {p.stat().st_size / 1e6:.1f} MB", hashlib.sha256(p.read_bytes()).hexdigest()[:16])
           for p in files]
    paths = [data.SHARED / "data" / f for *_, names, _ in SETS for f in names]
    return [*out, ("training data", gate.digest([*paths, *(reports.DATA / n for n in reports.FIRST)]))]


def render(counted: dict[str, Counted], ends: dict[str, dict[str, float]], learnt: str) -> str:
    """The whole card; `ends` are the last rows of the logs of the training runs, `learnt` the learning curve."""
    kinds = [card.by_kind(k, counted[k.set]) for k in KINDS if k.set in counted]
    if "reports" in counted:
        kinds.append(card.by_status(counted["reports"].total()))
    template = (Path(__file__).parent / "card.md").read_text(encoding="utf-8")
    second = data.records("annotated/second.jsonl")
    people = reports.agree(data.records("annotated/train.jsonl"), second)
    return template.format(
        longest=LONGEST, limit=LIMIT, twice=len(second), people=", ".join(f"{k} {v:.0f}" for k, v in people.items()),
        digests=card.table(("what", "SHA-256, first 16 digits"), digests()), sources=card.sources(trained_on()),
        training=card.training(ends), curve=learnt, scores=card.scores(TARGETS, counted), kinds="\n\n".join(kinds))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=Path, nargs="*", default=[ROOT / "runs/joint"],
                        help="folders of the training runs behind the weights, in order, for their logs")
    parser.add_argument("--base", type=Path, required=True, help="folder with MiniLM's tokenizer.json")
    parser.add_argument("--out", type=Path, default=WEIGHTS / "README.md")
    parser.add_argument("--sets", nargs="*", default=list(MEASURES), choices=list(MEASURES))
    args = parser.parse_args()
    counted = {}
    for name in args.sets:
        counted[name] = MEASURES[name]()
        print(f"{name:18}", "  ".join(f"{k} {v:.1f}" for k, v in counted[name].scored().items()), flush=True)
    *earlier, last = args.runs
    figures = {r.name: curve.measured(r, args.base, [s for s in args.sets if s in reading.SETS]) for r in earlier}
    figures[last.name] = {name: c.scored() for name, c in counted.items()}
    learnt = curve.rows(TARGETS, {r.name: curve.steps(r) for r in args.runs}, figures)
    ends = [json.loads((run / "log.jsonl").read_text().splitlines()[-1]) for run in args.runs]
    logs = dict(zip((r.name for r in args.runs), ends, strict=True))
    args.out.write_text(render(counted, logs, learnt), encoding="utf-8")


if __name__ == "__main__":
    main()
