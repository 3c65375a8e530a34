"""A web archive as a crawler would bring it home, made of releases: what the bench of archives reads.

Each release of `../shared/data/news` (the project's own samples where that is absent) stands in a page with menu,
masthead date of another day, related stories and a comment; each page is a record of a WARC.gz, a gzip member a record.
"""

from __future__ import annotations

import gzip
import html
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from bench.measured import releases

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 6_000  #: characters of a release: briefings of 50,000 are not what a news archive is made of
SHORTEST = 400  #: characters: below are captions and lists of links
_MENU = "".join(f'<li><a href="/{w.lower()}">{w}</a></li>' for w in ("World", "Economy", "Opinion", "Culture", "Sport"))


def write_crawl(path: Path, pages: int) -> None:
    """A WARC.gz of so many pages."""
    with path.open("wb") as out:
        for number, (title, paragraphs) in zip(range(pages), texts(), strict=False):
            day = date(2021, 1, 1) + timedelta(days=number % 700)
            out.write(gzip.compress(_record(_page(title, paragraphs, day), number, day), 6, mtime=0))


def texts() -> Iterator[tuple[str, list[str]]]:
    """Titles and paragraphs, without end: the releases, then again with a number in the title."""
    found = [(r["title"], r["text"].split("\n\n")) for r in releases() if SHORTEST < len(r["text"]) < LONGEST]
    if not found:
        for path in sorted((ROOT / "examples").glob("*.txt")):
            head, *rest = path.read_text(encoding="utf-8").split("\n\n")
            found.append((head, rest))
    turn = 0
    while True:
        for title, paragraphs in found:
            yield (f"{title} ({turn})" if turn else title), paragraphs
        turn += 1


def _page(title: str, paragraphs: list[str], day: date) -> str:
    body = "".join(f"<p>{html.escape(p)}</p>" for p in paragraphs)
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{html.escape(title)} | Bench Post</title>"
        f"<meta property='article:published_time' content='{day}T12:00:00Z'></head><body><header><span class='today'>"
        f"Friday, 12 April 2024</span><nav><ul>{_MENU}</ul></nav></header><main><article><h1>{html.escape(title)}</h1>"
        f"<time datetime='{day}'>{day}</time>{body}</article></main><div class='related'><h3>Related</h3>"
        f"<ul>{_MENU}</ul></div><div id='comments'><p>I read it twice and still do not know what was agreed.</p></div>"
        f"<footer>© Bench Post</footer></body></html>"
    )


def _record(page: str, number: int, day: date) -> bytes:
    body = page.encode()
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://bench.example/{number}\r\n"
        f"WARC-Date: {day}T13:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http) + len(body)}\r\n\r\n"
    ).encode()
    return head + http + body + b"\r\n\r\n"
