"""A document on its way through the encoder, with an encoder that only counts; BLAS meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

from dragoman.errors import BadQuestion
from dragoman.extract import encode
from dragoman.extract.algebra import on_one_thread
from dragoman.extract.encode import Encoder, Encoding
from dragoman.extract.windows import Window

COUNT = 12


@pytest.fixture
def windows() -> list[Window]:
    return [Window(n, n + 1, ((n, n + 1),), (101, n, 102), (0, 0, 0), (1,)) for n in range(COUNT)]


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as made:
        yield made


def answer(windows: Sequence[Window]) -> list[dict[str, Any]]:
    """What the graph might say of a window of one word."""
    one, names = np.zeros((1, 1)), ("relations", "anaphor", "antecedent", "new", "words", "arcs", "bounds", "attach")
    return [{"heads": np.zeros(1, int), "roles": one, **dict.fromkeys(names, one), "upos": np.array([[w.first]])}
            for w in windows]


@pytest.mark.parametrize("beside", [True, False])
def test_windows_are_joined_in_their_order(
    windows: list[Window], pool: ThreadPoolExecutor, beside: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encode, "UNDER_WAY", 3)
    scores = Encoding(windows, answer, pool if beside else None).scores()
    assert scores.words["upos"].ravel().tolist() == list(range(COUNT))


def test_an_interrupt_leaves_out_what_has_not_begun(
    windows: list[Window], pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encode, "UNDER_WAY", 6)
    begun: list[int] = []
    gate = threading.Event()

    def run(some: Sequence[Window]) -> list[dict[str, Any]]:
        begun.append(some[0].first)
        if some[0].first == 0:
            raise KeyboardInterrupt
        gate.wait(30)
        return answer(some)

    encoding = Encoding(windows, run, pool)
    with pytest.raises(KeyboardInterrupt):
        encoding.scores()
    gate.set()
    pool.shutdown()
    assert len(begun) < 6


def test_algebra_is_on_one_thread_from_the_first_user_to_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    from threadpoolctl import threadpool_info

    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)

    def threads() -> set[int]:
        return {i["num_threads"] for i in threadpool_info() if i["user_api"] == "blas"}

    before = threads()
    first, second = on_one_thread(), on_one_thread()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert threads() == {1}
    second.__exit__(None, None, None)
    assert threads() == before


def test_a_number_of_threads_that_means_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_THREADS", "some")
    with pytest.raises(BadQuestion, match="threads"):
        Encoder()
