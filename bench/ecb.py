"""ECB+ events across documents: stories found first, then pairs of mentions compared, then clustered.

Setting: gold event mentions of the sentences that were checked, singletons kept, no gold topics; all topics are scored
together. Documents are first grouped into stories (average linkage on tf-idf of words and pairs of words, counted over
the documents at hand). What is compared is listed in `bench/ecb_pairs.py`; the coefficients are learned on train by
`train/links.py`, thresholds too: nothing is picked on dev. The clusters are made by the ledger's own `merge.cluster`.
"""

from __future__ import annotations

import json
import lzma
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from bench import ecb_links
from bench.coref_score import conll
from bench.ecb_company import in_company
from bench.ecb_links import Chances, Model
from bench.ecb_pairs import Floats, Pairs, Part, Told, compared, unit
from dragoman.extract import labels
from dragoman.extract.scores import Scores
from dragoman.merge.cluster import Link, cluster
from dragoman.merge.keywords import is_telling
from dragoman.merge.stem import root
from dragoman.names import fold

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).resolve().parents[2] / "shared"))
FOLDER = SHARED / "data" / "coref" / "ecbplus"
NAME_WEIGHT = FIGURE_WEIGHT = 3  #: how often a name or figure counts in a document's words; 1 gave B3 91 on train
_FAINTEST = 0.05  #: fainter links change no mean that joins
_FAINTEST_STORY = 0.02
_OBJECTS = ("obj", "iobj", "obl", "nmod", "compound")

Document = dict[str, Any]


@dataclass(frozen=True)
class Gold:
    """A part of ECB+ as read by the encoder, with its answers."""

    part: Part
    chains: tuple[str, ...]  #: of each mention
    topics: tuple[int, ...]


def load(part: str, *, story: float | None = None) -> Gold:
    """The mentions of one part ("train", "dev").

    Args:
        story: threshold of stories; the trained scorer's when None.
    """
    with lzma.open(FOLDER / f"{part}.jsonl.xz", "rt", encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    threshold = ecb_links.read().story if story is None else story
    return gold(documents, _read(documents), stories(documents, join=threshold))


def score(part: str = "dev") -> dict[str, float]:
    """CoNLL F1 and its parts on one part, all topics together."""
    model, found = ecb_links.read(), load(part)
    pairs = compared(found.part)
    return conll(chains(found), clusters(found.part, pairs, chances(model, found.part, pairs), join=model.join))


def lemma_baseline(part: str = "dev") -> dict[str, float]:
    """What the root of the trigger within a gold topic gives."""
    found = load(part)
    groups: dict[tuple[int, str], list[str]] = {}
    for told, topic in zip(found.part.told, found.topics, strict=True):
        groups.setdefault((topic, told.last), []).append(told.id)
    return conll(chains(found), groups.values())


def chances(model: Model, part: Part, pairs: Pairs) -> Chances:
    """The chance of each pair: at first sight, then beside what else there is to choose from."""
    return model.second.chances(in_company(part, pairs, model.first.chances(pairs)))


def clusters(part: Part, pairs: Pairs, found: Chances, *, join: float) -> list[frozenset[str]]:
    """The events: ids of their mentions."""
    ids = [t.id for t in part.told]
    triples = zip(pairs.left.tolist(), pairs.right.tolist(), found.tolist(), strict=True)
    return cluster(ids, [Link(ids[i], ids[j], chance) for i, j, chance in triples if chance >= _FAINTEST], join=join)


def chains(found: Gold) -> list[list[str]]:
    """The annotated events: ids of their mentions."""
    groups: dict[str, list[str]] = {}
    for told, chain in zip(found.part.told, found.chains, strict=True):
        groups.setdefault(chain, []).append(told.id)
    return list(groups.values())


def gold(documents: Sequence[Document], scores: dict[str, Scores], of: dict[str, str]) -> Gold:
    """The mentions of documents with their vectors, less the mean over all words.

    Args:
        scores: what the encoder says of each document.
        of: the story of each document.
    """
    vectors = {name: s.vectors.astype(np.float32) for name, s in scores.items() if s.vectors is not None}
    mean = np.concatenate(list(vectors.values())).mean(0)
    told, answers, trigger, around, whole = [], [], [], [], []
    for document in documents:
        own = vectors[document["doc"]] - mean
        for number, m in enumerate(document["mentions"]):
            if m["gold"] and m["type"].startswith(("ACTION", "NEG_ACTION")):
                told.append(_told(document, number, scores[document["doc"]], of[document["doc"]]))
                answers.append((f"{document['topic']}:{m.get('c') or told[-1].id}", document["topic"]))
                start, end = document["sents"][m["sent"]]
                trigger.append(own[m["toks"]].mean(0))
                around.append(own[start:end].mean(0))
                whole.append(own.mean(0))
    part = Part(tuple(told), unit(np.array(trigger)), _centred(around), _centred(whole))
    return Gold(part, tuple(c for c, _ in answers), tuple(t for _, t in answers))


def _centred(rows: Sequence[Floats]) -> Floats:
    found = np.array(rows)
    return unit(found - found.mean(0))


def _told(document: Document, number: int, scores: Scores, story: str) -> Told:
    tokens, m = document["tokens"], document["mentions"][number]
    start, end = document["sents"][m["sent"]]
    assert scores.heads is not None
    assert scores.relations is not None
    above, words = scores.heads.tolist(), set(m["toks"])
    head = next((t for t in m["toks"] if above[t] not in words), m["toks"][-1])
    below = {t: labels.DEPREL[scores.relations[t]] for t in range(start, end) if above[t] == head}
    subjects = _telling(tokens[t] for t, relation in below.items() if relation.startswith("nsubj"))
    objects = _telling(tokens[t] for t, relation in below.items() if relation.startswith(_OBJECTS))
    governor = {"^" + r for r in _telling([tokens[above[head]]] if above[head] >= 0 else [])}
    return Told(
        id=f"{document['doc']}#{number}", document=document["doc"], story=story, sentence=m["sent"],
        head=root(tokens[head]), last=root(" ".join(tokens[t] for t in m["toks"])),
        words=_telling(tokens[t] for t in range(start, end) if t not in words),
        names=frozenset(fold(t) for t in tokens[start + 1 : end] if t[0].isupper() and len(t) > 1),
        numbers=frozenset(t for t in tokens[start:end] if t[0].isdigit()),
        subjects=subjects, objects=objects, context=frozenset(_telling(tokens[t] for t in below) | governor),
    )  # fmt: skip


def _telling(tokens: Iterable[str]) -> frozenset[str]:
    return frozenset(r for r in map(root, tokens) if is_telling(r))


def _read(documents: Sequence[Document]) -> dict[str, Scores]:
    """What the encoder says of each document."""
    from dragoman.extract.encode import encoder

    found: dict[str, Scores] = {}
    for at in range(0, len(documents), 16):
        group = documents[at : at + 16]
        scores = encoder().encode([(d["tokens"], [(s[0], s[1]) for s in d["sents"]]) for d in group])
        found.update((d["doc"], replace(s, words={}, blocks=())) for d, s in zip(group, scores, strict=True))
    return found


def stories(documents: Sequence[Document], *, join: float) -> dict[str, str]:
    """The story of each document, as a name."""
    counts = [_words(d["tokens"]) for d in documents]
    seen = Counter(term for c in counts for term in c)
    terms = {t: k for k, t in enumerate(sorted(t for t, n in seen.items() if n > 1))}
    matrix = np.zeros((len(documents), len(terms)), np.float32)
    for row, c in enumerate(counts):
        for term, n in c.items():
            if term in terms:
                matrix[row, terms[term]] = np.log1p(n) * np.log(len(documents) / seen[term])
    near = unit(matrix) @ unit(matrix).T
    ids = [d["doc"] for d in documents]
    pairs = [(i, j) for i, j in combinations(range(len(ids)), 2) if near[i, j] > _FAINTEST_STORY]
    links = [Link(ids[i], ids[j], float(near[i, j])) for i, j in pairs]
    return {d: f"Story{k}" for k, group in enumerate(cluster(ids, links, join=join)) for d in group}


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
