"""Which statement holds some words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.extract.contents import Contents
from dragoman.model import Span, Statement


def said(id_: str, *content: Span) -> Statement:
    return Statement(id_, 0, None, None, None, tuple(content), "indirect")


def held(contents: Contents, start: int, end: int, *, besides: str | None = None) -> str | None:
    found = contents.innermost(Span(start, end), besides=besides)
    return found.id if found else None


def test_words_are_held_by_the_innermost_statement_around_them() -> None:
    contents = Contents((said("s1", Span(0, 40)), said("s2", Span(10, 30)), said("s3", Span(50, 60))))
    assert held(contents, 12, 15) == "s2"
    assert held(contents, 12, 15, besides="s2") == "s1"
    assert held(contents, 32, 35) == "s1"
    assert held(contents, 28, 33) == "s1"  # reaches out of the inner one
    assert held(contents, 45, 48) is None


def test_nothing_is_held_where_nothing_is_said() -> None:
    assert held(Contents(()), 0, 5) is None


_SPANS = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda s: Span(s[0], s[0] + s[1]))


@given(st.lists(st.lists(_SPANS, min_size=1, max_size=3), max_size=6), _SPANS)
def test_the_answer_is_that_of_looking_at_every_statement(given_: list[list[Span]], asked: Span) -> None:
    statements = [said(f"s{n}", *spans) for n, spans in enumerate(given_)]
    around = [s for s in statements if any(c.contains(asked) for c in s.content)]
    least = min(around, key=lambda s: sum(c.end - c.start for c in s.content), default=None)
    assert Contents(statements).innermost(asked) == least
