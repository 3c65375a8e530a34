"""`/`: events by day, with a density strip and filters. `/events.json` and `.csv` are its data, `.atom` its feed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from dragoman.store import paging
from dragoman.store.query import EventQuery
from dragoman.store.rows import DayCount, EventRow
from dragoman.views.wording import HAPPENED
from dragoman.web.answers import Page
from dragoman.web.atom import Entry, feed
from dragoman.web.charts.strip import Strip, strip
from dragoman.web.desk import Desk
from dragoman.web.links import page as link
from dragoman.web.question import parameters_of, query_of, rows_of
from dragoman.web.table import Table
from dragoman.web.words import days_told, status_word, type_word

#: Facets in the order in which they are offered, and how many values of each.
_FACETS = (("status", 12), ("type", 17), ("state", 12), ("actor", 10), ("pair", 8), ("place", 8), ("outlet", 8))


# Sorts behind the id of any event of a day.
_AFTER_ALL = "~"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet."""

    value: str  #: as it stands in an address
    name: str  #: as it is shown
    events: int  #: how many have it
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetChoices:
    """The values of one facet, most frequent first; chosen ones are always among them."""

    kind: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """One page of the timeline."""

    query: EventQuery  #: the question, as understood
    total: int  #: events that answer it
    events: tuple[EventRow, ...]  #: of this page
    next: str | None  #: opaque; the page that follows is fetched with `page`
    first: bool  #: whether this is the first page of the question
    facets: tuple[FacetChoices, ...]  #: what the question can be narrowed to
    complete: bool  #: False: facets count the newest events only
    density: Strip | None  #: all answers by day, whatever the page
    horizon: date | None = None  #: the day of the newest report: the list begins there, later events stand aside
    ahead: int = 0  #: how many those are

    def by_day(self) -> Iterator[tuple[str, date | None, Sequence[EventRow]]]:
        """The events of this page under headings of their days; those of a month or year have their own."""
        for day_, of_day in groupby(self.events, key=lambda e: e.day):
            by_heading: dict[str, list[EventRow]] = {}
            for event in of_day:
                by_heading.setdefault(days_told(event), []).append(event)
            for heading, rows in by_heading.items():
                yield heading, day_, tuple(rows)


def load(desk: Desk, request: Request) -> TimelinePage:
    """The page that an address asks for."""
    return _load(desk, request, horizon=None)


def load_home(desk: Desk, request: Request) -> TimelinePage:
    """The same for people: what is dated after the newest report waits behind a link, unless it is asked for."""
    query = query_of(request.query_params)
    narrowed = query.since or query.until or query.status or query.text or query.order == "oldest"
    everything = narrowed or request.query_params.get("ahead")
    return _load(desk, request, horizon=None if everything else desk.ledger.stats().last)


def _load(desk: Desk, request: Request, *, horizon: date | None) -> TimelinePage:
    query = query_of(request.query_params)
    token = request.query_params.get("page") or None
    limit = rows_of(request.query_params)
    # The page begins where the day of the newest report ends. A last day in the question would not do: it would leave
    # out the events of which no day is known, which stand at the end of the list.
    begin = paging.token(horizon.isoformat(), _AFTER_ALL) if horizon else None
    found = desk.ledger.events(query, limit=limit, page=token or begin, count=True)
    later = replace(query, since=horizon + timedelta(days=1)) if horizon else None
    return TimelinePage(
        query=query,
        horizon=horizon,
        ahead=desk.ledger.events(later, limit=1, count=True).total or 0 if later else 0,
        total=found.total or 0,
        events=found.items,
        next=found.next,
        first=token is None,
        facets=facet_choices(desk, query, _FACETS),
        complete=desk.facets(query).complete,
        density=density(desk, query),
    )


def table(page: TimelinePage) -> Table:
    """The events of the page, one a row."""
    return event_table(page.events)


def event_table(events: Sequence[EventRow]) -> Table:
    """Events, one a row."""
    columns = (
        "id", "day", "earliest", "latest", "type", "modes", "contexts", "status", "holder", "label", "actors",
        "recipients", "place", "reports", "independent_sources", "disputed", "report", "sentence",
    )
    rows = (
        (
            e.id, e.day, e.earliest, e.latest, e.type, e.modes, e.contexts, e.status, e.holder, e.label,
            tuple(a.name for a in e.actors), tuple(a.name for a in e.recipients), tuple(a.name for a in e.place),
            e.reports, e.sources, e.disputed, e.evidence.report, e.evidence.quote,
        )
        for e in events
    )
    return Table(columns, rows)


def atom(desk: Desk, request: Request, page: TimelinePage) -> Response:
    """The answers to the question as a feed."""
    words = [value for _, value in parameters_of(page.query)]
    return feed(
        request, title="Dragoman: " + (", ".join(words) or "all events"),
        entries=[entry(e) for e in page.events],
    )


def entry(event: EventRow) -> Entry:
    """An event as an entry of a feed."""
    facts = [status_word(event.status), type_word(event.type), days_told(event)]
    return Entry(
        path=link("event", event.id), title=event.label, day=event.day,
        summary=" · ".join(filter(None, facts)) + f"\n{event.evidence.quote}",
    )


def density(desk: Desk, query: EventQuery) -> Strip | None:
    """The answers to a question by day, and which of them happened; kept until the ledger changes."""
    return desk.strips.get(query, desk.stamp(), lambda: _strip(desk, query))


def facet_choices(desk: Desk, query: EventQuery, wanted: Sequence[tuple[str, int]]) -> tuple[FacetChoices, ...]:
    """What a question can be narrowed to: of each kind wanted, so many values."""
    counts = desk.facets(query).counts
    return tuple(_choices(desk, query, kind, counts.get(kind, ())[:most]) for kind, most in wanted)


def _strip(desk: Desk, query: EventQuery) -> Strip | None:
    # One status at a time: each is a run of the index, while several at once have to be sorted.
    firm = Counter[date]()
    for status in HAPPENED:
        if not query.status or status in query.status:
            firm.update({c.day: c.total for c in desk.ledger.days(replace(query, status=(status,)))})
    return strip(desk.ledger.days(query), [DayCount(day, n) for day, n in sorted(firm.items())])


def _choices(desk: Desk, query: EventQuery, kind: str, counts: Sequence[tuple[str, int]]) -> FacetChoices:
    held = ("-".join(query.pair),) if kind == "pair" and query.pair else getattr(query, kind) or ()
    counted = dict(counts)
    values = [*held, *(v for v in counted if v not in held)]
    return FacetChoices(
        kind, tuple(Choice(v, desk.name_of(kind, v), counted.get(v, 0), chosen=v in held) for v in values)
    )


PAGES = (
    Page("/events", "timeline", "timeline.html", load, table, feed=atom),
    Page("/", "timeline", "timeline.html", load_home, table, feed=atom),
)
