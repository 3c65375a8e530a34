"""Who follows whom in an office: by what the reports print, else by the knowledge base."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from dragoman.merge.record import LOCAL, Actor
from dragoman.views.fulfilment import by_printed_office

if TYPE_CHECKING:
    from dragoman.kb import Base, Person

# The one who left must have held the office within this before the day on which the other acts in it.
_RECENTLY = timedelta(days=550)


def by_office(before: Actor, after: Actor, on: date) -> str | None:
    """Why `after` holds on a day the office that `before` had; None when neither reports nor the kb say so."""
    return by_printed_office(before, after, on) or _by_kb(before, after, on)


def _by_kb(before: Actor, after: Actor, on: date) -> str | None:
    """Both are known, and the second holds on that day an office of one holder that the first has left lately."""
    if not before.state or before.state != after.state or before.key == after.key:
        return None
    from dragoman.kb import default
    from dragoman.kb.roles import EXCLUSIVE

    base = default()
    left, came = _person(base, before), _person(base, after)
    if left is None or came is None or left.key == came.key:
        return None
    for spell in base.spells(left):
        office, state = spell.office_class, spell.state
        if office not in EXCLUSIVE or spell.start is None or spell.start > on:
            continue
        holders = base.holders(office, state, on)
        if any(h.person.key == left.key for h in holders) or not any(h.person.key == came.key for h in holders):
            continue
        if spell.end is None or on - spell.end <= _RECENTLY:
            return f"{came.name} follows {left.name} as {spell.office}"
    return None


def _person(base: Base, actor: Actor) -> Person | None:
    """The one person of the kb that is meant; None when there are several or none."""
    people = [p for p in base.find_people(actor.name) if p.state in (None, actor.state)]
    if not actor.key.startswith(LOCAL):
        people = [p for p in people if p.qid == actor.key]
    return people[0] if len(people) == 1 else None
