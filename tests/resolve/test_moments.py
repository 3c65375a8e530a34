"""On which days events fall."""

from __future__ import annotations

from dataclasses import replace

from dragoman.model import Document, EventMention, When
from dragoman.resolve.moments import moments
from tests.build import build, day


def dated(marked: str, *whens: When) -> Document:
    doc = build(marked)
    return replace(doc, timexes=tuple(replace(t, when=w) for t, w in zip(doc.timexes, whens, strict=True)))


def first(doc: Document) -> EventMention:
    return moments(doc).event_mentions[0]


def test_event_has_the_days_of_its_expression() -> None:
    doc = dated("They [met|EV:CONSULT] on [Monday|DATE], after [a year|DATE].", day("2024-03-04"), When())
    doc = replace(doc, event_mentions=(replace(doc.event_mentions[0], time=0),))
    assert first(doc).when == day("2024-03-04")


def test_only_day_of_a_sentence_dates_its_only_event() -> None:
    found = first(dated("They [met|EV:CONSULT] on [Monday|DATE].", day("2024-03-04")))
    assert (found.time, found.when) == (0, day("2024-03-04"))


def test_day_beside_two_events_dates_neither() -> None:
    doc = moments(dated("They [met|EV:CONSULT] after the [raid|EV:ASSAULT] on [Monday|DATE].", day("2024-03-04")))
    assert [m.when for m in doc.event_mentions] == [When(), When()]


def test_two_days_beside_one_event_date_it_not() -> None:
    doc = dated("They [met|EV:CONSULT] on [Monday|DATE] or [Friday|DATE].", day("2024-03-04"), day("2024-03-08"))
    assert first(doc).when == When()


def test_day_of_another_sentence_dates_nothing() -> None:
    assert first(dated("They [met|EV:CONSULT]. On [Monday|DATE] it rained.", day("2024-03-04"))).when == When()


def test_years_alone_are_too_wide_to_be_taken_without_an_edge() -> None:
    wide = When(day("2010-01-01").earliest, day("2019-12-31").latest, "201X")
    assert first(dated("They [met|EV:CONSULT] in [the decade|DATE].", wide)).when == When()


def test_duration_is_kept_but_is_no_day() -> None:
    doc = dated("They [met|EV:CONSULT] for [two days|DURATION].", day("2024-03-04"))
    doc = replace(doc, event_mentions=(replace(doc.event_mentions[0], time=0),))
    assert (first(doc).time, first(doc).when) == (0, When())
