"""Past or future at a place in a report, from its syntax (Universal Dependencies)."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

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
        found = _climb(doc.text, words, children, index) if inside else None
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


def _of_verb(text: str, words: tuple[Word, ...], children: dict[int, list[int]], index: int) -> Tense | None:
    """Tense of one verb with its helpers; None for participles and infinitives that take it from their governor."""
    form = text[words[index].start : words[index].end].lower()
    helpers = [
        text[words[c].start : words[c].end].lower()
        for c in children[index]
        if words[c].deprel.startswith(("aux", "cop")) or words[c].deprel == "mark"
    ]
    if any(h in _FUTURE_MODALS for h in helpers):
        return "future"
    if form in _EXPECTANT and any(h in _PRESENT_HELPERS for h in helpers):
        return "future"
    if any(h in _PAST_HELPERS for h in helpers):
        return "past"
    if "to" in helpers:
        return "future"
    xpos = words[index].xpos
    if xpos == "VBD":
        return "past"
    return None
