"""iCalendar (RFC 5545) of announced events: scheduled, expected, possible, put off, called off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, BinaryIO

from dragoman.export.entry import ANNOUNCED, WIDEST_DAYS, Entry, actors

_STATUS = {"scheduled": "CONFIRMED", "cancelled": "CANCELLED"}  #: all others are TENTATIVE


def write(entries: Iterable[Entry], out: BinaryIO) -> int:
    """Write the calendar; give the number of events in it. Events without days, or with too many, are left out."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Dragoman//announced events//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Announced events")
    count = 0
    for entry in entries:
        item = _event(entry)
        if item is not None:
            calendar.add_component(item)
            count += 1
    out.write(calendar.to_ical())
    return count


def _event(entry: Entry) -> Any:
    from icalendar import Event

    event, when = entry.event, entry.when
    if event.status.value not in (*ANNOUNCED, "cancelled") or when.earliest is None or when.latest is None:
        return None
    if (when.latest - when.earliest).days > WIDEST_DAYS:  # it would fill the calendar
        return None
    item = Event()
    item.add("uid", f"{event.id}@dragoman")
    item.add("summary", f"{event.label} ({event.status.value})")
    item.add("dtstart", when.earliest)
    item.add("dtend", when.latest + timedelta(days=1))  # the end of an all-day event is exclusive
    # The day of the latest word, never the clock: the same ledger gives the same file.
    item.add("dtstamp", datetime.combine(entry.last_told or date(1970, 1, 1), time(), UTC))
    item.add("status", _STATUS.get(event.status.value, "TENTATIVE"))
    item.add("transp", "TRANSPARENT")
    item.add("categories", [event.type, event.status.value])
    if places := actors(event.place):
        item.add("location", ", ".join(p.name for p in places))
    item.add("description", _description(entry))
    proof = event.status.evidence[0]
    if not (url := entry.url(proof)).startswith("urn:"):
        item.add("url", url)
    return item


def _description(entry: Entry) -> str:
    """On whose word, and the sentences."""
    word = "as reported" if entry.holder == "report" else f"on the word of {entry.holder}"
    lines = [f"{entry.event.status.value}, {word}"]
    for proof in entry.event.status.evidence:
        report = entry.reports.get(proof.report)
        source = (report.outlet if report else None) or proof.report
        lines.append(f"“{proof.quote}” ({source})")
    return "\n\n".join(lines)
