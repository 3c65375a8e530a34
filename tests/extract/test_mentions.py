"""Spans out of BIO scores, and mentions out of spans, heads and syntax."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.extract import labels
from dragoman.extract.mentions import best_path, mentions, spans_of, transitions
from tests.extract.hand import at, document, tag

TAGS = labels.bio("PER", "LOC")


def scored(*best: str) -> np.ndarray:
    out = np.zeros((len(best), len(TAGS)))
    for i, name in enumerate(best):
        out[i, TAGS.index(name)] = 5
    return out


def test_spans_begin_at_b_and_run_on() -> None:
    assert spans_of(scored("B-PER", "I-PER", "O", "B-LOC"), TAGS) == [(0, 2, "PER"), (3, 4, "LOC")]


def test_two_names_side_by_side_stay_two() -> None:
    assert spans_of(scored("B-PER", "B-PER"), TAGS) == [(0, 1, "PER"), (1, 2, "PER")]


def test_inside_without_a_beginning_becomes_the_next_best_sequence() -> None:
    scores = scored("O", "I-PER", "O")
    scores[1, TAGS.index("B-PER")] = 4
    assert spans_of(scores, TAGS) == [(1, 2, "PER")]


def test_nothing_but_outside_has_no_span() -> None:
    assert spans_of(scored("O", "O"), TAGS) == []
    assert spans_of(np.zeros((0, len(TAGS))), TAGS) == []


@given(st.integers(0, 2**32 - 1), st.integers(1, 5))
@settings(max_examples=60, deadline=None)
def test_path_is_the_best_of_all_well_formed_ones(seed: int, n: int) -> None:
    scores = np.random.default_rng(seed).normal(0, 3, (n, len(TAGS)))
    allowed = transitions(TAGS)

    def worth(path: tuple[int, ...]) -> float:
        if TAGS[path[0]][0] == "I" or any(allowed[a, b] for a, b in itertools.pairwise(path)):
            return -np.inf
        return float(sum(scores[i, p] for i, p in enumerate(path)))

    best = max(worth(p) for p in itertools.product(range(len(TAGS)), repeat=n))
    assert abs(worth(tuple(best_path(scores, TAGS))) - best) < 1e-9


@given(st.integers(0, 2**32 - 1), st.integers(1, 12))
@settings(max_examples=60, deadline=None)
def test_spans_are_in_order_and_apart(seed: int, n: int) -> None:
    spans = spans_of(np.random.default_rng(seed).normal(0, 3, (n, len(TAGS))), TAGS)
    assert all(0 <= a < b <= n for a, b, _ in spans)
    assert all(b <= c for (_, b, _), (c, _, _) in itertools.pairwise(spans))


def test_name_is_a_mention_with_the_kind_of_its_head() -> None:
    doc = document("Una Berg met envoys .", syntax="Berg>Una:flat Una>met:nsubj envoys>met:obj met>ROOT",
                   upos="Una:PROPN Berg:PROPN met:VERB envoys:NOUN")
    tag(doc.scores, "names", 0, "B-PER")
    tag(doc.scores, "names", 1, "I-PER")
    tag(doc.scores, "mention", at(doc, "envoys"), "person")
    found = mentions(doc).mentions
    assert [(m.id, m.span.of(doc.text), m.kind, m.form, m.head) for m in found] == [
        ("m1", "Una Berg", "person", "name", 0), ("m2", "envoys", "person", "nominal", 3)]


def test_phrase_of_a_nominal_comes_from_the_tree() -> None:
    doc = document("The top diplomat left .", syntax="The>diplomat:det top>diplomat:amod diplomat>left:nsubj left>ROOT",
                   upos="The:DET top:ADJ diplomat:NOUN left:VERB")
    tag(doc.scores, "mention", at(doc, "diplomat"), "person")
    (found,) = mentions(doc).mentions
    assert found.span.of(doc.text) == "The top diplomat"


def test_persons_in_the_plural_are_a_group() -> None:
    doc = document("Officials left .", syntax="Officials>left:nsubj left>ROOT", upos="Officials:NOUN left:VERB")
    doc = replace(doc, words=(replace(doc.words[0], xpos="NNS"), *doc.words[1:]))
    tag(doc.scores, "mention", 0, "person")
    assert mentions(doc).mentions[0].kind == "group"


def test_things_and_ideas_are_no_mentions() -> None:
    doc = document("Hope rose .", syntax="Hope>rose:nsubj rose>ROOT", upos="Hope:NOUN rose:VERB")
    tag(doc.scores, "mention", 0, "abstract")
    assert mentions(doc).mentions == ()


def test_pronoun_is_a_mention_of_its_own_word() -> None:
    doc = document("She left .", syntax="She>left:nsubj left>ROOT", upos="She:PRON left:VERB")
    tag(doc.scores, "mention", 0, "person")
    (found,) = mentions(doc).mentions
    assert (found.form, found.span.of(doc.text)) == ("pronoun", "She")


@pytest.mark.parametrize("suffix_is_marked", [False, True])
def test_a_suffix_behind_a_comma_belongs_to_the_name(suffix_is_marked: bool) -> None:
    doc = document("Una Berg, Jr left Port Ada .", upos="Una:PROPN Berg:PROPN Jr:PROPN left:VERB Port:PROPN Ada:PROPN")
    tag(doc.scores, "names", 0, "B-PER")
    tag(doc.scores, "names", 1, "I-PER")
    if suffix_is_marked:
        tag(doc.scores, "names", at(doc, "Jr"), "B-PER")
    assert [m.span.of(doc.text) for m in mentions(doc).mentions] == ["Una Berg, Jr"]
