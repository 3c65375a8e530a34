"""How the report presents each event: occurred, scheduled, possible, denied ... and by which words.

1. The encoder's judgement and that of the words around the event (`status_words`, fitted to syntax alone) are
   weighed: two voices with different blind spots. A noun that the report has told of leans towards its status then.
2. Cues: auxiliaries and negation of the verb that carries the event, adjectives of the noun, and the words above
   it in the dependency tree (`codebook.status_cues`), nearest first.
3. What the voices agree on stands where no cue speaks against it.
4. What begins or continues in the present tense, is in its first or second day, or is yet to be ended, is under way.
   What somebody was the first or the only one to do has been done.
   A carrying verb in the past or present makes an event real that they take for planned or possible, if no cue speaks
   against it; so does "Berg's visit" where the report has told of that visit as real.
5. A cue decides where they are unsure, and always where they say `occurred` or `ongoing` of an event whose own
   auxiliary, negation or adjective says otherwise: an event that may happen must never be filed as one that did.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace

import numpy as np

from dragoman.codebook.status_cues import (
    ADJECTIVES,
    ADVERBS,
    AUXILIARIES,
    CARRIERS,
    CONDITIONS,
    EARLY_PHASES,
    ENDING,
    LASTING,
    MOMENTARY,
    NEGATIONS,
    OUTCOMES,
    PHASES,
    base_forms,
    governor_status,
)
from dragoman.extract import labels
from dragoman.extract.phrases import Tree, tree_of
from dragoman.extract.scores import Array, Scores, softmax
from dragoman.model import Document, EventMention, Span, Status
from dragoman.resolve.status_words import Sign, base, signs, telling, voice

#: The encoder's log probabilities are divided by DOUBT, those of the words around are taken times WORDS. Chosen of
#: 1 to 3 and 0 to 1.5 by accuracy on the annotated dev reports (`python -m bench.reading reports`); macro F1 moves by a
#: point either way.
DOUBT, WORDS = 1.0, 1.0
#: A word that speaks for an unreal status with this weight is shown as its cue, where there is no other.
TELLING = 0.5
#: Below this probability of the encoder's best status a cue from farther up the tree decides.
UNSURE = 0.60
#: `occurred` needs this much; else the likeliest other status is taken. 0 to 0.6 were tried on the
#: annotated dev reports with an earlier set of weights and moved false occurred by 0.5 points at most.
OCCURRED = 0.50
_STATUS: tuple[Status, ...] = labels.STATUS  # type: ignore[assignment]
_OF_TENSE: dict[str, Status] = {"VBD": "occurred", "VBZ": "ongoing", "VBP": "ongoing", "VBG": "ongoing"}
_GERUNDS = frozenset(("csubj", "csubj:pass", "obj"))
_REACH = 6  # words from a noun back to its verb
_PRESENT = frozenset(("VBZ", "VBP"))
_REAL = frozenset(("occurred", "ongoing", "general"))
_NOT = frozenset(("negated", "denied"))
_UP = frozenset(
    "xcomp ccomp obj nsubj:pass nmod acl acl:relcl advcl csubj obl nsubj conj parataxis amod compound dep".split())
_COMPLEMENT = frozenset("xcomp ccomp obj nsubj:pass nmod obl acl csubj".split())
#: "the first secretary of state to travel to China since 2018" has travelled.
_RANKS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth latest last only".split())
#: Ranked nouns that do nothing themselves: "the last chance to agree".
_OCCASIONS = frozenset(
    "time chance opportunity attempt step test way day week month year round phase bid effort".split())
_NOW = frozenset(("today", "now"))
_OUTCOME_REACH = 12  # words from talks to what became of them
_IN_PHRASE = frozenset(("ADP", "DET", "ADJ", "NUM", "NOUN", "PROPN", "CCONJ", "PART"))
_PERFECT = frozenset(("has", "have", "had"))
_DOER_REACH = 9  # words from "to" back to "first"


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
    tree = tree_of(doc)
    chances = softmax(scores.words["status"])
    dated = {i for t in doc.timexes if t.kind in ("DATE", "TIME") for i in tree.inside(t.span)}
    told: dict[tuple[str, str], list[EventMention]] = {}
    out = []
    for event in doc.event_mentions:
        thing = (event.type, base(tree, event.head))
        before = told.setdefault(thing, [])
        given = signs(tree, event.head, before[-1].status if before else None)
        judged = _judged(tree, event, weighed(chances[event.head], given), given, chances[event.head], dated)
        if judged.status not in _REAL:
            real = next((b for b in reversed(before) if b.status in _REAL and _is_that(doc, tree, event, b)), None)
            judged = replace(judged, status=real.status, cues=()) if real else judged
        before.append(judged)
        out.append(judged)
    return replace(doc, event_mentions=tuple(out))


def _is_that(doc: Document, tree: Tree, event: EventMention, before: EventMention) -> bool:
    """Whether "Berg's visit will help" is the visit told before: somebody's, the same's, and subject of a clause
    that says nothing of whether it takes place. What was told as real mostly stays so."""
    word = tree.words[event.head]
    if word.deprel != "nsubj" or tree.child(event.head, "nmod:poss") is None:
        return False
    if _own(tree, event.head) or tree.children(event.head, "acl", "acl:relcl") or governor_status(tree.low(word.head)):
        return False
    names = [{w for p in e.actors for w in p.span.of(doc.text).split() if w[:1].isupper()} for e in (event, before)]
    return bool(names[0] & names[1])


def weighed(chance: Array, given: list[Sign]) -> Array:
    """The encoder's probabilities of the statuses together with what the words around say."""
    log = np.log(chance + 1e-9) / DOUBT + WORDS * voice(given)
    out: Array = np.exp(log - np.logaddexp.reduce(log))
    return out


def _judged(
    tree: Tree, event: EventMention, chance: Array, given: list[Sign], alone: Array, dated: Set[int]
) -> EventMention:
    found = cues(tree, event.head)
    carried = None if found else carried_status(tree, event.head)
    if not found and is_under_way(tree, event.head, dated):
        return replace(event, status="ongoing")
    if not found and ranks_doer(tree, event.head):
        return replace(event, status="occurred")
    if event.type == "CONSULT" and _has_outcome(tree, event.head):
        return replace(event, status="occurred")
    decided = decide(dict(zip(_STATUS, chance.tolist(), strict=True)), found, carried,
                     dict(zip(_STATUS, alone.tolist(), strict=True)))
    alike = _NOT if decided in _NOT else {decided}
    words = sorted({c.word for c in found if c.status in alike})
    if not words and decided not in _REAL:
        best = telling([s for s in given if s[1] != event.head], decided)
        words = [-best[1]] if best and best[0] >= TELLING else []
    return replace(event, status=decided, cues=tuple(Span(tree.words[w].start, tree.words[w].end) for w in words))


def carried_status(tree: Tree, trigger: int) -> Status | None:
    """The status that a noun has from its carrying verb's tense, or from the phase of it that is told."""
    word = tree.words[trigger]
    if word.upos != "NOUN" or word.head < 0:
        return None
    if _in_phase(tree, trigger, PHASES) and tree.low(trigger) not in MOMENTARY:
        return "ongoing"
    at = _verb_before(tree, trigger)
    if at is None and word.deprel in ("obj", "nsubj:pass"):
        at = word.head
    if at is None or _own(tree, at) or tree.children(at, "mark", "aux"):
        return None
    if tree.words[at].deprel in _GERUNDS:
        return None  # "starting the conversations was an achievement" has no tense
    return _OF_TENSE.get(tree.words[at].xpos) if any(f in CARRIERS for f in base_forms(tree.low(at))) else None


def is_under_way(tree: Tree, trigger: int, dated: Set[int] = frozenset()) -> bool:
    """Whether a noun begins or continues now ("talks resume", "the second day of a visit"), or is yet to be ended ("to
    wrap up a visit"). `dated` are words of dates: talks that "begin on Thursday" are to begin."""
    word = tree.words[trigger]
    if word.upos != "NOUN" or word.head < 0:
        return False
    if _in_phase(tree, trigger, EARLY_PHASES) and tree.low(trigger) not in MOMENTARY:
        return True
    at = _verb_before(tree, trigger)
    if at is None:
        at = word.head if word.deprel in ("obj", "nsubj") else trigger
    forms = base_forms(tree.low(at))
    if any(tree.low(d) in NEGATIONS for d in tree.dependents[at]):
        return False
    if any(f in LASTING for f in forms):
        on_a_day = any(tree.words[d].head in (at, trigger) and tree.low(d) not in _NOW for d in dated)
        return tree.words[at].xpos in _PRESENT and not tree.children(at, "mark", "aux") and not on_a_day
    subject = word.deprel == "nsubj" and at == word.head
    return any(f in ENDING for f in forms) and tree.words[at].xpos == "VB" and not subject


def ranks_doer(tree: Tree, trigger: int) -> bool:
    """Whether an infinitive tells what somebody was the first or only one to do, and not what somebody will be.

    By the words before it, since such an infinitive is often hung on the wrong word.
    """
    at = trigger - 1
    if tree.words[trigger].xpos != "VB" or at < 0 or tree.low(at) != "to":
        return False
    doer = None
    for i in range(at - 1, max(at - 1 - _DOER_REACH, -1), -1):
        word = tree.words[i]
        if tree.low(i) in _RANKS:
            return doer is not None and not any(_own(tree, j) for j in (doer, tree.words[doer].head) if j >= 0)
        if word.upos not in ("DET", "ADJ", "NUM", "NOUN", "PROPN", "ADP") or tree.low(i) in _OCCASIONS:
            return False
        doer = i if word.upos in ("NOUN", "PROPN") else doer
    return False


def _has_outcome(tree: Tree, trigger: int) -> bool:
    """ "Talks between them had failed": what came to nothing has taken place. By the next words, where the tree hangs
    the noun elsewhere."""
    word = tree.words[trigger]
    if not word.xpos.startswith("N") or _own(tree, trigger):
        return False
    at = trigger + 1
    last = min(len(tree.words), trigger + _OUTCOME_REACH)
    while at < last and (tree.words[at].upos in _IN_PHRASE or tree.low(at) in _PERFECT) and not _is_outcome(tree, at):
        at += 1
    if at >= last or not _is_outcome(tree, at) or (at + 1 < len(tree.words) and tree.low(at + 1) == "to"):
        return False  # "failed to take place"
    is_past = tree.words[at].xpos == "VBD" or tree.low(at - 1) in _PERFECT
    return is_past and not any(tree.low(d) in AUXILIARIES or tree.low(d) in NEGATIONS for d in tree.dependents[at])


def _is_outcome(tree: Tree, i: int) -> bool:
    return any(f in OUTCOMES for f in base_forms(tree.low(i)))


def _verb_before(tree: Tree, trigger: int) -> int | None:
    """The verb before a noun and the words that belong to it, whatever the tree says: "held long talks", "wrap up a
    rare visit"."""
    for i in range(trigger - 1, max(trigger - _REACH, -1), -1):
        word = tree.words[i]
        if word.upos in ("VERB", "AUX"):
            return i if word.upos == "VERB" and word.deprel not in ("amod", "compound") else None
        if word.upos not in ("DET", "ADJ", "NUM", "NOUN", "PROPN", "ADV") and tree.low(i) != "up":
            return None
    return None


def _in_phase(tree: Tree, trigger: int, phases: frozenset[str]) -> bool:
    """ "the start of the second day of a visit": by the words before the phrase, since chains of "of" confuse trees."""
    first = min([trigger, *tree.children(trigger, "det", "amod", "compound", "nmod:poss")])
    for i in range(trigger - 1, max(first - 3, 0), -1):
        if tree.low(i) == "of":
            return tree.low(i - 1) in phases
        if tree.words[i].upos not in ("DET", "ADJ", "ADV", "NOUN", "PROPN", "PART"):
            return False
    return False


def decide(chance: dict[Status, float], found: list[Cue], carried: Status | None = None,
           alone: dict[Status, float] | None = None) -> Status:
    """The status by the probabilities, the cues, and the carrying verb; `alone` are those of the encoder by itself."""
    best = max(chance, key=lambda s: chance[s])
    if carried and best not in _REAL and not found:
        return carried
    near = next((c for c in found if c.near), None)
    if near and best in _REAL and near.status not in _REAL:
        # of the unreal statuses the likeliest, unless none of them is likely
        unreal = {s: p for s, p in chance.items() if s not in _REAL}
        likeliest = max(unreal, key=lambda s: unreal[s])
        if near.status == "negated" or unreal[likeliest] < 0.15:
            return near.status
        return likeliest
    if best == "occurred" and chance[best] < OCCURRED:
        best = max((s for s in chance if s != "occurred"), key=lambda s: chance[s])
    doubted = alone or chance
    if found and max(doubted.values()) < UNSURE and doubted[found[0].status] > 0.1:
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
            elif relation in ("obj", "nsubj:pass") and any(f in CARRIERS for f in base_forms(tree.low(at))):
                out += [c for c in _own(tree, at) if c.status == "negated"]  # "agreed not to use force"
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
