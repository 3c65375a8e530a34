"""`/review`: doubtful merges, doubtful dates, unknown people; decided with the keyboard, undone as easily.

One list is shown at a time, with the case to decide beside it: the first, or the one the address names.
`/verdicts` lists everything that was ever decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from starlette.requests import Request

from dragoman.errors import BadQuestion
from dragoman.store.rows import JudgementRow
from dragoman.store.verdicts import VerdictRow
from dragoman.views.deciding import DateCase, PersonCase
from dragoman.views.review import Explanation, Review
from dragoman.web.answers import Page
from dragoman.web.desk import Desk
from dragoman.web.links import page as link
from dragoman.web.links import question
from dragoman.web.question import rows_of
from dragoman.web.table import Table

Queue = Literal["merges", "dates", "people"]
_QUEUE = 20
_LATEST = 8


@dataclass(frozen=True, slots=True)
class Waiting:
    """One case of a queue, in a line."""

    words: str
    note: str
    address: str  #: the review with this case
    chosen: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """A verdict of any kind, in a line."""

    num: int
    kind: Literal["merge", "date", "person"]
    subject: str  #: what it is on, for people
    address: str  #: where that is seen
    answer: str
    by: str
    why: str
    at: datetime
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """What to decide, most doubtful first, and what was decided last."""

    queue: Queue  #: the list that is shown
    review: Review
    first: Explanation | None  #: the merge to decide, with its features
    date: DateCase | None  #: the date to decide
    person: PersonCase | None  #: the person to decide
    waiting: tuple[Waiting, ...]  #: the list, in lines
    latest: tuple[JudgementRow, ...]  #: verdicts on merges in force, newest first
    decided: tuple[Decided, ...]  #: verdicts of all kinds in force, newest first

    def later(self) -> str | None:
        """The case after the one shown; None where it is the last."""
        at = next((i for i, w in enumerate(self.waiting) if w.chosen), -1)
        return self.waiting[at + 1].address if 0 <= at < len(self.waiting) - 1 else None

    def sizes(self) -> tuple[tuple[Queue, int], ...]:
        """How many cases each queue shows."""
        found = self.review
        return ("merges", len(found.merges)), ("dates", len(found.dates)), ("people", len(found.people))


@dataclass(frozen=True, slots=True)
class VerdictsPage:
    """Everything that was decided, newest first, undone verdicts too."""

    verdicts: tuple[Decided, ...]


def load(desk: Desk, request: Request) -> ReviewPage:
    """The queues as they are now, and one case."""
    given = request.query_params
    found = desk.ledger.review(limit=rows_of(given, usual=_QUEUE))
    judgements = tuple(reversed(desk.ledger.judgements()))[:_LATEST]
    verdicts = tuple(reversed(desk.ledger.verdicts()))[:_LATEST]
    queue = _queue(given.get("list", ""), found)
    left, right, case = (given.get(name, "") for name in ("left", "right", "case"))
    first = date = person = None
    if queue == "merges":
        head = found.merges[0] if found.merges else None
        pair = (left, right) if left and right else (head.left.id, head.right.id) if head else None
        first = desk.ledger.explain(*pair) if pair else None
    elif queue == "dates":
        report = case or (found.dates[0].id if found.dates else "")
        date = desk.ledger.date_case(report) if report else None
    else:
        name = case or (found.people[0].key if found.people else "")
        person = desk.ledger.person_case(name) if name else None
    chosen = (first.left.id, first.right.id) if first else date.report.id if date else person.who.key if person else ""
    return ReviewPage(
        queue, found, first, date, person, tuple(_waiting(queue, found, chosen)), judgements,
        _decided(judgements, verdicts)[:_LATEST],
    )


def load_verdicts(desk: Desk, _request: Request) -> VerdictsPage:
    """All verdicts."""
    return VerdictsPage(_decided(desk.ledger.judgements(undone=True), desk.ledger.verdicts(undone=True)))


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


def verdicts_table(page: VerdictsPage) -> Table:
    """The verdicts, one a row."""
    columns = ("number", "kind", "subject", "answer", "by", "why", "at", "undone_at")
    rows = (
        (v.num, v.kind, v.subject, v.answer, v.by, v.why, v.at.isoformat(),
         v.undone_at.isoformat() if v.undone_at else None)
        for v in page.verdicts
    )
    return Table(columns, rows)


def _queue(given: str, found: Review) -> Queue:
    """The list that is asked for, else the first that is not empty."""
    for queue in get_args(Queue):
        if given == queue:
            return queue  # type: ignore[no-any-return]
    if given:
        raise BadQuestion(f"list={given[:40]}", "no such list", "one of: " + ", ".join(get_args(Queue)))
    return "merges" if found.merges else "dates" if found.dates else "people" if found.people else "merges"


def _waiting(queue: Queue, found: Review, chosen: object) -> Iterator[Waiting]:
    def here(**case: str) -> str:
        return question("/review", (("list", queue), *case.items()))

    if queue == "merges":
        for m in found.merges:
            note = f"{'joined' if m.joined else 'apart'}, likeness {m.score:.2f}"
            pair = (m.left.id, m.right.id)
            yield Waiting(f"{m.left.text} | {m.right.text}", note, here(left=pair[0], right=pair[1]), pair == chosen)
    elif queue == "dates":
        for r in found.dates:
            yield Waiting(r.title or r.id, r.outlet or "", here(case=r.id), r.id == chosen)
    else:
        for p in found.people:
            note = ", ".join(filter(None, (p.state, f"{p.reports:,} report{'' if p.reports == 1 else 's'}")))
            yield Waiting(p.name, note, here(case=p.key), p.key == chosen)


def _decided(judgements: Sequence[JudgementRow], verdicts: Sequence[VerdictRow]) -> tuple[Decided, ...]:
    """Verdicts of all kinds, newest first."""
    found = [
        Decided(j.num, "merge", f"{j.left} and {j.right}", question("/explain", (("left", j.left), ("right", j.right))),
                j.verdict, j.by, j.why, j.at, j.undone_at)
        for j in judgements
    ]
    found += [
        Decided(v.num, v.kind, v.about,
                link("report" if v.kind == "date" else "actor", v.subject), v.words, v.by, v.why, v.at, v.undone_at)
        for v in verdicts
    ]
    return tuple(sorted(found, key=lambda d: -d.num))


PAGES = (
    Page("/review", "review", "review.html", load, table),
    Page("/verdicts", "review", "verdicts.html", load_verdicts, verdicts_table),
)
