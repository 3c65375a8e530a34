"""The scorer of ECB+: what is compared of two mentions, beside what else, and that the file it is read from fits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bench import ecb_company, ecb_pairs
from bench.ecb import clusters
from bench.ecb_company import in_company
from bench.ecb_links import Links, Model, read, write
from bench.ecb_pairs import Pairs, Part, Told, compared, unit
from dragoman.merge.stem import root


def told(id: str, word: str, *, story: str = "quake", sentence: int = 0, **more: frozenset[str]) -> Told:
    nothing: frozenset[str] = frozenset()
    base = Told(id, id.partition("#")[0], story, sentence, root(word), root(word), nothing, nothing, nothing, nothing,
                nothing, nothing)  # fmt: skip
    return replace(base, **more)  # type: ignore[arg-type]


def part(*mentions: Told, vectors: list[list[float]] | None = None) -> Part:
    rows = unit(np.array(vectors or [[1.0, 0.0]] * len(mentions), np.float32))
    return Part(mentions, rows, rows, rows)


def column(pairs: Pairs, name: str) -> dict[tuple[int, int], float]:
    found = pairs.found[:, pairs.names.index(name)].round(3).tolist()
    return dict(zip(zip(pairs.left.tolist(), pairs.right.tolist(), strict=True), found, strict=True))


SOME = part(
    told("a#1", "struck", names=frozenset({"aceh"}), subjects=frozenset({"earthquake"})),
    told("b#1", "hit", names=frozenset({"aceh", "jakarta"}), subjects=frozenset({"earthquake"}), sentence=3),
    told("b#2", "killed", sentence=3, words=frozenset({root("struck")})),
    told("c#1", "killed", story="trial"),
    told("c#2", "charged", story="trial"),
    vectors=[[1, 0], [0.8, 0.6], [0, 1], [0, 1], [0.6, -0.8]],
)


def test_pairs_of_one_story_or_one_word_are_compared() -> None:
    left, right = ecb_pairs.candidates(SOME)
    assert set(zip(left.tolist(), right.tolist(), strict=True)) == {(0, 1), (0, 2), (1, 2), (2, 3), (3, 4)}


def test_what_is_found_of_pairs() -> None:
    pairs = compared(SOME)
    assert pairs.names == tuple(ecb_pairs.FEATURES)
    assert column(pairs, "story") == {(0, 1): 1, (0, 2): 1, (1, 2): 1, (2, 3): 0, (3, 4): 1}
    assert column(pairs, "root")[2, 3] == 1
    assert column(pairs, "names")[0, 1] == 1
    assert column(pairs, "no names") == {(0, 1): 0, (0, 2): 1, (1, 2): 1, (2, 3): 1, (3, 4): 1}
    assert column(pairs, "subjects")[0, 1] == 1
    assert column(pairs, "crossing")[0, 2] == 0.5
    assert column(pairs, "meaning")[0, 1] == pytest.approx(0.8)
    assert column(pairs, "lead")[0, 1] == 0.25
    assert column(pairs, "document") == {(0, 1): 0, (0, 2): 0, (1, 2): 1, (2, 3): 0, (3, 4): 1}


def test_a_better_match_in_the_other_document_is_a_rival() -> None:
    pairs = compared(SOME)
    chance = {(0, 1): 0.9, (0, 2): 0.6, (1, 2): 0.3, (2, 3): 0.5, (3, 4): 0.2}
    first = np.array([chance[i, j] for i, j in zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)])
    again = in_company(SOME, pairs, first)
    assert again.names == (*pairs.names, *ecb_company.FEATURES)
    assert column(again, "rival in a document")[0, 2] == pytest.approx(0.9)
    assert column(again, "rival in a document")[0, 1] == pytest.approx(0.6)
    assert column(again, "best in both documents")[0, 1] == 1
    assert column(again, "best in both documents")[0, 2] == 0
    assert column(again, "best in both documents")[1, 2] == 0, "within a document nothing is told again"
    assert column(again, "rival in a sentence")[0, 2] == pytest.approx(0.9)
    assert column(again, "common company")[0, 1] > column(again, "common company")[3, 4]


def test_a_rival_is_found_by_brute_force_too() -> None:
    chance = np.random.default_rng(5).random((12, 12)).astype(np.float32)
    chance = np.triu(chance, 1) + np.triu(chance, 1).T
    group = [k // 3 for k in range(12)]
    rivals = ecb_company._rivals(chance, list(group))
    for i in range(12):
        for j in range(12):
            if i != j:
                expected = max(chance[i, k] for k in range(12) if group[k] == group[j] and k != j)
                assert rivals(np.array([i]), np.array([j]))[0] == pytest.approx(expected)


def test_a_scorer_is_read_as_it_was_written(tmp_path: Path) -> None:
    links = Links(-1.5, {"story": 2.25, "told often, rarer": -0.125})
    model = Model(0.14, 0.4, links, Links(0.5, {"story": 1.0}))
    write(model, "how it was found\nand where", tmp_path / "links.toml")
    assert read(tmp_path / "links.toml") == model


def test_features_that_the_scorer_does_not_know_are_refused() -> None:
    with pytest.raises(ValueError, match="nearness"):
        Links(0.0, {name: 0.0 for name in ecb_pairs.FEATURES if name != "nearness"}).chances(compared(SOME))


def test_the_trained_scorer_knows_every_feature() -> None:
    model = read()
    assert set(model.first.coefficients) == set(ecb_pairs.FEATURES)
    assert set(model.second.coefficients) == {*ecb_pairs.FEATURES, *ecb_company.FEATURES}
    pairs = compared(SOME)
    first = model.first.chances(pairs)
    assert first.shape == (5,)
    assert len(clusters(SOME, pairs, first, join=1.1)) == 5
