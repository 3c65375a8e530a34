"""Facts that date a report."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.kb import facts

FACTS = facts()


def test_an_office_narrows_when_something_was_written() -> None:
    assert FACTS.tenures("Qin Gang", "Chinese Foreign Minister") == ((date(2022, 12, 30), date(2023, 7, 25)),)


def test_a_surname_and_an_office_are_enough() -> None:
    assert (date(2021, 1, 26), date(2025, 1, 20)) in FACTS.tenures("Blinken", "US Secretary of State")


def test_top_diplomat_counts_both_offices_that_it_may_mean() -> None:
    starts = [start for start, _ in FACTS.tenures("Wang Yi", "China's top diplomat")]
    assert date(2023, 1, 1) in starts
    assert date(2023, 7, 25) in starts


@pytest.mark.parametrize("words", ["novelist", "", "Japanese Foreign Minister"])
def test_what_is_not_known_says_nothing(words: str) -> None:
    assert list(FACTS.tenures("Qin Gang", words)) == []


def test_trips_are_found_by_surname_and_state() -> None:
    trips = [t for t in FACTS.trips("Blinken", state="CHN") if t.start.year == 2023]
    assert [(t.start, t.end, t.town) for t in trips] == [(date(2023, 6, 17), date(2023, 6, 19), "Beijing")]
    assert "Qin Gang" in trips[0].met


@pytest.mark.parametrize(
    ("words", "code"), [("Chinese", "CHN"), ("Beijing", "CHN"), ("Geneva", "CHE"), ("US", "USA"), ("Valencia", None)]
)
def test_the_state_of_a_name_or_town(words: str, code: str | None) -> None:
    assert FACTS.state_of(words) == code
