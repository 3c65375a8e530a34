"""People, states and bodies: dossiers, what they said, pairs of states and their series."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from dragoman.model import SourceKind
from dragoman.store.rows import Named, Page, StatementRow
from dragoman.views.dossier import Dossier
from dragoman.views.pair import PairPage
from dragoman.views.series import DyadDay
from dragoman.web.api.shape import Limit, Name, Since, State, Token, Until, answer
from dragoman.web.desk import Desk


def router(desk: Desk) -> APIRouter:
    """The paths of this file."""
    found = APIRouter(tags=["people"])
    ledger = desk.ledger

    @found.get("/actors", response_model=list[Named])
    def actors(name: Annotated[str, Query(min_length=1, max_length=200)]) -> Response:
        """Whom a name or id may mean, most reported first."""
        return answer(ledger.find(name))

    @found.get("/actors/{name:path}", response_model=Dossier)
    def actor(name: Name, on: date | None = None) -> Response:
        """The dossier of whoever is meant; with `on`, of that day."""
        return answer(ledger.actor(name, on=on))

    @found.get("/statements", response_model=Page[StatementRow])
    def statements(
        speaker: Annotated[str | None, Query(min_length=1, max_length=200)] = None,
        about: Annotated[str, Query(max_length=500)] = "",
        state: Annotated[str | None, Query(pattern="^[A-Z]{3}$")] = None,
        kind: SourceKind | None = None,
        since: Since = None,
        until: Until = None,
        limit: Limit = 50,
        page: Token = None,
    ) -> Response:
        """Who said what, through whom; newest first."""
        given = {"about": about, "state": state, "kind": kind, "since": since, "until": until}
        return answer(ledger.said(speaker, **given, limit=limit, page=page))  # type: ignore[arg-type]

    @found.get("/pairs/{left}/{right}", response_model=PairPage)
    def pair(left: State, right: State) -> Response:
        """Two states: how often what happened between them, and the latest of it."""
        return answer(ledger.pair(left, right))

    @found.get("/series/{left}/{right}", response_model=list[DyadDay])
    def series(left: State, right: State, since: Since = None, until: Until = None) -> Response:
        """Two states day by day: counts and intensity by status. Rows of different statuses must not be added."""
        return answer(ledger.series(left, right, since=since, until=until))

    return found
