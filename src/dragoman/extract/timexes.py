"""Time expressions of a report (TIMEX3): where they stand, of what kind, and what they mean.

`find` works on plain text. `timexes` is the stage that marks them before the report's own
day is known; `dragoman.resolve.dates` fills in the rest with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from dragoman.edtf import when_of
from dragoman.extract.timex.counting import count_from_dates
from dragoman.extract.timex.days import days_of
from dragoman.extract.timex.history import is_history
from dragoman.extract.timex.meaning import Tense
from dragoman.extract.timex.rules_duration import WITHIN
from dragoman.extract.timex.rules_within import whole_of
from dragoman.extract.timex.scan import scan
from dragoman.extract.timex.tense import tense_at
from dragoman.extract.timex.thread import Thread
from dragoman.model import Document, Span, Timex

TenseAt = Callable[[Span], Tense | None]


def find(
    text: str, *, dct: date | None = None, tense: TenseAt | None = None, history: bool | None = None
) -> tuple[Timex, ...]:
    """All time expressions of a text, resolved as far as the report's day `dct` allows.

    `tense` tells past from future at a span; without it the words nearby are looked at.
    `history` says whether the text narrates times long before its own day, so that
    "in March" hangs on the last date told; None finds out from the dates in it.
    Without `dct` whatever hangs on it has the value None.
    """
    found = scan(text)
    thread = Thread(text, dct, is_history(found, dct) if history is None else history)
    made = []
    for number, each in enumerate(found, 1):
        span = each.span
        read_tense = partial(tense, span) if tense else partial(tense_at, text, span.start, span.end)
        anchor = thread.anchor(span.start, read_tense)
        value = each.meaning.resolve(anchor)
        covered = each.meaning.days(anchor) if each.meaning.days else None
        thread.add(each, whole_of(*covered) if covered and each.rule == WITHIN else value)
        days = when_of(*covered) if covered else days_of(value, each.meaning.reach, dct)
        made.append(Timex(f"t{number}", span, each.meaning.kind, value, days, each.rule))
    return count_from_dates(text, made)


def timexes(doc: Document) -> Document:
    """Mark the time expressions and give the values that need no reference."""
    return replace(doc, timexes=find(doc.text))
