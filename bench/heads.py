"""What the heads cost: words a second with all of them, and of the same graph cut off behind the body.

    python -m bench.heads [--texts 40]

Windows by themselves and as many at once as the machine has cores, as the product reads, over the news releases of
`../shared`; best of several rounds in turns.
Needs the onnx package, as training does.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from bench.reading import DATA
from dragoman.extract.encode import WEIGHTS, encoder, feeds, options
from dragoman.extract.sentences import sentences
from dragoman.extract.tokens import words
from dragoman.extract.windows import Window, pack

AT_LEAST = 0.75  # of the bare body's rate
_ROUNDS = 6


def windows(texts: int) -> list[Window]:
    """Windows of the first releases."""
    found: list[Window] = []
    with gzip.open(next((DATA / "news").glob("state-gov*/*.jsonl.gz")), "rt", encoding="utf-8") as lines:
        for line, _ in zip(lines, range(texts), strict=False):
            text: str = json.loads(line)["text"]
            forms: list[str] = []
            bounds: list[tuple[int, int]] = []
            for s in sentences(text):
                first = len(forms)
                forms += [text[a:b] for a, b in words(text, s.start, s.end)]
                if len(forms) > first:
                    bounds.append((first, len(forms)))
            found += pack(encoder().tokenizer, forms, bounds)
    return found


def bare(folder: Path) -> Any:
    """A session of the shipped graph up to the words' vectors."""
    import onnxruntime as ort
    from onnx.utils import extract_model

    extract_model(str(WEIGHTS / "encoder.onnx"), str(folder / "body.onnx"), ["pieces", "case", "part", "first"],
                  ["words"], check_model=False)
    return ort.InferenceSession(str(folder / "body.onnx"), options(ort))


def _without_sentences(inputs: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in inputs.items() if k != "sentence"}


def seconds(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=int, default=40)
    given = parser.parse_args()
    read = windows(given.texts)
    inputs = [feeds([w]) for w in read]
    whole, best = encoder().session, [float("inf"), float("inf")]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(encoder().threads) as pool:
        body = bare(Path(folder))
        for _ in range(_ROUNDS):
            best[0] = min(best[0], seconds(lambda: list(pool.map(lambda f: whole.run(None, f), inputs))))
            best[1] = min(best[1], seconds(
                lambda: list(pool.map(lambda f: body.run(None, _without_sentences(f)), inputs))))
    count = sum(w.last - w.first for w in read)
    print(f"all heads   {count / best[0]:8,.0f} words/s\nbare body   {count / best[1]:8,.0f} words/s")
    print(f"ratio       {best[1] / best[0]:8.2f}           at least {AT_LEAST}")


if __name__ == "__main__":
    main()
