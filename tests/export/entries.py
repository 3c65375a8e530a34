"""A handful of events to export: one that happened and is disputed, one announced, one merely possible."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.export.entry import Entry
from dragoman.merge.fold import fold
from dragoman.merge.record import Actor, Holder, MentionRecord
from dragoman.model import Span, When


@dataclass(frozen=True)
class Info:
    """A report, as the exports need it."""

    outlet: str | None
    title: str | None
    url: str | None
    day: date | None


MINISTER = Actor("Q1", "Anna Kovacs", "HUN", "person", office="Foreign Minister")
GUEST = Actor("name:per lind", "Per Lind", "SWE", "person")
TOWN = Actor("name:eger", "Eger", "HUN", "place")
STATE = Actor("Q34", "Sweden", "SWE", "state")

REPORTS = {
    "r1": Info("Herald", "Ministers <meet>", "https://example.org/1?a=1&b=2", date(2024, 3, 4)),
    "r2": Info("=Courier", None, None, date(2024, 3, 5)),
}


def record(id: str, text: str, trigger: str, type, status, **more) -> MentionRecord:
    start = text.index(trigger)
    return MentionRecord(
        id=id, report=id.partition("#")[0], sentence=Span(10, 10 + len(text)), text=text,
        trigger=Span(10 + start, 10 + start + len(trigger)), trigger_text=trigger, type=type, status=status,
        outlet=REPORTS[id[:2]].outlet, published=REPORTS[id[:2]].day, **more,
    )  # fmt: skip


def when(first: str, last: str | None = None) -> When:
    return When(date.fromisoformat(first), date.fromisoformat(last or first), first if not last else f"{first}/{last}")


MET = Entry(fold([
    record("r1#m1", "Kovacs met Lind in Eger.", "met", "CONSULT", "occurred", actors=(MINISTER, GUEST),
           place=(TOWN,), when=when("2024-03-03"), modes=("visit",), contexts=("diplomatic",), label="Kovacs met Lind"),
    record("r2#m1", "=Lind denied meeting Kovacs.", "meeting", "CONSULT", "denied", actors=(MINISTER, GUEST),
           holder=Holder("Per Lind", "named", "SWE"), label="Kovacs met Lind"),
]), REPORTS)  # fmt: skip
PLANNED = Entry(fold([
    record("r1#m2", "Lind is to visit Hungary on April 10-12.", "visit", "CONSULT", "scheduled", actors=(GUEST,),
           recipients=(Actor("Q28", "Hungary", "HUN", "state"),), when=when("2024-04-10", "2024-04-12"),
           label="Lind to visit Hungary"),
]), REPORTS)  # fmt: skip
POSSIBLE = Entry(fold([
    record("r2#m2", "Sweden may sanction Kovacs.", "sanction", "SANCTION", "possible", actors=(STATE,),
           recipients=(MINISTER,), label="Sweden may sanction Kovacs"),
]), REPORTS)  # fmt: skip
APPOINTED = Entry(fold([
    record("r1#m3", "Lind was appointed envoy.", "appointed", "PERSONNEL", "occurred", recipients=(GUEST,),
           label="Lind appointed envoy"),
]), REPORTS)  # fmt: skip

ENTRIES = (MET, PLANNED, POSSIBLE, APPOINTED)
