"""Whose a description is: the state of "Taiwan's premier", "the ministry", "her office", "members of the military"."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.kb import Base
from dragoman.model import EntityKind, Span
from dragoman.resolve import entity_words as words
from dragoman.resolve.entity_context import Context
from dragoman.resolve.entity_home import is_servant
from dragoman.resolve.entity_order import Order
from dragoman.resolve.entity_page import Page, Referent, Seen, Title
from dragoman.resolve.entity_titles import state_in, state_of_bearer

#: Words of groups that belong to no state, or to several.
_STATELESS = frozenset((
    "foreign", "international", "world", "global", "western", "european", "allied", "allies", "partners",
    "coalition", "multinational", "joint", "those", "these", "all", "both", "countries", "nations", "leaders",
))
#: Bodies named by one side for the other's: they stay the same whichever state stands near.
OPPOSED = frozenset(("regime", "junta"))
_POSSESSIVES = frozenset(("his", "her", "their", "its"))
#: Offices that mean the holder in the state that the whole report is about.
RULING = frozenset(("head_of_state", "head_of_government", "vice_head"))


class Whose:
    """Finds the states of the descriptions of a report.

    `describe` and `antecedent` read a description inside another and the pronoun that heads one; who makes the
    readers sets them.
    """

    def __init__(self, page: Page, base: Base, order: Order, context: Context, home: str | None) -> None:
        """`home`: the publisher's state, where it can be told."""
        self._page = page
        self._base = base
        self._order = order
        self._context = context
        self.home = home
        self.describe: Callable[[Seen], Referent | None] = lambda seen: None
        self.antecedent: Callable[[Seen], Referent | None] = lambda seen: None

    def state(self, seen: Seen, kind: EntityKind, title: Title) -> tuple[str | None, str, bool]:
        """(ISO-3 or None, the rule in words, whether it is only the state that the passage speaks of).

        1. A state in the description, or a coalition of states. 2. One behind it, or that of a person, leader or town
        in it. 3. That of the body it is part of. 4. Of whom "his" or "their" means. 5. An official's printed without
        a state: the publisher's. 6. The one the passage speaks of.
        """
        page = self._page
        state, used = state_in(page, self._base, seen.first, seen.last)  # 1.
        why = f"described in the report; {page.phrase(min(used), max(used) + 1)} says of which state" if used else (
            "described in the report")
        low = page.low[seen.first : seen.last]
        if page.low[seen.head] == "coalition" and ("international" in low or any(w.endswith("led") for w in low)):
            state, why = "IGO", "described in the report as a coalition of states"
        if state is None:  # 2.
            state = title.state or (None if self._is_foreign(seen) else self.behind(seen))
        if state is None:
            state = next((m.referent.state for m in self._order.inside(seen.first, seen.last - 1)
                          if m.referent is not None and m.form == "name" and m.referent.kind == "person"), None)
        if state is None:
            state = state_of_bearer(page, self._base, seen.first, seen.last)
        if state is None and seen.head + 1 < seen.last and page.low[seen.head + 1] == "of":  # 3.
            whole = next((m for m in self._order.inside(seen.head + 1, seen.last) if m.last == seen.last
                          and m.form == "nominal" and page.low[m.head] in words.BODY_NOUNS), None)
            part = (whole.referent or self.describe(whole)) if whole else None
            state, why = (part.state, f"described in the report; {part.why}") if part else (None, why)
        if state is None and page.low[seen.first] in _POSSESSIVES and kind != "place" and (
                page.low[seen.head] not in words.STATE_GROUPS):  # 4.
            owner = self._owner(seen)
            state = owner.state if owner else None
            why = f"described in the report as {owner.name}'s" if owner and state else why
        if state is None and self.home and self.is_ours(seen, title):  # 5.
            state, why = self.home, f"described in the report; printed as officials of {self.home} are here"
        is_guessed = state is None and self._takes_context(seen, kind)  # 6.
        if is_guessed:
            besides = self.home if page.low[seen.head] in OPPOSED else None
            state, rule = self._context.state_at(seen.first, ahead=kind != "group", besides=besides)
            why = f"described in the report; {rule}" if state else why
        return state, why, is_guessed

    def is_ours(self, seen: Seen, title: Title) -> bool:
        """ "The Special Envoy", "the Prime Minister" with a capital: whom the publisher's own state has."""
        assert self.home
        if title.office in RULING:
            return self._page.is_upper_start(seen.head) and bool(self._base.tenures(title.office, self.home))
        return self._page.is_upper_start(seen.head) and is_servant([title], self.home)

    def _owner(self, seen: Seen) -> Referent | None:
        """Whom "his", "her", "its" or "their" at the head of a description speaks of."""
        own = next((m for m in self._order.starting(seen.first) if m.form == "pronoun"), None)
        if own is None:
            word = self._page.words[seen.first]
            own = Seen(Span(word.start, word.end), seen.first, seen.first + 1, seen.first, None, "pronoun", None,
                       seen.sentence, is_given=False)
        return own.referent or self.antecedent(own)

    def behind(self, seen: Seen) -> str | None:
        """The state of "protesters in Georgia", "prosecutors from Seoul", "people of Yemen"."""
        page = self._page
        _, high = page.sentence_bounds(seen.first)
        for at in range(seen.head + 1, seen.last - 1):
            if page.low[at] in ("in", "from", "at", "for", "to", "on"):
                named = state_in(page, self._base, at + 1, seen.last)[0]
                if named:
                    return named
        if seen.last + 1 < high and page.low[seen.last] in ("in", "of", "from", "at"):
            at = seen.last + 1 + (page.low[seen.last + 1] == "the")
            return state_in(page, self._base, at, min(high, at + 4))[0]
        return None

    def _takes_context(self, seen: Seen, kind: EntityKind) -> bool:
        return kind in ("organisation", "group", "person") and not self._is_foreign(seen)

    def _is_foreign(self, seen: Seen) -> bool:
        low = self._page.low[seen.first : seen.last]
        return bool(_STATELESS & set(low)) and "ministry" not in low and "minister" not in low
