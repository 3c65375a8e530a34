"""Who and what a report speaks of: names, nominals and pronouns for persons, states, organisations, places, groups.

Names come from the tags of the network's name heads, nominals and pronouns from its mention head, their
extent from the dependency tree.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from dragoman.extract import labels
from dragoman.extract.coref import mention_heads
from dragoman.extract.datelines import dateline_places
from dragoman.extract.phrases import Tree, noun_phrase, suffix_end, tree_of
from dragoman.extract.scores import Array, Scores, softmax
from dragoman.model import Document, EntityKind, Form, Mention, Sentence, Span

_KINDS: dict[str, EntityKind] = {
    "PER": "person", "ORG": "organisation", "LOC": "place", "person": "person", "state": "state", "place": "place",
    "organisation": "organisation", "group": "group", "politician": "person", "politicalparty": "organisation",
    "country": "state", "location": "place", "organization": "organisation",
}
_KIND_NAMES: tuple[EntityKind, ...] = tuple(sorted(set(_KINDS.values())))
#: What the head that found a name has to say for its kind, beside chances of up to 1 of each other head.
_OWN_VOTE = 0.6
#: Mention types (GUM) that can act, speak or be a scene.
_ACTING = frozenset(("person", "place", "organization"))
#: A name head's opinion counts from this probability on.
_NAME_THRESHOLD = 0.5
_GROUP_WORDS = frozenset(("NNS", "NNPS"))
_NAMING = frozenset(("NOUN", "PROPN", "PRON", "ADJ", "NUM"))


#: [first, last) words and kind of a name
Name = tuple[int, int, EntityKind]


def spans_of(scores: Array, tags: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """[first, last) and type of the spans of the best well-formed BIO sequence of scores (N, tags).

    A word that goes on with another type than the one before begins a new span; single words are judged by
    the best path (Viterbi) in which I-x follows only B-x or I-x.
    """
    n = len(scores)
    if not n:
        return []
    path = best_path(scores, tags)
    out: list[tuple[int, int, str]] = []
    for i, k in enumerate(path):
        tag = tags[k]
        if tag == "O":
            continue
        if tag[0] == "I" and out and out[-1][1] == i:
            out[-1] = (out[-1][0], i + 1, out[-1][2])
        else:
            out.append((i, i + 1, tag[2:]))
    return out


def best_path(scores: Array, tags: tuple[str, ...]) -> list[int]:
    """Viterbi over BIO tags; transitions are free or forbidden."""
    greedy = scores.argmax(1)
    allowed = transitions(tags)
    start = np.array([-1e9 if t[0] == "I" else 0.0 for t in tags])
    if start[greedy[0]] == 0 and (allowed[greedy[:-1], greedy[1:]] == 0).all():
        return greedy.tolist()  # type: ignore[no-any-return]  # the best tags follow each other as they may
    # Lists: for some twenty tags of a sentence they are faster than arrays.
    before = _before(tags)
    best: list[float] = (scores[0] + start).tolist()
    back: list[list[int]] = []
    for row in scores[1:].tolist():
        top = best.index(max(best))
        from_ = [top if b is None else b[0] if best[b[0]] >= best[b[1]] else b[1] for b in before]
        back.append(from_)
        best = [best[b] + r for b, r in zip(from_, row, strict=True)]
    path = [best.index(max(best))]
    for from_ in reversed(back):
        path.append(from_[path[-1]])
    return path[::-1]


@cache
def _before(tags: tuple[str, ...]) -> list[tuple[int, int] | None]:
    """For each I- tag the two tags of its type, which it may follow; None for the others, which follow any."""
    return [
        (tags.index(f"B-{t[2:]}"), n) if t[0] == "I" else None for n, t in enumerate(tags)
    ]


@cache
def transitions(tags: tuple[str, ...]) -> Array:
    """(from, to): 0 where the step is allowed, -1e9 where an I- tag would not carry on its own type."""
    out = np.zeros((len(tags), len(tags)))
    for b, to in enumerate(tags):
        if to[0] == "I":
            out[[a for a, t in enumerate(tags) if t[2:] != to[2:] or t == "O"], b] = -1e9
    return out


def names(scores: Scores, sentences: tuple[Sentence, ...]) -> list[Name]:
    """Named persons, organisations, states and places: spans of the UNER head, their kinds refined by the others."""
    out: list[Name] = []
    taken = np.zeros(len(scores.words["names"]), dtype=bool)
    support = softmax(scores.words["actors"]) @ _KIND_OF_TAG["actors"]
    support += softmax(scores.words["politics"]) @ _KIND_OF_TAG["politics"]
    heads = [(scores.words[head], tags, scores.words[head].argmax(1) != tags.index("O")) for head, tags in (
        ("names", labels.NAMES), ("politics", labels.POLITICS), ("actors", labels.ACTORS))]
    for s in sentences:
        for logits, tags, is_tagged in heads:
            if not is_tagged[s.first : s.last].any():
                continue
            for a, b, kind in spans_of(logits[s.first : s.last], tags):
                first, last = s.first + a, s.first + b
                if kind in _KINDS and not taken[first:last].any():
                    taken[first:last] = True
                    out.append((first, last, _kind(_KINDS[kind], support[first:last])))
    return sorted(out)


def _kind(kind: EntityKind, support: Array) -> EntityKind:
    """A place is a state, and an organisation a place, where the heads that know the difference say so.

    `support` (words, kinds): chance of each kind by those heads, added up.
    """
    votes = dict(zip(_KIND_NAMES, support.mean(0).tolist(), strict=True))
    votes[kind] += _OWN_VOTE
    return max(votes, key=lambda k: (votes[k], k))


def _kinds_of_tags(tags: tuple[str, ...]) -> Array:
    """(tags, kinds): 1 where a tag is of a kind."""
    out = np.zeros((len(tags), len(_KIND_NAMES)), dtype=np.float32)
    for n, tag in enumerate(tags):
        if tag[2:] in _KINDS:
            out[n, _KIND_NAMES.index(_KINDS[tag[2:]])] = 1
    return out


_KIND_OF_TAG = {"actors": _kinds_of_tags(labels.ACTORS), "politics": _kinds_of_tags(labels.POLITICS)}


def mentions(doc: Document) -> Document:
    """The mentions of the report, in order of the text, with ids m1, m2 ..."""
    scores: Scores = doc.scores
    tree = tree_of(doc)
    found: dict[int, tuple[Span, EntityKind | None, Form]] = {}
    inside = np.zeros(len(doc.words), dtype=bool)
    named = persons_first(tree, without_times(doc, written_at(doc, names(scores, doc.sentences))))
    for a, b, kind in with_suffixes(tree, named, doc.sentences):
        inside[a:b] = True
        found[tree.head_of(a, b - 1)] = (tree.span(a, b - 1), kind, "name")
    heads = mention_heads(scores)
    for s in doc.sentences:
        for i in range(s.first, s.last):
            if i not in heads or inside[i]:
                continue
            kind_name = labels.MENTION[heads[i]]
            if kind_name in _ACTING and doc.words[i].upos in _NAMING:
                found[i] = nominal(tree, i, s, _KINDS[kind_name])
    ordered = sorted(found.items(), key=lambda x: (x[1][0], x[0]))
    return replace(doc, mentions=tuple(
        Mention(f"m{n}", span, head, kind, form) for n, (head, (span, kind, form)) in enumerate(ordered, start=1)))


def written_at(doc: Document, found: list[Name]) -> list[Name]:
    """The names, with the places of datelines for what was seen there."""
    places = dateline_places(doc)
    taken = {i for a, b in places for i in range(a, b)}
    kept = [n for n in found if taken.isdisjoint(range(n[0], n[1]))]
    return sorted([*kept, *((a, b, "place") for a, b in places)])


def without_times(doc: Document, found: list[Name]) -> list[Name]:
    """Names that are no time expression ("Sunday", "May")."""
    times = {i for t in doc.timexes for i in range(t.span.start, t.span.end)}
    return [n for n in found if doc.words[n[0]].start not in times]


def persons_first(tree: Tree, found: list[Name]) -> list[Name]:
    """A single word that is the surname of somebody named in full is that person, whatever it was taken for."""
    surnames = {tree.form(b - 1) for a, b, kind in found if kind == "person" and b - a > 1}
    surnames -= {tree.form(a) for a, b, kind in found if kind != "person" and b - a > 1}
    return [(a, b, "person" if b - a == 1 and tree.form(a) in surnames else kind) for a, b, kind in found]


def with_suffixes(tree: Tree, found: list[Name], sentences: tuple[Sentence, ...]) -> list[Name]:
    """Persons' names with the suffixes behind them ("Ada Berg, Jr."), which are no names of their own."""
    ends = {i: s.last for s in sentences for i in range(s.first, s.last)}
    out: list[Name] = []
    for a, b, kind in found:
        if out and out[-1][1] >= b:
            continue  # a suffix that was taken for a name
        out.append((a, suffix_end(tree, b, ends[a]) if kind == "person" else b, kind))
    return out


#: Words that a tagger may take for names at the head of a sentence.
_NO_NAMES = frozenset("the both a an this that these those some all each such other others many most".split())


def nominal(tree: Tree, head: int, sentence: Sentence, kind: EntityKind | None) -> tuple[Span, EntityKind | None, Form]:
    """The span, kind and form of a phrase that is no name by the name heads."""
    word = tree.words[head]
    if word.upos == "PRON":
        return tree.span(head, head), None if kind == "place" else kind, "pronoun"
    first, last = noun_phrase(tree, head, sentence)
    if kind == "person" and word.xpos in _GROUP_WORDS:
        kind = "group"
    named = word.upos == "PROPN" and tree.low(head) not in _NO_NAMES
    return tree.span(first, last), kind, "name" if named else "nominal"
