"""Names of persons: which of them are one person; who of the knowledge base that is, `entity_link` decides.

Two names in one report are one person when one is part of the other ("Antony J. Blinken", "Blinken") and nothing
that is printed speaks against it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from dragoman.kb import Base
from dragoman.kb.name_keys import calling_words, tokens
from dragoman.resolve.entity_link import ENGLISH_NAMES, link
from dragoman.resolve.entity_origin import origin
from dragoman.resolve.entity_page import Page, Referent, Seen, Title
from dragoman.resolve.entity_titles import name_start, title_of
from dragoman.resolve.entity_words import TITLE_INNER, TITLE_NOUNS

_TITLE_WORDS = TITLE_NOUNS | TITLE_INNER
#: Offices of intergovernmental bodies, whichever they are.
_INTERNATIONAL = frozenset(("secretary_general", "commission_president", "council_president", "eu_foreign_chief"))


class People:
    """The persons of a report, by the words they are called by."""

    def __init__(self, page: Page, base: Base, spoken_of: Collection[str]) -> None:
        """`spoken_of`: ISO-3 codes of the states that the report names."""
        self._page = page
        self._base = base
        self._spoken_of = spoken_of
        self.referents: list[Referent] = []
        self._by_word: dict[str, list[Referent]] = {}

    def read(self, mentions: Sequence[Seen]) -> None:
        """Give every mention of a person by name its referent: whole names first, so that surnames find them."""
        named = []
        for seen in mentions:
            start = name_start(self._page, self._base, seen.first, seen.last)
            if seen.head < start and self._page.low[seen.head] in TITLE_NOUNS and start > seen.first and (
                    self._page.low[start - 1] in ("of", "the", "for")):
                continue  # "the President of the United States" names an office, not a person
            if all(self._page.low[i] in _TITLE_WORDS for i in range(start, seen.last)):
                continue  # "Foreign", "Prime": pieces of a title
            if start < seen.last and self._page.is_upper_start(start):
                named.append((seen, self._page.phrase(start, _without_clitic(self._page, start, seen.last)), start))
        for whole in (True, False):
            for seen, name, start in named:
                if (len(tokens(name)) > 1) == whole and tokens(name):
                    self._place(seen, name, title_of(self._page, self._base, start, seen.last))

    def _place(self, seen: Seen, name: str, title: Title) -> None:
        referent = self.find(name, title, before=seen.first)
        if referent is None:
            referent = Referent("person", name, "named in the report")
            self.referents.append(referent)
        if len(tokens(name)) > len(tokens(referent.name)):
            referent.name = name
        referent.add_name(name)
        for word in calling_words(name):
            here = self._by_word.setdefault(word, [])
            if referent not in here:
                here.append(referent)
        first = tokens(name)[0]
        referent.gender = referent.gender or (self._base.gender_of(first) if len(tokens(name)) > 1 else None)
        if title.words or title.gender:
            referent.titles.append(title)
            referent.gender = title.gender or referent.gender
        seen.referent, seen.kind = referent, "person"
        referent.mentions.append(seen)

    def find(self, name: str, title: Title, *, before: int) -> Referent | None:
        """The person of the report whom this name means, if there is one."""
        words = [w for w in tokens(name) if len(w) > 1]
        if not words:
            return None
        same = [r for r in self._by_word.get(words[-1], self._by_word.get(words[0], [])) if _one_name(r, words)]
        if len(same) > 1:
            fitting = [r for r in same if _agrees(r, title)]
            same = fitting or same
        if not same:
            return None
        # of namesakes the one spoken of last
        return max(same, key=lambda r: max((m.first for m in r.mentions if m.first <= before), default=-1))

    def link(self) -> None:
        """Find each person in the knowledge base, and fill state and office from what is printed and known."""
        for referent in self.referents:
            _from_print(referent)
            person, why = link(self._base, referent, self._page, self._spoken_of)
            if person is not None:
                referent.person, referent.kb, referent.why = person, person.qid, why
                referent.gender = person.gender or referent.gender
            _fill(self._base, referent, self._page.day)
            if referent.state is None and person is None:
                _by_origin(self._page, self._base, referent)
            if referent.state is None and person is None:
                _by_family(self._base, referent, self._spoken_of)


def _without_clitic(page: Page, first: int, last: int) -> int:
    while last > first + 1 and page.low[last - 1] in ("'s", "’s", "'", "’"):
        last -= 1
    return last


def _one_name(referent: Referent, words: Sequence[str]) -> bool:
    for name in referent.names:
        known = [w for w in tokens(name) if len(w) > 1]
        if len(words) == 1 or len(known) == 1:
            short, whole = (words, calling_words(name)) if len(words) == 1 else (known, frozenset(words))
            if short[0] in whole or (len(words) == 1 and any(short[0] in w.split("-") for w in whole)):
                return True
        else:
            initials = words[-1] == known[-1] and (words[0].startswith(known[0]) or known[0].startswith(words[0]))
            if initials or set(words) <= set(known) or set(known) <= set(words):
                return True
    return False


def _agrees(referent: Referent, title: Title) -> bool:
    states = {t.state for t in referent.titles if t.state}
    offices = {t.office for t in referent.titles if t.office}
    if title.state and states and title.state not in states:
        return False
    return not (title.office and offices and title.office not in offices)


def _from_print(referent: Referent) -> None:
    titles = [t for t in referent.titles if t.words]
    best = max(titles, key=lambda t: (t.office is not None, t.state is not None, len(t.words)), default=None)
    if best is None:
        return
    referent.office, referent.office_class, referent.is_former = best.words, best.office, best.is_former
    states = [t.state for t in titles if t.state]
    referent.state = best.state or (states[0] if states else None)
    if referent.state is None and best.office in _INTERNATIONAL:
        referent.state = "IGO"


def _by_origin(page: Page, base: Base, referent: Referent) -> None:
    """The state that words around one of the names tell: "British nationals Ann Lee and Bob Ray"."""
    for seen in referent.mentions:
        state, why = origin(page, base, name_start(page, base, seen.first, seen.last), seen.last)
        if state:
            referent.state, referent.why = state, why
            return


def _by_family(base: Base, referent: Referent, spoken_of: Collection[str]) -> None:
    """The state alone, where all prominent people called so belong to one state that the report speaks of."""
    words = [w for w in tokens(referent.name) if len(w) > 1]
    if len(words) > 1:
        namesakes = {p.state for p in base.find_people(referent.name) if p.state}
        actor = base.actor(" ".join(words))
        if len(namesakes) == 1 or (actor and not namesakes):
            referent.state, referent.is_guessed = namesakes.pop() if namesakes else actor and actor[0], True
            referent.why = f"all known officials and actors called {referent.name} are of {referent.state}"
            return
    states = {p.state for p in base.called(words[-1])} if words else set()
    if len(states) == 1 and (state := states.pop()) in spoken_of and state not in ENGLISH_NAMES:
        referent.state, referent.is_guessed = state, True
        referent.why = f"those who are called {words[-1]} held offices in {state}, which the report speaks of"


def _fill(base: Base, referent: Referent, day: date | None) -> None:
    """State and office of a linked person, where the report prints none."""
    person = referent.person
    if person is None:
        return
    spell = base.office_on(person, day) if day else None
    if referent.state is None:
        referent.state = spell.state if spell and spell.state == "IGO" else person.state
    if referent.office is None and spell is not None:
        referent.office, referent.office_class = spell.office, spell.office_class
