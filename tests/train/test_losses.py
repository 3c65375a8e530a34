"""The likelihood of name tags is that of the best path's rules, counted out by hand."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "train"))
torch = pytest.importorskip("torch", reason="torch is needed for training only")
losses = pytest.importorskip("losses")
data = pytest.importorskip("data")

TAGS = ("O", "B-X", "I-X", "B-Y", "I-Y")


def well_formed(path: tuple[int, ...], sentence: list[int]) -> bool:
    names = [TAGS[k] for k in path]
    return all(
        not tag.startswith("I") or (i and sentence[i - 1] == sentence[i] and names[i - 1][1:] == tag[1:])
        for i, tag in enumerate(names))


@pytest.mark.parametrize("gold", [[1, 2, 0, 3], [0, 0, 1, 2], [data.IGNORE, 2, data.IGNORE, data.IGNORE]])
def test_likelihood_is_that_of_all_well_formed_tags(gold: list[int]) -> None:
    torch.manual_seed(0)
    sentence = [0, 0, 1, 1]
    scores = torch.randn(1, 4, len(TAGS))
    batch = SimpleNamespace(real=torch.ones(1, 4, dtype=torch.bool), sentence=torch.tensor([sentence]))
    paths = [p for p in itertools.product(range(len(TAGS)), repeat=4) if well_formed(p, sentence)]
    worth = {p: scores[0, range(4), p].sum() for p in paths}
    right = [v for p, v in worth.items() if all(g in (data.IGNORE, k) for g, k in zip(gold, p, strict=True))]
    expected = torch.logsumexp(torch.stack(list(worth.values())), 0) - torch.logsumexp(torch.stack(right), 0)
    known = sum(g != data.IGNORE for g in gold)
    assert losses.chain_loss(scores, torch.tensor([gold]), batch, TAGS).item() == pytest.approx(
        expected.item() / known, rel=1e-4)


def test_tags_that_nobody_knows_teach_nothing() -> None:
    batch = SimpleNamespace(real=torch.ones(1, 2, dtype=torch.bool), sentence=torch.zeros(1, 2))
    assert losses.chain_loss(torch.zeros(1, 2, 5), torch.full((1, 2), data.IGNORE), batch, TAGS) is None
