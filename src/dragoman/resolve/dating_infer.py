"""The days that clues alone leave, where no printed date stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dragoman.codebook.time_words import WEEKDAY_NAMES
from dragoman.edtf import when_of
from dragoman.extract.timex.calendar import interval
from dragoman.extract.timex.meaning import Anchor
from dragoman.model import Candidate, CandidateOrigin, Confidence, Dating, When
from dragoman.resolve.dating_clues import Clue, ClueKind, is_same_day, weekdays_told
from dragoman.resolve.dating_judge import REJECT_AT, Judgement
from dragoman.resolve.dating_tell import tell, told_remarks
from dragoman.resolve.dating_weigh import Weighing

# Below this weight the clues together say too little to name days.
LEAST_WEIGHT = 0.8
# Stretches that lie further apart than this name no time worth printing as one interval with two ends.
_WIDEST = 366 * 12
# Weekdays narrow a stretch of at most this many days; a longer one holds some weekday twice.
_NARROW = 9
_MOST_REASONS = 3


def infer(clues: Sequence[Clue], weighing: Weighing, judgements: Sequence[Judgement], text: str) -> Dating | None:
    """The stretch of days that most clues allow, narrowed by a weekday; None where there is neither date nor clue."""
    told = tuple(tell(j, None) for j in judgements)
    first, last = _bounds(clues, weighing)
    if first is None and last is None:
        if not judgements:
            return None
        rule = "every date found is contradicted, and the text gives no other"
        return Dating(When(), rule, "doubtful", told, told_remarks(judgements, When()))
    when, rule = when_of(first, last), _rule(clues, first, last)
    good = {c.kind for c in clues if c.weight >= REJECT_AT and c.allows(first, last)}
    confidence: Confidence = "likely" if len(good) > 1 else "doubtful"
    narrowed = _by_weekday(text, weighing)
    if narrowed:
        when, words = narrowed
        rule += f"; of these days {words}"
        confidence = "likely" if good else "doubtful"
    answer = Candidate(when, _origin({c.kind for c in clues if c.allows(first, last)}), None, "accepted", rule)
    return Dating(when, rule, confidence, (*told, answer), told_remarks(judgements, when))


def _origin(kinds: set[ClueKind]) -> CandidateOrigin:
    """Where an inferred date comes from: knowledge base before text; the page only where nothing else says."""
    if kinds & {"office", "trip"}:
        return "kb"
    return "meta" if kinds == {"change"} else "text"


def _bounds(clues: Sequence[Clue], weighing: Weighing) -> tuple[date | None, date | None]:
    """First and last day possible; only the lower bound of past dates and offices where they fit years far apart."""
    if weighing.best < LEAST_WEIGHT:
        return None, None
    first, last = weighing.hull
    if first and last and (last - first).days > _WIDEST and len(weighing.stretches) > 1:
        below = [w[0] for c in clues if c.kind == "full date" for w in c.windows if w[0]]
        return (max([*below, *_tenures_begun(clues, weighing.best_day)]), None) if below else (None, None)
    return first, last


def _tenures_begun(clues: Sequence[Clue], day: date | None) -> list[date]:
    """First days of the offices held on a day by people who held them but once; others may be told of as they were."""
    held = [c for c in clues if c.kind == "office" and day and c.allows(day, day) and len(c.windows) == 1]
    return [first for c in held for first, _ in c.windows if first]


def _rule(clues: Sequence[Clue], first: date | None, last: date | None) -> str:
    """The clues that bound the days most closely, in words."""

    def width(clue: Clue) -> tuple[bool, int]:
        days = sum((w[1] - w[0]).days if w[0] and w[1] else _WIDEST for w in clue.windows)
        return clue.weight < REJECT_AT / 2, days

    used = sorted((c for c in clues if c.allows(first, last)), key=width)
    return "inferred: " + "; ".join(list(dict.fromkeys(c.says for c in used))[:_MOST_REASONS])


def _by_weekday(text: str, weighing: Weighing) -> tuple[When, str] | None:
    """The day on which the freshest weekday told falls, in a stretch of a few days, and words for it.

    The text was written on that day where it says so ("later in the day"), else then or on the day after.
    """
    if len(weighing.stretches) != 1:
        return None
    first, last = weighing.stretches[0]
    if first is None or last is None or (last - first).days > _NARROW:
        return None
    told = []
    for each in weekdays_told(text):
        days = interval(each.meaning.resolve(Anchor(last)) or "")
        if days and first <= days[0] <= last:
            told.append((days[0], -each.span.start, each.span))
    if not told:
        return None
    day, _, span = max(told)
    words = f"{day.isoformat()} is the only {WEEKDAY_NAMES[day.weekday()]} (“{span.of(text)}”)"
    if is_same_day(text) or day == last:
        return when_of(day, day), words
    return when_of(day, min(last, day + timedelta(1))), words
