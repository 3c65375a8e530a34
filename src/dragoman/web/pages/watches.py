"""`/watches`: saved questions with their news; each is also an Atom feed."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from dragoman.errors import NotFound
from dragoman.store.watching import Watch
from dragoman.views.changes import Change, FieldChange
from dragoman.web.answers import Page
from dragoman.web.atom import Entry, feed
from dragoman.web.desk import Desk
from dragoman.web.links import page as link
from dragoman.web.table import Table
from dragoman.web.words import days_told, status_word


@dataclass(frozen=True, slots=True)
class WatchesPage:
    """All saved questions."""

    watches: tuple[Watch, ...]


@dataclass(frozen=True, slots=True)
class WatchPage:
    """One saved question and what was added since it was last marked as seen."""

    watch: Watch
    news: tuple[Change, ...]


def load(desk: Desk, _request: Request) -> WatchesPage:
    """All of them by name."""
    return WatchesPage(desk.ledger.watches())


def load_one(desk: Desk, request: Request) -> WatchPage:
    """One of them, by name."""
    name = request.path_params["id"]
    found = next((w for w in desk.ledger.watches() if w.name == name), None)
    if found is None:
        raise NotFound(name, "no saved question of that name", "see /watches")
    return WatchPage(found, desk.ledger.news(name))


def table(page: WatchesPage) -> Table:
    """The questions, one a row."""
    columns = ("name", "created_at", "seen_at")
    return Table(columns, ((w.name, w.created_at.isoformat(), w.seen_at.isoformat()) for w in page.watches))


def table_one(page: WatchPage) -> Table:
    """The news, one event a row."""
    columns = ("event", "kind", "day", "status", "label", "changes")
    rows = (
        (c.row.id, c.kind, c.row.day, c.row.status, c.row.label, tuple(_in_words(f) for f in c.fields))
        for c in page.news
    )
    return Table(columns, rows)


def atom(_desk: Desk, request: Request, page: WatchPage) -> Response:
    """The news as a feed."""
    return feed(request, title=f"Dragoman: {page.watch.name}", entries=[_entry(c) for c in page.news])


def _entry(change: Change) -> Entry:
    facts = [change.kind, status_word(change.row.status), days_told(change.row)]
    facts += [_in_words(f) for f in change.fields]
    quotes = "\n".join(e.quote for e in change.evidence[:3])
    return Entry(
        path=link("event", change.row.id), title=change.row.label, day=change.row.day,
        summary=" · ".join(filter(None, facts)) + (f"\n{quotes}" if quotes else ""),
    )


def _in_words(change: FieldChange) -> str:
    return f"{change.field} was {change.before or 'unknown'}, is {change.after or 'unknown'}"


PAGES = (
    Page("/watches", "", "watches.html", load, table),
    Page("/watch/{id:path}", "", "watch.html", load_one, table_one, feed=atom),
)
