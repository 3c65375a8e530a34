"""Bytes to text, by what they say of themselves: byte-order mark, declared charset, UTF-8, then statistics."""

from __future__ import annotations

import codecs
import re

from dragoman.errors import BadInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_XML_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.I)
# Charsets that web servers and pages name although Windows-1252 is meant (WHATWG Encoding Standard, 4.2).
_MEANT = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
# Python codecs that are not charsets (base64, zip, rot13 ...) or that run for ever on hostile input are never used.
_REFUSED = frozenset(
    "base64 bz2 hex quopri rot13 uu zlib idna punycode unicodeescape rawunicodeescape undefined mbcs oem".split()
)
# Share of replaced or control characters above which bytes are not text. Photographs, PDFs and programs of the
# Debian base system have 12 % or more in their first 64 KiB, damaged articles below 1 %.
BINARY_SHARE = 0.05
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd]")
_SAMPLE = 65_536


def decode(data: bytes, *, source: str, declared: str | None = None) -> str:
    """The text of `data`. `declared` is the charset a server gave; a byte-order mark outranks it.

    Steps: 1. byte-order mark; 2. strict UTF-8; 3. the declared charset, or the one in `<meta>` or `<?xml ?>`;
    4. UTF-16 without a mark, told by its zero bytes; 5. UTF-8 with few broken places, which become U+FFFD;
    6. the best guess of charset-normalizer.

    Raises:
        BadInput: the bytes are binary, or in a charset that cannot be told.
    """
    for mark, charset in _MARKS:  # 1
        if data.startswith(mark):
            return _checked(data.decode(charset, "replace"), source)
    try:  # 2: real text in another charset is hardly ever valid UTF-8, so this is safer than any declaration
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if "\x00" not in text[:_SAMPLE]:
            return _checked(text, source)
    for name in (declared, _first(_XML_DECLARED, data[:1024]), _first(_DECLARED, data[:4096])):  # 3
        charset_known = _charset(name)
        if charset_known and charset_known != "utf-8":
            decoded = _strictly(data, charset_known)
            if decoded is not None and not _CONTROL.search(decoded):
                return decoded
    wide = _unmarked_utf16(data)  # 4
    if wide is not None:
        return _checked(wide, source)
    text = data.decode("utf-8", "replace")  # 5
    broken = text.count("\ufffd")
    multibyte = sum(1 for c in text[:_SAMPLE] if c > "\x7f" and c != "\ufffd")
    if broken <= max(1, min(len(text) // 500, multibyte)):
        return _checked(text, source)
    if b"\x00" not in data[:_SAMPLE]:  # 6
        guess = _guess(data)
        if guess is not None:
            return _checked(guess, source)
    return _checked(text, source)


def looks_binary(data: bytes) -> bool:
    """Whether the beginning of a file is no text in any charset."""
    head = data[:_SAMPLE]
    if any(head.startswith(mark) for mark, _ in _MARKS) or _unmarked_utf16(head) is not None:
        return False
    if b"\x00" in head[:8192] and head.count(0) > len(head) // 1000 + 3:
        return True
    controls = sum(head.count(c) for c in (*range(0x01, 0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)))
    return controls > len(head) * BINARY_SHARE


def _checked(text: str, source: str) -> str:
    bad = len(_CONTROL.findall(text[:_SAMPLE]))
    if bad > max(3, min(len(text), _SAMPLE) * BINARY_SHARE):
        raise BadInput(
            source,
            "is not text, or text in a charset that cannot be told",
            "save it as UTF-8 text or HTML and try again",
        )
    return text


def _charset(name: str | None) -> str | None:
    if not name:
        return None
    try:
        found = codecs.lookup(_MEANT.get(name.strip().lower(), name.strip()))
    except (LookupError, ValueError):
        return None
    return None if re.sub("[-_]", "", found.name) in _REFUSED else found.name


def _first(pattern: re.Pattern[bytes], data: bytes) -> str | None:
    found = pattern.search(data)
    return found.group(1).decode("ascii", "replace") if found else None


def _strictly(data: bytes, charset: str) -> str | None:
    try:
        text = data.decode(charset)
    except (UnicodeError, ValueError):
        return None
    return text if isinstance(text, str) else None


def _unmarked_utf16(data: bytes) -> str | None:
    head = data[: _SAMPLE - _SAMPLE % 2]
    if len(head) < 4:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    for zeros, others, charset in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros > 0.6 * half and others < 0.02 * half:  # Latin script: every other byte is zero
            return data.decode(charset, "replace")
    return None


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return data.decode(best.encoding, "replace") if best is not None else None
