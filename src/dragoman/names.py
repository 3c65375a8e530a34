"""One folding of names, used wherever two spellings are compared or indexed."""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not decompose but readers treat as variants of a base letter.
_FOLDS = str.maketrans({
    "Ł": "L", "ł": "l", "Ø": "O", "ø": "o", "Đ": "D", "đ": "d", "ı": "i", "İ": "I", "ß": "ss", "Æ": "AE",
    "æ": "ae", "Œ": "OE", "œ": "oe", "Þ": "Th", "þ": "th", "Ð": "D", "ð": "d", "Ħ": "H", "ħ": "h", "ŋ": "n",
    "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "–": "-", "—": "-", "‑": "-",
})


def fold(text: str) -> str:
    """Lower-case ASCII-like form: no accents, Ł as l, ø as o, ı as i, ß as ss, curly quotes straight."""
    if text.isascii():
        return text.lower()
    plain = text.translate(_FOLDS)
    if plain.isascii():
        return plain.lower()
    plain = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()
