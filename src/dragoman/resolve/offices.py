"""The office of each person on the day of the report, and a remark where the printed one was not held then.

1. An office that the report prints is kept as printed: that is evidence of a tenure, and the tables may lag.
2. A person known to the knowledge base, printed without one, gets the office held on that day.
3. Where the tables know the person and the class of office, and no spell is near the day, a remark says who held it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from dragoman import kb
from dragoman.kb import Person, Spell
from dragoman.kb.roles import EXCLUSIVE
from dragoman.model import Document, Entity, Mention, Remark, Span
from dragoman.resolve.entity_link import STANDS_FOR
from dragoman.resolve.entity_page import Page
from dragoman.resolve.entity_titles import name_start, title_of

#: Handovers are printed some days early or late, and sources differ.
SLACK = timedelta(days=45)
#: Sources that follow an office to its end: only of them does silence mean that somebody was out of office.
_CHECKED = frozenset(("overlay", "factbook", "us-executive", "us_state_dept", "uk_ministers"))


def offices(doc: Document) -> Document:
    """Fill `Entity.office` from the knowledge base, and remark on offices not held on the day of the report."""
    published = doc.report.published
    when = published.when if published else None
    if when is None or when.earliest is None or when.latest is None:
        return doc
    base = kb.default()
    out: list[Entity] = []
    remarks: list[Remark] = []
    page: Page | None = None
    mentions = {m.id: m for m in doc.mentions}
    for entity in doc.entities:
        person = _person(base, entity)
        if person is None:
            out.append(entity)
            continue
        if entity.office is None:
            spell = base.office_on(person, when.latest)
            entity = replace(entity, office=spell.office) if spell else entity
        else:
            page = page or Page(doc)
            named = [mentions[i] for i in entity.mentions if mentions[i].form == "name"]
            remark = _remark(page, base, person, named, when.earliest, when.latest)
            remarks += [remark] if remark else []
        out.append(entity)
    return replace(doc, entities=tuple(out), remarks=(*doc.remarks, *remarks))


def _person(base: kb.Base, entity: Entity) -> Person | None:
    if entity.kind != "person" or entity.kb is None:
        return None
    names = (entity.name, *entity.names)
    return next((p for name in names for p in base.find_people(name) if p.qid == entity.kb), None)


def _remark(page: Page, base: kb.Base, person: Person, mentions: Sequence[Mention], earliest: date,
            latest: date) -> Remark | None:
    for mention in mentions:
        first, last = page.words_of(mention.span)
        start = name_start(page, base, first, last)
        title = title_of(page, base, start, last) if start < last else None
        if title is None or title.office is None or title.is_former or title.first < 0:
            continue
        classes = STANDS_FOR.get(title.office, (title.office,))
        spells = [s for s in base.spells(person) if s.office_class in classes
                  and (title.state is None or s.state == title.state)]
        if not spells or not set(classes) & EXCLUSIVE or any(_near(s, earliest, latest) for s in spells):
            continue
        if not all(s.source in _CHECKED for s in spells):
            continue
        span = Span(page.words[title.first].start, mention.span.end)
        return Remark("office", "high", _message(base, person, title.words, spells, latest), (span,))
    return None


def _near(spell: Spell, earliest: date, latest: date) -> bool:
    begins = spell.start is None or spell.start - SLACK <= latest
    return begins and (spell.end is None or spell.end + SLACK >= earliest)


def _message(base: kb.Base, person: Person, title: str, spells: Sequence[Spell], day: date) -> str:
    held = ", ".join(f"from {s.start} to {s.end or 'now'}" for s in spells)
    then = base.holders(spells[-1].office_class, spells[-1].state, day)
    holder = f"; on {day} it was {then[0].person.name}" if then and then[0].person != person else ""
    return f"{person.name} is called {title}, but held that office {held}{holder}"
