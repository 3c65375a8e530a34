"""Can a date that is printed, stored or given be the report's own?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from dragoman.codebook.time_words import WEEKDAY_NAMES
from dragoman.model import Candidate, When
from dragoman.resolve.dating_clues import Clue, freshest
from dragoman.resolve.dating_weigh import Weighing, support

# A candidate that misses clues of this weight, all of which other days satisfy, is rejected: one good clue or two weak.
# Swept 0.6 to 1.0 on data/news (bench/dating.py): below 0.85 more right dates are lost than wrong ones caught.
REJECT_AT = 0.85
# A stamp this many days after the freshest weekday of its text is suspicious: so are 30 % of wrong dates and 3 to 12 %
# of right ones (measured on news). Too little to reject it by, but it adds this much to other clues.
STALE_DAYS = 4
STALE_WEIGHT = 0.4
# Stamps this near to each other tell the same day: time zones, late editions.
AGREE_DAYS = 1
#: whose word counts first where support is equal
_RANKS = {"given": 0, "dateline": 1, "masthead": 2, "meta": 3, "url": 4, "text": 6, "kb": 7}
_FURNITURE_RANK = 5
#: which hand fills an origin; two origins of one hand do not confirm each other
_HANDS = {"dateline": "print", "masthead": "print", "text": "print", "meta": "system", "url": "system"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A candidate with the clues that speak against it, which other days satisfy, and its own faults."""

    candidate: Candidate
    against: tuple[Clue, ...]
    support: float
    faults: tuple[str, ...] = ()

    @property
    def hand(self) -> str:
        """Who filled it in: the printer, the page's system or the user."""
        return "system" if self.is_page_furniture else _HANDS.get(self.candidate.origin, self.candidate.origin)

    @property
    def is_page_furniture(self) -> bool:
        """Whether it stands in a page's header or footer, outside the text: often the day of the visit."""
        return self.candidate.origin == "masthead" and self.candidate.span is None


def judge(candidate: Candidate, clues: Sequence[Clue], weighing: Weighing, text: str) -> Judgement:
    """Weigh a candidate against the clues."""
    when = candidate.when
    held = support(clues, when.earliest, when.latest)
    missed = [c for c in clues if c.refutes(when.earliest, when.latest)]
    kept = sorted((c for c in missed if any(c.allows(*s) for s in weighing.stretches)), key=lambda c: -c.weight)
    stale = _stale(candidate, text)
    lack = weighing.best - held + (STALE_WEIGHT if stale else 0)
    faults = tuple(f for f in (_wrong_weekday(candidate, text), stale) if f)
    return Judgement(candidate, tuple(kept) if lack >= REJECT_AT else (), held, faults)


def rank(candidate: Candidate) -> int:
    """Whose word counts first: the smaller."""
    if candidate.origin == "masthead" and candidate.span is None:
        return _FURNITURE_RANK
    return _RANKS[candidate.origin]


def near(left: When, right: When) -> bool:
    """Whether two dates can be the same day, give or take a time zone."""
    slack = timedelta(AGREE_DAYS)
    starts_in_time = left.earliest is None or right.latest is None or left.earliest <= right.latest + slack
    return starts_in_time and (right.earliest is None or left.latest is None or right.earliest <= left.latest + slack)


def _wrong_weekday(candidate: Candidate, text: str) -> str | None:
    """A stamp that names a weekday its own date does not have."""
    day = candidate.when.earliest
    words = candidate.quote or (candidate.span.of(text) if candidate.span else "")
    if day is None or not candidate.when.is_day:
        return None
    named = [name for name in WEEKDAY_NAMES if name.lower() in words.lower()]
    actual = WEEKDAY_NAMES[day.weekday()]
    return f"it names {named[0]}, but that day was a {actual}" if named and actual not in named else None


def _stale(candidate: Candidate, text: str) -> str | None:
    """A stamp well after the freshest weekday of its text."""
    day = candidate.when.earliest
    fresh = freshest(text, day) if day and candidate.when.is_day else None
    if fresh is None or fresh[0] < STALE_DAYS:
        return None
    return f"the freshest day told as past, “{fresh[1].span.of(text)}”, would lie {fresh[0]} days back"
