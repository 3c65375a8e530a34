"""A news page as a report: its main text, headline, byline, outlet and every date it gives for itself."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from dragoman.errors import BadInput
from dragoman.ingest.assemble import assemble, check_size
from dragoman.ingest.decode import decode
from dragoman.ingest.headline import find_headline, site_of_title
from dragoman.ingest.item import Item, Options
from dragoman.ingest.maintext import FEWEST_WORDS, count_prose, join, main_text
from dragoman.ingest.normal import one_line
from dragoman.ingest.pagedata import page_data
from dragoman.ingest.published import dates_of_address, dates_of_page
from dragoman.model import Report

_BYLINE = re.compile(r"^(?:By|BY)\s+(?P<names>[A-Z][^.!?]{2,80})$")
_BYLINE_PLACES = (
    "//*[contains(@class, 'byline') or contains(@class, 'author') or @itemprop='author' or @rel='author']"
    "[not(ancestor::aside or ancestor::footer)]"
)

# Characters that lxml reads but refuses to write again, as themselves and as references.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NO_XML_REFERENCE = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef]));?(?![0-9a-f])", re.I
)


def read_html(item: Item, options: Options) -> Report:
    """One HTML page.

    The headline is the first line of the text where the page prints one; masthead dates, bylines and other
    furniture are not text.

    Raises:
        BadInput: empty, binary, too large, or without an article.
        NotEnglish: in another language.
    """
    check_size(len(item.data), item.source, options)
    tree = _parse(decode(item.data, source=item.source, declared=item.charset))
    if tree is None:
        raise BadInput(item.source, "is an HTML page with nothing on it", "check that the page was saved whole")
    data = page_data(tree)
    headline = find_headline(tree, data)
    hints = (*dates_of_page(tree, data, headline.element), *dates_of_address(item.url or data.url))
    printed_byline = _printed_byline(tree)
    site = site_of_title(tree, headline.words if headline.element is not None else None)
    paragraphs, byline = main_text(tree, data, headline.words)
    if count_prose(paragraphs) < FEWEST_WORDS:
        remedy = "give the address or file of one article, not of a list or a form"
        raise BadInput(item.source, "is an HTML page without an article", remedy)
    return assemble(
        item,
        options,
        text=join(paragraphs),
        title=headline.words or item.title,
        title_printed=headline.element is not None,
        byline=data.byline or byline or printed_byline,
        outlet=data.outlet or site,
        url=item.url or data.url,
        hints=hints,
    )


def _parse(page: str) -> Any:
    from lxml.html import HTMLParser, document_fromstring

    try:
        # bytes, because lxml refuses text that carries an encoding declaration
        page = _NO_XML_REFERENCE.sub("", _NO_XML.sub("", page))
        parser = HTMLParser(encoding="utf-8", huge_tree=False)
        return document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def _printed_byline(tree: Any) -> str | None:
    """Names in an element marked as byline: "By A and B", or a link marked as the author's."""
    for element in tree.xpath(_BYLINE_PLACES)[:5]:
        words = one_line(" ".join(element.itertext())) or ""
        if found := _BYLINE.match(words):
            return found["names"].strip()
        if element.get("rel") == "author" and 0 < len(words) <= 60:
            return words
    return None
