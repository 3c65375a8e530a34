"""What int8 costs: development figures of the shipped weights beside those of the same network in floats.

    python train/compare.py RUN/polished.pt [--sets ewt uner_ewt reports ...] [--most 0.3]

Exit status 1 when a figure loses more than `--most` points.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "train")]

import torch  # noqa: E402
from export import to_onnx  # noqa: E402
from model import Network  # noqa: E402

from bench import reading  # noqa: E402
from bench.counted import Figures  # noqa: E402
from dragoman import pipeline  # noqa: E402
from dragoman.extract.encode import WEIGHTS, Encoder  # noqa: E402

#: Figures where less is better.
_CEILINGS = frozenset({"false_occurred"})


def measured(encoder: Encoder, sets: list[str]) -> dict[str, Figures]:
    """Figures of the sets, read with this encoder."""
    reading.encoder = pipeline.encoder = lambda: encoder  # type: ignore[assignment]
    return {name: reading.SETS[name]().scored() for name in sets}


def in_floats(weights: Path, folder: Path) -> Encoder:
    """The network as it was trained, exported without quantising."""
    net = Network()
    net.load_state_dict(torch.load(weights, weights_only=True, map_location="cpu"))
    to_onnx(net.eval(), folder / "encoder.onnx")
    for name in ("tokenizer.json", "coref.npz"):
        shutil.copy(WEIGHTS / name, folder / name)
    return Encoder(folder)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("weights", type=Path)
    parser.add_argument("--sets", nargs="*", default=list(reading.SETS), choices=list(reading.SETS))
    parser.add_argument("--most", type=float, default=0.3)
    args = parser.parse_args()
    small = measured(Encoder(), args.sets)
    with tempfile.TemporaryDirectory() as folder:
        whole = measured(in_floats(args.weights, Path(folder)), args.sets)
    faults = 0
    for name, figures in whole.items():
        for figure, value in figures.items():
            loss = (value - small[name][figure]) * (-1 if figure in _CEILINGS else 1)
            faults += loss > args.most
            print(f"{name:18} {figure:16} float {value:5.1f}  int8 {small[name][figure]:5.1f}  lost {loss:+.2f}"
                  + ("  TOO MUCH" if loss > args.most else ""))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
