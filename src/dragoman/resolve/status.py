"""How the report presents each event: occurred, scheduled, possible, denied ... and by which words.

1. Cues: auxiliaries and negation of the verb that carries the event, adjectives of the noun, and the words above
   it in the dependency tree (`codebook.status_cues`), nearest first.
2. The encoder's judgement stands where no cue speaks against it.
3. A carrying verb in the past or present, or a phase ("the second day of a visit"), makes an event real that the
   encoder takes for planned or possible, if no cue speaks against it.
4. A cue decides where the encoder is unsure, and always where it says `occurred` or `ongoing` of an event whose own
   auxiliary, negation or adjective says otherwise: an event that may happen must never be filed as one that did.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.codebook.status_cues import (
    ADJECTIVES,
    ADVERBS,
    AUXILIARIES,
    CARRIERS,
    CONDITIONS,
    NEGATIONS,
    PHASES,
    base_forms,
    governor_status,
)
from dragoman.extract import labels
from dragoman.extract.phrases import Tree
from dragoman.extract.scores import Array, Scores, softmax
from dragoman.model import Document, EventMention, Span, Status

#: Below this probability of the encoder's best status a cue from farther up the tree decides.
UNSURE = 0.60
#: `occurred` needs this much; else the likeliest other status is taken. 0 to 0.6 were tried on the
#: annotated dev reports with an earlier set of weights and moved false occurred by 0.5 points at most.
OCCURRED = 0.50
_STATUS: tuple[Status, ...] = labels.STATUS  # type: ignore[assignment]
_OF_TENSE: dict[str, Status] = {"VBD": "occurred", "VBZ": "ongoing", "VBP": "ongoing", "VBG": "ongoing"}
_REAL = frozenset(("occurred", "ongoing", "general"))
_NOT = frozenset(("negated", "denied"))
_UP = frozenset(
    "xcomp ccomp obj nsubj:pass nmod acl acl:relcl advcl csubj obl nsubj conj parataxis amod compound dep".split())
_COMPLEMENT = frozenset("xcomp ccomp obj nsubj:pass nmod obl acl csubj".split())


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that speaks for a status; `near` if it belongs to the event's own verb or noun phrase."""

    word: int
    status: Status
    near: bool


def status(doc: Document) -> Document:
    """The status of every event mention, with the words that decide it."""
    scores: Scores = doc.scores
    if not doc.event_mentions:
        return doc
    tree = Tree(doc.words, doc.text)
    chances = softmax(scores.words["status"])
    return replace(doc, event_mentions=tuple(_judged(tree, e, chances[e.head]) for e in doc.event_mentions))


def _judged(tree: Tree, event: EventMention, chance: Array) -> EventMention:
    found = cues(tree, event.head)
    carried = None if found else carried_status(tree, event.head)
    decided = decide(dict(zip(_STATUS, chance.tolist(), strict=True)), found, carried)
    alike = _NOT if decided in _NOT else {decided}
    words = sorted({c.word for c in found if c.status in alike})
    return replace(event, status=decided, cues=tuple(Span(tree.words[w].start, tree.words[w].end) for w in words))


def carried_status(tree: Tree, trigger: int) -> Status | None:
    """The status that a noun has from its carrying verb's tense, or from the phase of it that is told."""
    word = tree.words[trigger]
    if word.upos != "NOUN" or word.head < 0:
        return None
    above = tree.words[word.head]
    if _in_phase(tree, trigger):
        return "ongoing"
    if word.deprel in ("obj", "nsubj:pass") and any(f in CARRIERS for f in base_forms(tree.low(word.head))):
        if _own(tree, word.head) or tree.children(word.head, "mark", "aux"):
            return None
        return _OF_TENSE.get(above.xpos)
    return None


def _in_phase(tree: Tree, trigger: int) -> bool:
    """ "the start of the second day of a visit": by the words before the phrase, since chains of "of" confuse trees."""
    first = min([trigger, *tree.children(trigger, "det", "amod", "compound", "nmod:poss")])
    for i in range(trigger - 1, max(first - 3, 0), -1):
        if tree.low(i) == "of":
            return tree.low(i - 1) in PHASES
        if tree.words[i].upos not in ("DET", "ADJ", "ADV", "NOUN", "PROPN", "PART"):
            return False
    return False


def decide(chance: dict[Status, float], found: list[Cue], carried: Status | None = None) -> Status:
    """The status by the encoder's probabilities, the cues, and the carrying verb."""
    best = max(chance, key=lambda s: chance[s])
    if carried and best not in _REAL and not found:
        return carried
    near = next((c for c in found if c.near), None)
    if near and best in _REAL and near.status not in _REAL:
        # of the unreal statuses the likeliest by the encoder, unless it finds none of them likely
        unreal = {s: p for s, p in chance.items() if s not in _REAL}
        likeliest = max(unreal, key=lambda s: unreal[s])
        if near.status == "negated" or unreal[likeliest] < 0.15:
            return near.status
        return likeliest
    if best == "occurred" and chance[best] < OCCURRED:
        best = max((s for s in chance if s != "occurred"), key=lambda s: chance[s])
    if chance[best] < UNSURE and found and chance.get(found[0].status, 0.0) > 0.1:
        return found[0].status
    return best


def cues(tree: Tree, trigger: int) -> list[Cue]:
    """Words that bear on the status of the event at this word, nearest first."""
    out = _own(tree, trigger)
    at = trigger
    for _ in range(3):
        word = tree.words[at]
        if word.head < 0 or word.deprel.split(":")[0] not in {u.split(":")[0] for u in _UP}:
            break
        relation, at = word.deprel, word.head
        if relation in _COMPLEMENT or relation.startswith("acl"):
            given = governor_status(_with_particle(tree, at))
            if given:
                # "did not refuse to", "has not denied": a negation above turns the cue into nothing
                turned = any(tree.low(d) in NEGATIONS for d in tree.dependents[at])
                if not (turned and given in ("negated", "denied", "cancelled")):
                    out.append(Cue(at, given, False))
            if relation in ("xcomp", "ccomp"):
                out += [replace_near(c) for c in _own(tree, at)]
        elif relation == "advcl" and any(tree.low(m) in CONDITIONS for m in tree.children(at, "mark")):
            break
    return out


def replace_near(cue: Cue) -> Cue:
    return Cue(cue.word, cue.status, False)


def _own(tree: Tree, i: int) -> list[Cue]:
    """Cues among a word's own dependents."""
    out: list[Cue] = []
    verbal = (tree.words[i].upos in ("VERB", "AUX")
              or any(tree.words[d].deprel.startswith("aux") for d in tree.dependents[i]))
    for d in tree.dependents[i]:
        low, relation = tree.low(d), tree.words[d].deprel
        if low in NEGATIONS and relation in ("advmod", "det", "cc:preconj", "mark", "case", "nsubj", "nsubj:pass"):
            out.append(Cue(d, "negated", True))
        elif relation == "aux" and low in AUXILIARIES:
            out.append(Cue(d, AUXILIARIES[low], True))
        elif relation == "advmod" and low in ADVERBS:
            out.append(Cue(d, ADVERBS[low], True))
        elif relation == "amod" and low in ADJECTIVES:
            out.append(Cue(d, ADJECTIVES[low], True))
        elif relation == "mark" and low in CONDITIONS and verbal:
            out.append(Cue(d, CONDITIONS[low], True))
    return out


def _with_particle(tree: Tree, i: int) -> str:
    """The verb with its particle where the pair is an entry of its own ("called off")."""
    particle = tree.child(i, "compound:prt")
    low = tree.low(i)
    if particle is None:
        return low
    pair = {("call", "off"): "call-off", ("put", "off"): "put-off", ("push", "back"): "push-back",
            ("rule", "out"): "rule-out"}
    stem = low[:-2] if low.endswith("ed") else low[:-3] if low.endswith("ing") else low
    return pair.get((stem, tree.low(particle)), low)
