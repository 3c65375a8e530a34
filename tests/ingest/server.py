"""A web server on this machine that misbehaves on demand, and remembers what it was asked."""

from __future__ import annotations

import contextlib
import gzip
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Request:
    path: str
    headers: dict[str, str]
    at: float


@dataclass
class Site:
    """Answers by path: bytes, or a function of the handler that answers itself."""

    url: str = ""
    answers: dict[str, bytes | Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    def asked(self, path: str) -> list[Request]:
        return [r for r in self.requests if r.path == path]


def answer(
    handler: BaseHTTPRequestHandler,
    body: bytes = b"",
    *,
    status: int = 200,
    kind: str = "text/html; charset=utf-8",
    **headers: str,
) -> None:
    """A plain answer; header names are written with underscores."""
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    with contextlib.suppress(OSError):
        handler.wfile.write(body)


def redirect(to: str) -> Callable[[BaseHTTPRequestHandler], None]:
    return lambda h: answer(h, status=302, Location=to)


def failing(times: int, then: bytes, *, status: int = 503, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    """Fails so many times, then answers."""
    left = [times]

    def reply(handler: BaseHTTPRequestHandler) -> None:
        left[0] -= 1
        if left[0] >= 0:
            answer(handler, b"no", status=status, **headers)
        else:
            answer(handler, then)

    return reply


def conditional(body: bytes, *, kind: str = "application/rss+xml") -> Callable[[BaseHTTPRequestHandler], None]:
    """Answers 304 to whoever has it already."""
    etag = f'"{hash(body) & 0xFFFFFF:x}"'

    def reply(handler: BaseHTTPRequestHandler) -> None:
        if handler.headers.get("If-None-Match") == etag:
            answer(handler, status=304)
        else:
            answer(handler, body, kind=kind, ETag=etag, Last_Modified="Mon, 19 Jun 2023 17:00:00 GMT")

    return reply


def drip(handler: BaseHTTPRequestHandler) -> None:
    """A byte now and then, for ever: each single wait is short."""
    handler.send_response(200)
    handler.end_headers()
    with contextlib.suppress(OSError):
        for _ in range(600):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.1)


def silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(10)


def huge(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    with contextlib.suppress(OSError):
        for _ in range(10_000):
            handler.wfile.write(b"x" * 100_000)


def cut(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(b"<html>")


def broken_gzip(handler: BaseHTTPRequestHandler) -> None:
    body = bytearray(gzip.compress(b"<html>" + b"words " * 1000))
    body[20] ^= 0xFF
    answer(handler, bytes(body), Content_Encoding="gzip")


def cut_gzip(handler: BaseHTTPRequestHandler) -> None:
    answer(handler, gzip.compress(b"<html>" + b"words " * 100_000)[:-200], Content_Encoding="gzip")


def gzip_bomb(handler: BaseHTTPRequestHandler) -> None:
    answer(handler, gzip.compress(b"\0" * 20_000_000), Content_Encoding="gzip")


def garbage(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"\x16\x03\x01 this is not HTTP\r\n\r\n")
    handler.close_connection = True


@contextlib.contextmanager
def serve() -> Iterator[Site]:
    """A running site; its robots.txt is missing unless given."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 30

        def do_GET(self) -> None:
            site.requests.append(Request(self.path, {k.lower(): v for k, v in self.headers.items()}, time.monotonic()))
            found = site.answers.get(self.path)
            if found is None:
                answer(self, b"not here", status=404)
            elif isinstance(found, bytes):
                answer(self, found)
            else:
                self.close_connection = found in (drip, silent, huge, cut, garbage)
                found(self)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *_: object) -> None:
            pass

    server = Server(("127.0.0.1", 0), Handler)
    site.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
