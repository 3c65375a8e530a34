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

# What takes no longer than this is worked out while the reader waits. What takes longer is shown as it was a moment
# ago and worked out in the background, so that a page stays quick while reports are being added.
_PATIENCE_SECONDS = 0.3
# Working it out anew takes a tenth of the machine's time at most, however often reports come in.
_REST = 10


@dataclass(frozen=True, slots=True)
class _Held(Generic[V]):
    stamp: object
    value: V
    seconds: float  #: that it took
    ended: float  #: when, by the monotonic clock


class Kept(Generic[K, V]):
    """A few answers by key; safe to share between threads. Each key is worked out by one thread at a time."""

    def __init__(self, most: int = 8) -> None:
        self._most = most
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
        if time.monotonic() - held.ended < _REST * held.seconds:
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
        ended = time.monotonic()
        held = _Held(stamp, value, ended - start, ended)
        with self._guard:
            self._held[key] = held
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                old, _ = self._held.popitem(last=False)
                self._busy.pop(old, None)
        return held

    def _find(self, key: K) -> _Held[V] | None:
        with self._guard:
            return self._held.get(key)

    def _turn(self, key: K) -> threading.Lock:
        with self._guard:
            return self._busy.setdefault(key, threading.Lock())
