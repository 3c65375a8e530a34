"""Serving the desk: which address, whether that needs a token, and the server itself."""

from __future__ import annotations

import ipaddress
import os
import secrets
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import BadQuestion
from dragoman.web.access import SHORTEST_TOKEN, Access, local_access, token_access

if TYPE_CHECKING:
    from dragoman.ledger import Ledger

#: Where the desk is when nothing is said.
HOST, PORT = "127.0.0.1", 8123
# Requests at once beyond which a client is told to come back: 40 threads work, the rest waits its turn.
_MOST_AT_ONCE = 400
_LARGEST_HEAD = 32 * 1024
_LARGEST_TOKEN_FILE = 4096


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def access_for(host: str, token_file: Path | None) -> Access:
    """Who may use a desk at this address.

    Raises:
        BadQuestion: others can reach the address and there is no token, or the token's file cannot be used.
    """
    if token_file is not None:
        return token_access(_token(token_file))
    if is_loopback(host):
        return local_access()
    raise BadQuestion(
        f"--host {host}", "lets other machines read and judge", "give --token-file FILE; it is made if it is not there"
    )


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at an address; port 0 takes any that is free.

    Raises:
        BadQuestion: the address is taken, not ours, or not allowed.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
        found.listen()  # whoever comes from now on waits until the server answers
    except OSError as error:
        found.close()
        fault = f"cannot be listened at ({error.strerror or error})"
        raise BadQuestion(f"{host}:{port}", fault, "give another --port or --host") from error
    return found


def address_of(listening: socket.socket) -> str:
    """What a browser on this machine opens."""
    host, port = listening.getsockname()[:2]
    if host in ("0.0.0.0", "::"):
        host = "127.0.0.1"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve(ledger: Ledger, *, access: Access, listening: socket.socket, ready: Callable[[str], None]) -> None:
    """Serve the desk until it is interrupted; `ready` is told the address once it answers."""
    import uvicorn

    from dragoman.web.app import make_app

    app = make_app(ledger, access=access)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, lifespan="off", server_header=False, proxy_headers=False,
        limit_concurrency=_MOST_AT_ONCE, h11_max_incomplete_event_size=_LARGEST_HEAD, timeout_graceful_shutdown=5,
    )
    address = address_of(listening)

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                threading.Thread(target=app.state.desk.warm_up, daemon=True).start()
                ready(address)

    Server(config).run(sockets=[listening])


def _token(path: Path) -> str:
    """The token in a file; a new one is written where there is none, readable by its owner alone."""
    if not path.exists():
        token = secrets.token_urlsafe(32)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(token + "\n")
        except OSError as error:
            fault = f"cannot be written ({error.strerror})"
            raise BadQuestion(f"--token-file {path}", fault, "choose another place") from error
        print(f"a new token was written to {path}", file=sys.stderr)
        return token
    try:
        with path.open(encoding="utf-8") as file:
            token = file.read(_LARGEST_TOKEN_FILE).strip()
        if path.stat().st_mode & 0o077:
            print(f"others on this machine can read {path}; `chmod 600 {path}` keeps them out", file=sys.stderr)
    except (OSError, UnicodeDecodeError) as error:
        raise BadQuestion(f"--token-file {path}", f"cannot be read ({error})", "check the file") from error
    if len(token) < SHORTEST_TOKEN or len(token.split()) != 1:
        fault = f"does not hold one word of at least {SHORTEST_TOKEN} characters"
        raise BadQuestion(f"--token-file {path}", fault, "remove the file; a new token is then made")
    return token
