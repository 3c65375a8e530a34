"""The best tree: a tree whatever the scores, and the best one below its root."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.extract.tree import best_tree


def is_tree(heads: list[int]) -> bool:
    """One root, and every word leads to it."""
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        seen: set[int] = set()
        at = word
        while at:
            if at in seen:
                return False
            seen.add(at)
            at = heads[at - 1]
    return True


@st.composite
def arcs(draw: st.DrawFn, most: int = 9) -> np.ndarray:
    n = draw(st.integers(1, most))
    values = draw(st.lists(st.integers(-20, 20), min_size=n * (n + 1), max_size=n * (n + 1)))
    # tiny differences, so that no two trees are equally good
    return np.array(values, dtype=float).reshape(n, n + 1) + np.random.default_rng(0).random((n, n + 1)) * 1e-3


@given(arcs())
def test_any_scores_give_a_tree_with_one_root(scores: np.ndarray) -> None:
    assert is_tree(best_tree(scores))


@given(arcs(most=4))
@settings(max_examples=60)
def test_no_other_tree_with_the_same_root_scores_higher(scores: np.ndarray) -> None:
    found = best_tree(scores)
    n = len(scores)
    total = lambda heads: sum(scores[i, h] for i, h in enumerate(heads))  # noqa: E731
    rivals = (list(h) for h in itertools.product(range(n + 1), repeat=n))
    best = max(total(h) for h in rivals if is_tree(h) and h.index(0) == found.index(0))
    assert total(found) >= best - 1e-9


def test_heads_that_form_a_tree_are_kept() -> None:
    scores = np.zeros((3, 4))
    scores[0, 2] = scores[1, 0] = scores[2, 2] = 5
    assert best_tree(scores) == [2, 0, 2]


def test_cycle_is_broken_where_it_costs_least() -> None:
    # words 1 and 2 want each other; word 2 gives in more cheaply, word 3 is the root
    scores = np.full((3, 4), -10.0)
    scores[0, 2], scores[1, 1], scores[2, 0] = 9, 8, 9
    scores[1, 3], scores[0, 3] = 7, 2
    assert best_tree(scores) == [2, 3, 0]


def test_scores_are_left_as_they_were() -> None:
    scores = np.ones((3, 4))
    best_tree(scores)
    assert (scores == 1).all()
