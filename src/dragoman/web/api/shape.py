"""What all of the API has in common: how answers are written, which faults there are, parameters that recur."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import msgspec
from fastapi import Path, Query
from starlette.responses import Response

from dragoman.store.paging import LARGEST
from dragoman.web.faults import ErrorBody

#: Faults that any path may answer with; all have the one shape.
FAULTS: dict[int | str, dict[str, Any]] = {
    status: {"model": ErrorBody, "description": words}
    for status, words in (
        (400, "A value means nothing"), (401, "The token is missing"), (403, "Not from another site"),
        (404, "There is no such thing"), (413, "Too large"), (421, "Not this desk's name"),
        (422, "The request is not understood, or a report cannot be read"), (500, "A fault of the desk"),
        (501, "An optional part is not installed"), (502, "An address cannot be fetched"),
        (503, "The ledger or the reader cannot be used just now"),
    )
}

Limit = Annotated[int, Query(ge=1, le=LARGEST, description="Rows of a page.")]
Token = Annotated[str | None, Query(description="`next` of the page before, unchanged.", max_length=2000)]
Since = Annotated[date | None, Query(description="First day, inclusive.")]
Until = Annotated[date | None, Query(description="Last day, inclusive.")]
Identifier = Annotated[str, Path(min_length=1, max_length=500)]
Name = Annotated[str, Path(min_length=1, max_length=200, description="A name or id.")]
State = Annotated[str, Path(pattern="^[A-Z]{3}$", description="ISO 3166-1 alpha-3.")]


def answer(value: Any, *, status: int = 200) -> Response:
    """A dataclass as JSON, written as the ledger's other outputs are."""
    return Response(msgspec.json.encode(value), status_code=status, media_type="application/json")
