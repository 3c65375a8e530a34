"""What every export is given: an event, and the reports that tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from dragoman.merge.record import Actor
from dragoman.model import Event, Evidence, Status, Value, When

#: Statuses that say that something happened. No export gives any other event without its status.
HAPPENED: frozenset[Status] = frozenset({"occurred", "ongoing"})
ANNOUNCED: frozenset[Status] = frozenset({"scheduled", "expected", "possible", "postponed"})

#: Of an interval wider than this ("in the autumn", "since 2020") the first day is not the event's: a format that has
#: room for one day gets none.
WIDEST_DAYS = 31


class ReportInfo(Protocol):
    """What an export says of a report."""

    @property
    def outlet(self) -> str | None: ...
    @property
    def title(self) -> str | None: ...
    @property
    def url(self) -> str | None: ...
    @property
    def day(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """An event of the ledger with its reports by id; a report that is not given is cited by its id alone."""

    event: Event
    reports: Mapping[str, ReportInfo] = field(default_factory=dict)

    @property
    def when(self) -> When:
        """The event's days; both ends None where no report dates it."""
        return self.event.when.value if self.event.when else When()

    @property
    def day(self) -> date | None:
        """The one day to file it under: its first, where its days are known to within a month.

        Of an event without any days it is that of the first report; of one within a wider or open interval, None.
        """
        first, last = self.when.earliest, self.when.latest
        if first is None and last is None:
            return self.first_told
        return first if first and last and (last - first).days <= WIDEST_DAYS else None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The sentences behind the status, then those behind the other fields, each once."""
        values = (self.event.status, self.event.actors, self.event.recipients, self.event.place, self.event.when)
        return tuple(dict.fromkeys(e for v in values if v is not None for e in v.evidence))

    @property
    def holder(self) -> str:
        """On whose word the status stands last: "report" or a source."""
        holders = [c.holder for c in self.event.history if c.status == self.event.status.value]
        return holders[-1] if holders else "report"

    @property
    def last_told(self) -> date | None:
        """Day of the latest report that changed or repeated its status."""
        return max((c.on for c in self.event.history if c.on), default=None)

    @property
    def first_told(self) -> date | None:
        """Day of the first report of it."""
        return min((c.on for c in self.event.history if c.on), default=None)

    def url(self, evidence: Evidence) -> str:
        """Where the sentence stands: the report's address, or a name for it."""
        report = self.reports.get(evidence.report)
        return (report.url if report else None) or f"urn:dragoman:report:{evidence.report}"


def actors(value: Value | None) -> tuple[Actor, ...]:
    """Those who fill a role."""
    return value.value if value else ()


def wikidata(actor: Actor) -> str | None:
    """The Wikidata address of an actor that the knowledge base holds."""
    return f"http://www.wikidata.org/entity/{actor.key}" if is_wikidata(actor) else None


def is_wikidata(actor: Actor) -> bool:
    """Whether the key is a Wikidata id."""
    return actor.key[:1] == "Q" and actor.key[1:].isdigit()
