"""When was a report written? Printed dates are claims; text and knowledge base are asked whether they can be true.

Steps:
 1. Collect the candidates: given by the user, found on ingest, printed in the text.
 2. Collect the clues of the text: full dates told as past or ahead, dates without a year, the dateline, anniversaries,
    offices and trips; find the days that most of them allow (`dating_weigh`).
 3. Reject each candidate that misses clues which other days satisfy together; keep the rest.
 4. Accept the best of those left: the one with most support, then by origin. Two independent origins make it certain.
 5. Where none is left, the answer is the stretch of days that the clues allow, narrowed to one day by a weekday that
    falls into it once; an interval that stays open says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dragoman.edtf import when_of
from dragoman.extract.timex.calendar import interval
from dragoman.extract.timex.meaning import Anchor
from dragoman.model import Candidate, Confidence, Dating, Document, Remark, Report, Span, When
from dragoman.resolve.dating_candidates import candidates, judged
from dragoman.resolve.dating_clues import Clue, freshest, is_same_day, text_clues, weekdays_told
from dragoman.resolve.dating_facts import Facts
from dragoman.resolve.dating_people import all_people_clues
from dragoman.resolve.dating_weigh import Weighing, support, weigh

# A candidate that misses clues of this weight, all of which other days satisfy, is rejected: one good clue or two weak.
# Swept 0.6 to 1.0 on data/news (bench/dating.py): below 0.85 more right dates are lost than wrong ones caught.
REJECT_AT = 0.85
# Below this weight the clues together say too little to name days.
LEAST_WEIGHT = 0.8
# A stamp this many days after the freshest weekday of its text is suspicious: so are 30 % of wrong dates and 3 to 12 %
# of right ones (measured on news), too little to reject it by.
STALE_DAYS = 4
# Clues that leave more than this many days open name no time worth printing as an interval with two ends.
_WIDEST = 366 * 12
# Stamps this near to each other tell the same day: time zones, late editions.
_AGREE_DAYS = 1
#: whose word counts first where support is equal
_ORDER = {"given": 0, "dateline": 1, "masthead": 2, "meta": 3, "url": 4, "text": 5, "kb": 6}
#: origins that one hand fills; two of one group do not confirm each other
_GROUPS = {
    "dateline": "print",
    "masthead": "print",
    "text": "print",
    "meta": "system",
    "url": "system",
    "given": "user",
}


def dating(doc: Document) -> Document:
    """Decide when the report was written, with the shipped knowledge base."""
    from dragoman.kb import facts

    return date_with(doc, facts())


def date_with(doc: Document, facts: Facts) -> Document:
    """The same with facts of your own."""
    decided = decide(doc.report, facts)
    remarks = (*doc.remarks, *(decided.contradictions if decided else ()))
    return replace(doc, report=replace(doc.report, published=decided), remarks=remarks)


def decide(report: Report, facts: Facts) -> Dating | None:
    """When a report was written; None where nothing tells."""
    found = candidates(report)
    clues = (*text_clues(report.text), *all_people_clues(report.text, facts))
    weighing = weigh(clues)
    judgements = tuple(_judge(c, clues, weighing, report.text) for c in found)
    given = next((j for j in judgements if j.candidate.origin == "given"), None)
    standing = [j for j in judgements if not j.against]
    if given:
        return _accept(given, judgements, report.text)
    if standing:
        best = max(standing, key=lambda j: (_is_exact(j.candidate), j.support, -_ORDER[j.candidate.origin]))
        return _accept(best, judgements, report.text)
    return _infer(clues, weighing, judgements, report.text)


@dataclass(frozen=True, slots=True)
class _Judgement:
    """A candidate with the clues that speak against it, which other days satisfy."""

    candidate: Candidate
    against: tuple[Clue, ...]
    support: float
    faults: tuple[str, ...] = ()


def _judge(candidate: Candidate, clues: Sequence[Clue], weighing: Weighing, text: str) -> _Judgement:
    when = candidate.when
    held = support(clues, when.earliest, when.latest)
    missed = tuple(c for c in clues if not c.allows(when.earliest, when.latest))
    kept = [c for c in missed if any(c.allows(*s) for s in weighing.stretches)]
    rejected = weighing.best - held >= REJECT_AT
    faults = tuple(f for f in (_wrong_weekday(candidate, text), _stale(candidate, text)) if f)
    against = tuple(sorted(kept, key=lambda c: -c.weight)) if rejected else ()
    return _Judgement(candidate, against, held, faults)


def _is_exact(candidate: Candidate) -> bool:
    return candidate.when.is_day


def _wrong_weekday(candidate: Candidate, text: str) -> str | None:
    """A stamp that names a weekday its own date does not have."""
    when, quote = candidate.when, candidate.quote or ""
    if not when.is_day or when.earliest is None or (not quote and candidate.span is None):
        return None
    words = (quote or (candidate.span or Span(0, 0)).of(text)).lower()
    named = [n for n, name in enumerate(_WEEKDAYS, 1) if name in words]
    if named and when.earliest.isoweekday() not in named:
        day = _WEEKDAYS[when.earliest.weekday()].capitalize()
        return f"it names {_WEEKDAYS[named[0] - 1].capitalize()}, but that day was a {day}"
    return None


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _stale(candidate: Candidate, text: str) -> str | None:
    """A stamp well after the freshest weekday of its text."""
    day = candidate.when.earliest
    if not candidate.when.is_day or day is None:
        return None
    fresh = freshest(text, day)
    if fresh is None or fresh[0] < STALE_DAYS:
        return None
    return f"the freshest day told as past, “{fresh[1].span.of(text)}”, would lie {fresh[0]} days back"


def _accept(chosen: _Judgement, judgements: Sequence[_Judgement], text: str) -> Dating:
    """The date of a candidate that stands, or of the user's."""
    when = chosen.candidate.when
    agreeing = [
        j
        for j in judgements
        if j is not chosen and not j.against and _near(j.candidate.when, when) and _group(j) != _group(chosen)
    ]
    disagreeing = [j for j in judgements if j is not chosen and not _near(j.candidate.when, when)]
    faults = chosen.faults
    confidence: Confidence = "likely"
    if chosen.candidate.origin == "given":
        confidence = "doubtful" if chosen.against else "certain"
    elif faults or any(not j.against for j in disagreeing):
        confidence = "doubtful"
    elif when.is_day and any(j.candidate.when == when for j in agreeing):
        confidence = "certain"
    told = tuple(_tell(j, chosen, when) for j in judgements)
    return Dating(when, _rule_of(chosen, agreeing), confidence, told, _contradictions(judgements, when, text))


def _group(judgement: _Judgement) -> str:
    return _GROUPS.get(judgement.candidate.origin, judgement.candidate.origin)


def _near(left: When, right: When) -> bool:
    """Whether two dates can be the same day, give or take a time zone."""
    if left.earliest is None or left.latest is None or right.earliest is None or right.latest is None:
        return True
    slack = timedelta(_AGREE_DAYS)
    return left.earliest <= right.latest + slack and right.earliest <= left.latest + slack


_ORIGIN_WORDS = {
    "given": "the date given by the user",
    "masthead": "the date printed with the text",
    "dateline": "the dateline",
    "meta": "the page's metadata",
    "url": "the date in the address",
    "text": "a date in the text",
    "kb": "offices and trips in the knowledge base",
}


def _rule_of(chosen: _Judgement, agreeing: Sequence[_Judgement]) -> str:
    words = _ORIGIN_WORDS[chosen.candidate.origin]
    if chosen.candidate.origin == "given":
        return words + (", although the text speaks against it" if chosen.against else "")
    if agreeing:
        others = " and ".join(sorted({_ORIGIN_WORDS[j.candidate.origin] for j in agreeing}))
        return f"{words}, confirmed by {others}"
    return (
        f"{words}, which nothing in the text contradicts"
        if not chosen.faults
        else f"{words}, with a doubt: {chosen.faults[0]}"
    )


def _tell(judgement: _Judgement, chosen: _Judgement, when: When) -> Candidate:
    """A candidate with its verdict, in one sentence."""
    candidate = judgement.candidate
    if judgement is chosen:
        why = (
            "nothing in the text speaks against it"
            if not judgement.against
            else f"given by the user; but {_reasons(judgement)}"
        )
        if judgement.faults and not judgement.against:
            why = f"best of those that stand; but {judgement.faults[0]}"
        return judged(candidate, "accepted", why)
    if judgement.against:
        return judged(candidate, "rejected", _reasons(judgement))
    if _near(candidate.when, when):
        return judged(candidate, "accepted", "agrees with the accepted date")
    return judged(candidate, "open", "neither confirmed nor contradicted by the text; another date has more for it")


def _reasons(judgement: _Judgement) -> str:
    """What speaks against a candidate: the heaviest clues, then its own faults."""
    reasons = list(dict.fromkeys(c.says for c in judgement.against))[:3]
    return "; ".join([*reasons, *judgement.faults])


def _contradictions(judgements: Sequence[_Judgement], when: When, text: str) -> tuple[Remark, ...]:
    """A remark for each printed or given date that cannot be, or that doubts itself."""
    made = []
    for each in judgements:
        day = each.candidate.when.edtf or ""
        origin = _ORIGIN_WORDS[each.candidate.origin]
        spans = tuple(s for s in (each.candidate.span, *(c.span for c in each.against)) if s)
        if each.against:
            message = f"{origin[0].upper()}{origin[1:]} ({day}) is contradicted: {_reasons(each)}"
            made.append(Remark("date contradicted", "high", message, spans))
        elif each.faults:
            made.append(
                Remark("date doubtful", "medium", f"{origin[0].upper()}{origin[1:]} ({day}): {each.faults[0]}", spans)
            )
        elif not _near(each.candidate.when, when):
            made.append(
                Remark("dates differ", "medium", f"{origin[0].upper()}{origin[1:]} says {day}, not {when.edtf}", spans)
            )
    return tuple(made)


def _infer(clues: Sequence[Clue], weighing: Weighing, judgements: Sequence[_Judgement], text: str) -> Dating | None:
    """The days that the clues leave, where no printed date stands."""
    first, last = weighing.hull
    if weighing.best < LEAST_WEIGHT:
        first = last = None
    if first is None and last is None:
        if not judgements:
            return None
        return Dating(
            When(),
            "every date found is contradicted",
            "doubtful",
            tuple(judged(j.candidate, "rejected", _reasons(j)) for j in judgements),
            _contradictions(judgements, When(), text),
        )
    if first and last and (last - first).days > _WIDEST and len(weighing.stretches) > 1:
        first, last = _open_end(clues)
    when = when_of(first, last) if first or last else When()
    used = [c for c in clues if c.allows(first, last)]
    by_day = _by_weekday(text, weighing)
    rule = "; ".join(dict.fromkeys(c.says for c in sorted(used, key=_telling)[:3]))
    kinds = {c.kind for c in used if c.weight >= REJECT_AT}
    confidence: Confidence = "likely" if len(kinds) > 1 or (by_day and kinds) else "doubtful"
    if by_day:
        when = by_day[0]
        rule += f"; of these days only {by_day[1]}"
    kb = Candidate(when, "kb" if kinds & {"office", "trip"} else "text", None, "accepted", rule)
    told = tuple(judged(j.candidate, "rejected", _reasons(j)) for j in judgements)
    return Dating(when, rule, confidence, (*told, kb), _contradictions(judgements, when, text))


def _telling(clue: Clue) -> tuple[bool, int]:
    """Clues that bound the days most closely come first."""
    spans = [(w[1] - w[0]).days if w[0] and w[1] else _WIDEST for w in clue.windows]
    return clue.weight < REJECT_AT / 2, sum(spans)


def _open_end(clues: Sequence[Clue]) -> tuple[date | None, date | None]:
    """The one bound that is sure where the clues repeat every year: the latest date told as past."""
    below = [w[0] for c in clues if c.kind == "full date" for w in c.windows if w[0]]
    return (max(below), None) if below else (None, None)


# Weekdays narrow a stretch of at most this many days; a longer one holds some weekday twice.
_NARROW = 9


def _by_weekday(text: str, weighing: Weighing) -> tuple[When, str] | None:
    """The day on which the freshest weekday told falls, in a stretch of a few days, and words for it.

    The text was written on that day where it says so ("later in the day"), else then or on the day after.
    """
    if len(weighing.stretches) != 1 or weighing.best < LEAST_WEIGHT:
        return None
    first, last = weighing.stretches[0]
    if first is None or last is None or (last - first).days > _NARROW:
        return None
    days = [
        (told[0], each)
        for each in weekdays_told(text)
        if (told := interval(each.meaning.resolve(Anchor(last)) or "")) and first <= told[0] <= last
    ]
    if not days:
        return None
    day, each = max(days, key=lambda d: (d[0], -d[1].span.start))
    words = f"{day.isoformat()} is a {_WEEKDAYS[day.weekday()].capitalize()} (“{each.span.of(text)}”)"
    if is_same_day(text) or day == last:
        return when_of(day, day), words
    return when_of(day, min(last, day + timedelta(1))), words
