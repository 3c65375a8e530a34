"""Train the coreference head on, with the body frozen: it sees whole documents, so joint training gives it few steps.

    python train/polish.py RUN/final.pt OUT.pt --base FOLDER_OF_MINILM [--epochs 25]

The words of every GUM document are encoded once, by the int8 graph, so that the head learns from what it will see;
an epoch then takes seconds.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from pathlib import Path

import data
import torch
import torch.nn.functional as F
from export import export
from losses import coref_logits, mentions_of
from model import WIDTH, Network

from dragoman.extract.encode import Encoder

RATE, RATE_SEEN = 5e-4, 2e-2  # the table of seen features starts at zero and needs larger steps
DROPOUT = 0.3


def encoded(weights: Path, base: Path, texts: list[data.Text]) -> list[torch.Tensor]:
    """(W, 384) of each text."""
    with tempfile.TemporaryDirectory() as folder:
        export(weights, base, Path(folder))
        encoder = Encoder(Path(folder))
        return [torch.from_numpy(s.vectors) for s in encoder.encode([(t.words, t.sentences) for t in texts])]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=25)
    args = parser.parse_args()
    torch.manual_seed(0)
    rng = random.Random(0)
    net = Network()
    net.load_state_dict(torch.load(args.weights, weights_only=True))
    net.eval()
    texts = data.gum("train-free")
    pairs = list(zip(texts, encoded(args.weights, args.base, texts), strict=True))
    seen = list(net.coref["seen"].parameters())
    rest = [p for n, m in net.coref.items() if n != "seen" for p in m.parameters()]
    optimiser = torch.optim.AdamW([{"params": rest, "lr": RATE}, {"params": seen, "lr": RATE_SEEN}], weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda i: 1 - i / (args.epochs * len(pairs) + 1))
    for epoch in range(args.epochs):
        rng.shuffle(pairs)
        total = 0.0
        for text, x in pairs:
            heads, features, tables, right = mentions_of(text)
            chosen = F.dropout(x[torch.tensor(heads)].view(-1, WIDTH), DROPOUT)
            log = coref_logits(net, chosen, features, tables).log_softmax(1)
            loss = -torch.logsumexp(log.masked_fill(~torch.from_numpy(right), -1e4), 1).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: {total / len(pairs):.3f}", flush=True)
    torch.save(net.state_dict(), args.out)


if __name__ == "__main__":
    main()
