"""Cues with their sources and contents out of scores."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.extract.attributions import attributions, runs, smooth
from dragoman.extract.scores import Scores
from tests.extract.hand import attach, blank, tag


def cue(scores: Scores, anchor: int, *others: int) -> None:
    tag(scores, "cue", anchor, "anchor")
    for i in others:
        tag(scores, "cue", i, "other")


def test_planted_attribution_is_found() -> None:
    # the envoy | had said | talks may resume
    scores = blank(7)
    cue(scores, 3, 2)
    attach(scores, [0, 1], 3, "source")
    attach(scores, [4, 5, 6], 3, "content")
    (found,) = attributions(scores, sense="ours")
    assert (found.anchor, found.cue, found.source, found.content) == (3, (2, 3), (0, 1), (4, 5, 6))


def test_senses_have_their_own_heads() -> None:
    scores = blank(3)
    tag(scores, "cue_wide", 1, "anchor")
    attach(scores, [2], 1, "content_wide")
    assert attributions(scores, sense="ours") == []
    assert attributions(scores, sense="wide")[0].content == (2,)


def test_unlikely_cue_is_none() -> None:
    scores = blank(3)
    tag(scores, "cue", 1, "anchor", logit=7.0)  # against 9 for none: 12 %
    assert attributions(scores, sense="ours") == []


def test_two_anchors_side_by_side_are_one_cue_at_the_likelier() -> None:
    scores = blank(4)
    tag(scores, "cue", 1, "anchor", logit=11.0)
    tag(scores, "cue", 2, "anchor", logit=13.0)
    attach(scores, [3], 2, "content")
    (found,) = attributions(scores, sense="ours")
    assert found.anchor == 2


def test_doubtful_word_inside_content_belongs_to_it() -> None:
    scores = blank(8)
    cue(scores, 0)
    attach(scores, [1, 2, 3, 5, 6, 7], 0, "content")
    attach(scores, [4], 0, "content", logit=8.5)  # a little less likely than none
    assert attributions(scores, sense="ours")[0].content == (1, 2, 3, 4, 5, 6, 7)


def test_content_may_end_at_a_sentence_end_without_cost() -> None:
    scores = blank(6)
    cue(scores, 0)
    attach(scores, [1, 2, 3], 0, "content")
    attach(scores, [4, 5], 0, "content", logit=8.7)  # barely none: held on to, unless a sentence begins at 4
    assert attributions(scores, sense="ours")[0].content == (1, 2, 3, 4, 5)
    assert attributions(scores, sense="ours", breaks=frozenset({4}))[0].content == (1, 2, 3)


def test_of_two_stretches_the_likelier_is_the_source() -> None:
    scores = blank(9)
    cue(scores, 4)
    attach(scores, [0], 4, "source", logit=12.0)
    attach(scores, [6, 7, 8], 4, "source")
    assert attributions(scores, sense="ours")[0].source == (6, 7, 8)


def test_gap_of_one_word_in_a_source_is_closed() -> None:
    scores = blank(6)
    cue(scores, 4)
    attach(scores, [0, 1, 3], 4, "source", logit=25.0)
    scores.blocks[0].attach[2, 2, 0] = 40.0  # word 2 is no source, beyond doubt
    assert attributions(scores, sense="ours")[0].source == (0, 1, 2, 3)


def test_words_of_a_cue_are_no_content() -> None:
    scores = blank(4)
    cue(scores, 1, 2)
    attach(scores, [1, 2, 3], 1, "content")
    assert attributions(scores, sense="ours")[0].content == (3,)


def test_cues_of_later_windows_count_from_the_start_of_the_document() -> None:
    scores = blank(8, windows=[(0, 4), (4, 8)])
    cue(scores, 5)
    attach(scores, [4], 5, "source")
    attach(scores, [6, 7], 5, "content")
    (found,) = attributions(scores, sense="ours")
    assert (found.anchor, found.source, found.content) == (5, (4,), (6, 7))


@given(st.integers(0, 2**32 - 1), st.integers(2, 14))
@settings(max_examples=80, deadline=None)
def test_no_word_is_content_of_two_cues_or_of_its_own(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    scores = blank(n)
    scores.words["cue"][:] = rng.normal(0, 4, (n, 3))
    scores.blocks[0].attach[:] = rng.normal(0, 4, scores.blocks[0].attach.shape)
    found = attributions(scores, sense="ours")
    contents = [i for a in found for i in a.content]
    assert len(contents) == len(set(contents))
    for a in found:
        assert a.anchor in a.cue
        assert not set(a.content) & set(a.cue)
        assert all(0 <= i < n for i in (*a.cue, *a.source, *a.content))
        assert list(a.source) == list(range(a.source[0], a.source[-1] + 1)) if a.source else True


@given(st.integers(0, 2**32 - 1), st.integers(1, 6), st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_smoothing_finds_the_cheapest_path(seed: int, n: int, k: int) -> None:
    rng = np.random.default_rng(seed)
    log, free = rng.normal(0, 2, (n, k)), rng.random(n) < 0.3

    def worth(path: tuple[int, ...]) -> float:
        changes = sum(0.7 for i in range(1, n) if path[i] != path[i - 1] and not free[i])
        return float(sum(log[i, p] for i, p in enumerate(path))) - changes

    best = max(worth(p) for p in itertools.product(range(k), repeat=n))
    assert abs(worth(tuple(smooth(log, free, 0.7).tolist())) - best) < 1e-9


@given(st.sets(st.integers(0, 30)))
def test_runs_cover_the_words_and_nothing_else(words: set[int]) -> None:
    found = runs(tuple(sorted(words)))
    assert {i for a, b in found for i in range(a, b + 1)} == words
    assert all(b + 1 < a for (_, b), (a, _) in itertools.pairwise(found))
