"""A private PostgreSQL for the tests: a cluster in a temporary folder, started once, one database per test.

`PG_DSN` names another server instead (its user must be allowed to create databases). Where neither it nor Debian's
binaries are there, tests that need it are skipped with the reason.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4


def find_binaries() -> Path | None:
    """The folder with initdb and postgres, newest version first."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: -int(p.parent.name.split(".")[0]))
    for folder in [*installed, *(Path(p).parent for p in filter(None, [shutil.which("initdb")]))]:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    return None


@contextmanager
def server() -> Iterator[str | None]:
    """The address of a running server without a database name; None where there can be none."""
    if dsn := os.environ.get("PG_DSN"):
        yield dsn.rstrip("/").rsplit("/", 1)[0] if dsn.count("/") > 2 else dsn.rstrip("/")
        return
    binaries = find_binaries()
    if binaries is None:
        yield None
        return
    home = Path(tempfile.mkdtemp(prefix="dragoman-pg-"))
    as_user: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(home, "postgres", "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    port = _free_port()
    data = home / "data"
    try:
        _run([*as_user, str(binaries / "initdb"), "-D", str(data), "-U", "tests", "-A", "trust", "-E", "UTF8",
              "--locale=C.UTF-8", "--no-sync"])
        _run([*as_user, str(binaries / "pg_ctl"), "-D", str(data), "-l", str(home / "log"), "-w", "-t", "60", "-o",
              f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=120", "start"])
        yield f"postgresql://tests@127.0.0.1:{port}"
    finally:
        if data.exists():
            subprocess.run([*as_user, str(binaries / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"],
                           capture_output=True, check=False)
        time.sleep(0.1)
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def database(address: str, *, folder: Path | None = None) -> Iterator[str]:
    """A new database on a server, dropped at the end.

    Args:
        folder: an empty folder that its data are kept in (a tablespace); the server's user must own it.
    """
    import psycopg

    name = f"dragoman_{uuid4().hex[:12]}"
    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        if folder is not None:
            connection.execute(f"CREATE TABLESPACE {name} LOCATION '{folder}'")
        connection.execute(f"CREATE DATABASE {name}" + (f" TABLESPACE {name}" if folder else ""))
    try:
        yield f"{address}/{name}"
    finally:
        with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            if folder is not None:
                connection.execute(f"DROP TABLESPACE {name}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    if done.returncode:
        raise RuntimeError(f"{command}: {done.stdout}{done.stderr}")
