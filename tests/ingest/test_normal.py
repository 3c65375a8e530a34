from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ingest.normal import normalise, one_line


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("e\u0301lan", "élan"),
        ("10\u00a0km\u202fhigh", "10 km high"),
        ("zero\u200bwidth\ufeff soft\u00adhyphen", "zerowidth softhyphen"),
        ("end  \nnext \t\n", "end\nnext"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("a\n \t \nb", "a\n\nb"),
        ("“quotes” ‘stay’ – as — they… are", "“quotes” ‘stay’ – as — they… are"),
        ("nul\x00 bell\x07", "nul bell"),
        ("half \ud83d character", "half \ufffd character"),
        ("whole \ud83d\ude00 character", "whole \U0001f600 character"),
        ("  indented", "indented"),
        ("line\u2028break\u2029paragraph", "line\nbreak\n\nparagraph"),
    ],
)
def test_text_is_made_tidy(raw: str, text: str) -> None:
    assert normalise(raw) == text


@given(st.text())
def test_normalising_again_changes_nothing(raw: str) -> None:
    once = normalise(raw)
    assert normalise(once) == once
    assert once == unicodedata.normalize("NFC", once)
    assert once == once.strip()
    once.encode()


@given(st.text(alphabet=st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1))
def test_text_without_spaces_is_left_alone(raw: str) -> None:
    assert normalise(raw) == raw


def test_a_title_is_one_line() -> None:
    assert one_line(" Envoys \n meet\u00a0again ") == "Envoys meet again"
    assert one_line(" \n") is None
    assert one_line(None) is None
