"""Which mentions tell one event: a pure function of scored links and of what people judged.

Neither the order of the input nor the time of adding matters. A person's judgement binds: what was
called the same is joined first, what was called different is never joined, whatever lies between.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.model import Judgement

# Two clusters are joined while the mean score between their units is at least this. Chosen on ECB+ train
# (bench/merging.py prints the sweep); re-measure after any change to features.py or weights.tsv.
JOIN = 0.5


@dataclass(frozen=True, slots=True)
class Link:
    """Two mentions and how surely they tell one event (0 to 1)."""

    left: str
    right: str
    score: float
    firm: bool = False  #: one report's reader took them for one event: joined first, unless a person parts them


def cluster(
    nodes: Iterable[str], links: Iterable[Link], judgements: Iterable[Judgement] = (), *, join: float = JOIN
) -> list[frozenset[str]]:
    """Clusters of mention ids, each once, sorted by their smallest id.

    1. Judgements in force are applied in order of their time: "same" joins (unless an earlier or later
       "different" forbids it), "different" forbids for whole joined sets.
    2. Firm links are joined, most certain first, where nothing forbids it. What is joined so far is a unit.
    3. Average linkage: the score of two units is that of their best link (0 without one); the two clusters with the
       highest mean over their units are joined until the mean falls below `join`. Ties fall to the smaller id.

    A judgement or link about a mention that is not among `nodes` has no effect, except that "same" judgements
    are transitive only through mentions that are.
    """
    ids = sorted(set(nodes))
    sets = _Sets(ids)
    _apply(sets, [j for j in judgements if j.undone_at is None])
    known = [k for k in links if k.left in sets.home and k.right in sets.home and k.left != k.right]
    for link in sorted((k for k in known if k.firm), key=_by_score):
        sets.join(link.left, link.right)
    _average_linkage(sets, known, join)
    return sorted((frozenset(m) for m in sets.members.values()), key=min)


class _Sets:
    """Disjoint sets of ids, each named by its smallest id, with pairs of sets that must stay apart."""

    def __init__(self, ids: list[str]) -> None:
        self.home = {i: i for i in ids}
        self.members: dict[str, set[str]] = {i: {i} for i in ids}
        self.apart: dict[str, set[str]] = defaultdict(set)

    def are_apart(self, left: str, right: str) -> bool:
        return self.home[right] in self.apart[self.home[left]]

    def part(self, left: str, right: str) -> None:
        """Forbid that the two sets are ever joined; nothing happens when they already are one."""
        a, b = self.home[left], self.home[right]
        if a != b:
            self.apart[a].add(b)
            self.apart[b].add(a)

    def join(self, left: str, right: str) -> str | None:
        """Join two sets and give the name of the new one; None when they are one already or must stay apart."""
        a, b = sorted((self.home[left], self.home[right]))
        if a == b or b in self.apart[a]:
            return None
        for each in self.members[b]:
            self.home[each] = a
        self.members[a] |= self.members.pop(b)
        for other in self.apart.pop(b, set()):
            self.apart[other].discard(b)
            self.apart[other].add(a)
            self.apart[a].add(other)
        return a


def _by_score(link: Link) -> tuple[float, str, str]:
    left, right = sorted((link.left, link.right))
    return -link.score, left, right


def _apply(sets: _Sets, judgements: list[Judgement]) -> None:
    """Step 1. The last word on a pair holds; "different" goes first, so that no chain of "same" can undo a split."""
    last: dict[tuple[str, str], Judgement] = {}
    for each in sorted(judgements, key=lambda j: (j.at, *sorted((j.left, j.right)), j.verdict)):
        if each.left in sets.home and each.right in sets.home and each.left != each.right:
            left, right = sorted((each.left, each.right))
            last.pop((left, right), None)
            last[left, right] = each
    for (left, right), each in last.items():
        if each.verdict == "different":
            sets.part(left, right)
    for (left, right), each in last.items():
        if each.verdict == "same":
            sets.join(left, right)


def _average_linkage(sets: _Sets, links: list[Link], join: float) -> None:
    """Step 3, on sparse sums: only pairs of clusters with at least one link are ever looked at."""
    total = _unit_scores(sets, links)
    size = dict.fromkeys(sets.members, 1)
    heap = [(-s, a, b) for a, row in total.items() for b, s in row.items() if a < b and s >= join]
    heapq.heapify(heap)
    while heap:
        mean, a, b = heapq.heappop(heap)
        stale = a not in total or b not in total[a] or -total[a][b] / (size[a] * size[b]) != mean
        if stale or sets.join(a, b) is None:
            continue
        size[a] += size.pop(b)
        row = total.pop(b)
        for other, score in sorted(row.items()):
            del total[other][b]
            if other == a:
                continue
            total[a][other] = total[other][a] = total[a].get(other, 0.0) + score
        for other, score in sorted(total[a].items()):
            new = score / (size[a] * size[other])
            if new >= join:
                heapq.heappush(heap, (-new, min(a, other), max(a, other)))


def _unit_scores(sets: _Sets, links: Iterable[Link]) -> dict[str, dict[str, float]]:
    best: dict[str, dict[str, float]] = defaultdict(dict)
    for link in links:
        a, b = sets.home[link.left], sets.home[link.right]
        if a != b and not sets.are_apart(a, b):
            score = max(link.score, best[a].get(b, 0.0))
            best[a][b] = best[b][a] = score
    return best
