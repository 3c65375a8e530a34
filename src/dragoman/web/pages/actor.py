"""`/actor/ID`: the dossier of one person, state or body. `/actors` finds one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request

from dragoman.merge.record import LOCAL
from dragoman.store.query import EventQuery
from dragoman.store.rows import Named
from dragoman.views.deciding import PersonCase
from dragoman.views.dossier import Dossier
from dragoman.web.answers import Page
from dragoman.web.charts.strip import Strip
from dragoman.web.desk import Desk
from dragoman.web.pages.timeline import Choice, density, event_table
from dragoman.web.question import day_of
from dragoman.web.table import Table


@dataclass(frozen=True, slots=True)
class DossierPage:
    """The dossier, and when most happened."""

    dossier: Dossier
    on: date | None  #: the day asked for
    density: Strip | None  #: all their events by day
    case: PersonCase | None = None  #: whom they may be, where nobody knows them

    @property
    def query(self) -> EventQuery:
        """The question whose answers are their events."""
        return EventQuery(actor=(self.dossier.who.key,))

    @property
    def first(self) -> bool:
        """The strip is shown."""
        return True


@dataclass(frozen=True, slots=True)
class ActorsPage:
    """Whom a name may mean or, without one, who is told of most."""

    name: str
    found: tuple[Named, ...]
    busiest: tuple[Choice, ...]  #: by number of events


def load(desk: Desk, request: Request) -> DossierPage:
    """The dossier of a key or name, on a day if one is given."""
    given = request.query_params.get("on", "").strip()
    on = day_of("on", given) if given else None
    found = desk.ledger.actor(request.path_params["id"], on=on)
    unknown = found.who.kind == "person" and found.who.key.startswith(LOCAL)
    case = desk.ledger.person_case(found.who.key) if unknown else None
    return DossierPage(found, on, density(desk, EventQuery(actor=(found.who.key,))), case)


def load_actors(desk: Desk, request: Request) -> ActorsPage:
    """Everybody a name may mean, and those told of most."""
    name = request.query_params.get("name", "").strip()
    counts = desk.facets().counts.get("actor", ())
    busiest = tuple(Choice(k, desk.name_of("actor", k), n, chosen=False) for k, n in counts)
    return ActorsPage(name, desk.ledger.find(name) if name else (), busiest)


def actors_table(page: ActorsPage) -> Table:
    """Those found or, without a name, the busiest."""
    if page.name:
        columns = ("id", "name", "kind", "state", "reports")
        return Table(columns, ((n.key, n.name, n.kind, n.state, n.reports) for n in page.found))
    return Table(("id", "name", "events"), ((c.value, c.name, c.events) for c in page.busiest))


PAGES = (
    Page("/actors", "actors", "actors.html", load_actors, actors_table),
    Page("/actor/{id:path}", "actors", "actor.html", load, lambda page: event_table(page.dossier.events)),
)
