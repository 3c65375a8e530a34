"""Words are folded alike in index and question, and marked in the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import BadQuestion
from dragoman.store.fulltext import Term, marks, parse, tokens


@pytest.mark.parametrize(
    ("passage", "found"),
    [
        ("Łódź, Tromsø and Iğdır", ["lodz", "tromso", "and", "igdir"]),
        ("the U.S.-led force’s 1,500 men", ["the", "u", "s", "led", "force", "s", "1", "500", "men"]),
        ("Straße in Málaga", ["strasse", "in", "malaga"]),
        ("snake_case", ["snake", "case"]),
        ("", []),
    ],
)
def test_tokens(passage: str, found: list[str]) -> None:
    assert tokens(passage) == found


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("Łódź talks", (Term(("lodz",)), Term(("talks",)))),
        ('"oil price" -china', (Term(("oil", "price")), Term(("china",), absent=True))),
        ("sanction*", (Term(("sanction",), prefix=True),)),
        ("U.S.", (Term(("u", "s")),)),
        ('-"trade war" tariff', (Term(("trade", "war"), absent=True), Term(("tariff",)))),
        ('"unclosed', (Term(("unclosed",)),)),
    ],
)
def test_questions(question: str, terms: tuple[Term, ...]) -> None:
    assert parse(question) == terms


@pytest.mark.parametrize("question", ["", "  ", "...", "-china", '""'])
def test_a_question_without_a_word_is_refused(question: str) -> None:
    with pytest.raises(BadQuestion, match="no word to look for"):
        parse(question)


@pytest.mark.parametrize(
    ("passage", "question", "found"),
    [
        ("Wałęsa spoke in Łódź; Wałęsa left.", "walesa", ["Wałęsa", "Wałęsa"]),
        ("New sanctions, then more Sanctions.", "sanction*", ["sanctions", "Sanctions"]),
        ("The oil price fell as oil flowed.", '"oil price"', ["oil price"]),
        ("The oil price fell.", "price -oil", ["price"]),
        ("U.S. troops", "u.s.", ["U.S"]),
        ("Die Straße", "strasse", ["Straße"]),
    ],
)
def test_marks_stand_in_the_original(passage: str, question: str, found: list[str]) -> None:
    assert [m.of(passage) for m in marks(passage, parse(question))] == found


@given(st.text(alphabet="aąbßŁøı 'é-.½ǅ", min_size=1, max_size=40), st.integers(0, 5))
def test_every_token_of_a_passage_is_found_in_it(passage: str, offset: int) -> None:
    for word in tokens(passage):
        found = marks(passage, (Term((word,)),), offset)
        assert found
        assert all(word in "".join(tokens(passage[m.start - offset : m.end - offset])) for m in found)
