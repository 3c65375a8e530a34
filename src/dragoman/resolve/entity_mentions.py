"""The mentions of a report as the entity rules take them: given ones mended, those of parties, known names.

The network marks names, descriptions and pronouns; some it marks wrongly ("Police" as a name, "They" as a person),
some parties of events have no mention, some well-known names are not marked at all. Here all of them become `Seen`.
"""

from __future__ import annotations

from dragoman import kb
from dragoman.codebook.sources import ASKING, MEDIA
from dragoman.model import Document, EntityKind, Form, Mention, Party, Span
from dragoman.names import fold
from dragoman.resolve import entity_words as words
from dragoman.resolve.entity_gazetteer import name_candidates
from dragoman.resolve.entity_page import Page, Seen

_OWN = frozenset(("the", "our", "this", "their", "its", "his", "her"))
#: "Southern Russia" is a part of Russia, not the state.
_QUARTERS = frozenset(("northern", "southern", "eastern", "western", "central", "north-eastern", "northeastern",
                       "southeastern", "northwestern", "southwestern"))
#: Persons who have an article.
_ARTICLED = frozenset(("lama", "khan", "panchen"))
#: States with names of at least so many words are looked for behind the first of them.
_LONG_NAME = 3
_PREPOSITIONS = frozenset(("of", "in", "from", "for", "at", "on", "to"))
_INSIDE_NAMES = frozenset(("-", "–", "'", "’", "of", "the", "and", "&", "for", "al", "bin", "de", "."))


def collect(page: Page, base: kb.Base) -> list[Seen]:
    """The given mentions, those that parties need, and known names that nobody found; in order of the text."""
    given = _with_long_names(page, base, [_given(page, base, m) for m in page.doc.mentions if page.words])
    spans = {(s.span.start, s.span.end) for s in given}
    near: dict[int, list[Seen]] = {}
    for each in given:
        near.setdefault(each.sentence, []).append(each)
    for party in parties_of(page.doc):
        span = (party.span.start, party.span.end)
        if span not in spans:
            spans.add(span)
            first, last = page.words_of(party.span)
            if first < last and not any(s.first <= first and last <= s.last and s.last - s.first <= last - first + 1
                                        for s in near.get(page.sentence_of[first], ())):
                made = _of_party(page, base, party.span, first, last)
                given.append(made)
                near.setdefault(made.sentence, []).append(made)
    names = [(s.first, s.last) for s in given if s.form != "nominal"]
    for found in name_candidates(page, base, names):
        span_of = Span(page.words[found.first].start, page.words[found.last - 1].end)
        if (span_of.start, span_of.end) not in spans:
            given.append(Seen(span_of, found.first, found.last, found.last - 1, found.kind, "name", None,
                              page.sentence_of[found.first], is_given=False))
    return sorted(given, key=lambda s: (s.span.start, -s.span.end))


def _with_long_names(page: Page, base: kb.Base, given: list[Seen]) -> list[Seen]:
    """The mentions, with states of long names whole: "Saint", "Vincent" and "the Grenadines" are one."""
    covered: dict[int, int] = {}  # first word of a long name -> the word behind its last
    for seen in given:
        if seen.form != "name":
            continue
        longest = min(base.longest_name(page.low[seen.first]), page.sentence_bounds(seen.first)[1] - seen.first)
        for size in range(longest, max(_LONG_NAME - 1, seen.last - seen.first), -1):
            if fold(page.phrase(seen.first, seen.first + size)) in base.state_names:
                covered[seen.first] = seen.first + size
                seen.last = seen.first + size
                seen.span = Span(page.words[seen.first].start, page.words[seen.last - 1].end)
                seen.head, seen.kind = seen.last - 1, "state"
                break
    inside = {i for first, last in covered.items() for i in range(first + 1, last)}
    return [s for s in given if s.form != "name" or s.first not in inside]


def _of_party(page: Page, base: kb.Base, span: Span, first: int, last: int) -> Seen:
    """A mention for a party that has none."""
    head = _head(page, base, first, last)
    form = _form(page, base, first, last, head)
    kind: EntityKind | None = None
    if form == "name" and (start := _employee(page, base, first, last)) is not None:
        first, kind = start, "person"
    elif form == "name" and _is_the_body(page, base, first, last):
        kind = _kind_of_body(page, first, last)
    elif form == "name" and _is_title_alone(page, base, first, last):
        kind, form = "person", "nominal"
    elif form == "name" and any(w in words.SCRAPS and w != "the" for w in page.low[first + 1 : last]):
        form = "nominal"  # a stretch over a day or "today" is no name
    return Seen(span, first, last, head, kind, form, None, page.sentence_of[head], is_given=False)


def parties_of(doc: Document) -> list[Party]:
    out = [p for e in doc.event_mentions for p in (*e.actors, *e.recipients, *e.place)]
    out += [p for s in doc.statements for p in (s.source, s.addressee, *s.via) if p is not None]
    return out


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
    elif form == "name" and kind in ("person", None) and _is_title_alone(page, base, first, last):
        kind, form = "person", "nominal"  # "Mr. Secretary General", "MODERATOR": a description, though in capitals
    elif form == "name" and kind == "person" and page.low[last - 1] in words.MANY:
        kind, form = "group", "nominal"  # "Additional Persons"
    elif form == "name" and kind in ("person", None) and _is_the_body(page, base, first, last):
        kind = _kind_of_body(page, first, last)
    elif form == "name" and kind == "person" and "and" in page.low[first:last]:
        form = "nominal"  # "Minister Ann Lee and Minister Bob Ray" are two
    elif form == "name" and kind == "person" and _is_place_name(page, base, page.phrase(first, last)):
        kind = None
    elif form == "name" and kind == "person" and _is_people(base, page.phrase(first, last).lower()):
        kind = "group"
    if form == "name" and kind == "person" and last - first > 1 and page.low[last - 1] in MEDIA:
        kind = "organisation"  # the Norland Herald
    first, last = _core(page, mention) if form == "name" else (first, last)
    if form == "name" and first > page.sentence_bounds(first)[0] and page.is_upper_start(first - 1) and (
            base.states_by_name(page.phrase(first - 1, first + 1).lower())):
        first -= 1  # "New Zealand Herald", of which the first word was missed
    if form == "name" and kind in ("organisation", None) and (start := _employee(page, base, first, last)) is not None:
        first, kind = start, "person"
    if _is_scrap(page, first, last):
        kind, form = None, "pronoun"  # "the" and "Sunday" stand for nobody, as a pronoun without an antecedent
    return Seen(mention.span, first, last, mention.head, kind, form, mention.entity, page.sentence_of[mention.head])


def _is_title_alone(page: Page, base: kb.Base, first: int, last: int) -> bool:
    """Words that all belong to titles: nobody is called so."""
    low = [w for w in page.low[first:last] if w not in ("the", ".", "-")]
    if not low:
        return False
    if all(w in ASKING for w in low):
        return True
    is_title = any(w in words.TITLE_NOUNS and w not in words.HONORIFICS for w in low) and all(
        w in words.TITLE_NOUNS or w in words.TITLE_INNER for w in low)
    return is_title and not any(_is_called(page, base, i) for i in page.places_of[low[-1]] if not first <= i < last)


def _is_called(page: Page, base: kb.Base, i: int) -> bool:
    """Whether a word that may be a title stands as a name: "Ada General", "Mr General"; not "Deputy Minister"."""
    if i <= page.sentence_bounds(i)[0]:
        return False
    before = page.low[i - 1]
    if before in words.HONORIFICS:
        return True
    is_name = page.words[i - 1].upos == "PROPN" and not page.forms[i - 1].isupper()
    return is_name and before not in words.TITLE_NOUNS and before not in words.TITLE_INNER and not (
        base.states_by_name(before))


def _is_the_body(page: Page, base: kb.Base, first: int, last: int) -> bool:
    """ "The Global Partnership", "the Rohingya": a name behind "the" without a title in it is no person's."""
    if page.low[first] != "the" or last - first < 2:
        return False
    inside = page.low[first + 1 : last]
    if inside[-1] in MEDIA | words.BODY_NAME_NOUNS and inside[-1] not in words.TITLE_NOUNS:
        return True
    if base.gender_of(inside[0]) or not all(page.is_upper_start(i) or page.low[i] in _INSIDE_NAMES
                                            for i in range(first + 1, last)):
        return False  # "the cleric Ada Berg"
    return not any(w in words.TITLE_NOUNS or w in words.TITLE_INNER or w in words.FORMER_WORDS or w in _ARTICLED
                   for w in inside) and (
        not base.find_people(page.phrase(first + 1, last)) and "’s" not in inside and "'s" not in inside)


def _kind_of_body(page: Page, first: int, last: int) -> EntityKind:
    """A people by one word, else a body."""
    return "group" if last - first == 2 and not page.forms[first + 1].isupper() else "organisation"


def _employee(page: Page, base: kb.Base, first: int, last: int) -> int | None:
    """Where the person's name begins in "the BBC's Ada Berg"."""
    joint = next((i for i in range(first + 1, last - 2) if page.low[i] in ("'s", "’s")), None)
    start = first + (page.low[first] == "the")
    if joint is None or start >= joint or not base.organisations(page.phrase(start, joint)):
        return None
    is_name = all(page.is_upper_start(i) for i in range(joint + 1, last)) and base.gender_of(page.low[joint + 1])
    return joint + 1 if is_name and page.low[last - 1] not in words.BODY_NAME_NOUNS else None


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


def _is_place_name(page: Page, base: kb.Base, text: str) -> bool:
    """A state or capital that nobody here is called by: Timor-Leste, Washington without a Denzel; not Jordan."""
    low = text.lower()
    is_state = len(base.states_by_name(low)) == 1 or base.capital_of(low) is not None
    return is_state and base.gender_of(low) is None and not (base.called(low) and _is_surname(page, low))


def _is_surname(page: Page, low: str) -> bool:
    """Whether the report has the word behind another name or a title somewhere."""
    return any(i > page.sentence_bounds(i)[0]
               and (page.words[i - 1].upos == "PROPN" or page.low[i - 1] in words.TITLE_NOUNS)
               for i in page.places_of.get(low, ()))


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
    if base.states_by_name(" ".join(low)):
        return "name"  # Trinidad and Tobago
    if "and" in low and page.is_upper_start(first) and page.is_upper_start(last - 1) and not (
            words.BODY_NAME_NOUNS & set(low)):
        return "nominal"  # a list of names
    if _is_common(page, base, first, last):
        return "nominal"
    is_name = page.is_upper_start(head) and (
        page.low[head] not in words.TITLE_NOUNS and page.low[head] not in words.BODY_NOUNS
        and page.low[head].rstrip("s") not in words.TITLE_NOUNS)
    return "name" if is_name else "nominal"
