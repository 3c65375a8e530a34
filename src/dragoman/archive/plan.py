"""What there is to do: inputs, cut into parts that each become one shard."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from dragoman.ingest.folder import files, shown
from dragoman.ingest.item import Failure, Item, Options
from dragoman.ingest.sniff import suffix
from dragoman.ingest.sources import items, items_of_file
from dragoman.ingest.streams import Meter

PART_REPORTS = 256  #: reports in a part: a minute's work of one core, and a shard of about 1 MB
PART_BYTES = 64 << 20  #: a part ends before it grows larger, whatever its reports' number
# Files that hold one report each; a folder's are read as one input, all others are inputs of their own.
_SINGLE = frozenset({".txt", ".html", ".htm", ".xhtml", ".md", ""})


@dataclass(frozen=True, slots=True)
class Input:
    """Something that is read from beginning to end, in a fixed order, by one reader."""

    name: str  #: of its shards: legible, and unique by a digest of the source
    paths: tuple[str, ...]  #: files; empty for an address or standard input
    source: str
    size: int  #: bytes, 0 where that cannot be known
    stamp: str  #: changes when a file is added, removed or changed, or read otherwise; "" where that cannot be known


@dataclass(frozen=True, slots=True)
class Refused:
    """A report without reading, as it is written to the side table."""

    source: str
    kind: str  #: the name of the error in `dragoman.errors`
    reason: str


@dataclass(frozen=True, slots=True)
class Part:
    """A run of reports of one input, found but not read; small enough to be sent to a worker."""

    input: str
    number: int
    items: tuple[bytes, ...]  #: of type `Item`, as msgpack
    refused: tuple[Refused, ...]
    digest: str  #: of all that is in it, and of how it is read
    upto: int = field(default=0, compare=False)  #: bytes of the input's files that were taken when it was cut


def inputs(sources: Sequence[str], options: Options) -> Iterator[Input | Refused]:
    """The inputs in `sources`: files with many reports each for itself, the other files of a source together."""
    for source in sources:
        if source == "-" or source.startswith(("http://", "https://")):
            yield Input(_name(source, source), (), source, 0, "")
            continue
        single: list[str] = []
        for path in files(source, options):
            if isinstance(path, Failure):
                yield refused(path)
            elif os.path.isdir(source) and suffix(path) in _SINGLE and stat.S_ISREG(_status(path).st_mode):
                single.append(path)
            else:
                yield _input(path, (path,), options)
        if single:
            yield _input(source, tuple(single), options)


def parts(given: Input, options: Options, *, size: int = PART_REPORTS) -> Iterator[Part]:
    """The parts of an input, in order. They depend on its content, `options` and `size` alone. At least one."""
    meter, how = Meter(), _reading(options)
    number, taken, encoded, failed = 0, 0, list[bytes](), list[Refused]()
    for found in _items(given, options, meter):
        if isinstance(found, Failure):
            failed.append(refused(found))
        else:
            encoded.append(msgspec.msgpack.encode(found))
            taken += len(encoded[-1])
        if len(encoded) + len(failed) >= size or taken >= PART_BYTES:
            yield _part(given, number, encoded, failed, meter, how)
            number, taken, encoded, failed = number + 1, 0, [], []
    if encoded or failed or not number:
        yield _part(given, number, encoded, failed, meter, how)


def refused(failed: Failure) -> Refused:
    """A failure as a row: errors themselves do not travel between processes."""
    return Refused(failed.source, type(failed.error).__name__, failed.reason)


def decode_item(data: bytes) -> Item:
    """The item that a part carries."""
    return msgspec.msgpack.decode(data, type=Item)


def _items(given: Input, options: Options, meter: Meter) -> Iterator[Item | Failure]:
    if not given.paths:
        yield from items(given.source, options)
    for path in given.paths:
        yield from items_of_file(path, options, meter=meter)


def _part(given: Input, number: int, encoded: list[bytes], failed: list[Refused], meter: Meter, how: bytes) -> Part:
    digest = hashlib.sha256(how)
    for piece in encoded:
        digest.update(len(piece).to_bytes(8, "big") + piece)
    digest.update(msgspec.msgpack.encode(failed))
    return Part(given.name, number, tuple(encoded), tuple(failed), digest.hexdigest(), meter.taken)


def _reading(options: Options) -> bytes:
    """A digest of the options on which a report hangs: what was read under others must be read anew."""
    said = (options.outlet, options.published, dict(options.columns), options.any_language, options.limits)
    return hashlib.sha256(msgspec.msgpack.encode(said, order="deterministic")).digest()


def _input(source: str, paths: tuple[str, ...], options: Options) -> Input:
    stamp, size = hashlib.sha256(_reading(options)), 0
    for path in paths:
        status = _status(path)
        size += status.st_size
        stamp.update(f"{shown(path)}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return Input(
        _name(source, paths[0] if len(paths) == 1 else source + os.sep), paths, shown(source), size, stamp.hexdigest()
    )


def _status(path: str) -> os.stat_result:
    try:
        return os.stat(path)
    except OSError:
        return os.stat_result((0,) * 10)  # it is told as a failure when it is read


def _name(source: str, identity: str) -> str:
    """A legible beginning and a digest of the absolute path or address."""
    base = re.sub(r"[^\w.-]+", "-", os.path.basename(source.rstrip("/")) or "input", flags=re.A).strip(".-")[:60]
    whole = identity if "://" in identity or identity == "-" else os.path.abspath(identity)
    return f"{base or 'input'}-{hashlib.sha256(os.fsencode(whole)).hexdigest()[:8]}"
