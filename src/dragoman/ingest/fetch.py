"""Polite and careful requests: the only place where Dragoman uses the network.

Polite: robots.txt, one request per host at a time with a pause, conditional requests, Retry-After. Careful: time
and size bounds on everything, decoding under control, few redirects, no address in the local network.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import httpx

from dragoman.errors import FetchFault
from dragoman.ingest.address import GuardedBackend, Resolve, resolve
from dragoman.ingest.answer import Again, Fetched, WebFault, read_answer
from dragoman.ingest.limits import DEFAULT, Limits
from dragoman.ingest.robots import EVERYTHING, Robots, parse_robots

AGENT = "Dragoman"
USER_AGENT = f"{AGENT}/0.1 (reads news feeds; obeys robots.txt)"
HOST_PAUSE = 1.0  #: seconds between two requests to one host, unless its robots.txt asks for more
#: Seconds; no site keeps us waiting longer within one run. A Retry-After beyond it is a failure that names it.
LONGEST_PAUSE = 60.0
ATTEMPTS = 3
_BACKOFF = 2.0  #: seconds before the second attempt; doubled before each further one
_ACCEPT = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5"
)
_LOG = logging.getLogger(__name__)


@dataclass(slots=True)
class _Host:
    """What is known of one host in this run."""

    robots: Robots | None = None
    next_at: float = 0.0  #: monotonic time from which the next request may go out


@dataclass
class Fetcher:
    """One client with its manners. Use it as a context manager; it is not for several threads at once."""

    allow_private: bool = False
    limits: Limits = DEFAULT
    obey_robots: bool = True
    host_pause: float = HOST_PAUSE
    attempts: int = ATTEMPTS
    sleep: Callable[[float], None] = time.sleep
    resolver: Resolve = resolve
    _hosts: dict[str, _Host] = field(default_factory=dict)

    def __post_init__(self) -> None:
        import httpcore

        self._backend = GuardedBackend(allow_private=self.allow_private, resolver=self.resolver)
        transport = httpx.HTTPTransport(retries=0)
        # httpx offers no way to pass a network backend, so its pool is replaced by one that has ours.
        transport._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            network_backend=self._backend,
            max_connections=4,
            keepalive_expiry=30.0,
        )
        self._client = httpx.Client(
            transport=transport,
            trust_env=False,
            follow_redirects=False,
            timeout=self.limits.step_time,
            headers={
                "User-Agent": USER_AGENT,
                "Accept-Encoding": "gzip, deflate",
                "Accept": _ACCEPT,
            },
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """The answer for `url`, tried again where that can help.

        Args:
            etag, modified: what the last answer's ETag and Last-Modified were; makes the request conditional.

        Raises:
            FetchFault: the address is not allowed, or no good answer came in time.
        """
        wait = _BACKOFF
        for attempt in range(1, self.attempts + 1):
            try:
                return self._follow(url, etag, modified)
            except Again as again:
                pause = again.wait if again.wait is not None else wait * random.uniform(0.75, 1.25)
                if attempt == self.attempts or pause > LONGEST_PAUSE:
                    raise again.fault from again.__cause__
                _LOG.info("%s; attempt %d of %d in %.0f s", again.fault, attempt + 1, self.attempts, pause)
                self.sleep(pause)
                wait *= 2
        raise AssertionError("the last attempt returns or raises")

    def _follow(self, url: str, etag: str | None, modified: str | None) -> Fetched:
        seen: list[str] = []
        while True:
            _check_scheme(url)
            if url in seen:
                raise WebFault(seen[0], "is redirected in a circle", "open it in a browser; the site may want cookies")
            if len(seen) > self.limits.redirects:
                raise WebFault(
                    seen[0], f"is redirected more than {self.limits.redirects} times", "give the final address"
                )
            seen.append(url)
            if self.obey_robots and not self._robots(url).allows(url):
                raise WebFault(
                    url, "is closed to programs by the site's robots.txt", "save the page yourself and give the file"
                )
            answer = self._once(url, etag, modified)
            if isinstance(answer, Fetched):
                return answer
            url = urljoin(url, answer)

    def _robots(self, url: str) -> Robots:
        parts = urlsplit(url)
        host = self._hosts.setdefault(parts.netloc.lower(), _Host())
        if host.robots is None:
            host.robots = self._read_robots(f"{parts.scheme}://{parts.netloc}/robots.txt")
            if host.robots.delay:
                host.next_at = max(host.next_at, time.monotonic() + min(host.robots.delay, LONGEST_PAUSE))
        return host.robots

    def _read_robots(self, url: str) -> Robots:
        """Missing: all is allowed. Server errors: nothing is, after RFC 9309; other failures are the page's own."""
        for _ in range(self.limits.redirects):
            try:
                answer = self._once(url, None, None)
            except FetchFault as fault:
                if isinstance(fault, WebFault) and fault.status:
                    return EVERYTHING
                raise
            if isinstance(answer, Fetched):
                return parse_robots(answer.data.decode("utf-8", "replace"), AGENT)
            url = urljoin(url, answer)
            _check_scheme(url)
        return EVERYTHING

    def _once(self, url: str, etag: str | None, modified: str | None) -> Fetched | str:
        """One request: the answer, or the address that it points on to."""
        host = self._hosts.setdefault(urlsplit(url).netloc.lower(), _Host())
        pause = host.next_at - time.monotonic()
        if pause > 0:
            self.sleep(pause)
        headers = {}
        if etag:
            headers["If-None-Match"] = etag
        if modified:
            headers["If-Modified-Since"] = modified
        self._backend.deadline = time.monotonic() + self.limits.download_time
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                return read_answer(url, response, limit=self.limits.download)
        except httpx.TimeoutException as error:
            raise Again(WebFault(url, "did not answer in time", "try again later")) from error
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
            raise WebFault(url, f"is no address that can be fetched ({error})", "check its spelling") from error
        except httpx.HTTPError as error:
            raise Again(
                WebFault(url, f"could not be fetched ({error or type(error).__name__})", "try again later")
            ) from error
        finally:
            self._backend.deadline = float("inf")
            delay = host.robots.delay if host.robots and host.robots.delay else 0.0
            host.next_at = time.monotonic() + min(max(self.host_pause, delay), LONGEST_PAUSE)

def _check_scheme(url: str) -> None:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises for a port that is no number
    except ValueError as error:
        raise WebFault(url, f"is no address that can be fetched ({error})", "check its spelling") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise WebFault(url, "is no http or https address", "give a web address or a file")
    if parts.username or parts.password:
        raise WebFault(
            parts.hostname,
            "is given with a name or password in the address",
            "leave them out: they would end up in records",
        )
