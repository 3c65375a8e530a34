"""Lengths counted from a date in the same sentence: "three days after the summit of June 3" is June 6.

TIMEX3 values such words by their length (P3D), and so does `value`; here they get the days they lead to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from dragoman.edtf import when_of
from dragoman.extract.timex.calendar import add, interval, unit_value
from dragoman.extract.timex.rules_duration import COUNTED_FROM
from dragoman.extract.timex.tense import SENTENCE_END
from dragoman.model import Timex, When

_WAY = re.compile(r"\s+(?P<way>after|before|following)\b", re.IGNORECASE)
_LENGTH = re.compile(r"P(\d+)([DWMY])")
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
#: days of a unit at most: a day cannot be counted from a month
_WIDTHS = {"D": 1, "W": 7, "M": 31, "Y": 366}
# Between the length and the date only what the date belongs to may stand: no new clause, no reporting verb.
_BREAK = re.compile(r"[,;:()\n—–]|\b(?:said|says|told|and|but|while|when)\b", re.IGNORECASE)
# A date further away than this dates something else ("three days after the talks between ... opened on June 3").
_FARTHEST = 90


def count_from_dates(text: str, found: Sequence[Timex]) -> tuple[Timex, ...]:
    """The same time expressions; lengths counted from a date that follows have the days they lead to."""
    made = list(found)
    for number, (length, base) in enumerate(pairwise(found)):
        if length.rule == COUNTED_FROM:
            made[number] = replace(length, when=_counted(text, length, base))
    return tuple(made)


def _counted(text: str, length: Timex, base: Timex) -> When:
    """The days that a length leads to from the date told next; unknown where that is none, or of something else."""
    way = _WAY.match(text, length.span.end)
    steps = _LENGTH.fullmatch(length.value or "")
    first, last = base.when.earliest, base.when.latest
    if way is None or steps is None or base.kind not in ("DATE", "TIME") or first is None or last is None:
        return length.when
    if (last - first).days >= _WIDTHS[steps[2]] or base.span.start - way.end() > _FARTHEST:
        return length.when
    between = text[way.end() : base.span.start]
    if _BREAK.search(between) or SENTENCE_END.search(text, way.end(), base.span.start + 1):
        return length.when
    unit, sign = _UNITS[steps[2]], -1 if way["way"].lower() == "before" else 1
    count = sign * int(steps[1])
    day = add(first, unit, count)
    if count and day in (first, date.min, date.max):
        return length.when  # no calendar reaches so far
    days = interval(unit_value(day, unit))
    return when_of(*days) if days else length.when
