"""Dates that could be a report's own, as its page and its address state them. They are collected, never weighed.

Which one holds is decided by `resolve.dating`, against what the text itself implies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from dragoman.ingest.days import is_modification, on, read_day, read_stamp
from dragoman.ingest.pagedata import PageData
from dragoman.model import Candidate, CandidateOrigin, When

_FULL = re.compile(r"/(?P<year>(?:19|20)\d{2})[/-]?(?P<month>[01]\d|[a-z]{3})[/-]?(?P<day>[0-3]\d)(?=\D|$)", re.I)
_INSIDE = re.compile(r"(?<=\D)(?P<year>(?:19|20)\d{2})-?(?P<month>[01]\d)-?(?P<day>[0-3]\d)(?=\D|$)")
_UNPADDED = re.compile(r"/(?P<year>(?:19|20)\d{2})/(?P<month>\d{1,2})/(?P<day>\d{1,2})(?=/|$)")
_MONTHLY = re.compile(r"/(?P<year>(?:19|20)\d{2})[/-](?P<month>0[1-9]|1[0-2])(?=/|$)")
# No page is older or younger than this. The bounds keep htmldate from asking for today's date.
_OLDEST, _NEWEST = "1995-01-01", "2100-01-01"
_MASTHEAD_PLACES = ("header", "nav", "footer", "aside")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MASTHEAD_CLASS = re.compile(r"masthead|topbar|top-bar|site-head|page-head|today|current-date", re.I)
_NOT_MASTHEAD = re.compile(r"article|story|post|entry|content|headline|byline", re.I)
_PUBLISHED_CLASS = re.compile(
    r"publish|pubdate|posted|timestamp|dateline|entry-date|post-date|article-date|byline", re.I
)
_OTHERS_CLASS = re.compile(
    r"comment|related|recommend|sidebar|latest|trending|teaser|promo|most-read|popular|widget|live-?blog|update-item",
    re.I,
)
_MAX_ELEMENTS = 50_000
_BLOCKS_AFTER_HEADLINE = 12  #: a date printed this many short pieces of text after the headline still belongs to it


def dates_of_address(url: str | None) -> tuple[Candidate, ...]:
    """The day or month in the path of an address ("/2023/06/19/", "/2023/jun/19/", "-20230619.html", "/2023/06/")."""
    if not url:
        return ()
    path = url.split("://", 1)[-1].split("?", 1)[0].split("#", 1)[0]
    for pattern in (_FULL, _UNPADDED, _INSIDE):
        for found in pattern.finditer(path):
            year, month, day = found["year"], found["month"], found["day"]
            when = read_day(f"{day} {month} {year}" if month.isalpha() else f"{year}-{int(month):02}-{int(day):02}")
            if when:
                quote = found[0].strip("/")
                return (Candidate(when, "url", None, why="stands in the address of the page", quote=quote),)
    if monthly := _MONTHLY.search(path):
        when = read_day(f"{monthly['year']}-{monthly['month']}")
        if when:
            quote = monthly[0].strip("/")
            return (Candidate(when, "url", None, why="the month stands in the address of the page", quote=quote),)
    return ()


def dates_of_page(tree: Any, data: PageData, headline: Any) -> tuple[Candidate, ...]:
    """Every date that the page gives for itself, in order of how directly it says so, each day once per origin.

    `headline` is the element that prints the headline, if one does.

    Steps: 1. JSON-LD and meta elements; 2. `<time>` and dates printed with the headline; 3. dates printed in the
    masthead; 4. where nothing is found, htmldate's reading of the page, as a masthead: that is what it mostly takes.
    A day of change that htmldate takes for the day of publication is not heard twice.
    """
    found: list[Candidate] = []
    for value, name in data.published:  # 1
        found += _candidate(value, "meta", f"the page's own data ({name})")
    for value, name in data.modified:
        found += _no_later(value, name)
    found += _printed_dates(tree, headline)  # 2, 3
    if not any(c.when.earliest for c in found):  # 4
        changed = {c.when.latest for c in found}
        found += (c for c in _last_resort(tree) if c.when.latest not in changed)
    first = {(c.origin, c.when): c for c in reversed(found)}
    return tuple(c for c in found if first[c.origin, c.when] is c)


def _candidate(value: str, origin: CandidateOrigin, why: str) -> Iterator[Candidate]:
    when = read_day(value)
    if when is not None:
        yield Candidate(when, origin, None, why=why, quote=" ".join(value.split())[:120])


def _no_later(value: str, name: str) -> Iterator[Candidate]:
    """A day of change is no day of publication: it says that the report is not younger."""
    when = read_day(value)
    if when is not None and when.is_day:
        yield Candidate(
            When(None, when.latest, f"../{when.edtf}"),
            "meta",
            None,
            why=f"the page was changed then ({name}), so it is not younger",
            quote=" ".join(value.split())[:120],
        )


def _printed_dates(tree: Any, headline: Any) -> Iterator[Candidate]:
    after_headline: int | None = None
    for count, element in enumerate(tree.iter()):
        if count > _MAX_ELEMENTS:
            return
        if element is headline:
            after_headline = 0
            continue
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "head", "option", "title"):
            continue
        text = _own_text(element)
        stamp = element.get("datetime") if element.tag == "time" else None
        if not text and not stamp:
            continue
        if after_headline is not None:
            after_headline += 1
        if len(text) > 100 or _belongs_to_other(element):
            continue
        when = read_day(stamp or "") or (None if element.tag in _HEADINGS else read_stamp(text))
        if when is None or not when.is_day:
            continue
        quote = text or stamp or ""
        if is_modification(text) or "modif" in (element.get("itemprop") or "").lower() or _is_update(element):
            yield from _no_later(stamp or text, "printed on the page")
        elif _in_masthead(element) and not element.get("pubdate"):
            yield Candidate(when, "masthead", None, why="printed in the masthead of the page", quote=quote)
        elif _marked_as_published(element) or (after_headline is not None and after_headline <= _BLOCKS_AFTER_HEADLINE):
            yield Candidate(when, "meta", None, why="printed with the headline", quote=quote)
        elif after_headline is None:
            yield Candidate(when, "masthead", None, why="printed above the headline", quote=quote)


def _own_text(element: Any) -> str:
    """The element's words where it has few descendants; "" for containers, whose words are met further down."""
    if len(element) > 3:
        return ""
    text = " ".join("".join(element.itertext()).split()) if len(element) else " ".join((element.text or "").split())
    return text if len(text) <= 200 else ""


def _ancestry(element: Any) -> Iterator[Any]:
    for depth, ancestor in enumerate((element, *element.iterancestors())):
        if depth > 12 or ancestor.tag in ("body", "html"):
            return
        yield ancestor


def _label(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _belongs_to_other(element: Any) -> bool:
    return any(_OTHERS_CLASS.search(_label(a)) for a in _ancestry(element))


def _is_update(element: Any) -> bool:
    return (
        re.search(r"\b(?:updated?|modified)\b", _label(element).replace("-", " ").replace("_", " "), re.I) is not None
    )


def _in_masthead(element: Any) -> bool:
    """Whether an element stands in the site's own head or foot; the head and foot of an article are not that."""
    places = list(_ancestry(element))
    if any(a.tag in ("article", "main") for a in places):
        return False
    for place in places:
        if place.tag in _MASTHEAD_PLACES:
            return not place.xpath(".//h1") or bool(place.xpath(".//nav"))
        label = _label(place)
        if _MASTHEAD_CLASS.search(label):
            return not _NOT_MASTHEAD.search(label)
    return False


def _marked_as_published(element: Any) -> bool:
    return bool(
        element.get("pubdate") is not None
        or "published" in (element.get("itemprop") or "").lower()
        or _PUBLISHED_CLASS.search(_label(element))
        or re.match(r"\W*(?:first\s+)?(?:published|posted|issued)\b", "".join(element.itertext()).strip()[:40], re.I)
    )


def _last_resort(tree: Any) -> Iterator[Candidate]:
    from htmldate import find_date

    try:
        found = find_date(tree, extensive_search=True, original_date=True, min_date=_OLDEST, max_date=_NEWEST)
    except (ValueError, TypeError, AttributeError, IndexError, OverflowError, RecursionError):
        return  # htmldate trips over odd pages; it is one voice among several
    if found:
        yield Candidate(
            on(date.fromisoformat(found)), "masthead", None, why="htmldate's reading of the page", quote=found
        )
