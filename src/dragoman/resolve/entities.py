"""Mentions become entities: who is who in one report, and who of the knowledge base that is.

Names are read first, over the whole report, so that a headline's "Blinken" finds "Antony Blinken" below it; then
descriptions and pronouns in the order of the text, each looking back. Every entity says by which rule it was made
(`Entity.why`). Nothing is linked that another bearer of the name could be; what cannot be linked keeps an id that
holds in its report only (e1, e2 ... in order of the first mention).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dragoman import kb
from dragoman.kb.roles import PROMINENT
from dragoman.model import Document
from dragoman.names import fold
from dragoman.resolve import entity_words as words
from dragoman.resolve.entity_context import Context
from dragoman.resolve.entity_groups import Groups
from dragoman.resolve.entity_home import home_of, is_servant
from dragoman.resolve.entity_link import STANDS_FOR
from dragoman.resolve.entity_mentions import collect
from dragoman.resolve.entity_nominals import Nominals
from dragoman.resolve.entity_officials import link_officials
from dragoman.resolve.entity_page import Page, Referent, Seen, Title
from dragoman.resolve.entity_people import People
from dragoman.resolve.entity_pronouns import Pronouns
from dragoman.resolve.entity_things import Things
from dragoman.resolve.entity_titles import read_title, title_of
from dragoman.resolve.entity_writing import write

_RULING = frozenset(("head_of_state", "head_of_government", "supreme_leader"))
#: Nouns that take up a body of any kind.
_GENERIC_BODIES = frozenset((
    "group", "organisation", "organization", "body", "agency", "company", "union", "alliance", "bloc", "movement",
    "party", "militia", "firm", "institution", "watchdog", "network", "newspaper", "paper", "outlet", "court",
    "tribunal", "fund",
))


def entities(doc: Document) -> Document:
    """Fill `Document.entities`, `Mention.entity` and the entity of every party. Needs words, sentences, mentions."""
    page, base = Page(doc), kb.default()
    mentions = collect(page, base)
    things = Things(page, base)
    people = _read_names(page, base, mentions, things)
    context = Context(page, mentions)
    _place_bodies(things, context)
    home = home_of(people.referents, _titles(page, base, mentions))
    _place_people(people, context, home)
    link_officials(base, people.referents, page)
    context.settle()

    def state_of(code: str) -> Referent | None:
        state = base.state(code)
        return things.state(state, f"{state.name} is meant, not named here") if state else None

    groups = Groups(page, mentions, state_of)
    nominals = Nominals(page, base, mentions, people.referents, groups, context, state_of, things.spoken.main_state,
                        home)
    pronouns = Pronouns(page, base, mentions, groups, state_of, home)
    nominals.whose.antecedent = pronouns.read
    chains = _chains(mentions)
    for seen in mentions:
        if seen.referent is not None:
            continue
        if seen.form == "pronoun":
            referent = pronouns.read(seen)
        else:
            referent = nominals.read(seen)
            referent = _by_chain(seen, referent, chains, nominals)
        if referent is not None:
            seen.referent = referent
            referent.mentions.append(seen)
    return write(doc, base, mentions)


def _read_names(page: Page, base: kb.Base, mentions: Sequence[Seen], things: Things) -> People:
    names = [s for s in mentions if s.form == "name"]
    bodies = [s for s in names if s.kind == "person" and things.is_body(s)]
    persons = [s for s in names if s.kind == "person" and s not in bodies]
    surnames = {page.low[s.last - 1] for s in persons if s.last - s.first > 1}
    called = {w for s in persons for w in page.low[s.first : s.last]}
    for seen in names:
        if seen.kind == "person" and seen not in bodies:
            continue
        if seen.last - seen.first == 1 and seen.kind != "state" and page.low[seen.first] in surnames and (
                not base.states_by_name(page.low[seen.first])):
            persons.append(seen)  # "Blinken" is the Antony Blinken of the report, whatever kind the network saw
            continue
        if seen.kind in ("organisation", "place", "group") and _is_leader(page, base, seen):
            seen.kind = "person"
            persons.append(seen)
            continue
        if seen.kind is None and _looks_like_person(page, base, seen, called):
            persons.append(seen)
            called |= set(page.low[seen.first : seen.last])
        elif not things.read(seen):
            if seen.kind is None and _is_body_name(page, base, seen):
                seen.kind = "organisation"
                things.read(seen)
            else:
                persons.append(seen)
    people = People(page, base, {r.state for r in things.referents if r.state and r.kind != "person"})
    people.read(sorted(persons, key=lambda s: s.first))
    people.link()
    return people


def _is_leader(page: Page, base: kb.Base, seen: Seen) -> bool:
    """A name that the network took for a body's or a town's, but that nobody has but a leader: "Assad and ISIL"."""
    text = page.phrase(seen.first, seen.last)
    folded = fold(text)
    if base.organisations(text) or base.cities(text) or base.states_by_name(folded) or folded in base.regions or (
            folded in base.metonyms or base.capital_of(folded)):
        return False
    if seen.last - seen.first == 1:
        people, classes = base.called(folded), _RULING
    else:
        people, classes = base.find_people(text), PROMINENT
    held = [s for p in people for s in base.spells(p) if s.office_class in classes]
    return any(page.day is None or s.covers(page.day) for s in held)


def _is_body_name(page: Page, base: kb.Base, seen: Seen) -> bool:
    """A name no table has, of unknown kind: a body by its nouns or capitals, or one word nobody is called by."""
    low = page.low[seen.first : seen.last]
    if words.TITLE_NOUNS & set(low) and not words.BODY_NAME_NOUNS & {low[-1]}:
        return False
    if words.BODY_NAME_NOUNS & set(low) or any(len(f) > 1 and f.isupper() for f in page.forms[seen.first : seen.last]):
        return True
    named = any(page.is_upper_start(i) and base.states_by_name(page.low[i]) for i in range(seen.first, seen.last))
    return named or (len(low) == 1 and not base.called(low[0]))


def _looks_like_person(page: Page, base: kb.Base, seen: Seen, called: set[str]) -> bool:
    text = page.phrase(seen.first, seen.last)
    if base.states_by_name(text.lower()) or base.organisations(text):
        return False
    if seen.last - seen.first == 1 and page.low[seen.first] in called:
        return True
    if seen.last - seen.first > 1 and base.find_people(text) and not base.cities(text):
        return True
    title = title_of(page, base, seen.first, seen.last)
    return bool(title.words or title.gender) and page.low[seen.last - 1] not in words.BODY_NOUNS


def _place_bodies(things: Things, context: Context) -> None:
    """A parliament, ministry or army named without its state belongs to the one the passage speaks of."""
    for referent in things.referents:
        if referent.kind == "organisation" and referent.state is None and referent.kb is None and referent.mentions:
            noun = referent.name.lower().split()[-1]
            state, rule = context.state_at(referent.mentions[0].first, wide=noun in words.STATE_BODIES)
            if noun in words.BODY_NOUNS and state:
                referent.state, referent.is_guessed, referent.why = state, True, f"{referent.why}; {rule}"
                things.recognise(referent)


def _titles(page: Page, base: kb.Base, mentions: Sequence[Seen]) -> list[Title]:
    """Titles of descriptions without a name: "the Foreign Secretary said"."""
    return [read_title(page, base, s.first, s.last) for s in mentions
            if s.form == "nominal" and page.low[s.head] in words.TITLE_NOUNS]


def _place_people(people: People, context: Context, home: str | None) -> None:
    """A person whose state is neither printed nor known: of the publisher's state, or of the one spoken of."""
    for referent in people.referents:
        if referent.state is None and home is not None and is_servant(referent.titles, home):
            referent.state, referent.is_guessed = home, True
            referent.why += f"; printed without a state, as officials of {home} are here"
        if referent.state is None and referent.mentions:
            official = referent.office_class is not None or any(t.words for t in referent.titles)
            state, rule = context.state_at(referent.mentions[0].first, wide=official)
            if state:
                referent.state, referent.is_guessed = state, True
                referent.why += f"; {rule}"


def _chains(mentions: Sequence[Seen]) -> dict[str, Referent]:
    """The referent that most names of each chain of the network have."""
    votes: dict[str, Counter[int]] = {}
    by_id = {}
    for seen in mentions:
        if seen.hint is not None and seen.referent is not None:
            votes.setdefault(seen.hint, Counter())[id(seen.referent)] += 1
            by_id[id(seen.referent)] = seen.referent
    return {chain: by_id[counts.most_common(1)[0][0]] for chain, counts in votes.items()}


def _by_chain(seen: Seen, referent: Referent, chains: dict[str, Referent], nominals: Nominals) -> Referent:
    """A description that no rule could place is what its chain says, where the kinds agree."""
    chained = chains.get(seen.hint) if seen.hint is not None else None
    is_own = bool(nominals.referents) and nominals.referents[-1] is referent
    if chained is None or not is_own or chained.kind != referent.kind:
        return referent
    if chained.kb and seen.kind == "person" and nominals.is_indefinite(seen):
        return referent  # "a President" is not the one in office
    if referent.state is not None and not referent.is_guessed and referent.state != chained.state:
        return referent  # "Bulgarian police" are not the United Nations, whatever the network says
    if referent.office_class and chained.office_class and referent.office_class != chained.office_class and (
            chained.office_class not in STANDS_FOR.get(referent.office_class, ())):
        return referent  # the Prime Minister is not the President named beside him
    noun = referent.name.lower().split()[-1]
    if referent.kind == "organisation" and noun not in _GENERIC_BODIES and not any(
            n.lower().split()[-1] == noun for n in chained.names):
        return referent
    nominals.referents.pop()
    return chained
