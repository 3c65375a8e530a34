"""What passes between the readers: one report still in its source's form, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from dragoman.errors import DragomanError
from dragoman.ingest.limits import DEFAULT, Limits
from dragoman.model import Candidate, When

ItemKind = Literal["text", "html", "record"]


@dataclass(frozen=True, slots=True)
class Failure:
    """One report that could not be read. It takes its place in the stream, so that the rest goes on."""

    source: str  #: the path, address or record that failed
    reason: str  #: what, why and what next, in one line
    error: DragomanError


@dataclass(frozen=True, slots=True)
class Item:
    """One report as it lies in its source. Cheap to make and to send to another process; reading it is the work."""

    source: str  #: "PATH", "PATH!MEMBER", "PATH#RECORD" or an address
    kind: ItemKind
    data: bytes = b""  #: of a text or a page
    fields: Mapping[str, str] = field(
        default_factory=dict
    )  #: of a record: id, url, outlet, title, date, text, html ...
    url: str | None = None
    outlet: str | None = None
    title: str | None = None  #: as the feed that led to it has it
    charset: str | None = None  #: as the web server declared it
    hints: tuple[Candidate, ...] = ()
    retrieved: datetime | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """How sources are read. `columns` maps our field names to the names used in the file."""

    outlet: str | None = None
    published: When | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    allow_private: bool = False  #: may addresses in the local network be fetched
    fetch: bool = True  #: may articles named by feeds and sitemaps be fetched
    any_language: bool = False  #: let text through that is not English
    limits: Limits = DEFAULT


def failure(source: str, error: DragomanError) -> Failure:
    """The failure that stands for `error`."""
    return Failure(source, str(error), error)
