"""Names of persons: which of them are one person, and who of the knowledge base that is.

Two names in one report are one person when one is part of the other ("Antony J. Blinken", "Blinken") and nothing
that is printed speaks against it. Who of the knowledge base it is, is decided once all names are read:

1. The whole name, with a title, a state or a prominent office that fits: linked.
2. A surname with an office and a state: the holder on the day of the report whose name has the word.
3. A surname alone: only where one prominent holder on that day is called so.
A namesake whose office or state contradicts what is printed is never linked; without a day of the report, only
what no day can change is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from dragoman.kb import Base, Person, Spell
from dragoman.kb.name_keys import calling_words, name_key, surname, tokens
from dragoman.kb.roles import PROMINENT
from dragoman.resolve.entity_origin import origin
from dragoman.resolve.entity_page import Page, Referent, Seen, Title
from dragoman.resolve.entity_titles import name_start, title_of
from dragoman.resolve.entity_words import TITLE_INNER, TITLE_NOUNS

#: A title may be printed some days before it is taken up or after it is laid down.
SLACK = timedelta(days=31)
_TITLE_WORDS = TITLE_NOUNS | TITLE_INNER
#: Offices of intergovernmental bodies, whichever they are.
_INTERNATIONAL = frozenset(("secretary_general", "commission_president", "council_president", "eu_foreign_chief"))
#: An office this long before or after the report no longer says that a namesake is meant.
LIFETIME = 25
#: Where minor officials have names that many others have in English texts: they need a title to be linked.
_ENGLISH_NAMES = frozenset(("USA", "GBR", "AUS", "CAN", "NZL", "IRL"))
#: "top diplomat" and words like it stand for one of these classes, the first that is held.
STANDS_FOR = {
    "top_diplomat": ("party_foreign_chief", "foreign_minister", "eu_foreign_chief"),
    "party_leader": ("party_leader", "head_of_state"),
    "head_of_state": ("head_of_state", "head_of_government"),
    "foreign_minister": ("foreign_minister", "eu_foreign_chief"),
}


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


def link(base: Base, referent: Referent, page: Page, spoken_of: Collection[str]) -> tuple[Person | None, str]:
    """Who of the knowledge base a person of the report is, and the rule in words."""
    whole = len([w for w in tokens(referent.name) if len(w) > 1]) > 1
    if whole:
        found = _by_whole_name(base, referent, page, spoken_of)
        if found is not None:
            return found
    if not whole or not base.find_people(referent.name):
        return _by_surname(base, referent, page, spoken_of, whole=whole)
    return None, ""


def _by_whole_name(base: Base, referent: Referent, page: Page, spoken_of: Collection[str]) -> (
        tuple[Person, str] | None):
    candidates = [p for p in base.find_people(referent.name) if _possible(base, p, referent, page)]
    scored = sorted(((_support(base, p, referent, page, spoken_of), p) for p in candidates), key=lambda x: -x[0][0])
    if not scored or scored[0][0][0] <= 0 or (len(scored) > 1 and scored[0][0][0] == scored[1][0][0]):
        return None
    (_, why), person = scored[0]
    return person, f"the name {referent.name} is known: {why}"


def _possible(base: Base, person: Person, referent: Referent, page: Page) -> bool:
    """Nothing printed contradicts that this person is meant."""
    states = {person.state, *(s.state for s in base.spells(person))}
    printed = {t.state for t in referent.titles if t.state and t.office != "ambassador"}
    if printed and not printed & states:
        return False
    printed_gender = next((t.gender for t in referent.titles if t.gender), None)
    if printed_gender and person.gender and printed_gender != person.gender:
        return False
    if not any(_same_middle(referent.name, n) for n in (person.name, *person.aliases)):
        return False
    if page.latest and person.born and int(person.born) > page.latest.year - 18:
        return False
    return not page.latest or any(_near(s, page) for s in base.spells(person))


def _same_middle(left: str, right: str) -> bool:
    """Middle names that both print are no strangers: Mohamed Hassan Mohamed is not Mohamed Abdullahi Mohamed."""
    middles = [{w for w in tokens(n)[1:-1] if len(w) > 1} for n in (left, right)]
    return not all(middles) or bool(middles[0] & middles[1])


def _near(spell: Spell, page: Page) -> bool:
    years = [d.year for d in (spell.start, spell.end or spell.last_seen) if d]
    if not years or page.earliest is None or page.latest is None:
        return True
    return min(years) - LIFETIME <= page.latest.year and max(years) + 2 * LIFETIME >= page.earliest.year


def _support(base: Base, person: Person, referent: Referent, page: Page, spoken_of: Collection[str]) -> (
        tuple[float, str]):
    """How much speaks for a bearer of the whole name; 0 or less is not enough."""
    spells = base.spells(person)
    wanted = {c for t in referent.titles if t.office for c in STANDS_FOR.get(t.office, (t.office,))}
    printed = {t.state for t in referent.titles if t.state}
    holds = [s for s in spells if s.office_class in wanted]
    if holds and (not printed or any(s.state in printed for s in holds)):
        return 5 + _held(holds, page.day), f"held the office printed ({holds[-1].office})"
    if printed and person.state in printed:
        return 4 + _held(spells, page.day), f"belongs to {person.state}, as printed"
    prominent = [s for s in spells if s.office_class in PROMINENT]
    known = person.state in spoken_of or _held(prominent, page.day) or referent.titles
    if prominent and known and _held(prominent, page.day, years=LIFETIME):
        return 3 + _held(prominent, page.day), f"held a prominent office ({prominent[-1].office})"
    if person.state in spoken_of and person.state not in _ENGLISH_NAMES and not wanted and (
            _held(spells, page.day, years=LIFETIME)):
        return 1 + _held(spells, page.day), f"held an office ({spells[-1].office}) in a state the report speaks of"
    return 0, ""


def _held(spells: Sequence[Spell], day: date | None, *, years: int = 0) -> float:
    """1 where one of the spells covers the day (or ended not more than so many years before it), else 0."""
    if day is None:
        return 0.5
    before = timedelta(days=366 * years) or SLACK
    return float(any(
        (s.start is None or s.start - SLACK <= day) and (s.end is None or s.end >= day - before) for s in spells
    ))


def _by_surname(base: Base, referent: Referent, page: Page, spoken_of: Collection[str], *, whole: bool) -> (
        tuple[Person | None, str]):
    words = [w for w in tokens(referent.name) if len(w) > 1]
    day = page.day
    for title in referent.titles:
        if not title.office or not words:
            continue
        for office in STANDS_FOR.get(title.office, (title.office,)):
            people = _called(base, words, office, title, day, whole=whole)
            if len(people) == 1:
                return people[0], f"{title.words} on that day, called {words[-1]}"
    if whole or (referent.titles and any(t.office or t.words for t in referent.titles)):
        return None, ""
    people = [p for p in base.called(words[0]) if words[0] == _short(p)] if words and day is not None else []
    known = [p for p in people if _is_known_by_surname(base, p, day, years=LIFETIME)]
    if len(known) == 1 and _is_known_by_surname(base, known[0], day) and known[0].state in spoken_of:
        return known[0], f"the only holder of a prominent office who is called {referent.name}"
    return None, ""


def _called(base: Base, words: Sequence[str], office: str, title: Title, day: date | None, *,
            whole: bool) -> list[Person]:
    """Holders of an office on the day (or, where the title says former, before it) whose names have these words."""
    if title.state:
        spells: Sequence[Spell] = base.tenures(office, title.state)
    elif office in PROMINENT:
        spells = [s for p in base.called(words[-1]) for s in base.spells(p) if s.office_class == office]
    else:
        return []
    if day is not None and not title.is_former:
        spells = [s for s in spells if s.covers(day) or (s.start and s.start - SLACK <= day <= s.start)
                  or (s.end and s.end <= day <= s.end + SLACK)]
    elif day is not None:
        spells = [s for s in spells if s.start and s.start < day]
    fitting = {s.person.key: s.person for s in spells if set(words) <= _all_words(s.person)
               or (whole and words[0][0] == name_key(s.person.name)[0] and _is_alike(words[-1], s.person))}
    return list(fitting.values())


def _is_alike(word: str, person: Person) -> bool:
    """Zelenskyy is Zelensky: one of the person's names differs by a letter or two."""
    from rapidfuzz.distance import Levenshtein

    most = 0 if len(word) < 5 else 1 if len(word) < 7 else 2
    return any(Levenshtein.distance(word, known, score_cutoff=most) <= most for known in _all_words(person))


def _all_words(person: Person) -> set[str]:
    return {w for n in (person.name, *person.aliases) for w in calling_words(n)}


def _short(person: Person) -> str:
    return surname(person.name, person.state)


def _is_known_by_surname(base: Base, person: Person, day: date | None, *, years: int = 0) -> bool:
    spells = [s for s in base.spells(person) if s.office_class in PROMINENT]
    return bool(spells) and (day is None or bool(_held(spells, day, years=years)))


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
    if len(states) == 1 and (state := states.pop()) in spoken_of and state not in _ENGLISH_NAMES:
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
