"""What every request passes before a page sees it, and every answer on its way out.

1. The Host header names this desk (a foreign name that resolves to this machine is refused).
2. A request that changes something does not come from another site.
3. The body is not larger than the path allows; what has no length is counted as it comes.
4. Where there is a token, it was shown: as `Authorization: Bearer`, as a session cookie, or, for feeds, as a key.
5. Answers carry a strict content security policy and its companions; also those to faults that nobody foresaw, which
   are answered here, because whatever answers outside would send neither.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.web.access import COOKIE, Access
from dragoman.web.faults import Refused

KIB = 1 << 10
#: Bytes of a request's body: forms carry a pasted text at most, the API a batch of reports.
FORM_LIMIT = 2 * KIB * KIB
API_LIMIT = 20 * KIB * KIB
#: Bytes of path and query; a question with every filter set is below one kilobyte.
ADDRESS_LIMIT = 8 * KIB

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# Nothing from elsewhere, nothing inline: whatever a report smuggles in cannot run, load or send.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    # not "no-referrer": with it browsers send the desk's own forms with the origin "null"
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class Visit:
    """What the guard found out about a request; handlers see it as `request.state.visit`."""

    session: str  #: of a cookie we gave; a new one where there was none
    is_new: bool  #: the session has yet to be sent
    by_token: bool  #: shown as `Authorization`, so that no browser sent it by itself


class Guard:
    """ASGI middleware; see the module's docstring."""

    def __init__(self, app: ASGIApp, *, access: Access, refuse: Callable[[Request, Exception], Response]) -> None:
        self._app = app
        self._access = access
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        scope.setdefault("state", {})
        visit = scope["state"]["visit"] = self._visit(headers)
        if refusal is None:
            refusal = self._stranger(scope, visit)

        begun = False

        async def answer(message: Message) -> None:
            nonlocal begun
            begun = True
            if message["type"] == "http.response.start":
                self._dress(MutableHeaders(scope=message), scope, visit)
            await send(message)

        if refusal is not None:
            await self._refuse(Request(scope), refusal)(scope, receive, answer)
            return
        try:
            await self._app(scope, _Counted(receive, _limit(scope["path"])), answer)
        except Exception as error:
            if begun:
                raise
            await self._refuse(Request(scope), error)(scope, receive, answer)

    def _refusal(self, scope: Scope, headers: Headers) -> Refused | None:
        host = _hostname(headers.get("host", ""))
        if self._access.hosts is not None and host not in self._access.hosts:
            return Refused(421, "WrongHost", "this desk", "does not answer to that name", "open it as http://127.0.0.1")
        if len(scope["raw_path"]) + len(scope["query_string"]) > ADDRESS_LIMIT:
            return Refused(414, "TooLong", "the address", "is too long", "ask for less at once")
        if scope["method"] not in _SAFE and _is_foreign(headers):
            return Refused(403, "CrossSite", "the request", "comes from another site", "send it from the desk's page")
        if b"%00" in scope["raw_path"] or b"%00" in scope["query_string"]:
            return Refused(400, "BadQuestion", "the address", "holds a NUL character", "leave it out")
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > _limit(scope["path"]):
            return too_large(scope["path"])
        return None

    def _visit(self, headers: Headers) -> Visit:
        scheme, _, shown = headers.get("authorization", "").partition(" ")
        by_token = scheme.lower() == "bearer" and self._access.holds(shown.strip())
        cookie = _cookie(headers.get("cookie", ""))
        if cookie and self._access.is_session(cookie):
            return Visit(cookie, is_new=False, by_token=by_token)
        return Visit(self._access.new_session(), is_new=True, by_token=by_token)

    def _stranger(self, scope: Scope, visit: Visit) -> Refused | None:
        """The refusal of somebody who has not shown the token."""
        if self._access.token is None or visit.by_token or not visit.is_new:
            return None
        path = scope["path"]
        if path == "/login" or path.startswith("/static/"):
            return None
        if path.endswith((".ics", ".atom")):
            keys = parse_qs(scope["query_string"].decode("latin-1")).get("key", [])
            if any(self._access.is_feed_key(k) for k in keys):
                return None
        return Refused(401, "NoToken", "this desk", "asks for its token", "send it as `Authorization: Bearer TOKEN`")

    def _dress(self, headers: MutableHeaders, scope: Scope, visit: Visit) -> None:
        for name, value in _HEADERS.items():
            headers.setdefault(name, value)
        if not scope["path"].startswith("/static/"):
            headers.setdefault("cache-control", "no-store" if self._access.token else "no-cache")
        # Where there is a token only the login gives a session.
        is_page = headers.get("content-type", "").startswith("text/html")
        if visit.is_new and is_page and self._access.token is None:
            headers.append("set-cookie", cookie_header(visit.session, secure=scope.get("scheme") == "https"))


class _Counted:
    """Receives a body and refuses it once it is too long."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive = receive
        self._left = limit

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                raise HTTPException(413)
        return message


def cookie_header(session: str, *, secure: bool) -> str:
    """The header that gives a browser its session."""
    from dragoman.web.access import SESSION_SECONDS

    parts = [f"{COOKIE}={session}", "Path=/", "HttpOnly", "SameSite=Strict", f"Max-Age={SESSION_SECONDS}"]
    return "; ".join(parts + (["Secure"] if secure else []))


def login_address(scope: Scope) -> str:
    """Where somebody without a session is sent; back to the page asked for afterwards."""
    query = scope["query_string"].decode("latin-1")
    here = scope["path"] + (f"?{query}" if query else "")
    return "/login?next=" + quote(here, safe="")


def too_large(path: str) -> Refused:
    """The refusal of a body that is too large for a path."""
    size = f"{_limit(path) // KIB // KIB} MB"
    return Refused(413, "TooLarge", "the request", f"is larger than {size}", "send less at once")


def _limit(path: str) -> int:
    return API_LIMIT if path.startswith("/api/") else FORM_LIMIT


def _is_foreign(headers: Headers) -> bool:
    """Whether a browser says that another site made the request. Programs say nothing; they hold no cookies."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()


def _hostname(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _cookie(header: str) -> str:
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""
