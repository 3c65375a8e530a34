"""What is learnt from a batch: a loss for every label its texts have, and none for those they lack."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from data import IGNORE, Text
from model import COREF_WIDTH, Network
from torch import Tensor
from windows import Batch

from dragoman.extract import labels
from dragoman.extract.coref_features import pair_features, pair_forms, seen
from dragoman.extract.mentions import transitions

# Weight of each loss: by hand, larger where a loss is small for having few labels that are not "none". Not tuned.
WEIGHTS = {
    "upos": 0.6, "xpos": 0.4, "arcs": 1.0, "relation": 0.7, "names": 5.0, "politics": 2.0, "actors": 1.0,
    "timexes": 2.0, "mention": 1.0, "bounds": 0.4, "coref": 0.5, "cue_wide": 2.0, "cue": 2.0,
    "source_kind": 0.5, "event": 4.0,
    "status": 1.0, "role": 0.5, "mode": 0.1, "context": 0.1, "happened": 0.5,
    "source_wide": 2.0, "content_wide": 1.5, "source_ours": 2.0, "content_ours": 1.5,
}
CHAINS = {"names": labels.NAMES, "politics": labels.POLITICS}  # read by the best path through their tags
ATTACH = ("source_wide", "content_wide", "source_ours", "content_ours")


def cross_entropy(scores: Tensor, gold: Tensor) -> Tensor | None:
    known = gold != IGNORE
    return F.cross_entropy(scores[known].float(), gold[known]) if known.any() else None


def chain_loss(scores: Tensor, gold: Tensor, batch: Batch, tags: tuple[str, ...]) -> Tensor | None:
    """Negative log likelihood a word of the gold tags among all well-formed BIO sequences of each sentence.

    scores (B, W, tags), gold (B, W). Words of unknown tag may have any. A linear-chain conditional random field
    (Lafferty et al. 2001) whose moves are free or forbidden, as in `mentions.best_path`.
    """
    known = (gold != IGNORE) & batch.real
    if not known.any():
        return None
    begins = torch.ones_like(batch.real)
    begins[:, 1:] = batch.sentence[:, 1:] != batch.sentence[:, :-1]
    moves = torch.from_numpy(transitions(tags)).float().clamp(min=-1e4).to(scores.device)
    inner = torch.tensor([t[0] == "I" for t in tags], device=scores.device)
    scores = scores.masked_fill(begins[:, :, None] & inner, -1e4)
    right = F.one_hot(gold.clamp(min=0), len(tags)).bool() | ~known[:, :, None]
    both = torch.cat([scores, scores.masked_fill(~right, -1e4)])  # all sequences, and those that agree with gold
    begins, real = begins.repeat(2, 1)[:, :, None], batch.real.repeat(2, 1)[:, :, None]
    sums = both[:, 0]
    for i in range(1, both.shape[1]):
        free = torch.logsumexp(sums, 1, keepdim=True)
        step = torch.where(begins[:, i], free, torch.logsumexp(sums[:, :, None] + moves, 1)) + both[:, i]
        sums = torch.where(real[:, i], step, sums)
    every, agreeing = torch.logsumexp(sums, 1).chunk(2)
    return (every - agreeing).sum() / known.sum()


def losses(net: Network, batch: Batch) -> dict[str, Tensor]:
    """Unweighted losses by name."""
    x = net.encode(batch.pieces, batch.case, batch.part, batch.first)
    x = net.dropout(x)
    out: dict[str, Tensor | None] = {}
    tags = batch.tags
    for name, head in net.words.items():
        if name in CHAINS and name in tags:
            out[name] = chain_loss(head(x).float(), tags[name], batch, CHAINS[name])
        elif name in tags:
            out[name] = cross_entropy(head(x), tags[name])
    same = (batch.sentence[:, :, None] == batch.sentence[:, None, :]) & batch.real[:, :, None] & batch.real[:, None, :]
    if batch.head is not None:
        out["arcs"] = cross_entropy(net.arc_scores(x, same), batch.head)
        out["relation"] = cross_entropy(net.relation_scores(x, batch.head.clamp(min=0)), tags["relation"])
    if batch.happened is not None:
        known = ~batch.happened.isnan()
        if known.any():
            guess = net.words["happened"](x)[..., 0].float()
            out["happened"] = F.binary_cross_entropy_with_logits(guess[known], batch.happened[known])
    if batch.attach:
        wide = net.with_root(x)
        left, right = net.attach.sides(wide)
        for k, name in enumerate(ATTACH):
            if name in batch.attach:
                pair = (left[:, 1:] @ net.attach.weight[k]) @ right.transpose(1, 2)
                pad = torch.cat([torch.zeros_like(batch.real[:, :1]), ~batch.real], 1)
                out[name] = cross_entropy(pair.masked_fill(pad[:, None, :], -1e4), batch.attach[name])
    if batch.bounds is not None and len(batch.bounds):
        b, h, s, e = batch.bounds.T
        left, right = net.bounds.sides(x)
        both = []
        for k, gold in enumerate((s, e)):
            pair = ((left[b, h] @ net.bounds.weight[k])[:, None, :] @ right[b].transpose(1, 2))[:, 0]
            both.append(F.cross_entropy(pair.masked_fill(~same[b, h], -1e4).float(), gold))
        out["bounds"] = both[0] + both[1]
    if "event" in tags:
        out |= event_losses(net, x, batch, same)
    if batch.parts[0].text.complete >= {"coref"}:
        out["coref"] = coref_loss(net, x, batch)
    return {k: v for k, v in out.items() if v is not None}


def event_losses(net: Network, x: Tensor, batch: Batch, same: Tensor) -> dict[str, Tensor | None]:
    tags = batch.tags
    out: dict[str, Tensor | None] = {
        "event": cross_entropy(net.events["event"](x), tags["event"]),
        "status": cross_entropy(net.events["status"](x), tags["status"])}
    trigger = tags["event"] > 0
    for name in ("mode", "context"):
        if trigger.any():
            scores = net.events[name](x)
            gold = torch.zeros_like(scores, dtype=torch.float)
            rows = batch.pairs[name]
            if len(rows):
                gold[rows[:, 0], rows[:, 1], rows[:, 2]] = 1
            out[name] = F.binary_cross_entropy_with_logits(
                scores[trigger].float(), gold[trigger], reduction="sum") / trigger.sum()
    rows_b, rows_w = torch.nonzero(trigger | (tags["cue"] == 1), as_tuple=True)
    if len(rows_b) and batch.roles is not None:
        left, right = net.roles.sides(x)
        gold = torch.zeros(*trigger.shape, trigger.shape[1], len(labels.ROLE))
        r = batch.roles
        gold[r[:, 0], r[:, 1], r[:, 2], r[:, 3]] = 1
        scores = torch.stack([((left[rows_b, rows_w] @ w)[:, None, :] @ right[rows_b].transpose(1, 2))[:, 0]
                              for w in net.roles.weight], -1)
        allowed = same[rows_b, rows_w][:, :, None].expand_as(scores)
        out["role"] = F.binary_cross_entropy_with_logits(
            scores.float()[allowed], gold[rows_b, rows_w][allowed], reduction="sum") / len(rows_b)
    return out


def mentions_of(text: Text) -> tuple[list[int], np.ndarray, np.ndarray, np.ndarray]:
    """(heads, features (F, M, M), tables (M, M), right (M, M + 1) with column 0 for a new entity); cached."""
    if "coref" not in text.record:
        bounds = {h: (a, b) for h, a, b in text.links["bounds"]}
        chained = {h: k for k, c in enumerate(text.clusters) for h in c}
        heads = sorted({*bounds, *chained})
        number = np.zeros(len(text.words), dtype=int)
        for k, (a, b) in enumerate(text.sentences):
            number[a:b] = k
        mentions = []
        for h in heads:
            a, b = bounds.get(h, (h, h))
            xpos = text.tags["xpos"][h]
            mentions.append(seen(text.words[a : b + 1], h - a, labels.UPOS[text.tags["upos"][h]],
                                 labels.XPOS[xpos] if xpos >= 0 else "", int(text.tags["mention"][h]), int(number[h])))
        chain = np.array([chained.get(h, -1 - i) for i, h in enumerate(heads)])
        right = np.tril(chain[:, None] == chain[None, :], -1)
        text.record["coref"] = (heads, pair_features(mentions), pair_forms(mentions),
                                np.concatenate([~right.any(1, keepdims=True), right], 1))
    return text.record["coref"]  # type: ignore[no-any-return]


def coref_loss(net: Network, x: Tensor, batch: Batch) -> Tensor | None:
    """Marginal likelihood of the right antecedents; the windows of the batch are those of one text, in order."""
    text = batch.parts[0].text
    parts = sorted(range(len(batch.parts)), key=lambda i: batch.parts[i].window.first)
    flat = torch.cat([x[i, : batch.parts[i].window.last - batch.parts[i].window.first] for i in parts])
    heads, features, tables, right = mentions_of(text)
    if len(heads) < 2 or len(flat) != len(text.words):
        return None
    log = coref_logits(net, flat[torch.tensor(heads)], features, tables).log_softmax(1)
    return -torch.logsumexp(log.masked_fill(~torch.from_numpy(right), -1e4), 1).mean()


def coref_logits(net: Network, chosen: Tensor, features: np.ndarray, tables: np.ndarray) -> Tensor:
    """(M, M + 1) scores of each mention's antecedents, column 0 for a new entity; `chosen` (M, 384) are head words."""
    score = (net.coref["anaphor"](chosen) @ net.coref["antecedent"](chosen).T).float() / COREF_WIDTH**0.5
    weights = net.coref["seen"].weight[torch.from_numpy(tables)]  # (M, M, F)
    score = score + (weights * torch.from_numpy(features).permute(1, 2, 0)).sum(-1)
    before = torch.ones_like(score, dtype=torch.bool).tril(-1)
    return torch.cat([net.coref["new"](chosen).float(), score.masked_fill(~before, -1e4)], 1)
