"""`/api/v1`: the ledger for programs. Read, add, question, judge; the answers are the ledger's own dataclasses.

What stays: paths, parameters, names of fields, the shape of errors, that page tokens are opaque. Fields and paths may
be added. The description at `/api/v1/openapi.json` is made from the same dataclasses as the answers.
"""

from __future__ import annotations

from fastapi import APIRouter

from dragoman.web.api import decisions, events, people, reports
from dragoman.web.api.shape import FAULTS
from dragoman.web.desk import Desk

PREFIX = "/api/v1"


def router(desk: Desk) -> APIRouter:
    """All of the API over a desk."""
    found = APIRouter(prefix=PREFIX, responses=FAULTS)
    for group in (events, people, reports, decisions):
        found.include_router(group.router(desk))
    return found
