"""Officials who are not prominent, by title, surname and state: "Secretary Cardona", "Justice Thomas".

Their states are known only once the report is read (printed, the publisher's own, or spoken of), so they are linked
after that: where one person of the state, and only one, held such an office on the day and is called so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dragoman.kb import Base, Person, Spell
from dragoman.kb.name_keys import calling_words, tokens
from dragoman.resolve.entity_page import Page, Referent

#: Nouns that both a title in a report and an office of the tables must have.
_NOUNS = frozenset((
    "secretary", "minister", "senator", "representative", "justice", "governor", "ambassador", "director", "counselor",
    "speaker", "administrator", "commissioner", "premier", "chancellor", "commander", "mayor", "envoy", "president",
    "coordinator",
))
_SLACK = timedelta(days=31)


def link_officials(base: Base, referents: Sequence[Referent], page: Page) -> None:
    """Link those that have a title and a state, but no office that is looked up by its class."""
    day = page.day
    if day is None:
        return
    for referent in referents:
        if referent.person is not None or referent.state is None:
            continue
        words = {w for w in tokens(referent.name) if len(w) > 1}
        for title in referent.titles:
            nouns = _NOUNS & set(title.words.lower().replace("-", " ").split())
            if not nouns or not words or title.is_former or title.state not in (None, referent.state):
                continue
            held = _held(base, words, nouns, referent.state, day)
            if len(held) == 1:
                (person, spell), = held.values()
                referent.person, referent.kb = person, person.qid
                referent.why = f"the only {spell.office} of {referent.state} on that day who is called {referent.name}"
                referent.gender = person.gender or referent.gender
                referent.is_guessed = False
                break


def _held(base: Base, words: set[str], nouns: frozenset[str], state: str, day: date) -> dict[int, tuple[Person, Spell]]:
    """By key, those of a state who are called by all these words and held an office with one of these nouns."""
    out: dict[int, tuple[Person, Spell]] = {}
    for person in base.officials(state, max(words, key=len)):
        if not any(words <= calling_words(n) for n in (person.name, *person.aliases)):
            continue
        for spell in base.spells(person):
            near = spell.start is not None and spell.start - _SLACK <= day and (
                spell.end is None or day <= spell.end + _SLACK)
            if near and spell.state == state and nouns & set(spell.office.lower().replace("-", " ").split()):
                out[person.key] = (person, spell)
    return out
