"""Learn the scorer of pairs of event mentions (`bench/tables/ecb_links.toml`) on ECB+ train.

    python train/links.py

1. A logistic sum over the features of `bench/ecb_pairs.py`, on the pairs worth comparing.
2. Its chances give the features of `bench/ecb_company.py`; a second logistic sum is learned over all.
3. The threshold of joining is the middle of the three neighbours with the best mean CoNLL F1 over topics that both
   sums had not seen (folds of whole topics); a single best one would be chance. Dev is scored last, for information.

Needs `../shared` (or `$DRAGOMAN_SHARED`), scipy and the weights in `src/dragoman/weights`: after these change, run it
again. Takes about two minutes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import ecb, ecb_links
from bench.coref_score import conll
from bench.ecb_company import in_company
from bench.ecb_links import Links, Model
from bench.ecb_pairs import Pairs, compared

# Best B3 of the stories against the annotated sub-topics on train (92.2; from 0.10 to 0.18: 89.6 91.6 92.2 91.4 88.5).
STORY = 0.14
THRESHOLDS = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
FOLDS = 4
# Share of the pairs of two events that are learned from; they are sixteen times as many as the others.
KEPT, SEED = 0.2, 0
PENALTY = 1e-5  #: of squared coefficients, per pair; not tuned

Rows = NDArray[np.bool_]


def fit(pairs: Pairs, same: Rows, rows: Rows) -> Links:
    """Logistic regression on some of the pairs."""
    from scipy.optimize import minimize

    x = np.hstack([np.ones((rows.sum(), 1)), pairs.found[rows]])
    y = same[rows].astype(float)
    weights = np.where(same[rows], 1.0, 1 / KEPT)
    weights /= weights.sum()

    def loss(b: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        z = x @ b
        slack = PENALTY * np.r_[0, b[1:]]
        slope = x.T @ (weights * (1 / (1 + np.exp(-z)) - y)) + 2 * slack
        return float(weights @ (np.logaddexp(0, z) - y * z) + slack @ b), slope

    found = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x.round(3)
    return Links(float(found[0]), dict(zip(pairs.names, found[1:].tolist(), strict=True)))


def learn(gold: ecb.Gold, pairs: Pairs, rows: Rows) -> tuple[Links, Links]:
    """Both sums, from some of the pairs."""
    chains = np.array(gold.chains)
    same = chains[pairs.left] == chains[pairs.right]
    drawn = rows & (same | (np.random.default_rng(SEED).random(len(same)) < KEPT))
    first = fit(pairs, same, drawn)
    return first, fit(in_company(gold.part, pairs, first.chances(pairs)), same, drawn)


def by_threshold(gold: ecb.Gold, pairs: Pairs) -> dict[float, float]:
    """Mean CoNLL F1 over folds of topics that were not learned from."""
    fold = np.array([sorted(set(gold.topics)).index(t) % FOLDS for t in gold.topics])
    found: dict[float, list[float]] = {t: [] for t in THRESHOLDS}
    for k in range(FOLDS):
        first, second = learn(gold, pairs, (fold[pairs.left] != k) & (fold[pairs.right] != k))
        held = Model(STORY, 0.0, first, second)
        rows = np.flatnonzero(fold == k)
        mine = ecb.Gold(gold.part.of(rows.tolist()), tuple(gold.chains[i] for i in rows), ())
        own = compared(mine.part)
        chances = ecb.chances(held, mine.part, own)
        for join, scores in found.items():
            scores.append(conll(ecb.chains(mine), ecb.clusters(mine.part, own, chances, join=join))["conll"])
    return {join: float(np.mean(scores)) for join, scores in found.items()}


def _middle_of_best(figures: dict[float, float]) -> float:
    """The threshold whose figure and those of its neighbours are highest together."""
    around = zip(THRESHOLDS, THRESHOLDS[1:], THRESHOLDS[2:], strict=False)
    return max(around, key=lambda three: sum(figures[t] for t in three))[1]


def main() -> None:
    """Learn, write and score."""
    gold = ecb.load("train", story=STORY)
    pairs = compared(gold.part)
    print(f"{len(gold.part.told)} mentions, {len(pairs.left)} pairs", flush=True)
    figures = by_threshold(gold, pairs)
    print("CoNLL F1 by threshold:", " ".join(f"{t}: {f:.1f}" for t, f in figures.items()), flush=True)
    join = _middle_of_best(figures)
    first, second = learn(gold, pairs, np.ones(len(pairs.left), bool))
    folds = ", ".join(f"{t}: {f:.1f}" for t, f in figures.items())
    ecb_links.write(
        Model(STORY, join, first, second),
        "Learned on ECB+ train by train/links.py; read by bench/ecb.py. What each feature says: bench/ecb_pairs.py,\n"
        f"bench/ecb_company.py. CoNLL F1 by `join` over {FOLDS} folds of topics of train: {folds}.",
    )
    print("dev", {k: round(v, 1) for k, v in ecb.score("dev").items()})


if __name__ == "__main__":
    main()
