"""A report's text as HTML: escaped between its spans, with the marks of a readout and the numbers of its sentences."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from dragoman.model import Span
from dragoman.views.html import item_key, marks
from dragoman.views.marks import Mark, pieces
from dragoman.views.readout import Readout
from dragoman.views.wording import Wording
from dragoman.web.links import outside_quote

__all__ = ["item_key", "marked_text"]


def marked_text(readout: Readout, *, at: Span | None = None) -> Markup:
    """The text with its marks; together the pieces are the text to the letter.

    Args:
        at: a passage to be marked besides; its first piece has the id "at".
    """
    return Markup("").join(_pieces(readout, at))


def _pieces(readout: Readout, at: Span | None) -> Iterator[Markup]:
    text, url = readout.report.text, readout.report.url
    numbers = {s.start: n for n, s in enumerate(readout.sentences, 1)}
    shown = [*marks(Wording(readout)), *([Mark(at.start, at.end, "", "at")] if at else [])]
    for piece in pieces(len(text), shown, numbers):
        if piece.start in numbers:
            number = numbers[piece.start]
            sentence = readout.sentences[number - 1]
            yield _number(number, outside_quote(url, text[sentence.start : sentence.end]))
        words = text[piece.start : piece.end]
        if at and piece.start == at.start:
            yield Markup('<span id="at"></span>')
        # An id can stand once only; the further items whose first words these are get empty anchors.
        *anchors, own = piece.opens or ("",)
        for anchor in anchors:
            yield Markup('<span class="mark" id="at-{}"></span>').format(anchor)
        if not piece.items and not piece.looks:
            yield escape(words)
            continue
        yield Markup('<span class="{}"{}{}>{}</span>').format(
            " ".join(("mark", *piece.looks)),
            Markup(' id="at-{}"').format(own) if own else "",
            Markup(' data-of="{}"').format(" ".join(piece.items)) if piece.items else "",
            words,
        )


def _number(number: int, outside: str | None) -> Markup:
    """The number of a sentence; where the report has an address, it leads to the sentence there."""
    if outside is None:
        return Markup('<span class="n" id="sentence-{0}">{0}</span>').format(number)
    return Markup(
        '<a class="n" id="sentence-{0}" href="{1}" rel="noreferrer noopener" title="Where it was printed">'
        "{0}</a>"
    ).format(number, outside)
