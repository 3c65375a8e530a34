"""A reader of hand-made reports, for verdicts on dates: what the real one does with a given date, in small."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.model import Candidate, Dating, Document, Report, When

Reader = Callable[[Iterable[Report]], Iterator[Document]]


def reader(documents: Sequence[Document]) -> Reader:
    """Reads these documents' reports: a given date becomes the report's, and events without a day happen on it."""
    known = {d.report.id: d for d in documents}

    def read(reports: Iterable[Report]) -> Iterator[Document]:
        for each in reports:
            given = next((h for h in each.hints if h.origin == "given"), None)
            yield _with_date(known[each.id], given) if given else known[each.id]

    return read


def _with_date(document: Document, given: Candidate) -> Document:
    dating = Dating(given.when, "the date given by the user", "certain", (replace(given, verdict="accepted"),))
    events = tuple(
        replace(m, when=given.when) if m.when == When() and given.when.is_day else m for m in document.event_mentions
    )
    return replace(document, report=replace(document.report, published=dating), event_mentions=events)
