"""The desk on a real port, for tests that need a browser or a load."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dragoman.web.serving import address_of, listen


@contextmanager
def served(app: Any) -> Iterator[str]:
    """The address of an application while it is served on loopback, without a slash at its end."""
    import uvicorn

    listening = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield address_of(listening).rstrip("/")
    finally:
        server.should_exit = True
        thread.join(20)
        listening.close()
