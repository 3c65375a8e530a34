"""Zip and tar archives: their members as streams, in their order. Nothing is ever written to a path they name."""

from __future__ import annotations

import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from dragoman.errors import BadInput
from dragoman.ingest.item import Failure, Options, failure
from dragoman.ingest.streams import Unpacked, spooled

# All that zipfile and the unpackers below it raise on damaged bytes.
_BY_UNPACKERS = (zlib.error, lzma.LZMAError, struct.error)
_DAMAGE = (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError, *_BY_UNPACKERS)

Member = tuple[str, IO[bytes]]  #: "PATH!NAME" and its content, to be read before the next is asked for


def zip_members(stream: IO[bytes], source: str, options: Options) -> Iterator[Member | Failure]:
    """Members of a zip archive; damaged, encrypted or bomb-like ones are failures and the rest goes on."""
    limits = options.limits
    try:
        file = stream if stream.seekable() else spooled(stream, limits.unpacked, source)
        archive = zipfile.ZipFile(file)
    except BadInput as error:
        yield failure(source, error)
        return
    except _DAMAGE as error:
        yield failure(source, BadInput(source, f"is no readable zip archive ({error})", "fetch or copy it again"))
        return
    total = 0
    with archive:
        for count, info in enumerate(archive.infolist()):
            where = member_name(source, info.filename)
            if info.filename.endswith("/"):  # is_dir() fails on a member without a name
                continue
            total += info.file_size
            fault = _zip_fault(info, total, count, options)
            if fault:
                yield failure(where, BadInput(where, fault, "unpack it yourself if you trust it"))
                if total > limits.unpacked or count >= limits.members:
                    return
                continue
            try:
                content = archive.open(info)
            except (*_DAMAGE, RuntimeError) as error:
                yield failure(
                    where, BadInput(where, f"cannot be unpacked ({error})", "the rest of the archive is read")
                )
                continue
            with content:
                yield where, _Checked(content, where)  # type: ignore[misc]


def tar_members(stream: IO[bytes], source: str, options: Options) -> Iterator[Member | Failure]:
    """Members of a tar archive (unpacked already), read as a stream; links and devices are passed over."""
    limits = options.limits
    total = 0
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for count, info in enumerate(archive):
                if not info.isfile():
                    continue
                where = member_name(source, info.name)
                total += info.size
                if total > limits.unpacked or count >= limits.members:
                    yield failure(
                        where,
                        BadInput(
                            where,
                            "is beyond the size that an archive may unpack to",
                            "unpack it yourself and give the folder",
                        ),
                    )
                    return
                if info.size > limits.member:
                    yield failure(
                        where, BadInput(where, _too_large(info.size, limits.member), "unpack it and give the file")
                    )
                    continue
                content = archive.extractfile(info)
                if content is not None:
                    yield where, content
    except BadInput as error:
        yield failure(source, error)
    except (tarfile.TarError, OSError, EOFError, ValueError) as error:
        yield failure(
            source, BadInput(source, f"is damaged or cut off ({error})", "members before that place were read")
        )


def unpacked(stream: IO[bytes], kind: str, source: str, options: Options) -> IO[bytes]:
    """The content of a gzip, bzip2 or xz stream, guarded against bombs."""
    return Unpacked(stream, kind, source, options.limits)  # type: ignore[return-value]


def member_name(source: str, name: str) -> str:
    """How a member is named in messages: control characters of its name are shown, not obeyed."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)
    return f"{source}!{shown}"


def _zip_fault(info: zipfile.ZipInfo, total: int, count: int, options: Options) -> str:
    limits = options.limits
    if info.flag_bits & 0x1:
        return "is encrypted"
    if info.file_size > limits.member:
        return _too_large(info.file_size, limits.member)
    if info.file_size > limits.ratio * max(1, info.compress_size) and info.file_size > limits.text:
        return f"unpacks to more than {limits.ratio} times its size and looks like a decompression bomb"
    if total > limits.unpacked or count >= limits.members:
        return "is beyond the size that an archive may unpack to"
    return ""


def _too_large(size: int, limit: int) -> str:
    return f"unpacks to {size / 1e6:,.0f} MB, more than the {limit / 1e6:,.0f} MB allowed for a file inside another"


class _Checked:
    """A zip member whose damage is told as `BadInput`."""

    def __init__(self, inner: IO[bytes], where: str) -> None:
        self._inner = inner
        self._where = where

    def read(self, size: int = -1) -> bytes:
        try:
            return self._inner.read(size)
        except _DAMAGE as error:
            raise BadInput(self._where, f"cannot be unpacked ({error})", "the rest of the archive is read") from error

    def seekable(self) -> bool:
        return False
