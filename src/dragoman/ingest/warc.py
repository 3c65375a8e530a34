"""Web archives (WARC, WARC.gz): one item per HTML page that was answered with success.

Framing is done here and each record is parsed by FastWARC on its own, so that a damaged record costs
itself alone: reading goes on at the next record's mark.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import IO, Any

from dragoman.errors import BadInput, DragomanError
from dragoman.ingest.days import read_day
from dragoman.ingest.item import Failure, Item, Options, failure
from dragoman.model import Candidate, When

_CHUNK = 1 << 18
_GZIP = b"\x1f\x8b\x08"
_MARK = re.compile(rb"WARC/1\.[01]\r?\n")
_LENGTH = re.compile(rb"^Content-Length:\s*(\d{1,15})\s*$", re.I | re.M)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LARGEST_HEAD = 1 << 16
_ENDLESS = 200  #: a record of this many times the limit for pages (2 GB) is a bomb, not a film
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)


def read_warc(stream: IO[bytes], source: str, options: Options, *, packed: bool) -> Iterator[Item | Failure]:
    """Pages of an archive in its order. Redirects, errors, images and whatever else is no page are passed over."""
    limit = options.limits.page + _LARGEST_HEAD
    buffer = _Buffer(stream)
    frames = _members(buffer, limit) if packed else _plain_records(buffer, limit)
    for offset, frame in frames:
        where = f"{source}#{offset}"
        if isinstance(frame, str):
            yield failure(where, BadInput(where, frame, "the rest of the archive is read"))
            continue
        try:
            item = _page(frame, where, options)
        except DragomanError as error:
            yield failure(where, error)
            continue
        if item is not None:
            yield item


class _Buffer:
    """Bytes ahead of a stream, with the position in it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.data = bytearray()
        self.position = 0  #: of data[0] in the stream
        self.ended = False

    def more(self) -> bool:
        piece = b"" if self.ended else self._stream.read(_CHUNK)
        self.ended = not piece
        self.data += piece
        return bool(piece)

    def drop(self, count: int) -> None:
        del self.data[:count]
        self.position += count


def _members(buffer: _Buffer, limit: int) -> Iterator[tuple[int, bytes | str]]:
    """The record in each gzip member (one each, as the format demands), or what is wrong with it."""
    while buffer.data or buffer.more():
        if not _advance(buffer, _GZIP):
            return
        start = buffer.position
        content, taken = _unpack_member(buffer, limit)
        buffer.drop(taken)
        if isinstance(content, str):
            yield start, content
            continue
        for inner, record in _plain_records(_Buffer(io.BytesIO(content)), limit):  # one, but for files packed whole
            yield start + inner, record


def _unpack_member(buffer: _Buffer, limit: int) -> tuple[bytes | str, int]:
    """Content or fault of the member at the head of the buffer, and how many bytes to go on from."""
    unpacker = zlib.decompressobj(wbits=31)
    content = bytearray()
    fed = size = 0
    while not unpacker.eof:
        given: bytes = unpacker.unconsumed_tail
        if not given:
            if fed == len(buffer.data) and not buffer.more():
                return "is cut off in the middle of a record", len(_GZIP)
            given = bytes(buffer.data[fed : fed + _CHUNK])
            fed += len(given)
        try:
            piece = unpacker.decompress(given, _CHUNK)
        except zlib.error as error:
            return f"has a damaged record ({error})", len(_GZIP)
        size += len(piece)
        if size <= limit:
            content += piece
            continue
        if size > _ENDLESS * limit:
            return "has a record that unpacks without end", fed
        buffer.drop(fed)  # too long to be a page: what it unpacks to is not kept, nor where it began
        fed = 0
    taken = fed - len(unpacker.unused_data)
    if taken < 0:  # the next member began in bytes that were dropped already
        buffer.data[:0] = unpacker.unused_data[: -fed or None]
        buffer.position -= len(unpacker.unused_data) - fed
        taken = 0
    if size > limit:
        return (f"has a page of more than {limit / 1e6:,.0f} MB" if _may_be_page(content) else b""), taken
    return bytes(content), taken


def _may_be_page(content: bytearray) -> bool:
    return b"text/html" in content[:_LARGEST_HEAD]


def _advance(buffer: _Buffer, mark: bytes) -> bool:
    """Drop bytes until `mark` is next; False at the end of the stream."""
    while True:
        found = buffer.data.find(mark)
        if found >= 0:
            buffer.drop(found)
            return True
        buffer.drop(max(0, len(buffer.data) - len(mark) + 1))
        if not buffer.more():
            return False


def _plain_records(buffer: _Buffer, limit: int) -> Iterator[tuple[int, bytes | str]]:
    """Records of an unpacked archive by their declared length; after a wrong length, at the next mark."""
    while buffer.data or buffer.more():
        if not _advance(buffer, b"WARC/1."):
            return
        while len(buffer.data) < _LARGEST_HEAD and not _HEAD_END.search(buffer.data) and buffer.more():
            pass
        start = buffer.position
        head = _HEAD_END.search(buffer.data, 0, _LARGEST_HEAD)
        length = _LENGTH.search(buffer.data, 0, head.start() if head else 0)
        if head is None or length is None or not _MARK.match(buffer.data):
            yield start, "has a record without a readable head"
            buffer.drop(len(b"WARC/1."))
            continue
        size = head.end() + int(length[1])
        if size > limit:
            yield from _skip(buffer, size, start, limit)
            continue
        while len(buffer.data) < size and buffer.more():
            pass
        if len(buffer.data) < size:
            yield start, "is cut off in the middle of a record"
            buffer.drop(len(b"WARC/1."))
            continue
        yield start, bytes(buffer.data[:size])
        buffer.drop(size)


def _skip(buffer: _Buffer, size: int, start: int, limit: int) -> Iterator[tuple[int, bytes | str]]:
    """Pass over a record that is too long without holding it."""
    if _may_be_page(buffer.data):
        yield start, f"has a page of more than {limit / 1e6:,.0f} MB"
    left = size
    while left > 0 and (buffer.data or buffer.more()):
        step = min(left, len(buffer.data))
        buffer.drop(step)
        left -= step


def _page(record_bytes: bytes, where: str, options: Options) -> Item | None:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource
    try:
        for record in ArchiveIterator(
            io.BytesIO(record_bytes), record_types=wanted, parse_http=True, auto_decode="all"
        ):
            return _item(record, where, options)
    except (ValueError, OSError, RuntimeError, EOFError) as error:
        raise BadInput(where, f"is no readable record ({error})", "the rest of the archive is read") from error
    return None


def _item(record: Any, where: str, options: Options) -> Item | None:
    http = record.http_headers
    if http is not None and http.status_code != 200:
        return None
    kind = (
        record.http_content_type if http is not None else record.headers.get("Content-Type", "").split(";")[0]
    ) or ""
    if kind.strip().lower() not in _PAGE_TYPES:
        return None
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ") or None
    data = record.reader.read(options.limits.page + 1)
    if len(data) > options.limits.page:
        raise BadInput(
            where, f"is a page of more than {options.limits.page / 1e6:,.0f} MB", "the rest of the archive is read"
        )
    if not data.strip():
        return None
    charset = _CHARSET.search((http.get("Content-Type") or "") if http is not None else "")
    retrieved = _moment(record.headers.get("WARC-Date"))
    return Item(
        where,
        "text" if kind.strip().lower() == "text/plain" else "html",
        data,
        url=url,
        charset=charset[1] if charset else None,
        retrieved=retrieved,
        hints=_not_younger(retrieved),
    )


def _moment(value: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(value).astimezone(UTC) if value else None
    except ValueError:
        return None


def _not_younger(retrieved: datetime | None) -> tuple[Candidate, ...]:
    when = read_day(retrieved.date().isoformat()) if retrieved else None
    if when is None or retrieved is None:
        return ()
    return (
        Candidate(
            When(None, when.latest, f"../{when.edtf}"),
            "meta",
            None,
            why="the page was collected then, so it is not younger",
            quote=retrieved.isoformat(),
        ),
    )


def has_record_members(head: bytes) -> bool:
    """Whether a gzip file's first member, which begins with `head`, is one WARC record of several members."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        content = unpacker.decompress(head, 1 << 20)
    except zlib.error:
        return False
    return unpacker.eof and _MARK.match(content) is not None
