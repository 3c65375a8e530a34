"""The whole network: MiniLM's body with a casing embedding, and a head for every reader.

Shapes: B windows, T word pieces, W words. Words are represented by their first piece.
Pairwise heads score all pairs of words of a window; a mask keeps them within a sentence where
the reader needs that.

Sources: body, Wang et al. 2020 (MiniLM); dependencies, Dozat & Manning 2017 (deep biaffine
attention); coreference between head words, Dobrovolskii 2021 (word-level coreference).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from dragoman.extract import labels
from dragoman.extract.coref_features import FORMS, NAMES

WIDTH, HEADS = 384, 12
LAYERS = 6
LOCAL = 6  # heads of each layer that see their own sentence only; the other six see the whole window


class _Rounded(torch.autograd.Function):
    """Values on a grid; gradients pass as if nothing had been rounded (straight through, Bengio et al. 2013)."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, step: Tensor) -> Tensor:
        return torch.round(x / step) * step

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, None]:
        return grads[0], None


def as_int8(x: Tensor) -> Tensor:
    """Activations (B, T, n) as the exported graph sees them: 8 bits over the range of each window."""
    with torch.no_grad():
        low, high = x.amin((1, 2), keepdim=True).clamp(max=0), x.amax((1, 2), keepdim=True).clamp(min=0)
        step = ((high - low) / 255).clamp(min=1e-6)
    return _Rounded.apply(x, step)  # type: ignore[no-any-return]


class Rough(nn.Linear):
    """A linear layer that computes in training what its int8 form will, once `on` is set.

    Inputs must have gone through `as_int8`; weights have 7 bits over the range of each output, as in
    `export.quantise`.
    """

    on = False

    def forward(self, x: Tensor) -> Tensor:
        if not (Rough.on and self.training):
            return super().forward(x)
        with torch.no_grad():
            step = self.weight.abs().amax(1, keepdim=True).clamp(min=1e-6) / 64
        return F.linear(x, _Rounded.apply(self.weight, step), self.bias)


class Layer(nn.Module):
    """One transformer layer (post-norm, as in BERT)."""

    def __init__(self, width: int = WIDTH, heads: int = HEADS, inner: int = 1536, dropout: float = 0.1) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (Rough(width, width) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = Rough(width, inner), Rough(inner, width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, t, _ = x.shape
        rough = as_int8 if Rough.on and self.training else nn.Identity()
        y = rough(x)
        q, k, v = (f(y).view(b, t, self.heads, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        # no dropout on the attention: with it the CPU has no fused kernel, and a step takes half as long again
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.dropout(self.out(rough(a.transpose(1, 2).reshape(b, t, WIDTH)))))
        return self.norm2(x + self.dropout(self.down(rough(F.gelu(self.up(rough(x)))))))


def seen(part: Tensor) -> Tensor:
    """Which pieces each piece sees: (B, 12, T, T) bool, local heads first."""
    real, here, there = part >= 0, part[:, :, None], part[:, None, :]
    near = (here == there) | (here <= 0) | (there == 0)
    wide = real[:, None, None, :].expand(-1, 1, part.shape[1], -1)
    return torch.cat([(near & real[:, None, :])[:, None].expand(-1, LOCAL, -1, -1),
                      wide.expand(-1, HEADS - LOCAL, -1, -1)], 1)


class Body(nn.Module):
    """MiniLM-L6 with a casing embedding added at the input (zero before training)."""

    def __init__(self) -> None:
        super().__init__()
        self.word, self.place = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
        self.kind, self.case = nn.Embedding(2, WIDTH), nn.Embedding(5, WIDTH)
        nn.init.zeros_(self.case.weight)
        self.norm, self.dropout = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, pieces: Tensor, case: Tensor, part: Tensor) -> Tensor:
        """pieces, case, part (B, T) int64 -> (B, T, 384).

        `part` is the sentence of each piece from 1; 0 for CLS and SEP, which all pieces see; -1 for padding.
        """
        x = self.word(pieces) + self.place.weight[: pieces.shape[1]] + self.kind.weight[0] + self.case(case)
        x = self.dropout(self.norm(x))
        mask = seen(part)
        if torch.onnx.is_in_onnx_export():  # added to the scores as it is; a mask would be made so in every layer
            mask = torch.zeros(1).masked_fill(~mask, -1e4)
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_base(self, folder: Path) -> None:
        """Take the weights of all-MiniLM-L6-v2 (`model.safetensors`)."""
        from safetensors.torch import load_file

        given = {k.removeprefix("bert."): v for k, v in load_file(str(folder / "model.safetensors")).items()}
        names = {"word": "embeddings.word_embeddings", "place": "embeddings.position_embeddings",
                 "kind": "embeddings.token_type_embeddings", "norm": "embeddings.LayerNorm"}
        for i in range(LAYERS):
            base = f"encoder.layer.{i}."
            names |= {f"layers.{i}.{ours}": base + theirs for ours, theirs in {
                "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
                "out": "attention.output.dense", "norm1": "attention.output.LayerNorm",
                "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}.items()}
        with torch.no_grad():
            for name, parameter in self.named_parameters():
                if name == "case.weight":
                    continue
                module, _, kind = name.rpartition(".")
                parameter.copy_(given[f"{names[module]}.{kind}"])


class Pairs(nn.Module):
    """Biaffine scores of pairs of words: (B, W, 384) -> (B, W from, W to, n)."""

    def __init__(self, n: int, width: int, dropout: float = 0.2) -> None:
        super().__init__()
        self.left, self.right = nn.Linear(WIDTH, width), nn.Linear(WIDTH, width)
        self.weight = nn.Parameter(torch.randn(n, width + 1, width + 1) * 0.01)
        self.dropout = nn.Dropout(dropout)

    def sides(self, x: Tensor) -> tuple[Tensor, Tensor]:
        one = torch.ones_like(x[..., :1])
        return (torch.cat([self.dropout(F.gelu(self.left(x))), one], -1),
                torch.cat([self.dropout(F.gelu(self.right(x))), one], -1))

    def forward(self, x: Tensor) -> Tensor:
        left, right = self.sides(x)
        # as plain matrix products: (n, B, W, k) @ (B, k, W) exports and quantises well
        return torch.stack([(left @ w) @ right.transpose(1, 2) for w in self.weight], -1)


class Scorer(nn.Module):
    """A two-layer scorer of single words."""

    def __init__(self, n: int, dropout: float = 0.2) -> None:
        super().__init__()
        self.inner, self.outer, self.dropout = nn.Linear(WIDTH, 256), nn.Linear(256, n), nn.Dropout(dropout)

    def forward(self, x: Tensor) -> Tensor:
        return self.outer(self.dropout(F.gelu(self.inner(x))))


COREF_WIDTH = 192
WORD_HEADS = {  # name -> number of labels, read by a linear layer from the words
    "upos": len(labels.UPOS), "xpos": len(labels.XPOS), "names": len(labels.NAMES), "politics": len(labels.POLITICS),
    "actors": len(labels.ACTORS), "timexes": len(labels.TIMEXES), "mention": len(labels.MENTION),
    "cue_wide": 3, "cue": 3,  # none, anchor of a cue, other word of a cue: PolNeAR's wide sense, and ours
    "source_kind": len(labels.SOURCE), "happened": 1,
}
EVENT_HEADS = {"event": len(labels.TYPES), "status": len(labels.STATUS), "mode": len(labels.MODE),
               "context": len(labels.CONTEXT)}


class Network(nn.Module):
    """Body and heads. `forward` gives every score at once, as the exported graph does."""

    def __init__(self) -> None:
        super().__init__()
        self.body = Body()
        self.dropout = nn.Dropout(0.2)
        self.words = nn.ModuleDict({name: nn.Linear(WIDTH, n) for name, n in WORD_HEADS.items()})
        self.events = nn.ModuleDict({name: Scorer(n) for name, n in EVENT_HEADS.items()})
        self.arcs = Pairs(1, 256)
        self.relations = Pairs(len(labels.DEPREL), 96)
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.bounds = Pairs(2, 64)  # from a mention's head word to its first and last word
        self.attach = Pairs(4, 160)  # from a word to the cue whose (source, content) it is: wide sense, then ours
        self.roles = Pairs(len(labels.ROLE), 160)
        self.coref = nn.ModuleDict({"anaphor": nn.Linear(WIDTH, COREF_WIDTH),
                                    "antecedent": nn.Linear(WIDTH, COREF_WIDTH), "new": nn.Linear(WIDTH, 1),
                                    "seen": nn.Embedding(len(FORMS) ** 2, len(NAMES))})
        nn.init.zeros_(self.coref["seen"].weight)
        with torch.no_grad():
            self.roles.weight[:, -1, -1] = -4.0  # edges are rare: start from "no"

    def encode(self, pieces: Tensor, case: Tensor, part: Tensor, first: Tensor) -> Tensor:
        """Words of each window: (B, W, 384); `first` (B, W) indexes the first piece of each word."""
        x = self.body(pieces, case, part)
        x = torch.gather(x, 1, first[:, :, None].expand(-1, -1, WIDTH))
        return as_int8(x) if Rough.on and self.training else x

    def with_root(self, x: Tensor) -> Tensor:
        """The words with the root in front: (B, W + 1, 384)."""
        return torch.cat([self.root.expand(x.shape[0], 1, WIDTH), x], 1)

    def arc_scores(self, x: Tensor, allowed: Tensor) -> Tensor:
        """(B, W, W + 1): score of each head for each word, the root first; `allowed` (B, W, W): the same sentence."""
        scores = self.arcs(self.with_root(x))[:, 1:, :, 0]
        free = torch.cat([torch.ones_like(allowed[:, :, :1]), allowed], 2)
        return scores.masked_fill(~free, -1e4)

    def relation_scores(self, x: Tensor, heads: Tensor) -> Tensor:
        """(B, W, relations) for given heads (B, W), 0 the root."""
        word, head = self.relations.sides(self.with_root(x))
        word = word[:, 1:]
        head = torch.gather(head, 1, heads[:, :, None].expand(-1, -1, head.shape[-1]))
        b, w, k = word.shape
        n = self.relations.weight.shape[0]
        mixed = word @ self.relations.weight.permute(1, 0, 2).reshape(k, n * k)
        return (mixed.view(b, w, n, k) @ head[:, :, :, None])[..., 0]
