"""Windows: every word once, whole sentences, never more pieces than the encoder takes."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import WhitespaceSplit

from dragoman.extract.windows import CLS, LONGEST, PIECES_OF_WORD, SEP, UNKNOWN, pack


def letters() -> Tokenizer:
    """A tokenizer with a piece for every lower-case letter, so that a word has as many pieces as letters."""
    vocabulary = {"[UNK]": UNKNOWN}
    for i, c in enumerate(string.ascii_lowercase):
        vocabulary |= {c: 1000 + i, f"##{c}": 2000 + i}
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    return tokenizer


TOKENIZER = letters()


@st.composite
def documents(draw: st.DrawFn) -> tuple[list[str], list[tuple[int, int]]]:
    sizes = draw(st.lists(st.integers(1, 12), min_size=1, max_size=8))
    words = [draw(st.text("abc", min_size=1, max_size=10)) for _ in range(sum(sizes))]
    bounds, first = [], 0
    for n in sizes:
        bounds.append((first, first + n))
        first += n
    return words, bounds


@given(documents(), st.integers(10, 60))
@settings(max_examples=60, deadline=None)
def test_windows_hold_every_word_once_and_in_order(
    document: tuple[list[str], list[tuple[int, int]]], limit: int
) -> None:
    words, bounds = document
    windows = pack(TOKENIZER, words, bounds, limit=limit)
    assert [i for w in windows for i in range(w.first, w.last)] == list(range(len(words)))
    assert [s for w in windows for s in w.sentences] == bounds
    for w in windows:
        assert len(w.pieces) <= limit or len(w.sentences) == 1
        assert w.pieces[0] == CLS
        assert w.pieces[-1] == SEP
        assert len(w.case) == len(w.pieces)
        assert [w.pieces[i] for i in w.starts] == [1000 + ord(words[k][0]) - 97 for k in range(w.first, w.last)]


def test_sentences_are_packed_while_they_fit() -> None:
    windows = pack(TOKENIZER, ["ab"] * 9, [(0, 3), (3, 6), (6, 9)], limit=14)
    assert [w.sentences for w in windows] == [((0, 3), (3, 6)), ((6, 9),)]


def test_sentence_longer_than_the_encoder_takes_is_cut() -> None:
    windows = pack(TOKENIZER, ["abcd"] * 200, [(0, 200)])
    assert [i for w in windows for i in range(w.first, w.last)] == list(range(200))
    assert all(len(w.pieces) <= LONGEST + 2 for w in windows)


def test_pieces_know_their_sentence_and_the_ends_belong_to_all() -> None:
    (first, second) = pack(TOKENIZER, ["ab", "c", "def", "g", "hi"] + ["k"] * 12, [(0, 2), (2, 5), (5, 17)], limit=14)
    assert first.parts == [0, 1, 1, 1, 2, 2, 2, 2, 2, 2, 0]
    assert second.parts == [0, *[1] * 12, 0]


def test_endless_word_is_read_by_its_first_pieces() -> None:
    (window,) = pack(TOKENIZER, ["a" * 90, "b"], [(0, 2)])
    assert len(window.pieces) == 2 + PIECES_OF_WORD + 1


def test_word_without_any_piece_is_unknown() -> None:
    (window,) = pack(TOKENIZER, ["é", ""], [(0, 2)])
    assert window.pieces == (CLS, UNKNOWN, UNKNOWN, SEP)


def test_case_of_a_word_is_that_of_all_its_pieces() -> None:
    tokenizer = letters()
    tokenizer.normalizer = Lowercase()
    (window,) = pack(tokenizer, ["ab", "Ab", "AB", "a1"], [(0, 4)])
    assert window.case[:7] == (0, 1, 1, 2, 2, 3, 3)


@pytest.mark.parametrize("words", [[], ()])
def test_nothing_to_read_needs_no_window(words: list[str]) -> None:
    assert pack(TOKENIZER, words, []) == []
