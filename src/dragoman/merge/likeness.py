"""How like two parties or places are: by id, by name, by state."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.merge.record import LOCAL, Actor
from dragoman.names import fold

SAME_NAME = 0.9  #: one name stands inside the other
_STATE_FOR_PERSON = 0.6  #: "Washington" in one report, the Secretary of State in the other
_PLACE_IN_STATE = 0.5  #: a town in one report, its state in the other
SAME_STATE = 0.2  #: two different people or bodies of one state


def matches(ours: tuple[Actor, ...], theirs: tuple[Actor, ...]) -> tuple[list[float], list[float]]:
    """The best likeness of each party on the other side.

    A party that has its like there ("Israel", "Israel") cannot also stand for another one (a named Israeli).
    """
    near = [[party_likeness(x, y) for y in theirs] for x in ours]
    own = [max(row) >= SAME_NAME for row in near]
    other = [max(column) >= SAME_NAME for column in zip(*near, strict=True)]
    forth = [max(row) if own[i] else _best(v for j, v in enumerate(row) if not other[j]) for i, row in enumerate(near)]
    back = [
        max(column) if other[j] else _best(v for i, v in enumerate(column) if not own[i])
        for j, column in enumerate(zip(*near, strict=True))
    ]
    return forth, back


def _best(values: Iterable[float]) -> float:
    return max(values, default=0.0)


def party_likeness(x: Actor, y: Actor) -> float:
    """How surely two parties are one: by key, by a name inside the other, by state."""
    if x.key == y.key:
        return 1.0
    kinds = {k for k in (x.kind, y.kind) if k}
    by_name = x.key.startswith(LOCAL) or y.key.startswith(LOCAL)  # two ids of the kb are two parties
    if by_name and (len(kinds) < 2 or "state" in kinds) and _name_inside(x.name, y.name):
        return SAME_NAME
    if x.state and x.state == y.state and x.state != "IGO":
        return _STATE_FOR_PERSON if "state" in kinds else SAME_STATE
    return 0.0


def place_likeness(x: Actor, y: Actor) -> float:
    """How surely two places are one, or one lies in the other."""
    if x.key == y.key:
        return 1.0
    if x.state and y.state and x.state != y.state:
        return 0.0
    if _name_inside(x.name, y.name):
        return SAME_NAME
    return _PLACE_IN_STATE if x.state and x.state == y.state and "state" in (x.kind, y.kind) else 0.0


def _name_inside(left: str, right: str) -> bool:
    """All capitalised words of the shorter name stand in the longer one."""
    ours = {fold(w) for w in left.split() if w[:1].isupper()}
    theirs = {fold(w) for w in right.split() if w[:1].isupper()}
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)
