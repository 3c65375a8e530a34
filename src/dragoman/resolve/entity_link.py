"""Who of the knowledge base a person of the report is.

1. The whole name, with a title, a state or a prominent office that fits: linked.
2. A surname with an office and a state: the holder on the day of the report whose name has the word.
3. A surname alone: only where one prominent holder about that day is called so.
A namesake whose office or state contradicts what is printed is never linked; without a day of the report, only
what no day can change is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from functools import lru_cache

from dragoman.kb import Base, Person, Spell
from dragoman.kb.name_keys import calling_words, name_key, surname, tokens
from dragoman.kb.roles import PROMINENT
from dragoman.resolve.entity_page import Page, Referent, Title

#: A title may be printed some days before it is taken up or after it is laid down.
SLACK = timedelta(days=31)
#: An office this long before or after the report no longer says that a namesake is meant.
LIFETIME = 25
#: So many years after leaving office somebody is still called by surname alone; and so many before taking it. Set by
#: judgement, not tuned: on gum_wiki train-free either makes no wrong link.
RECENT = 5
CANDIDACY = 2
_RULING = frozenset(("head_of_state", "head_of_government"))
#: Titles of politics: with one of them a whole name that officials have is theirs in English texts, too.
_POLITICAL = frozenset((
    "secretary", "minister", "senator", "representative", "congressman", "congresswoman", "lawmaker", "mp", "mep",
    "deputy", "governor", "mayor", "ambassador", "envoy", "speaker", "commissioner", "leader", "chancellor", "premier",
    "president", "legislator", "treasurer", "whip",
))
#: Where minor officials have names that many others have in English texts: they need a title to be linked.
ENGLISH_NAMES = frozenset(("USA", "GBR", "AUS", "CAN", "NZL", "IRL"))
#: "top diplomat" and words like it stand for one of these classes, the first that is held.
STANDS_FOR = {
    "top_diplomat": ("party_foreign_chief", "foreign_minister", "eu_foreign_chief"),
    "party_leader": ("party_leader", "head_of_state"),
    "head_of_state": ("head_of_state", "head_of_government"),
    "supreme_leader": ("supreme_leader", "head_of_state"),
    "foreign_minister": ("foreign_minister", "eu_foreign_chief"),
}


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
    is_politician = any(_POLITICAL & set(t.words.lower().split()) for t in referent.titles)
    if person.state in spoken_of and (person.state not in ENGLISH_NAMES or is_politician) and not wanted and (
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
    called = base.called(words[0]) if words and day is not None else ()
    people = [p for p in called if words[0] == _short(p)]
    known = [p for p in people if _is_known_by_surname(base, p, day, years=LIFETIME)]
    if len(known) == 1 and known[0].state in spoken_of and _is_known_by_surname(base, known[0], day, years=RECENT):
        return known[0], f"the only holder of a prominent office who is called {referent.name}"
    coming = [p for p in people if len(called) == 1 and p.state in spoken_of and _is_coming(base, p, day)]
    if coming:
        return coming[0], f"the only one ever called {referent.name} in a prominent office, soon after that day"
    ruling = [p for p in known if len(people) == 1 and any(
        s.office_class in _RULING and day is not None and s.covers(day) for s in base.spells(p))]
    if len(ruling) == 1:
        return ruling[0], f"in power on that day, and the only one called {referent.name} in a prominent office"
    return None, ""


def _is_coming(base: Base, person: Person, day: date | None) -> bool:
    """Whether the first prominent office of a person begins soon after the day: candidates are in the news before."""
    starts = [s.start for s in base.spells(person) if s.office_class in PROMINENT and s.start]
    return bool(starts) and day is not None and day <= min(starts) <= day + timedelta(days=366 * CANDIDACY)


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


@lru_cache(maxsize=1 << 14)
def _all_words(person: Person) -> frozenset[str]:
    return frozenset(w for n in (person.name, *person.aliases) for w in calling_words(n))


def _short(person: Person) -> str:
    return surname(person.name, person.state)


def _is_known_by_surname(base: Base, person: Person, day: date | None, *, years: int = 0) -> bool:
    spells = [s for s in base.spells(person) if s.office_class in PROMINENT]
    return bool(spells) and (day is None or bool(_held(spells, day, years=years)))
