"""Parts on a pool of processes of this machine. Needs no Ray."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace

from dragoman.archive.plan import Part, Refused, decode_item
from dragoman.archive.work import Outcome, Worker

_WAITING_PER_WORKER = 2  #: parts held ready: enough that no worker waits for the reader, few enough for memory
_worker: Worker | None = None


def run(parts: Iterator[Part], worker: Worker, workers: int) -> Iterator[Outcome]:
    """The outcome of each part, as they finish. A part that kills its worker is read report by report."""
    if workers == 1:
        yield from map(worker, parts)
        return
    waiting: dict[Future[Outcome], Part] = {}
    pool = _pool(worker, workers)
    try:
        more = True
        while more or waiting:
            while more and len(waiting) < workers * (1 + _WAITING_PER_WORKER):
                part = next(parts, None)
                if part is None:
                    more = False
                else:
                    waiting[pool.submit(_work, part)] = part
            finished, _ = wait(waiting, return_when=FIRST_COMPLETED)
            if not any(_died(f) for f in finished):
                for future in finished:
                    del waiting[future]
                    yield future.result()
                continue
            # A process died and took the pool with it. Which part did it cannot be known: each is tried alone.
            pool.shutdown(wait=True, cancel_futures=True)
            for future, part in waiting.items():
                yield _alone(part, worker) if _died(future) else future.result()
            waiting.clear()
            pool = _pool(worker, workers)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _died(future: Future[Outcome]) -> bool:
    return future.cancelled() or isinstance(future.exception(), BrokenProcessPool)


def _alone(part: Part, worker: Worker) -> Outcome:
    """A part in a process of its own; if that dies too, without the reports that kill it."""
    outcome = _try(part, worker)
    if outcome is not None:
        return outcome
    kept, deadly = [], list(part.refused)
    for item in part.items:
        if _try(replace(part, items=(item,), refused=()), worker) is not None:
            kept.append(item)
        else:
            source = decode_item(item).source
            reason = f"{source}: ended the process that read it; it may need more memory than there is"
            deadly.append(Refused(source, "BadInput", reason))
    rest = replace(part, items=tuple(kept), refused=tuple(deadly))
    return _try(rest, worker) or worker(replace(rest, items=()))


def _try(part: Part, worker: Worker) -> Outcome | None:
    """The outcome of a part that is read in a process of its own; None if the process dies."""
    with _pool(worker, 1) as pool:
        future = pool.submit(_work, part)
        return None if _died(future) else future.result()


def _pool(worker: Worker, workers: int) -> ProcessPoolExecutor:
    # Spawned, not forked: the encoder's threads do not survive a fork.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(worker, workers))


def _begin(worker: Worker, workers: int) -> None:
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's: parts that are begun are finished
    # One thread per process: the pool is the parallelism, and more threads would fight over the cores.
    if workers > 1:
        os.environ["OMP_NUM_THREADS"] = os.environ["DRAGOMAN_THREADS"] = "1"
    _worker = worker


def _work(part: Part) -> Outcome:
    assert _worker is not None, "the pool's initialiser ran"
    return _worker(part)
