"""Dragoman reads reports on foreign affairs and keeps the record.

    >>> import dragoman
    >>> readout = dragoman.read("examples/beijing-visit.txt")       # one source: one readout
    >>> readout.report.published.rule                               # when it was written, how that is known
    >>> [(e.status, e.label) for e in readout.events]               # what happened, is planned, did not happen
    >>> [s.source.text for s in readout.statements if s.source]     # on whose word
    >>> readouts = dragoman.read("reports/", "story.html")          # several sources: a list

Everything read out of a report is a frozen dataclass that points into `report.text`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.ledger import open_ledger as open_ledger
    from dragoman.reading import read as read
    from dragoman.views.readout import Readout as Readout

__version__ = "0.1.0"

# Loaded when first asked for, so that `import dragoman` and `dragoman --help` cost nothing.
_HOMES = {
    "read": "dragoman.reading",
    "Readout": "dragoman.views.readout",
    "open_ledger": "dragoman.ledger",
}
__all__ = ["Readout", "__version__", "open_ledger", "read"]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}; it has {', '.join(__all__)}")
