"""Sentence boundaries: exact offsets in everything that stands in wire copy."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extract.sentences import sentences

# Each case: the sentences as they should come out; they are joined by what stands between them.
CASES = {
    "plain": ["Lavrov met Fidan.", "They talked."],
    "title before a name": ["Gen. Mark Milley spoke to Lt. Col. Reyes.", "He left."],
    "country abbreviation before its noun": ["The U.S. Navy sailed through.", "Nobody was hurt."],
    "country abbreviation at the end": ["He arrived from the U.S.", "The visit lasts two days."],
    "town and state at the end": [
        "They met in Washington, D.C.", "Secretary Berg thanked the hosts in Albany, N.Y.", "Norland agreed."],
    "body of a town and state": ["They met the Washington, D.C. National Guard.", "The U.S. Secretary left."],
    "month before a day": ["Talks open on Sept. 3 in Doha.", "Egypt sends Mr. Kamel."],
    "number": ["Resolution No. 5 was vetoed by the council.", "It said no.", "Five members abstained."],
    "clock": ["The strike came at 4 a.m. Friday.", "It hit at 5 p.m.", "Officials fled."],
    "initials": ["J. D. Vance and George H. W. Bush met.", "It rained."],
    "company": ["Apple Inc. Chief Executive Tim Cook went to Beijing.", "He met Li."],
    "stop inside a closing quote": ["“We will not yield.”", "The minister left."],
    "question inside a quote, then its speaker": ["“Will they come?” Foreign Minister Qin Gang asked.", "Nobody knew."],
    "question inside a quote, then a pronoun": ["“Will they come?” he asked.", "Nobody knew."],
    "straight quotes": ['"We agreed."', '"We did not," said the other.'],
    "quotation of several sentences": ["“First we talk.", "Then we sign,” he said."],
    "ellipsis inside": ["He said the talks were ... constructive.", "Then he left."],
    "ellipsis at the end": ["The rest is silence…", "Nobody spoke."],
    "dateline": ["BEIJING, June 19 (Reuters) - Blinken met Wang on Monday.", "They shook hands."],
    "dateline with a stop": ["MOSCOW, April 2. /TASS/. Russia will close the office.", "It gave no date."],
    "dateline of a US state": ["INDEPENDENCE, Mo. (AP) -- Poland joined NATO.", "It was Friday."],
    "decimal": ["Prices rose 3.5 percent.", "Output fell 1.2."],
    "Arabic name": ["Three died.", "al-Shabab said it did it."],
    "bracketed sentence": ["They left.", "(Nobody was told.)", "It rained."],
    "numbers of a list": ["1. Troops would withdraw.", "The border would open."],
    "possessive starter": ["He is from the U.S.", "It’s his home."],
}


@pytest.mark.parametrize("expected", CASES.values(), ids=CASES.keys())
def test_sentences_of_a_paragraph(expected: list[str]) -> None:
    text = " ".join(expected)
    assert [s.of(text) for s in sentences(text)] == expected


LINES = {
    "headline without a stop": "Blinken may meet Xi\n\nThe secretary arrived.",
    "masthead, headline and byline": "| 12 April 2024, Friday |\nBlinken may meet Xi\nBy Ann Lee\nHe arrived.",
    "bullets": "The plan:\n• Troops withdraw\n• Prisoners go home\n- Aid enters",
    "upper-case lines": "TALKS STALL\nNO DATE SET\nBoth sides blamed each other for it in long statements on Monday.",
    "outlet line": "The talks ended.\n\n\n  • Asharq Al-Awsat",
}


@pytest.mark.parametrize("text", LINES.values(), ids=LINES.keys())
def test_each_line_is_a_sentence(text: str) -> None:
    assert [s.of(text) for s in sentences(text)] == [line.strip() for line in text.splitlines() if line.strip()]


def test_a_sentence_goes_on_over_the_lines_of_wrapped_text() -> None:
    text = (
        "The two sides agreed on Tuesday to reopen the crossing at\n"
        "Torkham, which Pakistan had closed after a clash between\n"
        "border guards. Trucks had been waiting since the weekend,\n"
        "Afghan officials said, and food was spoiling in the heat."
    )
    found = [s.of(text) for s in sentences(text)]
    assert len(found) == 2
    assert found[0].endswith("border guards.")


def test_a_line_break_before_a_lower_case_word_does_not_end_a_sentence() -> None:
    assert len(sentences("The two sides agreed on Tuesday\nto reopen the crossing.")) == 1


@given(st.text(alphabet="AbU.S? !\n“”'\"(…1-•\t", max_size=80))
def test_spans_cover_everything_but_space_once_and_in_order(text: str) -> None:
    found = sentences(text)
    assert [s.start for s in found] == sorted(s.start for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join("".join(s.of(text).split()) for s in found) == "".join(text.split())
    assert all(s.of(text) == s.of(text).strip() for s in found)
