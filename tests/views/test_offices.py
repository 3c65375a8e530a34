"""Offices in a dossier: each once, the knowledge base's first, and no words of reports that are no title."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.store.ask_people import OfficeSeen
from dragoman.views.offices import is_title, offices


def seen(title: str, first: str | None = None, last: str | None = None, reports: int = 1) -> OfficeSeen:
    begin, end = (date.fromisoformat(d) if d else None for d in (first, last or first))
    return OfficeSeen(title, begin, end, reports)


@pytest.mark.parametrize(
    "words", ["President", "Secretary of State", "US Treasury Secretary", "foreign ministry spokesman",
              "national security adviser to the prime minister", "Secretary-General"],
)  # fmt: skip
def test_titles(words: str) -> None:
    assert is_title(words)


@pytest.mark.parametrize(
    "words", ["Readout of President", "Presidents", "foreign ministers", "Its spokesman", "two presidents",
              "presidents and Guyana", "International Court of Justice", ""],
)  # fmt: skip
def test_words_that_are_no_title(words: str) -> None:
    assert not is_title(words)


def test_what_the_knowledge_base_dates_is_not_told_again() -> None:
    told = offices(
        [seen("president", "2022-05-01", "2023-01-01", 4), seen("President"), seen("US President", "2022-05-01"),
         seen("Readout of President"), seen("chairman", "1990-01-01"), seen("Chairman", "1991-01-01")],
        "Q6279", "Joe Biden",
    )  # fmt: skip
    assert [(o.title, str(o.start), str(o.end), o.source) for o in told if o.title != "US President"] == [
        ("Vice President", "2009-01-20", "2017-01-20", "kb"),
        ("President", "2021-01-20", "2025-01-20", "kb"),
        ("chairman", "1990-01-01", "1991-01-01", "2 reports"),
    ]


def test_an_office_of_other_days_than_the_knowledge_base_has_is_told() -> None:
    told = offices([seen("President", "2019-05-01")], "Q6279", "Joe Biden")
    assert [o.source for o in told if o.title == "President"] == ["kb", "1 report"]


def test_on_a_day_only_what_was_held_then() -> None:
    assert [o.title for o in offices([], "Q6279", "Joe Biden", date(2012, 1, 1))] == ["Vice President"]


def test_somebody_unknown_has_the_offices_of_reports() -> None:
    told = offices([seen("envoy", "2024-03-08"), seen("Envoy", "2024-03-09", None, 2)], "name:ana prado", "Ana Prado")
    assert [(o.title, str(o.start), str(o.end), o.source) for o in told] == [
        ("Envoy", "2024-03-08", "2024-03-09", "3 reports")
    ]
