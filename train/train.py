"""Train the network on all sets at once.

    python train/train.py RUN_FOLDER --base FOLDER_OF_MINILM [--steps N] [--extra REPORTS.jsonl ...]

Each step draws one set (see SHARES), takes a batch of it and learns from the labels it has. The run folder
gets `state.pt` (to go on after an interruption with the same command), `final.pt` and `log.jsonl`.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import Any

import data
import reports
import torch
from losses import WEIGHTS, losses
from model import Network, Rough
from tokenizers import Tokenizer
from windows import Batch, batches, collate, cut

from dragoman.extract.windows import LIMIT

# Share of the steps that each set gets, by hand: large where development figures were still below their floors while
# those of PolNeAR and of the annotated reports grew no more. "ewt short" are the same texts in short windows.
SHARES = {"ewt": 0.2, "ewt short": 0.1, "gum": 0.2, "polnear": 0.22, "annotated": 0.2, "time": 0.03, "politics": 0.05}
PIECES = 2048  # word pieces of a batch: eight full windows; not tuned
SHORT = 48  # word pieces of a short window
RATE_BODY, RATE_HEADS, RATE_SEEN, WARM_UP = 2e-4, 1e-3, 1e-2, 0.06
SAVE_EVERY = 240.0  # seconds
HIDDEN, LOWERED = 0.05, 0.05  # share of word pieces that are masked, of windows that lose their letter case
MASK, LOWER = 103, 1
ROUGH_FROM = 0.25  # part of the schedule from which the body learns with the rounding of its int8 form


def texts(extra: list[str]) -> dict[str, list[data.Text]]:
    """The training texts of every set."""
    return {
        "ewt": data.ewt("train"), "gum": data.gum("train-free"), "polnear": data.polnear("train"),
        "annotated": data.annotated("annotated/train.jsonl", "annotated/written.jsonl",
                                    "annotated/newswire_train.jsonl", *extra)
        + [data.report(r) for r in reports.annotated_reports()],
        "time": data.time("timebank") + data.time("wikiwars_train"), "politics": data.politics("train")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("run", type=Path)
    parser.add_argument("--base", type=Path, required=True,
                        help="folder with MiniLM's model.safetensors and tokenizer.json")
    parser.add_argument("--steps", type=int, default=2600)
    parser.add_argument("--start", type=Path, help="begin with the weights of another run's final.pt")
    parser.add_argument("--extra", nargs="*", default=[],
                        help="annotated reports beside those of train/data, absolute paths")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rate", type=float, default=1.0, help="factor on the learning rates")
    parser.add_argument("--rough-from", type=float, default=ROUGH_FROM,
                        help="part of the schedule from which the body learns with int8 rounding")
    parser.add_argument("--shares", type=json.loads, default=SHARES)
    parser.add_argument("--minutes", type=float, help="end the schedule after this time instead of after --steps")
    args = parser.parse_args()
    args.run.mkdir(parents=True, exist_ok=True)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    sets = texts(args.extra)
    streams = {}
    for k, name in enumerate(n for n in args.shares if args.shares[n]):
        # "ewt short" are the same texts in windows of a sentence or two, as `parse` may meet them
        base, _, short = name.partition(" ")
        windows = cut(tokenizer, sets[base], SHORT if short else LIMIT)
        streams[name] = batches(windows, pieces=PIECES, whole=name == "gum", rng=random.Random(args.seed + k))
    net = Network()
    if args.start:
        net.load_state_dict(torch.load(args.start, weights_only=True))
    else:
        net.body.load_base(args.base)
    net.to(device)
    seen = list(net.coref["seen"].parameters())  # starts at zero, is seen by few steps
    heads = [p for n, p in net.named_parameters() if not n.startswith(("body.", "coref.seen."))]
    rates = [RATE_BODY * args.rate, RATE_HEADS * args.rate, RATE_SEEN * args.rate]
    optimiser = torch.optim.AdamW([{"params": ps, "lr": rate} for ps, rate in
                                   zip((list(net.body.parameters()), heads, seen), rates, strict=True)],
                                  weight_decay=0.01)
    step, spent = 0, 0.0
    state_file = args.run / "state.pt"
    if state_file.exists():
        state = torch.load(state_file, weights_only=False)
        net.load_state_dict(state["net"])
        optimiser.load_state_dict(state["optimiser"])
        step, spent = state["step"], state["spent"]
        rng.setstate(state["rng"])
        torch.set_rng_state(state["torch"])
    log = (args.run / "log.jsonl").open("a", encoding="utf-8")
    began, saved, sums = time.time() - spent, time.time(), {}
    net.train()

    def done() -> float:
        return (time.time() - began) / (60 * args.minutes) if args.minutes else step / args.steps

    while (part := done()) < 1:
        factor = min(part / WARM_UP, (1 - part) / (1 - WARM_UP)) + 0.001
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * factor
        Rough.on = part >= args.rough_from
        name = rng.choices(list(streams), [args.shares[n] for n in streams])[0]
        batch = moved(blurred(collate(next(streams[name]))), device)
        with torch.autocast(device.type, dtype=torch.bfloat16):
            parts = losses(net, batch)
        if not parts:
            continue
        total = torch.stack([WEIGHTS[k] * v for k, v in parts.items()]).sum()
        total.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        for k, v in parts.items():
            a, n = sums.get(k, (0.0, 0))
            sums[k] = (a + v.item(), n + 1)
        step += 1
        if step % 50 == 0:
            row = {"step": step, "part": round(part, 3), "seconds": round(time.time() - began),
                   **{k: round(a / n, 3) for k, (a, n) in sorted(sums.items())}}
            log.write(json.dumps(row) + "\n")
            log.flush()
            print(row, flush=True)
            sums = {}
        if time.time() - saved > SAVE_EVERY:
            save(state_file, {"net": net.state_dict(), "optimiser": optimiser.state_dict(), "step": step,
                              "spent": time.time() - began, "rng": rng.getstate(), "torch": torch.get_rng_state()})
            saved = time.time()
    save(args.run / "final.pt", net.state_dict())
    state_file.unlink(missing_ok=True)


def blurred(batch: Batch) -> Batch:
    """The batch with some pieces masked and some windows in lower case: names and words are known by their context."""
    batch.pieces[(torch.rand(batch.pieces.shape) < HIDDEN) & (batch.part > 0)] = MASK
    lowered = (torch.rand(len(batch.case)) < LOWERED)[:, None] & ((batch.case == 2) | (batch.case == 3))
    batch.case[lowered] = LOWER
    return batch


def moved(batch: Batch, device: torch.device) -> Batch:
    """The batch with its tensors on the device."""
    for name, value in vars(batch).items():
        if isinstance(value, torch.Tensor):
            setattr(batch, name, value.to(device))
        elif isinstance(value, dict):
            setattr(batch, name, {k: v.to(device) for k, v in value.items()})
    return batch


def save(path: Path, value: Any) -> None:
    """Write whole or not at all."""
    part = path.with_suffix(".part")
    torch.save(value, part)
    part.replace(path)


if __name__ == "__main__":
    main()
