"""Quotations that stay whole, whatever the encoder makes of single words."""

from __future__ import annotations

import pytest

from dragoman.extract.attributions import Attribution
from dragoman.extract.quotations import quotations
from dragoman.extract.quoted import quoted_words, whole
from tests.build import build


def contents(text: str, *given: tuple[str, str]) -> list[str]:
    """The content of each attribution after `whole`; given as (cue, words that the encoder gave it)."""
    doc = build(text)
    forms = [doc.text[w.start : w.end] for w in doc.words]
    found = []
    for cue, words in given:
        anchor = forms.index(cue)
        found.append(Attribution(anchor, (anchor,), (), tuple(forms.index(w) for w in words.split()), 1.0))
    made = whole(found, quoted_words(doc.text, [w.start for w in doc.words], quotations(doc.text)))
    return [" ".join(forms[i] for i in a.content if forms[i].isalnum()) for a in made]


def test_quotation_of_which_a_word_is_missed_is_still_whole() -> None:
    assert contents("“Talks end today,” Una said.", ("said", "Talks today")) == ["Talks end today"]


def test_second_half_is_of_the_one_named_between() -> None:
    found = contents("“Talks ended,” Una said. “More may follow.” Bo added that rain fell.",
                     ("said", "Talks ended"), ("added", "More may follow rain fell"))
    assert found == ["Talks ended More may follow", "rain fell"]


def test_second_quotation_with_a_speaker_of_its_own_is_his() -> None:
    found = contents("“Talks ended,” Una said. “More may follow,” Bo added.",
                     ("said", "Talks ended"), ("added", "More may follow"))
    assert found == ["Talks ended", "More may follow"]


def test_next_paragraph_is_no_second_half() -> None:
    assert contents("“Talks ended,” Una said.\n\n“More may follow.”", ("said", "Talks ended")) == ["Talks ended"]


def test_statement_inside_a_quotation_keeps_its_own_words() -> None:
    found = contents("“Bo claims victory today,” Una said.", ("said", "Bo claims today"), ("claims", "victory"))
    assert found == ["Bo claims victory today", "victory"]


@pytest.mark.parametrize("text", ["", "“”", "No marks at all."])
def test_text_without_quotations_changes_nothing(text: str) -> None:
    assert quoted_words(text, [0] if text else [], quotations(text)) == []
