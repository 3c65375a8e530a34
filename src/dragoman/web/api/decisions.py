"""What people decide: verdicts on merges, saved questions; and what waits for a decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Path
from pydantic import Field
from starlette.responses import Response

from dragoman.store.query import EventQuery
from dragoman.store.rows import JudgementRow
from dragoman.store.watching import Watch
from dragoman.views.changes import Change
from dragoman.views.review import Review
from dragoman.web.api.shape import Limit, Name, answer
from dragoman.web.desk import Desk

_Id = Annotated[str, Field(min_length=1, max_length=500)]


@dataclass(frozen=True, slots=True)
class NewJudgement:
    """A verdict on two events or mentions. It binds until it is undone."""

    left: _Id
    right: _Id
    verdict: Literal["same", "different", "unsure"]
    by: Annotated[str, Field(max_length=80)] = "api"
    why: Annotated[str, Field(max_length=500)] = ""


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
    def undo(num: Annotated[int, Path(ge=1, le=2**31 - 1)]) -> Response:
        """End a verdict; it stays in the record with the time it ended."""
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
