"""One attack, one event: the dead and the wounded of an attack belong to it.

Settled case 1 of the guidelines: "Five people were killed and six injured in an attack by rebels" tells one ASSAULT, at
the first of these words, whose recipients are all the victims.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.codebook.plover import CASUALTIES
from dragoman.extract.phrases import Tree
from dragoman.model import EventMention, Party

_MEANS = frozenset(("in", "during", "by", "from"))
_VICTIMS = ("obl", "obl:agent", "nmod")


def one_attack(tree: Tree, mentions: Sequence[EventMention]) -> list[EventMention]:
    """The mentions, where casualties and the attack they fell in are one, at the first of its words."""
    out: list[EventMention] = []
    for mention in mentions:
        near = (n for n, m in enumerate(out) if m.sentence == mention.sentence and _is_part(tree, m, mention))
        home = next(near, None)
        if home is None:
            out.append(mention)
        else:
            out[home] = _with(out[home], mention)
    return out


def _is_part(tree: Tree, first: EventMention, second: EventMention) -> bool:
    if first.type != "ASSAULT" or second.type != "ASSAULT" or first.status != second.status:
        return False
    if _are_apart(first.actors, second.actors) or _are_apart(first.place, second.place):
        return False  # other doers, or another town, whatever the tree joins
    a, b = first.head, second.head
    word = tree.words[b]
    if tree.low(a) in CASUALTIES:
        if tree.low(b) in CASUALTIES:
            # "A killed five and B wounded six" are two
            is_told_apart = _has_doer_before(tree, a, b) or (
                bool(second.actors) and tree.child(b, "nsubj", "obl:agent") is not None)
            return word.head == a and word.deprel in ("conj", "parataxis") and not is_told_apart
        governor = word.head if word.head == a or word.head < 0 or tree.words[word.head].head != a else a
        return (word.upos in ("NOUN", "PROPN") and word.deprel in _VICTIMS and governor == a
                and any(tree.low(c) in _MEANS for c in tree.children(b, "case")))
    # "an attack that killed five", "an attack kills five"
    if tree.low(b) not in CASUALTIES or tree.words[a].upos not in ("NOUN", "PROPN"):
        return False
    return (word.head == a and word.deprel in ("acl:relcl", "acl")) or (
        tree.words[a].head == b and tree.words[a].deprel == "nsubj")


def _has_doer_before(tree: Tree, a: int, b: int) -> bool:
    """ "... and gunmen wounded six": a noun between "and" and a verb with an object does it, wherever the tree hangs
    the noun; "and six others wounded" has no object."""
    if not any(d > b for d in tree.children(b, "obj")):
        return False
    joint = next((i for i in range(b - 1, a, -1) if tree.low(i) in ("and", "while")), b)
    return any(tree.words[i].upos in ("NOUN", "PROPN", "PRON") for i in range(joint + 1, b))


def _are_apart(one: tuple[Party, ...], other: tuple[Party, ...]) -> bool:
    """Whether both are told and have no words in common."""
    return bool(one and other) and not any(p.span.overlaps(q.span) for p in one for q in other)


def _with(whole: EventMention, part: EventMention) -> EventMention:
    """The mention with what only its part tells; its own doers and place stay."""
    return replace(whole, actors=whole.actors or part.actors, recipients=_united(whole.recipients, part.recipients),
                   place=_united(whole.place, part.place), modes=tuple(dict.fromkeys((*whole.modes, *part.modes))),
                   time=part.time if whole.time is None else whole.time)


def _united(one: tuple[Party, ...], other: tuple[Party, ...]) -> tuple[Party, ...]:
    return (*one, *(p for p in other if not any(p.span.overlaps(q.span) for q in one)))
