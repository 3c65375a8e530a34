"""`dragoman serve` as it is started by people."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

# Long enough for a machine under load to import everything.
PATIENCE = 180


@contextmanager
def started(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running `dragoman serve` and the address that it prints."""
    command = [sys.executable, "-c", "from dragoman.cli import main; main()", "serve", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ})
    try:
        assert process.stdout
        found = re.search(r"http://\S+", process.stdout.readline())
        if found is None:
            raise AssertionError(process.communicate(timeout=PATIENCE)[1])
        yield process, found[0]
    finally:
        process.kill()
        process.wait()


def test_the_desk_is_served_until_it_is_interrupted(desk_file: Path) -> None:
    with started(str(desk_file), "--port", "0") as (process, address):
        assert address.startswith("http://127.0.0.1:")
        page = httpx.get(address, timeout=PATIENCE)
        assert page.status_code == 200
        assert "server" not in page.headers
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=PATIENCE)
        assert process.returncode == 130
        assert told == ""


def test_other_machines_need_the_token(desk_file: Path, tmp_path: Path) -> None:
    token = tmp_path / "token"
    with started(str(desk_file), "--host", "0.0.0.0", "--port", "0", "--token-file", str(token)) as (_, address):
        assert httpx.get(f"{address}events.json", timeout=PATIENCE).status_code == 401
        headers = {"authorization": f"Bearer {token.read_text().strip()}"}
        assert httpx.get(f"{address}events.json", headers=headers, timeout=PATIENCE).status_code == 200


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["nowhere.db"], 7, "there is no ledger there yet"),
        (["x.db", "--host", "0.0.0.0"], 2, "--token-file"),
        (["x.db", "--port", "99999"], 2, "port"),
    ],
)
def test_faults_are_told_before_anything_is_served(tmp_path: Path, arguments: list[str], code: int, told: str) -> None:
    command = [sys.executable, "-c", "from dragoman.cli import main; main()", "serve", *arguments]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == code
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
