"""Deeds: what was done, under keys by which a plan finds what may have become of it.

A plan is made good by an event of its type, told in its words, in which one of its parties or states takes part. So
the key of a deed is these three, and looking up the keys of a plan gives every event that can be the fulfilment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from dragoman.merge.features import MEETING
from dragoman.merge.record import Actor, MentionRecord
from dragoman.merge.status_history import FACT
from dragoman.merge.stem import root
from dragoman.model import EventType, Status

# Kinds of events that are held on a day that was named for them, once. Others (strikes, aid, sanctions) come in rows: a
# later one of a kind is not what became of an earlier plan.
HELD: frozenset[EventType] = frozenset({"CONSULT", "AGREE", "SUPPORT", "PERSONNEL"})
# What nobody has fixed ("may meet") has no fulfilment but its own event.
FIXED: frozenset[Status] = frozenset({"scheduled", "expected", "postponed"})

_MEETING = "meeting"


def act(mention: MentionRecord) -> str:
    """The word that carries it, by root; all words for a meeting are one."""
    found = root(mention.trigger_text)
    return _MEETING if found in MEETING else found


def is_sought(plan: Sequence[MentionRecord]) -> bool:
    """Whether another event can be what became of a plan: it was fixed or expected, and is held once, on a day.

    `plan` are the mentions that announce it.
    """
    held = [m for m in plan if m.type in HELD]
    return any(m.published for m in held) and any(m.status in FIXED for m in held)


def deed_keys(kind: EventType, mentions: Iterable[MentionRecord], parties: Iterable[Actor]) -> Iterator[str]:
    """The keys of an event of one type with these parties; none when nothing is told as held.

    Args:
        mentions: all that tell the event; those that tell it as a fact count.
        parties: who takes part, as folded.
    """
    told = [m for m in mentions if m.status in FACT]
    if any(m.type in HELD for m in told):
        yield from _keys([kind], told, sorted({k for a in parties for k in (a.key, a.state) if k}))


def plan_keys(plan: Sequence[MentionRecord]) -> frozenset[str]:
    """The keys of the deeds that may have made a plan good: by the states of its parties, else by the parties."""
    parties = [a for m in plan for a in m.parties]
    states = sorted({a.state for a in parties if a.state})
    held = [m for m in plan if m.type in HELD]
    return frozenset(_keys(sorted({m.type for m in plan}), held, states or sorted({a.key for a in parties})))


def _keys(kinds: Sequence[EventType], told: Iterable[MentionRecord], parties: Sequence[str]) -> Iterator[str]:
    for kind, word, party in product(kinds, sorted({act(m) for m in told}), parties):
        yield f"{kind} {word} {party}".replace("\x00", "")
