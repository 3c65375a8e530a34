"""Run the encoder over documents: the step that computes outside of Python's lock, in threads of its own.

Each document is cut into windows of whole sentences, and their scores are joined again. What a document gets does
not depend on the documents beside it.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman import settings
from dragoman.errors import DragomanError
from dragoman.extract.scores import Array, Block, Scores
from dragoman.extract.windows import Window, pack

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WEIGHTS = Path(__file__).resolve().parent.parent / "weights"
_PAIRWISE = ("arcs", "heads", "relations", "bounds", "attach", "roles", "anaphor", "antecedent", "new", "words")

#: Windows of one document that wait for their turn or run; an interrupt waits for those that run.
UNDER_WAY = 48

Words = Sequence[str]
Bounds = Sequence[tuple[int, int]]


class Encoder:
    """The exported network with its tokenizer, loaded once.

    Windows run beside each other, each on one thread: no thread of a window waits for another that the rest of the
    process holds up, and the numbers do not depend on how many cores a machine has.
    """

    def __init__(self, folder: Path = WEIGHTS, *, threads: int | None = None) -> None:
        """Load from `folder`; so many windows run at once as `threads`, else the setting of that name, else the cores.

        Raises:
            DragomanError: the weights are not there, or the setting means nothing.
        """
        if not (folder / "encoder.onnx").exists():
            raise DragomanError(str(folder), "the encoder's weights are not there",
                                "install the wheel again, or run `make train`")
        import onnxruntime as ort
        from tokenizers import Tokenizer

        self.threads = threads or settings.load().threads or cores()
        self.session: Any = ort.InferenceSession(
            str(folder / "encoder.onnx"), options(ort), providers=_providers(ort)
        )
        self.outputs: list[str] = [o.name for o in self.session.get_outputs()]
        self.tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.seen: Array = np.load(folder / "coref.npz")["seen"]  #: (9, features) weights of the antecedent scorer

    def encode(self, documents: Sequence[tuple[Words, Bounds]]) -> list[Scores]:
        """Scores of documents given as words and sentences ([first, last) word ranges)."""
        return [begun.scores() for begun in [self.begin(words, bounds) for words, bounds in documents]]

    def begin(self, words: Words, bounds: Bounds) -> Encoding:
        """Start on a document's windows, in other threads where there are several."""
        windows = pack(self.tokenizer, words, bounds)
        # Each window runs by itself. Activations are quantised by the range of the whole tensor, so windows that run
        # together change each other's scores, and a report would be read differently with each neighbour. It is
        # faster, too: 12 news releases took 2.5 s of processor time alone and 4.3 s in batches of 4,096 pieces, which
        # hold padding and pairwise scores beyond the processor's cache.
        return Encoding(windows, self.run, self._pool if self.threads > 1 else None)

    def run(self, windows: Sequence[Window]) -> list[dict[str, Array]]:
        """The graph's outputs for each window, cut to its words."""
        found = dict(zip(self.outputs, self.session.run(None, feeds(windows)), strict=True))
        return [{k: _cut(k, v[i], w.last - w.first) for k, v in found.items()} for i, w in enumerate(windows)]

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self.threads, thread_name_prefix="encode")


class Encoding:
    """A document on its way through the encoder: at most `UNDER_WAY` of its windows are given to other threads."""

    def __init__(
        self, windows: Sequence[Window], run: Callable[[Sequence[Window]], list[dict[str, Array]]],
        pool: ThreadPoolExecutor | None,
    ) -> None:
        self.windows = windows
        self._run = run
        self._pool = pool
        self._running: deque[Future[list[dict[str, Array]]]] = deque()
        self._left = deque(windows)
        if pool:
            self._submit()

    def scores(self) -> Scores:
        """The document's scores; waits for them, or makes them now where nothing runs beside. To be asked once."""
        found: list[dict[str, Array]] = []
        try:
            while self._running:
                found += self._running.popleft().result()
                self._submit()
        except BaseException:  # an interrupt, too: what waits would be worked off before the program ends
            self.cancel()
            raise
        for window in self._left:
            found += self._run([window])
        return _joined(self.windows, found)

    def cancel(self) -> None:
        """Leave out what has not begun."""
        for each in self._running:
            each.cancel()

    def _submit(self) -> None:
        assert self._pool
        while self._left and len(self._running) < UNDER_WAY:
            self._running.append(self._pool.submit(self._run, [self._left.popleft()]))


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def options(ort: Any) -> Any:
    """How a session runs: on the thread that asks, its memory given back after each run."""
    found = ort.SessionOptions()
    found.intra_op_num_threads = 1
    found.log_severity_level = 3
    # arenas grow to the largest batch seen and never shrink
    found.enable_cpu_mem_arena = False
    return found


@cache
def encoder() -> Encoder:
    """The shipped encoder."""
    return Encoder()


def feeds(windows: Sequence[Window]) -> dict[str, Array]:
    """The graph's inputs: pieces, case, part (B, T); first, sentence (B, W); all int64.

    `part` is the sentence of each word piece from 1, 0 for CLS and SEP, -1 for padding.
    """
    b = len(windows)
    t, n = max(len(w.pieces) for w in windows), max(w.last - w.first for w in windows)
    pieces, case, part = np.zeros((b, t), np.int64), np.zeros((b, t), np.int64), np.full((b, t), -1, np.int64)
    first, sentence = np.zeros((b, n), np.int64), np.full((b, n), -1, np.int64)
    for i, w in enumerate(windows):
        k = len(w.pieces)
        pieces[i, :k], case[i, :k], part[i, :k] = w.pieces, w.case, w.parts
        first[i, : len(w.starts)] = w.starts
        for number, (s, e) in enumerate(w.sentences):
            sentence[i, s - w.first : e - w.first] = number
    return {"pieces": pieces, "case": case, "part": part, "first": first, "sentence": sentence}


def _providers(ort: Any) -> list[str]:
    available = ort.get_available_providers()
    return [p for p in ("CUDAExecutionProvider", "CPUExecutionProvider") if p in available]


def _cut(name: str, scores: Array, n: int) -> Array:
    if name in ("bounds", "roles"):
        return scores[:, :n, :n]
    if name == "attach":
        return scores[:, :n, : n + 1]
    if name == "arcs":
        return scores[:n, : n + 1]
    return scores[:n]


def _joined(windows: Sequence[Window], found: Sequence[dict[str, Array]]) -> Scores:
    if not windows:
        return Scores()
    heads = np.concatenate([np.where(f["heads"] == 0, -1, f["heads"] - 1 + w.first)
                            for w, f in zip(windows, found, strict=True)])
    blocks = tuple(Block(w.first, w.last, f["arcs"], f["bounds"], f["attach"], f["roles"])
                   for w, f in zip(windows, found, strict=True))

    def glued(name: str) -> Array:
        return np.concatenate([f[name] for f in found])

    return Scores({k: glued(k) for k in (*(k for k in found[0] if k not in _PAIRWISE), "new")}, heads,
                  glued("relations"), blocks, glued("anaphor"), glued("antecedent"), glued("words"))
