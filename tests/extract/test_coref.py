"""Chains of mentions out of scores and features."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.extract import coref, labels
from dragoman.extract.coref import antecedents, chains, clusters, mention_bounds, mention_heads
from dragoman.extract.coref_features import FORMS, NAMES, pair_features, pair_forms, pronoun_class, seen
from dragoman.extract.coref_pairs import PairScores
from tests.extract.hand import SURE, blank, tag

NONE = np.zeros((len(FORMS) ** 2, len(NAMES)))


def test_word_heads_a_mention_when_that_is_likelier_than_not() -> None:
    scores = blank(3)
    tag(scores, "mention", 1, "person")
    tag(scores, "mention", 2, "place", logit=SURE - 1)
    assert mention_heads(scores) == {1: labels.MENTION.index("person")}


def test_types_together_may_make_a_mention() -> None:
    scores = blank(1)
    for kind in ("person", "organization", "place"):
        tag(scores, "mention", 0, kind, logit=SURE - 0.5)
    assert list(mention_heads(scores)) == [0]


def test_bounds_stay_inside_the_sentence() -> None:
    scores = blank(6)
    scores.blocks[0].bounds[0, 3, 0] = scores.blocks[0].bounds[1, 3, 5] = 20  # both in other sentences
    scores.blocks[0].bounds[0, 3, 2] = scores.blocks[0].bounds[1, 3, 4] = 15
    assert mention_bounds(scores, 3, (2, 5)) == (2, 5)


def test_bounds_in_a_later_window_are_document_indices() -> None:
    scores = blank(6, windows=[(0, 3), (3, 6)])
    scores.blocks[1].bounds[0, 1, 0] = 15
    assert mention_bounds(scores, 4, (3, 6)) == (3, 5)


def like(*groups: int) -> np.ndarray:
    """Vectors that agree within a group and are at odds between groups."""
    return np.eye(192)[list(groups)] * 40


def test_mention_goes_to_the_best_earlier_one() -> None:
    scores = blank(4)
    assert scores.anaphor is not None
    assert scores.antecedent is not None
    scores.anaphor[:], scores.antecedent[:] = like(0, 1, 0, 1), like(0, 1, 0, 1)
    scores.words["new"][:] = 1.0
    looks = [seen(["x"], 0, "NOUN", "NN", 1, 0)] * 4
    assert antecedents(scores, [0, 1, 2, 3], looks, NONE) == [None, None, 0, 1]


def test_nothing_likelier_than_new_is_new() -> None:
    scores = blank(2)
    scores.words["new"][:] = 3.0
    looks = [seen(["x"], 0, "NOUN", "NN", 1, 0)] * 2
    assert antecedents(scores, [0, 1], looks, NONE) == [None, None]


def test_features_decide_where_the_network_does_not() -> None:
    scores = blank(3)
    weights = NONE.copy()
    weights[:, NAMES.index("same words")] = 5.0
    looks = [seen([w], 0, "PROPN", "NNP", 1, 0) for w in ("Norland", "Sudland", "Norland")]
    assert antecedents(scores, [0, 1, 2], looks, weights)[2] == 0


@given(st.lists(st.floats(0, 0.99), min_size=1, max_size=20))
def test_chain_of_a_mention_is_that_of_what_it_refers_to(where: list[float]) -> None:
    links = [int(x * i) if i and x > 0.3 else None for i, x in enumerate(where)]
    numbers = chains(links)
    for i, j in enumerate(links):
        assert numbers[i] == (i if j is None else numbers[j])
        assert numbers[numbers[i]] == numbers[i]


def test_mentions_that_refer_to_each_other_become_a_cluster() -> None:
    scores = blank(4)
    for i in (0, 2):
        tag(scores, "mention", i, "person")
    assert scores.anaphor is not None
    assert scores.antecedent is not None
    scores.anaphor[:], scores.antecedent[:] = like(0, 0, 0, 0), like(0, 0, 0, 0)
    found, types = clusters(scores, ["Berg", "left", "she", "said"], [(0, 4)], ["PROPN", "VERB", "PRON", "VERB"],
                            ["NNP", "VBD", "PRP", "VBD"], NONE)
    assert found == [[(0, 1), (2, 3)]]
    assert types == {(0, 1): "person", (2, 3): "person"}


def test_no_mentions_make_no_clusters() -> None:
    assert clusters(blank(2), ["It", "rains"], [(0, 2)], ["PRON", "VERB"], ["PRP", "VBZ"], NONE) == ([], {})


def on(feature: str, *looks: object) -> bool:
    return bool(pair_features(list(looks))[NAMES.index(feature), len(looks) - 1, 0])  # type: ignore[arg-type]


def test_features_see_what_two_mentions_share() -> None:
    state = seen(["the", "United", "Nations"], 2, "PROPN", "NNPS", 3, 0)
    acronym = seen(["UN"], 0, "PROPN", "NNP", 3, 5)
    he, she = (seen([w], 0, "PRON", "PRP", 1, 1) for w in ("he", "she"))
    assert on("acronym", state, acronym)
    assert on("within 10 sentences", state, acronym)
    assert on("same type", state, acronym)
    assert on("gender differs", he, she)
    assert not on("same pronoun", he, she)
    assert on("same words", seen(["the", "talks"], 1, "NOUN", "NNS", 4, 0), seen(["talks"], 0, "NOUN", "NNS", 4, 9))
    name, first = seen(["Ann", "Lee"], 1, "PROPN", "NNP", 1, 0), seen(["Ann"], 0, "PROPN", "NNP", 1, 2)
    assert on("head in the other", name, first)
    assert on("number differs", seen(["envoys"], 0, "NOUN", "NNS", 1, 0), seen(["envoy"], 0, "NOUN", "NN", 1, 0))


def test_pronouns_have_a_class() -> None:
    assert [pronoun_class(w) for w in ("He", "her", "its", "they", "We", "yours", "envoy")] == [1, 2, 3, 4, 5, 6, 0]


@given(st.lists(st.tuples(st.sampled_from(["Una Berg", "she", "talks", "both sides", "UN"]), st.integers(0, 12)),
                min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_every_pair_lies_in_one_band_of_distance(given_: list[tuple[str, int]]) -> None:
    order = sorted(given_, key=lambda x: x[1])
    looks = [seen(w.split(), len(w.split()) - 1, "PRON" if w == "she" else "NOUN", "NN", 1, s) for w, s in order]
    features = pair_features(looks)
    n = len(looks)
    below = np.tril(np.ones((n, n), bool), -1)
    assert (features[1:6].sum(0)[below] == 1).all()


_LOOKS = st.tuples(
    st.lists(st.sampled_from("the United Nations UN minister ministers Lee 's she".split()), min_size=1, max_size=4),
    st.sampled_from([("NOUN", "NN"), ("NOUN", "NNS"), ("PROPN", "NNP"), ("PRON", "PRP"), ("DET", "DT")]),
    st.integers(1, 3), st.sampled_from([0, 0, 1, 2, 5, 15]),
)


@given(st.lists(_LOOKS, min_size=1, max_size=12), st.integers(1, 12))
@settings(max_examples=60, deadline=None)
def test_scores_of_pairs_are_the_weights_of_their_features(
    given_: list[tuple[list[str], tuple[str, str], int, int]], rows: int
) -> None:
    looks, sentence = [], 0
    for words, tags, kind, gap in given_:
        sentence += gap
        looks.append(seen(words, len(words) - 1, *tags, kind, sentence))
    weights = np.random.default_rng(0).normal(size=(len(FORMS) ** 2, len(NAMES)))
    one_by_one = np.einsum("ijf,fij->ij", weights[pair_forms(looks)], pair_features(looks))
    scores = PairScores(looks, weights)
    for first in range(0, len(looks), rows):
        last = min(first + rows, len(looks))
        earlier = np.arange(last)[None, :] < np.arange(first, last)[:, None]
        assert np.allclose(scores.rows(first, last)[earlier], one_by_one[first:last, :last][earlier], atol=1e-4)


def test_long_texts_are_chained_as_short_ones_are(monkeypatch: pytest.MonkeyPatch) -> None:
    scores = blank(40)
    assert scores.anaphor is not None
    assert scores.antecedent is not None
    of = [(i * i) % 7 for i in range(40)]
    scores.anaphor[:], scores.antecedent[:] = like(*of), like(*of)
    looks = [seen([f"x{n}"], 0, "PROPN", "NNP", 1, i) for i, n in enumerate(of)]
    whole = antecedents(scores, list(range(40)), looks, NONE)
    monkeypatch.setattr("dragoman.extract.coref._ROWS", 7)
    assert antecedents(scores, list(range(40)), looks, NONE) == whole
    assert any(j is not None for j in whole)


def test_a_long_text_takes_little_memory() -> None:
    many = 20_000
    looks = [seen([f"x{i % 50}"], 0, "PROPN", "NNP", 1 + i % 3, i // 5) for i in range(many)]
    scores, first = PairScores(looks, NONE), many - coref._ROWS
    tracemalloc.start()
    scores.rows(first, many)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100_000_000
