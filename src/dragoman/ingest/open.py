"""From a stream of bytes to the items in it: one opener per kind of source."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.errors import BadInput, DragomanError
from dragoman.ingest.folder import why_passed
from dragoman.ingest.item import Failure, Item, Options, failure
from dragoman.ingest.sniff import Kind, kind_of, suffix
from dragoman.ingest.streams import Peekable, read_bounded

_UNREADABLE: dict[Kind, tuple[str, str]] = {
    "empty": ("is empty", "check that it was saved or copied whole"),
    "pdf": ("is a PDF, which is not read", "save its text as .txt (pdftotext does that) and give that"),
    "parquet": ("is a Parquet file", "of shards, give dragoman add the folder that dragoman backfill wrote"),
    "office": ("is a document of an office program, which is not read", "save its text as .txt or HTML and give that"),
    "mail": ("is an e-mail or a page saved as one (MHTML), which is not read", "save its text as .txt or HTML"),
    "xml": ("is XML of a kind that is not read", "give HTML, RSS, Atom, OPML or a sitemap, or save its text as .txt"),
    "binary": ("is not text", "give text, HTML, JSON Lines, CSV, a feed, a WARC file, or an archive of these"),
}
_PACKED_SUFFIXES = {".gz": "", ".bz2": "", ".xz": "", ".tgz": ".tar"}


def items_of_stream(
    stream: Peekable, source: str, options: Options, *, name: str = "", level: int = 0
) -> Iterator[Item | Failure]:
    """The items of one file's content; never raises for what the content is.

    Args:
        name: what the file is called where that is not `source`: without ".gz" once it is unpacked.
        level: how many archives it lies in.
    """
    try:
        yield from _open(stream, source, options, name or source, level)
    except DragomanError as error:
        yield failure(source, error)
    except OSError as error:
        yield failure(source, BadInput(source, f"cannot be read to its end ({error})", "check the disk or the pipe"))


def _open(stream: Peekable, source: str, options: Options, name: str, level: int) -> Iterator[Item | Failure]:
    kind = kind_of(stream.head(), name)
    if kind in _UNREADABLE:
        raise BadInput(source, *_UNREADABLE[kind])
    if kind == "text":
        yield Item(source, "text", read_bounded(stream, options.limits.text, source))
    elif kind == "html":
        yield Item(source, "html", read_bounded(stream, options.limits.page, source))
    elif kind in ("jsonl", "json", "csv"):
        from dragoman.ingest import rows

        read = {"jsonl": rows.read_json_lines, "json": rows.read_json, "csv": rows.read_table}[kind]
        yield from read(stream, source, options)
    elif kind == "warc":
        from dragoman.ingest.warc import read_warc

        yield from read_warc(stream, source, options, packed=False)
    elif kind in ("feed", "opml", "sitemap"):
        from dragoman.ingest.web import items_of_index

        yield from items_of_index(read_bounded(stream, options.limits.page, source), kind, source, options)
    else:
        yield from _unpack(stream, kind, source, options, name, level)


def _unpack(
    stream: Peekable, kind: Kind, source: str, options: Options, name: str, level: int
) -> Iterator[Item | Failure]:
    from dragoman.ingest import packed
    from dragoman.ingest.warc import has_record_members, read_warc

    if level >= options.limits.nesting:
        raise BadInput(
            source, f"lies in more than {options.limits.nesting} archives inside each other", "unpack it yourself"
        )
    if kind == "gzip" and has_record_members(stream.head()):
        yield from read_warc(stream, source, options, packed=True)
    elif kind in ("gzip", "bzip2", "xz"):
        ending = suffix(name)
        inner = name.removesuffix(ending) + _PACKED_SUFFIXES[ending] if ending in _PACKED_SUFFIXES else name
        content = Peekable(packed.unpacked(stream, kind, source, options))
        yield from items_of_stream(content, source, options, name=inner, level=level + 1)
    else:
        members = packed.zip_members if kind == "zip" else packed.tar_members
        for member in members(stream, source, options):
            if isinstance(member, Failure):
                yield member
            elif not _is_passed(member[0]):
                yield from items_of_stream(Peekable(member[1]), member[0], options, level=level + 1)


def _is_passed(member: str) -> bool:
    """Whether a member's name, or that of a folder it lies in, is one that is passed over."""
    *folders, name = member.rsplit("!", 1)[-1].split("/")
    above = [f for f in folders if f not in (".", "..")]
    return bool(why_passed(name) or any(why_passed(f) == "hidden" for f in above))
