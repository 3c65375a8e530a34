"""`/review`: doubtful merges, doubtful dates, unknown people; decided with the keyboard, undone as easily."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from dragoman.store.rows import JudgementRow
from dragoman.views.review import Explanation, Review
from dragoman.web.answers import Page
from dragoman.web.desk import Desk
from dragoman.web.question import rows_of
from dragoman.web.table import Table

_QUEUE = 20
_LATEST = 10


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """What to decide, most doubtful first, and what was decided last."""

    review: Review
    first: Explanation | None  #: the merge at the head of the queue, with its features
    latest: tuple[JudgementRow, ...]  #: verdicts in force, newest first


def load(desk: Desk, request: Request) -> ReviewPage:
    """The queues as they are now."""
    found = desk.ledger.review(limit=rows_of(request.query_params, usual=_QUEUE))
    head = found.merges[0] if found.merges else None
    explained = desk.ledger.explain(head.left.id, head.right.id) if head else None
    latest = tuple(reversed(desk.ledger.judgements()))[:_LATEST]
    return ReviewPage(found, explained, latest)


def table(page: ReviewPage) -> Table:
    """Everything to be decided, one a row."""
    columns = ("kind", "id", "other", "score", "joined", "words", "other_words")

    def rows() -> Iterator[tuple[Any, ...]]:
        for m in page.review.merges:
            yield "merge", m.left.id, m.right.id, m.score, m.joined, m.left.text, m.right.text
        for r in page.review.dates:
            yield "date", r.id, None, None, None, r.title or r.id, r.day
        for p in page.review.people:
            yield "person", p.key, None, None, None, p.name, p.reports

    return Table(columns, rows())


PAGES = (Page("/review", "review", "review.html", load, table),)
