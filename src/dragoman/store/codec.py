"""Nouns to bytes and back: JSON by msgspec, deflated. The same value always gives the same bytes."""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import Any, TypeVar

import msgspec

from dragoman.merge.record import Actor
from dragoman.model import Document, Event, Report, Rival, Value, When

T = TypeVar("T")

_ENCODER = msgspec.json.Encoder(order="deterministic")
_DECODERS: dict[type, msgspec.json.Decoder[Any]] = {}
# Level 6 packs an average reading to a sixth; 9 gains two per cent more for twice the time.
_LEVEL = 6
_ACTORS = tuple[Actor, ...]

def pack(value: Any) -> bytes:
    """`value`, any of the nouns or rows, as bytes."""
    return zlib.compress(_ENCODER.encode(value), _LEVEL)


def unpack(kind: type[T], data: bytes) -> T:
    """What `pack` made of a `kind`."""
    if kind not in _DECODERS:
        _DECODERS[kind] = msgspec.json.Decoder(kind)
    found: T = _DECODERS[kind].decode(zlib.decompress(data))
    return found


def to_json(value: Any) -> str:
    """`value` as one line of JSON."""
    return _ENCODER.encode(value).decode()


def from_json(kind: type[T], line: str | bytes) -> T:
    """What `to_json` made of a `kind`."""
    return msgspec.json.decode(line, type=kind)


def pack_document(document: Document) -> bytes:
    """A document without what the report row holds (the text) and what only reading needs (words, scores)."""
    stub = Report(id=document.report.id, text="", published=document.report.published)
    return pack(replace(document, report=stub, words=(), scores=None))


def unpack_document(report: Report, data: bytes) -> Document:
    """What `pack_document` made, with its report."""
    document = unpack(Document, data)
    return replace(document, report=replace(report, published=document.report.published))


def unpack_event(data: bytes) -> Event:
    """An event whose values have their types again; JSON alone cannot tell what they were."""
    event = unpack(Event, data)
    return replace(
        event,
        actors=_typed(event.actors, _ACTORS),
        recipients=_typed(event.recipients, _ACTORS),
        place=_typed(event.place, _ACTORS),
        when=_typed(event.when, When),
    )


def _typed(value: Value | None, kind: Any) -> Value | None:
    if value is None:
        return None
    return replace(
        value,
        value=msgspec.convert(value.value, kind),
        rivals=tuple(Rival(msgspec.convert(r.value, kind), r.evidence) for r in value.rivals),
    )
