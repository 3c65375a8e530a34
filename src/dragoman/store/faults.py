"""What the database's own errors mean to the person at the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError

from dragoman.errors import LedgerFault

# Words of the driver's message -> (what is wrong, what to do). First match wins.
_MEANINGS = (
    ("database or disk is full", "the disk is full; what was being added was rolled back",
     "make room and run the same command again"),
    ("disk full", "the disk of the server is full; what was being added was rolled back",
     "make room and run the same command again"),
    ("no space left", "the disk of the server is full; what was being added was rolled back",
     "make room and run the same command again"),
    ("lock timeout", "another program has been writing for too long",
     "wait for it to end, or stop it, and run the same command again"),
    ("database is locked", "another program has been writing for too long",
     "wait for it to end, or stop it, and run the same command again"),
    ("readonly database", "the file or its folder is read-only; nothing was changed",
     "make both writable, or copy the file elsewhere and give --db"),
    ("read-only transaction", "the server or the account is read-only; nothing was changed",
     "use an account that may write"),
    ("malformed", "the file is damaged",
     "run `dragoman doctor`, restore a copy, or add the reports again to a new file"),
    ("disk i/o error", "the disk cannot be read or written", "check the disk, then run `dragoman doctor`"),
    ("not a database", "the file is not a ledger", "give the path of a ledger, or of a file that is not there yet"),
    ("file is encrypted", "the file is not a ledger", "give the path of a ledger, or of a file that is not there yet"),
    ("unable to open database file", "the file cannot be opened", "check the path and the rights of its folder"),
    ("password authentication failed", "the server refuses the user or password", "check the address given with --db"),
    ("does not exist", "there is no such database or table on the server", "create it, or check the address"),
    ("connection refused", "no server answers there", "start PostgreSQL, or check host and port"),
    ("connection failed", "no server answers there", "start PostgreSQL, or check host and port"),
    ("could not translate host", "no server answers there", "check host and port"),
    ("permission denied", "the account lacks rights", "ask for rights to create and write tables"),
)


@contextmanager
def translated(subject: str) -> Iterator[None]:
    """Turn what the database driver raises into a LedgerFault that says what to do.

    Raises:
        LedgerFault: instead of any error of the driver.
    """
    try:
        yield
    except DBAPIError as error:
        raise meaning(subject, error) from error


def meaning(subject: str, error: DBAPIError) -> LedgerFault:
    """The LedgerFault for an error of the driver."""
    message = str(error.orig or error)
    low = message.lower()
    for words, fault, remedy in _MEANINGS:
        if words in low:
            return LedgerFault(subject, fault, remedy)
    first = message.strip().splitlines()[0] if message.strip() else type(error).__name__
    kind = "the database could not do it" if isinstance(error, OperationalError) else "the database refused"
    return LedgerFault(subject, f"{kind} ({first})", "run `dragoman doctor`")
