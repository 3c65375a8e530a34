"""A daily series of two states' dealings: how many events, of what intensity, by status. Duplicates count once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.codebook.plover import QUADS, Quad, intensity, quad
from dragoman.errors import BadQuestion
from dragoman.model import Event, Status, Value, When

#: An event of several days counts on its first day, unless its days are further apart than this: then it has no day.
WIDEST_DAYS = 7
#: Statuses that say that something happened; all other rows are about what did not, or not yet.
HAPPENED: frozenset[Status] = frozenset({"occurred", "ongoing"})


@dataclass(frozen=True, slots=True)
class DyadDay:
    """One day, one direction, one status. Never add rows of different statuses."""

    day: date
    source: str  #: ISO-3 code of the acting state
    target: str  #: of the state acted on
    mutual: bool  #: both act (a meeting, an agreement): the row stands once, with the states in the order asked for
    status: Status
    events: int
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    intensity: float | None  #: mean of the types' scores, conflict (-10) to cooperation (10); None without any
    reports: int  #: reports behind the events
    sources: int  #: independent ones


def series(events: Iterable[Event], left: str, right: str) -> tuple[DyadDay, ...]:
    """Rows of days on which something is told between two states, by day, direction and status.

    Args:
        events: folded events, so that an event that many reports tell counts once; those of other states are skipped.

    Raises:
        BadQuestion: twice the same state.
    """
    left, right = left.upper(), right.upper()
    if left == right:
        raise BadQuestion(left, "a pair needs two different states", "give two ISO-3 codes, as USA CHN")
    rows: dict[_Key, list[Event]] = defaultdict(list)
    for event in {e.id: e for e in events}.values():
        day = _day(event)
        if day is None:
            continue
        direction = _direction(event, left, right)
        if direction is not None:
            rows[(day, *direction, event.status.value)].append(event)
    return tuple(_row(key, told) for key, told in sorted(rows.items(), key=lambda r: r[0]))


def days_between(rows: Iterable[DyadDay]) -> tuple[date, ...]:
    """Every day from the first to the last row, so that days on which nothing is told show as zero."""
    days = [r.day for r in rows]
    if not days:
        return ()
    return tuple(min(days) + timedelta(days=n) for n in range((max(days) - min(days)).days + 1))


_Key = tuple[date, str, str, bool, Status]


def _row(key: _Key, told: list[Event]) -> DyadDay:
    day, source, target, mutual, status = key
    quads: dict[Quad, int] = dict.fromkeys(QUADS, 0)
    for event in told:
        code = quad(event.type)
        if code is not None:
            quads[code] += 1
    scores = [s for e in told if (s := intensity(e.type)) is not None]
    return DyadDay(
        day=day,
        source=source,
        target=target,
        mutual=mutual,
        status=status,
        events=len(told),
        verbal_cooperation=quads[1],
        material_cooperation=quads[2],
        verbal_conflict=quads[3],
        material_conflict=quads[4],
        intensity=round(sum(scores) / len(scores), 3) if scores else None,
        reports=len({r for e in told for r in e.reports}),
        sources=sum(e.independent_sources for e in told),
    )


def _day(event: Event) -> date | None:
    """The first day of a short event; without one, the day of the first report that tells it as it stands now."""
    when: When = event.when.value if event.when else When()
    if when.earliest and when.latest:
        return when.earliest if (when.latest - when.earliest).days <= WIDEST_DAYS else None
    return next((c.on for c in event.history if c.on and c.status == event.status.value), None)


def _direction(event: Event, left: str, right: str) -> tuple[str, str, bool] | None:
    """Who does it to whom, and whether both do; None for other states."""
    actors, targets = _states(event.actors), _states(event.recipients)
    forth = left in actors and right in targets
    back = right in actors and left in targets
    if (left in actors and right in actors) or (forth and back):
        return left, right, True
    return (left, right, False) if forth else (right, left, False) if back else None


def _states(value: Value | None) -> set[str]:
    return {a.state for a in value.value if a.state} if value else set()
