"""How much a ledger holds."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from dragoman.store import tables


def counts(connection: Connection) -> dict[str, Any]:
    """Rows by noun, and the days of the first and last report."""
    facts = tables.report_facts.c

    def rows(of: Any) -> int:
        return int(connection.execute(select(func.count()).select_from(of)).scalar_one())

    days = connection.execute(select(func.min(facts.day), func.max(facts.day)).where(facts.day != "")).one()
    added = connection.execute(select(func.max(tables.reports.c.added_at))).scalar()
    return {
        "reports": rows(tables.reports),
        "mentions": rows(tables.mentions),
        "events": rows(tables.events),
        "statements": rows(tables.statements),
        "outlets": connection.execute(select(func.count(facts.outlet.distinct()))).scalar_one(),
        "first": date.fromisoformat(days[0]) if days[0] else None,
        "last": date.fromisoformat(days[1]) if days[1] else None,
        "added_at": datetime.fromisoformat(added) if added else None,
    }
