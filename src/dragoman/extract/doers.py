"""Whose deed an event is by the syntax: the doer of its own verb or noun, against a neighbouring clause's.

An edge of the encoder may reach into another clause ("Making the first trip since [Lee] was elected, Berg ...").
Where the tree names the doer of the event itself, the subject of a clause that the event does not belong to is none.
"""

from __future__ import annotations

from dragoman.codebook.status_cues import CARRIERS, base_forms
from dragoman.extract.phrases import Tree

_RELATIVE = frozenset(("who", "which", "that", "whom"))
_NOBODY = frozenset(("it", "its", "there", "this", "that"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
_CARRIED = frozenset(("obj", "xcomp"))
_JOINED = frozenset(("conj", "flat", "compound"))
#: Clauses between an event and the one whose subject it shares ("making a visit, Berg ...").
_LEVELS = 4


def own_doer(tree: Tree, trigger: int) -> int | None:
    """The head word of whoever does it by the tree: the possessor of a noun ("his talks"), the subject that stands
    before the event's verb or before the one that carries its noun. None where the tree names nobody."""
    word = tree.words[trigger]
    if word.upos == "VERB":
        return _subject(tree, trigger)
    owner = tree.child(trigger, "nmod:poss")
    if owner is not None:
        return owner
    if word.deprel in _CARRIED and word.head >= 0 and any(f in CARRIERS for f in base_forms(tree.low(word.head))):
        return _subject(tree, word.head)
    return None


def partner_of(tree: Tree, trigger: int) -> int | None:
    """Who is to do with others what a noun tells only of those others ("their reluctance to engage in talks with X"):
    the subject of the verb it hangs on, or the owner of the noun that this verb explains."""
    word = tree.words[trigger]
    if word.upos != "NOUN" or word.deprel not in ("obj", "obl") or word.head < 0:
        return None
    verb = tree.words[word.head]
    if verb.upos != "VERB":
        return None
    is_explained = verb.deprel == "acl" and verb.head >= 0
    partner = tree.child(verb.head, "nmod:poss") if is_explained else _subject(tree, word.head)
    return None if partner is None or tree.low(partner) in _NOBODY else partner


def is_with(tree: Tree, first: int) -> bool:
    """Whether "with" stands before a phrase that begins at this word; "along with" joins it to the doer."""
    return first > 1 and tree.low(first - 1) == "with" and tree.low(first - 2) not in ("along", "together")


def _subject(tree: Tree, verb: int) -> int | None:
    at = verb
    for _ in range(_LEVELS):
        if tree.child(at, "nsubj:pass", "aux:pass") is not None or (
                tree.words[at].xpos == "VBN" and tree.child(at, "aux") is None):
            return None  # whoever suffers it
        subject = tree.child(at, "nsubj")
        if subject is not None:
            is_plain = subject < at and tree.words[subject].upos in _NOMINAL and tree.low(subject) not in _RELATIVE
            return subject if is_plain else None
        word = tree.words[at]
        # what "and" joins may be hung on a clause too high
        is_shared = word.deprel == "advcl" and word.xpos == "VBG"
        if not is_shared or word.head < 0 or tree.words[word.head].upos != "VERB":
            return None
        at = word.head
    return None


def is_anothers(tree: Tree, trigger: int, own: int, party: int) -> bool:
    """Whether `party` is the subject of a clause that does not tell the event which `own` does.

    A clause above does tell it, where it takes the event for its object or words ("Berg denied Norland's role", and
    whoever "said he would go"): all but the main clause that an adverbial clause with a doer of its own hangs from.
    """
    subject = party
    while tree.words[subject].deprel in _JOINED and tree.words[subject].head >= 0:
        subject = tree.words[subject].head
    word = tree.words[subject]
    if word.deprel not in ("nsubj", "nsubj:pass") or word.head < 0 or own in (party, subject):
        return False
    verb = word.head
    if verb in (trigger, tree.words[own].head):
        return False
    if verb not in _above(tree, trigger):
        return True
    hangs = tree.words[trigger]
    return (hangs.upos == "VERB" and hangs.deprel == "advcl" and hangs.head == verb
            and tree.words[own].head == trigger and tree.words[own].upos != "PRON")


def _above(tree: Tree, i: int) -> set[int]:
    """The words that a word hangs from."""
    out: set[int] = set()
    at = tree.words[i].head
    while at >= 0 and at not in out:
        out.add(at)
        at = tree.words[at].head
    return out
