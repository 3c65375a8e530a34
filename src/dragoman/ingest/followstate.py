"""What a follower knows: feeds with their validators, entries with how far each has come. One small SQLite file.

An entry is `waiting` (named by a feed), `fetched` (its page lies here), then `done` or `failed`. Each step is one
transaction, so that after a crash at any moment nothing is fetched or added a second time: a page that was
fetched is added from here, and adding a report twice changes nothing because its id is its content.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from dragoman.errors import LedgerFault
from dragoman.ingest.item import Item

VERSION = 1
_SCHEMA = """
create table if not exists feeds (
    url text primary key, etag text, modified text, failures integer not null, next_at real not null, fault text
) without rowid;
create table if not exists entries (
    number integer primary key, key text not null unique, url text, item blob, state text not null,
    attempts integer not null default 0, fault text
);
create index if not exists entries_open on entries (state) where state in ('waiting', 'fetched');
"""


@dataclass(frozen=True, slots=True)
class FeedState:
    """A feed as it was when it was last asked."""

    url: str
    etag: str | None = None
    modified: str | None = None
    failures: int = 0  #: in a row
    next_at: float = 0.0  #: seconds since 1970 from which it may be asked again
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """An entry that is not done: `item` is what the feed says of it or, once fetched, the page itself."""

    number: int
    url: str | None
    item: Item
    attempts: int


class FollowState:
    """The state file, held by one process at a time.

    Raises:
        LedgerFault: another process holds it, or it cannot be opened or written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None, timeout=0.5)
            self._db.execute("pragma locking_mode = exclusive")
            self._db.execute("pragma synchronous = full")
            self._db.execute("begin immediate")
            version = self._db.execute("pragma user_version").fetchone()[0]
            if version > VERSION:
                raise LedgerFault(str(path), "was written by a newer version", "upgrade Dragoman")
            for statement in _SCHEMA.split(";"):
                self._db.execute(statement)
            self._db.execute(f"pragma user_version = {VERSION}")
            self._db.execute("commit")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise LedgerFault(str(path), "is held by another follower", "stop that one first") from error
            raise LedgerFault(str(path), f"cannot be opened ({error})", "check the path and its permissions") from error
        except (sqlite3.DatabaseError, OSError) as error:
            raise LedgerFault(
                str(path), f"is no state file of a follower ({error})", "remove it to begin anew"
            ) from error

    def close(self) -> None:
        """Release the file."""
        self._db.close()

    def __enter__(self) -> FollowState:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def feed(self, url: str) -> FeedState:
        """What is known of a feed."""
        row = self._db.execute("select * from feeds where url = ?", (url,)).fetchone()
        return FeedState(*row) if row else FeedState(url)

    def save_answer(self, feed: FeedState, entries: Iterable[tuple[str, Item, bool]]) -> int:
        """Save a feed's state and its new entries, together; how many were new.

        Args:
            entries: key, item, and whether the item is the whole article. A key that is known already is passed over.
        """
        new = 0
        with self._transaction():
            self._save_feed(feed)
            for key, item, whole in entries:
                state = "fetched" if whole else "waiting"
                url = item.url or item.fields.get("url")
                values = (key, url, msgspec.msgpack.encode(item), state)
                new += self._db.execute(
                    "insert or ignore into entries (key, url, item, state) values (?, ?, ?, ?)", values
                ).rowcount
        return new

    def open_entries(self, state: str) -> list[tuple[int, str | None]]:
        """Numbers and addresses of the entries that are `waiting` or `fetched`, oldest first."""
        return self._db.execute("select number, url from entries where state = ? order by number", (state,)).fetchall()

    def entry(self, number: int) -> OpenEntry:
        """One entry with its item."""
        row = self._db.execute("select number, url, item, attempts from entries where number = ?", (number,)).fetchone()
        return OpenEntry(row[0], row[1], msgspec.msgpack.decode(row[2], type=Item), row[3])

    def save_page(self, number: int, item: Item) -> None:
        """The entry's page was fetched."""
        self._set(
            "update entries set state = 'fetched', item = ? where number = ?", msgspec.msgpack.encode(item), number
        )

    def finish(self, number: int) -> None:
        """The entry's report was added; its page is not kept."""
        self._set("update entries set state = 'done', item = null, fault = null where number = ?", number)

    def fail(self, number: int, fault: str, *, attempts: int, again: bool) -> None:
        """The entry could not be fetched or read: for good, or until the next round."""
        state = "waiting" if again else "failed"
        kept = "item" if again else "null"
        self._set(
            f"update entries set state = ?, attempts = ?, fault = ?, item = {kept} where number = ?",
            state,
            attempts,
            fault,
            number,
        )

    def counts(self) -> dict[str, int]:
        """Entries by state."""
        return dict(self._db.execute("select state, count(*) from entries group by state order by state"))

    def _save_feed(self, feed: FeedState) -> None:
        self._db.execute(
            "insert or replace into feeds values (?, ?, ?, ?, ?, ?)",
            (feed.url, feed.etag, feed.modified, feed.failures, feed.next_at, feed.fault),
        )

    def _set(self, statement: str, *values: object) -> None:
        with self._transaction():
            self._db.execute(statement, values)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            self._db.execute("begin immediate")
            yield
            self._db.execute("commit")
        except sqlite3.Error as error:
            if self._db.in_transaction:
                self._db.execute("rollback")
            raise LedgerFault(
                str(self._path), f"cannot be written ({error})", "free disk space and start again"
            ) from error
