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
    edges = {_FIRST}
    for clue in clues:
        for first, last in clue.windows:
            edges.add(max(first or _FIRST, _FIRST))
            edges.add(min(last or _LAST, _LAST) + timedelta(1))
    starts = sorted(e for e in edges if _FIRST <= e <= _LAST)
    scored = [(_weight_on(clues, start), start) for start in starts]
    best = max(score for score, _ in scored)
    stretches: list[Window] = []
    for index, (score, start) in enumerate(scored):
        if score < best - TOLERANCE:
            continue
        end = starts[index + 1] - timedelta(1) if index + 1 < len(starts) else _LAST
        previous = stretches[-1][1] if stretches else None
        if previous is not None and previous + timedelta(1) == start:
            stretches[-1] = (stretches[-1][0], end)
        else:
            stretches.append((start, end))
    open_ended = tuple((None if a == _FIRST else a, None if b == _LAST else b) for a, b in stretches)
    return Weighing(best, open_ended)


def _weight_on(clues: Sequence[Clue], day: date) -> float:
    return sum(c.weight for c in clues if c.allows(day, day))


def support(clues: Sequence[Clue], first: date | None, last: date | None) -> float:
    """Weight of the clues that do not refute an interval."""
    return sum(c.weight for c in clues if not c.refutes(first, last))
