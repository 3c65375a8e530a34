"""What is seen of a pair of actors, and folds that keep sentences together."""

from __future__ import annotations

import numpy as np
import pytest

from bench.pair_features import Pair, pair_features, stem
from bench.plv import FOLDS, fit, folds
from dragoman.extract import labels
from dragoman.extract.scores import Scores, softmax
from tests.extract.hand import blank, role, tag

#: Norland | condemned | the | raid | by | Sudland
WORDS = ("Norland", "condemned", "the", "raid", "by", "Sudland")
PAIR = Pair(WORDS, (0,), (5,))


def scored() -> Scores:
    scores = blank(6)
    assert scores.heads is not None
    scores.heads[:] = [1, -1, 3, 1, 5, 3]
    tag(scores, "event", 1, "ACCUSE")
    tag(scores, "event", 3, "ASSAULT")
    return scores


def test_governing_word_and_way_between_are_named() -> None:
    tokens = pair_features(PAIR, scored()).tokens
    assert "top=condemned" in tokens
    assert {t for t in tokens if t.startswith("path=")} == {"path=condemned", "path=raid"}
    assert {t for t in tokens if t.startswith("between=")} == {f"between={w}" for w in WORDS[1:5]}


def test_trigger_linked_to_both_counts_most() -> None:
    types = len(labels.TYPES)
    scores = scored()
    role(scores, 1, 0, "actor")
    role(scores, 1, 5, "recipient")
    linked = pair_features(PAIR, scores).chances[:types]
    assert labels.TYPES[int(linked.argmax())] == "ACCUSE"
    other = scored()
    role(other, 3, 5, "actor")
    role(other, 3, 0, "recipient")
    turned = pair_features(Pair(WORDS, (5,), (0,)), other).chances[:types]
    assert labels.TYPES[int(turned.argmax())] == "ASSAULT"


def test_pair_without_words_still_has_features() -> None:
    found = pair_features(Pair(WORDS, (), ()), scored())
    assert found.vectors.shape == (4 * 384,)
    assert np.isfinite(found.chances).all()


def test_unread_sentence_is_refused() -> None:
    with pytest.raises(ValueError, match="no words"):
        pair_features(PAIR, Scores())


def test_inflections_share_a_stem() -> None:
    assert stem("accused") == stem("accuses") == stem("accusing")


def test_rows_of_a_sentence_share_a_fold_and_types_are_spread() -> None:
    rows = [{"text": f"{kind} {i // 2}", "type": kind} for kind in ("AID", "REJECT") for i in range(40)]
    found = folds(rows)
    assert all(found[i] == found[i + 1] for i in range(0, len(rows), 2))
    for kind in ("AID", "REJECT"):
        sizes = [sum(f == k and r["type"] == kind for f, r in zip(found, rows, strict=True)) for k in range(FOLDS)]
        assert max(sizes) - min(sizes) <= 2


def test_regression_learns_what_can_be_told_apart() -> None:
    rng = np.random.default_rng(0)
    y = np.arange(60) % 3
    x = np.eye(3)[y] + rng.normal(0, 0.1, (60, 3))
    weights = fit(x, y, 3)
    assert ((x @ weights[:-1] + weights[-1]).argmax(1) == y).all()
    assert softmax(x @ weights[:-1] + weights[-1]).max() < 1
