"""The Ray engine on real local clusters. Slow: each test starts one."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dragoman.archive import backfill
from dragoman.errors import FetchFault

from .test_backfill import content, job, make_archive

pytest.importorskip("pyarrow", reason="shards are Parquet: pip install dragoman[parquet]")
ray = pytest.importorskip("ray", reason="Ray is not installed: pip install dragoman[archive]")

pytestmark = pytest.mark.slow
ROOT = str(Path(__file__).parents[2])


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_archive(tmp_path_factory.mktemp("archive"), 150)


@pytest.fixture(scope="module")
def expected(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("expected")
    backfill(job(archive, out))
    return content(out)


@contextmanager
def two_nodes() -> Iterator[tuple[Any, Any]]:
    """A head and a second node, each a raylet of its own; yields the cluster and the second."""
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 2, "object_store_memory": 200 << 20})
    try:
        second = cluster.add_node(num_cpus=2, object_store_memory=200 << 20)
        cluster.wait_for_nodes()
        # The workers find the fake annotator of these tests by its name.
        ray.init(address=cluster.address, log_to_driver=False, runtime_env={"env_vars": {"PYTHONPATH": ROOT}})
        yield cluster, second
    finally:
        ray.shutdown()
        cluster.shutdown()


def test_a_node_killed_in_the_middle_changes_nothing(archive: Path, tmp_path: Path, expected: dict[str, Any]) -> None:
    with two_nodes() as (cluster, second):
        killed_at: list[int] = []

        def kill_in_the_middle() -> None:
            while len(list((tmp_path / "reports").glob("*.parquet"))) < 6:
                time.sleep(0.05)
            killed_at.append(len(list((tmp_path / "reports").glob("*.parquet"))))
            cluster.remove_node(second, allow_graceful=False)

        killer = threading.Thread(target=kill_in_the_middle, daemon=True)
        killer.start()
        summary = backfill(job(archive, tmp_path, engine="ray", workers=3, annotate="tests.archive.fake:slow"))
        killer.join(timeout=30)
    assert killed_at
    assert killed_at[0] < len([n for n in expected if n.startswith("reports/")])
    assert content(tmp_path) == expected
    assert summary.reports == 307


def test_without_an_address_a_cluster_is_started_here(
    archive: Path, tmp_path: Path, expected: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", ROOT + os.pathsep + os.environ.get("PYTHONPATH", ""))
    backfill(job(archive, tmp_path, engine="ray", workers=1))
    assert content(tmp_path) == expected


@pytest.mark.parametrize("address", ["auto", "nonsense", "127.0.0.1:1", "127.0.0.1:99999999"])
def test_where_no_cluster_answers_it_is_told_soon(
    archive: Path, tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    with pytest.raises(FetchFault, match=r"no Ray cluster answers there .* `ray start --head`"):
        backfill(replace(job(archive, tmp_path, engine="ray", workers=1), address=address))


def test_a_cluster_that_cannot_be_started_here_is_told_as_such(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(**_: object) -> None:
        raise ConnectionError("no room for the object store")

    monkeypatch.setattr(ray, "init", refuses)
    with pytest.raises(FetchFault, match=r"^--engine ray: no Ray cluster could be started here \(no room"):
        backfill(job(archive, tmp_path, engine="ray", workers=1))


@pytest.fixture(scope="module")
def cluster() -> Iterator[None]:
    """One cluster for the tests that leave it whole; they come last, because only one can run at a time."""
    with two_nodes():
        yield


@pytest.mark.usefixtures("cluster")
def test_the_cluster_writes_what_one_process_writes(archive: Path, tmp_path: Path, expected: dict[str, Any]) -> None:
    summary = backfill(job(archive, tmp_path, engine="ray", workers=2))
    assert content(tmp_path) == expected
    assert summary.reports == 307
    again = backfill(job(archive, tmp_path, engine="ray", workers=2))
    assert (again.written, again.inputs_skipped) == (0, 3)


@pytest.mark.usefixtures("cluster")
def test_parts_whose_shards_are_there_are_not_read(archive: Path, tmp_path: Path, expected: dict[str, Any]) -> None:
    backfill(job(archive, tmp_path))
    shards = sorted((tmp_path / "reports").iterdir())
    shards[4].unlink()
    for note in (tmp_path / "done").iterdir():
        note.unlink()
    summary = backfill(job(archive, tmp_path, engine="ray", workers=2))
    assert (summary.written, summary.skipped) == (1, len(shards) - 1)
    assert content(tmp_path) == expected


@pytest.mark.usefixtures("cluster")
def test_the_parts_of_one_input_are_shared_among_the_actors(archive: Path, tmp_path: Path) -> None:
    """One input must keep all actors busy: a web archive of a gigabyte is one input."""
    backfill(job(archive / "wire.jsonl", tmp_path, engine="ray", workers=2, annotate="tests.archive.fake:signed"))
    signatures = {str(row["run"]) for rows in content(tmp_path).values() for row in rows if "run" in row}
    assert len(signatures) == 2
