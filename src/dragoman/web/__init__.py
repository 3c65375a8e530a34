"""The desk: the ledger as pages in a browser, and as an HTTP API. `make_app` makes the ASGI application."""

from __future__ import annotations

from dragoman.web.app import make_app

__all__ = ["make_app"]
