"""Sources made on the spot for the tests of the readers: pages, archives, feeds."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile

from dragoman.errors import DragomanError
from dragoman.ingest.item import Failure, Item, Options
from dragoman.ingest.open import items_of_stream
from dragoman.ingest.sources import read_item
from dragoman.ingest.streams import Peekable
from dragoman.model import Report

OFFLINE = Options(fetch=False)
PARAGRAPHS = (
    "The foreign ministers of the two neighbouring states agreed on Monday to reopen the river crossing that has been "
    "closed since the spring, officials on both sides said.",
    "“We have turned a page,” the minister told reporters after three hours of talks in the border town, adding that "
    "customs officers would return within a week.",
    "The opposition said it had not been consulted and asked for a debate in parliament before any further step.",
)
TITLE = "Ministers agree to reopen river crossing"


def page(
    *,
    title: str = TITLE,
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    head: str = "",
    masthead: str = "",
    under: str = "",
    after: str = "",
) -> str:
    """A news page: `masthead` stands in the site's header, `under` below the headline, `after` behind the article."""
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return (
        f"<!doctype html><html><head><title>{title} | Harbour Times</title>{head}</head><body>"
        f'<header><a href="/">Harbour Times</a> {masthead}<nav><a href="/world">World</a></nav></header>'
        f"<main><article><h1>{title}</h1>{under}{body}</article></main>{after}<footer>Contact us</footer></body></html>"
    )


def warc_record(
    html: str | bytes,
    *,
    url: str = "https://harbour.example/a",
    status: str = "200 OK",
    kind: str = "text/html; charset=utf-8",
    day: str = "2023-06-20T05:00:00Z",
) -> bytes:
    """One WARC response record."""
    body = html.encode() if isinstance(html, str) else html
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {day}\r\n"
        f"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    ).encode()
    return head + http + b"\r\n\r\n"


def warc_info() -> bytes:
    head = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Date: 2023-06-20T05:00:00Z\r\nContent-Length: 8\r\n\r\n"
    return head + b"isa: x\r\n\r\n\r\n"


def warc_gz(*records: bytes) -> bytes:
    """A WARC file with one gzip member a record, as the format wants."""
    return b"".join(gzip.compress(r, mtime=0) for r in records)


def zipped(members: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)  # without the day, so that it is always the same
    return out.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def rss(*entries: str, title: str = "Harbour Times", head: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{head}'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>{title}</title>{''.join(entries)}</channel></rss>"
    ).encode()


def entry(
    *,
    title: str = TITLE,
    link: str = "https://harbour.example/a",
    guid: str = "",
    date: str = "Mon, 19 Jun 2023 17:00:00 GMT",
    text: str = "",
) -> str:
    return (
        f"<item><title>{title}</title><link>{link}</link><guid>{guid or link}</guid><pubDate>{date}</pubDate>"
        f"<description><![CDATA[{text}]]></description></item>"
    )


def items_in(data: bytes, name: str, options: Options = OFFLINE) -> list[Item | Failure]:
    """Everything that is found in `data` as a file called `name`."""
    return list(items_of_stream(Peekable(io.BytesIO(data)), name, options))


def reports_in(data: bytes, name: str, options: Options = OFFLINE) -> list[Report | Failure]:
    """Everything that is read from `data` as a file called `name`."""
    return [i if isinstance(i, Failure) else read_item(i, options) for i in items_in(data, name, options)]


def only_report(data: bytes | str, name: str, options: Options = OFFLINE) -> Report:
    """The one report in `data`; raises what went wrong."""
    found = reports_in(data.encode() if isinstance(data, str) else data, name, options)
    assert len(found) == 1, found
    if isinstance(found[0], Failure):
        raise found[0].error
    return found[0]


def fault(data: bytes, name: str, options: Options = OFFLINE) -> DragomanError:
    """The one failure in `data`."""
    found = [f for f in reports_in(data, name, options) if isinstance(f, Failure)]
    assert len(found) == 1, found
    return found[0].error
