"""What every page has at hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.store.query import EventQuery
from dragoman.web.access import Access
from dragoman.web.kept import Kept
from dragoman.web.reader import Reader
from dragoman.web.words import key_name

if TYPE_CHECKING:
    from dragoman.ledger import Ledger
    from dragoman.store.rows import Facets
    from dragoman.views.outlook import Expected
    from dragoman.web.charts.strip import Strip

# Names of actors and places are looked up one by one; the facets of a page need some sixty.
_NAMES_KEPT = 10_000
#: How far back plans are followed up where nothing is said: what was due half a year ago and never heard of again is
#: no longer news. What became of one plan costs milliseconds, and a large ledger holds tens of thousands.
OUTLOOK = timedelta(days=183)
# Facets and strips of so many questions are kept; one takes a few kilobytes.
_QUESTIONS_KEPT = 256


def outlook_begins(as_of: date) -> date:
    """The first day for which plans are followed up where nothing is said."""
    return date.fromordinal(max(as_of.toordinal() - OUTLOOK.days, 1))


@dataclass(frozen=True)
class Desk:
    """The ledger that is shown, who may see it, and the reader behind `/read`."""

    ledger: Ledger
    access: Access
    reader: Reader = field(default_factory=Reader)
    strips: Kept[EventQuery, Strip | None] = field(default_factory=lambda: Kept(_QUESTIONS_KEPT))
    _facets: Kept[EventQuery, Facets] = field(default_factory=lambda: Kept(_QUESTIONS_KEPT))
    _calendars: Kept[str, bytes] = field(default_factory=Kept)
    _outlooks: Kept[tuple[date, date], tuple[Expected, ...]] = field(default_factory=Kept)

    def facets(self, query: EventQuery | None = None) -> Facets:
        """How many events of a question have each value; kept until the ledger changes."""
        asked = query or EventQuery()
        return self._facets.get(asked, self.stamp(), lambda: self.ledger.facets(asked))

    def outlook(self, as_of: date, since: date | None = None) -> tuple[Expected, ...]:
        """What was announced for days since then (default: half a year before) and what became of it by a day.

        It rests on all plans of these days, so it is kept until the ledger changes (see `Kept`).
        """
        first = since or outlook_begins(as_of)
        return self._outlooks.get(
            (as_of, first), self.stamp(), lambda: self.ledger.outlook(as_of, since=first)
        )

    def warm_up(self) -> None:
        """Work out what takes longest before anybody asks for it."""
        if newest := self.ledger.stats().last:
            self.outlook(newest)

    def calendar(self) -> bytes:
        """All announced events, and those called off, as iCalendar; kept like the outlook."""
        return self._calendars.get("all", self.stamp(), self._calendar)

    def stamp(self) -> tuple[object, ...]:
        """Changes whenever reports or verdicts are added."""
        return (self.ledger.stats(), self.ledger.decisions())

    def name_of(self, kind: str, value: str) -> str:
        """A value of a facet as it is shown; keys of actors and places become their names."""
        return self._known_name(kind, value) if kind in ("actor", "place") else key_name(kind, value)

    def _calendar(self) -> bytes:
        from io import BytesIO

        from dragoman.export.entry import ANNOUNCED
        from dragoman.export.to_ical import write

        out = BytesIO()
        write(self.ledger.entries(EventQuery(status=(*ANNOUNCED, "cancelled"))), out)
        return out.getvalue()

    @lru_cache(maxsize=_NAMES_KEPT)  # noqa: B019  a desk lives as long as its process
    def _known_name(self, kind: str, value: str) -> str:
        found = self.ledger.find(value)
        return found[0].name if found else key_name(kind, value)

    def __hash__(self) -> int:
        return id(self)
