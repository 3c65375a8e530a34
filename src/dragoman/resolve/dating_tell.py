"""Say in words how a report was dated, and what speaks against each date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.model import Candidate, Remark, Severity, When
from dragoman.resolve.dating_judge import Judgement, near

_ORIGINS = {
    "given": "the date given by the user",
    "masthead": "the date printed with the text",
    "dateline": "the dateline",
    "meta": "the page's metadata",
    "url": "the date in the address",
    "text": "a date in the text",
    "kb": "offices and trips in the knowledge base",
}
# A reader wants the strongest reasons, not all.
_MOST_REASONS = 3


def rule_of(chosen: Judgement, agreeing: Sequence[Judgement]) -> str:
    """The rule by which a candidate was accepted."""
    words = _ORIGINS[chosen.candidate.origin]
    if chosen.candidate.origin == "given":
        return words + (", although the text speaks against it" if chosen.against else "")
    if agreeing:
        return f"{words}, confirmed by {' and '.join(sorted({_ORIGINS[j.candidate.origin] for j in agreeing}))}"
    if chosen.faults:
        return f"{words}, with a doubt: {chosen.faults[0]}"
    return f"{words}, which nothing in the text contradicts"


def tell(judgement: Judgement, chosen: Judgement | None) -> Candidate:
    """A candidate with its verdict, in one sentence; `chosen` is the accepted one, None where none was."""
    candidate, accepted = judgement.candidate, judgement is chosen
    if accepted and judgement.against:
        return _with(candidate, "accepted", f"given by the user, but {reasons(judgement)}")
    if accepted and judgement.faults:
        return _with(candidate, "accepted", f"best of those that stand, but {judgement.faults[0]}")
    if accepted:
        return _with(candidate, "accepted", "nothing in the text speaks against it")
    if judgement.against or chosen is None:
        return _with(candidate, "rejected", reasons(judgement))
    if near(candidate.when, chosen.candidate.when):
        return _with(candidate, "accepted", "agrees with the accepted date")
    if judgement.is_page_furniture:
        return _with(candidate, "open", "stands in the page's frame, which may show the day of a visit")
    return _with(candidate, "open", "neither confirmed nor contradicted by the text; another date has more for it")


def _with(candidate: Candidate, verdict: str, why: str) -> Candidate:
    """The candidate with what became of it, after where it was found."""
    found = f"{candidate.why}: " if candidate.why else ""
    return replace(candidate, verdict=verdict, why=found + why)  # type: ignore[arg-type]


def reasons(judgement: Judgement) -> str:
    """What speaks against a candidate: the heaviest clues, then its own faults."""
    heaviest = list(dict.fromkeys(c.says for c in judgement.against))[:_MOST_REASONS]
    return "; ".join([*heaviest, *judgement.faults])


def told_remarks(judgements: Sequence[Judgement], when: When) -> tuple[Remark, ...]:
    """A remark for each printed or given date that cannot be, that doubts itself, or that differs."""
    made = []
    for each in judgements:
        origin = _ORIGINS[each.candidate.origin]
        day = f"{origin[0].upper()}{origin[1:]} ({each.candidate.when.edtf})"
        spans = tuple(s for s in (each.candidate.span, *(c.span for c in each.against)) if s)
        if each.against:
            made.append(Remark("date contradicted", "high", f"{day} is contradicted: {reasons(each)}", spans))
        elif each.faults:
            made.append(Remark("date doubtful", "medium", f"{day}: {each.faults[0]}", spans))
        elif when.edtf and not near(each.candidate.when, when):
            weight: Severity = "low" if each.is_page_furniture else "medium"
            made.append(Remark("dates differ", weight, f"{day} is not {when.edtf}", spans))
    return tuple(made)
