"""The ledger: every report that was added, and one entry per event however many papers print it.

    with open_ledger("desk.db") as ledger:
        ledger.add(read_reports("reports/"))
        for row in ledger.events(EventQuery(pair=("USA", "CHN"))).items:
            print(row.day, row.status, row.label)

This is a facade: it opens transactions and delegates. Methods come in groups by noun: adding, events, people,
reports, saved questions, merging, views, upkeep. Each question sees one state of the ledger; each change is kept
whole or not at all. All times are UTC and aware.
"""

from __future__ import annotations

from dragoman.ledger.base import PAGE
from dragoman.ledger.ledger import Ledger, default_place, open_ledger, shown_place
from dragoman.ledger.stats import Stats

__all__ = ["PAGE", "Ledger", "Stats", "default_place", "open_ledger", "shown_place"]
