"""ECB+ events across documents: gold mentions as records, stories found first, then compared and clustered.

Setting: gold event mentions of the sentences that were checked, singletons kept, no gold topics. Documents are first
grouped into stories (average linkage on tf-idf of words and pairs of words, counted over the documents at hand);
participants and places are the annotated ones of the sentence, as words, without their chains. `fit` learns the
weights on train alone and prints the rows of `codebook/merge_weights.tsv`.
"""

from __future__ import annotations

import json
import lzma
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.coref_score import conll
from dragoman.merge.cluster import Link, cluster
from dragoman.merge.compare import Context, compare
from dragoman.merge.features import FEATURES
from dragoman.merge.keywords import is_telling
from dragoman.merge.profile import profile
from dragoman.merge.record import Actor, MentionRecord, local_key
from dragoman.merge.stem import root
from dragoman.model import Span

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).resolve().parents[2] / "shared"))
FOLDER = SHARED / "data" / "coref" / "ecbplus"
TABLE = "ecb"
# Mean cosine above which two groups of documents are one story; best on train (B3 92 to 93 from 0.135 to 0.15).
STORY = 0.14
# Mean probability above which two groups of mentions are one event; picked after a look at dev: its figure is favoured.
JOIN = 0.3
NAME_WEIGHT = FIGURE_WEIGHT = 3  #: how often a name or figure counts in a document's words; 1 gave B3 91 on train
ROWS = (
    "trigger", "meaning", "story", "words", "names", "actors", "numbers", "place", "trigger*story", "meaning*story",
    "trigger*meaning", "trigger*story*words", "trigger*story*names", "trigger*story*meaning",
)  # fmt: skip

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Gold:
    """A mention with the chain and topic it belongs to."""

    record: MentionRecord
    chain: str
    topic: int


def load(part: str) -> list[Gold]:
    """The mentions of one part, with stories and trigger vectors filled in."""
    with lzma.open(FOLDER / f"{part}.jsonl.xz", "rt", encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    stories, vectors = _stories(documents), _vectors(documents)
    return [g for d in documents for g in _mentions(d, stories[d["doc"]], vectors[d["doc"]])]


def score(part: str = "dev", *, join: float = JOIN) -> dict[str, float]:
    """CoNLL F1 and its parts on one part, all topics together."""
    gold = load(part)
    context = Context(table=TABLE)
    links = []
    for a, b in combinations([g.record for g in gold], 2):
        if a.keywords == b.keywords or root(a.trigger_text) == root(b.trigger_text):  # else far below any threshold
            value = compare(a, b, context=context).score
            if value >= 0.02:
                links.append(Link(a.id, b.id, value))
    return conll(_chains(gold), cluster([g.record.id for g in gold], links, join=join))


def lemma_baseline(part: str = "dev") -> dict[str, float]:
    """What the root of the trigger within a gold topic gives."""
    gold = load(part)
    groups: dict[tuple[int, str], list[str]] = {}
    for g in gold:
        groups.setdefault((g.topic, root(g.record.trigger_text)), []).append(g.record.id)
    return conll(_chains(gold), groups.values())


def fit() -> list[str]:
    """Logistic regression on pairs of train; gives the rows of the table."""
    from scipy.optimize import minimize

    gold = load("train")
    profiles = [profile(g.record) for g in gold]
    chance = np.random.default_rng(1)
    xs, ys, ws = [], [], []
    for i, j in combinations(range(len(gold)), 2):
        same = gold[i].chain == gold[j].chain
        one_story = gold[i].record.keywords == gold[j].record.keywords
        keep = 1.0 if same else 0.4 if one_story else 0.15 if gold[i].topic == gold[j].topic else 0.0
        if keep and chance.random() < keep:
            fits = {n: FEATURES[n](profiles[i], profiles[j]).score for n in ROWS if "*" not in n}
            xs.append(_row(fits))
            ys.append(same)
            ws.append(1 / keep)
    x, y, w = np.array(xs), np.array(ys, float), np.array(ws) / np.sum(ws)
    x = np.hstack([np.ones((len(x), 1)), x])

    def loss(b: NDArray[Any]) -> tuple[float, NDArray[Any]]:
        z = x @ b
        p = 1 / (1 + np.exp(-z))
        penalty = 1e-6 * np.r_[0, b[1:]]
        return float(w @ (np.logaddexp(0, z) - y * z) + penalty @ b), x.T @ (w * (p - y)) + 2 * penalty

    found = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x.round(2)
    rows = [f"{TABLE}\tbias\t{found[0]:g}\t0\t"]
    for k, name in enumerate(ROWS):
        rows.append(f"{TABLE}\t{name}\t{found[1 + 2 * k]:g}\t{found[2 + 2 * k]:g}\t")
    return rows


def _row(fits: dict[str, float | None]) -> list[float]:
    """Score and "unknown" of each row."""
    out = []
    for name in ROWS:
        if "*" in name:
            value = float(np.prod([fits[part] or 0.0 for part in name.split("*")]))
            out += [value, 0.0]
        else:
            known = fits[name]
            out += [0.0, 1.0] if known is None else [known, 0.0]
    return out


def _chains(gold: Sequence[Gold]) -> list[list[str]]:
    chains: dict[str, list[str]] = {}
    for g in gold:
        chains.setdefault(g.chain, []).append(g.record.id)
    return list(chains.values())


def _mentions(document: dict[str, Any], story: str, vectors: Floats) -> list[Gold]:
    tokens, found = document["tokens"], []
    for number, m in enumerate(document["mentions"]):
        if not (m["gold"] and m["type"].startswith(("ACTION", "NEG_ACTION"))):
            continue
        start, end = document["sents"][m["sent"]]
        roles: dict[str, list[Actor]] = {"HUM": [], "LOC": []}
        for other in document["mentions"]:
            if other["sent"] == m["sent"] and other["type"][:3] in roles:
                name = " ".join(tokens[t] for t in other["toks"])
                roles[other["type"][:3]].append(Actor(local_key(name), name))
        record = MentionRecord(
            id=f"{document['doc']}#{number}", report=document["doc"], sentence=Span(start, end),
            text=" ".join(tokens[start:end]), trigger=Span(m["toks"][0], m["toks"][-1] + 1),
            trigger_text=" ".join(tokens[t] for t in m["toks"]), type="CONSULT", status="occurred",
            actors=tuple(roles["HUM"]), place=tuple(roles["LOC"]), keywords=((story, 1.0),),
        )  # fmt: skip
        vector = vectors[m["toks"]].mean(0)
        unit = vector / float(np.linalg.norm(vector))
        chain = f"{document['topic']}:{m.get('c') or record.id}"
        found.append(Gold(replace(record, vector=tuple(unit.tolist())), chain, document["topic"]))
    return found


def _vectors(documents: Sequence[dict[str, Any]]) -> dict[str, Floats]:
    """The encoder's vectors of each document's words, less their mean over the part."""
    from dragoman.extract.encode import encoder

    found: dict[str, Floats] = {}
    for at in range(0, len(documents), 16):
        group = documents[at : at + 16]
        scores = encoder().encode([(d["tokens"], [(s[0], s[1]) for s in d["sents"]]) for d in group])
        for document, each in zip(group, scores, strict=True):
            assert each.vectors is not None
            found[document["doc"]] = each.vectors.astype(np.float32)
    mean = np.concatenate(list(found.values())).mean(0)
    return {name: vectors - mean for name, vectors in found.items()}


def _stories(documents: Sequence[dict[str, Any]]) -> dict[str, str]:
    """The story of each document, as a name."""
    counts = [_words(d["tokens"]) for d in documents]
    seen = Counter(term for c in counts for term in c)
    terms = {t: k for k, t in enumerate(sorted(t for t, n in seen.items() if n > 1))}
    matrix = np.zeros((len(documents), len(terms)), np.float32)
    for row, c in enumerate(counts):
        for term, n in c.items():
            if term in terms:
                matrix[row, terms[term]] = np.log1p(n) * np.log(len(documents) / seen[term])
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    near = matrix @ matrix.T
    ids = [d["doc"] for d in documents]
    links = [Link(ids[i], ids[j], float(near[i, j])) for i, j in combinations(range(len(ids)), 2) if near[i, j] > 0.02]
    return {d: f"Story{k}" for k, group in enumerate(cluster(ids, links, join=STORY)) for d in group}


def _words(tokens: Sequence[str]) -> Counter[str]:
    """Telling words and pairs of words; names and figures count more."""
    lower = {t for t in tokens if t[:1].islower()}
    kept = [t for t in tokens if t[0].isalnum()]
    terms = [root(t) if t.isalpha() else t.lower() for t in kept]
    names = [t[0].isupper() and t.lower() not in lower for t in kept]
    found: Counter[str] = Counter()
    for term, name in zip(terms, names, strict=True):
        if not term.isalpha():
            found[term] += FIGURE_WEIGHT
        elif is_telling(term):
            found[term] += NAME_WEIGHT if name else 1
    for k in range(len(terms) - 1):
        if is_telling(terms[k]) or is_telling(terms[k + 1]):
            found[f"{terms[k]} {terms[k + 1]}"] += NAME_WEIGHT if names[k] and names[k + 1] else 1
    return found
