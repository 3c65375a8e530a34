"""How well the shipped encoder and its readers do on development data, one function a set.

    python -m bench.reading [SET ...]

Sets and measures are those of the targets: syntax (UPOS, LAS on gold words), names (span F1), coreference (CoNLL F1),
attribution (PolNeAR, shared scorer), events and statements (annotated reports, shared scorer). Each function returns
figures in per cent.
"""

from __future__ import annotations

import importlib.util
import json
import lzma
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.coref_score import conll
from dragoman import pipeline
from dragoman.extract import labels
from dragoman.extract.attributions import attributions, runs
from dragoman.extract.coref import clusters
from dragoman.extract.encode import encoder
from dragoman.extract.mentions import spans_of
from dragoman.extract.sentences import sentences
from dragoman.extract.syntax import parse
from dragoman.extract.tokens import words
from dragoman.model import Document, Report

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("DRAGOMAN_SHARED", ROOT.parent / "shared"))
DATA = SHARED / "data"
Sentence = tuple[int, int]


def scorer(name: str) -> ModuleType:
    """A scorer of shared/tools as a module."""
    spec = importlib.util.spec_from_file_location(name, SHARED / "tools" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as found:
        yield from found


def records(*names: str) -> list[dict[str, Any]]:
    return [json.loads(line) for name in names for line in lines(DATA / name) if line.strip()]


def syntax(treebank: str) -> dict[str, float]:
    """UPOS accuracy, UAS and LAS on gold words and sentences; `treebank` like "ewt/dev"."""
    texts = list(conllu(DATA / "ud" / f"{treebank}.conllu.xz"))
    total = Counter[str]()
    found = encoder().encode([([r[1] for r in rows], bounds) for rows, bounds in texts])
    for (rows, bounds), scores in zip(texts, found, strict=True):
        upos, _, heads, relations = parse(scores, bounds)
        first = {i: a for a, b in bounds for i in range(a, b)}
        for i, row in enumerate(rows):
            gold = first[i] + int(row[6]) - 1 if row[6] != "0" else -1
            total["words"] += 1
            total["upos"] += upos[i] == row[3]
            total["uas"] += heads[i] == gold
            total["las"] += heads[i] == gold and relations[i] == row[7]
    return {k: 100 * total[k] / total["words"] for k in ("upos", "uas", "las")}


def conllu(path: Path) -> Iterator[tuple[list[list[str]], list[Sentence]]]:
    """(rows, sentences) of each document of a treebank."""
    rows: list[list[str]] = []
    bounds: list[Sentence] = []
    first = 0
    for line in lines(path):
        if line.startswith("# newdoc") and rows:
            yield rows, bounds
            rows, bounds, first = [], [], 0
        elif line.strip() and line[0] != "#":
            if line.split("\t", 1)[0].isdigit():
                rows.append(line.rstrip("\n").split("\t"))
        elif not line.strip() and len(rows) > first:
            bounds.append((first, len(rows)))
            first = len(rows)
    if rows:
        yield rows, bounds


def names(name: str) -> dict[str, float]:
    """Span F1 (with types) of `uner_ewt` or `crossner_politics` dev."""
    head, tags = ("names", labels.NAMES) if name == "uner_ewt" else ("politics", labels.POLITICS)
    texts: list[tuple[list[str], list[str]]] = [([], [])]
    for line in lines(DATA / "ner" / name / "dev.bio.xz"):
        if line.startswith("# doc ="):
            continue
        if not line.strip():
            if texts[-1][0]:
                texts.append(([], []))
            continue
        cells = line.rstrip("\n").split("\t")
        texts[-1][0].append(cells[0])
        texts[-1][1].append(cells[1])
    texts = [t for t in texts if t[0]]
    hit = gold_n = found_n = 0
    for (_, gold_tags), scores in zip(texts, encoder().encode([(w, [(0, len(w))]) for w, _ in texts]), strict=True):
        gold = {(a, b, k) for a, b, k in _bio(gold_tags)}
        found = set(spans_of(scores.words[head], tags))
        hit, gold_n, found_n = hit + len(gold & found), gold_n + len(gold), found_n + len(found)
    return {"precision": 100 * hit / found_n, "recall": 100 * hit / gold_n, "f1": 200 * hit / (found_n + gold_n)}


def _bio(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    start = None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and tag[:1] != "I":
            yield start, i, tags[start][2:]
            start = None
        if tag[:1] == "B" or (tag[:1] == "I" and start is None):
            start = i


def coreference(split: str = "dev-free") -> dict[str, float]:
    """CoNLL F1 of OntoGUM on gold words; mentions are found by the encoder."""
    texts = records(f"coref/gum/{split}.jsonl.xz")
    gold_of = {r["doc"]: r["mentions"] for r in records(f"coref/ontogum/{split}.jsonl.xz")}
    gold: list[list[tuple[str, int, int]]] = []
    found: list[list[tuple[str, int, int]]] = []
    network = encoder()
    for r, scores in zip(texts, network.encode([(r["tokens"], r["sents"]) for r in texts]), strict=True):
        upos, xpos, _, _ = parse(scores, r["sents"])
        made, _ = clusters(scores, r["tokens"], r["sents"], upos, xpos, network.seen)
        grouped: dict[int, list[tuple[str, int, int]]] = {}
        for a, b, cluster, _ in gold_of[r["doc"]]:
            grouped.setdefault(cluster, []).append((r["doc"], a, b))
        gold += grouped.values()
        found += [[(r["doc"], a, b) for a, b in c] for c in made]
    scored = conll(gold, found)
    return {k: scored[k] for k in ("muc_f1", "b3_f1", "ceafe_f1", "conll")}


def attribution(name: str = "dev") -> dict[str, float]:
    """PolNeAR: whole attributions with the right source (F1), and of these the direct ones."""
    tool = scorer("score_attribution")
    gold = records(f"attribution/polnear/{name}.jsonl")
    scored, _ = tool.score(gold, [{"doc_id": r["doc_id"], "attributions": wide(r["text"])} for r in gold])
    return {"whole": scored["scores"]["attribution"]["+source"]["f1"],
            "direct": scored["scores"]["+source by type"]["direct"]["f1"]}


def wide(text: str) -> list[dict[str, Any]]:
    """Attributions in PolNeAR's sense as character spans."""
    offsets: list[tuple[int, int]] = []
    bounds: list[Sentence] = []
    for s in sentences(text):
        first = len(offsets)
        offsets += words(text, s.start, s.end)
        if len(offsets) > first:
            bounds.append((first, len(offsets)))
    scores = encoder().encode([([text[a:b] for a, b in offsets], bounds)])[0]
    chars = lambda indices: [[offsets[a][0], offsets[b][1]] for a, b in runs(indices)]  # noqa: E731
    return [{"source": chars(a.source), "cue": chars(a.cue), "content": chars(a.content)}
            for a in attributions(scores, sense="wide", breaks=frozenset(a for a, _ in bounds)) if a.content]


def read_record(doc: Document, name: str) -> dict[str, Any]:
    """A Document in the form that the shared scorer of events takes."""
    text = doc.text
    span = lambda s: {"start": s.start, "end": s.end, "text": s.of(text)}  # noqa: E731
    return {
        "doc": name,
        "events": [{"trigger": span(e.trigger), "type": e.type, "status": e.status, "mode": list(e.modes), "by": e.said_by,
                    "actor": [span(p.span) for p in e.actors], "recipient": [span(p.span) for p in e.recipients],
                    "place": [span(p.span) for p in e.place]} for e in doc.event_mentions],
        "statements": [{"source": span(s.source.span) if s.source else None, "cue": span(s.cue) if s.cue else None,
                        "content": [span(c) for c in s.content], "form": s.form, "kind": s.kind} for s in doc.statements],
    }


def reports(*names: str) -> dict[str, float]:
    """Events and statements of annotated reports, read from their plain text with their date given."""
    gold = [r for name in (names or ("dev", "newswire_dev")) for r in records(f"annotated/{name}.jsonl")]
    docs = pipeline.annotate(Report(r["doc"], r["text"]) for r in gold)
    found = [read_record(d, r["doc"]) for d, r in zip(docs, gold, strict=True)]
    tool = scorer("score_events")
    counts = [tool.score_report(g, p) for g, p in zip(gold, found, strict=True)]
    figures = tool.figures(sum(counts, Counter()))
    out = {k.replace("+", "_").replace(" ", "_"): (v[2] if isinstance(v, tuple) else v) for k, v in figures.items()}
    return {k.lower(): v for k, v in out.items()}


SETS: dict[str, Callable[[], dict[str, float]]] = {
    "ewt": lambda: syntax("ewt/dev"), "gum": lambda: syntax("gum/dev-free"), "uner_ewt": lambda: names("uner_ewt"),
    "crossner_politics": lambda: names("crossner_politics"), "coreference": coreference, "attribution": attribution,
    "reports": reports,
}


def main() -> None:
    for name in sys.argv[1:] or SETS:
        print(f"{name:18}", "  ".join(f"{k} {v:.1f}" for k, v in SETS[name]().items()), flush=True)


if __name__ == "__main__":
    main()
