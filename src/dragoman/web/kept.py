"""Answers that take long to work out, kept until what they rest on changes."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

# Answers for different days of one question; an old one is worked out again in seconds.
_MOST = 8
# What takes no longer than this is worked out while the reader waits. What takes longer is shown as it was a moment
# ago and worked out in the background, so that a page stays quick while reports are being added.
_PATIENCE_SECONDS = 0.3


@dataclass(frozen=True, slots=True)
class _Held(Generic[V]):
    stamp: object
    value: V
    seconds: float


class Kept(Generic[K, V]):
    """A few answers by key; safe to share between threads. Each key is worked out by one thread at a time."""

    def __init__(self) -> None:
        self._held: OrderedDict[K, _Held[V]] = OrderedDict()
        self._guard = threading.Lock()
        self._busy: dict[K, threading.Lock] = {}

    def get(self, key: K, stamp: object, work: Callable[[], V]) -> V:
        """The answer for a key as of a stamp; an earlier one where working it out would make a reader wait."""
        held = self._find(key)
        if held is not None and held.stamp == stamp:
            return held.value
        if held is None or held.seconds <= _PATIENCE_SECONDS:
            with self._turn(key):
                held = self._find(key)
                if held is None or held.stamp != stamp:
                    held = self._work(key, stamp, work)
            return held.value
        threading.Thread(target=self._in_background, args=(key, stamp, work), daemon=True).start()
        return held.value

    def _in_background(self, key: K, stamp: object, work: Callable[[], V]) -> None:
        turn = self._turn(key)
        if not turn.acquire(blocking=False):
            return  # somebody is at it
        try:
            self._work(key, stamp, work)
        except Exception:
            logging.getLogger("dragoman.web").exception("could not work out an answer anew")
        finally:
            turn.release()

    def _work(self, key: K, stamp: object, work: Callable[[], V]) -> _Held[V]:
        start = time.monotonic()
        value = work()
        held = _Held(stamp, value, time.monotonic() - start)
        with self._guard:
            self._held[key] = held
            self._held.move_to_end(key)
            while len(self._held) > _MOST:
                old, _ = self._held.popitem(last=False)
                self._busy.pop(old, None)
        return held

    def _find(self, key: K) -> _Held[V] | None:
        with self._guard:
            return self._held.get(key)

    def _turn(self, key: K) -> threading.Lock:
        with self._guard:
            return self._busy.setdefault(key, threading.Lock())
