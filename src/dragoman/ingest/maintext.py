"""The main text of a page as clean paragraphs: trafilatura's extraction, a pruning before it, a sweeping after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from lxml import etree

from dragoman.ingest.days import read_stamp
from dragoman.ingest.markup import looks_like_markup, text_of_markup
from dragoman.ingest.normal import normalise
from dragoman.ingest.pagedata import PageData
from dragoman.names import fold

# Below this many words of sentences a page has no article: cookie walls, lists of links and error pages yield 0 to 25.
FEWEST_WORDS = 30
# Parts of a page that are not its article, by words of their class or id.
_APPENDED = re.compile(
    r"\b(?:paywall|subscri\w*|newsletter|sign ?up|cookies?|consent|gdpr|pull ?quote|(?:video|audio) player|"
    r"(?:post|gallery) (?:nav\w*|navigation)|pager|share\w*|social|related|recommend\w*|most read|trending|comments?|"
    r"promo|advert\w*|ad slot|author bio|tags|breadcrumbs?|byline|dateline|timestamp|correction box)\b",
    re.I,
)
# An element that holds more of the page than this is a container with an unlucky name, not an addition.
_SENTENCE = re.compile(r"\w{2}[.!?…][\"'”’)\]]*(?:\s|$)")
_LARGEST_APPENDED = 0.5
_BLOCKS = frozenset({"p", "head", "item", "list", "quote", "lb", "ab", "div", "table", "row", "cell", "code"})
_BYLINE = re.compile(r"^(?:By|BY)\s+(?P<names>[A-Z][^.!?]{2,80})$")
# Lines that sites print between paragraphs. Each must fill its line, so that no sentence that begins alike is lost.
_FURNITURE = re.compile(
    r"^\W*(?:"
    + "|".join(
        (
            r"advertisement|sponsored|print|e-?mail|save|share|copy link|loading|comments?(?: \(\d+\))?|more|menu",
            r"share (?:this|on \w+)(?: \w+){0,2}|follow us(?: on)?\b.{0,40}|click here\b.*|view all .{0,40}|\d+",
            r"sign up (?:for|to)\b.*|subscribe (?:to|for|now)\b.*|read more|log in(?: or register)?\b.{0,40}",
            r"(?:read|see|also) (?:more|also|read)\b\s*[:|>»-].*|your browser does not support .{0,60}",
            r"related(?: (?:articles?|stories|news|topics?))?(?:\s*:.*)?|\d{1,2}:\d{2}(?::\d{2})?|end(?:s)?",
            r"listen to (?:this )?article.*|\d+ min(?:ute)?s? read|(?:image|photo) (?:source|caption|credit)\b.*",
            r"(?:all )?rights reserved.*|©.*|copyright ©?\s*\d{4}.*|this article is (?:free|for subscribers)\b.*",
        )
    )
    + r")\W*$",
    re.I,
)
_LONGEST_FURNITURE = 120
_HEAD_LINES = 3  #: lines in which date and byline are looked for
_BEFORE_HEADLINE = 30  #: lines of menus and mastheads that may stand above the headline


def main_text(tree: Any, data: PageData, title: str | None) -> tuple[list[str], str | None]:
    """The article's paragraphs without furniture, and the byline that stood among the first of them. Spoils `tree`.

    Steps: 1. prune what is marked as something else; 2. trafilatura, strict; 3. where that finds too little (old pages
    built of tables), trafilatura, lenient; 4. the site's own `articleBody`, where that has much more, or has paragraphs
    where the others, which look into it too, have run all together; 5. what sites print between and behind paragraphs.
    """
    _prune(tree)  # 1
    links = {fold(words) for link in tree.iter("a") if (words := _words_of_link(link))}
    page = etree.tostring(tree, encoding="unicode", method="html")
    lines = _extract(page, precise=True)  # 2
    if count_prose(lines) < FEWEST_WORDS:  # 3
        lines = max(lines, _extract(page, precise=False), key=count_prose)
    body = data.body or ""
    found = sum(map(len, lines))
    if len(body) > 2 * found or (len(lines) == 1 and "\n" in body.strip() and len(body) >= found):  # 4
        lines = normalise(text_of_markup(body) if looks_like_markup(body) else body).split("\n")
    kept, byline = _sweep(lines, title)  # 5
    while kept and fold(kept[-1]) in links and not _SENTENCE.search(kept[-1]):
        kept.pop()
    return kept, byline


def join(paragraphs: list[str]) -> str:
    """Paragraphs with a blank line between them; the items of a list stay together."""
    pieces = []
    for n, line in enumerate(paragraphs):
        if n:
            listed = line.startswith("- ") and paragraphs[n - 1].startswith("- ")
            pieces.append("\n" if listed else "\n\n")
        pieces.append(line)
    return "".join(pieces)


def _prune(tree: Any) -> None:
    total = len("".join(tree.itertext()).split())
    for element in tree.xpath("//*[@class or @id]"):
        label = re.sub(r"[-_]+", " ", f"{element.get('class') or ''} {element.get('id') or ''}"[:300])
        if element.tag in ("html", "body", "article", "main") or not _APPENDED.search(label):
            continue
        size = len("".join(element.itertext()).split())
        if size <= _LARGEST_APPENDED * total and element.getparent() is not None and not element.xpath(".//h1"):
            with suppress(ValueError):  # a character that lxml read but does not write stands behind it
                element.drop_tree()


def _words_of_link(link: Any) -> str:
    """Its own words and its children's: what lies deeper is hostile nesting, and would cost its square."""
    pieces = [link.text, *(piece for child in link for piece in (child.text, child.tail))]
    return " ".join(" ".join(p for p in pieces if isinstance(p, str)).split())


def _extract(page: str, *, precise: bool) -> list[str]:
    from trafilatura import bare_extraction

    try:
        found: Any = bare_extraction(
            page,
            favor_precision=precise,
            favor_recall=not precise,
            include_tables=not precise,
            include_comments=False,
            with_metadata=False,
            deduplicate=False,
        )
    except (RecursionError, ValueError, TypeError, AttributeError, IndexError):
        return []  # hostile nesting; the page may still carry its text as data
    return list(_lines(found.body)) if found is not None and found.body is not None else []


def _lines(body: Any) -> Iterator[str]:
    """The text of trafilatura's tree, a line per block; its own text output resolves entities twice."""
    lines: list[list[str]] = [[]]
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _BLOCKS:
            lines.append(["- "] if event == "start" and element.tag == "item" else [])
        lines[-1].append((element.text if event == "start" else element.tail) or "")
    return (line for line in (normalise("".join(pieces)) for pieces in lines) if line.strip("- "))


def count_prose(lines: list[str]) -> int:
    """Words in lines that hold a sentence; links, captions and labels do not count."""
    return sum(len(line.split()) for line in lines if _SENTENCE.search(line))


def _sweep(lines: list[str], title: str | None) -> tuple[list[str], str | None]:
    kept: list[str] = []
    byline = None
    places = [n for n, line in enumerate(lines[:_BEFORE_HEADLINE]) if title and fold(line) == fold(title)]
    lines = lines[places[0] + 1 :] if places else lines  # what stands above the headline is the site's
    for line in (" ".join(line.split()) for line in lines):
        if not line or (len(line) <= _LONGEST_FURNITURE and _FURNITURE.match(line)):
            continue
        if len(kept) < _HEAD_LINES:
            if read_stamp(line) is not None:
                continue
            if found := _BYLINE.match(line):
                byline = byline or found["names"].strip()
                continue
        kept.append(line)
    return kept, byline
