"""Reading on demand: pasted text, an address, reports sent to the API. One at a time, never from a path.

What a request brings is handed to the readers as data. Only an address that begins with http:// or https:// is
passed on as a source, so nothing in a request can name a file.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.errors import BadInput, BadQuestion
from dragoman.web.faults import Refused

if TYPE_CHECKING:
    from dragoman.ingest.item import Failure, Item
    from dragoman.model import Report
    from dragoman.views.readout import Readout

#: Characters of a pasted text; a newspaper's longest report has a tenth of it.
PASTE_LIMIT = 500_000
# The encoder uses all cores: a second reading beside the first would only make both slower.
_PATIENCE_SECONDS = 60.0


class Reader:
    """Reads what requests bring."""

    def __init__(self) -> None:
        self._turn = threading.Lock()

    def read_text(self, text: str, *, published: str = "", outlet: str = "") -> Readout:
        """The readout of a pasted text or the source of a page.

        Raises:
            BadInput: nothing to read in it, or too much.
            BadQuestion: `published` is no date.
        """
        from dragoman.ingest.item import Item

        text = plain_text(text)
        if not text.strip():
            raise BadInput("the pasted text", "is empty", "paste a report, or give an address")
        if len(text) > PASTE_LIMIT:
            raise BadInput("the pasted text", f"is longer than {PASTE_LIMIT:,} characters", "paste one report")
        kind = "html" if _looks_like_page(text) else "text"
        item = Item(source="the pasted text", kind=kind, data=text.encode(), charset="utf-8")  # type: ignore[arg-type]
        return self._readout(self._assembled(item, published=published, outlet=outlet))

    def read_address(self, address: str, *, published: str = "", outlet: str = "") -> Readout:
        """The readout of the page at an address.

        Raises:
            BadQuestion: it is not an http(s) address.
            FetchFault: it cannot be fetched.
            BadInput: there is no report on it.
        """
        from dragoman.ingest import Failure, read_reports
        from dragoman.settings import load
        from dragoman.web.links import outside

        checked = outside(address)
        if checked is None:
            raise BadQuestion(address[:80] or "the address", "is not a web address", "it begins with https://")
        found = read_reports(
            checked, outlet=outlet or None, published=published or None, allow_private=load().allow_private, fetch=False
        )
        first = next(iter(found), None)
        if isinstance(first, Failure):
            raise first.error
        if first is None:
            raise BadInput(checked, "holds no report", "give the address of one report's page")
        return self._readout(first)

    def reports(self, records: Sequence[Mapping[str, str]]) -> Iterator[Report | Failure]:
        """Records (id, url, outlet, title, byline, date, text) as reports."""
        from dragoman.ingest.item import Item, Options
        from dragoman.ingest.sources import read_item

        for number, record in enumerate(records, 1):
            item = Item(source=f"report {number}", kind="record", fields=record)
            yield read_item(item, Options())

    @contextmanager
    def turn(self) -> Iterator[None]:
        """The right to read, once whoever reads now is done.

        Raises:
            Refused: it takes too long.
        """
        if not self._turn.acquire(timeout=_PATIENCE_SECONDS):
            raise Refused(503, "Busy", "the reader", "is busy with other reports", "try again in a minute")
        try:
            yield
        finally:
            self._turn.release()

    def _assembled(self, item: Item, *, published: str, outlet: str) -> Report:
        from dragoman.ingest.item import Failure, Options
        from dragoman.ingest.sources import given_day, read_item

        options = Options(outlet=outlet.strip() or None, published=given_day(published.strip() or None))
        found = read_item(item, options)
        if isinstance(found, Failure):
            raise found.error
        return replace(found, source=None)

    def _readout(self, report: Report) -> Readout:
        from dragoman.pipeline import annotate
        from dragoman.views.readout import readout

        with self.turn():
            for document in annotate([report]):
                return readout(document)
        raise BadInput("the report", "cannot be read", "give a news report in English")


def plain_text(text: str) -> str:
    """The text without NUL, which no report has and no database takes."""
    return text.replace("\0", "")


def _looks_like_page(text: str) -> bool:
    head = text.lstrip()[:200].lower()
    return head.startswith(("<!doctype html", "<html", "<head", "<body", "<article", "<div", "<p>", "<?xml"))
