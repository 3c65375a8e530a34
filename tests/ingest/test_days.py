from __future__ import annotations

from datetime import date

import pytest

from dragoman.ingest.days import is_modification, read_day


@pytest.mark.parametrize(
    "words",
    [
        "2023-06-19",
        "2023-06-19T22:14:56+00:00",
        "2023-06-19 17:00",
        "2023/06/19",
        "20230619",
        "20230619T170000Z",
        "Mon, 19 Jun 2023 17:00:00 GMT",
        "19 June 2023",
        "19th June 2023",
        "Monday, June 19, 2023",
        "June 19, 2023",
        "Jun. 19, 2023 5:00 pm ET",
        "Monday 19 June 2023 17:00",
        "| 19 June 2023, Monday |",
        "Published: June 19, 2023",
        "Published on 19 June 2023 at 17:05 BST",
        "17:05, 19 June 2023",
        "19/06/2023",
        "06/19/2023",
        "19.06.2023",
        "Posted June 19, 2023",
        "  19   June\n2023 ",
    ],
)
def test_one_day_in_many_dresses(words: str) -> None:
    when = read_day(words)
    assert when is not None
    assert (when.earliest, when.latest, when.edtf) == (date(2023, 6, 19), date(2023, 6, 19), "2023-06-19")


def test_month_and_year_are_intervals() -> None:
    june, year = read_day("2023-06"), read_day("2023")
    assert june is not None
    assert year is not None
    assert (june.earliest, june.latest) == (date(2023, 6, 1), date(2023, 6, 30))
    assert (year.earliest, year.latest) == (date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Monday",
        "June 19",
        "05/06/2023",
        "2023-02-30",
        "2023-13-01",
        "99999999",
        "0001-01-01",
        "on 19 June 2023 he left",
        "19 June 2023 to 21 June 2023",
        "1234",
        "a" * 200,
        "12 34 56",
        "1 2 3 4",
        "\x00",
    ],
)
def test_what_is_no_single_day_is_none(words: str) -> None:
    assert read_day(words) is None


def test_same_day_and_month_number_is_a_day() -> None:
    when = read_day("06/06/2023")
    assert when is not None
    assert when.earliest == date(2023, 6, 6)


def test_labels_of_change_are_told_from_publication() -> None:
    assert is_modification("Updated: June 20, 2023")
    assert is_modification("Last modified 20 June 2023")
    assert not is_modification("Published June 20, 2023")
