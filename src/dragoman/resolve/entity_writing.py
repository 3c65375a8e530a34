"""From referents to the entities of the document: ids, names, members, and the entity of every party."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman import kb
from dragoman.model import Document, Entity, EventMention, Mention, Party, Span, Statement
from dragoman.names import fold
from dragoman.resolve import entity_words as words
from dragoman.resolve.entity_mentions import parties_of
from dragoman.resolve.entity_page import Referent, Seen


def write(doc: Document, base: kb.Base, mentions: Sequence[Seen]) -> Document:
    """The document with entities and mentions in order of the text."""
    _drop_scenery(doc, base, mentions)
    kept = [s for s in mentions if s.referent is not None or s.is_given]
    ordered = list({id(r): r for seen in kept for r in _with_members(seen.referent)}.values())
    merged = _by_kb(ordered)
    ids: dict[int, str] = {}
    local = 0
    for referent in ordered:
        target = merged[id(referent)]
        if id(target) not in ids:
            if target.kb is None:
                local += 1
            ids[id(target)] = target.kb or f"e{local}"
        ids[id(referent)] = ids[id(target)]
    written = tuple(
        Mention(f"m{n}", s.span, s.head, s.referent.kind if s.referent and s.kind is None else s.kind, s.form,
                ids[id(s.referent)] if s.referent else None)
        for n, s in enumerate(kept, 1)
    )
    by_entity: dict[str, list[str]] = {}
    for mention in written:
        if mention.entity:
            by_entity.setdefault(mention.entity, []).append(mention.id)
    made = tuple(
        Entity(ids[id(r)], _name(r), r.kind, r.kb, r.state, r.office, tuple(ids[id(m)] for m in r.members),
               tuple(r.names), tuple(by_entity.get(ids[id(r)], ())), r.why)
        for r in ordered if merged[id(r)] is r
    )
    return _with_parties(replace(doc, mentions=written, entities=made))


def _drop_scenery(doc: Document, base: kb.Base, mentions: Sequence[Seen]) -> None:
    """A described place or thing of which nothing is told ("a meeting room") is no entity; a crowd is one."""
    used = {(p.span.start, p.span.end) for p in parties_of(doc)}
    for seen in mentions:
        r = seen.referent
        if r is None or seen.form != "nominal" or len(r.mentions) > 1 or r.members or r.kb or r.kind == "person":
            continue
        noun = fold(doc.text[doc.words[seen.head].start : doc.words[seen.head].end])
        acts = noun in words.BODY_NOUNS | words.STATE_GROUPS | words.PEOPLE_GROUPS or (
            noun.endswith(("men", "people"))
            or any(n in words.TITLE_NOUNS or n in base.agents for n in (noun, noun.removesuffix("s"))))
        if (seen.span.start, seen.span.end) not in used and (r.kind == "place" or not acts):
            seen.referent = None


def _with_members(referent: Referent | None) -> list[Referent]:
    return [] if referent is None else [referent, *(m for each in referent.members for m in _with_members(each))]


def _by_kb(ordered: Sequence[Referent]) -> dict[int, Referent]:
    """Two referents with one id in the knowledge base are one entity: the first takes names of the others."""
    first: dict[str, Referent] = {}
    out = {}
    for referent in ordered:
        target = first.setdefault(referent.kb, referent) if referent.kb else referent
        out[id(referent)] = target
        if target is not referent:
            for name in referent.names:
                target.add_name(name)
            target.office = target.office or referent.office
    return out


def _name(referent: Referent) -> str:
    if referent.kind == "person" and referent.person is not None and " " not in referent.name:
        return referent.person.name
    return referent.name


def _with_parties(doc: Document) -> Document:
    exact = {(m.span.start, m.span.end): m.entity for m in doc.mentions}

    def entity_of(span: Span) -> str | None:
        if (span.start, span.end) in exact:
            return exact[span.start, span.end]
        inside = [m for m in doc.mentions if m.entity and span.contains(m.span)]
        around = [m for m in doc.mentions if m.entity and m.span.contains(span)]
        if around:
            return min(around, key=lambda m: m.span.end - m.span.start).entity
        return max(inside, key=lambda m: (m.span.end, m.span.end - m.span.start)).entity if inside else None

    def party(p: Party) -> Party:
        return replace(p, entity=entity_of(p.span))

    def event(e: EventMention) -> EventMention:
        return replace(e, actors=tuple(map(party, e.actors)), recipients=tuple(map(party, e.recipients)),
                       place=tuple(map(party, e.place)))

    def statement(s: Statement) -> Statement:
        return replace(s, source=party(s.source) if s.source else None, via=tuple(map(party, s.via)),
                       addressee=party(s.addressee) if s.addressee else None)

    said = tuple(map(statement, doc.statements))
    speaker = {s.id: s.source.entity for s in said if s.source}
    # nobody is his own carrier: "Berg said he believes that ..."
    said = tuple(replace(s, parent=None) if s.source and s.source.entity and s.parent
                 and speaker.get(s.parent) == s.source.entity else s for s in said)
    return replace(doc, event_mentions=tuple(map(event, doc.event_mentions)), statements=said)
