"""Windows: whole sentences of one document packed to the encoder's length, and batches of them as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from data import IGNORE, Text
from tokenizers import Tokenizer
from torch import Tensor

from dragoman.extract.windows import Window, pack

WORD_TAGS = ("upos", "xpos", "names", "politics", "actors", "timexes", "mention", "cue_wide", "cue", "source_kind",
             "event", "status")
ATTACH = ("source_wide", "content_wide", "source_ours", "content_ours")


@dataclass
class Piece:
    """A window of a document: its word pieces and which of the document's words it holds."""

    text: Text
    window: Window


def cut(tokenizer: Tokenizer, texts: Sequence[Text], limit: int) -> list[list[Piece]]:
    """The windows of each text."""
    return [[Piece(t, w) for w in pack(tokenizer, t.words, t.sentences, limit=limit)] for t in texts]


@dataclass
class Batch:
    """Tensors of some windows; absent labels are None."""

    pieces: Tensor  # (B, T)
    case: Tensor
    part: Tensor  # (B, T) sentence of each piece from 1, 0 for CLS and SEP, -1 for padding
    first: Tensor  # (B, W)
    real: Tensor  # (B, W) bool
    sentence: Tensor  # (B, W) number of each word's sentence
    tags: dict[str, Tensor]
    head: Tensor | None  # (B, W) 0 root, else 1 + word in window
    happened: Tensor | None
    attach: dict[str, Tensor]  # (B, W) 0 none, else 1 + word in window
    bounds: Tensor | None  # (n, 4) window, head, first, last
    roles: Tensor | None  # (n, 4) window, trigger, filler, role
    pairs: dict[str, Tensor]  # mode, context: (n, 3) window, trigger, label
    parts: list[Piece]


def collate(parts: list[Piece]) -> Batch:
    """Pad windows of the same kind of text to one batch."""
    b, t = len(parts), max(len(p.window.pieces) for p in parts)
    w = max(p.window.last - p.window.first for p in parts)
    grid = lambda fill=0, n=w: np.full((b, n), fill)  # noqa: E731
    pieces, case, part = grid(n=t), grid(n=t), grid(-1, n=t)
    first, real, sentence = grid(), np.zeros((b, w), bool), grid(-1)
    sample = parts[0].text
    tags = {k: grid(IGNORE) for k in (*WORD_TAGS, "relation") if k in sample.tags}
    head = grid(IGNORE) if "head" in sample.tags else None
    happened = np.full((b, w), np.nan) if sample.happened is not None else None
    attach = {k: grid(IGNORE) for k in ATTACH if k in sample.tags}
    bounds: list[tuple[int, ...]] = []
    roles: list[tuple[int, ...]] = []
    pairs: dict[str, list[tuple[int, ...]]] = {"mode": [], "context": []}
    for i, p in enumerate(parts):
        win, x = p.window, p.text
        n, a = win.last - win.first, win.first
        pieces[i, : len(win.pieces)], case[i, : len(win.pieces)] = win.pieces, win.case
        part[i, : len(win.pieces)] = win.parts
        first[i, :n], real[i, :n] = win.starts, True
        for k, (s, e) in enumerate(win.sentences):
            sentence[i, s - a : e - a] = k
        for k, grid_ in tags.items():
            grid_[i, :n] = x.tags[k][a : win.last]

        def local(values: np.ndarray, a: int = a, n: int = n) -> np.ndarray:
            inside = (values >= a) & (values < a + n)
            return np.where(inside, values - a + 1, np.where(values == -1, 0, IGNORE))

        if head is not None:
            head[i, :n] = local(x.tags["head"][a : win.last])
        if happened is not None and x.happened is not None:
            happened[i, :n] = x.happened[a : win.last]
        for k, grid_ in attach.items():
            grid_[i, :n] = local(x.tags[k][a : win.last])
        inside = range(a, win.last)
        bounds += [(i, h - a, s - a, e - a) for h, s, e in x.links.get("bounds", ())
                   if h in inside and s in inside and e in inside]
        roles += [(i, g - a, f - a, r) for g, f, r in x.links.get("role", ()) if g in inside and f in inside]
        for k in pairs:
            pairs[k] += [(i, g - a, v) for g, v in x.links.get(k, ()) if g in inside]
    as_rows = lambda rows, n: torch.tensor(rows, dtype=torch.long).view(-1, n)  # noqa: E731
    return Batch(
        torch.from_numpy(pieces), torch.from_numpy(case), torch.from_numpy(part), torch.from_numpy(first),
        torch.from_numpy(real), torch.from_numpy(sentence), {k: torch.from_numpy(v) for k, v in tags.items()},
        None if head is None else torch.from_numpy(head),
        None if happened is None else torch.from_numpy(happened).float(),
        {k: torch.from_numpy(v) for k, v in attach.items()},
        as_rows(bounds, 4) if "bounds" in sample.links else None,
        as_rows(roles, 4) if "role" in sample.links else None,
        {k: as_rows(v, 3) for k, v in pairs.items()} if "mode" in sample.links else {}, parts)


def batches(windows: list[list[Piece]], *, pieces: int, whole: bool, rng: random.Random) -> Iterator[list[Piece]]:
    """Endless batches of about `pieces` word pieces: windows of like length, or (`whole`) all windows of a text."""
    while True:
        if whole:
            groups = [list(w) for w in windows]
        else:
            flat = sorted((p for w in windows for p in w), key=lambda p: len(p.window.pieces) + rng.random() * 16)
            groups, group = [], []
            for p in flat:
                if group and len(p.window.pieces) * (len(group) + 1) > pieces:
                    groups.append(group)
                    group = []
                group.append(p)
            groups.append(group)
        rng.shuffle(groups)
        yield from groups
