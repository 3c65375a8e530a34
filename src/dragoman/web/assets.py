"""Static files: read once from the package by name, never by a path from a request."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
# Addresses carry a digest (`asset`), so a file never changes under its address.
_FOR_EVER = "public, max-age=31536000, immutable"


def serve_static(app: FastAPI) -> None:
    """Serve the files under `/static/`."""
    app.add_route("/static/{name:path}", _static, methods=["GET"])


@cache
def asset(name: str) -> str:
    """The address of a static file, with a digest so that it can be kept for ever."""
    return f"/static/{name}?{hashlib.sha256(_served()[name]).hexdigest()[:10]}"


def _static(request: Request) -> Response:
    name = request.path_params["name"]
    found = _served().get(name)
    if found is None:
        raise HTTPException(404)
    kept = _FOR_EVER if request.url.query else "no-cache"
    return Response(found, media_type=_TYPES[name.rpartition(".")[2]], headers={"cache-control": kept})


@cache
def _served() -> dict[str, bytes]:
    """All files by the name they are asked for under."""
    # choosing an item of a readout marks its words: the same script as in a readout's own file
    shared = {"readout.js": files("dragoman.views").joinpath("assets", "readout.js").read_bytes()}
    return shared | dict(_walk(files("dragoman.web").joinpath("static"), ""))


def _walk(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _walk(entry, f"{prefix}{entry.name}/")
        elif entry.name.rpartition(".")[2] in _TYPES:
            found.append((prefix + entry.name, entry.read_bytes()))
    return found
