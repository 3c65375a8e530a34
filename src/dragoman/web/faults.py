"""Faults as answers: one shape for programs, one page for people, no internals in either.

    {"error": {"status": 404, "kind": "NotFound", "message": "...", "subject": "...", "fault": "...", "remedy": "..."}}
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from http import HTTPStatus

from dragoman import errors

_LOG = logging.getLogger("dragoman.web")

_STATUS: tuple[tuple[type[errors.DragomanError], int], ...] = (
    (errors.NotFound, 404),
    (errors.BadQuestion, 400),
    (errors.NotEnglish, 422),
    (errors.BadInput, 422),
    (errors.BadFacts, 422),
    (errors.FetchFault, 502),
    (errors.LedgerFault, 503),
    (errors.MissingExtra, 501),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong, why, and what to do next."""

    status: int  #: HTTP status
    kind: str  #: one word, stable: NotFound, BadQuestion, TooLarge ...
    message: str  #: all of it in one line
    subject: str = ""
    fault: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class ErrorBody:
    """Every error's JSON."""

    error: Fault


class Refused(errors.DragomanError):
    """A request that is turned away before it is looked at: no token, too large, from another site."""

    def __init__(self, status: int, kind: str, subject: str, fault: str, remedy: str = "") -> None:
        super().__init__(subject, fault, remedy)
        self.status = status
        self.kind = kind


def fault_of(error: Exception) -> Fault:
    """What the world is told about an error. What it is not told goes to the log."""
    if isinstance(error, Refused):
        return Fault(error.status, error.kind, str(error), error.subject, error.fault, error.remedy)
    if isinstance(error, errors.LedgerFault):
        # its subject is a path or an address of a database
        _LOG.error("the ledger failed: %s", error)
        return _said(503, "LedgerFault", "the ledger", "cannot be read or written just now",
                     "try again; the desk's log says why")
    if isinstance(error, errors.DragomanError):
        status = next((s for kind, s in _STATUS if isinstance(error, kind)), 500)
        return Fault(status, type(error).__name__, str(error), error.subject, error.fault, error.remedy)
    _LOG.error("unexpected fault", exc_info=error)
    return _said(500, "Fault", "the desk", "met a fault of its own", "the desk's log says more")


def plain_fault(status: int) -> Fault:
    """The fault of a bare HTTP status: no such page, method not allowed."""
    try:
        phrase = HTTPStatus(status)
    except ValueError:
        phrase = HTTPStatus.BAD_REQUEST
    if status == 404:
        return _said(404, "NotFound", "this address", "leads to no page of the desk", "")
    kind = phrase.phrase.title().replace(" ", "").replace("-", "")
    return _said(status, kind, "this address", phrase.description or phrase.phrase, "")


def _said(status: int, kind: str, subject: str, fault: str, remedy: str) -> Fault:
    message = f"{subject}: {fault}" + (f"; {remedy}" if remedy else "")
    return Fault(status, kind, message, subject, fault, remedy)
