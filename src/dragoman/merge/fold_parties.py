"""Who took part and where, across reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.merge.profile import is_named
from dragoman.merge.record import LOCAL, Actor, MentionRecord
from dragoman.merge.sources import evidence, sources
from dragoman.model import Rival, Value
from dragoman.names import fold

Role = Callable[[MentionRecord], tuple[Actor, ...]]


@dataclass(slots=True)
class _Party:
    """One party as named by several mentions."""

    names: list[Actor] = field(default_factory=list)
    mentions: list[MentionRecord] = field(default_factory=list)

    @property
    def best(self) -> Actor:
        """Known to the kb first, then the fullest name, then the alphabet."""
        return min(self.names, key=lambda a: (a.key.startswith(LOCAL), a.state is None, -len(a.name), a.name, a.key))


def fold_role(
    mentions: Sequence[MentionRecord],
    role: Role,
    other: Role | None,
    copies: Mapping[str, str],
    *,
    keeps_ties: bool = True,
) -> Value | None:
    """Those who fill one role, most backed first; None when no report names anybody.

    1. Different names of one party are joined: one id, or a name that stands inside the other.
    2. Parties are taken by independent sources. One is left out and kept as a rival when (a) it is a person of a state
       for which the record already holds another, and no report names both together, or (b) more sources put it
       into the `other` role (or as many, unless `keeps_ties`).
    3. A state is left out without being a rival when a person or body of that state is taken: the reports agree.
    """
    parties = _parties(mentions, role, copies)
    if not parties:
        return None
    opposed: dict[str, int] = {}
    for party in _parties(mentions, other, copies) if other else []:
        opposed.update(dict.fromkeys(_ids(party), len(sources(party.mentions, copies))))
    taken: list[_Party] = []
    rivals: list[_Party] = []
    for party in parties:
        backing = len(sources(party.mentions, copies))
        crossed = max((opposed.get(i, 0) for i in _ids(party)), default=0)
        if crossed > backing - (not keeps_ties) or any(_exclude(party, t) for t in taken):
            rivals.append(party)
        else:
            taken.append(party)
    taken = [p for p in taken if not _is_spoken_for(p, taken)]
    if not taken:
        return None
    told = [m for p in taken for m in p.mentions]
    counts = [len(sources(p.mentions, copies)) for p in taken]
    rule = ", ".join(f"{p.best.name}: {n} source{'s' if n != 1 else ''}" for p, n in zip(taken, counts, strict=True))
    return Value(
        tuple(p.best for p in taken),
        evidence(told),
        rule,
        tuple(Rival((p.best,), evidence(p.mentions)) for p in rivals),
    )


def _parties(mentions: Sequence[MentionRecord], role: Role, copies: Mapping[str, str]) -> list[_Party]:
    """Step 1; sorted by backing, those known by name first, then by the order in which the reports name them."""
    found: list[_Party] = []
    ordered = sorted(mentions, key=lambda m: m.id)
    # Full names go first, so that a surname finds its owner.
    named = sorted(
        ((a, m, place) for m in ordered for place, a in enumerate(role(m))),
        key=lambda t: (t[0].key.startswith(LOCAL), -len(t[0].name), t[0].key, t[1].id),
    )
    order: dict[int, int] = {}
    for actor, mention, place in named:
        home = next((p for p in found if _is_one(actor, p)), None)
        if home is None:
            home = _Party()
            found.append(home)
        home.names.append(actor)
        if mention not in home.mentions:
            home.mentions.append(mention)
        order[id(home)] = min(place, order.get(id(home), place))
    known = [p for p in found if is_named(p.best)] or found
    return sorted(known, key=lambda p: (-len(sources(p.mentions, copies)), order[id(p)], p.best.name, p.best.key))


def _is_one(actor: Actor, party: _Party) -> bool:
    return any(actor.key == n.key for n in party.names) or same_party(actor, party.best)


def same_party(one: Actor, other: Actor) -> bool:
    """One id; or, where one is known by name alone, the words of its name stand in the other's and nothing differs."""
    if one.key == other.key:
        return True
    if not (one.key.startswith(LOCAL) or other.key.startswith(LOCAL)):
        return False
    if (one.state and other.state and one.state != other.state) or (one.kind and other.kind and one.kind != other.kind):
        return False
    ours, theirs = _capitals(one.name), _capitals(other.name)
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


def _capitals(name: str) -> set[str]:
    return {fold(w) for w in name.split() if w[:1].isupper()}


def _ids(party: _Party) -> set[str]:
    return {a.key for a in party.names}


def _exclude(party: _Party, other: _Party) -> bool:
    """Step 2 (a)."""
    ours, theirs = party.best, other.best
    if not (ours.kind == theirs.kind == "person" and ours.state and ours.state == theirs.state):
        return False
    together = {m.id for m in party.mentions} & {m.id for m in other.mentions}
    return not together


def _is_spoken_for(party: _Party, taken: Sequence[_Party]) -> bool:
    """Step 3."""
    best = party.best
    return best.kind == "state" and any(
        p is not party and p.best.state == best.state and p.best.kind != "state" and best.state for p in taken
    )
