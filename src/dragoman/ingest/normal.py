"""The one normalisation of text. It happens once, here; afterwards text is only ever sliced."""

from __future__ import annotations

import re
import unicodedata

# Space-like characters that readers see as one space: no-break, narrow, figure, thin and ideographic ones, and tabs.
# One code point becomes one code point, so that positions in text that was already tidy stay what they were.
_SPACES = dict.fromkeys([0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_LINE_ENDS = {0x0B: "\n", 0x0C: "\n", 0x1C: "\n", 0x1D: "\n", 0x1E: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n\n"}
# Characters without width or meaning in print: zero-width spaces and joiners, soft hyphen, direction marks,
# byte-order mark, variation selectors, the rest of C0 and C1.
_NOTHING = dict.fromkeys(
    [
        *range(0x09),
        *range(0x0E, 0x1C),
        0x1F,
        *range(0x7F, 0x85),
        *range(0x86, 0xA0),
        0xAD,
        0x180E,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0x2066, 0x2070),
        *range(0xFE00, 0xFE10),
        0xFEFF,
        *range(0xFFF9, 0xFFFC),
    ]
)
_TABLE: dict[int, str | None] = {**_SPACES, **_LINE_ENDS, **_NOTHING}
_TRAILING = re.compile(r" +(?=\n)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_GAPS = re.compile(r"\n{3,}")


def normalise(text: str) -> str:
    """`text` in NFC with "\\n" line ends, plain spaces, no invisible characters and no space before a line end.

    Paragraphs stay separated by one blank line. Quotes, dashes and ligatures keep their form: they are the
    author's. Lone surrogates (half a character, from broken escapes) become U+FFFD. Applying it twice changes nothing.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        if _SURROGATE.search(text):
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        text = unicodedata.normalize("NFC", text)
    text = unicodedata.normalize("NFC", text.translate(_TABLE))
    return _GAPS.sub("\n\n", _TRAILING.sub("", text)).strip(" \n")


def one_line(text: str | None) -> str | None:
    """`text` normalised onto one line; None where nothing is left. For titles, names and bylines."""
    line = " ".join(normalise(text).split()) if text else ""
    return line or None
