"""People told by what they are: "the top US diplomat", "Taiwan's premier", "the visiting minister", "the president".

1. By office and state: whom the report has introduced in that office, else who held it on the day. 2. By office alone:
the last introduced in it. 3. "The president": the holder in the state that the passage speaks of.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.kb import Base
from dragoman.kb.roles import EXCLUSIVE
from dragoman.resolve import entity_words as words
from dragoman.resolve.entity_context import Context, nearest
from dragoman.resolve.entity_groups import OFFICES
from dragoman.resolve.entity_link import STANDS_FOR
from dragoman.resolve.entity_order import Order
from dragoman.resolve.entity_page import Page, Referent, Seen, Title
from dragoman.resolve.entity_whose import RULING, Whose

_VISITING = frozenset(("visiting", "touring", "arriving"))
_UNNAMED = frozenset(("official", "officer", "analyst", "expert", "diplomat", "source", "lawmaker", "aide", "adviser"))
_SINGLE = frozenset(("vice_head", "crown_prince", "speaker"))
#: Offices of those who are "the Polish leader".
_LEADERS = frozenset(("head_of_state", "head_of_government", "supreme_leader", "party_leader"))
_INDEFINITE = frozenset(("a", "an", "one", "another", "some", "any", "every", "each", "no"))
_ELSEWHERE = (["that"], ["another"], ["any"], ["each"], ["which"])
#: Offices whose bare mention ("the president") means the holder in the state spoken of.
_BARE_OFFICES = frozenset((
    "head_of_state", "supreme_leader", "head_of_government", "foreign_minister", "defence_minister", "vice_head",
))
DEFINITE = frozenset(("the", "this", "that", "its", "his", "her", "their"))


class Bearers:
    """Finds who bears a title or an office that a description tells without a name."""

    def __init__(self, page: Page, base: Base, order: Order, people: list[Referent], context: Context, whose: Whose,
                 main_state: str | None) -> None:
        """`people`: those of the report, to whom holders of offices are added."""
        self._page = page
        self._base = base
        self._order = order
        self._people = people
        self._context = context
        self._whose = whose
        self._main_state = main_state

    def read(self, seen: Seen, title: Title, head: str) -> Referent | None:
        """Whoever the description means, or None; `head` is its noun."""
        classes = STANDS_FOR.get(title.office or "", (title.office,) if title.office else ())
        visitor = self._visitor(seen, head)
        if visitor is not None:
            return visitor
        if is_indefinite(self._page, seen) or title.is_former or (head in _UNNAMED and not title.office):
            return None
        if classes and title.state:
            for office in classes:
                here = [r for r in self._people if r.office_class == office and r.state == title.state
                        and not r.is_former]
                found = nearest(self._order, seen.first, here) or (here[0] if len(here) == 1 else None)
                if found is not None:
                    return found
            return self._holder(classes, title.state, title.words)
        local, _ = self._context.state_at(seen.first, wide=False)
        mine = [r for r in self._people if self._may_be(r, seen, local)]
        exact = [r for r in mine if any(t.words.lower() == title.words.lower() for t in r.titles) and (
            title.state in (None, r.state)) and title.words]
        found = nearest(self._order, seen.first, exact) or (exact[0] if len(exact) == 1 else None)
        if found is not None:
            return found
        if classes:
            here = [r for r in mine if r.office_class in classes and not r.is_former]
            found = nearest(self._order, seen.first, here)
            if found is not None:
                return found
        if head == "leader" and (title.state or is_definite(self._page, seen)):
            here = [r for r in mine if r.office_class in _LEADERS and title.state in (None, r.state)
                    and not r.is_former]
            found = nearest(self._order, seen.first, here)
            if found is not None:
                return found
        named = [r for r in mine if any(head in t.words.lower().split() for t in r.titles)]
        if title.state:
            named = [r for r in named if r.state == title.state]
        found = nearest(self._order, seen.first, named)
        if found is not None and is_definite(self._page, seen):
            return found
        # "Mr. President" in an assembly is who presides there
        is_addressed = self._page.low[seen.first] in words.HONORIFICS and seen.last - seen.first > 1 and (
            "assembly" not in self._page.low)
        if classes == ("speaker",) and (is_addressed or self._page.is_upper_start(seen.head)):
            state = self._whose.home or self._main_state
            return self._holder(classes, state, title.words) if state else None
        if classes and (is_addressed or is_definite(self._page, seen)) and set(classes) & _BARE_OFFICES:
            is_ours = self._whose.home is not None and self._whose.is_ours(seen, title)
            state, _ = (self._whose.home, "") if is_ours else self._context.state_at(
                seen.first, wide=bool(set(classes) & RULING))
            if state is None and self._page.is_upper_start(seen.head) and set(classes) & RULING:
                state = self._main_state  # "the President", as the papers of one state write
            return self._holder(classes, state, title.words) if state else None
        return None

    def _visitor(self, seen: Seen, head: str) -> Referent | None:
        """ "The visiting diplomat": the one person of this sentence and the last who holds an office of that kind."""
        offices = OFFICES.get(f"{head}s")
        is_visiting = bool(_VISITING & set(self._page.low[seen.first : seen.head]))
        if offices is None or not is_visiting or not is_definite(self._page, seen):
            return None
        near = (m for k in (seen.sentence - 1, seen.sentence) for m in self._order.of_sentence(k))
        found = {id(m.referent): m.referent for m in near if m.first < seen.first and m.referent is not None
                 and m.referent.kind == "person" and m.form == "name" and m.referent.office_class in offices}
        return next(iter(found.values())) if len(found) == 1 else None

    def _may_be(self, referent: Referent, seen: Seen, local: str | None) -> bool:
        """Somebody of another line only where this line speaks of no other state: lists of news items are read so."""
        line = self._page.line_of[seen.first]
        return local is None or referent.state in (None, local) or any(
            self._page.line_of[m.first] == line for m in referent.mentions)

    def _holder(self, classes: Sequence[str], state: str, office: str) -> Referent | None:
        """The one holder of the office on the day of the report."""
        day = self._page.day
        for name in classes:
            if name not in EXCLUSIVE and name not in _SINGLE:
                continue  # of a state's ambassadors the tables may know only one
            spells = self._base.holders(name, state, day) if day else ()
            people = {s.person.key: s for s in spells}
            if len(people) == 1 and _fits(office, spells[0].office):
                spell = spells[0]
                known = next((r for r in self._people if r.person == spell.person), None)
                if known is not None:
                    return known
                made = Referent("person", spell.person.name, f"holder of the office on that day ({spell.office})",
                                state=state, kb=spell.person.qid, person=spell.person, office=office,
                                office_class=name, gender=spell.person.gender)
                self._people.append(made)
                return made
            if people:
                return None
        return None


def is_indefinite(page: Page, seen: Seen) -> bool:
    """ "A president", "any minister", "the president of that country": nobody introduced by the title alone."""
    behind = page.low[seen.head + 1 : seen.head + 3]
    return page.low[seen.first] in _INDEFINITE or (behind[:1] == ["of"] and behind[1:] in _ELSEWHERE)


def is_definite(page: Page, seen: Seen) -> bool:
    """ "The president", "its minister"."""
    return page.low[seen.first] in DEFINITE or (seen.first > 0 and page.low[seen.first - 1] in DEFINITE)


def _fits(printed: str, held: str) -> bool:
    """The emperor of Russia is not its president: what a monarch is called must be the office."""
    rulers = {"king", "queen", "emperor", "empress", "tsar", "czar", "shah", "sultan", "emir", "pope", "chancellor"}
    printed, held = (text.lower().replace("amir", "emir") for text in (printed, held))
    return all(w in held for w in printed.split() if w in rulers)
