"""Sources in the web: an article at an address, and articles that feeds, lists of feeds and sitemaps name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from dragoman.errors import BadInput, DragomanError
from dragoman.ingest.feed import Entry, addresses_of_sitemap, feeds_of_opml, read_feed
from dragoman.ingest.item import Failure, Item, Options, failure
from dragoman.ingest.sniff import Kind, kind_of
from dragoman.model import Candidate

if TYPE_CHECKING:
    from dragoman.ingest.answer import Fetched
    from dragoman.ingest.fetch import Fetcher

_INDEXES: tuple[Kind, ...] = ("feed", "opml", "sitemap")


def items_of_web(url: str, options: Options) -> Iterator[Item | Failure]:
    """The article at `url`, or the articles of the feed, map or archive that lies there."""
    from dragoman.ingest.fetch import Fetcher

    with Fetcher(allow_private=options.allow_private, limits=options.limits) as fetcher:
        yield from _items_at(url, options, fetcher, 0)


def items_of_index(data: bytes, kind: Kind, source: str, options: Options) -> Iterator[Item | Failure]:
    """The articles of a feed, OPML or sitemap file; what it does not hold itself is fetched, if `options.fetch`."""
    with ExitStack() as stack:
        fetcher: Fetcher | None = None
        if options.fetch:
            from dragoman.ingest.fetch import Fetcher

            fetcher = stack.enter_context(Fetcher(allow_private=options.allow_private, limits=options.limits))
        yield from _entries(data, kind, source, options, fetcher, 0, None)


def item_of_entry(entry: Entry, source: str) -> Item:
    """An entry that holds its article whole, or as much of it as there is."""
    fields = {"text": entry.text, "title": entry.title or "", "url": entry.url or "", "outlet": entry.outlet or ""}
    return Item(source, "record", fields={k: v for k, v in fields.items() if v}, hints=entry.hints)


def item_of_answer(answer: Fetched, url: str) -> Item:
    """A fetched page or text as an item; `url` is the address it is known by."""
    kind = kind_of(answer.data[:65_536], "")
    as_text = kind == "text" and "html" not in answer.content_type
    return Item(
        url,
        "text" if as_text else "html",
        answer.data,
        url=answer.url,
        charset=answer.charset,
        retrieved=answer.retrieved,
    )


def item_of_article(entry: Entry, answer: Fetched) -> Item:
    """The page that an entry named, with what the feed says of it."""
    item = item_of_answer(answer, entry.url or answer.url)
    return replace(item, title=entry.title, outlet=entry.outlet, hints=entry.hints)


def _items_at(url: str, options: Options, fetcher: Fetcher, level: int) -> Iterator[Item | Failure]:
    try:
        answer = fetcher.get(url)
    except DragomanError as error:
        yield failure(url, error)
        return
    kind = kind_of(answer.data[:65_536], url.split("?", 1)[0])
    if kind in _INDEXES:
        yield from _entries(answer.data, kind, url, options, fetcher, level, answer.url)
    elif kind in ("text", "html"):
        yield item_of_answer(answer, url)
    else:
        from dragoman.ingest.open import items_of_stream
        from dragoman.ingest.streams import Peekable

        yield from items_of_stream(Peekable(BytesIO(answer.data)), url, options)


def _entries(
    data: bytes, kind: Kind, source: str, options: Options, fetcher: Fetcher | None, level: int, base: str | None
) -> Iterator[Item | Failure]:
    if level >= options.limits.nesting:
        yield failure(source, BadInput(source, f"is a list inside {level} lists", "give it as a source of its own"))
        return
    pages: list[tuple[str, tuple[Candidate, ...]]] = []
    try:
        if kind == "feed":
            for number, entry in enumerate(read_feed(data, source, base=base), 1):
                yield _article(entry, f"{source}#{number}", fetcher)
            return
        if kind == "opml":
            more = [url for url, _ in feeds_of_opml(data, source)]
        else:
            pages, more = addresses_of_sitemap(data, source)
    except DragomanError as error:
        yield failure(source, error)
        return
    if fetcher is None:
        yield failure(
            source, BadInput(source, "only names addresses, and fetching is off", "allow fetching, or give the pages")
        )
        return
    for url, hints in pages:
        yield _article(Entry(url, None, None, "", False, hints, url), url, fetcher)
    for url in more:
        yield from _items_at(url, options, fetcher, level + 1)


def _article(entry: Entry, source: str, fetcher: Fetcher | None) -> Item | Failure:
    if entry.is_whole or entry.url is None or fetcher is None:
        return item_of_entry(entry, entry.url or source)
    try:
        return item_of_article(entry, fetcher.get(entry.url))
    except DragomanError as error:
        return failure(entry.url, error)
