"""Tab-separated values with the columns of POLECAT, the event data made with PLOVER, and two of ours at the end.

POLECAT has no column for the status of an event, so its readers count every line. Only what occurred (or goes on) is
written, unless everything is asked for; then the column `Status` says what must not be counted. PERSONNEL is no type
of PLOVER and is left out. There is a line for each pair of actor and recipient; `Event Group` holds them together.
`Event Date` is empty where the event is known to lie within months or years only.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from typing import BinaryIO

from dragoman.codebook.plover import QUADS, intensity, quad
from dragoman.export.entry import HAPPENED, Entry, actors
from dragoman.export.to_csv import cell
from dragoman.merge.record import Actor

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations",
    "Language", "Version", "Event Group", "Status",
)  # fmt: skip
_VERSION = "Dragoman PLOVER 2.0"
# POLECAT writes several values of a cell so.
_SEPARATOR = "; "


def write(entries: Iterable[Entry], out: BinaryIO) -> int:
    """Write what occurred; give the number of events."""
    return _write((e for e in entries if e.event.status.value in HAPPENED), out)


def write_all(entries: Iterable[Entry], out: BinaryIO) -> int:
    """Write events of every status; give their number. Count only those that occurred."""
    return _write(entries, out)


def _write(entries: Iterable[Entry], out: BinaryIO) -> int:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    table = csv.writer(text, delimiter="\t", lineterminator="\n")
    table.writerow(COLUMNS)
    count = 0
    for entry in entries:
        if quad(entry.event.type) is None:
            continue
        count += 1
        for line in _lines(entry):
            table.writerow([cell(line.get(c)) for c in COLUMNS])
    text.flush()
    text.detach()
    return count


def _lines(entry: Entry) -> Iterator[dict[str, object]]:
    event = entry.event
    shared = _shared(entry)
    doers, targets = actors(event.actors), actors(event.recipients)
    # A meeting has actors alone: each pair of them is a line, as PLOVER takes every side of it.
    pairs = (
        [(a, b) for i, a in enumerate(doers) for b in doers[i + 1 :]]
        if len(doers) > 1 and not targets
        else list(product(doers or (None,), targets or (None,)))
    )
    for number, (doer, target) in enumerate(pairs, 1):
        yield shared | {"Event ID": f"{event.id}-{number}"} | _party("Actor", doer) | _party("Recipient", target)


def _shared(entry: Entry) -> dict[str, object]:
    event = entry.event
    code = quad(event.type)
    place = next(iter(actors(event.place)), None)
    named = {a.key: a for v in (event.actors, event.recipients) for a in actors(v)}.values()
    outlets = dict.fromkeys(r.outlet for i in event.reports if (r := entry.reports.get(i)) and r.outlet)
    return {
        "Event Date": entry.day,
        "Event Type": event.type,
        "Event Mode": _SEPARATOR.join(event.modes),
        "Intensity": intensity(event.type),
        "Quad Code": QUADS[code].upper() if code else None,
        "Contexts": _SEPARATOR.join(event.contexts),
        "Placename": place.name if place else None,
        "Country": place.state if place else None,
        "Raw Placename": place.name if place else None,
        "Source": _SEPARATOR.join(outlets),
        "Publication Date": entry.first_told,
        "Story People": _SEPARATOR.join(a.name for a in named if a.kind == "person"),
        "Story Organizations": _SEPARATOR.join(a.name for a in named if a.kind == "organisation"),
        "Story Locations": _SEPARATOR.join(a.name for a in actors(event.place)),
        "Language": "en",
        "Version": _VERSION,
        "Event Group": event.id,
        "Status": event.status.value,
    }


def _party(role: str, party: Actor | None) -> dict[str, object]:
    if party is None:
        return {}
    sector = "GOV" if party.kind == "state" or party.office else None
    return {
        f"{role} Name": party.name,
        f"{role} Country": party.state,
        f"{role} COW": _cow(party.state) if party.state else None,
        f"Primary {role} Sector": sector,
        f"{role} Sectors": sector,
        f"{role} Title": party.office,
        f"{role} Name Raw": party.name,
    }


@cache
def _cow(state: str) -> int | None:
    """The Correlates of War number of a state."""
    from dragoman.kb import default

    found = default().state(state)
    return found.cow if found else None
