"""Datelines: where they end, and that their words belong to no clause."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.extract.datelines import dateline_end, dateline_places, dateline_words, part_dateline
from dragoman.model import Document
from tests.build import build

SAID = "The envoys met."


@pytest.mark.parametrize(("line", "wanted"), [
    ("ADA, Norland – ", 4), ("PORT ADA - ", 3), ("ADA, May 5 (AP) — ", 8), ("ADA (Norpress) — ", 5),
    ("BREAKING NEWS: ", 0), ("NATO and Norland - ", 0), ("Ada Berg – ", 0), ("", 0),
])
def test_dateline_ends_at_its_dash(line: str, wanted: int) -> None:
    doc = build(line + SAID)
    assert dateline_words(doc.text, doc.sentences[0], [w.start for w in doc.words]) == wanted


def test_dateline_stands_only_at_the_head_of_a_line() -> None:
    doc = build("It rained. ADA, Norland – The envoys met.")
    assert dateline_words(doc.text, doc.sentences[1], [w.start for w in doc.words]) == 0


def parted(text: str, heads: list[int], size: int) -> Document:
    doc = build(text)
    relations = ["root" if h < 0 else "nsubj" for h in heads]
    part_dateline(heads, relations, 0, size, len(doc.words))
    return replace(doc, words=tuple(replace(w, head=h, deprel=r)
                                    for w, h, r in zip(doc.words, heads, relations, strict=True)))


def test_clause_behind_a_dateline_keeps_its_root_and_loses_the_town() -> None:
    #              ADA , Norland – The envoys met .
    doc = parted("ADA, Norland – The envoys met.", [6, 0, 5, 2, 5, 6, -1, 6], 4)
    assert [w.head for w in doc.words] == [6, 0, 0, 0, 5, 6, -1, 6]
    assert dateline_end(doc, doc.sentences[0]) == 4
    assert [doc.text[doc.words[a].start : doc.words[b - 1].end] for a, b in dateline_places(doc)] == ["ADA", "Norland"]


def test_root_that_was_seen_in_the_dateline_moves_behind_it() -> None:
    doc = parted("ADA, Norland – The envoys met.", [-1, 0, 0, 0, 5, 6, 0, 6], 4)
    assert [n for n, w in enumerate(doc.words) if w.head < 0] == [6]
