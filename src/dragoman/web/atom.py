"""Atom feeds (RFC 4287) of questions. An entry's id is the event's, so a reader shows each event once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from dragoman.web.templating import render

_TYPE = "application/atom+xml; charset=utf-8"
# XML 1.0 knows no other control characters, not even escaped.
_CONTROLS = dict.fromkeys(c for c in range(32) if c not in (9, 10, 13))


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed."""

    path: str  #: of its page
    title: str
    summary: str  #: plain text
    day: date | None = None
    updated: datetime | None = None  #: when it came to be as it is; its day where that is not known

    @property
    def stamp(self) -> str:
        """When it was updated, as the feed has it."""
        return _stamp(self.updated or (datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC)
                                       if self.day else datetime(1970, 1, 1, tzinfo=UTC)))


def feed(request: Request, *, title: str, entries: Sequence[Entry]) -> Response:
    """A feed of entries. It is as new as its newest entry, so it depends on the ledger alone."""
    base = str(request.base_url).rstrip("/")
    # the key of a reader is no part of the feed's name
    parameters = [(k, v) for k, v in request.query_params.multi_items() if k != "key"]
    query = "&".join(f"{quote(k)}={quote(v)}" for k, v in parameters)
    content = render(
        "atom.xml", base=base, address=f"{base}{request.url.path}" + (f"?{query}" if query else ""), title=title,
        entries=entries, updated=max((e.stamp for e in entries), default=_stamp(datetime(1970, 1, 1, tzinfo=UTC))),
    )
    return Response(content.translate(_CONTROLS), media_type=_TYPE)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
