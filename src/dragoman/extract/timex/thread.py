"""The thread of dates through a text: what "the next day" and "that year" hang on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dragoman.extract.timex.calendar import interval
from dragoman.extract.timex.meaning import Anchor, Tense
from dragoman.extract.timex.rules_duration import WITHIN
from dragoman.extract.timex.scan import Found
from dragoman.extract.timex.tense import SENTENCE_END

# A year named in passing ("declassified in 2005") does not carry a history on when it lies further than this from
# the last month or day told; one that opens its sentence does. Swept 0 to 5 on wikiwars_train.
_IN_PASSING = 1
#: so many characters before a date may stand at the head of a sentence ("In early ")
_OPENING = 12


class Thread:
    """Collects the dates of one text in order and gives the anchor for the next."""

    def __init__(self, text: str, day: date | None, history: bool) -> None:
        self._text = text
        self._day = day
        self._history = history
        self._last: str | None = None
        self._last_month: str | None = None
        self._last_day: str | None = None
        self._day_end = 0
        self._quarter: str | None = None

    def anchor(self, start: int, read_tense: Callable[[], Tense | None]) -> Anchor:
        """What the expression that starts here is measured from."""
        # one character more, so that the capital after the full stop is seen
        apart = SENTENCE_END.search(self._text, self._day_end, start + 1)
        further = SENTENCE_END.search(self._text, apart.end(), start + 1) if apart else None
        near = None if apart else self._last_day
        close = None if further else self._last_day
        return Anchor(self._day, self._last, self._last_day, near, close, self._quarter, read_tense, self._history)

    def add(self, found: Found, value: str | None) -> None:
        """Take in a resolved expression; of a length within a month or year, `value` is that of the month or year."""
        if value is None or (found.meaning.kind not in ("DATE", "TIME") and found.rule != WITHIN):
            return
        days = interval(value)
        if days is None:
            if value.startswith("BC"):
                self._last = value
            return
        if self._history and self._leaves_thread(found, value, days[0].year):
            return
        # the year of the month just told says nothing new: "on December 7 ..., the worst of 1941. In January"
        told_again = self._history and len(value) == 4 and (self._last_month or "")[:4] == value
        self._last = self._last_month if told_again else value
        if len(value) > 4:
            self._last_month = value
        if days[0] == days[1]:
            self._last_day, self._day_end = value[:10], found.span.end
        # "the quarter" of a business page is never the one that this year's is compared with
        if found.rule.startswith("quarter") and "-Q" in value and (self._day is None or days[1].year >= self._day.year):
            self._quarter = value

    def _leaves_thread(self, found: Found, value: str, year: int) -> bool:
        """Whether a date stands aside of the story a history tells."""
        named = found.meaning.resolve(Anchor()) is not None
        if not named and self._day and year >= self._day.year - 1:
            return True
        if len(value) == 4 and self._last_month and abs(int(self._last_month[:4]) - year) > _IN_PASSING:
            head = self._text[max(0, found.span.start - _OPENING) : found.span.start]
            return not any(mark in head for mark in ".\n") and found.span.start > _OPENING
        return False
