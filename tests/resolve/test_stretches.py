"""Days that two expressions, or an expression and the words around it, give together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.resolve.dates import dates
from dragoman.resolve.stretches import stretch
from tests.build import build

WRITTEN = "2023-06-19"  # a Monday


def days(text: str, words: str, **told: bool) -> str | None:
    doc = dates(build(text, published=WRITTEN))
    index = next(n for n, t in enumerate(doc.timexes) if words in t.span.of(text))
    return stretch(doc, index, **told).edtf


@pytest.mark.parametrize(("text", "days_"), [
    ("He will travel to Peru, July 3-14.", "2023-07-03/2023-07-14"),
    ("He will travel to Peru from July 3 to July 14.", "2023-07-03/2023-07-14"),
    ("He toured the region between May 2021 and July 2021.", "2021-05-01/2021-07-31"),
    ("They protested in April and May.", "2023-04-01/2023-05-31"),
])
def test_both_ends_of_a_stretch_give_the_whole(text: str, days_: str) -> None:
    doc = dates(build(text, published=WRITTEN))
    assert [stretch(doc, n).edtf for n in range(len(doc.timexes))] == [days_] * 2


@pytest.mark.parametrize(("text", "words", "days_"), [
    ("They met on Wednesday and Friday.", "Friday", "2023-06-16"),
    ("They met on Monday, and left on Tuesday.", "Tuesday", "2023-06-13"),
    ("The embassy is to open by August 1.", "August 1", "2023-06-19/2023-08-01"),
    ("The ban was extended until December 2023.", "December", "2023-06-19/2023-12-31"),
    ("The town had fallen by May 3.", "May 3", "2023-05-03"),
])
def test_a_day_alone_is_itself_or_what_it_limits(text: str, words: str, days_: str) -> None:
    assert days(text, words) == days_


def test_what_was_put_off_until_a_month_is_to_happen_in_it() -> None:
    assert days("The vote was put off until December 2023.", "December", put_off=True) == "2023-12"


def test_since_reaches_to_the_report() -> None:
    assert days("Forty towns were raided since May 3.", "May 3", since=True) == "2023-05-03/2023-06-19"


def test_without_a_date_of_the_report_nothing_is_counted_to_it() -> None:
    doc = dates(build("Forty towns were raided since May 3, 2023.", published=WRITTEN))
    undated = replace(doc, report=replace(doc.report, published=None))
    assert stretch(undated, 0, since=True).edtf is None
