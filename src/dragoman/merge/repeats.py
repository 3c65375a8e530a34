"""Acts of which there are many alike: what tells one from the next.

Features like those of features.py: a `Fit` of 1 fits, 0 speaks against, None when there is nothing to compare.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.merge.days import IN_ROWS, on_the_eve
from dragoman.merge.fit import Fit
from dragoman.merge.keywords import WORD, is_telling, likeness
from dragoman.merge.likeness import SAME_NAME, SAME_STATE, party_likeness, place_likeness
from dragoman.merge.lookback import around, is_behind, looks_back
from dragoman.merge.profile import MUTUAL, Profile, is_news
from dragoman.merge.record import Actor
from dragoman.merge.stem import root
from dragoman.names import fold

_NUMBER_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_ORDINALS = {word: number for number, word in enumerate(_NUMBER_WORDS, 1)}
_ORDINAL = re.compile(rf"\b(?:{'|'.join(_ORDINALS)}|\d+(?:st|nd|rd|th))\b", re.I)
# What is counted stands right after the number ("a second round of talks", "the third Iranian strike"); days are not.
_COUNTED = 2
_NOT_COUNTED = frozenset(map(root, (
    "of day week month year time century anniversary january february march april may june july august september "
    "october november december"
).split()))  # fmt: skip
_AGAIN_BEFORE = re.compile(r"\b(?:again|another|further|new|fresh|renewed|additional|more)(?:\s+\S+)?\s*$", re.I)
_AGAIN_AFTER = re.compile(
    r"^(?:\s+[^\s,;]+){0,6}\s+(?:again|once more|for (?:the|a) (?:second|third|fourth|fifth) time)\b", re.I
)

# "a tariff on goods from Canada and Mexico": to the end of the phrase.
_ON = re.compile(
    r"\s+(on|against)\s+((?:(?!(?:after|amid|as|before|during|following|since|that|until|when|which|while|with)\b)"
    r"[^\s,;.]+\s*){1,8})",
    re.I,
)

# Words of any strike; those in common say nothing of which one is told.
_ANY_STRIKE = frozenset(map(root, (
    "attack strike airstrike raid bombing missile drone rocket shell ballistic cruise kill die death dead toll injure "
    "wound hurt hit strike launch fire target damage destroy intercept shot down people person civilian soldier troops "
    "military army force navy air defence defense ministry ministers official report say claim announce confirm city "
    "town region area province several others including least across multiple part carry out series overnight "
    "morning today day war operation border fighter militant member casualty rise"
).split()))  # fmt: skip
_FEWEST_PARTICULARS = 2  #: of plain words in common; one name or one count is enough
_SMALL_COUNT = 3  #: two, or three, of whatever kind is no coincidence to build on
_STEM = 4  #: letters that a state and its adjective share (Iran, Iranian)

# A visit is told by the visitor and the place; other acts of two sides are hollow with nobody on the other side.
_NEEDS_NO_PARTNER = frozenset(map(root, "visit trip travel tour arrive stop journey return".split()))

# What is said is said anew on every occasion: readouts of ten calls of one week reaffirm one commitment. Two reports
# are of one occasion when their keywords agree as much (cosine): of releases of February and March 2022 that were
# read, nearly all pairs below were two calls or meetings.
_OF_WORDS = frozenset({"SUPPORT", "AGREE", "ACCUSE", "REJECT", "REQUEST"})
_ONE_OCCASION = 0.6


def again(a: Profile, b: Profile) -> Fit:
    """Neither is counted, or told as one more, beside the other."""
    left, right = _number(a), _number(b)
    if left and right:
        shown = f"{_shown(left)}", f"{_shown(right)}"
        counted = set(left) & set(right)
        if any(left[noun] != right[noun] for noun in counted):
            return Fit(0.0, "each has another number in one row", *shown)
        if counted:
            return Fit(1.0, "both have one number in one row", *shown)
    if a.record.published and b.record.published and a.record.published != b.record.published:
        is_first = a.record.published < b.record.published
        first, then = (a, b) if is_first else (b, a)
        if _is_one_more(then) and not _is_one_more(first):
            shown = ("one", "one more") if is_first else ("one more", "one")
            return Fit(0.0, "the later report tells it as one more", *shown)
    return Fit(None, "neither is counted", "", "")


def particulars(a: Profile, b: Profile) -> Fit:
    """Two attacks of one day share more than who, where and when: a target, a toll, a name."""
    if not {a.record.type, b.record.type} <= IN_ROWS:
        return Fit(None, "not an act of which there are many on one day", "", "")
    if is_news(a) and is_news(b):
        known = looks_back(a.record) or looks_back(b.record)
    else:  # news of a day, and an attack that is dated to its eve: mostly two, as the news tells its own day
        known = not any(on_the_eve(x, y) and not looks_back(y.record) for x, y in ((a, b), (b, a)))
    if known:
        return Fit(None, "one of them looks back on it", "", "")
    counts = {n for n in a.numbers & b.numbers if float(n) > _SMALL_COUNT}
    targets = [
        x.name for x in a.recipients for y in b.recipients if x.kind != "state" and party_likeness(x, y) >= SAME_NAME
    ]
    own = _stems(x.name for p in (a, b) for x in (*p.record.parties, *p.places))
    names = {n for n in a.names & b.names if n[:_STEM] not in own}
    plain = {r for r in set(a.substance) & set(b.substance) - _ANY_STRIKE if r[:_STEM] not in own}
    if counts or targets or names or len(plain) >= _FEWEST_PARTICULARS:
        shared = ", ".join(sorted({*counts, *targets, *names, *plain}))
        return Fit(1.0, f"in common: {shared}", "", "")
    return Fit(0.0, "two attacks with nothing particular in common", "", "")


def occasion(a: Profile, b: Profile) -> Fit:
    """What is said anew on every occasion (support, blame) is one act only in reports of one occasion."""
    if not {a.record.type, b.record.type} <= _OF_WORDS or not (is_news(a) and is_news(b)):
        return Fit(None, "not an act of words that both tell as news", "", "")
    if is_behind(a.record) or is_behind(b.record):
        return Fit(None, "one of them looks back on it", "", "")
    alike = likeness(a.record.keywords, b.record.keywords)
    if alike >= _ONE_OCCASION:
        return Fit(1.0, "reports of one occasion", "", "")
    return Fit(0.0, "said on two occasions", "", "")


def objects(a: Profile, b: Profile) -> Fit:
    """What they are on or against is not two different things."""
    left, right = _object(a), _object(b)
    if left is None or right is None or left[0] != right[0]:
        return Fit(None, "one of them does not say on what it is", "", "")
    shown = f"{left[0]} {left[1]}", f"{right[0]} {right[1]}"
    ours, theirs = ({root(w) for w in WORD.findall(words) if is_telling(root(w))} for _, words in (left, right))
    if not ours or not theirs:
        return Fit(None, "one of them does not say on what it is", *shown)
    if ours & theirs or {fold(w)[:_STEM] for w in ours} & {fold(w)[:_STEM] for w in theirs}:
        return Fit(1.0, "on the same", *shown)
    return Fit(0.0, "on two things", *shown)


def partners(a: Profile, b: Profile) -> Fit:
    """A meeting is known by two who take part, a visit by one and the place; by less, only where the stories agree."""
    if not {a.record.type, b.record.type} <= MUTUAL:
        return Fit(None, "not an act of two sides", "", "")
    ours, theirs = a.actors + a.recipients, b.actors + b.recipients
    left, right = ", ".join(x.name for x in ours), ", ".join(y.name for y in theirs)
    if not ours or not theirs:
        return Fit(None, "one report names nobody", left, right)
    shared = min(len(_sides_met(ours, theirs)), len(_sides_met(theirs, ours)))
    one_place = any(place_likeness(x, y) > 0 for x in a.places for y in b.places)
    is_visit = bool({a.root, b.root} & _NEEDS_NO_PARTNER)
    if len(ours) == len(theirs) == 1 and not is_visit and _are_of_two_days(a, b):
        return Fit(0.0, "meetings of one with nobody named, in reports of two days", left, right)
    if shared > 1 or (one_place and is_visit):
        return Fit(1.0, "two sides, or the visitor and the place, in common", left, right)
    own = _stems(x.name for x in (*ours, *theirs))
    stories = [tuple((t, w) for t, w in p.record.keywords if fold(t)[:_STEM] not in own) for p in (a, b)]
    return Fit(likeness(*stories), "one side in common, and as much of the story beside it", left, right)


def anchor(a: Profile, b: Profile) -> Fit:
    """Both name a party, or both a place, or both the day; words alone do not make two acts one."""
    if (a.actors + a.recipients and b.actors + b.recipients) or (a.places and b.places):
        return Fit(1.0, "parties or places can be compared", "", "")
    if a.window is not None and b.window is not None and a.window.firm and b.window.firm:
        return Fit(1.0, "both tell the day", str(a.window), str(b.window))
    return Fit(0.0, "no party, place or day that both tell", "", "")


def _stems(names: Iterable[str]) -> set[str]:
    return {fold(w)[:_STEM] for name in names for w in WORD.findall(name)}


def _are_of_two_days(a: Profile, b: Profile) -> bool:
    firm = any(p.window is not None and p.window.firm for p in (a, b))
    return not firm and a.record.published != b.record.published


def _object(p: Profile) -> tuple[str, str] | None:
    """The preposition after the trigger and the words that follow it in the phrase; None for a place, hit somewhere."""
    match = _ON.match(around(p.record)[1])
    if match is None or _stems(x.name for x in p.places) & _stems([match[2]]):
        return None
    return match[1].lower(), match[2]


def _sides_met(ours: tuple[Actor, ...], theirs: tuple[Actor, ...]) -> set[str]:
    """The sides of ours that have their like among theirs; people of one state are one side."""
    return {x.state or x.key for x in ours if any(party_likeness(x, y) > SAME_STATE for y in theirs)}


def _number(p: Profile) -> dict[str, int]:
    """What the sentence counts by ordinals: root of each word that is counted, its number in the row."""
    found: dict[str, int] = {}
    text = p.record.text
    for match in _ORDINAL.finditer(text):
        word = match[0].lower()
        value = _ORDINALS.get(word) or int(re.sub(r"\D", "", word))
        for noun in WORD.findall(text[match.end() :])[:_COUNTED]:
            found.setdefault(root(noun), value)
    return {noun: value for noun, value in found.items() if noun not in _NOT_COUNTED}


def _shown(numbers: dict[str, int]) -> str:
    return ", ".join(f"{noun} {n}" for noun, n in sorted(numbers.items()))


def _is_one_more(p: Profile) -> bool:
    before, after = around(p.record)
    return bool(_AGAIN_BEFORE.search(before) or _AGAIN_AFTER.search(after))
