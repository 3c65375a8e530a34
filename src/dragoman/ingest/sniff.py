"""What kind of source a file is: by its first bytes, and by its name where bytes cannot tell."""

from __future__ import annotations

import re
from typing import Literal

from dragoman.ingest.decode import looks_binary

Kind = Literal[
    "text",
    "html",
    "jsonl",
    "json",
    "csv",
    "feed",
    "opml",
    "sitemap",
    "warc",
    "zip",
    "tar",
    "gzip",
    "bzip2",
    "xz",
    "pdf",
    "parquet",
    "office",
    "mail",
    "xml",
    "empty",
    "binary",
]
HEAD = 65_536  #: bytes that are looked at

_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"%PDF-", "pdf"),
    (b"WARC/", "warc"),
    (b"PAR1", "parquet"),
    (b"{\\rtf", "office"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),  # Word and its like until 2007
)
# Documents of office programs are zips. What they hold is markup for layout, which read as text would be rubbish.
_OFFICE = frozenset(".docx .docm .xlsx .pptx .odt .ods .odp .epub .pages .numbers .key".split())
_OFFICE_MEMBERS = (b"[Content_Types].xml", b"_rels/", b"mimetype", b"docProps/", b"word/")
_ZIP_NAME = 30  #: where the first member's name begins
_MAIL = re.compile(rb"\A(?:From [^\n]*\n)?(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.I)
_ROOTS: tuple[tuple[re.Pattern[bytes], Kind], ...] = (
    (re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]"), "feed"),
    (re.compile(rb"<opml[\s>]"), "opml"),
    (re.compile(rb"<(?:urlset|sitemapindex)[\s>]"), "sitemap"),
    (re.compile(rb"<(?:html|head|body|article|main)[\s>]|<!doctype\s+html", re.I), "html"),
)
# XML has elements called "body" and "article", too; to be a page it must say so.
_XML_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF|opml|urlset|sitemapindex|html)[\s>]|<!doctype\s+html", re.I)
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|div|p|h[1-6]|article|section|meta|title|!--|\?xml)\b", re.I)
_SUFFIXES: dict[str, Kind] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".md": "text",
}
#: Parts of saved pages that nobody means as reports; folders and archives are full of them.
ASSETS = frozenset(
    ".jpg .jpeg .png .gif .webp .svg .ico .bmp .avif .css .js .mjs .map .woff .woff2 .ttf .otf .eot .mp3 .mp4 .webm "
    ".m4a .ogg .wav .avi .mov .exe .dll .so .pyc .db .sqlite .lock .cdx .cdxj .idx".split()
)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def suffix(name: str) -> str:
    """The last suffix of a file's name in small letters, "" without one."""
    base = name.rsplit("/", 1)[-1].rsplit("!", 1)[-1]
    return "." + base.rsplit(".", 1)[1].lower() if "." in base.strip(".") else ""


def kind_of(head: bytes, name: str) -> Kind:
    """The kind of a source that begins with `head` (up to `HEAD` bytes) and is called `name`."""
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        return "empty" if len(head) < HEAD else "binary"
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return "office" if kind == "zip" and _is_office(head, name) else kind
    if head[257:262] == b"ustar" and head[:1] != b"<":
        return "tar"
    by_name = _SUFFIXES.get(suffix(name))
    if by_name in ("jsonl", "csv"):
        return "binary" if looks_binary(head) else by_name
    plain = head.replace(b"\x00", b"") if head.startswith(_BOMS[1:]) else head  # UTF-16: enough for ASCII tags
    start = plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:16_384]
    if start.startswith(b"<"):
        if start.startswith(b"<?xml") and by_name != "html" and not _XML_ROOT.search(start):
            return "xml"
        for pattern, kind in _ROOTS:
            if pattern.search(start):
                return kind
        if _MARKUP.match(start) or by_name == "html":
            return "html"
    if looks_binary(head):
        return "binary"
    if _MAIL.match(start.replace(b"\r", b"")):
        return "mail"
    if start.startswith((b"{", b"[")) and by_name in (None, "json"):
        return _json_kind(start)
    return "html" if by_name == "html" else "text"


def _is_office(head: bytes, name: str) -> bool:
    return suffix(name) in _OFFICE or head[_ZIP_NAME:].startswith(_OFFICE_MEMBERS)


def _json_kind(start: bytes) -> Kind:
    """JSON Lines has an object that ends where its line ends; anything else is one document."""
    first, newline, rest = start.partition(b"\n")
    if not start.startswith(b"{"):
        return "json"
    if not newline:
        return "jsonl" if len(first) >= 4000 or first.rstrip().endswith(b"}") else "json"
    return "jsonl" if first.rstrip().endswith(b"}") and rest.lstrip()[:1] in (b"{", b"") else "json"
