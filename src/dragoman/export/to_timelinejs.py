"""TimelineJS: the JSON that Knight Lab's timeline shows; one slide per dated event, grouped by status."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from html import escape
from typing import Any, BinaryIO

from dragoman.export.entry import Entry


def write(entries: Iterable[Entry], out: BinaryIO) -> int:
    """Write the timeline; give the number of events in it. Events without a day are left out."""
    out.write(b'{"scale": "human", "events": [')
    count = 0
    for entry in entries:
        slide = _slide(entry)
        if slide is not None:
            out.write((b",\n" if count else b"\n") + json.dumps(slide, ensure_ascii=False).encode())
            count += 1
    out.write(b"\n]}\n")
    return count


def _slide(entry: Entry) -> dict[str, Any] | None:
    event, when = entry.event, entry.when
    if when.earliest is None or when.latest is None:
        return None
    slide: dict[str, Any] = {
        "unique_id": event.id,
        "start_date": _date(when.earliest),
        "group": event.status.value,
        "text": {"headline": escape(event.label), "text": _text(entry)},
    }
    if when.latest != when.earliest:
        slide["end_date"] = _date(when.latest)
    return slide


def _date(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _text(entry: Entry) -> str:
    """Status, sources and each sentence with a link to its report. The page shows it as HTML, so all is escaped."""
    sources = entry.event.independent_sources
    word = "the report" if entry.holder == "report" else entry.holder
    parts = [f"<p>{escape(entry.event.status.value)}, on the word of {escape(word)}; "
             f"{sources} independent source{'s' if sources != 1 else ''}</p>"]  # fmt: skip
    for proof in entry.event.status.evidence:
        report = entry.reports.get(proof.report)
        name = escape((report.outlet if report else None) or proof.report)
        url = entry.url(proof)
        cited = f'<a href="{escape(url)}">{name}</a>' if url.startswith(("http://", "https://")) else name
        parts.append(f"<blockquote>{escape(proof.quote)} ({cited})</blockquote>")
    return "".join(parts)
