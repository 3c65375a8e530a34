"""Cutting a text at the ends of overlapping spans, so that it can be rendered by escaping between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be shown: the item it belongs to ("" for none) and how it looks ("" for not at all)."""

    start: int
    end: int
    item: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks throughout."""

    start: int
    end: int
    items: tuple[str, ...]
    looks: tuple[str, ...]
    opens: tuple[str, ...]  #: items whose first words these are


def pieces(length: int, marks: Iterable[Mark], cuts: Iterable[int] = ()) -> Iterator[Piece]:
    """Every stretch of a text of `length` characters, in order, also cut at `cuts`; together they are the whole text.

    Runs in the order of the number of marks, whatever their nesting.
    """
    kept = [m for m in marks if 0 <= m.start < m.end <= length]
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    for mark in kept:
        opening.setdefault(mark.start, []).append(mark)
        closing.setdefault(mark.end, []).append(mark)
    edges = sorted({0, length, *opening, *closing, *(c for c in cuts if 0 < c < length)})
    items: Counter[str] = Counter()
    looks: Counter[str] = Counter()
    seen: set[str] = set()
    for start, end in pairwise(edges):
        for mark in closing.get(start, ()):
            items[mark.item] -= 1
            looks[mark.look] -= 1
        for mark in opening.get(start, ()):
            items[mark.item] += 1
            looks[mark.look] += 1
        here = tuple(sorted(i for i, n in items.items() if n > 0 and i))
        yield Piece(
            start, end, here, tuple(sorted(k for k, n in looks.items() if n > 0 and k)),
            tuple(i for i in here if i not in seen),
        )
        seen.update(here)
