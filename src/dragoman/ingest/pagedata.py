"""What a page says of itself in JSON-LD, OpenGraph and other meta elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_ARTICLE = re.compile(r"Article|Report|BlogPosting|LiveBlog|PressRelease|Review$|Newsletter", re.I)
_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "date_published",
    "publish-date",
    "publish_date",
    "publishdate",
    "publication_date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "date",
    "originalpublicationdate",
    "article_date_original",
    "cxenseparse:recs:publishtime",
    "displaydate",
    "ptime",
    "vr:published_time",
    "rnews:datepublished",
)
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "lastmod",
    "dcterms.modified",
    "dc.date.modified",
    "article.updated",
    "revised",
)
_LARGEST_SCRIPT = 2_000_000  #: characters of one JSON-LD block; pages of shops carry megabytes that are not ours
_MOST_NODES = 20_000


@dataclass(frozen=True, slots=True)
class PageData:
    """What was found; dates are pairs of the value as written and the name of the field."""

    headline: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    published: tuple[tuple[str, str], ...] = ()
    modified: tuple[tuple[str, str], ...] = ()
    body: str | None = None  #: JSON-LD articleBody, where the site gives it
    is_article: bool = False  #: the page calls itself an article


def page_data(tree: Any) -> PageData:
    """Read JSON-LD, then meta elements; what is said first holds, dates are kept all."""
    article: dict[str, Any] = next((n for n in _linked_nodes(tree) if _ARTICLE.search(_kinds(n))), {})
    meta = _meta(tree)
    published = [(v, "JSON-LD datePublished") for v in _strings(article.get("datePublished"))]
    published += [(meta[name], name) for name in _PUBLISHED if name in meta]
    modified = [(v, "JSON-LD dateModified") for v in _strings(article.get("dateModified"))]
    modified += [(meta[name], name) for name in _MODIFIED if name in meta]
    return PageData(
        headline=_one(article.get("headline")) or meta.get("og:title") or meta.get("twitter:title"),
        outlet=meta.get("og:site_name") or _name(article.get("publisher")) or meta.get("application-name"),
        byline=_people(article.get("author"))
        or _plain_author(meta.get("author") or meta.get("byl") or meta.get("dc.creator")),
        url=_canonical(tree) or meta.get("og:url"),
        published=tuple(published),
        modified=tuple(modified),
        body=_one(article.get("articleBody")),
        is_article=bool(article) or meta.get("og:type", "").lower() in ("article", "news.article"),
    )


def _linked_nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object of every JSON-LD block, outer ones first."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        source = script.text or ""
        if len(source) > _LARGEST_SCRIPT:
            continue
        try:
            waiting = [json.loads(source.strip().rstrip(";"), strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MOST_NODES):
            if not waiting:
                break
            node = waiting.pop(0)
            if isinstance(node, dict):
                yield node
                waiting += [v for v in node.values() if isinstance(v, (dict, list))]
            elif isinstance(node, list):
                waiting += node


def _kinds(node: dict[str, Any]) -> str:
    return " ".join(_strings(node.get("@type")))


def _strings(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [v for v in values if isinstance(v, str) and v.strip()]


def _one(value: Any) -> str | None:
    return next(iter(_strings(value)), None)


def _name(value: Any) -> str | None:
    node = value[0] if isinstance(value, list) and value else value
    return _one(node.get("name")) if isinstance(node, dict) else _one(node)


def _people(value: Any) -> str | None:
    names = [_name(v) for v in (value if isinstance(value, list) else [value])]
    return _plain_author(", ".join(dict.fromkeys(n for n in names if n)))


def _plain_author(value: str | None) -> str | None:
    """A byline without "By"; addresses and social handles are no names."""
    bare = re.sub(r"^\s*by\s+", "", value or "", flags=re.I).strip()
    return None if not bare or bare.startswith(("http", "@", "www.")) else bare


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.xpath("//meta[@content]"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        value = " ".join(element.get("content").split())
        if name and value:
            found.setdefault(name, value)
    return found


def _canonical(tree: Any) -> str | None:
    found = tree.xpath("//link[@rel='canonical']/@href")
    return str(found[0]) if found and str(found[0]).startswith("http") else None
