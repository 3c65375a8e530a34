"""The features by which two mentions are compared, one function each.

Every function takes two profiles and gives a `Fit`: 1 fits, 0 speaks against, and a score of None says
that there is nothing to compare. The first line of its docstring is shown to users.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dragoman.codebook.words import weight as word_weight
from dragoman.merge.days import days_between_reports, time
from dragoman.merge.fit import Fit
from dragoman.merge.keywords import likeness
from dragoman.merge.likeness import SAME_NAME, SAME_STATE, matches, place_likeness
from dragoman.merge.profile import MUTUAL, Profile
from dragoman.merge.record import Actor
from dragoman.merge.repeats import again, anchor, objects, occasion, particulars, partners
from dragoman.merge.stem import are_synonyms, root

FeatureFunction = Callable[[Profile, Profile], Fit]

# Types under which different reports (or different words of one) tell the same act.
_RELATED = frozenset(
    frozenset(pair.split())
    for pair in (
        "AGREE CONSULT", "AGREE SUPPORT", "AGREE COOPERATE", "AGREE AID", "AGREE CONCEDE", "AGREE RETREAT",
        "CONSULT SUPPORT", "CONSULT COOPERATE", "SUPPORT COOPERATE", "COOPERATE AID", "SUPPORT AID",
        "CONCEDE RETREAT", "RETREAT AID", "PERSONNEL RETREAT", "PERSONNEL SUPPORT", "REQUEST ACCUSE",
        "REQUEST THREATEN", "REQUEST AGREE", "ACCUSE REJECT", "ACCUSE SANCTION", "ACCUSE COERCE", "REJECT SANCTION",
        "REJECT THREATEN", "SANCTION COERCE", "SANCTION THREATEN", "COERCE ASSAULT", "COERCE MOBILIZE",
        "MOBILIZE ASSAULT", "THREATEN ASSAULT", "THREATEN MOBILIZE", "PROTEST ASSAULT", "PROTEST ACCUSE",
    )
)  # fmt: skip
_RELATED_SCORE = 0.5

# A part of a meeting is told by these words; it is the meeting, not a second one.
MEETING = frozenset(
    map(root, "meeting talks summit negotiations discussed consultations conversation dialogue".split())
)
_PARTS_OF_MEETING = frozenset(map(root, "handshake greeted session dinner lunch photo embraced shook".split()))
_SAME_MEETING_SCORE = 0.8
_PART_SCORE = 0.7
_SYNONYM_SCORE = 0.7
_IN_SENTENCE_SCORE = 0.5


# Statuses that the same event can have in two reports, and how well they fit; all other pairs score 0.
_STATUS_GROUPS = {
    "occurred": "fact", "ongoing": "fact",
    "scheduled": "plan", "expected": "plan", "possible": "plan", "requested": "wish", "conditional": "wish",
    "postponed": "off", "cancelled": "off", "negated": "no", "denied": "no", "general": "habit",
}  # fmt: skip
_STATUS_FIT = {
    frozenset({"fact"}): 1.0, frozenset({"plan"}): 1.0, frozenset({"off"}): 1.0, frozenset({"no"}): 1.0,
    frozenset({"wish"}): 0.8, frozenset({"habit"}): 0.7,
    frozenset({"fact", "plan"}): 0.8, frozenset({"plan", "off"}): 0.9, frozenset({"plan", "no"}): 0.7,
    frozenset({"fact", "no"}): 0.6, frozenset({"off", "no"}): 0.7, frozenset({"fact", "off"}): 0.4,
    frozenset({"plan", "wish"}): 0.5, frozenset({"wish", "fact"}): 0.2, frozenset({"wish", "off"}): 0.3,
    frozenset({"wish", "no"}): 0.3, frozenset({"habit", "fact"}): 0.2,
}  # fmt: skip

_OTHER_COUNTS_SCORE = 0.2
_TOLL_RATIO = 0.6
_ONE_SIDED_SCORE = 0.7

# Types whose acts are known by their matter: the same two states say and promise many things on one day.
_ABOUT_SOMETHING = frozenset({
    "AGREE", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION",
})


def type_(a: Profile, b: Profile) -> Fit:
    """Both are events of one type, or of types under which one word tells one act."""
    left, right = a.record.type, b.record.type
    if left == right:
        if a.record.modes and b.record.modes and not set(a.record.modes) & set(b.record.modes):
            return Fit(0.5, f"both {left}, but of different modes", _join(a.record.modes), _join(b.record.modes))
        return Fit(1.0, f"both {left}", left, right)
    if frozenset((left, right)) in _RELATED and a.root == b.root:
        return Fit(_RELATED_SCORE, f"{left} and {right} can tell one act, in the same word", left, right)
    return Fit(0.0, f"{left} and {right} are different acts", left, right)


def trigger(a: Profile, b: Profile) -> Fit:
    """The words that carry the events have one root or tell one act; of an attack, one may tell it and one its toll."""
    left, right = a.record.trigger_text, b.record.trigger_text
    if a.root == b.root:
        return Fit(1.0, f"both told by “{a.root}”", left, right)
    roots = {a.root, b.root}
    if roots <= MEETING:
        return Fit(_SAME_MEETING_SCORE, "both words tell a meeting", left, right)
    if roots & MEETING and roots & _PARTS_OF_MEETING:
        return Fit(_PART_SCORE, "one word tells a part of the meeting the other tells", left, right)
    if are_synonyms(a.root, b.root):
        return Fit(_SYNONYM_SCORE, f"“{a.root}” and “{b.root}” can tell one act", left, right)
    crossing = (a.root in b.bag) + (b.root in a.bag)
    # Of other acts it is another one: on the days read, such pairs were a vote and the resignation that it forced, an
    # election and a disqualification; none was right.
    if crossing and {a.record.type, b.record.type} == {"ASSAULT"}:
        where = "each word stands" if crossing == 2 else "one word stands"
        return Fit(_IN_SENTENCE_SCORE * crossing / 2 + 0.1, f"{where} in the other's sentence", left, right)
    return Fit(0.0, "different words", left, right)


def actors(a: Profile, b: Profile) -> Fit:
    """Those who take part are the same, whoever does it to whom."""
    ours, theirs = a.actors + a.recipients, b.actors + b.recipients
    return _overlap(ours, theirs, "take part")


def recipients(a: Profile, b: Profile) -> Fit:
    """It is done by the same side and to the same side."""
    doers, targets = _overlap(a.actors, b.actors, "act"), _overlap(a.recipients, b.recipients, "are acted on")
    left, right = targets.left, targets.right
    known = [f.score for f in (doers, targets) if f.score is not None]
    crossed = max(
        _overlap(a.actors, b.recipients, "").score or 0.0, _overlap(a.recipients, b.actors, "").score or 0.0
    )
    if crossed > sum(known) / len(known) if known else crossed >= SAME_NAME:
        if {a.record.type, b.record.type} <= MUTUAL:
            return Fit(None, "the sides are the other way round, in an act of both", left, right)
        return Fit(0.0, "the sides are the other way round", left, right)
    if len(known) < 2:
        return Fit(None, "one report does not say who does it to whom", left, right)
    return Fit(sum(known) / 2, targets.detail, left, right)


def others(a: Profile, b: Profile) -> Fit:
    """Neither names somebody on whose place the other names somebody else."""
    ours, theirs = a.actors + a.recipients, b.actors + b.recipients
    left, right = _join([x.name for x in ours]), _join([x.name for x in theirs])
    if not ours or not theirs:
        return Fit(None, "one report names nobody", left, right)
    forth, back = matches(ours, theirs)
    alone = [x.name for x, match in zip(ours, forth, strict=True) if match <= SAME_STATE]
    extra = [y.name for y, match in zip(theirs, back, strict=True) if match <= SAME_STATE]
    if alone and extra:
        return Fit(0.0, f"only one has {_join(alone)}, only the other {_join(extra)}", left, right)
    if alone or extra:
        return Fit(_ONE_SIDED_SCORE, f"only one has {_join(alone or extra)}", left, right)
    return Fit(1.0, "all parties have their match", left, right)


def place(a: Profile, b: Profile) -> Fit:
    """It happens in one place, or in a place and the state it lies in."""
    ours, theirs = a.places, b.places
    left, right = _join([p.name for p in ours]), _join([p.name for p in theirs])
    if not ours or not theirs:
        return Fit(None, "one report does not name the place", left, right)
    # Places are told from the finest to the coarsest; two towns of one province are two places.
    best = max(*(place_likeness(ours[0], y) for y in theirs), *(place_likeness(x, theirs[0]) for x in ours))
    if best > 0:
        return Fit(best, "one place" if best == 1 else "one lies in the other", left, right)
    coarse = all(p.kind == "state" for p in ours) or all(p.kind == "state" for p in theirs)
    if coarse and not all(p.state for p in (*ours, *theirs)):
        return Fit(None, "a place and a state, which may lie one in the other", left, right)
    return Fit(0.0, "different places", left, right)


def status(a: Profile, b: Profile) -> Fit:
    """One event can have both statuses, one after the other or by different reports."""
    left, right = a.record.status, b.record.status
    groups = frozenset((_STATUS_GROUPS[left], _STATUS_GROUPS[right]))
    score = _STATUS_FIT.get(groups, 0.0)
    if left == right:
        return Fit(score, f"both {left}", left, right)
    verb = "fit" if score >= 0.5 else "hardly fit"
    return Fit(score, f"{left} and {right} {verb} one event", left, right)


def names(a: Profile, b: Profile) -> Fit:
    """The sentences name the same people and places."""
    if not a.names or not b.names:
        return Fit(None, "one sentence has no names", _join(sorted(a.names)), _join(sorted(b.names)))
    shared = a.names & b.names
    score = _mass(shared) / min(_mass(a.names), _mass(b.names))
    return Fit(score, f"{len(shared)} names in common", _join(sorted(a.names)), _join(sorted(b.names)))


def words(a: Profile, b: Profile) -> Fit:
    """The sentences use the same telling words."""
    small, large = sorted((a.bag, b.bag), key=len)
    shared = [r for r in small if r in large]
    cosine = sum(small[r] * large[r] for r in sorted(shared))
    best = sorted(shared, key=lambda r: (-small[r] * large[r], r))[:5]
    return Fit(cosine, f"in common: {', '.join(best)}" if best else "no telling word in common", "", "")


def substance(a: Profile, b: Profile) -> Fit:
    """Acts of words and of policy are about the same thing, names apart."""
    types = {a.record.type, b.record.type}
    if not types & _ABOUT_SOMETHING:
        return Fit(None, "not an act that is about something", "", "")
    shared = sorted(set(a.substance) & set(b.substance), key=lambda r: (-a.substance[r] * b.substance[r], r))
    cosine = sum(sorted(a.substance[r] * b.substance[r] for r in shared))
    detail = f"in common: {_join(shared[:5])}" if shared else "about nothing in common"
    return Fit(cosine, detail, "", "")


def numbers(a: Profile, b: Profile) -> Fit:
    """The sentences give the same counts, or tolls that one attack can have in two reports."""
    left, right = _join(sorted(a.numbers)), _join(sorted(b.numbers))
    if not a.numbers or not b.numbers:
        return Fit(None, "one sentence has no counts", left, right)
    if {a.record.type, b.record.type} == {"ASSAULT"} and not _same_toll(a, b):
        return Fit(0.0, "tolls of two attacks", left, right)
    shared = a.numbers & b.numbers
    if shared:
        score = len(shared) / min(len(a.numbers), len(b.numbers))
        return Fit(score, f"{len(shared)} counts in common", left, right)
    return Fit(_OTHER_COUNTS_SCORE, "different counts", left, right)


def story(a: Profile, b: Profile) -> Fit:
    """The reports as a whole tell one story: their most telling words agree."""
    left, right = a.record.keywords, b.record.keywords
    if not left or not right:
        return Fit(None, "the reports' keywords are not known", "", "")
    ours, theirs = [t for t, _ in left], [t for t, _ in right]
    shared = [t for t in ours if t in set(theirs)]
    detail = f"in common: {_join(shared[:6])}" if shared else "no keyword in common"
    return Fit(likeness(left, right), detail, _join(ours[:6]), _join(theirs[:6]))


def meaning(a: Profile, b: Profile) -> Fit:
    """The encoder finds the sentences alike."""
    left, right = a.record.vector, b.record.vector
    if left is None or right is None:
        return Fit(None, "the sentences were not encoded", "", "")
    cosine = sum(x * y for x, y in zip(left, right, strict=True))
    return Fit(max(0.0, cosine), f"cosine {cosine:.2f}", "", "")


FEATURES: dict[str, FeatureFunction] = {
    "type": type_, "trigger": trigger, "actors": actors, "recipients": recipients, "others": others, "place": place,
    "time": time, "status": status, "names": names, "words": words, "substance": substance,
    "numbers": numbers, "story": story, "meaning": meaning, "again": again, "particulars": particulars,
    "objects": objects, "occasion": occasion, "partners": partners, "anchor": anchor,
}  # fmt: skip


def _same_toll(a: Profile, b: Profile) -> bool:
    """Whether the largest counts can be of one attack.

    Papers of one day differ over a toll, but not by nearly half; it can rise by any number once a report says of which
    day it is, but it does not fall; and news without a day is of another day when its toll is another one.
    """
    first, then = sorted((a, b), key=lambda p: p.record.published or date.min)
    before, after = max(map(float, first.numbers)), max(map(float, then.numbers))
    if days_between_reports(a, b):
        dated = any(p.record.when.earliest or p.record.with_when.earliest for p in (a, b))
        return after >= before if dated else after == before
    return min(before, after) >= _TOLL_RATIO * max(before, after)


def _overlap(ours: tuple[Actor, ...], theirs: tuple[Actor, ...], verb: str) -> Fit:
    """Mean of the best likeness of each party in the other mention."""
    left, right = _join([a.name for a in ours]), _join([a.name for a in theirs])
    if not ours or not theirs:
        return Fit(None, f"one report does not name who {verb}", left, right)
    forth, back = matches(ours, theirs)
    score = sum(sorted(forth + back)) / (len(forth) + len(back))
    same = sum(f >= SAME_NAME for f in forth)
    return Fit(score, f"{same} of {len(ours)} and {len(theirs)} that {verb} are the same", left, right)


def _mass(of: frozenset[str] | set[str] | tuple[str, ...]) -> float:
    return sum(sorted(word_weight(w) for w in of)) or 1.0


def _join(parts: tuple[str, ...] | list[str]) -> str:
    return ", ".join(parts)
