"""The exported graph says what the network says, in floats to the last digits and in int8 nearly so."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "train"))
torch = pytest.importorskip("torch", reason="torch is needed for training only")
pytest.importorskip("onnx", reason="onnx is needed for training only")
export = pytest.importorskip("export")
model = pytest.importorskip("model")

from dragoman.extract.encode import feeds  # noqa: E402
from tests.extract.test_windows import TOKENIZER, pack  # noqa: E402

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::torch.jit.TracerWarning", "ignore::DeprecationWarning")]
WINDOWS = [*pack(TOKENIZER, ["abc", "de", "f", "ghij"] * 5, [(0, 7), (7, 12), (12, 20)]),
           *pack(TOKENIZER, ["klm", "No", "pqr"], [(0, 3)])]


@pytest.fixture(scope="module")
def net() -> torch.nn.Module:
    """A network of one layer with random weights: the graph's form is that of the whole."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(model, "LAYERS", 1)
        torch.manual_seed(0)
        return model.Network().eval()


def by_torch(net: torch.nn.Module) -> dict[str, np.ndarray]:
    inputs = {k: torch.from_numpy(v) for k, v in feeds(WINDOWS).items()}
    with torch.inference_mode():
        found = export.Graph(net).eval()(*(inputs[k] for k in export.INPUTS))
    return dict(zip(export.OUTPUTS, (x.numpy() for x in found), strict=True))


def by_onnx(path: Path) -> dict[str, np.ndarray]:
    import onnxruntime as ort

    session = ort.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    names = [o.name for o in session.get_outputs()]
    return dict(zip(names, session.run(None, feeds(WINDOWS)), strict=True))


def test_graph_and_int8_graph_agree_with_the_network(net: torch.nn.Module, tmp_path: Path) -> None:
    export.to_onnx(net, tmp_path / "plain.onnx")
    export.quantise(tmp_path / "plain.onnx", tmp_path / "small.onnx")
    wanted, plain, small = by_torch(net), by_onnx(tmp_path / "plain.onnx"), by_onnx(tmp_path / "small.onnx")
    assert list(plain) == list(export.OUTPUTS)
    for name, values in wanted.items():
        assert plain[name].shape == values.shape, name
        if name in ("heads", "relations"):
            assert (plain[name] == values).mean() > 0.99, name
            continue
        assert np.allclose(plain[name], values, atol=1e-3), name
        if name != "arcs":  # masked arcs are -1e4: they would hide any difference
            spread = float(np.abs(small[name] - values).mean() / (values.std() + 1e-9))
            # random biaffine weights make scores that hardly vary: rounding shows more than in a trained network
            assert spread < 0.35, f"{name}: int8 is off by {spread:.2f} standard deviations"
    assert (tmp_path / "small.onnx").stat().st_size < 0.4 * (tmp_path / "plain.onnx").stat().st_size


def test_arcs_do_not_leave_their_sentence(net: torch.nn.Module) -> None:
    arcs = by_torch(net)["arcs"]
    for i, window in enumerate(WINDOWS):
        for a, b in window.sentences:
            outside = [j + 1 for j in range(window.first, window.last) if not a <= j < b]
            assert (arcs[i, a:b][:, outside] <= -1e4).all()
