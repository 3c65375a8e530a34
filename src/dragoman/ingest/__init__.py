"""Anything that holds reports, to `Report`s: `read_reports` and what it yields."""

from __future__ import annotations

from dragoman.ingest.item import Failure
from dragoman.ingest.limits import Limits
from dragoman.ingest.sources import read_reports

__all__ = ["Failure", "Limits", "read_reports"]
