"""When was a report written? Printed dates are claims; text and knowledge base are asked whether they can be true.

Steps:
 1. Collect the candidates: given by the user, found on ingest, printed in the text (`dating_candidates`).
 2. Collect the clues of the text: full dates told as past or ahead, dates without a year, the dateline, anniversaries,
    offices and trips (`dating_clues`, `dating_people`); find the days that most of them allow (`dating_weigh`).
 3. Reject each candidate that misses clues which other days satisfy together (`dating_judge`).
 4. Accept the best of those left. Two independent origins that agree on the day make it certain.
 5. Where none is left, the answer is the stretch of days that the clues allow (`dating_infer`); an interval that stays
    open says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.model import Candidate, Confidence, Dating, Document, Report
from dragoman.resolve.dating_candidates import candidates, is_bound
from dragoman.resolve.dating_clues import bound_clue, text_clues
from dragoman.resolve.dating_facts import Facts
from dragoman.resolve.dating_infer import infer
from dragoman.resolve.dating_judge import Judgement, judge, near, rank
from dragoman.resolve.dating_people import people_clues
from dragoman.resolve.dating_tell import rule_of, tell, told_remarks
from dragoman.resolve.dating_weigh import weigh


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
    bounds = tuple(c for c in found if is_bound(c))
    clues = (*text_clues(report.text), *people_clues(report.text, facts), *map(bound_clue, bounds))
    weighing = weigh(clues)
    judgements = tuple(judge(c, clues, weighing, report.text) for c in found if not is_bound(c))
    given = next((j for j in judgements if j.candidate.origin == "given"), None)
    standing = [j for j in judgements if not j.against]
    best = given or max(standing, key=_precedence, default=None)
    decided = _accept(best, judgements) if best else infer(clues, weighing, judgements, report.text)
    if decided is None or not bounds:
        return decided
    return replace(decided, candidates=(*decided.candidates, *(_bounded(b, decided) for b in bounds)))


def _precedence(judgement: Judgement) -> tuple[bool, float, int]:
    """A day before an interval, more support before less, then by origin."""
    return judgement.candidate.when.is_day, judgement.support, -rank(judgement.candidate)


def _accept(chosen: Judgement, judgements: Sequence[Judgement]) -> Dating:
    """The date of a candidate that stands, or of the user's."""
    when = chosen.candidate.when
    others = [j for j in judgements if j is not chosen]
    agreeing = [j for j in others if not j.against and near(j.candidate.when, when) and j.hand != chosen.hand]
    rivals = [j for j in others if not j.against and not near(j.candidate.when, when) and not j.is_page_furniture]
    confidence: Confidence = "likely"
    if chosen.candidate.origin == "given":
        confidence = "doubtful" if chosen.against else "certain"
    elif chosen.faults or rivals:
        confidence = "doubtful"
    elif when.is_day and any(j.candidate.when == when for j in agreeing):
        confidence = "certain"
    told = tuple(tell(j, chosen) for j in judgements)
    return Dating(when, rule_of(chosen, agreeing), confidence, told, told_remarks(judgements, when))


def _bounded(bound: Candidate, decided: Dating) -> Candidate:
    """A day of change with what it says of the answer."""
    first, limit = decided.when.earliest, bound.when.latest
    if first and limit and first > limit:
        return replace(bound, verdict="rejected", why=f"{bound.why}; but the report is younger")
    return replace(bound, verdict="accepted", why=bound.why or "the report is not younger")
