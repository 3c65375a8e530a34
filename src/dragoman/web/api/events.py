"""Events: questions about them, one with all its evidence, why two are one, both sides' accounts, the outlook."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from dragoman.model import EventType, Status
from dragoman.store.query import EventQuery
from dragoman.store.rows import DayCount, EventRow, Facets, Page
from dragoman.views.outlook import Expected, Outcome
from dragoman.views.readouts import Readouts
from dragoman.views.review import Explanation
from dragoman.views.timeline import EventPage
from dragoman.web.api.shape import Identifier, Limit, Since, Token, Until, answer
from dragoman.web.desk import Desk
from dragoman.web.parts import part
from dragoman.web.question import pair_of

Some = Annotated[list[str], Query(max_length=20)]
Pair = Annotated[str | None, Query(pattern="^[A-Z]{3}-[A-Z]{3}$", description="Two states that face each other.")]


def asked(
    actor: Annotated[list[str], Query(description="Names or ids; any of them.", max_length=20)] = [],  # noqa: B006
    state: Some = [],  # noqa: B006
    pair: Pair = None,
    type: Annotated[list[EventType], Query()] = [],  # noqa: B006
    mode: Some = [],  # noqa: B006
    context: Some = [],  # noqa: B006
    status: Annotated[list[Status], Query()] = [],  # noqa: B006
    ever: Annotated[list[Status], Query(description="What some report once held it to be.")] = [],  # noqa: B006
    place: Some = [],  # noqa: B006
    outlet: Some = [],  # noqa: B006
    since: Since = None,
    until: Until = None,
    text: Annotated[str, Query(max_length=500, description='Words, "phrases", begin*, -absent.')] = "",
    disputed: Annotated[bool, Query(description="Only events about which the reports disagree.")] = False,
    min_sources: Annotated[int, Query(ge=0, le=10)] = 0,
    order: Literal["newest", "oldest"] = "newest",
) -> EventQuery:
    """A question about events; filters that are given must all hold."""
    return EventQuery(
        actor=tuple(actor), state=tuple(state), pair=pair_of(pair) if pair else None, type=tuple(type),
        mode=tuple(mode), context=tuple(context), status=tuple(status), ever=tuple(ever), place=tuple(place),
        outlet=tuple(outlet), since=since, until=until, text=text, disputed=disputed, min_sources=min_sources,
        order=order,
    )


Asked = Annotated[EventQuery, Depends(asked)]


def router(desk: Desk) -> APIRouter:
    """The paths of this file."""
    found = APIRouter(tags=["events"])
    ledger = desk.ledger

    @found.get("/events", response_model=Page[EventRow])
    def events(query: Asked, limit: Limit = 50, page: Token = None, count: bool = False) -> Response:
        """Events that answer a question, newest first."""
        return answer(ledger.events(query, limit=limit, page=page, count=count))

    @found.get("/facets", response_model=Facets)
    def facets(query: Asked) -> Response:
        """How many events of a question have each type, status, state, actor and so on."""
        return answer(desk.facets(query))

    @found.get("/days", response_model=list[DayCount])
    def days(query: Asked) -> Response:
        """How many events of a question lie on each day, oldest first."""
        return answer(ledger.days(query))

    @found.get("/events/{id:path}/readouts", response_model=Readouts)
    def readouts(id: Identifier) -> Response:
        """What each side of an event says about it, topic by topic."""
        return answer(ledger.readouts(id))

    @found.get("/events/{id:path}", response_model=EventPage)
    def event(id: Identifier) -> Response:
        """One event: each field with its evidence and rivals, the history of its status, each report's sentence."""
        return answer(ledger.event(id))

    @found.get("/explain", response_model=Explanation)
    def explain(
        left: Annotated[str, Query(min_length=1, max_length=500)],
        right: Annotated[str, Query(min_length=1, max_length=500)],
    ) -> Response:
        """Why two events or mentions are one, or not, feature by feature."""
        return answer(ledger.explain(left, right))

    @found.get("/outlook", response_model=Page[Expected])
    def outlook(
        as_of: Annotated[date | None, Query(description="Default: the day of the newest report.")] = None,
        since: Annotated[date | None, Query(description="Default: half a year before.")] = None,
        outcome: Outcome | None = None,
        limit: Limit = 50,
        page: Token = None,
    ) -> Response:
        """What was announced, expected or thought possible, and what became of it by a day."""
        day = as_of or ledger.stats().last
        rows = [e for e in desk.outlook(day, since) if outcome in (None, e.outcome)] if day else []
        return answer(part(rows, of=f"outlook {day} {since} {outcome}", limit=limit, page=page))

    return found
