"""Past or future at a place in a report, from its syntax (Universal Dependencies)."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

from dragoman.extract.timex.marks import is_attribute, marked_at
from dragoman.extract.timex.meaning import Tense
from dragoman.extract.timex.tense import tense_at
from dragoman.extract.timexes import TenseAt
from dragoman.model import Document, Span, Word

_FUTURE_MODALS = frozenset(
    {"will", "'ll", "’ll", "wo", "shall", "would", "may", "might", "could", "should", "must", "can"}
)
_PAST_HELPERS = frozenset({"was", "were", "had", "did", "has", "have", "been", "'ve", "’ve"})
_PRESENT_HELPERS = frozenset({"is", "are", "be", "'s", "’s", "'re", "’re"})
#: participles and adjectives that look ahead: "is due to", "is set to", "is expected"
_EXPECTANT = frozenset(
    {
        "expected",
        "scheduled",
        "due",
        "set",
        "slated",
        "planned",
        "planning",
        "going",
        "poised",
        "likely",
        "ready",
    }
)
#: words whose infinitive is yet to come: "agreed to meet on Friday"; after others ("flew to meet") it has their tense
_PROSPECTIVE = frozenset(
    "agree agrees agreed plan plans planned planning promise promises promised pledge pledges pledged vow vows vowed "
    "offer offered decide decides decided propose proposes proposed prepare prepares prepared preparing intend intends "
    "intended expect expects expected hope hopes hoped want wants wanted ask asks asked urge urges urged invite "
    "invites invited order orders ordered call calls called need needs seek seeks sought have has is are was were due "
    "set slated likely schedule scheduled supposed required willing ready about going agreement deal decision "
    "intention proposal invitation deadline".split()
)
# "The first president to be arrested" has been arrested.
_RANKS = frozenset("first second third last latest only youngest oldest".split())
_NOT = frozenset(("not", "n't", "n’t"))
# Climbing further than this from a time expression to its verb has left the clause.
_STEPS = 6


def tense_by_syntax(doc: Document) -> TenseAt | None:
    """A reader of tense for the report; None where its words carry no syntax.

    The verb that governs the time expression decides; where there is none, the words nearby.
    """
    words = doc.words
    if not any(w.head >= 0 for w in words):
        return None
    starts = [w.start for w in words]
    children: dict[int, list[int]] = defaultdict(list)
    for index, word in enumerate(words):
        if word.head >= 0:
            children[word.head].append(index)

    def tense(span: Span) -> Tense | None:
        index = bisect_right(starts, span.start) - 1
        inside = index >= 0 and span.start < words[index].end
        found = marked_at(doc.text, span.start) or (_climb(doc.text, words, children, index) if inside else None)
        if found == "future" and is_attribute(doc.text, span.start, span.end):
            return None
        return found or tense_at(doc.text, span.start, span.end)

    return tense


def _climb(text: str, words: tuple[Word, ...], children: dict[int, list[int]], index: int) -> Tense | None:
    for _ in range(_STEPS):
        word = words[index]
        if word.upos in ("VERB", "AUX") or any(words[c].deprel.startswith(("cop", "aux")) for c in children[index]):
            found = _of_verb(text, words, children, index)
            if found:
                return found
        if word.head < 0:
            return None
        index = word.head
    return None


def _is_not(text: str, word: Word) -> bool:
    return text[word.start : word.end].lower() in _NOT


def _of_verb(text: str, words: tuple[Word, ...], children: dict[int, list[int]], index: int) -> Tense | None:
    """Tense of one verb with its helpers; None for participles and infinitives that take it from their governor."""
    form = text[words[index].start : words[index].end].lower()
    helpers = [
        text[words[c].start : words[c].end].lower()
        for c in children[index]
        if words[c].deprel.startswith(("aux", "cop")) or words[c].deprel == "mark" or _is_not(text, words[c])
    ]
    if "could" in helpers and not _NOT.isdisjoint(helpers):
        return "past"  # "could not be reached on Friday"
    if any(h in _FUTURE_MODALS for h in helpers):
        return "future"
    if form in _EXPECTANT and any(h in _PRESENT_HELPERS for h in helpers):
        return "future"
    word = words[index]
    governor = words[word.head] if word.head >= 0 else None
    if "to" in helpers and any(h in _PRESENT_HELPERS for h in helpers):
        beside = (text[words[c].start : words[c].end].lower() for c in children[word.head])
        if governor is None or _RANKS.isdisjoint(beside):
            return "future"  # "is to resume", "a summit to be held"
        return None
    if any(h in _PAST_HELPERS for h in helpers):
        return "past"
    if "to" in helpers and governor and text[governor.start : governor.end].lower() in _PROSPECTIVE:
        return "future"
    xpos = word.xpos
    if xpos == "VBN" and word.deprel.startswith("acl"):
        return "future" if form in _EXPECTANT else "past"
    if xpos == "VBD":
        return "past"
    return None
