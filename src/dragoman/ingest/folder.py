"""Folders: the files in them that may be reports, in order of names, and those that are passed over.

Passed over in a folder, and in a zip or tar, which is a folder in one file:

1. what is hidden: names that begin with a dot, "~" at the end, the leavings of programs (`__pycache__`, `__MACOSX`);
2. parts of saved pages: pictures, scripts, styles, and the folder `PAGE_files` beside `PAGE.html`;
3. what goes with a project rather than with the news: programs, settings, README in any spelling, and LICENSE,
   CHANGELOG and their like where they are written in capitals.

A file that is given by name is always read.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.errors import BadInput, DragomanError, NotFound
from dragoman.ingest.item import Failure, Options, failure
from dragoman.ingest.sniff import ASSETS, suffix

_PROGRAMS = frozenset(
    ".py .ipynb .sh .bat .ps1 .r .jl .c .h .cpp .java .go .rs .ts .tsx .jsx .rb .pl .sql .toml .yaml .yml .ini .cfg "
    ".conf .env .bib .tex .log .patch .diff".split()
)
_README = re.compile(r"readme\b.*", re.I)
_BESIDE = re.compile(
    r"(?:LICEN[CS]E(?:-[\w.]+)?|COPYING|NOTICE|CHANGES|CHANGELOG|CONTRIBUTING|AUTHORS|CODE_OF_CONDUCT)"
    r"(?:\.(?:md|txt|rst|html))?|Makefile|Dockerfile"
)
_LEAVINGS = frozenset("__pycache__ __MACOSX node_modules".split())
_SAVED_FILES = "_files"
_PAGE_SUFFIXES = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class Passed:
    """A file or folder that was passed over."""

    path: str
    why: str  #: "hidden", "part of a saved page" or "no report"


def why_passed(name: str) -> str | None:
    """Why a file of this name is passed over where it was not given itself; None where it is read."""
    base = name.rsplit("/", 1)[-1].rsplit("!", 1)[-1]
    if base.startswith(".") or base.endswith("~") or base in _LEAVINGS:
        return "hidden"
    ending = suffix(base)
    if ending in ASSETS:
        return "part of a saved page"
    if ending in _PROGRAMS or _README.fullmatch(base) or _BESIDE.fullmatch(base):
        return "no report"
    return None


def files(source: str | os.PathLike[str], options: Options) -> Iterator[str | Failure]:
    """The file at a path, or all in a folder, in order of names, but those that are passed over."""
    yield from (found for found in _found(source, options) if not isinstance(found, Passed))


def passed_over(source: str | os.PathLike[str], options: Options) -> Iterator[Passed]:
    """What `files` leaves out of a folder. Of a folder that is left out as a whole, the folder alone."""
    yield from (found for found in _found(source, options) if isinstance(found, Passed))


def shown(path: str) -> str:
    """A path for messages and records: one line, valid Unicode, control characters written out."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def cannot_open(path: str, error: OSError | ValueError) -> DragomanError:
    """The error of a path that could not be opened."""
    name = shown(path)
    if isinstance(error, FileNotFoundError):
        return NotFound(name, "there is no such file or folder", "check the path")
    if isinstance(error, PermissionError):
        return BadInput(name, "may not be read by you", "check its permissions")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return BadInput(name, f"cannot be opened ({reason})", "check the path")


def _found(source: str | os.PathLike[str], options: Options) -> Iterator[str | Passed | Failure]:
    path = os.fspath(source)
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError) as error:
        yield failure(shown(path), cannot_open(path, error))
        return
    if stat.S_ISDIR(mode):
        yield from _walk(path, options, frozenset(), 0)
    else:
        yield path


def _walk(
    folder: str, options: Options, above: frozenset[tuple[int, int]], depth: int
) -> Iterator[str | Passed | Failure]:
    try:
        status = os.stat(folder)
        names = sorted(os.listdir(folder))
    except OSError as error:
        yield failure(shown(folder), cannot_open(folder, error))
        return
    identity = (status.st_dev, status.st_ino)
    if identity in above:
        return  # a link back to a folder above: everything in it is read already
    if depth > options.limits.depth:
        fault = f"lies more than {options.limits.depth} folders deep"
        yield failure(shown(folder), BadInput(shown(folder), fault, "give it as a source of its own"))
        return
    there = frozenset(names)
    for name in names:
        path = os.path.join(folder, name)
        if os.path.isdir(path):
            if why := _why_folder_passed(name, there):
                yield Passed(shown(path), why)
            else:
                yield from _walk(path, options, above | {identity}, depth + 1)
        elif why := why_passed(name):
            yield Passed(shown(path), why)
        else:
            yield path


def _why_folder_passed(name: str, beside: frozenset[str]) -> str | None:
    if name.startswith(".") or name in _LEAVINGS:
        return "hidden"
    page = name.removesuffix(_SAVED_FILES)
    if page != name and any(page + ending in beside for ending in _PAGE_SUFFIXES):
        return "part of a saved page"
    return None
