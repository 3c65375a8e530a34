"""On which days events fall."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.extract.timex.rules_duration import COUNTED_FROM, WITHIN
from dragoman.model import Document, EventMention, Party, Span, Statement, When
from dragoman.resolve.moments import moments
from tests.build import build, day

MONDAY = day("2024-03-04")


def dated(marked: str, *whens: When, syntax: str = "", upos: str = "") -> Document:
    doc = build(marked, syntax=syntax, upos=upos)
    return replace(doc, timexes=tuple(replace(t, when=w) for t, w in zip(doc.timexes, whens, strict=True)))


def first(doc: Document) -> EventMention:
    return moments(doc).event_mentions[0]


def with_edge(doc: Document, time: int) -> Document:
    return replace(doc, event_mentions=(replace(doc.event_mentions[0], time=time),))


def test_event_has_the_days_of_the_expression_that_the_encoder_links() -> None:
    doc = dated("They [met|EV:CONSULT] on [Monday|DATE], after [a year|DATE].", MONDAY, When())
    assert first(with_edge(doc, 0)).when == MONDAY


def test_expression_that_hangs_on_the_event_dates_it() -> None:
    doc = dated("They [met|EV:CONSULT] on [Monday|DATE].", MONDAY,
                syntax="They>met:nsubj on>Monday:case Monday>met:obl met>ROOT")
    assert (first(doc).time, first(doc).when) == (0, MONDAY)


def test_expression_that_hangs_on_the_carrying_verb_dates_the_noun() -> None:
    doc = dated("They held [talks|EV:CONSULT] on [Monday|DATE].", MONDAY,
                syntax="They>held:nsubj talks>held:obj on>Monday:case Monday>held:obl held>ROOT", upos="talks:NOUN")
    assert first(doc).when == MONDAY


def test_day_on_which_somebody_spoke_is_not_that_of_what_was_said() -> None:
    doc = dated("She denounced the [raid|EV:ASSAULT] on [Monday|DATE].", MONDAY, upos="raid:NOUN",
                syntax="She>denounced:nsubj the>raid:det raid>denounced:obj on>Monday:case Monday>denounced:obl "
                       "denounced>ROOT")
    start = doc.text.index("denounced")
    said = Statement("s1", 0, Party(Span(0, 3)), "named", Span(start, start + 9), (Span(0, 3),), "indirect")
    assert first(replace(doc, statements=(said,))).when == When()


def test_expression_that_hangs_elsewhere_dates_nothing() -> None:
    doc = dated("They [met|EV:CONSULT] before the vote of [Monday|DATE].", MONDAY,
                syntax="They>met:nsubj before>vote:case the>vote:det vote>met:obl of>Monday:case Monday>vote:nmod "
                       "met>ROOT")
    assert first(doc).when == When()


def test_day_of_another_sentence_dates_nothing() -> None:
    assert first(dated("They [met|EV:CONSULT]. On [Monday|DATE] it rained.", MONDAY)).when == When()


def test_years_are_too_wide_to_be_taken_without_an_edge() -> None:
    wide = When(day("2010-01-01").earliest, day("2019-12-31").latest, "201X")
    doc = dated("They [met|EV:CONSULT] in [the decade|DATE].", wide,
                syntax="They>met:nsubj in>decade:case the>decade:det decade>met:obl met>ROOT")
    assert first(doc).when == When()


def test_length_counted_from_a_date_dates_what_lies_beyond_it() -> None:
    later = day("2024-03-06")
    doc = dated("They [struck|EV:ASSAULT] [two days|DURATION] after the vote of [Monday|DATE].", later, MONDAY,
                syntax="They>struck:nsubj two>days:nummod days>vote:obl after>vote:case the>vote:det vote>struck:obl "
                       "of>Monday:case Monday>vote:nmod struck>ROOT")
    length, base = doc.timexes
    counted = replace(doc, timexes=(replace(length, rule=COUNTED_FROM), base))
    assert (first(counted).time, first(counted).when) == (0, later)
    vote = replace(doc.event_mentions[0], head=6, trigger=Span(doc.words[6].start, doc.words[6].end))
    assert first(replace(counted, event_mentions=(vote,))).when == MONDAY


def test_stretch_of_a_month_dates_the_event() -> None:
    week = When(MONDAY.earliest, MONDAY.latest, MONDAY.edtf)
    doc = dated("They [met|EV:CONSULT] in [the last week of March|DURATION].", week,
                syntax="They>met:nsubj in>week:case the>week:det last>week:amod week>met:obl of>March:case "
                       "March>week:nmod met>ROOT")
    stretch = replace(doc, timexes=tuple(replace(t, rule=WITHIN) for t in doc.timexes))
    assert first(stretch).when == week
    assert first(doc).when == When()


def test_duration_is_kept_but_is_no_day() -> None:
    doc = with_edge(dated("They [met|EV:CONSULT] for [two days|DURATION].", MONDAY), 0)
    assert (first(doc).time, first(doc).when) == (0, When())


def test_day_goes_before_how_long_it_took() -> None:
    doc = dated("They held [two hours|DURATION] of [talks|EV:CONSULT] on [Monday|DATE].", When(), MONDAY,
                syntax="They>held:nsubj two>hours:nummod hours>held:obl of>talks:case talks>held:obl on>Monday:case "
                       "Monday>held:obl held>ROOT")
    assert (first(with_edge(doc, 0)).time, first(with_edge(doc, 0)).when) == (1, MONDAY)


@pytest.mark.parametrize(("status", "dates"), [("occurred", False), ("ongoing", True)])
def test_time_since_which_nobody_did_it_is_not_that_of_the_event(status: str, dates: bool) -> None:
    doc = with_edge(dated(f"The first to [travel|EV:CONSULT:{status}] there since [Monday|DATE].", MONDAY), 0)
    assert (first(doc).when == MONDAY) is dates


@pytest.mark.parametrize(("text", "days"), [
    ("The army [raided|EV:ASSAULT] two towns since [Monday|DATE].", "2024-03-04/2024-03-06"),
    ("It [struck|EV:ASSAULT] for the first time since [Monday|DATE].", None),
])
def test_what_happened_since_a_day_happened_until_the_report(text: str, days: str | None) -> None:
    doc = with_edge(dated(text, MONDAY), 0)
    published = build("It rained.", published="2024-03-06").report.published
    assert first(replace(doc, report=replace(doc.report, published=published))).when.edtf == days


def test_year_since_which_nobody_went_dates_what_happened_in_it() -> None:
    doc = with_edge(dated("Nobody went since [Monday|DATE], when they [met|EV:CONSULT].", MONDAY), 0)
    assert first(doc).when == MONDAY
