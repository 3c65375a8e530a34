"""`/outlook`: what was announced, expected or thought possible, and what became of it; a calendar to subscribe to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dragoman.errors import BadQuestion
from dragoman.views.outlook import OUTCOMES, Expected, Outcome
from dragoman.web.answers import Page
from dragoman.web.atom import Entry, feed
from dragoman.web.desk import Desk, outlook_begins
from dragoman.web.links import page as link
from dragoman.web.parts import part
from dragoman.web.question import day_of, rows_of
from dragoman.web.table import Table
from dragoman.web.words import day

# Entries shown under one heading when all outcomes are shown, and of a page.
_SHOWN = 40
_PAGE = 100
_WORDS: dict[str, str] = {
    "pending": "Still to come", "overdue": "Overdue, no word", "moved": "Moved", "called off": "Called off",
    "done by someone else": "Done by someone else", "kept": "Took place",
}


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one outcome."""

    outcome: Outcome
    words: str
    entries: tuple[Expected, ...]  #: the first of them
    total: int


@dataclass(frozen=True, slots=True)
class OutlookPage:
    """Expected events as they stood on a day."""

    as_of: date | None  #: None: the ledger is empty
    since: date | None  #: plans for earlier days are left out
    outcome: Outcome | None  #: only these
    totals: dict[str, int]  #: how many have each outcome
    entries: tuple[Expected, ...]  #: of this page; what is to come and overdue first
    next: str | None  #: opaque; the page that follows is fetched with `page`
    groups: tuple[Group, ...]  #: the first of each outcome, or the page of the one asked for


def load(desk: Desk, request: Request) -> OutlookPage:
    """The outlook as of a day; without one, as of the day of the newest report."""
    parameters = request.query_params
    given = parameters.get("as_of", "").strip()
    as_of = day_of("as_of", given) if given else desk.ledger.stats().last
    given = parameters.get("since", "").strip()
    since = day_of("since", given) if given else outlook_begins(as_of) if as_of else None
    outcome = _outcome(parameters.get("outcome", "").strip())
    everything = desk.outlook(as_of, since) if as_of else ()
    asked = [e for e in everything if outcome in (None, e.outcome)]
    found = part(
        asked, of=f"outlook {as_of} {since} {outcome}", limit=rows_of(parameters, usual=_PAGE),
        page=parameters.get("page") or None,
    )
    totals: Counter[str] = Counter(e.outcome for e in everything)
    groups = (
        Group(each, _WORDS[each], tuple(_first(asked, each)) if outcome is None else found.items, totals[each])
        for each in OUTCOMES
        if totals[each] and outcome in (None, each)
    )
    return OutlookPage(as_of, since, outcome, dict(totals), found.items, found.next, tuple(groups))


def as_data(page: OutlookPage) -> Any:
    """The JSON: one page of entries, without the groups that repeat them."""
    return {
        "as_of": page.as_of, "since": page.since, "outcome": page.outcome, "totals": page.totals,
        "entries": page.entries, "next": page.next,
    }


def table(page: OutlookPage) -> Table:
    """The entries, one a row."""
    columns = (
        "event", "outcome", "why", "label", "type", "strength", "holder", "announced", "earliest", "latest", "actors",
        "recipients", "place", "by", "announced_in", "sentence",
    )
    return Table(columns, (_row(e) for e in page.entries))


def calendar(desk: Desk, _request: Request) -> Response:
    """Announced events as iCalendar, for a calendar that subscribes."""
    return Response(desk.calendar(), media_type="text/calendar; charset=utf-8")


def atom(desk: Desk, request: Request, page: OutlookPage) -> Response:
    """The outlook as a feed."""
    return feed(request, title="Dragoman: outlook", entries=[_entry(e) for e in page.entries])


def _first(entries: Sequence[Expected], outcome: Outcome) -> Iterator[Expected]:
    return islice((e for e in entries if e.outcome == outcome), _SHOWN)


def _outcome(given: str) -> Outcome | None:
    for outcome in OUTCOMES:
        if given == outcome:
            return outcome
    if given:
        raise BadQuestion(f"outcome={given[:40]}", "no such outcome", "one of: " + ", ".join(OUTCOMES))
    return None


def _row(entry: Expected) -> Sequence[object]:
    window, plan = entry.window, entry.plan[0] if entry.plan else None
    return (
        entry.event, entry.outcome, entry.why, entry.label, entry.type, entry.strength, entry.holder, entry.announced,
        window.earliest if window else None, window.latest if window else None, tuple(a.name for a in entry.actors),
        tuple(a.name for a in entry.recipients), tuple(a.name for a in entry.place), entry.by,
        plan.report if plan else None, plan.quote if plan else None,
    )


def _entry(entry: Expected) -> Entry:
    quote = f"\n{entry.plan[0].quote}" if entry.plan else ""
    return Entry(
        path=link("event", entry.event), title=f"{entry.label} ({entry.outcome})",
        summary=f"{entry.why}; announced {day(entry.announced) or 'on an unknown day'}{quote}", day=entry.announced,
    )


PAGES = (Page("/outlook", "outlook", "outlook.html", load, table, as_data=as_data, feed=atom),)
