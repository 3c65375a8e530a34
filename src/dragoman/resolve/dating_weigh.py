"""The days that most clues allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.resolve.dating_clues import YEARS, Clue, Window

_FIRST = date(YEARS.start, 1, 1)
_LAST = date(YEARS.stop - 1, 12, 31)


@dataclass(frozen=True, slots=True)
class Weighing:
    """The best weight any day reaches, and the stretches of days that reach it."""

    best: float
    stretches: tuple[Window, ...]
    best_day: date | None = None  #: the first day that reaches the best weight in full

    @property
    def hull(self) -> Window:
        """From the first to the last of these days; None at an end that nothing bounds."""
        if not self.stretches:
            return None, None
        return self.stretches[0][0], self.stretches[-1][1]


# Days whose weight falls short of the best by no more than this stay possible: one weak clue may mislead.
TOLERANCE = 0.5


def weigh(clues: Sequence[Clue]) -> Weighing:
    """Sweep over all days on which some clue begins or ends to allow, and keep the best stretches.

    Near ties are kept, all of them: where two years remain possible, both do.
    """
    if not clues:
        return Weighing(0.0, ())
    scored = _sweep(clues)
    starts = [start for _, start in scored]
    best = max(score for score, _ in scored)
    least = best - round(TOLERANCE * _GRAIN)
    stretches: list[Window] = []
    for index, (score, start) in enumerate(scored):
        if score < least:
            continue
        end = starts[index + 1] - timedelta(1) if index + 1 < len(starts) else _LAST
        previous = stretches[-1][1] if stretches else None
        if previous is not None and previous + timedelta(1) == start:
            stretches[-1] = (stretches[-1][0], end)
        else:
            stretches.append((start, end))
    open_ended = tuple((None if a == _FIRST else a, None if b == _LAST else b) for a, b in stretches)
    return Weighing(best / _GRAIN, open_ended, next(start for score, start in scored if score == best))


# Weights are summed as whole numbers of this grain, so that the order of summing changes nothing.
_GRAIN = 1000


def _sweep(clues: Sequence[Clue]) -> list[tuple[int, date]]:
    """The days on which the weight changes, in order, each with the weight (in grains) from there on."""
    changes = {_FIRST: 0}
    for clue in clues:
        grains = round(clue.weight * _GRAIN)
        for first, last in _merged(clue.windows):
            if last < _FIRST or first > _LAST:
                continue
            start, after = max(first, _FIRST), min(last, _LAST) + timedelta(1)
            changes[start] = changes.get(start, 0) + grains
            changes[after] = changes.get(after, 0) - grains
    scored = []
    weight = 0
    for day in sorted(d for d in changes if d <= _LAST):
        weight += changes[day]
        scored.append((weight, day))
    return scored


def _merged(windows: Sequence[Window]) -> list[tuple[date, date]]:
    """Windows that overlap as one, so that a clue weighs once on each day."""
    kept: list[tuple[date, date]] = []
    for first, last in sorted((w[0] or _FIRST, w[1] or _LAST) for w in windows):
        if kept and first <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(kept[-1][1], last))
        else:
            kept.append((first, last))
    return kept


def support(clues: Sequence[Clue], first: date | None, last: date | None) -> float:
    """Weight of the clues that do not refute an interval."""
    return sum(c.weight for c in clues if not c.refutes(first, last))
