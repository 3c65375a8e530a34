"""How well the shipped encoder and its readers do on development data, one function a set.

    python -m bench.reading [SET ...]

Sets and measures are those of the targets: syntax (UPOS, LAS on gold words), names (span F1), coreference (CoNLL F1),
attribution (PolNeAR, shared scorer), events and statements (annotated reports, shared scorer). Each function returns
counts by document, whose sums give figures in per cent.
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
from typing import Any

from bench import coref_score
from bench.counted import Counted, Counts, f1_figures, percent
from dragoman import pipeline
from dragoman.extract import labels
from dragoman.extract.attributions import attributions, runs
from dragoman.extract.coref import clusters
from dragoman.extract.encode import encoder
from dragoman.extract.mentions import spans_of
from dragoman.extract.quotations import quotations
from dragoman.extract.quoted import quoted_words, whole
from dragoman.extract.sentences import sentences
from dragoman.extract.syntax import parse
from dragoman.extract.tokens import words
from dragoman.model import Document, Report

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("DRAGOMAN_SHARED", ROOT.parent / "shared"))
DATA = SHARED / "data"
Sentence = tuple[int, int]


def scorer(name: str) -> Any:
    """A scorer of shared/tools as a module."""
    spec = importlib.util.spec_from_file_location(name, SHARED / "tools" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as found:
        yield from found


def records(*names: str) -> list[dict[str, Any]]:
    return [json.loads(line) for name in names for line in lines(DATA / name) if line.strip()]


def syntax(treebank: str) -> Counted:
    """UPOS accuracy, UAS and LAS on gold words and sentences; `treebank` like "ewt/dev"."""
    texts = list(conllu(DATA / "ud" / f"{treebank}.conllu.xz"))
    counts = []
    found = encoder().encode([([r[1] for r in rows], bounds) for _, rows, bounds in texts])
    for (_, rows, bounds), scores in zip(texts, found, strict=True):
        upos, _, heads, relations = parse(scores, bounds)
        first = {i: a for a, b in bounds for i in range(a, b)}
        total = Counter[str]()
        for i, row in enumerate(rows):
            gold = first[i] + int(row[6]) - 1 if row[6] != "0" else -1
            total["words"] += 1
            total["upos"] += upos[i] == row[3]
            total["uas"] += heads[i] == gold
            total["las"] += heads[i] == gold and relations[i] == row[7]
        counts.append(total)
    return Counted(tuple(counts), _syntax_figures, tuple(genre(name) for name, _, _ in texts), "words")


def _syntax_figures(counts: Counts) -> dict[str, float]:
    return {k: percent(counts[k], counts["words"]) for k in ("upos", "uas", "las")}


def genre(name: str) -> str:
    """Kind of text of a document of EWT ("weblog-...") or GUM ("GUM_news_...")."""
    return name.split("_")[1] if name.startswith("GUM_") else name.split("-")[0]


def conllu(path: Path) -> Iterator[tuple[str, list[list[str]], list[Sentence]]]:
    """(name, rows, sentences) of each document of a treebank."""
    name = ""
    rows: list[list[str]] = []
    bounds: list[Sentence] = []
    first = 0
    for line in lines(path):
        if line.startswith("# newdoc"):
            if rows:
                yield name, rows, bounds
            name, rows, bounds, first = line.partition("=")[2].strip(), [], [], 0
        elif line.strip() and line[0] != "#":
            if line.split("\t", 1)[0].isdigit():
                rows.append(line.rstrip("\n").split("\t"))
        elif not line.strip() and len(rows) > first:
            bounds.append((first, len(rows)))
            first = len(rows)
    if rows:
        yield name, rows, bounds


def names(name: str) -> Counted:
    """Span F1 (with types) of `uner_ewt` or `crossner_politics` dev.

    The sentences of Universal NER are those of EWT and are read in their documents, as `dragoman parse` reads them;
    those of CrossNER stand alone.
    """
    head, tags = ("names", labels.NAMES) if name == "uner_ewt" else ("politics", labels.POLITICS)
    alone = list(tagged(DATA / "ner" / name / "dev.bio.xz"))
    gold_of = {tuple(w): t for w, t in alone}
    texts: list[tuple[str, list[str], list[Sentence]]] = []
    if name == "uner_ewt":
        texts = [(doc, [r[1] for r in rows], bounds) for doc, rows, bounds in conllu(DATA / "ud/ewt/dev.conllu.xz")]
    inside = {tuple(words_[a:b]) for _, words_, bounds in texts for a, b in bounds}
    texts += [(f"unknown-{k}", w, [(0, len(w))]) for k, (w, _) in enumerate(alone) if tuple(w) not in inside]
    counts: dict[str, Counter[str]] = {}
    found = encoder().encode([(words_, bounds) for _, words_, bounds in texts])
    for (doc, words_, bounds), scores in zip(texts, found, strict=True):
        for a, b in bounds:
            if tuple(words_[a:b]) not in gold_of:
                continue  # a few sentences of EWT have no names annotated
            gold, read = set(bio(gold_of[tuple(words_[a:b])])), set(spans_of(scores.words[head][a:b], tags))
            counts.setdefault(doc, Counter()).update(hit=len(gold & read), found=len(read), gold=len(gold))
    return Counted(tuple(counts.values()), f1_figures, tuple(genre(d) for d in counts), "gold")


def tagged(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """(words, tags) of each sentence of a BIO file."""
    words_: list[str] = []
    tags: list[str] = []
    for line in (*lines(path), "\n"):
        if line.startswith("# doc ="):
            continue
        if line.strip():
            word, tag = line.rstrip("\n").split("\t")[:2]
            words_.append(word)
            tags.append(tag)
        elif words_:
            yield words_, tags
            words_, tags = [], []


def bio(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    start = None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and tag[:1] != "I":
            yield start, i, tags[start][2:]
            start = None
        if tag[:1] == "B" or (tag[:1] == "I" and start is None):
            start = i


def coreference(split: str = "dev-free") -> Counted:
    """CoNLL F1 of OntoGUM on gold words; mentions are found by the encoder."""
    texts = records(f"coref/gum/{split}.jsonl.xz")
    gold_of = {r["doc"]: r["mentions"] for r in records(f"coref/ontogum/{split}.jsonl.xz")}
    counts = []
    network = encoder()
    for r, scores in zip(texts, network.encode([(r["tokens"], r["sents"]) for r in texts]), strict=True):
        upos, xpos, _, _ = parse(scores, r["sents"])
        made, _ = clusters(scores, r["tokens"], r["sents"], upos, xpos, network.seen)
        grouped: dict[int, list[tuple[int, int]]] = {}
        for a, b, cluster, _ in gold_of[r["doc"]]:
            grouped.setdefault(cluster, []).append((a, b))
        counts.append(coref_score.counts(grouped.values(), made))
        counts[-1]["words"] = len(r["tokens"])  # type: ignore[index]
    return Counted(tuple(counts), _coreference_figures, tuple(genre(r["doc"]) for r in texts), "words")


def _coreference_figures(counts: Counts) -> dict[str, float]:
    scored = coref_score.figures(counts)
    return {k: scored[k] for k in ("muc_f1", "b3_f1", "ceafe_f1", "conll")}


def attribution(name: str = "dev") -> Counted:
    """PolNeAR: whole attributions with the right source (F1), and of these the direct ones."""
    tool = scorer("score_attribution")
    gold = records(f"attribution/polnear/{name}.jsonl")
    counts = []
    for r in gold:
        doc = tool.Doc(r["text"], r["discard"])
        sides = [[tool.Att(doc, a, r["doc_id"]) for a in given] for given in (r["attributions"], wide(r["text"]))]
        # as the scorer itself: what lies in discarded stretches counts on neither side
        sides = [[a for a in side if a.t["cue"] or a.t["content"]] for side in sides]
        found = tool.doc_counts(doc, *sides, 0.5)
        counts.append({(k, i): n for k in _ATTRIBUTION.values() for i, n in enumerate(found[k])})
    return Counted(tuple(counts), _attribution_figures, tuple(r["publisher"] for r in gold),
                   (_ATTRIBUTION["whole"], 3))


_ATTRIBUTION = {"whole": ("attribution", "+source"), "direct": ("+source by type", "direct"),
                "mixed": ("+source by type", "mixed"), "indirect": ("+source by type", "indirect")}


def _attribution_figures(counts: Counts) -> dict[str, float]:
    out = {}
    for name, key in _ATTRIBUTION.items():
        precision, recall = (percent(counts[key, i], counts[key, i + 1]) for i in (0, 2))
        out[name] = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return out


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
    found = attributions(scores, sense="wide", breaks=frozenset(a for a, _ in bounds))
    quoted = quoted_words(text, [a for a, _ in offsets], quotations(text))
    return [{"source": chars(a.source), "cue": chars(a.cue), "content": chars(a.content)}
            for a in whole(found, quoted) if a.content]


def read_record(doc: Document, name: str) -> dict[str, Any]:
    """A Document in the form that the shared scorer of events takes."""
    text = doc.text
    span = lambda s: {"start": s.start, "end": s.end, "text": s.of(text)}  # noqa: E731
    return {
        "doc": name,
        "events": [{"trigger": span(e.trigger), "type": e.type, "status": e.status, "mode": list(e.modes),
                    "by": e.said_by,
                    "actor": [span(p.span) for p in e.actors], "recipient": [span(p.span) for p in e.recipients],
                    "place": [span(p.span) for p in e.place]} for e in doc.event_mentions],
        "statements": [{"source": span(s.source.span) if s.source else None, "cue": span(s.cue) if s.cue else None,
                        "content": [span(c) for c in s.content], "form": s.form, "kind": s.kind}
                       for s in doc.statements],
    }


def reports(*names: str) -> Counted:
    """Events and statements of annotated reports, read from their plain text without being told its date."""
    gold = [r for name in (names or ("dev", "newswire_dev")) for r in records(f"annotated/{name}.jsonl")]
    docs = pipeline.annotate(Report(r["doc"], r["text"]) for r in gold)
    tool = scorer("score_events")
    counts = [tool.score_report(r, read_record(d, r["doc"])) for d, r in zip(docs, gold, strict=True)]

    def figures(counts: Counts) -> dict[str, float]:
        found = tool.figures(Counter(counts))
        plain = lambda k: k.replace("+", "_").replace(" ", "_").lower()  # noqa: E731
        return {plain(k): (v[2] if isinstance(v, tuple) else v) for k, v in found.items()}

    return Counted(tuple(counts), figures, tuple(r["source"] for r in gold), "g event")


SETS: dict[str, Callable[[], Counted]] = {
    "ewt": lambda: syntax("ewt/dev"), "gum": lambda: syntax("gum/dev-free"), "uner_ewt": lambda: names("uner_ewt"),
    "crossner_politics": lambda: names("crossner_politics"), "coreference": coreference, "attribution": attribution,
    "reports": reports,
}


#: The figures of each set that the targets name; the others are for those who look closer.
GUARDED = ("upos", "las", "f1", "conll", "whole", "direct", "trigger_type", "actor", "recipient", "status_macro_f1",
           "false_occurred", "statement", "source")


def guarded(name: str) -> dict[str, float]:
    """What `bench.gate` holds to its floors."""
    return {k: v for k, v in SETS[name]().scored().items() if k in GUARDED}


def main() -> None:
    for name in sys.argv[1:] or SETS:
        print(f"{name:18}", "  ".join(f"{k} {v:.1f}" for k, v in SETS[name]().scored().items()), flush=True)


if __name__ == "__main__":
    main()
