"""What a reading rests on, as twelve hex digits: weights, codebook and knowledge base. No heavy imports."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import _Hash

_HERE = Path(__file__).resolve().parent
_HASHING = Lock()


def digest() -> str:
    """Twelve hex digits that name weights, codebook and knowledge base in use: what a reading rests on."""
    from dragoman import kb

    facts = kb.default().digest()  # a user's facts may be added at any time
    found = hash_files().copy()
    found.update(facts.encode())
    return found.hexdigest()[:12]


def hash_files() -> _Hash:
    """The hash of weights and codebook, made once. It is 27 MB to go through: a second thread can begin with it early.

    Whoever asks while another thread is at it waits for that.
    """
    with _HASHING:
        return _hash_files()


@cache
def _hash_files() -> _Hash:
    found = sha256()
    weights = (p for p in sorted((_HERE / "weights").glob("*")) if p.suffix != ".md")  # the card changes no reading
    for path in (*weights, *sorted((_HERE / "codebook").glob("*.*"))):
        found.update(path.name.encode() + path.read_bytes())
    return found
