"""Laws that hold for any text."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.codebook.time_words import VOCABULARY
from dragoman.edtf import from_edtf
from dragoman.extract.timexes import find

_PIECES = st.one_of(
    st.sampled_from(sorted(VOCABULARY)),
    st.sampled_from(["Monday", "May", "3", "31", "2019", "1990s", "-", ",", ".", "\n\n", "10:30", "p.m.", "’s", "Q3"]),
    st.text(max_size=6),
)
TEXTS = st.lists(_PIECES, max_size=30).map(" ".join)
DAYS = st.one_of(st.none(), st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))


@settings(max_examples=300, deadline=None)
@given(TEXTS, DAYS)
def test_expressions_are_slices_in_order_and_never_overlap(text: str, day: date | None) -> None:
    found = find(text, dct=day)
    ends = 0
    for each in found:
        assert ends <= each.span.start < each.span.end <= len(text)
        ends = each.span.end
        if each.when.earliest and each.when.latest:
            assert each.when.earliest <= each.when.latest
        if each.when.edtf:
            assert from_edtf(each.when.edtf).earliest == each.when.earliest
    assert [t.id for t in found] == [f"t{n}" for n in range(1, len(found) + 1)]


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_the_reference_changes_values_not_spans(text: str, day: date) -> None:
    assert [(t.span, t.kind, t.rule) for t in find(text, dct=day)] == [(t.span, t.kind, t.rule) for t in find(text)]


@pytest.mark.parametrize("unit", ["1 2 3 ", "the last ", "Monday, ", "A B C ", "May 5 – ", "two and ", "every other "])
def test_long_runs_of_time_words_take_linear_time(unit: str) -> None:
    short, long = unit * 500, unit * 4000
    begun = time.process_time()
    find(short)
    middle = time.process_time()
    find(long)
    spent = time.process_time() - middle
    assert spent < 40 * max(middle - begun, 0.02)
