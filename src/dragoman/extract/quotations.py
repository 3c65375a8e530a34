"""Where a report quotes: the stretches between quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.model import Span

#: Opening and closing marks; single curly quotes only where they cannot be apostrophes.
_MARK = re.compile(r"[“”„«»\"]|``|''|(?<!\w)‘(?=\w)|\n\s*\n")
_OPENING = frozenset("“„«‘") | {"``"}
_CLOSING = frozenset("”»") | {"''"}
_EDGES = " \t\n\"“”‘’„«»'`,;:.–—-()[]"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Characters between two marks; `closed` is False where the closing one is missing."""

    span: Span
    closed: bool = True


def quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations, in order.

    A quotation that runs over paragraphs has an opening mark at the head of each and a closing one only at the end
    of the last (the custom of English newspapers): the stretch of each paragraph is a quotation of its own, and
    closed if the next paragraph opens with a mark.
    """
    out: list[Quotation] = []
    opened: int | None = None
    for match in _MARK.finditer(text):
        mark = match.group()
        if mark.isspace():
            if opened is not None:
                rest = text[match.end() : match.end() + 2]
                out.append(Quotation(Span(opened, match.start()), closed=rest[:1] in ("“", '"', "‘") or rest == "``"))
                opened = None
        elif mark == "‘":
            continue
        elif opened is None:
            if mark in _OPENING or (mark == '"' and _may_open(text, match)):
                opened = match.end()
        elif mark in _CLOSING or (mark == '"' and not _must_open(text, match)):
            if match.start() > opened:
                out.append(Quotation(Span(opened, match.start())))
            opened = None
        elif mark in _OPENING or mark == '"':
            # a new quotation although the last was never closed
            end = text.rfind("\n", opened, match.start())
            out.append(Quotation(Span(opened, end if end > opened else match.start()), closed=False))
            opened = match.end()
    if opened is not None and opened < len(text):
        end = text.find("\n", opened)
        out.append(Quotation(Span(opened, end if end > opened else len(text)), closed=False))
    return tuple(q for q in out if text[q.span.start : q.span.end].strip())


def _may_open(text: str, mark: re.Match[str]) -> bool:
    return mark.end() < len(text) and not text[mark.end()].isspace()


def _must_open(text: str, mark: re.Match[str]) -> bool:
    """A straight mark after a space and before a letter opens."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return before.isspace() and after.isalnum()


def share_inside(quotes: tuple[Quotation, ...], spans: tuple[Span, ...]) -> float:
    """Share of the characters of `spans` that stand in quotation marks."""
    total = sum(s.end - s.start for s in spans)
    inside = sum(max(0, min(s.end, q.span.end) - max(s.start, q.span.start)) for s in spans for q in quotes)
    return inside / total if total else 0.0


def trimmed(text: str, span: Span) -> Span | None:
    """Without quotation marks, commas and white space at the edges; a full stop of an abbreviation stays, and so does a
    bracket whose other half is kept ("[Ten] years ago", "the Development Bank (IDB)")."""
    start, end = span.start, span.end
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        if text[end - 1] == "." and end - start > 2 and text[end - 3] in ". ":
            break  # U.S.
        end -= 1
    if end <= start:
        return None
    for opening, closing in ("()", "[]"):
        inside = text[start:end]
        if inside.count(closing) > inside.count(opening) and start > span.start and text[start - 1] == opening:
            start -= 1
        elif inside.count(opening) > inside.count(closing) and end < span.end and text[end] == closing:
            end += 1
    return Span(start, end)
