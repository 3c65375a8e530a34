"""Addresses of the desk's pages, and what may be linked outside."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, urlencode, urlsplit

from dragoman.model import Evidence, Span

# Suffixes that choose a form of a page; an id that ends in one is followed by ".html".
SUFFIXES = (".json", ".csv", ".atom", ".ics", ".html")
# Words of a quotation that a text fragment begins and ends with; a whole sentence would break at any reprint.
_FRAGMENT_WORDS = 5


def page(kind: str, identifier: str) -> str:
    """The page of a noun: `page("event", "ev-12")` is "/event/ev-12"."""
    tail = ".html" if identifier.endswith(SUFFIXES) else ""
    return f"/{kind}/{quote(identifier, safe=':,@')}{tail}"


def passage(report: str, span: Span) -> str:
    """A report's page with a passage marked and in view."""
    return f"{page('report', report)}?at={span.start}-{span.end}#at"


def proof(evidence: Evidence) -> str:
    """Where a piece of evidence stands."""
    return passage(evidence.report, evidence.span)


def question(path: str, parameters: Iterable[tuple[str, str]]) -> str:
    """A path with a query, without what is empty."""
    query = urlencode([(k, v) for k, v in parameters if v])
    return f"{path}?{query}" if query else path


def outside(url: str | None) -> str | None:
    """An address that may be linked: http and https only, or None."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme.lower() in ("http", "https") and parts.netloc else None


def outside_quote(url: str | None, quotation: str) -> str | None:
    """An outside page at a quotation (`#:~:text=`), for browsers that can find it; or None."""
    address = outside(url)
    words = quotation.split()
    if address is None or not words:
        return address
    start, end = words[:_FRAGMENT_WORDS], words[-_FRAGMENT_WORDS:]
    parts = [" ".join(start), " ".join(end)] if len(words) > 2 * _FRAGMENT_WORDS else [" ".join(words)]
    # "-" and "," part a fragment's own syntax
    fragment = ",".join(quote(p, safe="").replace("-", "%2D") for p in parts)
    return f"{address.partition('#')[0]}#:~:text={fragment}"
