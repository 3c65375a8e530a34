"""On which days each event falls: by the time expression that dates it, else not at all.

A time expression dates an event when the encoder's edge says so, or when it hangs on the event's own word in the
dependency tree, or on the verb that carries the event's noun ("held talks on Sunday") and is no cue of a statement.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.chains import head_in
from dragoman.extract.phrases import Tree, tree_of
from dragoman.extract.timex.rules_duration import COUNTED_FROM, DATED
from dragoman.model import Document, EventMention, Timex, When
from dragoman.resolve.stretches import stretch

#: Relations by which a noun hangs on the verb that carries it.
_CARRIED = frozenset(("obj", "nsubj:pass", "obl"))
_LONG = 366
#: words that compare what happened with what had happened last, so many words before "since" at most
_RANKS = frozenset("first last only second third fourth fifth time".split())
_REACH = 20


def moments(doc: Document) -> Document:
    """Event mentions with the interval of days of their time expression."""
    tree = tree_of(doc)
    governors = {n: _governor(tree, doc.timexes, n) for n, t in enumerate(doc.timexes) if _is_short(t)}
    cues = {i for s in doc.statements if s.cue for i in tree.inside(s.cue)}
    return replace(doc, event_mentions=tuple(_dated(doc, tree, m, governors, cues) for m in doc.event_mentions))


def _dated(
    doc: Document, tree: Tree, mention: EventMention, governors: dict[int, int | None], cues: set[int]
) -> EventMention:
    index = mention.time
    if index is not None and _only_bounds(doc, tree, mention, index):
        index = None
    if index is None or _has_no_day(doc.timexes[index]):
        carrier = tree.words[mention.head].head if tree.words[mention.head].deprel in _CARRIED else -1
        good = {mention.head, carrier} - {-1} - (cues - {mention.head})
        own = (n for n, g in governors.items() if g == mention.head and g in good)
        # "held seven hours of talks on Sunday": the day, not how long
        index = next(own, next((n for n, g in governors.items() if g in good), index))
        if index is not None and _only_bounds(doc, tree, mention, index):
            index = None
    if index is None or _has_no_day(doc.timexes[index]):
        return replace(mention, time=index)
    since = _follows_since(doc, tree, mention, index)
    return replace(mention, time=index, when=stretch(doc, index, since=since, put_off=mention.status == "postponed"))


def _has_no_day(timex: Timex) -> bool:
    has_days = timex.rule == COUNTED_FROM or (timex.rule in DATED and timex.when.earliest and timex.when.latest)
    return timex.kind in ("DURATION", "SET") and not has_days


def _follows_since(doc: Document, tree: Tree, mention: EventMention, index: int) -> bool:
    """Whether an event is told to have happened since some time; what is under way since then has begun there."""
    inside = tree.inside(doc.timexes[index].span)
    if not inside or mention.head > inside[0]:
        return False  # "since 2018, when they met": then
    return inside[0] > 0 and tree.low(inside[0] - 1) == "since" and mention.status != "ongoing"


def _only_bounds(doc: Document, tree: Tree, mention: EventMention, index: int) -> bool:
    """ "The first to travel there since 2018": the year is that of another, not of this one."""
    if not _follows_since(doc, tree, mention, index):
        return False
    since = tree.inside(doc.timexes[index].span)[0] - 1
    first = next(s.first for s in doc.sentences if s.last > since)
    before = range(max(first, since - _REACH), since)
    return any(tree.low(i) in _RANKS or tree.words[i].xpos in ("JJS", "RBS") for i in before)


def _governor(tree: Tree, timexes: tuple[Timex, ...], number: int) -> int | None:
    """The word that a time expression hangs on; for "two days after the vote of May 3" that beyond the vote."""
    timex = timexes[number]
    head = head_in(tree, timex.span)
    found = tree.words[head].head if head is not None and tree.words[head].head >= 0 else None
    if timex.rule != COUNTED_FROM or number + 1 >= len(timexes):
        return found
    start, end = timex.span.end, timexes[number + 1].span.end
    while found is not None and start <= tree.words[found].start < end:
        found = tree.words[found].head if tree.words[found].head >= 0 else None
    return found


def _is_short(timex: Timex) -> bool:
    when: When = timex.when
    return ((timex.kind in ("DATE", "TIME") or timex.rule in DATED)
            and bool(when.earliest and when.latest and (when.latest - when.earliest).days < _LONG))
