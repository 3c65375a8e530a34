"""Dragoman reads reports on foreign affairs and keeps the record.

    >>> import dragoman
    >>> readout = dragoman.read("examples/beijing-visit.txt")       # one source: one readout
    >>> readout.report.published.rule                               # when it was written, how that is known
    >>> [(e.status, e.label) for e in readout.events]               # what happened, is planned, did not happen
    >>> [s.source.text for s in readout.statements if s.source]     # on whose word
    >>> readouts = dragoman.read("reports/", "story.html")          # several sources: a list
    >>> with dragoman.open("desk.db") as ledger:                    # many reports: one entry per event
    ...     ledger.add(["reports/"])

Everything read out of a report is a frozen dataclass that points into `report.text`. Errors descend from
`DragomanError` and say what is wrong, why, and what to do next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.errors import DragomanError as DragomanError
    from dragoman.ledger import Ledger as Ledger
    from dragoman.ledger import open_ledger as open
    from dragoman.reading import read as read
    from dragoman.views.readout import Readout as Readout

__version__ = "0.1.0"

# Loaded when first asked for, so that `import dragoman` and `dragoman --help` cost nothing.
_HOMES = {
    "DragomanError": ("dragoman.errors", "DragomanError"),
    "Ledger": ("dragoman.ledger", "Ledger"),
    "Readout": ("dragoman.views.readout", "Readout"),
    "open": ("dragoman.ledger", "open_ledger"),
    "read": ("dragoman.reading", "read"),
}
__all__ = ["DragomanError", "Ledger", "Readout", "__version__", "open", "read"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}; it has {', '.join(__all__)}")
    from importlib import import_module

    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return [*__all__, "__doc__", "__path__"]
