"""The last step of every reader: pieces found in a source become one checked `Report`."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.errors import BadInput, NotEnglish
from dragoman.ingest.identity import plain_address, report_id
from dragoman.ingest.item import Item, Options
from dragoman.ingest.language import detect, is_english
from dragoman.ingest.normal import normalise, one_line
from dragoman.model import Candidate, Report, Span
from dragoman.names import fold

_FIRST_LINES = 5  #: a headline is looked for in this many lines: masthead, kicker and byline may stand above it


def assemble(
    item: Item,
    options: Options,
    *,
    text: str,
    title: str | None = None,
    title_span: Span | None = None,
    title_printed: bool = False,
    byline: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    hints: Iterable[Candidate] = (),
    given_id: str | None = None,
) -> Report:
    """A report of normalised text. With `title_printed`, a title that the text lacks becomes its first line.

    Args:
        title_span: where the title stands in `text`, which must then be normalised already.

    Raises:
        BadInput: there is no text, or more than `options.limits.text` bytes of it.
        NotEnglish: the text is in another language.
    """
    text = text if title_span is not None else normalise(text)
    if not any(c.isalnum() for c in text):
        raise BadInput(item.source, "has no text", "check that it is the report and not an empty or image-only file")
    check_size(len(text), item.source, options)
    title = one_line(title)
    if title and not any(c.isalnum() for c in title):
        title = None
    if title and title_span is None:
        title_span = _find_title(text, title)
        if title_span is None and title_printed:
            text = f"{title}\n\n{text}"
            title_span = Span(0, len(title))
    english = is_english(text)
    if not english and not options.any_language:
        raise NotEnglish(
            item.source,
            f"is not in English (detected: {detect(text)})",
            "Dragoman reads English; give it a translation or an English edition",
        )
    url = plain_address(url or item.url or "") if (url or item.url) else None
    outlet = options.outlet or one_line(outlet) or one_line(item.outlet)
    given = (
        ()
        if options.published is None
        else (Candidate(options.published, "given", None, why="given by the user", quote=options.published.edtf),)
    )
    return Report(
        id=given_id or report_id(text=text, outlet=outlet, url=url),
        text=text,
        url=url,
        outlet=outlet,
        title=title,
        byline=one_line(byline),
        lang="en" if english else detect(text),
        hints=tuple(dict.fromkeys((*given, *item.hints, *hints))),
        retrieved=item.retrieved,
        source=item.source,
        title_span=title_span,
    )


def check_size(size: int, source: str, options: Options) -> None:
    """Refuse more text than one report can have.

    Raises:
        BadInput: `size` is above the limit.
    """
    if size > options.limits.text:
        raise BadInput(
            source,
            f"has {size / 1e6:,.0f} MB of text; {options.limits.text / 1e6:,.0f} MB are allowed for one report",
            "split it into single reports, or give it as JSON Lines with one report a line",
        )


def _find_title(text: str, title: str) -> Span | None:
    start, wanted = 0, fold(title).rstrip(".")
    for _ in range(_FIRST_LINES):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end]
        if fold(" ".join(line.split())).rstrip(".") == wanted:
            indent = len(line) - len(line.lstrip())
            return Span(start + indent, end)
        if end == len(text):
            return None
        start = end + 1
    return None
