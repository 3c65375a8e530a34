"""Mentions become entities: who is who in one report, and who of the knowledge base that is.

Names are read first, over the whole report, so that a headline's "Blinken" finds "Antony Blinken" below it; then
descriptions and pronouns in the order of the text, each looking back. Every entity says by which rule it was made
(`Entity.why`). Nothing is linked that another bearer of the name could be; what cannot be linked keeps an id that
holds in its report only (e1, e2 ... in order of the first mention).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dragoman import kb
from dragoman.model import Document, Entity, EventMention, Form, Mention, Party, Span, Statement
from dragoman.names import fold
from dragoman.resolve import entity_words as words
from dragoman.resolve.entity_context import Context
from dragoman.resolve.entity_gazetteer import name_candidates
from dragoman.resolve.entity_groups import Groups
from dragoman.resolve.entity_nominals import Nominals
from dragoman.resolve.entity_page import Page, Referent, Seen
from dragoman.resolve.entity_people import People
from dragoman.resolve.entity_pronouns import Pronouns
from dragoman.resolve.entity_things import Things
from dragoman.resolve.entity_titles import title_of

#: Nouns that take up a body of any kind.
_GENERIC_BODIES = frozenset((
    "group", "organisation", "organization", "body", "agency", "company", "union", "alliance", "bloc", "movement",
    "party",
    "militia", "firm", "institution", "watchdog", "network", "newspaper", "paper", "outlet", "court", "tribunal",
    "fund",
))
_OWN = frozenset(("the", "our", "this", "their", "its", "his", "her"))
#: "Southern Russia" is a part of Russia, not the state.
_QUARTERS = frozenset(("northern", "southern", "eastern", "western", "central", "north-eastern", "northeastern",
                       "southeastern", "northwestern", "southwestern"))
_PREPOSITIONS = frozenset(("of", "in", "from", "for", "at", "on", "to"))
_INSIDE_NAMES = frozenset(("-", "–", "'", "’", "of", "the", "and", "&", "for", "al", "bin", "de", "."))


def entities(doc: Document) -> Document:
    """Fill `Document.entities`, `Mention.entity` and the entity of every party. Needs words, sentences, mentions."""
    page, base = Page(doc), kb.default()
    mentions = _seen(page, base)
    things = Things(page, base)
    people = _read_names(page, base, mentions, things)
    context = Context(page, mentions)
    _place_bodies(things, context)
    home = _home(people)
    _place_people(people, context)

    def state_of(code: str) -> Referent | None:
        state = base.state(code)
        return things.state(state, f"{state.name} is meant, not named here") if state else None

    groups = Groups(page, mentions, state_of)
    nominals = Nominals(page, base, mentions, people.referents, groups, context, state_of, things.main_state)
    pronouns = Pronouns(page, mentions, groups, state_of, home)
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
    return _written(doc, base, mentions)


def _seen(page: Page, base: kb.Base) -> list[Seen]:
    """The given mentions, those that parties need, and known names that nobody found; in order of the text."""
    given = [_given(page, base, m) for m in page.doc.mentions if page.words]
    spans = {(s.span.start, s.span.end) for s in given}
    for party in _parties(page.doc):
        span = (party.span.start, party.span.end)
        if span not in spans:
            spans.add(span)
            first, last = page.words_of(party.span)
            if first < last and not any(s.first <= first and last <= s.last and s.last - s.first <= last - first + 1
                                        for s in given):
                head = _head(page, base, first, last)
                given.append(Seen(party.span, first, last, head, None, _form(page, base, first, last, head), None,
                                  page.sentence_of[first], is_given=False))
    names = [(s.first, s.last) for s in given if s.form != "nominal"]
    for found in name_candidates(page, base, names):
        span_of = Span(page.words[found.first].start, page.words[found.last - 1].end)
        if (span_of.start, span_of.end) not in spans:
            given.append(Seen(span_of, found.first, found.last, found.last - 1, found.kind, "name", None,
                              page.sentence_of[found.first], is_given=False))
    return sorted(given, key=lambda s: (s.span.start, -s.span.end))


def _given(page: Page, base: kb.Base, mention: Mention) -> Seen:
    """A mention of the document; what the network took for a name but is a pronoun or a common noun, is mended."""
    first, last = page.words_of(mention.span)
    kind, form = mention.kind, mention.form
    if last - first == 1 and page.low[first] in words.PRONOUNS and page.forms[first] not in ("US", "IT", "WHO"):
        kind, form = None, "pronoun"
    elif form == "name" and mention.head < len(page.words) and (
            page.forms[mention.head].islower() or _is_common(page, base, first, last)
            or (page.low[mention.head] in words.COUNTRY_NOUNS and page.low[first] in _OWN and last - first == 2)):
        form = "nominal"
    elif form == "name" and kind == "person" and "and" in page.low[first:last]:
        form = "nominal"  # "Minister Ann Lee and Minister Bob Ray" are two
    elif form == "name" and kind == "person" and _is_place_name(base, page.phrase(first, last)):
        kind = None
    elif form == "name" and kind == "person" and _is_people(base, page.phrase(first, last).lower()):
        kind = "group"
    first, last = _core(page, mention) if form == "name" else (first, last)
    if _is_scrap(page, first, last):
        kind, form = None, "pronoun"  # "the" and "Sunday" stand for nobody, as a pronoun without an antecedent
    return Seen(mention.span, first, last, mention.head, kind, form, mention.entity, page.sentence_of[mention.head])


def _is_scrap(page: Page, first: int, last: int) -> bool:
    """A word that can be no mention: an article, a day, a "both" with its noun cut off."""
    low = page.low[first:last]
    if all(w in words.SCRAPS for w in low):
        return True
    return low == ["both"] and last < len(page.words) and page.words[last].upos in ("NOUN", "PROPN", "NUM")


def _is_common(page: Page, base: kb.Base, first: int, last: int) -> bool:
    """One capitalised noun at the start of a sentence: "Police", "Demonstrators", "Gunmen"."""
    low = page.low[first]
    return last - first == 1 and first == page.sentence_bounds(first)[0] and (
        low in words.BODY_NOUNS or low in base.agents or low.removesuffix("s") in base.agents or low.endswith("men"))


def _is_people(base: kb.Base, low: str) -> bool:
    """ "Maldivians": the plural of a state's adjective."""
    one = base.state_names.get(low.removesuffix("s"), ()) if low.endswith("s") and not low.endswith("ss") else ()
    return any(kind == "adjective" for _, kind in one)


def _is_place_name(base: kb.Base, text: str) -> bool:
    """A state or capital that nobody is called by: Timor-Leste, not Jordan or Israel."""
    low = text.lower()
    is_state = len(base.states_by_name(low)) == 1 or base.capital_of(low) is not None
    return is_state and not base.called(low) and base.gender_of(low) is None


def _core(page: Page, mention: Mention) -> tuple[int, int]:
    """The words of a mention; of a name without the clause or phrase that hangs behind it."""
    first, last = page.words_of(mention.span)
    if mention.form != "name" or not first <= mention.head < last:
        return first, last
    end = mention.head + 1
    while end < last and (page.is_upper_start(end) or page.forms[end] in _INSIDE_NAMES or page.forms[end - 1] == "-"):
        end += 1
    while end > mention.head + 1 and page.forms[end - 1] in _INSIDE_NAMES:
        end -= 1
    start = first
    while start < mention.head and page.forms[start].islower() and page.low[start] not in words.NAME_PARTICLES and (
            page.low[start] not in words.TITLE_INNER and page.low[start] not in words.TITLE_NOUNS
            and page.low[start] not in _QUARTERS):
        start += 1
    return start, end


def _parties(doc: Document) -> list[Party]:
    out = [p for e in doc.event_mentions for p in (*e.actors, *e.recipients, *e.place)]
    out += [p for s in doc.statements for p in (s.source, s.addressee, *s.via) if p is not None]
    return out


def _head(page: Page, base: kb.Base, first: int, last: int) -> int:
    """The word that governs the others where there is syntax, else the last before a preposition."""
    inside = [i for i in range(first, last) if not first <= page.words[i].head < last]
    if len(inside) == 1 and any(page.words[i].head != -1 for i in range(first, last)):
        return inside[0]
    for i in range(first + 1, last - 1):
        if page.low[i] == "of" and base.states_by_name(page.phrase(i + 1, last).lower().removeprefix("the ")):
            return i - 1  # "House of Representatives of Libya"
    for i in range(first + 1, last):
        noun = page.low[i - 1]
        if page.low[i] in _PREPOSITIONS and (noun in words.BODY_NOUNS or noun in words.TITLE_NOUNS):
            return i - 1
        if page.low[i] in ("of", "in", "from", "for", "at", "on", ",", "who", "with", "to") and not (
                page.is_upper_start(i - 1) and page.is_upper_start(last - 1)):
            return i - 1
    at = last - 1
    return at - 1 if page.low[at] in ("'s", "’s") and at > first else at


def _form(page: Page, base: kb.Base, first: int, last: int, head: int) -> Form:
    if last - first == 1 and page.low[first] in words.PRONOUNS and page.forms[first] not in ("US", "IT", "WHO"):
        return "pronoun"
    low = page.low[first:last]
    if "and" in low and page.is_upper_start(first) and page.is_upper_start(last - 1) and not (
            words.BODY_NAME_NOUNS & set(low)):
        return "nominal"  # a list of names
    if _is_common(page, base, first, last):
        return "nominal"
    is_name = page.is_upper_start(head) and (
        page.low[head] not in words.TITLE_NOUNS and page.low[head] not in words.BODY_NOUNS
        and page.low[head].rstrip("s") not in words.TITLE_NOUNS)
    return "name" if is_name else "nominal"


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


def _home(people: People) -> str | None:
    """The state of those known people who are printed with an office and no state: the publisher's own."""
    own = Counter(r.state for r in people.referents if r.person is not None and r.state and any(
        t.words and t.state in (None, "USA") for t in r.titles) and not any(
        t.state and t.state != r.state for t in r.titles))
    own.update(r.state for r in people.referents if r.state and r.person is None and any(
        t.words and any(t.words.lower().startswith(w) for w, _ in words.TITLE_STATES) for t in r.titles))
    linked = sum(r.person is not None for r in people.referents)
    return next(iter(own)) if len(own) == 1 and sum(own.values()) * 3 >= linked else None


def _place_people(people: People, context: Context) -> None:
    """A person whose state is neither printed nor known belongs to the one that the passage speaks of."""
    for referent in people.referents:
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
    if referent.state is not None and not referent.is_guessed and referent.state != chained.state:
        return referent  # "Bulgarian police" are not the United Nations, whatever the network says
    noun = referent.name.lower().split()[-1]
    if referent.kind == "organisation" and noun not in _GENERIC_BODIES and not any(
            n.lower().split()[-1] == noun for n in chained.names):
        return referent
    nominals.referents.pop()
    return chained


def _written(doc: Document, base: kb.Base, mentions: Sequence[Seen]) -> Document:
    """The document with entities and mentions in order of the text."""
    _drop_scenery(doc, base, mentions)
    kept = [s for s in mentions if s.referent is not None or s.is_given]
    ordered: list[Referent] = []
    for seen in kept:
        for referent in _with_members(seen.referent):
            if all(referent is not o for o in ordered):
                ordered.append(referent)
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
    used = {(p.span.start, p.span.end) for p in _parties(doc)}
    for seen in mentions:
        r = seen.referent
        if r is None or seen.form != "nominal" or len(r.mentions) > 1 or r.members or r.kb or r.kind == "person":
            continue
        noun = fold(doc.text[doc.words[seen.head].start : doc.words[seen.head].end])
        acts = noun in words.BODY_NOUNS | words.STATE_GROUPS | words.PEOPLE_GROUPS or noun.endswith(("men", "people")) or any(
            n in words.TITLE_NOUNS or n in base.agents for n in (noun, noun.removesuffix("s")))
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

    return replace(doc, event_mentions=tuple(map(event, doc.event_mentions)),
                   statements=tuple(map(statement, doc.statements)))
