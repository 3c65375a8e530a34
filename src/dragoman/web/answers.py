"""From a page's dataclass to an answer: HTML, JSON or CSV. Every page goes through here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.web.assets import asset
from dragoman.web.desk import Desk
from dragoman.web.faults import ErrorBody, Fault, fault_of
from dragoman.web.guard import Visit, login_address
from dragoman.web.table import Table
from dragoman.web.templating import render

M = TypeVar("M")
_CSV = "text/csv; charset=utf-8; header=present"


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """One kind of page: where it is, what it shows, how that looks as a table."""

    path: str  #: Starlette's; "/event/{id:path}"
    name: str  #: the navigation's entry that is lit
    template: str
    load: Callable[[Desk, Request], M]
    table: Callable[[M], Table] | None = None
    as_data: Callable[[M], Any] | None = None  #: what the JSON holds; the model itself when None
    feed: Callable[[Desk, Request, M], Response] | None = None  #: its Atom


def mount(app: Starlette, desk: Desk, page: Page[Any]) -> None:
    """Give a page its addresses: itself, `.json`, `.csv` and, where it has one, `.atom`."""
    base = page.path
    app.add_route(f"{base}.json", partial(_as_json, desk, page), methods=["GET"])
    if page.table:
        app.add_route(f"{base}.csv", partial(_as_csv, desk, page), methods=["GET"])
    if page.feed:
        app.add_route(f"{base}.atom", partial(_as_feed, desk, page), methods=["GET"])
    if "{id" in page.path:
        # for an id that itself ends in ".json"; see links.page
        app.add_route(f"{page.path}.html", partial(_as_html, desk, page), methods=["GET"])
    app.add_route(page.path, partial(_as_html, desk, page), methods=["GET"])


def html(desk: Desk, request: Request, template: str, *, name: str, status: int = 200, **values: Any) -> Response:
    """A template as a page of the desk."""
    visit: Visit = request.state.visit
    query = request.url.query
    # a stranger sees the login and faults; the key of the feeds is on none of them, and not at hand there either
    feed_key = desk.access.feed_key() if visit.by_token or not visit.is_new else None
    content = render(
        template, desk=desk, here=request.url.path, query=query, lit=name, asset=asset,
        form_token=desk.access.form_token(visit.session), feed_key=feed_key, **values,
    )
    return Response(content, status_code=status, media_type="text/html")


def json(value: Any, *, status: int = 200) -> Response:
    """A dataclass as JSON."""
    return Response(msgspec.json.encode(value), status_code=status, media_type="application/json")


def fault_answer(desk: Desk, request: Request, fault: Fault) -> Response:
    """A fault, as a page for a browser and as JSON for everything else."""
    if not wants_page(request):
        answer = json(ErrorBody(fault), status=fault.status)
        if fault.status == 401:
            answer.headers["www-authenticate"] = "Bearer"
        return answer
    return html(desk, request, "fault.html", name="", status=fault.status, fault=fault)


def refuse(desk: Desk, request: Request, error: Exception) -> Response:
    """What somebody hears whom the guard turned away: a browser without a session is led to the login."""
    fault = fault_of(error)
    if fault.status == 401 and wants_page(request) and request.method == "GET":
        return RedirectResponse(login_address(request.scope), status_code=303)
    return fault_answer(desk, request, fault)


def wants_page(request: Request) -> bool:
    """Whether the answer is for a person: a page's address, asked for by a browser."""
    path = request.url.path
    if path.startswith("/api/") or path.endswith((".json", ".csv", ".atom", ".ics")):
        return False
    return "text/html" in request.headers.get("accept", "") or "hx-request" in request.headers


def _as_html(desk: Desk, page: Page[Any], request: Request) -> Response:
    return html(desk, request, page.template, name=page.name, page=page.load(desk, request))


def _as_json(desk: Desk, page: Page[Any], request: Request) -> Response:
    found = page.load(desk, request)
    return json(page.as_data(found) if page.as_data else found)


def _as_csv(desk: Desk, page: Page[Any], request: Request) -> Response:
    assert page.table is not None
    return Response(page.table(page.load(desk, request)).to_csv(), media_type=_CSV)


def _as_feed(desk: Desk, page: Page[Any], request: Request) -> Response:
    assert page.feed is not None
    return page.feed(desk, request, page.load(desk, request))
