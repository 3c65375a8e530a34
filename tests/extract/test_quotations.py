"""Where a report quotes."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extract.quotations import Quotation, quotations, share_inside, trimmed
from dragoman.model import Span


def quoted(text: str) -> list[str]:
    return [q.span.of(text) for q in quotations(text)]


@pytest.mark.parametrize("text", [
    'The envoy said "no deal" twice.', "The envoy said “no deal” twice.", "The envoy said «no deal» twice.",
    "The envoy said ``no deal'' twice.", "The envoy said „no deal” twice.",
])
def test_marks_of_every_kind_hold_a_quotation(text: str) -> None:
    assert quoted(text) == ["no deal"]
    assert quotations(text)[0].closed


def test_apostrophes_quote_nothing() -> None:
    assert quoted("The ministers' aide didn't say it was Norland's.") == []


def test_quotation_over_paragraphs_opens_each_and_closes_once() -> None:
    text = "“We are ready.\n\n“We shall wait,” she said."
    found = quotations(text)
    assert [q.span.of(text) for q in found] == ["We are ready.", "We shall wait,"]
    assert all(q.closed for q in found)


def test_quotation_never_closed_ends_with_its_paragraph() -> None:
    text = "“We are ready, she said.\n\nThe talks go on."
    (found,) = quotations(text)
    assert not found.closed
    assert found.span.of(text) == "We are ready, she said."


def test_new_quotation_ends_one_that_was_never_closed() -> None:
    text = "He called it “a start.\nShe called it “an end” later."
    assert [(q.span.of(text), q.closed) for q in quotations(text)] == [("a start.", False), ("an end", True)]


def test_straight_mark_before_a_space_opens_nothing() -> None:
    assert quoted('A 5" gun was shown.') == []


def test_empty_quotation_is_none() -> None:
    assert quoted('He said "" and left.') == []


def test_share_is_of_characters() -> None:
    quotes = (Quotation(Span(0, 5)),)
    assert share_inside(quotes, (Span(0, 10),)) == 0.5
    assert share_inside(quotes, (Span(0, 5),)) == 1.0
    assert share_inside(quotes, ()) == 0.0


@given(st.text(st.sampled_from("ab .,\n\"“”„«»‘’'`"), max_size=60))
def test_quotations_are_in_order_apart_and_hold_something(text: str) -> None:
    found = quotations(text)
    assert all(q.span.of(text).strip() for q in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
    assert all(0 <= q.span.start < q.span.end <= len(text) for q in found)


@pytest.mark.parametrize(("words", "kept"), [
    ("[Ten] years ago,", "[Ten] years ago"), ("the Development Bank (IDB).", "the Development Bank (IDB)"),
    ("(as he said)", "as he said"), ("“we met.”", "we met")])
def test_bracket_stays_where_its_other_half_does(words: str, kept: str) -> None:
    span = trimmed(words, Span(0, len(words)))
    assert span is not None
    assert span.of(words) == kept
