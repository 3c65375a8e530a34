"""What commands share: writing files whole or not at all, telling failures, showing progress."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import typer

from dragoman.errors import NotFound

T = TypeVar("T")
# Where nobody watches, a line a minute is enough to see that work goes on.
_LOG_EVERY_SECONDS = 60.0


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that at every moment it is either the old one or the new one, whole.

    Raises:
        NotFound: the folder is missing or cannot be written to.
    """
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
    if sys.stderr.isatty() and not sys.stdout.isatty():
        from rich.console import Console

        with Console(stderr=True).status(f"reading {noun}s") as status:
            for count, item in enumerate(items, 1):
                status.update(f"{count} {noun}{'' if count == 1 else 's'}")
                yield item
        return
    last = time.monotonic()
    for count, item in enumerate(items, 1):
        if time.monotonic() - last >= _LOG_EVERY_SECONDS:
            last = time.monotonic()
            logging.getLogger("dragoman").warning("%d %ss so far", count, noun)
        yield item
