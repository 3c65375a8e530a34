"""What a web server answered: read within bounds, or the fault in words."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from dragoman.errors import FetchFault

if TYPE_CHECKING:
    import httpx

_TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CODINGS = {"gzip": 31, "x-gzip": 31, "deflate": 47}  #: zlib's window bits


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer. With `unchanged`, the server said that what we have is still right, and there is no `data`."""

    url: str  #: after redirects
    status: int
    data: bytes
    content_type: str
    charset: str | None
    etag: str | None
    modified: str | None
    retrieved: datetime
    unchanged: bool = False


class WebFault(FetchFault):
    """A failure of an address: the `status` that was answered (0 for none), and whether trying later `may_mend` it."""

    status = 0
    may_mend = False


class Again(Exception):
    """A failure that another attempt may mend."""

    def __init__(self, fault: WebFault, wait: float | None = None) -> None:
        self.fault = fault
        self.fault.may_mend = True
        self.wait = wait


def read_answer(url: str, response: httpx.Response, *, limit: int) -> Fetched | str:
    """An answer, or the address that it points on to; its body is read up to `limit` bytes, unpacked.

    Raises:
        Again: another attempt may bring more.
        WebFault: it will not.
    """
    status = response.status_code
    if status in _REDIRECTS and response.headers.get("location"):
        return str(response.headers["location"])
    if status in _TRY_AGAIN:
        wait = _retry_after(response.headers.get("retry-after"))
        said = f", and asks to wait {wait:.0f} s" if wait else ""
        raise Again(status_fault(url, status, said), wait)
    if status != 304 and not 200 <= status < 300:
        raise status_fault(url, status)
    data = b"" if status == 304 else _body(url, response, limit)
    return Fetched(
        url=url,
        status=status,
        data=data,
        content_type=response.headers.get("content-type", "").split(";")[0].strip().lower(),
        charset=response.charset_encoding,
        etag=response.headers.get("etag"),
        modified=response.headers.get("last-modified"),
        retrieved=datetime.now(UTC).replace(microsecond=0),
        unchanged=status == 304,
    )


def status_fault(url: str, status: int, said: str = "") -> WebFault:
    """The failure for an HTTP status, in words."""
    meanings = {
        401: "wants a log-in",
        402: "wants payment",
        403: "refuses programs or this reader",
        404: "is not there",
        410: "was taken down",
        429: "says that we ask too often",
        451: "is withheld for legal reasons",
    }
    meaning = meanings.get(status, "answered with a server error" if status >= 500 else "answered with an error")
    fault = WebFault(
        url,
        f"{meaning} (HTTP {status}{said})",
        "try again later" if status in _TRY_AGAIN else "check the address in a browser",
    )
    fault.status = status
    return fault


def _body(url: str, response: httpx.Response, limit: int) -> bytes:
    """The unpacked body. Unpacking is done here, in bounded pieces, because libraries unpack a chunk whole."""
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding not in ("", "identity", *_CODINGS):
        raise WebFault(
            url,
            f"is sent in a coding that was not asked for ({coding[:30]})",
            "save the page yourself and give the file",
        )
    unpacker = zlib.decompressobj(_CODINGS[coding]) if coding in _CODINGS else None
    body = bytearray()
    raw = b""
    for raw in response.iter_raw():
        try:
            body += unpacker.decompress(raw, limit + 1 - len(body)) if unpacker else raw
        except zlib.error as error:
            raise Again(WebFault(url, f"arrived damaged ({error})", "try again later")) from error
        if len(body) > limit:
            raise WebFault(url, f"is larger than {limit / 1e6:,.0f} MB", "save it yourself and give the file")
    if unpacker and not unpacker.eof and (body or raw):
        raise Again(WebFault(url, "arrived cut off", "try again later"))
    return bytes(body)


def _retry_after(value: str | None) -> float | None:
    """Seconds to wait, from a number or an HTTP date."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value.strip())
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    now: Any = datetime.now(moment.tzinfo)
    return max(0.0, float((moment - now).total_seconds()))
