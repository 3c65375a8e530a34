"""The coreference measures, against figures worked out by hand from their definitions."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

pytest.importorskip("scipy")
_spec = importlib.util.spec_from_file_location(
    "coref_score", Path(__file__).parents[2] / "bench" / "coref_score.py"
)
assert _spec is not None
assert _spec.loader is not None
coref_score = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(coref_score)

GOLD = [{"a", "b", "c"}, {"d", "e"}, {"f"}]


def test_a_perfect_answer_scores_100() -> None:
    scores = coref_score.conll(GOLD, GOLD)
    assert {k: v for k, v in scores.items() if v != pytest.approx(100)} == {}


def test_measures_follow_their_definitions() -> None:
    answer = [{"a", "b"}, {"c", "d", "e"}, {"f"}]
    scores = coref_score.conll(GOLD, answer)
    # MUC: gold abc is cut into 2 parts (1 of 2 links kept), de is whole (1 of 1); likewise the other way.
    assert scores["muc_recall"] == pytest.approx(100 * 2 / 3)
    assert scores["muc_precision"] == pytest.approx(100 * 2 / 3)
    # B3 recall: a, b 2/3 each, c 1/3, d, e 1 each, f 1; precision: a, b 1; c 1/3; d, e 2/3; f 1.
    assert scores["b3_recall"] == pytest.approx(100 * (2 / 3 + 2 / 3 + 1 / 3 + 3) / 6)
    assert scores["b3_precision"] == pytest.approx(100 * (2 + 1 / 3 + 4 / 3 + 1) / 6)
    # CEAF-e: abc-ab 4/5, de-cde 4/5, f-f 1.
    assert scores["ceafe_f1"] == pytest.approx(100 * 2.6 / 3)


def test_one_big_cluster_has_full_recall_and_poor_precision() -> None:
    scores = coref_score.conll(GOLD, [{"a", "b", "c", "d", "e", "f"}])
    assert scores["muc_recall"] == pytest.approx(100)
    assert scores["b3_recall"] == pytest.approx(100)
    assert scores["b3_precision"] == pytest.approx(100 * (9 + 4 + 1) / 36)
