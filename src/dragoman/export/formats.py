"""The formats that events can be exported to, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from typing import BinaryIO, cast

from dragoman.errors import BadQuestion
from dragoman.export.entry import Entry

Writer = Callable[[Iterable[Entry], BinaryIO], int]


@dataclass(frozen=True, slots=True)
class Format:
    """One format. Its module is imported when it is used."""

    name: str
    suffix: str
    media_type: str
    about: str
    module: str
    function: str = "write"
    binary: bool = False  #: not fit for a terminal

    @property
    def write(self) -> Writer:
        """The function that writes entries to a binary stream and gives the number of events written."""
        return cast(Writer, getattr(import_module(f"dragoman.export.{self.module}"), self.function))


_FORMATS = (
    Format("csv", ".csv", "text/csv", "one line per event, for spreadsheets", "to_csv"),
    Format("parquet", ".parquet", "application/vnd.apache.parquet", "one row per event, typed (extra: parquet)",
           "to_parquet", binary=True),
    Format("jsonl", ".jsonl", "application/jsonl", "whole events with evidence and rivals, one a line", "to_jsonl"),
    Format("polecat", ".tsv", "text/tab-separated-values", "POLECAT's columns; only what occurred", "to_polecat"),
    Format("polecat-all", ".tsv", "text/tab-separated-values", "POLECAT's columns; every status, see column Status",
           "to_polecat", "write_all"),
    Format("jsonld", ".jsonld", "application/ld+json", "schema.org Event and Claim, PROV", "to_jsonld"),
    Format("webannotation", ".jsonld", "application/ld+json", "W3C Web Annotations of the evidence",
           "to_webannotation"),
    Format("ical", ".ics", "text/calendar", "calendar of announced events", "to_ical"),
    Format("timelinejs", ".json", "application/json", "slides for Knight Lab's TimelineJS", "to_timelinejs"),
    Format("ftm", ".ftm.json", "application/jsonl", "FollowTheMoney entities (extra: ftm)", "to_ftm"),
)  # fmt: skip

FORMATS: dict[str, Format] = {f.name: f for f in _FORMATS}


def format_named(name: str) -> Format:
    """The format of a name.

    Raises:
        BadQuestion: there is none; names the nearest.
    """
    if name in FORMATS:
        return FORMATS[name]
    near = get_close_matches(name, FORMATS, n=1)
    hint = f"did you mean {near[0]}?" if near else f"choose one of {', '.join(FORMATS)}"
    raise BadQuestion(name, "is no export format", hint)
