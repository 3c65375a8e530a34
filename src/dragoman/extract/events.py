"""What happened: event triggers with type, modes, contexts, and the parties and places of each.

Triggers are single words; nouns for feelings and relations are none. An edge of the encoder leads from a trigger to the
last word of each filler; the phrase around it comes from the dependency tree. The dead and wounded of an attack are
told as part of it (`attacks`).
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

import numpy as np

from dragoman.codebook.plover import SET_PHRASES, STATES, TALKS, VISITS
from dragoman.extract import labels
from dragoman.extract.attacks import one_attack
from dragoman.extract.contents import Contents
from dragoman.extract.datelines import dateline_end
from dragoman.extract.doers import is_anothers, is_with, own_doer, partner_of
from dragoman.extract.phrases import NAME_SUFFIXES, Tree, name_before_suffix, noun_phrase, phrase_head, tree_of
from dragoman.extract.scores import Scores, sigmoid, softmax
from dragoman.extract.statements import sentence_numbers
from dragoman.model import Document, EventMention, Party, Sentence, Span, Status

#: Triggers and roles were swept 0.3 to 0.6 on the annotated dev reports with an earlier set of weights; time, mode and
#: context were not tuned.
TRIGGER_THRESHOLD = 0.55  # that a word is no trigger at all must be less likely than 1 minus this
ROLE_THRESHOLD = {"actor": 0.5, "recipient": 0.5, "place": 0.45, "time": 0.5}
MODE_THRESHOLD = CONTEXT_THRESHOLD = 0.4
_ROLES = {name: labels.ROLE.index(name) for name in ROLE_THRESHOLD}
_BOUNDS = frozenset(("least", "most"))  # "at least 76 people"
_LIGHT = frozenset((",", "and", "or"))


def events(doc: Document) -> Document:
    """The event mentions of the report, in order of the text, with ids e1, e2 ...; status is the encoder's alone."""
    scores: Scores = doc.scores
    if not doc.words:
        return doc
    tree = tree_of(doc)
    number = sentence_numbers(doc.sentences, len(doc.words))
    contents = Contents(doc.statements)
    written_at = [dateline_end(doc, s) for s in doc.sentences]
    types, status = softmax(scores.words["event"]), softmax(scores.words["status"])
    out: list[EventMention] = []
    for i in np.flatnonzero(types[:, 0] < 1 - TRIGGER_THRESHOLD).tolist():
        if tree.low(i) in STATES and tree.words[i].upos == "NOUN":
            continue
        kind = _of_phrase(tree, i) or labels.TYPES[int(types[i, 1:].argmax()) + 1]
        sentence = doc.sentences[number[i]]
        fillers = {name: _fillers(scores, i, sentence, name) for name in _ROLES}
        for name in ("actor", "recipient"):  # a town where a report was written does nothing
            fillers[name] = [f for f in fillers[name] if f >= written_at[number[i]]]
        fillers["actor"] = [f for f in fillers["actor"] if not _is_addressed(tree, phrase_head(tree, f))]
        for word in {*fillers["actor"]} & {*fillers["recipient"]}:  # nobody does it to himself
            is_doer = own_doer(tree, i) == phrase_head(tree, word)
            fillers["recipient" if is_doer else _weaker(scores, i, word)].remove(word)
        timexes = [n for n, t in enumerate(doc.timexes)
                   if any(doc.words[w].start < t.span.end and t.span.start < doc.words[w].end for w in fillers["time"])]
        trigger = tree.span(i, i)
        holder = contents.innermost(trigger)
        out.append(EventMention(
            f"e{len(out) + 1}", number[i], trigger, i, kind,  # type: ignore[arg-type]
            _STATUS[int(status[i].argmax())],
            modes=_many(scores.words["mode"][i], _MODES[kind], MODE_THRESHOLD, 2),
            contexts=_many(scores.words["context"][i], list(labels.CONTEXT), CONTEXT_THRESHOLD, 3),
            actors=_parties(tree, _doers(tree, i, fillers["actor"], sentence), sentence, i),
            recipients=_parties(tree, fillers["recipient"], sentence, i),
            place=_parties(tree, fillers["place"], sentence, i, {*fillers["actor"], *fillers["recipient"]}),
            time=timexes[0] if timexes else None,
            said_by=holder.id if holder else None, score=float(1 - types[i, 0])))
    told = one_attack(tree, out)
    return replace(doc, event_mentions=tuple(replace(m, id=f"e{n}") for n, m in enumerate(told, start=1)))


#: For each type the modes among labels.MODE that are its own, and "" in the place of the others.
_MODES = {kind: [m.partition("/")[2] if m.startswith(f"{kind}/") else "" for m in labels.MODE] for kind in labels.TYPES}
_STATUS: tuple[Status, ...] = labels.STATUS  # type: ignore[assignment]


def _of_phrase(tree: Tree, trigger: int) -> str | None:
    """The type of a set phrase ("shook hands"), None for other words."""
    thing = tree.child(trigger, "obj")
    return None if thing is None else SET_PHRASES.get((tree.low(trigger), tree.low(thing)))


def _fillers(scores: Scores, trigger: int, sentence: Sentence, role: str) -> list[int]:
    """Last words of the fillers of a role."""
    block = scores.block_of(trigger)
    if block is None:
        return []
    low, high = max(sentence.first, block.first), min(sentence.last, block.last)
    row = block.roles[_ROLES[role], trigger - block.first, low - block.first : high - block.first]
    return [low + k for k in np.flatnonzero(sigmoid(row) > ROLE_THRESHOLD[role]).tolist() if low + k != trigger]


def _is_addressed(tree: Tree, head: int) -> bool:
    """ "Mr. President, thank you": whoever is spoken to does nothing."""
    return tree.words[head].deprel == "vocative" and tree.child(head, "case") is None


def _weaker(scores: Scores, trigger: int, word: int) -> str:
    """The less likely role of a word: actor or recipient."""
    block = scores.block_of(trigger)
    assert block is not None
    edges = block.roles[:, trigger - block.first, word - block.first]
    return min(("actor", "recipient"), key=lambda role: float(edges[_ROLES[role]]))


def _doers(tree: Tree, trigger: int, fillers: list[int], sentence: Sentence) -> list[int]:
    """The last words of the actors, without subjects of neighbouring clauses; whoever does it by the tree for those.

    Whom a visitor talks with is no visitor, and whoever talks "with X" is one of two.
    """
    if not fillers:
        return fillers
    own = own_doer(tree, trigger)
    kept = fillers if own is None else [
        f for f in fillers if not is_anothers(tree, trigger, own, phrase_head(tree, f))]
    if own is not None and len(kept) < len(fillers):
        kept = _joined_by(tree, own, kept, sentence)
    others = [f for f in kept if is_with(tree, noun_phrase(tree, phrase_head(tree, f), sentence)[0])]
    if tree.low(trigger) in VISITS and len(others) < len(kept):
        return [f for f in kept if f not in others]
    if tree.low(trigger) in TALKS and others == kept and (partner := partner_of(tree, trigger)) is not None:
        return _joined_by(tree, partner, kept, sentence)
    return kept


def _joined_by(tree: Tree, head: int, fillers: list[int], sentence: Sentence) -> list[int]:
    _, last = noun_phrase(tree, head, sentence)
    return fillers if last in fillers else sorted((*fillers, last))


def _parties(
    tree: Tree, fillers: list[int], sentence: Sentence, trigger: int, others: Set[int] = frozenset()
) -> tuple[Party, ...]:
    """The phrases that end with these words; two that overlap are one.

    `others` are last words of other parties: a phrase does not begin before one that a preposition parts from it
    ("received [the envoy] at [the palace]").
    """
    out: list[Party] = []
    for last in fillers:
        head = phrase_head(tree, _listed_with(tree, last, fillers))
        first, _ = noun_phrase(tree, head, sentence)
        first = min(first, last)
        if first <= trigger <= last:
            first = trigger + 1
        # a phrase that reaches over a verb is a slip of the parse
        first = next((i + 1 for i in range(last - 1, first - 1, -1) if tree.words[i].upos in ("VERB", "AUX")
                      and tree.words[i].deprel not in ("amod", "compound")), first)
        first = next((i + 1 for i in range(last - 1, first - 1, -1)
                      if i in others and tree.words[i + 1].upos == "ADP" and tree.low(i + 1) != "of"), first)
        while (first < last and tree.words[first].upos in ("ADP", "SCONJ", "CCONJ", "PUNCT")
               and tree.low(first + 1) not in _BOUNDS):
            first += 1
        if first > last or tree.form(last) in _LIGHT:
            continue
        if tree.form(first) in NAME_SUFFIXES:
            first = name_before_suffix(tree, first, sentence.first)
        span = tree.span(first, last)
        if out and out[-1].span.overlaps(span):
            out[-1] = Party(Span(min(out[-1].span.start, span.start), span.end))
        else:
            out.append(Party(span))
    return tuple(out)


def _listed_with(tree: Tree, last: int, fillers: list[int]) -> int:
    """The head of the list that ends in `last`, where only its end has an edge: "the presidents of Norland and
    [Sudland]". Itself in any other case."""
    word = tree.words[last]
    first = word.head if word.deprel == "conj" else -1
    if first < 0 or first in fillers:
        return last
    if tree.words[first].deprel == "nmod" and any(tree.low(c) == "of" for c in tree.children(first, "case")):
        return first
    inside = tree.child(first, "nmod")  # hung too high: on the presidents
    is_hung_high = inside is not None and first < inside < last and inside not in fillers
    return first if is_hung_high and tree.words[first].deprel == "nsubj" else last


def _many(logits: np.ndarray, names: list[str], threshold: float, most: int) -> tuple[str, ...]:
    chance = sigmoid(logits)
    picked = sorted((float(-c), n) for c, n in zip(chance, names, strict=True) if n and c > threshold)
    return tuple(n for _, n in picked[:most])
