"""Readers of the training data: every set becomes `Text`s, documents of words with partial labels.

A label that a set does not have is simply absent; the loss then skips that head. Word labels are
arrays with IGNORE where nothing is known. Links are (word, word, ...) tuples over document indices.
"""

from __future__ import annotations

import json
import lzma
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.extract import labels
from dragoman.extract.sentences import sentences
from dragoman.extract.tokens import words

IGNORE = -100
REPO = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("DRAGOMAN_SHARED", REPO.parent / "shared"))


@dataclass
class Text:
    """One document: words, sentences as [first, last) and what is known of them."""

    source: str
    name: str
    words: list[str]
    sentences: list[tuple[int, int]]
    tags: dict[str, np.ndarray] = field(default_factory=dict)  # head -> (W,) labels
    happened: np.ndarray | None = None  # (W,) 0..1, nan where unknown
    links: dict[str, list[tuple[int, ...]]] = field(default_factory=dict)
    complete: frozenset[str] = frozenset()  # link kinds of which every instance is annotated
    clusters: list[list[int]] = field(default_factory=list)  # coreference, by head word
    offsets: list[tuple[int, int]] = field(default_factory=list)
    record: dict[str, Any] = field(default_factory=dict)


def opened(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        yield from lines


def records(*names: str) -> list[dict[str, Any]]:
    return [json.loads(line) for name in names for line in opened(SHARED / "data" / name) if line.strip()]


def index(kinds: Iterable[str]) -> dict[str, int]:
    return {k: i for i, k in enumerate(kinds)}


# ---------------------------------------------------------------- Universal Dependencies
def treebank(source: str, path: Path) -> list[Text]:
    """Documents of a CoNLL-U file (words without multiword tokens), with UPOS, XPOS, heads and relations."""
    upos, xpos, rels = index(labels.UPOS), index(labels.XPOS), index(labels.DEPREL)
    out: list[Text] = []
    rows: list[list[str]] = []
    comments: list[str] = []
    columns: dict[str, list[int]] = {}

    def close() -> None:
        nonlocal rows, comments
        if not rows:
            return
        if not out or any(c.startswith("# newdoc") for c in comments):
            finish()
            name = next((c.split("=", 1)[1].strip() for c in comments if c.startswith("# newdoc") and "=" in c), "")
            out.append(Text(source, name, [], []))
            columns.update(upos=[], xpos=[], relation=[], head=[])
            out[-1].record["texts"] = []
        text, first = out[-1], len(out[-1].words)
        text.record["texts"].append(next((c[9:] for c in comments if c.startswith("# text = ")), ""))
        for row in rows:
            text.words.append(row[1])
            columns["upos"].append(upos[row[3]])
            columns["xpos"].append(xpos.get(row[4], IGNORE))
            columns["relation"].append(rels.get(row[7], rels["dep"]))
            columns["head"].append(first + int(row[6]) - 1 if row[6] != "0" else -1)
        text.sentences.append((first, len(text.words)))
        rows, comments = [], []

    def finish() -> None:
        if out:
            out[-1].tags |= {k: np.array(v) for k, v in columns.items()}

    for line in opened(path):
        line = line.rstrip("\n")
        if not line:
            close()
        elif line[0] == "#":
            comments.append(line)
        elif line.split("\t", 1)[0].isdigit():
            rows.append(line.split("\t"))
    close()
    finish()
    return out


def bio_sentences(path: Path) -> list[tuple[list[str], list[str]]]:
    """(words, tags) of each sentence of a .bio.xz file."""
    out: list[tuple[list[str], list[str]]] = [([], [])]
    for line in opened(path):
        if line.startswith("# doc ="):
            continue
        if not line.strip():
            if out[-1][0]:
                out.append(([], []))
            continue
        cells = line.rstrip("\n").split("\t")
        out[-1][0].append(cells[0])
        out[-1][1].append(cells[1])
    return [s for s in out if s[0]]


#: Genres of EWT whose persons are as good as never politicians.
_EVERYDAY = ("answers", "email", "reviews")


def everyday(text: Text) -> np.ndarray:
    """Tags after CrossNER politics of what Universal NER tells: the persons of everyday texts, and what is no name.

    CrossNER's training sentences have 14 persons who are not in politics beside 359 politicians: too few to tell
    them apart.
    """
    tags = np.full(len(text.words), IGNORE)
    if text.name.startswith(_EVERYDAY):
        known = index(labels.POLITICS)
        for i, k in enumerate(text.tags["names"]):
            tag = labels.NAMES[k] if k != IGNORE else ""
            if tag.endswith("PER"):
                tags[i] = known[f"{tag[0]}-person"]
            elif tag == "O" and text.words[i].islower():
                tags[i] = known["O"]
    return tags


def ewt(split: str) -> list[Text]:
    """EWT with the names of Universal NER and, in train, UDS-IH2's "has it happened" on the same sentences."""
    texts = treebank("ewt", SHARED / f"data/ud/ewt/{split}.conllu.xz")
    known = index(labels.NAMES)
    names: dict[tuple[str, ...], list[str]] = {
        tuple(w): t for w, t in bio_sentences(SHARED / f"data/ner/uner_ewt/{split}.bio.xz")}
    happened: dict[str, list[dict[str, Any]]] = {}
    if split == "train":
        happened = {r["text"]: r["events"] for r in records("factuality/uds_ih2/train.jsonl")}
    for text in texts:
        text.tags["names"] = np.full(len(text.words), IGNORE)
        text.happened = np.full(len(text.words), np.nan)
        for (a, b), raw in zip(text.sentences, text.record["texts"], strict=True):
            found = names.get(tuple(text.words[a:b]))
            if found:
                text.tags["names"][a:b] = [known[t] for t in found]
            at = 0
            for i in range(a, b):
                at = raw.find(text.words[i], at)
                if at < 0:
                    break
                for event in happened.get(raw, ()):
                    if event["span"][0] == at:
                        text.happened[i] = (event["value"] + 3) / 6
                at += len(text.words[i])
        text.tags["politics"] = everyday(text)
    return texts


def gum(split: str) -> list[Text]:
    """GUM's free part: syntax, mentions with their type and bounds, and OntoNotes-like coreference."""
    texts = treebank("gum", SHARED / f"data/ud/gum/{split}.conllu.xz")
    mentions = {r["doc"]: r for r in records(f"coref/gum/{split}.jsonl.xz")}
    chains = {r["doc"]: r for r in records(f"coref/ontogum/{split}.jsonl.xz")}
    kinds = index(labels.MENTION)
    for text in texts:
        # tokens of the coreference files are those of the treebank (checked equal by the data set)
        gold, n = mentions[text.name], len(text.words)
        if gold["tokens"] != text.words:
            raise ValueError(f"{text.name}: coreference and treebank have other words")
        tags = np.zeros(n, dtype=int)
        bounds: dict[int, tuple[int, int]] = {}
        for a, b, _, kind, head, *_ in sorted(gold["mentions"], key=lambda m: m[1] - m[0]):
            # the widest mention of a head gives the bounds, except that coordinations ("A and B") keep A's
            coordinated = any(text.tags["head"][i] == head and labels.DEPREL[text.tags["relation"][i]] == "conj"
                              for i in range(a, b))
            if tags[head] and coordinated:
                continue
            tags[head], bounds[head] = kinds[kind], (a, b - 1)
        text.tags["mention"] = tags
        text.links["bounds"] = [(h, a, b) for h, (a, b) in bounds.items()]
        grouped: dict[int, set[int]] = {}
        for _, _, cluster, head in chains[text.name]["mentions"]:
            grouped.setdefault(cluster, set()).add(head)
        text.clusters = [sorted(c) for c in grouped.values() if len(c) > 1]
        text.complete = frozenset({"coref"})
    return texts


def politics(split: str) -> list[Text]:
    """CrossNER politics: single sentences with names."""
    known, out = index(labels.POLITICS), []
    for i, (tokens, tags) in enumerate(bio_sentences(SHARED / f"data/ner/crossner_politics/{split}.bio.xz")):
        out.append(Text("politics", f"{split}-{i}", tokens, [(0, len(tokens))],
                        {"politics": np.array([known[t] for t in tags])}))
    return out


# ---------------------------------------------------------------- texts with character offsets
def tokenised(source: str, name: str, text: str, bounds: list[tuple[int, int]] | None = None) -> Text:
    """A text cut into sentences and words by the product's own rules (or by the sentences given)."""
    out = Text(source, name, [], [])
    for a, b in bounds or [(s.start, s.end) for s in sentences(text)]:
        found, first = words(text, a, b), len(out.words)
        out.offsets += found
        out.words += [text[x:y] for x, y in found]
        if len(out.words) > first:
            out.sentences.append((first, len(out.words)))
    return out


class Locator:
    """From characters to words of a `Text`."""

    def __init__(self, text: Text) -> None:
        self.starts = np.array([a for a, _ in text.offsets])
        self.ends = np.array([b for _, b in text.offsets])

    def inside(self, start: int, end: int) -> list[int]:
        first = int(np.searchsorted(self.ends, start, side="right"))
        last = int(np.searchsorted(self.starts, end, side="left"))
        return list(range(first, last))


# Words of a cue that never carry it: its anchor is the first other word ("has been told" -> told).
_LIGHT = frozenset(
    "has have had having be been being is are was were am do does did will would shall should can could may might must "
    "'s 've 'd 'll ’s ’ve ’d ’ll n't n’t not never also to already still later then has even only just , as in a the "
    "it and that who which reportedly".split())


def anchor(tokens: list[str], span: list[int]) -> int:
    """The word that stands for a cue: its first word that is no auxiliary, negation or adverb."""
    for i in span:
        low = tokens[i].lower()
        if low not in _LIGHT and not (low.endswith("ly") and len(span) > 1):
            return i
    return span[0]


def time(name: str) -> list[Text]:
    """A TIMEX3 set as words with BIO tags of the four kinds."""
    known, out = index(labels.TIMEXES), []
    for r in records(f"time/{name}/{name}.jsonl"):
        text = tokenised("time", r["doc_id"], r["text"])
        tags, at = np.zeros(len(text.words), dtype=int), Locator(text)
        for t in r["timexes"]:
            for k, i in enumerate(at.inside(t["start"], t["end"])):
                tags[i] = known[f"{'I' if k else 'B'}-{t['type']}"]
        text.tags["timexes"] = tags
        out.append(text)
    return out


def polnear(split: str) -> list[Text]:
    """PolNeAR: cues in the wide sense, with links from source and content words to the cue's anchor."""
    out = []
    for r in records(f"attribution/polnear/{split}.jsonl"):
        text = tokenised("polnear", r["doc_id"], r["text"])
        at, tags = Locator(text), np.zeros(len(text.words), dtype=int)
        source, content = np.full(len(text.words), -1), np.full(len(text.words), -1)
        for a in r["attributions"]:
            cue = [i for s, e in a["cue"] for i in at.inside(s, e)]
            if not cue:
                continue
            head = anchor(text.words, cue)
            tags[cue] = 2
            tags[head] = 1
            for spans, to in ((a["source"], source), (a["content"], content)):
                for s, e in spans:
                    to[at.inside(s, e)] = head
        for s, e in r["discard"]:
            tags[at.inside(s, e)] = IGNORE
        text.tags |= {"cue_wide": tags, "source_wide": source, "content_wide": content}
        text.record = r
        out.append(text)
    return out


def annotated(*names: str) -> list[Text]:
    """Reports annotated for this project (paths below shared/data, or absolute): events, statements, actors."""
    out = []
    for name in names:
        path = Path(name) if name.startswith("/") else SHARED / "data" / name
        for line in opened(path):
            out.append(report(json.loads(line)))
    return out


def report(r: dict[str, Any]) -> Text:
    """One annotated record."""
    text = tokenised("annotated", r["doc"], r["text"], [tuple(s) for s in r["sentences"]])
    at, n = Locator(text), len(text.words)
    text.record = r
    blank: Callable[[], np.ndarray] = lambda: np.full(n, IGNORE)  # noqa: E731
    event, status, cue, kind = np.zeros(n, dtype=int), blank(), np.zeros(n, dtype=int), blank()
    source, content = np.full(n, -1), np.full(n, -1)
    types, stats, kinds = index(labels.TYPES), index(labels.STATUS), index(labels.SOURCE)
    roles, modes, contexts = index(labels.ROLE), index(labels.MODE), index(labels.CONTEXT)
    links: dict[str, list[tuple[int, ...]]] = {"role": [], "mode": [], "context": []}
    for e in r["events"]:
        span = at.inside(e["trigger"]["start"], e["trigger"]["end"])
        if not span:
            continue
        i = span[-1]
        event[i], status[i] = types[e["type"]], stats[e["status"]]
        links["mode"] += [(i, modes[f"{e['type']}/{m}"]) for m in e["mode"] if f"{e['type']}/{m}" in modes]
        links["context"] += [(i, contexts[c]) for c in e["context"] if c in contexts]
        for role in ("actor", "recipient", "place", "time"):
            for a in e[role]:
                filler = at.inside(a["start"], a["end"])
                if filler:
                    links["role"].append((i, filler[-1], roles[role]))
    anchors: dict[str, int] = {}
    for s in r["statements"]:
        if s["cue"]:
            span = at.inside(s["cue"]["start"], s["cue"]["end"])
            if span:
                head = anchor(text.words, span)
                anchors[s["id"]] = head
                cue[span] = np.where(cue[span] == 1, 1, 2)
                cue[head], kind[head] = 1, kinds[s["kind"]]
    follows = {s["id"]: s.get("continues") for s in r["statements"]}
    for s in r["statements"]:
        root, steps = s["id"], 0
        while root not in anchors and follows.get(root) and steps < 50:
            root, steps = follows[root], steps + 1
        head = anchors.get(root, IGNORE)
        for c in s["content"]:
            content[at.inside(c["start"], c["end"])] = head
        if s["source"] and s["id"] in anchors:
            source[at.inside(s["source"]["start"], s["source"]["end"])] = head
        if s["via"] and s["id"] in anchors:
            via = at.inside(s["via"]["start"], s["via"]["end"])
            if via:
                links["role"].append((anchors[s["id"]], via[-1], roles["via"]))
    text.tags |= {"event": event, "status": status, "cue": cue, "source_kind": kind, "source_ours": source,
                  "content_ours": content, "actors": actors(r, text, at)}
    text.links = links
    text.complete = frozenset({"role"})
    return text


def actors(r: dict[str, Any], text: Text, at: Locator) -> np.ndarray:
    """BIO tags of the named actors. Records list only those who take part in something, so capitalised words
    that match no listed name are left unknown instead of being called no name."""
    known, tags = index(labels.ACTORS), np.zeros(len(text.words), dtype=int)
    for i, w in enumerate(text.words):
        if w[:1].isupper():
            tags[i] = IGNORE
    acting = ("person", "state", "organisation", "place", "group")
    kinds = {e["name"]: e["kind"] for e in r["entities"] if e.get("kind") in acting}
    names = {name: kind for name, kind in kinds.items() if name[:1].isupper()}
    for name, kind in list(names.items()):
        if kind == "person" and " " in name:
            names.setdefault(name.rsplit(" ", 1)[1], kind)
    for e in r["events"]:
        for role in ("actor", "recipient", "place"):
            for a in e[role]:
                words_ = a["text"]
                if words_[:1].isupper() and len(words_.split()) <= 3 and a.get("name") in kinds:
                    names.setdefault(words_, kinds[a["name"]])
    for name in sorted(names, key=len):
        for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", r["text"]):
            for k, i in enumerate(at.inside(m.start(), m.end())):
                tags[i] = known[f"{'I' if k else 'B'}-{names[name]}"]
    return tags
