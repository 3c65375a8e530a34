"""Parts on a Ray cluster: readers cut the inputs into parts, a pool of actors reads them. Needs the extra `archive`.

Every node must see the inputs and OUT under the same path (a shared file system). When a node is lost, Ray runs its
tasks again elsewhere; shards are named by their part and replaced whole, so running one twice changes nothing.
"""

from __future__ import annotations

import pickle
import re
import socket
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from dragoman.archive.plan import Input, parts
from dragoman.archive.shards import Place, is_written
from dragoman.archive.work import Outcome, Worker
from dragoman.errors import FetchFault, MissingExtra
from dragoman.ingest.item import Options

_HOST_PORT = re.compile(r"(?P<host>[^/:]+|\[[^]]+\]):(?P<port>\d+)")
_ANSWER_SECONDS = 5.0


def ray_module() -> Any:
    """Ray with Ray Data.

    Raises:
        MissingExtra: it is not installed.
    """
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise MissingExtra("--engine ray", "Ray is not installed", 'pip install "dragoman[archive]"') from error
    return ray


def run(
    inputs: Sequence[Input], worker: Worker, *, workers: int | None, address: str | None, size: int, gpus: bool = False
) -> Iterator[Outcome]:
    """The outcome of each part, as they finish. Parts whose shard is there are told as skipped, and not sent.

    Args:
        workers: actors; None for one per core (or GPU) of the cluster.
        address: of a running cluster; None starts one on this machine.
        gpus: give each actor a GPU.

    Raises:
        FetchFault: no cluster answers at the address, or none could be started here.
        MissingExtra: Ray is not installed.
    """
    ray = ray_module()
    own = not ray.is_initialized()
    if own:
        _connect(ray, address)
    try:
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        # Each part is a block of its own: an actor takes whole blocks, and Ray would pack many parts into one.
        context.target_max_block_size = 1
        # Order is not needed: an outcome says which part it is of.
        context.execution_options.preserve_order = False
        count = workers or max(1, int(ray.cluster_resources().get("GPU" if gpus else "CPU", 1)))
        dataset = (
            ray.data.from_items([{"input": pickle.dumps(i)} for i in inputs], override_num_blocks=len(inputs))
            .flat_map(_Cutter(worker.place, worker.options, size), num_cpus=0.25)
            .map_batches(
                _Actor,
                fn_constructor_args=(worker,),
                batch_size=1,
                zero_copy_batch=True,
                compute=ray.data.ActorPoolStrategy(size=count),
                num_cpus=0 if gpus else 0.75,
                num_gpus=1 if gpus else 0,
            )
        )
        for row in dataset.iter_rows():
            yield Outcome(**pickle.loads(row["outcome"]))
    finally:
        if own:
            ray.shutdown()


def _connect(ray: Any, address: str | None) -> None:
    """Join the cluster at `address`, or start one here."""
    try:
        if address and (found := _HOST_PORT.fullmatch(address)):
            # Ray itself tries for minutes, and then ends the process.
            socket.create_connection((found["host"].strip("[]"), int(found["port"])), timeout=_ANSWER_SECONDS).close()
        ray.init(address=address, log_to_driver=False, configure_logging=False)
    except (OSError, ValueError, OverflowError) as error:
        if address is None:
            remedy = "leave out --engine ray, or give --address of a cluster that runs"
            raise FetchFault("--engine ray", f"no Ray cluster could be started here ({error})", remedy) from error
        remedy = "start one with `ray start --head` and give --address auto; without --address one is started here"
        raise FetchFault(f"--address {address}", f"no Ray cluster answers there ({error})", remedy) from error


class _Cutter:
    """Cuts an input into parts; runs as a task, one per input."""

    def __init__(self, place: Place, options: Options, size: int) -> None:
        self._place, self._options, self._size = place, options, size

    def __call__(self, row: dict[str, Any]) -> Iterable[dict[str, bytes]]:
        for part in parts(pickle.loads(row["input"]), self._options, size=self._size):
            if is_written(self._place, part):
                skipped = Outcome(part.input, part.number, 0, 0, 0, 0, 0.0, part.upto, skipped=True)
                yield {"part": b"", "outcome": pickle.dumps(asdict(skipped))}
            else:
                yield {"part": pickle.dumps(part), "outcome": b""}


class _Actor:
    """Reads parts; the model is loaded once per actor."""

    def __init__(self, worker: Worker) -> None:
        import os

        os.environ["OMP_NUM_THREADS"] = os.environ["DRAGOMAN_THREADS"] = "1"
        self._worker = worker

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        outcomes = []
        for data, outcome in zip(batch["part"], batch["outcome"], strict=True):
            outcomes.append(outcome if not data else pickle.dumps(asdict(self._worker(pickle.loads(data)))))
        return {"outcome": outcomes}
