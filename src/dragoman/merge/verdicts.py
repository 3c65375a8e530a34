"""What a person's word changes in a report and its reading: a given date, a person known by another name.

Both are applied whenever rows are derived, so that a rebuild keeps them and undoing leaves no trace.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dragoman.merge.record import local_key
from dragoman.model import Candidate, Document, Entity, Report, When


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is, as a person said."""

    key: str  #: of the knowledge base
    state: str | None
    by: str  #: who said so


def people(document: Document) -> frozenset[str]:
    """The keys of the people whom a document names and the knowledge base does not hold."""
    return frozenset(local_key(e.name) for e in document.entities if _is_unknown(e))


def identified(document: Document, known: Mapping[str, Identity]) -> Document:
    """The document with its unknown people as known by these identities (local key -> identity).

    Names, offices and words stay those of the report; a state that the report gives stays, too.
    """
    if not any(local_key(e.name) in known for e in document.entities if _is_unknown(e)):
        return document
    return replace(document, entities=tuple(_known(e, known) for e in document.entities))


def dated(report: Report, when: When, *, by: str) -> Report:
    """The report with a date that a person gives; it is weighed as one given on adding, and comes before it."""
    said = Candidate(when, "given", None, why=f"given by {by}" if by else "given by a person", quote=when.edtf)
    return replace(report, hints=(said, *report.hints))


def _is_unknown(entity: Entity) -> bool:
    return entity.kind == "person" and entity.kb is None and not entity.members


def _known(entity: Entity, known: Mapping[str, Identity]) -> Entity:
    identity = known.get(local_key(entity.name)) if _is_unknown(entity) else None
    if identity is None:
        return entity
    why = f"{identity.by or 'a person'} said who that is"
    return replace(entity, kb=identity.key, state=entity.state or identity.state, why=why)
