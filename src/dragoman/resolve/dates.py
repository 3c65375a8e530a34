"""Give the time expressions of a report their days, by the report's own date and the tense around them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dragoman.edtf import when_of
from dragoman.extract.timexes import TenseAt, find
from dragoman.model import Document, Timex, When
from dragoman.resolve.dates_tense import tense_by_syntax


def dates(doc: Document) -> Document:
    """Resolve every time expression as far as the report's date allows.

    With a day, fully. With an interval, only what holds for both its ends: the value where they
    agree, else the days between. Without either, what needs no reference.
    """
    published = doc.report.published.when if doc.report.published else When()
    return replace(doc, timexes=resolve(doc.text, published, tense_by_syntax(doc)))


def resolve(text: str, published: When, tense: TenseAt | None = None) -> tuple[Timex, ...]:
    """Time expressions of a text written on a day, or at some time in an interval."""
    first, last = published.earliest, published.latest
    if first is None or last is None:
        return find(text, tense=tense)
    early = find(text, dct=first, tense=tense)
    if first == last:
        return early
    late = find(text, dct=last, tense=tense)
    return tuple(_between(*pair) for pair in zip(early, late, strict=True))


def _between(early: Timex, late: Timex) -> Timex:
    """What is certain when the report was written between two days."""
    if early.value == late.value and early.when == late.when:
        return early
    first = _least(early.when.earliest, late.when.earliest)
    last = _most(early.when.latest, late.when.latest)
    value = early.value if early.value == late.value else None
    if first and last and last < first:
        return replace(early, value=value, when=When())
    return replace(early, value=value, when=when_of(first, last))


def _least(left: date | None, right: date | None) -> date | None:
    return min(left, right) if left and right else None


def _most(left: date | None, right: date | None) -> date | None:
    return max(left, right) if left and right else None
