"""Time expressions of a report (TIMEX3): where they stand, of what kind, and what they mean.

`find` works on plain text. `timexes` is the stage that marks them before the report's own
day is known; `dragoman.resolve.dates` fills in the rest with it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dragoman.extract.timex.calendar import interval
from dragoman.extract.timex.days import days_of
from dragoman.extract.timex.history import is_history
from dragoman.extract.timex.meaning import Anchor, Tense
from dragoman.extract.timex.scan import scan
from dragoman.extract.timex.tense import tense_at
from dragoman.model import Span, Timex

TenseAt = Callable[[Span], Tense | None]


def find(text: str, *, dct: date | None = None, tense: TenseAt | None = None, history: bool | None = None) -> tuple[Timex, ...]:
    """All time expressions of a text, resolved as far as the report's day `dct` allows.

    `tense` tells past from future at a span; without it the words nearby are looked at.
    `history` says whether the text narrates times long before its own day, so that
    "in March" hangs on the last date told; None finds out from the dates in it.
    Without `dct` whatever hangs on it has the value None.
    """
    found = scan(text)
    narrates = is_history(text, found, dct) if history is None else history
    last: str | None = None
    last_day: str | None = None
    made = []
    for number, each in enumerate(found, 1):
        span = each.span
        verb = tense(span) if tense else tense_at(text, span.start, span.end)
        anchor = Anchor(dct, last, last_day, verb, narrates)
        value = each.meaning.resolve(anchor)
        made.append(Timex(
            f"t{number}", span, each.meaning.kind, value, days_of(value, each.meaning.reach, dct), each.rule
        ))
        days = interval(value or "")
        if days and each.meaning.kind in ("DATE", "TIME"):
            last = value
            if days[0] == days[1]:
                last_day = (value or "")[:10]
    return tuple(made)
