"""Parts of speech and dependencies of every word."""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract import labels
from dragoman.extract.datelines import dateline_words, part_dateline
from dragoman.extract.scores import Scores
from dragoman.extract.tree import best_tree
from dragoman.model import Document, Word

_ROOT = labels.DEPREL.index("root")
_DEP = labels.DEPREL.index("dep")


def parse(scores: Scores, sentences: list[tuple[int, int]]) -> tuple[list[str], list[str], list[int], list[str]]:
    """(UPOS, XPOS, head, relation) of each word; heads are document indices, -1 for a root."""
    if scores.heads is None or scores.relations is None:
        return [], [], [], []
    upos = [labels.UPOS[i] for i in scores.words["upos"].argmax(1)]
    xpos = [labels.XPOS[i] for i in scores.words["xpos"].argmax(1)]
    heads, relations = scores.heads.tolist(), scores.relations.tolist()
    for a, b in sentences:
        if not _is_tree(heads, a, b):
            _mend(scores, heads, relations, a, b)
    return upos, xpos, heads, [labels.DEPREL[r] for r in relations]


def syntax(doc: Document) -> Document:
    """The document's words with their parts of speech and heads."""
    upos, xpos, heads, relations = parse(doc.scores, [(s.first, s.last) for s in doc.sentences])
    starts = [w.start for w in doc.words]
    for s in doc.sentences if heads else ():
        size = dateline_words(doc.text, s, starts)
        if size:
            part_dateline(heads, relations, s.first, size, s.last)
    words = tuple(Word(w.start, w.end, u, x, h, r)
                  for w, u, x, h, r in zip(doc.words, upos, xpos, heads, relations, strict=True))
    return replace(doc, words=words)


def _is_tree(heads: list[int], a: int, b: int) -> bool:
    """One root, and every word of [a, b) leads to it."""
    roots = 0
    good = set()
    for i in range(a, b):
        path, at = [], i
        while at not in good:
            path.append(at)
            at = heads[at]
            if at == -1:
                roots += path[-1] not in good
                break
            if not a <= at < b or at in path:
                return False
        good.update(path)
    return roots == 1


def _mend(scores: Scores, heads: list[int], relations: list[int], a: int, b: int) -> None:
    """Replace the heads of sentence [a, b) by the best tree; relations stay but for the root's."""
    block = scores.block_of(a)
    if block is None or b > block.last:  # a sentence cut for its length: each part keeps its own heads
        b = block.last if block else b
        if block is None:
            return
    x, y = a - block.first, b - block.first
    found = best_tree(block.arcs[x:y][:, [0, *range(x + 1, y + 1)]])
    for k, head in enumerate(found):
        heads[a + k] = a + head - 1 if head else -1
        if head == 0:
            relations[a + k] = _ROOT
        elif relations[a + k] == _ROOT:
            relations[a + k] = _DEP
