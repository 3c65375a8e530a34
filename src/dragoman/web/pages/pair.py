"""`/pair/USA-CHN`: two states: what happened between them over time, meetings, disputes, what is pending."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from dragoman.store.query import EventQuery
from dragoman.views.pair import PairPage
from dragoman.views.series import DyadDay
from dragoman.web.answers import Page
from dragoman.web.charts.balance import Balance, balance
from dragoman.web.desk import Desk
from dragoman.web.pages.timeline import Choice, event_table
from dragoman.web.question import pair_of
from dragoman.web.table import Table


@dataclass(frozen=True, slots=True)
class PairView:
    """Two states, their series of cooperation and conflict, and the latest of each kind."""

    pair: PairPage
    series: tuple[DyadDay, ...]  #: by day and status; what only may happen is never counted as having happened
    chart: Balance | None

    @property
    def query(self) -> EventQuery:
        """The question whose answers are their events."""
        return EventQuery(pair=(self.pair.left, self.pair.right))


@dataclass(frozen=True, slots=True)
class PairsPage:
    """The pairs of states with most events."""

    pairs: tuple[Choice, ...]


def load(desk: Desk, request: Request) -> PairView:
    """The two states of the address."""
    left, right = pair_of(request.path_params["id"])
    series = desk.ledger.series(left, right)
    return PairView(desk.ledger.pair(left, right), series, balance(series))


def load_pairs(desk: Desk, request: Request) -> PairsPage:
    """The busiest pairs."""
    counts = desk.facets().counts.get("pair", ())
    return PairsPage(tuple(Choice(v, desk.name_of("pair", v), n, chosen=False) for v, n in counts))


def table(view: PairView) -> Table:
    """Meetings, disputes and what is pending, one event a row."""
    found = {e.id: e for e in (*view.pair.meetings, *view.pair.disputes, *view.pair.pending)}
    return event_table(tuple(found.values()))


def pairs_table(page: PairsPage) -> Table:
    """The pairs, one a row."""
    return Table(("pair", "name", "events"), ((c.value, c.name, c.events) for c in page.pairs))


PAGES = (
    Page("/pairs", "pairs", "pairs.html", load_pairs, pairs_table),
    Page("/pair/{id:path}", "pairs", "pair.html", load, table),
)
