"""The id of a report: a pure function of what was published, never of where or when it was read."""

from __future__ import annotations

import hashlib
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

# Parameters that tell a web site where the reader came from; the page is the same without them.
_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "cmpid", "ref_src", "ns_", "at_medium", "at_campaign")
_PORTS = {"http": 80, "https": 443}


def report_id(*, text: str, outlet: str | None, url: str | None) -> str:
    """16 hex digits of SHA-256 over address, outlet and text.

    The same page read again has the same id; the same copy in two papers has two, so that both count as printed.
    A page that was changed after publication is a new report.
    """
    parts = "\x1f".join((plain_address(url) if url else "", outlet or "", text))
    return hashlib.sha256(parts.encode("utf-8", "replace")).hexdigest()[:16]


def plain_address(url: str) -> str:
    """`url` without fragment, tracking parameters, default port and capital letters in the host."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    host = (parts.hostname or "").lower()
    if ":" in host:
        host = f"[{host}]"
    if port is not None and port != _PORTS.get(parts.scheme.lower()):
        host = f"{host}:{port}"
    kept = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not k.lower().startswith(_TRACKING)]
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", urlencode(kept), ""))
