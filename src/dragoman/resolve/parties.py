"""Whom the words of a role or source refer to: ties parties to the entities of their mentions."""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.chains import head_in
from dragoman.extract.phrases import Tree
from dragoman.model import Document, EventMention, Mention, Party, Statement


def parties(doc: Document) -> Document:
    """Every party of events and statements with the entity it refers to, where one is known."""
    tree = Tree(doc.words, doc.text)
    mentions = sorted(doc.mentions, key=lambda m: m.span.start)

    def tied(party: Party) -> Party:
        found = mention_of(tree, mentions, party)
        return replace(party, entity=found.entity) if found else party

    def of_event(e: EventMention) -> EventMention:
        return replace(e, actors=tuple(map(tied, e.actors)), recipients=tuple(map(tied, e.recipients)),
                       place=tuple(map(tied, e.place)))

    def of_statement(s: Statement) -> Statement:
        return replace(s, source=tied(s.source) if s.source else None, via=tuple(map(tied, s.via)),
                       addressee=tied(s.addressee) if s.addressee else None)

    return replace(doc, event_mentions=tuple(map(of_event, doc.event_mentions)),
                   statements=tuple(map(of_statement, doc.statements)))


def mention_of(tree: Tree, mentions: list[Mention], party: Party) -> Mention | None:
    """The mention of a party: the one with the party's head; else a name in apposition or title to it; else the last
    name that the party's words end with."""
    near = [m for m in mentions if m.entity and m.span.overlaps(party.span)]
    if not near:
        return None
    head = head_in(tree, party.span)
    same = [m for m in near if m.head == head or (head is not None and m.span.start <= tree.words[head].start < m.span.end)]
    if same:
        # "President Xi": of the title and the name inside it the name tells who it is
        return max(same, key=lambda m: (m.form == "name", -(m.span.end - m.span.start)))
    titled = [m for m in near if tree.words[m.head].head == head and tree.words[m.head].deprel in ("appos", "flat", "nmod:desc")]
    if titled:
        return titled[0]
    ends = [m for m in near if m.span.end == party.span.end and m.form == "name"]
    return ends[0] if ends else None
