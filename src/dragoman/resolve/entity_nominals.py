"""Descriptions: "the top US diplomat", "Taiwan's premier", "the ministry", "the country", "US officials".

1. A group with members. 2. A person by office (`entity_bearers`). 3. "The country": the state the passage speaks of.
4. "The ministry": the body of that name introduced before. 5. Else an entity of its own, with the state that stands in
the description.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.kb import Base
from dragoman.model import EntityKind
from dragoman.resolve import entity_words as words
from dragoman.resolve.entity_bearers import DEFINITE, Bearers, is_definite, is_indefinite
from dragoman.resolve.entity_context import Context
from dragoman.resolve.entity_groups import Groups
from dragoman.resolve.entity_order import Order
from dragoman.resolve.entity_page import Page, Referent, Seen, Title
from dragoman.resolve.entity_titles import read_title, state_in
from dragoman.resolve.entity_whose import OPPOSED, Whose

_JOINTS = frozenset(("'s", "’s", "-", "–", ".", "the", "of"))
_LONGEST_TITLE = 8
_GROUP_REACH = 3
#: "The country" and "the city" take up one named at most so many sentences back.
_COUNTRY_REACH = 2
#: Nouns for an armed or other group, which take up the last that was named, and kinds of bodies that they do not mean.
_GROUP_NOUNS = frozenset(("group", "movement", "militia", "organisation", "organization", "rebels", "insurgents",
                          "militants", "faction"))
_NO_GROUPS = frozenset(("igo", "government", "ministry", "legislature", "court", "media", "company", "bank", "police"))
_THEY = frozenset(("they", "them", "he", "him", "she", "it"))


class Nominals:
    """Reads the descriptions of a report, in order."""

    def __init__(self, page: Page, base: Base, mentions: Sequence[Seen], people: list[Referent], groups: Groups,
                 context: Context, state_of: Callable[[str], Referent | None], main_state: str | None,
                 home: str | None = None) -> None:
        """`main_state`: that of most names in the text; `home`: the publisher's, where it can be told."""
        self._page = page
        self._base = base
        self._order = Order(page, mentions)
        self._people = people
        self._groups = groups
        self._context = context
        self._state_of = state_of
        self._main_state = main_state
        self.whose = Whose(page, base, self._order, context, home)
        self.whose.describe = self.read
        self._bearers = Bearers(page, base, self._order, people, context, self.whose, main_state)
        self.referents: list[Referent] = []
        self._by_head: dict[int, Referent] = {}
        self._names_ending: dict[int, list[Seen]] = {}  # by the word behind their last
        for each in mentions:
            if each.form == "name":
                self._names_ending.setdefault(each.last, []).append(each)

    def read(self, seen: Seen) -> Referent:
        """The referent of a description."""
        found = (self._latter(seen) or self._apposed(seen) or self._listed(seen) or self._named(seen)
                 or self._groups.described(seen))  # 1.
        if found is not None:
            return found
        again = self._by_head.get(seen.head)
        if again is not None and again.kind == (seen.kind or again.kind):
            return again  # the same phrase, marked with more or fewer words
        self._by_head[seen.head] = made = self._described(seen)
        return made

    def _latter(self, seen: Seen) -> Referent | None:
        """ "The latter": the last named before it; "the former": the one before that."""
        word = self._page.low[seen.last - 1]
        if word not in ("latter", "former") or seen.last - seen.first > 2:
            return None
        near = (m for k in (seen.sentence - 1, seen.sentence) for m in self._order.of_sentence(k))
        named = [m.referent for m in near if m.first < seen.first and m.referent is not None
                 and m.form == "name" and m.referent.kind != "place"]
        nth = 1 if word == "latter" else 2
        return named[-nth] if len(named) >= nth else None

    def _apposed(self, seen: Seen) -> Referent | None:
        """ "John Berg, the Secretary of State, ...": a title between commas is that of the person before it."""
        page = self._page
        start = seen.first - (seen.first > 0 and page.low[seen.first - 1] == "the")
        if start < 1 or page.forms[start - 1] != "," or page.low[seen.head] not in words.TITLE_NOUNS or (
                page.low[seen.head].endswith("s")):
            return None
        if page.low[start] != "the" or page.words[seen.head].deprel not in ("appos", "flat", "nmod"):
            return None
        for other in self._names_ending.get(start - 1, ()):
            if other.referent is not None and other.referent.kind == "person" and other.sentence == seen.sentence:
                return other.referent
        return None

    def _described(self, seen: Seen) -> Referent:
        kind = seen.kind or self._kind(seen)
        title = self._title(seen)
        head = self._page.low[seen.head]
        found: Referent | None = None
        if kind == "person" and (title.words or head in words.TITLE_NOUNS):
            found = self._bearers.read(seen, title, head)
        elif head in words.COUNTRY_NOUNS and is_definite(self._page, seen):
            found = self._country(seen)
        elif kind == "organisation" and head in words.BODY_NOUNS:
            found = self._body(seen, head)
        elif head in _GROUP_NOUNS and is_definite(self._page, seen) and seen.last - seen.first <= 2:
            found = self._group_named(seen)
        elif kind == "place" and is_definite(self._page, seen):
            found = self._place(seen, head)
        return found or self._own(seen, kind, title)

    def _named(self, seen: Seen) -> Referent | None:
        """A state's bare adjective is the state; a title that ends in a name is who is named."""
        page, base = self._page, self._base
        text = page.phrase(seen.first, seen.last)
        states = base.states_by_name(text.lower()) if page.is_upper_start(seen.first) else ()
        if len(states) == 1 and text.lower() != "us":
            return self._state_of(states[0].code)
        whose = self._title_before_name(seen)
        if whose is not None:
            return whose
        for other in self._names_ending.get(seen.last, ()):
            if other.first == seen.first + 1 and page.low[seen.first] == "the" and other.referent is not None and (
                    other.referent.kind == "organisation" and other.last - other.first > 1):
                return other.referent  # "the [Human Rights Council]"
            if seen.first < other.first and other.referent is not None and other.referent.kind == "person":
                before = range(seen.first, other.first)
                if all(page.low[i] != "and" and (page.is_upper_start(i) or _is_title_word(page, i)
                                                 or page.low[i] in _JOINTS) for i in before):
                    return other.referent
        return None

    def _title_before_name(self, seen: Seen) -> Referent | None:
        """ "Secretary" in "Secretary of State Ann Lee": a title is its bearer."""
        page = self._page
        behind = next((m for m in self._order.starting(seen.last) if m.form == "name" and seen.kind == "person"
                       and m.referent is not None and m.referent.kind == "person"), None)
        if behind is not None and page.sentence_of[seen.first] == behind.sentence:
            return behind.referent  # "his Iraqi counterpart Fuad Hussein"
        if page.low[seen.first] in ("a", "an") or not all(
                _is_title_word(page, i) for i in range(seen.first, seen.last)):
            return None
        for other in self._order.of_sentence(seen.sentence):
            if other.first >= seen.last and other.form == "name" and (
                    other.referent is not None and other.referent.kind == "person"):
                between = range(seen.last, other.first)
                if len(between) <= _LONGEST_TITLE and all(_is_title_word(page, i) for i in between):
                    return other.referent
        return None

    def _listed(self, seen: Seen) -> Referent | None:
        """A phrase that is a list of names: "Kuwait, Saudi Arabia and the United Arab Emirates"."""
        if "and" not in self._page.low[seen.first : seen.last]:
            return None
        inside = [m for m in self._order.inside(seen.first, seen.last) if m is not seen]
        if any(m.form == "pronoun" and m.last - m.first == 1 and self._page.low[m.first] in _THEY for m in inside):
            return self._with_pronoun(seen, inside)
        inside = [m for m in inside if m.referent is not None and m.form == "name"]
        people = [m for m in inside if m.referent and m.referent.kind == "person"]
        inside = people if len(people) > 1 else inside
        runs = self._groups.runs(inside)
        if len(runs) != 1 or runs[0][-1].last < seen.last:
            return None
        before = self._page.low[seen.first : runs[0][0].first]
        if not all(w in words.TITLE_NOUNS or w in words.TITLE_INNER or w in DEFINITE or self._base.states_by_name(w)
                   for w in before):
            return None
        members = list({id(m.referent): m.referent for m in runs[0] if m.referent}.values())
        return self._groups.group(members, self._page.phrase(seen.first, seen.last), "named together") if (
            len(members) > 1) else None

    def _with_pronoun(self, seen: Seen, inside: Sequence[Seen]) -> Referent | None:
        """ "They and analysts": the group of whom the pronoun means and of the others."""
        parts: list[Seen] = []
        for each in inside:
            if not parts or each.first >= parts[-1].last:
                parts.append(each)
        if len(parts) < 2 or parts[0].first != seen.first or parts[-1].last != seen.last:
            return None
        members = [m.referent or (self.whose.antecedent(m) if m.form == "pronoun" else self.read(m)) for m in parts]
        known = list({id(m): m for m in members if m is not None}.values())
        if len(known) != len(parts):
            return None
        return self._groups.group(known, " and ".join(m.name for m in known), "named together, one by a pronoun")

    def _kind(self, seen: Seen) -> EntityKind:
        head = self._page.low[seen.head]
        if head in words.COUNTRY_NOUNS:
            return "state"
        if head in words.TITLE_NOUNS:
            return "group" if head.endswith("s") and head[:-1] in words.TITLE_NOUNS else "person"
        if head in words.BODY_NOUNS:
            return "organisation"
        if head in ("man", "woman", "child", "person", "boy", "girl", "gunman", "attacker", "bomber"):
            return "person"
        return "group"

    def _title(self, seen: Seen) -> Title:
        page = self._page
        last = seen.last
        _, high = page.sentence_bounds(seen.first)
        if last < high and page.low[last] == "of":
            last = min(high, last + 5)
            while last > seen.last and not page.is_upper_start(last - 1):
                last -= 1
        return read_title(page, self._base, seen.first, last)

    def is_indefinite(self, seen: Seen) -> bool:
        """Whether it brings in somebody new ("a president"), so that nobody is meant by the title alone."""
        return is_indefinite(self._page, seen)

    # 3.
    def _country(self, seen: Seen) -> Referent | None:
        for other in self._order.before(seen.first):
            if seen.sentence - other.sentence > _COUNTRY_REACH:
                break
            if other.referent is not None and other.referent.kind == "state":
                return other.referent
        state, _ = self._context.state_at(seen.first)
        return self._state_of(state) if state else None

    # 4.
    def _body(self, seen: Seen, head: str) -> Referent | None:
        state = state_in(self._page, self._base, seen.first, seen.last)[0] or self.whose.behind(seen)
        bodies = (m.referent for m in self._order.before(seen.first) if m.referent is not None
                  and m.referent.kind == "organisation"
                  and any(n.lower().split()[-1] == head for n in m.referent.names))
        if state:
            noun = _adjectiveless(self._page.phrase(seen.first, seen.last))
            return next((b for b in bodies if b.state == state and noun in {_adjectiveless(n) for n in b.names}), None)
        words_here = seen.last - seen.first - (self._page.low[seen.first] in DEFINITE)
        if words_here != 1:
            return None
        local, _ = self._context.state_at(seen.first, wide=False)
        line, main = self._page.line_of[seen.first], self._context.main_state()[0]
        return next((b for b in bodies if local is None or b.state in (None, local, main) or head in OPPOSED
                     or any(self._page.line_of[m.first] == line for m in b.mentions)), None)

    def _group_named(self, seen: Seen) -> Referent | None:
        """ "The group", "the rebels": the last group named in the same line, not a body of a state or of states."""
        line = self._page.line_of[seen.first]
        for other in self._order.before(seen.first):
            if seen.sentence - other.sentence > _GROUP_REACH:
                break
            if other.referent is None or other.form != "name" or self._page.line_of[other.first] != line:
                continue
            named = other.referent
            known = self._base.organisations(named.name) if named.kind == "organisation" else ()
            if named.kind == "organisation" and not (known and known[0].kind in _NO_GROUPS) and (
                    self._page.low[other.last - 1] not in words.BODY_NOUNS):
                return named
        return None

    def _place(self, seen: Seen, head: str) -> Referent | None:
        if head not in ("city", "town", "capital", "village", "province", "region", "territory", "island", "area"):
            return None
        for other in self._order.before(seen.first):
            if seen.sentence - other.sentence > _COUNTRY_REACH:
                break
            if other.referent is not None and other.referent.kind == "place":
                return other.referent
        return None

    # 5.
    def _own(self, seen: Seen, kind: EntityKind, title: Title) -> Referent:
        several = self._of_several(seen, kind)
        if several is not None:
            return several
        page = self._page
        first = seen.first + (page.low[seen.first] in ("the", "a", "an") and seen.first + 1 < seen.last)
        text = page.phrase(first, seen.last)
        state, why, is_guessed = self.whose.state(seen, kind, title)
        made = Referent(kind, text, why, state=state, is_guessed=is_guessed, office=title.words or None,
                        office_class=title.office, is_former=title.is_former, gender=title.gender,
                        is_plural=kind == "group",
                        is_place=kind == "place")
        made.add_name(text)
        self.referents.append(made)
        return made

    def _of_several(self, seen: Seen, kind: EntityKind) -> Referent | None:
        """ "Congolese and Rwandan forces": one body or group of each state, together."""
        page, base = self._page, self._base
        joints = [i for i in range(seen.first + 1, seen.head) if page.low[i] in ("and", "or", ",", "&")]
        if not joints:
            return None
        members: list[Referent] = []
        at, noun = seen.first, page.phrase(seen.head, seen.last)
        for end in (*joints, seen.head):
            state, used = state_in(page, base, at, end)
            if state is None or not used:
                if end != seen.head or not members:
                    continue
                break
            name = f"{page.phrase(min(used), max(used) + 1)} {noun}"
            members.append(Referent(kind, name, f"{state} stands in the description", state=state, is_plural=True))
            at = end + 1
        return self._groups.group(members, page.phrase(seen.first, seen.last), "one of each state") if (
            len({m.state for m in members}) > 1) else None


def _is_title_word(page: Page, i: int) -> bool:
    low = page.low[i]
    return low not in ("and", "to", "on", "in", "at") and (
        low in words.TITLE_NOUNS or low in words.TITLE_INNER or low in ("-", "–", "’s", "'s", "department"))


def _adjectiveless(text: str) -> str:
    return text.lower().split()[-1]
