"""Mentions of the same thing, chained: the encoder's proposal, which resolution weighs with names and offices.

Fillers of roles and sources of statements that are no mention yet become one here, so that each can be resolved.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract import labels
from dragoman.extract.coref import antecedents, chains
from dragoman.extract.coref_features import seen
from dragoman.extract.mentions import nominal
from dragoman.extract.phrases import Tree, tree_of
from dragoman.extract.scores import Array, Scores
from dragoman.extract.statements import sentence_numbers
from dragoman.model import Document, EntityKind, Mention, Party, Span

_TYPES: dict[EntityKind | None, str] = {
    "person": "person", "group": "person", "state": "place", "place": "place", "organisation": "organization"}


def chained(doc: Document, weights: Array) -> Document:
    """Every mention with a chain id ("c3") as its entity, or None where it stands alone; `weights` as in `coref`."""
    scores: Scores = doc.scores
    if not doc.words:
        return doc
    tree = tree_of(doc)
    number = sentence_numbers(doc.sentences, len(doc.words))
    found = {m.head: m for m in doc.mentions}
    covered = bytearray(len(doc.words))
    for m in doc.mentions:
        _cover(covered, tree.inside(m.span))
    for party in parties_of(doc):
        head = head_in(tree, party.span)
        if head is not None and not covered[head]:
            guess = labels.MENTION[int(scores.words["mention"][head].argmax())]
            kind: EntityKind | None = {"person": "person", "place": "place", "organization": "organisation"}.get(guess)  # type: ignore[assignment]
            span, kind, form = nominal(tree, head, doc.sentences[number[head]], kind)
            found[head] = Mention("", span, head, kind, form)
            _cover(covered, tree.inside(span))
    ordered = sorted(found.values(), key=lambda m: (m.span.start, m.head))
    heads = [m.head for m in ordered]
    looks = []
    for m in ordered:
        inside = tree.inside(m.span)
        looks.append(seen([tree.form(i) for i in inside], m.head - inside[0],
                          doc.words[m.head].upos, doc.words[m.head].xpos,
                          labels.MENTION.index(_TYPES.get(m.kind, "object")),
                          number[m.head]))
    links = antecedents(scores, heads, looks, weights)
    numbers = chains(links)
    shared = {c for i, c in enumerate(numbers) if c != i}
    return replace(doc, mentions=tuple(
        replace(m, id=f"m{n}", entity=f"c{c}" if c in shared else None)
        for n, (m, c) in enumerate(zip(ordered, numbers, strict=True), start=1)))


def _cover(covered: bytearray, words: range) -> None:
    """Mark words that begin in a mention."""
    covered[words.start : words.stop] = b"\1" * len(words)


def parties_of(doc: Document) -> list[Party]:
    """Every party of the document's events and statements."""
    out = [p for e in doc.event_mentions for p in (*e.actors, *e.recipients, *e.place)]
    for s in doc.statements:
        out += [p for p in (s.source, s.addressee, *s.via) if p]
    return out


def head_in(tree: Tree, span: Span) -> int | None:
    """The word of a span that is governed from outside it."""
    inside = tree.inside(span)
    return tree.head_of(inside[0], inside[-1]) if inside else None
