"""Feeds (RSS, Atom), lists of feeds (OPML) and sitemaps: what they name, in their order."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from dragoman.errors import BadInput
from dragoman.ingest.days import read_day
from dragoman.ingest.decode import decode
from dragoman.ingest.markup import looks_like_markup, text_of_markup
from dragoman.ingest.normal import one_line
from dragoman.model import Candidate

# An entry with at least this many words that does not say "read more" is the article; teasers have 15 to 80.
WHOLE_ARTICLE_WORDS = 120
_CUT = re.compile(r"(?:\[?…\]?|\.\.\.|read (?:more|on|the full \w+)|continue reading|full story)\W*$", re.I)
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.I | re.S)
_OPEN_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*\[", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_PROLOGUE = 65_536  #: characters in which a document type must begin and end
_MOST_ENTRIES = 50_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed."""

    url: str | None
    title: str | None
    outlet: str | None
    text: str  #: what the feed itself holds of it: the article or a teaser
    is_whole: bool  #: whether that is the article
    hints: tuple[Candidate, ...]
    key: str  #: its guid, or its address: what tells it from other entries of the feed


def read_feed(data: bytes, source: str, *, base: str | None = None) -> list[Entry]:
    """Entries of an RSS or Atom feed.

    Raises:
        BadInput: this is no feed.
    """
    import feedparser

    text = _harmless(data, source)
    try:
        parsed = feedparser.parse(
            io.BytesIO(text.encode()),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except (KeyError, IndexError, ValueError) as error:  # the library trips over ends of what never began
        raise BadInput(source, "is a damaged feed", "fetch it again, or tell the site") from error
    if not parsed.get("version") and not parsed.get("entries"):
        raise BadInput(source, "is no feed that can be read", "open it in a browser: the site may have moved its feed")
    outlet = one_line(text_of_markup(parsed.feed.get("title") or ""))
    return [_entry(e, outlet, base) for e in parsed.entries[:_MOST_ENTRIES]]


def feeds_of_opml(data: bytes, source: str) -> list[tuple[str, str | None]]:
    """Addresses and titles of the feeds that an OPML file lists, each once.

    Raises:
        BadInput: it is not XML.
    """
    found: dict[str, str | None] = {}
    for outline in _xml(data, source).iter("{*}outline"):
        url = next((v for k, v in outline.attrib.items() if k.lower() == "xmlurl"), None)
        if url and url.strip():
            found.setdefault(url.strip(), one_line(outline.get("title") or outline.get("text")))
    return list(found.items())


def addresses_of_sitemap(data: bytes, source: str) -> tuple[list[tuple[str, tuple[Candidate, ...]]], list[str]]:
    """Pages with their dates, and further sitemaps, that a sitemap names.

    Raises:
        BadInput: it is not XML.
    """
    pages, more = [], []
    for entry in _xml(data, source):
        if not isinstance(entry.tag, str):
            continue
        name = entry.tag.rsplit("}", 1)[-1]
        url = (entry.findtext("{*}loc") or "").strip()
        if not url:
            continue
        if name == "sitemap":
            more.append(url)
        elif name == "url":
            stamp = entry.findtext("{*}news/{*}publication_date")  # <lastmod> is no day of publication
            pages.append((url, _date(stamp, "the site's map for news")))
    return pages, more


def _entry(entry: Any, outlet: str | None, base: str | None) -> Entry:
    contents = [c.get("value") or "" for c in entry.get("content") or []]
    body = max([*contents, entry.get("summary") or ""], key=len)
    text = text_of_markup(body) if looks_like_markup(body) else body
    url = "".join((entry.get("link") or "").split())  # an address holds no blanks, least of all a line break
    url = urljoin(base, url) if base and url else url
    title = one_line(text_of_markup(entry.get("title") or ""))
    stamp = entry.get("published") or entry.get("date") or entry.get("issued")
    whole = len(text.split()) >= WHOLE_ARTICLE_WORDS and not _CUT.search(text.rstrip())
    source = entry.get("source") or {}
    return Entry(
        url if url.startswith(("http://", "https://")) else None,
        title,
        one_line(source.get("title")) or outlet,
        text,
        whole,
        _date(stamp, "the feed's entry"),
        str(entry.get("id") or url or title or ""),
    )


def _date(stamp: str | None, where: str) -> tuple[Candidate, ...]:
    when = read_day(stamp) if stamp else None
    return () if when is None else (Candidate(when, "meta", None, why=f"given by {where}", quote=stamp),)


def _harmless(data: bytes, source: str) -> str:
    """The XML without a document type, whose entities could unfold to any size, and without its encoding, now UTF-8."""
    text = _DECLARATION.sub("", decode(data, source=source).lstrip("\ufeff"))
    text = _DOCTYPE.sub("", text[:_PROLOGUE], count=1) + text[_PROLOGUE:]
    if _OPEN_DOCTYPE.search(text[:4096]) or "<!ENTITY" in text[:_PROLOGUE]:
        raise BadInput(
            source,
            "declares entities of its own",
            "such XML can unfold to any size and is not read; ask the site for a plain feed",
        )
    return text


def _xml(data: bytes, source: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(_harmless(data, source).encode(), parser=parser)
    except etree.XMLSyntaxError as error:
        raise BadInput(source, f"is not readable XML ({error})", "check that it was fetched whole") from error
    if root is None:
        raise BadInput(source, "is not readable XML", "check that it was fetched whole")
    return root
