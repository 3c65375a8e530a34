"""Export a trained network to one ONNX graph, quantise it to int8, and check it against torch.

    python train/export.py RUN/final.pt --base FOLDER_OF_MINILM [--out src/dragoman/weights]

Writes `encoder.onnx`, `tokenizer.json` and `coref.npz` (the antecedent scorer's feature weights).
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from model import EVENT_HEADS, WORD_HEADS, Network
from torch import Tensor, nn

INPUTS = ("pieces", "case", "part", "first", "sentence")
#: names of the graph's outputs, as `dragoman.extract.encode` reads them
OUTPUTS = (*WORD_HEADS, *EVENT_HEADS, "arcs", "heads", "relations", "bounds", "attach", "roles", "anaphor",
           "antecedent", "new", "words")


class Graph(nn.Module):
    """The network with every score as an output. Pairwise scores come as (B, n, W, W)."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(
        self, pieces: Tensor, case: Tensor, part: Tensor, first: Tensor, sentence: Tensor
    ) -> tuple[Tensor, ...]:
        net = self.net
        x = net.encode(pieces, case, part, first)
        out = [head(x) for head in net.words.values()] + [head(x) for head in net.events.values()]
        same = (sentence[:, :, None] == sentence[:, None, :]) & (sentence >= 0)[:, :, None]
        arcs = net.arc_scores(x, same)
        heads = arcs.argmax(-1)
        relations = net.relation_scores(x, heads).argmax(-1)
        left, right = net.attach.sides(net.with_root(x))
        attach = torch.stack([(left[:, 1:] @ w) @ right.transpose(1, 2) for w in net.attach.weight], 1)
        pairs = []
        for head in (net.bounds, net.roles):
            left, right = head.sides(x)
            pairs.append(torch.stack([(left @ w) @ right.transpose(1, 2) for w in head.weight], 1))
        out += [arcs, heads, relations, pairs[0], attach, pairs[1]]
        return (*out, net.coref["anaphor"](x), net.coref["antecedent"](x), net.coref["new"](x), x)


def example(windows: int = 2, pieces: int = 24, words: int = 20) -> tuple[Tensor, ...]:
    shape = (windows, pieces)
    sentence = torch.zeros(windows, words, dtype=torch.long)
    sentence[:, 12:] = 1
    return (torch.randint(1000, 30000, shape), torch.randint(0, 5, shape), torch.ones(shape, dtype=torch.long),
            torch.arange(1, words + 1).expand(windows, words).contiguous(), sentence)


def to_onnx(net: Network, path: Path) -> None:
    axes = {"pieces": {0: "b", 1: "t"}, "case": {0: "b", 1: "t"}, "part": {0: "b", 1: "t"},
            "first": {0: "b", 1: "w"}, "sentence": {0: "b", 1: "w"}}
    for name in OUTPUTS:
        axes[name] = {0: "b", 1: "w"} if name not in ("bounds", "attach", "roles") else {0: "b", 2: "w", 3: "v"}
    axes["arcs"][2] = "v"
    with torch.inference_mode():
        torch.onnx.export(Graph(net).eval(), example(), str(path), input_names=list(INPUTS), output_names=list(OUTPUTS),
                          dynamic_axes=axes, opset_version=17, dynamo=False)


def quantise(source: Path, target: Path) -> None:
    """Dynamic int8: weights per channel; 7 bits, so that processors without VNNI do not saturate."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    with tempfile.TemporaryDirectory() as folder:
        ready = Path(folder) / "ready.onnx"
        quant_pre_process(str(source), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(str(ready), str(target), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
                         op_types_to_quantize=["MatMul", "Gemm", "Gather"])


def export(weights: Path, base: Path, out: Path) -> None:
    net = Network()
    net.load_state_dict(torch.load(weights, weights_only=True, map_location="cpu"))
    net.eval()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        to_onnx(net, plain)
        quantise(plain, out / "encoder.onnx")
    np.savez(out / "coref.npz", seen=net.coref["seen"].weight.detach().numpy())
    shutil.copy(base / "tokenizer.json", out / "tokenizer.json")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("weights", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "src/dragoman/weights")
    args = parser.parse_args()
    export(args.weights, args.base, args.out)
    for path in sorted(args.out.iterdir()):
        print(f"{path.name:20} {path.stat().st_size / 1e6:6.1f} MB")


if __name__ == "__main__":
    main()
