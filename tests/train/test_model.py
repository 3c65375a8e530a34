"""What the body sees, and how it rounds what it will have to round as int8."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "train"))
torch = pytest.importorskip("torch", reason="torch is needed for training only")
model = pytest.importorskip("model")

PART = torch.tensor([[0, 1, 1, 2, 0, -1]])  # CLS, two pieces, one piece of another sentence, SEP, padding


def test_local_heads_see_their_sentence_and_the_ends() -> None:
    seen = model.seen(PART)[0]
    assert seen.shape == (model.HEADS, 6, 6)
    assert seen[0, 1].tolist() == [True, True, True, False, True, False]
    assert seen[0, 0].tolist() == [True] * 5 + [False]


def test_other_heads_see_the_whole_window_but_no_padding() -> None:
    assert (model.seen(PART)[0, model.LOCAL :] == (PART[0] >= 0)).all()


def test_activations_keep_256_values_a_window_and_move_by_half_a_step_at_most() -> None:
    torch.manual_seed(0)
    x = torch.randn(2, 40, 30) * torch.tensor([1.0, 9.0])[:, None, None]
    rough = model.as_int8(x)
    for one, other in zip(x, rough, strict=True):
        assert other.unique().numel() <= 256
        step = (one.max() - one.min()) / 255
        assert (one - other).abs().max() <= step / 2 + 1e-4
        assert (one - other).abs().max() > 0


def test_gradients_pass_the_rounding_as_they_are() -> None:
    x = torch.randn(1, 3, 4, requires_grad=True)
    model.as_int8(x).backward(torch.ones(1, 3, 4))
    assert (x.grad == 1).all()


def test_linear_layer_is_rough_only_in_training_and_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    torch.manual_seed(0)
    layer, x = model.Rough(8, 8), torch.randn(1, 2, 8)
    exact = torch.nn.functional.linear(x, layer.weight, layer.bias)
    assert torch.equal(layer.train()(x), exact)
    monkeypatch.setattr(model.Rough, "on", True)
    assert not torch.equal(layer(x), exact)
    assert torch.equal(layer.eval()(x), exact)
