"""When things go wrong: one clear error that says what to do, and nothing lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from bench import faults
from dragoman.errors import BadQuestion, LedgerFault
from dragoman.ledger import Ledger, open_ledger, shown_place
from dragoman.model import Document
from dragoman.store import connect
from dragoman.store.query import EventQuery
from tests import postgres
from tests.ledger.wire import report, told


def some(start: int, count: int) -> list[Document]:
    return [
        report(f"r{i}", "2024-03-08", "Xinhua", told("Wang Yi met Sergey Lavrov in Beijing.", "met",
                                                     actors="Wang Yi, Sergey Lavrov", place="Beijing",
                                                     on=f"2024-03-{i % 28 + 1:02}"))
        for i in range(start, start + count)
    ]


def test_killed_five_times_and_still_whole(place: str, tmp_path: Path) -> None:
    faults.check(place, str(tmp_path / "calm.db"), kills=5, seed=3, size=25)


def test_two_writers_and_ten_readers_at_once(place: str) -> None:
    with open_ledger(place) as ledger:
        ledger.add(some(0, 5))
    stop = threading.Event()

    def write(start: int) -> int:
        with open_ledger(place) as mine:
            return sum(len(mine.add([d]).added) for d in some(start, 15))

    def read(_: int) -> int:
        count = 0
        with open_ledger(place, read_only=True) as mine:
            while not stop.is_set():
                page = mine.events(EventQuery(actor=("Lavrov",)), count=True)
                assert page.total
                assert mine.search("beijing").items
                # one question sees one state: every event listed can be shown
                for row in page.items[:3]:
                    mine.event(row.id)
                count += 1
        return count

    with ThreadPoolExecutor(12) as pool:
        readers = [pool.submit(read, i) for i in range(10)]
        writers = [pool.submit(write, 100), pool.submit(write, 200)]
        added = [w.result(timeout=120) for w in writers]
        stop.set()
        rounds = [r.result(timeout=60) for r in readers]
    assert added == [15, 15]
    assert all(rounds)
    with open_ledger(place) as ledger:
        assert ledger.stats().reports == 35
        assert ledger.doctor() == []


def test_a_locked_ledger_says_so(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "BUSY_SECONDS", 1)
    with open_ledger(place) as holder, open_ledger(place) as waiter:
        holder.add(some(0, 1))
        with holder._writing(), pytest.raises(LedgerFault, match="another program has been writing"):
            waiter.add(some(1, 1))
        assert waiter.add(some(1, 1)).added == ("r1",)


def test_a_newer_ledger_is_left_alone(place: str) -> None:
    with open_ledger(place) as ledger:
        ledger.add(some(0, 1))
        with ledger._writing() as connection:
            connection.execute(text("UPDATE meta SET value = '99' WHERE key = 'schema'"))
    with pytest.raises(LedgerFault, match=r"newer Dragoman.*upgrade"):
        open_ledger(place)


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    path = tmp_path / "desk.db"
    with open_ledger(str(path)) as ledger:
        ledger.add(some(0, 20))
    return path


def test_a_truncated_file_is_found_out(filled: Path) -> None:
    whole = filled.read_bytes()
    filled.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(LedgerFault, match="cut short; restore a copy"):
        open_ledger(str(filled))


def test_a_damaged_page_is_found_by_the_doctor(filled: Path) -> None:
    whole = bytearray(filled.read_bytes())
    whole[20 * 4096 : 30 * 4096] = os.urandom(10 * 4096)
    filled.write_bytes(whole)
    assert "damaged" in _what_is_wrong(filled)


def _what_is_wrong(path: Path) -> str:
    try:
        with open_ledger(str(path)) as ledger:
            return "; ".join(f"{f.gravity}: {f.message}" for f in ledger.doctor())
    except LedgerFault as fault:
        return str(fault)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda p: p.mkdir(), "is a folder"),
        (lambda p: p.write_text("Dear diary"), "is not a ledger"),
        (lambda p: sqlite3.connect(p).execute("CREATE TABLE cats (name TEXT)").connection.close(), "something else"),
    ],
)
def test_what_is_no_ledger_is_refused(tmp_path: Path, make: object, words: str) -> None:
    path = tmp_path / "thing.db"
    make(path)  # type: ignore[operator]
    with pytest.raises(LedgerFault, match=words):
        open_ledger(str(path))


def test_asking_a_ledger_that_is_not_there_makes_none(tmp_path: Path) -> None:
    with pytest.raises(LedgerFault, match="no ledger there yet; make one with `dragoman add"):
        open_ledger(str(tmp_path / "none.db"), create=False)
    assert not (tmp_path / "none.db").exists()


def test_addresses_that_lead_nowhere(tmp_path: Path) -> None:
    with pytest.raises(BadQuestion, match="postgresql://"):
        open_ledger("mysql://host/db")
    pytest.importorskip("psycopg")
    with pytest.raises(LedgerFault, match="no server answers there") as found:
        open_ledger("postgresql://me:secret@127.0.0.1:1/none")
    assert "secret" not in str(found.value)


def test_passwords_are_not_shown() -> None:
    assert shown_place("postgresql://me:se@cret@host/db") == "postgresql://me@host/db"
    assert shown_place("/tmp/a@b.db") == "/tmp/a@b.db"


def test_a_read_only_ledger_answers_and_refuses(filled: Path) -> None:
    with open_ledger(str(filled), read_only=True) as ledger:
        assert ledger.stats().reports == 20
        with pytest.raises(LedgerFault, match=r"read-only; nothing was changed"):
            ledger.add(some(50, 1))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody who may not write")
def test_a_file_without_the_right_to_write_answers_and_refuses(filled: Path) -> None:
    for path in (filled, *filled.parents):
        if str(path).startswith("/tmp/"):
            path.chmod(0o755 if path.is_dir() else 0o444)
    # everything is imported before the rights are given up: the interpreter's own files may be out of reach then
    assert _ask_and_add(filled, user=0)[0] == "20 20"
    answers = _ask_and_add(filled, user=65534)
    assert answers[0] == "20 20"
    assert "read-only; nothing was changed" in answers[1]


def _ask_and_add(path: Path, *, user: int) -> list[str]:
    """What a child process with the rights of `user` is told; it adds what is there already, or (if not root) more."""
    from_child, to_parent = os.pipe()
    if os.fork() == 0:
        try:
            os.setuid(user)
            ledger = open_ledger(str(path), create=False)
            lines = [f"{ledger.stats().reports} {len(ledger.search('beijing').items)}"]
            try:
                ledger.add(some(0 if user == 0 else 50, 1))
            except LedgerFault as fault:
                lines.append(str(fault))
            os.write(to_parent, "\n".join(lines).encode())
        except BaseException as error:
            os.write(to_parent, repr(error).encode())
        finally:
            os._exit(0)
    os.close(to_parent)
    with os.fdopen(from_child) as answers:
        found = answers.read().splitlines()
    os.wait()
    return found


@contextmanager
def disk(folder: Path) -> Iterator[Path]:
    """A disk of its own at a folder, kept in memory."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


def leave(kilobytes: int, on: Path) -> None:
    """Make a disk so small that no more room is left than this."""
    now = os.statvfs(on)
    used = (now.f_blocks - now.f_bfree) * now.f_frsize // 1024
    subprocess.run(["mount", "-o", f"remount,size={used + kilobytes}k", str(on)], check=True)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def on_small_disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty ledger with hardly any room."""
    if request.param == "sqlite":
        with disk(tmp_path / "small") as folder:
            place = str(folder / "desk.db")
            open_ledger(place).close()
            leave(800, folder)
            yield place
        return
    address = request.getfixturevalue("postgres_server")
    if address is None or os.environ.get("PG_DSN") or os.geteuid() != 0:
        pytest.skip("no PostgreSQL of our own: only the superuser can give it a small disk")
    # the folder above must let the server's user through
    with tempfile.TemporaryDirectory() as home, disk(Path(home) / "small") as folder:
        Path(home).chmod(0o755)
        shutil.chown(folder, "postgres", "postgres")
        with postgres.database(address, folder=folder) as place:
            open_ledger(place).close()
            leave(400, folder)
            yield place


def test_a_full_disk_loses_nothing(on_small_disk: str) -> None:
    with open_ledger(on_small_disk) as ledger:
        told_: list[str] = []

        def fill() -> None:
            for document in some(0, 5000):
                told_.extend(ledger.add([document]).added)

        with pytest.raises(LedgerFault, match=r"disk.* is full.*make room"):
            fill()
        assert told_
        have = {r.id for r in _all_reports(ledger)}
        assert have == set(told_)
        findings = ledger.doctor()
        assert findings == []


def _all_reports(ledger: Ledger) -> list[object]:
    found, token = [], None
    while True:
        page = ledger.reports(limit=500, page=token)
        found += page.items
        token = page.next
        if token is None:
            return found  # type: ignore[return-value]
