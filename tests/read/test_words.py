"""Words are exact slices of the text: nothing but white space lies between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extract.tokens import words

CASES = {
    "The U.S. didn’t go.": ["The", "U.S.", "did", "n’t", "go", "."],
    "China's “candid” talks": ["China", "'s", "“", "candid", "”", "talks"],
    "7-1/2 hours, 3.5 percent": ["7", "-", "1/2", "hours", ",", "3.5", "percent"],
    "Gen. Li said (Reuters) -": ["Gen.", "Li", "said", "(", "Reuters", ")", "-"],
    "cannot, won't": ["can", "not", ",", "wo", "n't"],
    "Sept. 3": ["Sept.", "3"],
    "state-run": ["state", "-", "run"],
    "at 10:30 a.m.": ["at", "10:30", "a.m."],
}


@pytest.mark.parametrize("text", CASES)
def test_words_of_wire_copy(text: str) -> None:
    assert [text[a:b] for a, b in words(text)] == CASES[text]


@given(st.text(alphabet="aZ'’n.t U0-/:,\n“”€中", max_size=60))
def test_words_cover_everything_but_space_once(text: str) -> None:
    found = words(text)
    assert "".join(text[a:b] for a, b in found) == "".join(text.split())
    assert all(a < b for a, b in found)
    assert sorted(found) == found


@given(st.text(alphabet="ab. \n", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_words_of_a_part_stay_within_it(text: str, start: int, end: int) -> None:
    assert all(start <= a < b <= end for a, b in words(text, start, min(end, len(text))))
