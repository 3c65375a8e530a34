"""EDTF both ways."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.edtf import from_edtf, to_edtf, when_of
from dragoman.model import When

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(9989, 12, 31))


@pytest.mark.parametrize(("first", "last", "edtf"), [
    ("2023-06-19", "2023-06-19", "2023-06-19"),
    ("2024-02-01", "2024-02-29", "2024-02"),
    ("2023-01-01", "2023-12-31", "2023"),
    ("1990-01-01", "1999-12-31", "199X"),
    ("1900-01-01", "1999-12-31", "19XX"),
    ("2023-07-01", "2023-09-30", "2023-35"),
    ("2023-01-01", "2023-06-30", "2023-40"),
    ("2023-12-01", "2024-02-29", "2023-24"),
    ("2023-06-19", "2023-06-25", "2023-06-19/2023-06-25"),
    (None, "2023-06-19", "/2023-06-19"),
    ("2023-06-19", None, "2023-06-19/"),
])
def test_days_are_written_as_short_as_they_can_be(first: str | None, last: str | None, edtf: str) -> None:
    when = When(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)
    assert to_edtf(when) == edtf
    assert from_edtf(edtf) == When(when.earliest, when.latest, edtf)


@given(DAYS, st.integers(0, 4000))
def test_any_interval_comes_back_as_it_was(first: date, length: int) -> None:
    when = when_of(first, first + timedelta(length))
    assert when.edtf
    assert from_edtf(when.edtf) == when


@given(st.one_of(st.none(), DAYS), st.one_of(st.none(), DAYS))
def test_open_ends_come_back_as_they_were(first: date | None, last: date | None) -> None:
    if first and last and last < first:
        first, last = last, first
    when = when_of(first, last)
    assert (when.edtf is None) == (first is None and last is None)
    if when.edtf:
        assert from_edtf(when.edtf) == when


@pytest.mark.parametrize(("text", "first", "last"), [
    ("2023-06-19?", "2023-06-19", "2023-06-19"),
    ("2023~", "2023-01-01", "2023-12-31"),
    ("2023-XX", "2023-01-01", "2023-12-31"),
    ("2023-06-XX", "2023-06-01", "2023-06-30"),
    ("2023-05/2023-07", "2023-05-01", "2023-07-31"),
    ("../2023-07", None, "2023-07-31"),
])
def test_other_spellings_are_read(text: str, first: str | None, last: str | None) -> None:
    when = from_edtf(text)
    assert (str(when.earliest) if when.earliest else None) == first
    assert str(when.latest) == last


@pytest.mark.parametrize("text", ["", "yesterday", "2023-13", "2023-02-30", "99X", "2023-07/2023-05", "23-06-19"])
def test_what_is_no_edtf_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        from_edtf(text)


def test_an_interval_that_ends_before_it_starts_has_no_edtf() -> None:
    with pytest.raises(ValueError, match="after the last"):
        when_of(date(2023, 6, 19), date(2023, 6, 18))
