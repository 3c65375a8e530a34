"""Reports: add, list, read one, search; and reading without storing."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from dragoman.errors import BadInput
from dragoman.ledger import Stats
from dragoman.store.adding import Added
from dragoman.store.rows import Copy, EventRow, Hit, Page, ReportRow
from dragoman.store.verdicts import VerdictRow
from dragoman.views.changes import Change
from dragoman.views.readout import Readout, readout, to_plain
from dragoman.web.api.shape import Identifier, Limit, Since, Token, Until, answer
from dragoman.web.desk import Desk
from dragoman.web.reader import PASTE_LIMIT, plain_text

#: Reports of one request: reading them takes about as many seconds on a laptop's cores.
MOST_REPORTS = 200
_Words = Annotated[str, Field(max_length=2000)]


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report to be added. Only the text is needed."""

    text: Annotated[str, Field(min_length=1, max_length=PASTE_LIMIT)]
    id: _Words | None = None  #: by default a digest of the text
    url: _Words | None = None
    outlet: _Words | None = None
    title: _Words | None = None
    byline: _Words | None = None
    date: _Words | None = None  #: when it was published, in any usual spelling


@dataclass(frozen=True, slots=True)
class NewReports:
    """Reports to be added."""

    reports: Annotated[list[NewReport], Field(min_length=1, max_length=MOST_REPORTS)]


@dataclass(frozen=True, slots=True)
class ToRead:
    """A text or an address to be read without storing it."""

    text: Annotated[str, Field(max_length=PASTE_LIMIT)] = ""
    url: _Words | None = None
    published: Annotated[str, Field(max_length=40)] = ""
    outlet: _Words = ""


@dataclass(frozen=True, slots=True)
class ReportData:
    """A report as read, and what the ledger knows about it."""

    row: ReportRow
    readout: dict[str, Any]  #: as `dragoman read` prints it; see docs/readout.schema.json
    events: tuple[EventRow, ...]
    mentions: dict[str, str]  #: mention within the report -> event of the ledger
    copies: tuple[Copy, ...]
    verdict: VerdictRow | None  #: a person's word on its date


def router(desk: Desk) -> APIRouter:
    """The paths of this file."""
    found = APIRouter(tags=["reports"])
    ledger = desk.ledger

    @found.get("/reports", response_model=Page[ReportRow])
    def reports(
        outlet: Annotated[str | None, Query(max_length=200)] = None,
        since: Since = None,
        until: Until = None,
        doubtful: Annotated[bool, Query(description="Only those whose date a person should look at.")] = False,
        limit: Limit = 50,
        page: Token = None,
    ) -> Response:
        """Reports by day of publication, newest first."""
        return answer(
            ledger.reports(outlet=outlet, since=since, until=until, doubtful=doubtful, limit=limit, page=page)
        )

    @found.post("/reports", response_model=Added)
    def add(new: NewReports) -> Response:
        """Read reports and add them. Those that cannot be read are listed with the reason; the rest is added."""
        records = [{k: plain_text(v) for k, v in asdict(r).items() if v} for r in new.reports]
        with desk.reader.turn():
            return answer(ledger.add(desk.reader.reports(records)))

    @found.get("/reports/{id:path}", response_model=ReportData)
    def report(id: Identifier) -> Response:
        """One report with its readout, the events it tells and its near copies."""
        page = ledger.report(id)
        read = to_plain(readout(page.document))
        return answer(ReportData(page.row, read, page.events, page.mentions, page.copies, page.verdict))

    @found.post("/read", response_model=Readout)
    def read(what: ToRead) -> Response:
        """The readout of a text or of the page at an address; nothing is stored."""
        if bool(what.text.strip()) == bool(what.url):
            raise BadInput("the request", "gives neither or both of text and url", "give one of them")
        given = {"published": what.published, "outlet": what.outlet}
        if what.url:
            result = desk.reader.read_address(what.url, **given)
        else:
            result = desk.reader.read_text(plain_text(what.text), **given)
        return Response(result.to_json(), media_type="application/json")

    @found.get("/search", response_model=Page[Hit])
    def search(
        q: Annotated[str, Query(min_length=1, max_length=500, description='Words, "phrases", begin*, -absent.')],
        limit: Limit = 20,
        page: Token = None,
    ) -> Response:
        """Reports that hold the words, newest first, with the sentences and where the words stand in them."""
        return answer(ledger.search(q, limit=limit, page=page))

    @found.get("/changes", response_model=list[Change])
    def changes(since: datetime) -> Response:
        """What reports added since a moment brought: new events, and events that became something else."""
        return answer(ledger.changes(since))

    @found.get("/stats", response_model=Stats)
    def stats() -> Response:
        """How much the ledger holds."""
        return answer(ledger.stats())

    return found
