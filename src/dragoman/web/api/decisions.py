"""What people decide: verdicts on merges, saved questions; and what waits for a decision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Path
from pydantic import Field
from starlette.responses import Response

from dragoman.errors import NotFound
from dragoman.store.query import EventQuery
from dragoman.store.rows import JudgementRow
from dragoman.store.verdicts import VerdictRow
from dragoman.store.watching import Watch
from dragoman.views.changes import Change
from dragoman.views.deciding import DateCase, PersonCase
from dragoman.views.review import Review
from dragoman.web.api.shape import Identifier, Limit, Name, answer
from dragoman.web.desk import Desk

_Id = Annotated[str, Field(min_length=1, max_length=500)]
_Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
_By = Annotated[str, Field(max_length=80)]
_Why = Annotated[str, Field(max_length=500)]


@dataclass(frozen=True, slots=True)
class NewJudgement:
    """A verdict on two events or mentions. It binds until it is undone."""

    left: _Id
    right: _Id
    verdict: Literal["same", "different", "unsure"]
    by: _By = "api"
    why: _Why = ""


@dataclass(frozen=True, slots=True)
class NewVerdict:
    """A verdict on when a report was written, or on who somebody is. It binds until it is undone."""

    kind: Literal["date", "person"]
    subject: _Id  #: id of a report; name or key of a person whom the knowledge base does not hold
    answer: Annotated[str, Field(min_length=1, max_length=200)]  #: a day or "open"; an id, a name or "nobody"
    by: _By = "api"
    why: _Why = ""


@dataclass(frozen=True, slots=True)
class NewWatch:
    """A question to be saved."""

    name: Annotated[str, Field(min_length=1, max_length=80)]
    query: EventQuery


def router(desk: Desk) -> APIRouter:
    """The paths of this file."""
    found = APIRouter(tags=["decisions"])
    ledger = desk.ledger

    @found.get("/review", response_model=Review)
    def review(limit: Limit = 20) -> Response:
        """What a person should decide: doubtful merges, doubtful dates, unknown people."""
        return answer(ledger.review(limit=limit))

    @found.get("/judgements", response_model=list[JudgementRow])
    def judgements(undone: bool = False) -> Response:
        """Verdicts in force in order of time; with `undone`, also those that were ended."""
        return answer(ledger.judgements(undone=undone))

    @found.post("/judgements", response_model=JudgementRow)
    def judge(new: NewJudgement) -> Response:
        """Record a verdict."""
        return answer(ledger.judge(new.left, new.right, new.verdict, by=new.by, why=new.why))

    @found.delete("/judgements/{num}", response_model=JudgementRow)
    def undo(num: _Number) -> Response:
        """End a verdict on a merge; it stays in the record with the time it ended."""
        _must_be(num, (j.num for j in ledger.judgements()))
        return answer(ledger.undo(num))

    @found.get("/review/date/{report:path}", response_model=DateCase)
    def date_case(report: Identifier) -> Response:
        """When was a report written? What was found, what speaks against it, and what a person said."""
        return answer(ledger.date_case(report))

    @found.get("/review/person/{name:path}", response_model=PersonCase)
    def person_case(name: Name) -> Response:
        """Who is that? Sentences that name somebody, and known people who it may be."""
        return answer(ledger.person_case(name))

    @found.get("/verdicts", response_model=list[VerdictRow])
    def verdicts(undone: bool = False) -> Response:
        """Verdicts on dates and people in force in order of time; with `undone`, also those that were ended."""
        return answer(ledger.verdicts(undone=undone))

    @found.post("/verdicts", response_model=VerdictRow)
    def decide(new: NewVerdict) -> Response:
        """Record a verdict on a date or a person. A report that is given a date is read again with it."""
        if new.kind == "person":
            return answer(ledger.identify(new.subject, new.answer, by=new.by, why=new.why))
        with desk.reader.turn():
            return answer(ledger.redate(new.subject, new.answer, by=new.by, why=new.why))

    @found.delete("/verdicts/{num}", response_model=VerdictRow)
    def withdraw(num: _Number) -> Response:
        """End a verdict on a date or a person; it stays in the record with the time it ended."""
        _must_be(num, (v.num for v in ledger.verdicts()))
        with desk.reader.turn():
            return answer(ledger.undo(num))

    @found.get("/watches", response_model=list[Watch])
    def watches() -> Response:
        """All saved questions by name."""
        return answer(ledger.watches())

    @found.post("/watches", response_model=Watch)
    def watch(new: NewWatch) -> Response:
        """Save a question."""
        return answer(ledger.watch(new.name, new.query))

    @found.get("/watches/{name:path}/news", response_model=list[Change])
    def news(name: Name) -> Response:
        """What reports added since the question was last marked as seen brought to its answers."""
        return answer(ledger.news(name))

    @found.delete("/watches/{name:path}", response_model=list[Watch])
    def unwatch(name: Name) -> Response:
        """End a saved question; the answer is those that are left."""
        ledger.unwatch(name)
        return answer(ledger.watches())

    return found


def _must_be(num: int, among: Iterable[int]) -> None:
    if num not in among:
        raise NotFound(str(num), "no verdict of that number and kind is in force", "list them with GET")
