"""Text of a piece of HTML that is all content: a feed's entry, a record's field. Nothing is judged, only unwrapped."""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]{0,2000})?/?>")
_CLOSED = re.compile(
    r"</(?:p|div|a|b|i|em|strong|span|li|ul|h[1-6]|blockquote|table)\s*>|<(?:br|img|p)\b[^<>]{0,2000}/?>", re.I
)
_DROPPED = re.compile(
    r"<(script|style|figure|figcaption|iframe|noscript)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.I | re.S
)
_BLOCK = re.compile(
    r"</?(?:p|div|li|ul|ol|h[1-6]|blockquote|table|tr|section|article|header|footer|pre|hr)\b[^<>]{0,2000}>", re.I
)
_BREAK = re.compile(r"<br\b[^<>]{0,200}>", re.I)


def looks_like_markup(text: str) -> bool:
    """Whether a field holds HTML rather than text; a lone "<" of prose is no markup."""
    return _CLOSED.search(text) is not None


def text_of_markup(text: str) -> str:
    """The text between the tags, paragraphs separated by blank lines, entities resolved once."""
    text = _DROPPED.sub(" ", text)
    text = " ".join(text.split())  # line ends mean nothing in HTML
    text = _TAG.sub("", _BREAK.sub("\n", _BLOCK.sub("\n\n", text)))
    return re.sub(r"[ \t]*\n[ \t]*", "\n", unescape(text)).strip()
