"""`/search`: full text of all reports, with facets of outlet and time. `/reports` lists them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request

from dragoman.store.query import EventQuery
from dragoman.store.rows import Hit, Named, ReportRow
from dragoman.web.answers import Page
from dragoman.web.desk import Desk
from dragoman.web.pages.timeline import Choice, FacetChoices, facet_choices
from dragoman.web.question import day_of, rows_of
from dragoman.web.table import Table

_HITS = 20
_PEOPLE = 5
#: Facets of the events that hold the words, and how many values of each.
_FACETS = (("status", 6), ("type", 6), ("actor", 6), ("outlet", 6))


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Reports that hold the words, newest first."""

    words: str
    hits: tuple[Hit, ...]
    next: str | None  #: opaque; the page that follows is fetched with `page`
    people: tuple[Named, ...]  #: whom the words may name
    facets: tuple[FacetChoices, ...]  #: what events their sentences tell; each value leads to those


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """Reports by day of publication, newest first."""

    outlet: str
    since: date | None
    until: date | None
    doubtful: bool  #: only those whose date a person should look at
    reports: tuple[ReportRow, ...]
    next: str | None
    outlets: tuple[Choice, ...]


def load(desk: Desk, request: Request) -> SearchPage:
    """What an address asks for; nothing without words."""
    words = request.query_params.get("q", "").strip()
    if not words:
        return SearchPage("", (), None, (), ())
    token = request.query_params.get("page") or None
    found = desk.ledger.search(words, limit=rows_of(request.query_params, usual=_HITS), page=token)
    if token is not None:  # people and facets stand on the first page
        return SearchPage(words, found.items, found.next, (), ())
    people = desk.ledger.find(words.strip('"'))[:_PEOPLE]
    return SearchPage(words, found.items, found.next, people, facet_choices(desk, EventQuery(text=words), _FACETS))


def table(page: SearchPage) -> Table:
    """The passages, one a row."""
    columns = ("report", "day", "outlet", "title", "url", "start", "end", "passage")
    rows = (
        (h.report.id, h.report.day, h.report.outlet, h.report.title, h.report.url, p.span.start, p.span.end, p.quote)
        for h in page.hits
        for p in h.passages
    )
    return Table(columns, rows)


def load_reports(desk: Desk, request: Request) -> ReportsPage:
    """The reports that an address asks for."""
    given = request.query_params
    days = {n: day_of(n, given[n].strip()) for n in ("since", "until") if given.get(n, "").strip()}
    outlet = given.get("outlet", "").strip()
    doubtful = given.get("doubtful", "") == "yes"
    found = desk.ledger.reports(
        outlet=outlet or None, since=days.get("since"), until=days.get("until"), doubtful=doubtful,
        limit=rows_of(given), page=given.get("page") or None,
    )
    counts = desk.facets().counts.get("outlet", ())
    outlets = tuple(Choice(v, v, n, chosen=v == outlet) for v, n in counts)
    return ReportsPage(outlet, days.get("since"), days.get("until"), doubtful, found.items, found.next, outlets)


def reports_table(page: ReportsPage) -> Table:
    """The reports, one a row."""
    columns = ("id", "day", "confidence", "outlet", "title", "url", "copies", "words")
    rows = ((r.id, r.day, r.confidence, r.outlet, r.title, r.url, r.copies, r.words) for r in page.reports)
    return Table(columns, rows)


PAGES = (
    Page("/search", "", "search.html", load, table),
    Page("/reports", "reports", "reports.html", load_reports, reports_table),
)
