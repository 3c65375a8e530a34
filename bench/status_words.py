"""Fit what words around an event say of its status, on the annotated training reports.

    python -m bench.status_words             fit, write src/dragoman/codebook/status_words.tsv
    python -m bench.status_words --look 20   the strongest signs of each status

Multinomial logistic regression on `resolve.status_words.signs` of the annotated triggers, with the syntax of the
shipped encoder, which has not seen syntax of these reports. The written reports, in which rare statuses are common,
count less. Needs scipy and the training data in `../shared` (and `train/data`); no figure is measured on these.

The table that is shipped was fitted with the syntax of the weights before these. Fitted anew it shares four signs of
five, and tells the status of the annotated dev reports about as well (macro F1 70.0 in place of 70.5), but takes
more for occurred that was not (2.3 in place of 1.7 per cent), so it was left.
"""

from __future__ import annotations

import argparse
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from bench.reading import ROOT, records
from dragoman import pipeline
from dragoman.extract import labels
from dragoman.extract.encode import encoder
from dragoman.extract.phrases import Tree
from dragoman.extract.syntax import syntax
from dragoman.model import Document, Report
from dragoman.resolve.status_words import LEAST, TABLE, UNIT, Sign, base, signs, weights

OUT = ROOT / "src" / "dragoman" / "codebook" / TABLE
#: Of 1, 2, 5 and 10 and of 0.2, 0.3 and 0.5.
PENALTY, WRITTEN = 5.0, 0.3
#: Signs seen less often are left out.
SELDOM = 5
Example = tuple[list[Sign], int, float]


def examples() -> Iterator[Example]:
    """(signs, status, weight) of each annotated event of the training reports."""
    sys.path.insert(0, str(ROOT / "train"))
    import reports

    real = [*records("annotated/train.jsonl", "annotated/newswire_train.jsonl"), *reports.annotated_reports()]
    written = records("annotated/written.jsonl")
    for group, weight in ((real, 1.0), (written, WRITTEN)):
        for at in range(0, len(group), 16):
            part = group[at : at + 16]
            docs = [pipeline.tokens(Document(Report(r["doc"], r["text"]))) for r in part]
            for record, doc in zip(part, pipeline.encode(docs, encoder()), strict=True):
                yield from of_report(record, syntax(doc), weight)


def of_report(record: dict[str, Any], doc: Document, weight: float) -> Iterator[Example]:
    """The examples of one report, in order of its events."""
    tree = Tree(doc.words, doc.text)
    told: dict[tuple[str, str], Any] = {}
    for event in sorted(record["events"], key=lambda e: int(e["trigger"]["start"])):
        word = bisect_right(tree.starts, event["trigger"]["end"] - 1) - 1
        key = (event["type"], base(tree, word))
        yield signs(tree, word, told.get(key)), labels.STATUS.index(event["status"]), weight
        told[key] = event["status"]


def fit(given: list[Example]) -> dict[str, Any]:
    """Sign to weights; "bias" holds the constants."""
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    counts = Counter(s for found, _, _ in given for s in {sign for sign, _ in found})
    order = ["bias", *sorted(s for s, n in counts.items() if n >= SELDOM)]
    column = {s: i for i, s in enumerate(order)}
    rows = [sorted({0, *(column[s] for s, _ in found if s in column)}) for found, _, _ in given]
    x = csr_matrix((np.ones(sum(map(len, rows))), np.concatenate(rows), np.cumsum([0, *map(len, rows)])),
                   shape=(len(rows), len(order)))
    y, w = np.array([y for _, y, _ in given]), np.array([w for _, _, w in given])
    gold = np.eye(len(labels.STATUS))[y]
    penalty = np.full((len(order), 1), PENALTY)
    penalty[0] = 0

    def loss(flat: Any) -> tuple[float, Any]:
        theta = flat.reshape(len(order), -1)
        z = x @ theta
        log = z - np.logaddexp.reduce(z, axis=1)[:, None]
        slope = x.T @ ((np.exp(log) - gold) * w[:, None]) + penalty * theta
        return float(-(w * log[np.arange(len(y)), y]).sum() + 0.5 * (penalty * theta**2).sum()), slope.ravel()

    found = minimize(loss, np.zeros(len(order) * len(labels.STATUS)), jac=True, method="L-BFGS-B",
                     options={"maxiter": 150})
    return dict(zip(order, found.x.reshape(len(order), -1), strict=True))


def write(table: dict[str, Any], path: Path = OUT) -> None:
    """The table as text: a sign and its weights in hundredths, in the order of the statuses."""
    lines = [f"# By `python -m bench.status_words`. A sign, then hundredths of log odds: {' '.join(labels.STATUS)}"]
    lines += ["\t".join((sign, *(str(round(v / UNIT)) for v in values)))
              for sign, values in table.items() if sign == "bias" or abs(values).max() >= LEAST]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--look", type=int, default=0)
    args = parser.parse_args()
    if args.look:
        for n, status in enumerate(labels.STATUS):
            best = sorted(weights().items(), key=lambda kv: kv[1].mean() - kv[1][n])[: args.look]
            print(status, *(f"{s} {v[n]:.2f}" for s, v in best), sep="\n  ")
        return
    given = list(examples())
    table = fit(given)
    write(table)
    print(f"{len(given)} events, {len(table)} signs, {OUT.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
