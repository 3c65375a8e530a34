"""The headline that a page prints: which element it is, and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dragoman.ingest.normal import one_line
from dragoman.ingest.pagedata import PageData
from dragoman.names import fold

# How sites set their name off from the headline in <title>.
_SITE = re.compile(r"\s+[-–—|»:•·]+\s+|\s*[|»]\s*|::|:\s+")
_NAME_BEHIND = re.compile(r"\s+[-–—|»•·]+\s+|\s*[|»]\s*|\s*::\s*")
_LONGEST_NAME = 6  #: words of a site's name
# What stands behind headlines and is a part of a site, not its name.
_SECTIONS = frozenset(
    "news world politics opinion comment analysis video videos live home sport sports business economy economics "
    "culture europe asia africa americas national international local latest breaking exclusive report reports "
    "press releases release statements speeches blog blogs archive article articles page story stories".split()
)
_SHORTEST = 3  #: words of a headline that is found by its form alone
_OUTSIDE = ("nav", "aside", "footer")
_LOOSE = "//b | //strong | //font | //span | //div | //td | //p"
_MOST_LOOSE = 3000


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline; `element` is None where the page only states it in its metadata."""

    words: str | None
    element: Any = None


def find_headline(tree: Any, data: PageData) -> Headline:
    """The headline of a page.

    Steps: 1. the h1, else h2 to h4, that agrees with what metadata or `<title>` say; 2. the only h1, or the first
    that is long enough; 3. any element whose words are the stated headline (old pages set it in bold); 4. the first
    h2 to h4 that is long enough; 5. what is stated, though not printed.
    """
    stated = list(_stated(tree, data))
    headings = [(e, w) for level in ("h1", "h2", "h3", "h4") for e, w in _printed(tree, f"//{level}")]
    for other in stated:  # 1
        for element, words in headings:
            if _agree(words, other):
                return Headline(words, element)
    first = list(_printed(tree, "//h1"))
    for element, words in first:  # 2
        if len(first) == 1 or len(words.split()) >= _SHORTEST:
            return Headline(words, element)
    loose = list(_printed(tree, _LOOSE)) if not first else []
    for other in stated:  # 3
        for element, words in loose:
            if len(words.split()) >= _SHORTEST and fold(words) == fold(other):
                return Headline(words, element)
    for element, words in _printed(tree, "//h2 | //h3 | //h4"):  # 4
        if len(words.split()) > _SHORTEST:
            return Headline(words, element)
    return Headline(stated[0] if stated else None)  # 5


def site_of_title(tree: Any, headline: str | None) -> str | None:
    """The site's name where `<title>` is the printed headline and a name set off behind it."""
    parts = [p for p in _NAME_BEHIND.split(_title(tree)) if p]
    if headline is None or len(parts) < 2:
        return None
    name = parts[-1]
    words = fold(name).split()
    is_name = len(words) <= _LONGEST_NAME and name[:1].isupper() and not _SECTIONS.issuperset(words)
    # A headline may hold a dash itself: "Minister to go – Report".
    return name if is_name and fold(headline).startswith(fold(parts[0])) and fold(name) not in fold(headline) else None


def _title(tree: Any) -> str:
    return one_line("".join(tree.xpath("(//head//title)[1]//text()"))) or ""


def _stated(tree: Any, data: PageData) -> Iterator[str]:
    """Headlines by metadata, then the parts of `<title>`, longest first: the site's name is mostly the shorter one."""
    if words := one_line(data.headline):
        yield words
    yield from sorted((p for p in _SITE.split(_title(tree)) if p), key=len, reverse=True)


def _printed(tree: Any, path: str) -> Iterator[tuple[Any, str]]:
    for element in tree.xpath(path)[:_MOST_LOOSE]:
        if len(element) > 20:
            continue
        words = one_line("".join(element.itertext())[:1000])
        if words and len(words) <= 400 and not any(a.tag in _OUTSIDE for a in element.iterancestors()):
            yield element, words


def _agree(printed: str, stated: str) -> bool:
    """The same words, or one within the other: sites shorten headlines for `<title>` and for sharing."""
    left, right = fold(printed), fold(stated)
    shorter = min(len(left.split()), len(right.split()))
    return shorter >= _SHORTEST and (left in right or left.startswith(right))
