"""How much a ledger holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Stats:
    """How much the ledger holds."""

    reports: int
    mentions: int
    events: int
    statements: int
    outlets: int
    first: date | None  #: days of the first and last report
    last: date | None
    added_at: datetime | None  #: when the last report was added
