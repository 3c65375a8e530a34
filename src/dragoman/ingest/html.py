"""A news page as a report: its main text, headline, byline, outlet and every date it gives for itself."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from dragoman.errors import BadInput
from dragoman.ingest.assemble import assemble, check_size
from dragoman.ingest.days import read_day
from dragoman.ingest.decode import decode
from dragoman.ingest.item import Item, Options
from dragoman.ingest.markup import looks_like_markup, text_of_markup
from dragoman.ingest.normal import normalise, one_line
from dragoman.ingest.pagedata import PageData, page_data
from dragoman.ingest.published import dates_of_address, dates_of_page
from dragoman.model import Report
from dragoman.names import fold

# Below this many words a page has no article: cookie walls, lists of links and error pages yield 0 to 25.
FEWEST_WORDS = 30
_BLOCKS = frozenset({"p", "head", "item", "list", "quote", "lb", "ab", "div", "table", "row", "cell", "code"})
_BYLINE = re.compile(r"^(?:By|BY)\s+(?P<names>[A-Z][^.!?]{2,80})$")
_BYLINE_PLACES = (
    "//*[contains(@class, 'byline') or contains(@class, 'author') or @itemprop='author' or @rel='author']"
    "[not(ancestor::aside or ancestor::footer)]"
)
# Lines that sites print between paragraphs. Each must fill its line, so that no sentence that begins alike is lost.
_FURNITURE = re.compile(
    r"^\W*(?:"
    + "|".join(
        (
            r"advertisement|sponsored|print|e-?mail|save|share|copy link|loading|comments?(?: \(\d+\))?|more|menu",
            r"share (?:this|on \w+)(?: \w+){0,2}|follow us(?: on)?\b.{0,40}|click here\b.*",
            r"sign up (?:for|to)\b.*|subscribe (?:to|for|now)\b.*|read more",
            r"(?:read|see|also) (?:more|also|read)\b\s*[:|>»-].*",
            r"related(?: (?:articles?|stories|news|topics?))?(?:\s*:.*)?",
            r"listen to (?:this )?article.*|\d+ min(?:ute)?s? read|(?:image|photo) (?:source|caption|credit)\b.*",
            r"(?:all )?rights reserved.*|©.*|copyright ©?\s*\d{4}.*|this article is (?:free|for subscribers)\b.*",
        )
    )
    + r")\W*$",
    re.I,
)
_LONGEST_FURNITURE = 120


def read_html(item: Item, options: Options) -> Report:
    """One HTML page.

    The headline is the first line of the text where the page prints one; masthead dates, bylines and other
    furniture are not text.

    Raises:
        BadInput: empty, binary, too large, or without an article.
        NotEnglish: in another language.
    """
    check_size(len(item.data), item.source, options)
    page = decode(item.data, source=item.source, declared=item.charset)
    tree = _parse(page)
    if tree is None:
        raise BadInput(item.source, "is an HTML page with nothing on it", "check that the page was saved whole")
    data = page_data(tree)
    hints = (*dates_of_page(tree, data), *dates_of_address(item.url or data.url))
    title, printed = _title(tree, data)
    paragraphs, byline = _clean(_main_text(page, data), title)
    if len(" ".join(paragraphs).split()) < FEWEST_WORDS:
        raise BadInput(
            item.source,
            "is an HTML page without an article",
            "give the address or file of one article, not of a list or a form",
        )
    return assemble(
        item,
        options,
        text=_join(paragraphs),
        title=title or item.title,
        title_printed=printed,
        byline=data.byline or byline or _printed_byline(tree),
        outlet=data.outlet,
        url=item.url or data.url,
        hints=hints,
    )


def _parse(page: str) -> Any:
    from lxml.html import HTMLParser, document_fromstring

    try:
        # bytes, because lxml refuses text that carries an encoding declaration
        return document_fromstring(
            page.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8", huge_tree=False)
        )
    except (etree.LxmlError, ValueError):
        return None


def _main_text(page: str, data: PageData) -> list[str]:
    """The article's paragraphs by trafilatura, or the site's own `articleBody` where that has much more."""
    from trafilatura import bare_extraction

    try:
        found: Any = bare_extraction(
            page,
            favor_precision=True,
            include_comments=False,
            include_tables=False,
            with_metadata=False,
            deduplicate=False,
        )
    except (RecursionError, ValueError, TypeError, AttributeError, IndexError):
        found = None  # hostile nesting; the page may still carry its text as data
    lines = _lines(found.body) if found is not None and found.body is not None else []
    if data.body and len(data.body) > 2 * sum(map(len, lines)):
        body = text_of_markup(data.body) if looks_like_markup(data.body) else data.body
        return normalise(body).split("\n")
    return lines


def _lines(body: Any) -> list[str]:
    """The text of trafilatura's tree, a line per block; its own text output resolves entities twice."""
    lines: list[list[str]] = [[]]
    for event, element in etree.iterwalk(body, events=("start", "end")):
        block = element.tag in _BLOCKS
        if block:
            lines.append(["- "] if event == "start" and element.tag == "item" else [])
        lines[-1].append((element.text if event == "start" else element.tail) or "")
    return [line for line in (normalise("".join(pieces)) for pieces in lines) if line.strip("- ")]


def _title(tree: Any, data: PageData) -> tuple[str | None, bool]:
    """The headline and whether the page prints it: the h1 that agrees with the metadata, else the first h1."""
    printed = [t for t in (one_line("".join(h.itertext())) for h in tree.xpath("//h1")) if t]
    stated = one_line(data.headline)
    page_title = one_line("".join(tree.xpath("(//head//title)[1]//text()")))
    for headline in printed:
        for other in (stated, page_title):
            if other and fold(headline) in fold(other):
                return headline, True
    if stated:
        shown = any(fold(one_line("".join(h.itertext())) or "") == fold(stated) for h in tree.xpath("//h2")[:5])
        return (printed[0], True) if len(printed) == 1 and len(printed[0].split()) > 3 else (stated, shown)
    if printed:
        return printed[0], True
    return page_title, False


def _printed_byline(tree: Any) -> str | None:
    """Names in an element marked as byline: "By A and B", or a link marked as the author's."""
    for element in tree.xpath(_BYLINE_PLACES)[:5]:
        words = one_line(" ".join(element.itertext())) or ""
        if found := _BYLINE.match(words):
            return found["names"].strip()
        if element.get("rel") == "author" and 0 < len(words) <= 60:
            return words
    return None


def _clean(lines: list[str], title: str | None) -> tuple[list[str], str | None]:
    """Paragraphs without furniture, and a byline that stood among the first of them."""
    kept: list[str] = []
    byline = None
    for n, line in enumerate(" ".join(line.split()) for line in lines):
        if not line or (len(line) <= _LONGEST_FURNITURE and _FURNITURE.match(line)):
            continue
        if len(kept) < 3:
            if read_day(line) is not None:
                continue
            if found := _BYLINE.match(line):
                byline = byline or found["names"].strip()
                continue
            if title and n < 3 and fold(line) == fold(title):
                continue
        kept.append(line)
    return kept, byline


def _join(paragraphs: list[str]) -> str:
    """Paragraphs with a blank line between them; the items of a list stay together."""
    pieces = []
    for n, line in enumerate(paragraphs):
        if n:
            listed = line.startswith("- ") and paragraphs[n - 1].startswith("- ")
            pieces.append("\n" if listed else "\n\n")
        pieces.append(line)
    return "".join(pieces)
