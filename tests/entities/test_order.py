"""Mentions found by place: the same as going through all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Span
from dragoman.resolve.entity_order import Order
from dragoman.resolve.entity_page import Page, Seen
from tests.build import build

DOC = build("Ada met Una in Port Ada. They and the envoys of Norland spoke. He left.")
PAGE = Page(DOC)
N = len(DOC.words)


def seen(first: int, last: int) -> Seen:
    span = Span(DOC.words[first].start, DOC.words[last - 1].end)
    return Seen(span, first, last, last - 1, None, "name", None, PAGE.sentence_of[last - 1])


spans = st.lists(st.tuples(st.integers(0, N - 1), st.integers(1, 4)).map(lambda t: (t[0], min(N, t[0] + t[1]))))


@given(spans, st.integers(0, N - 1), st.integers(0, N))
def test_what_is_found_is_what_a_search_of_all_finds(made: list[tuple[int, int]], word: int, last: int) -> None:
    mentions = sorted((seen(a, b) for a, b in made), key=lambda s: (s.span.start, -s.span.end))
    order = Order(PAGE, mentions)
    assert list(order.before(word)) == [m for m in reversed(mentions) if m.first < word]
    assert order.inside(word, last) == [m for m in mentions if word <= m.first and m.last <= last]
    assert list(order.starting(word)) == [m for m in mentions if m.first == word]
    for k in range(len(DOC.sentences)):
        assert list(order.of_sentence(k)) == [m for m in mentions if m.sentence == k]
