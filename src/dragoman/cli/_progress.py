"""How far a long command has come, on standard error: a live line on a terminal, else a log line a minute."""

from __future__ import annotations

import logging
import sys
import time
from typing import Any

# Where nobody watches, a line a minute is enough to see that work goes on.
LOG_EVERY_SECONDS = 60.0


class Live:
    """Shows the last line it was told; a context manager."""

    def __init__(self, doing: str = "reading", *, live: bool | None = None) -> None:
        """`live` is whether a line may be drawn over and over. Default: whether standard error is a terminal."""
        self._doing = doing
        self._live = sys.stderr.isatty() if live is None else live

    def __enter__(self) -> Live:
        self._last = time.monotonic()
        self._status: Any = None
        if self._live:
            from rich.console import Console

            self._status = Console(stderr=True).status(self._doing)
            self._status.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._status:
            self._status.stop()

    def tell(self, line: str) -> None:
        """Show `line`, or log it if the last one is a minute old."""
        if self._status:
            self._status.update(line)
        elif time.monotonic() - self._last >= LOG_EVERY_SECONDS:
            self._last = time.monotonic()
            logging.getLogger("dragoman").warning("%s", line)


def duration(seconds: float) -> str:
    """Seconds in the unit that people would use."""
    for size, name in ((86400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {name}"
    return f"{seconds:.0f} second{'' if round(seconds) == 1 else 's'}"


def counted(count: int, one: str, many: str = "") -> str:
    """A number with its noun, as in "1 report" and "2,000 reports"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
