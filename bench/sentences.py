"""Score the sentence splitter: boundary F1 on annotated reports and on Universal Dependencies text.

    python -m bench.sentences [--errors N]

A boundary is the end of a sentence, in code points without white space. The last one of a text counts too.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import time
from collections.abc import Iterator
from pathlib import Path

from dragoman.extract.sentences import sentences

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).parents[2] / "shared"))
Case = tuple[str, list[tuple[int, int]]]


def annotated(name: str) -> Iterator[Case]:
    """Reports of `data/annotated` with their sentences."""
    for line in (SHARED / "data/annotated" / name).open(encoding="utf-8"):
        record = json.loads(line)
        yield record["text"], [(s, e) for s, e in record["sentences"]]


def treebank(name: str) -> Iterator[Case]:
    """Documents of a treebank, their raw text rebuilt from `SpaceAfter`, paragraphs apart."""
    text, spans = "", []
    blocks = lzma.decompress((SHARED / "data/ud" / name).read_bytes()).decode("utf-8").split("\n\n")
    for block in blocks:
        rows = block.splitlines()
        if not any(r[:1].isdigit() for r in rows):
            continue
        if any(r.startswith("# newdoc") for r in rows) and text:
            yield text, spans
            text, spans = "", []
        if text:
            text += "\n\n" if any(r.startswith("# newpar") for r in rows) else " "
        start, sentence, skip = len(text), "", 0
        for row in (r.split("\t") for r in rows if r[:1].isdigit()):
            if "." in row[0]:
                continue
            if "-" in row[0]:
                first, last = row[0].split("-")
                skip = int(last) - int(first) + 1
            elif skip:
                skip -= 1
                continue
            sentence += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
        text += sentence.rstrip()
        spans.append((start, len(text)))
    yield text, spans


def score(cases: Iterator[Case], errors: int = 0) -> dict[str, float]:
    """Precision, recall and F1 of sentence ends (percent), and microseconds a character."""
    hit = said = gold = characters = 0
    seconds = 0.0
    for text, spans in cases:
        before = time.perf_counter()
        found = sentences(text)
        seconds += time.perf_counter() - before
        assert all(not text[s.start].isspace() and not text[s.end - 1].isspace() for s in found)
        mine, theirs = {s.end for s in found}, {e for _, e in spans}
        hit, said, gold = hit + len(mine & theirs), said + len(mine), gold + len(theirs)
        characters += len(text)
        for at in sorted(mine ^ theirs)[:errors]:
            kind = "EXTRA " if at in mine else "MISSED"
            print(f"  {kind} {text[max(0, at - 60) : at]!r} | {text[at : at + 40]!r}")
    precision, recall = 100 * hit / said, 100 * hit / gold
    return {
        "precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall),
        "ends": gold, "us_per_char": 1e6 * seconds / characters,
    }


def score_set(name: str) -> dict[str, float]:
    """The figures of one set, for the gate."""
    return score(annotated(name) if name.endswith("jsonl") else treebank(f"{name}.conllu.xz"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0, help="print up to N errors of each text")
    parser.add_argument("sets", nargs="*")
    wanted = parser.parse_args()
    for name in ("train.jsonl", "newswire_train.jsonl", "written.jsonl", "ewt/train", "gum/train-free"):
        if wanted.sets and name not in wanted.sets:
            continue
        cases = annotated(name) if name.endswith("jsonl") else treebank(f"{name}.conllu.xz")
        row = score(cases, wanted.errors)
        print(f"{name:22} P {row['precision']:5.1f}  R {row['recall']:5.1f}  F1 {row['f1']:5.1f}"
              f"  ({row['ends']} ends, {row['us_per_char']:.2f} us/char)")


if __name__ == "__main__":
    main()
