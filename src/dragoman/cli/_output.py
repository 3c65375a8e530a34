"""What commands share: writing files whole or not at all, telling failures, showing progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import typer

from dragoman.cli._progress import Live, counted
from dragoman.errors import NotFound

T = TypeVar("T")


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that at every moment it is either the old one or the new one, whole.

    Raises:
        NotFound: the folder is missing or cannot be written to.
    """
    import tempfile

    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise NotFound(str(path), f"cannot be written ({error.strerror})", "choose another --output") from error
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def finish(failures: list[tuple[str, int]], read: int) -> None:
    """End a batch: list what failed on standard error, then exit with a code if anything did.

    `failures` are pairs of message and exit code; `read` is the number of reports that were read.
    """
    if not failures:
        return
    if len(failures) + read > 1:
        print(f"dragoman: {read} read, {len(failures)} failed:", file=sys.stderr)
        for message, _ in failures:
            print(f"  {message}", file=sys.stderr)
    else:
        print(f"dragoman: {failures[0][0]}", file=sys.stderr)
    codes = {code for _, code in failures}
    raise typer.Exit(codes.pop() if len(codes) == 1 else 1)


def watched(items: Iterable[T], noun: str) -> Iterator[T]:
    """Pass items on, counting them on standard error: live on a terminal, else a log line a minute."""
    # Where the items themselves are written to the terminal, a live line would run through them.
    with Live(f"reading {noun}s", live=sys.stderr.isatty() and not sys.stdout.isatty()) as live:
        for count, item in enumerate(items, 1):
            live.tell(f"{counted(count, noun)} so far")
            yield item
