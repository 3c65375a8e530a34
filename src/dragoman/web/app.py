"""The application: guard outside, pages and API inside, faults in one shape."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response

import dragoman
from dragoman.errors import DragomanError
from dragoman.web import answers, api
from dragoman.web.access import Access, local_access
from dragoman.web.assets import serve_static
from dragoman.web.desk import Desk
from dragoman.web.faults import Fault, fault_of, plain_fault
from dragoman.web.guard import Guard

if TYPE_CHECKING:
    from dragoman.ledger import Ledger

# Smaller answers fit a packet or two as they are.
_GZIP_FROM = 1500
_GZIP_LEVEL = 5


def make_app(ledger: Ledger, *, access: Access | None = None) -> FastAPI:
    """The desk over a ledger.

    Args:
        access: who may use it; None: whoever is on this machine.
    """
    from dragoman.web.pages import PAGES, forms
    from dragoman.web.pages.outlook import calendar

    desk = Desk(ledger, access or local_access())
    app = FastAPI(
        title="Dragoman", version=dragoman.__version__, openapi_url="/api/v1/openapi.json", docs_url=None,
        redoc_url=None, description="The ledger of events, statements and reports, each with its evidence.",
        separate_input_output_schemas=False,
    )
    app.state.desk = desk
    for kind in (DragomanError, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, partial(_on_error, desk))
    serve_static(app)
    app.include_router(api.router(desk))
    app.openapi = partial(_described, app, app.openapi)  # type: ignore[method-assign]
    app.add_route("/api", partial(_about_api, desk, app), methods=["GET"])
    forms.mount(app, desk)
    for page in PAGES:
        answers.mount(app, desk, page)
    app.add_route("/outlook.ics", partial(calendar, desk), methods=["GET"])
    app.add_middleware(GZipMiddleware, minimum_size=_GZIP_FROM, compresslevel=_GZIP_LEVEL)
    app.add_middleware(Guard, access=desk.access, refuse=partial(answers.refuse, desk))
    return app


def _on_error(desk: Desk, request: Request, error: Exception) -> Response:
    if isinstance(error, RequestValidationError):
        fault = _invalid(error)
    elif isinstance(error, HTTPException):
        fault = plain_fault(error.status_code)
    else:
        fault = fault_of(error)
    answer = answers.fault_answer(desk, request, fault)
    if isinstance(error, HTTPException) and error.headers:
        answer.headers.update(error.headers)
    return answer


def _described(app: FastAPI, describe: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The API's description; the one field of a readout that Python cannot name has its name."""
    if app.openapi_schema is None:
        schemas = describe()["components"]["schemas"]
        candidate = schemas["Candidate"]
        candidate["properties"]["from"] = candidate["properties"].pop("origin")
        candidate["required"] = ["from" if name == "origin" else name for name in candidate["required"]]
        _without_prefix_items(schemas)
    return describe()


def _without_prefix_items(schema: Any) -> None:
    """Describe pairs as lists of two: many programs that make clients from a description know no other form."""
    if isinstance(schema, list):
        for each in schema:
            _without_prefix_items(each)
    elif isinstance(schema, dict):
        if isinstance(schema.get("prefixItems"), list):
            schema["items"] = {"anyOf": schema.pop("prefixItems")}
        for each in schema.values():
            _without_prefix_items(each)


def _about_api(desk: Desk, app: FastAPI, request: Request) -> Response:
    """The paths of the API for people."""
    paths = [
        (method.upper(), path, operation)
        for path, operations in app.openapi()["paths"].items()
        for method, operation in operations.items()
    ]
    return answers.html(desk, request, "api.html", name="", paths=paths)


def _invalid(error: RequestValidationError) -> Fault:
    first = error.errors()[0]
    where = ".".join(str(p) for p in first.get("loc", ())) or "the request"
    what = str(first.get("msg", "is not understood"))
    return Fault(422, "Invalid", f"{where}: {what}", where, what, "see /api/v1/openapi.json")
