"""Bounded reading: streams that stop a bomb, and lines that end even where the file has no line ends."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, cast

from dragoman.errors import BadInput
from dragoman.ingest.limits import Limits
from dragoman.ingest.sniff import HEAD

_CHUNK = 1 << 20
# A bomb is told by its ratio only after this much, because a short file of blanks is no danger.
_HARMLESS = 64 << 20


@dataclass(slots=True)
class Meter:
    """Counts the bytes that were taken from files, for telling how far reading has come."""

    taken: int = 0


class Peekable(io.BufferedReader):
    """A buffered stream whose first bytes can be looked at without reading them."""

    def __init__(self, raw: IO[bytes], *, meter: Meter | None = None) -> None:
        super().__init__(cast(io.RawIOBase, _Raw(raw, meter or Meter())), 2 * HEAD)

    def head(self) -> bytes:
        """Up to `HEAD` bytes from the present position."""
        return self.peek(HEAD)[:HEAD]


class _Raw(io.RawIOBase):
    """Any readable as the raw stream that BufferedReader wants; fills the buffer whole so that `peek` sees enough."""

    def __init__(self, inner: IO[bytes], meter: Meter) -> None:
        self._inner = inner
        self._meter = meter

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._inner.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._inner.seek(offset, whence)

    def tell(self) -> int:
        return self._inner.tell()

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        filled = 0
        while filled < len(buffer):
            piece = self._inner.read(len(buffer) - filled)
            if not piece:
                break
            buffer[filled : filled + len(piece)] = piece
            filled += len(piece)
        self._meter.taken += filled
        return filled


class Unpacked(io.RawIOBase):
    """What a gzip, bzip2 or xz stream holds, until it grows like a bomb or breaks.

    Raises (while reading):
        BadInput: the data are damaged, cut off, or unpack to `limits.ratio` times their size.
    """

    def __init__(self, packed: IO[bytes], kind: str, source: str, limits: Limits) -> None:
        self._counted = _Counted(packed)
        self._inner = _unpacker(cast("IO[bytes]", self._counted), kind)
        self._given = 0
        self._source = source
        self._limits = limits

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        try:
            piece = self._inner.read(_CHUNK if size < 0 else min(size, _CHUNK))
        except (OSError, EOFError, ValueError) as error:
            raise BadInput(self._source, f"is damaged or cut off ({error})", "fetch or copy the file again") from error
        except Exception as error:  # zlib.error and LZMAError are no OSError
            raise BadInput(self._source, f"is damaged ({error})", "fetch or copy the file again") from error
        self._given += len(piece)
        if self._given > _HARMLESS and self._given > self._limits.ratio * max(1, self._counted.taken):
            raise BadInput(
                self._source,
                f"unpacks to more than {self._limits.ratio} times its size",
                "it looks like a decompression bomb; unpack it yourself if it is not",
            )
        return piece


def _unpacker(packed: IO[bytes], kind: str) -> IO[bytes]:
    # imported where something is packed, which a text file is not
    if kind == "gzip":
        import gzip

        return cast("IO[bytes]", gzip.GzipFile(fileobj=packed))
    if kind == "bzip2":
        import bz2

        return cast("IO[bytes]", bz2.BZ2File(packed))
    import lzma

    return cast("IO[bytes]", lzma.LZMAFile(packed))


class _Counted(io.RawIOBase):
    def __init__(self, inner: IO[bytes]) -> None:
        self._inner = inner
        self.taken = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        piece = self._inner.read(size)
        self.taken += len(piece)
        return piece


def read_bounded(stream: IO[bytes], limit: int, source: str) -> bytes:
    """All of `stream`, never holding more than `limit` bytes.

    Raises:
        BadInput: there is more.
    """
    pieces, size = [], 0
    while piece := stream.read(min(_CHUNK, limit + 1 - size)):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise BadInput(
                source,
                f"is larger than the {limit / 1e6:,.0f} MB allowed for one report",
                "split it into single reports, or give it as JSON Lines with one report a line",
            )
    return b"".join(pieces)


def bounded_lines(stream: io.BufferedReader, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Line numbers from 1 and lines without their end; None for a line longer than `limit`, whose bytes are dropped."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit or line.endswith(b"\n"):
            yield number, line.rstrip(b"\r\n")
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_CHUNK)
        yield number, None


def spooled(stream: IO[bytes], limit: int, source: str) -> IO[bytes]:
    """A seekable copy of `stream` in an unnamed temporary file, for formats whose index is at their end.

    Raises:
        BadInput: it is longer than `limit`.
    """
    import tempfile

    copy = tempfile.TemporaryFile()  # noqa: SIM115 - handed to the caller
    size = 0
    while piece := stream.read(_CHUNK):
        size += len(piece)
        if size > limit:
            copy.close()
            raise BadInput(
                source,
                f"is larger than the {limit / 1e6:,.0f} MB allowed for a file inside another",
                "unpack it and give the folder",
            )
        copy.write(piece)
    copy.seek(0)
    return copy
