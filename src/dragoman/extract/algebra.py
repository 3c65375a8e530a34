"""Numpy's BLAS on one thread, while reports are read.

The products of reading are small. On more threads BLAS is no faster with them, and its threads go round waiting on
cores that the encoder needs: a fifth of all processor time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from threading import Lock
from typing import Any

_lock = Lock()
_users = 0
_limit = ExitStack()


@contextmanager
def on_one_thread() -> Iterator[None]:
    """Limit BLAS from the first user to come to the last to go; the limit is of the whole process."""
    global _users
    if os.environ.get("OPENBLAS_NUM_THREADS") == "1":  # there was never more than one
        yield
        return
    with _lock:
        if not _users:
            _limit.enter_context(_controller().limit(limits=1, user_api="blas"))
        _users += 1
    try:
        yield
    finally:
        with _lock:
            _users -= 1
            if not _users:
                _limit.close()


@cache
def _controller() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
