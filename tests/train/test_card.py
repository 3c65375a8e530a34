"""Figures, intervals and the model card come from counts."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "train"))
card = pytest.importorskip("card")

from bench.counted import Counted, f1_figures  # noqa: E402

GOOD, BAD = Counter(hit=60, found=60, gold=60), Counter(hit=20, found=60, gold=60)
COUNTED = Counted((GOOD, BAD, GOOD), f1_figures, ("news", "mail", "news"), "gold")


def test_figures_are_of_the_summed_counts() -> None:
    assert COUNTED.scored()["f1"] == pytest.approx(100 * 140 / 180)


def test_interval_holds_the_figure_and_is_none_without_variety() -> None:
    low, high = COUNTED.intervals()["f1"]
    assert low < COUNTED.scored()["f1"] < high
    assert Counted((GOOD, GOOD), f1_figures).intervals()["f1"] == (100.0, 100.0)
    assert COUNTED.intervals() == COUNTED.intervals()


def test_kinds_are_parted_and_the_largest_comes_first() -> None:
    kinds = COUNTED.by_kind()
    assert list(kinds) == ["news", "mail"]
    assert kinds["mail"].scored()["f1"] == pytest.approx(100 / 3)


def test_floor_that_is_missed_is_said_to_be() -> None:
    targets = [card.Target("names", "x", "f1", "span F1", 80, 90), card.Target("names", "x", "recall", "recall", 10)]
    first, second = card.scores(targets, {"x": COUNTED}).splitlines()[2:]
    assert "| 77.8 |" in first
    assert "80 (not reached)" in first
    assert "not reached" not in second


def test_set_that_was_not_measured_is_left_out() -> None:
    assert card.scores([card.Target("names", "y", "f1", "F1")], {"x": COUNTED}).count("\n") == 1


def test_best_and_weakest_kind_are_named_when_large_enough() -> None:
    wanted = card.KindTable("Names", "x", "genre", "names", (("f1", "F1"),))
    assert "Best: news (F1 100.0). Weakest: mail (33.3)." in card.by_kind(wanted, COUNTED)
    small = Counted((Counter(hit=1, found=1, gold=1), GOOD), f1_figures, ("tiny", "news"), "gold")
    assert "Best" not in card.by_kind(wanted, small)


def test_status_table_tells_what_each_is_taken_for() -> None:
    counts = Counter({("status", "denied", "occurred"): 3, ("status", "denied", "denied"): 1,
                      ("status", "occurred", "occurred"): 6, "found": 10})
    lines = card.by_status(counts).splitlines()
    assert "| denied | 4 | 100.0 | 25.0 | occurred (3) |" in lines
    assert "| occurred | 6 | 66.7 | 100.0 |  |" in lines
