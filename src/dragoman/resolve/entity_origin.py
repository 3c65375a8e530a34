"""What stands around a name and tells whose it is: "Jamaica's Labour Party", "Russian flag carrier Aeroflot"."""

from __future__ import annotations

from dragoman.kb import Base
from dragoman.names import fold
from dragoman.resolve import entity_words as words
from dragoman.resolve.entity_page import Page
from dragoman.resolve.entity_titles import state_in

#: So many words may stand between a state's adjective and the name it describes.
_FURTHEST = 5
#: An apposition is looked at this far.
_APPOSED = 12
#: Parts of a state as they are written behind a place, and the nouns that end their names.
_SEGMENTS = 3
_PARTS = frozenset((
    "state", "province", "region", "governorate", "district", "county", "prefecture", "oblast", "department",
    "canton", "territory", "division", "emirate", "krai", "municipality",
))


def origin(page: Page, base: Base, first: int, last: int) -> tuple[str | None, str]:
    """ISO-3 (or None) of the state that words around the name [first, last) give it, and the rule in words.

    1. A state that owns it: "the United Kingdom's Ofcom". 2. A state's adjective before what it is: "German biotech
    company CureVac". 3. What it is said to be behind it: "Kata'ib, an Iraqi militia"; "X of the Iraqi Progress Party".
    """
    for find in (_owner, _described, _apposed):
        state = find(page, base, first, last)
        if state:
            return state, f"the words around the name say that it is of {state}"
    return None, ""


def _owner(page: Page, base: Base, first: int, last: int) -> str | None:
    low, _ = page.sentence_bounds(first)
    if first - 2 < low or page.low[first - 1] not in ("'s", "’s", "'", "’"):
        return None
    for size in (4, 3, 2, 1):
        start = first - 1 - size
        if start >= low and page.is_upper_start(start):
            states = base.states_by_name(fold(page.phrase(start, first - 1)))
            if len(states) == 1:
                return states[0].code
    return None


def _described(page: Page, base: Base, first: int, last: int) -> str | None:
    low, _ = page.sentence_bounds(first)
    at = first - 1
    if at < low or page.words[at].upos not in ("NOUN", "PROPN"):
        return None
    while at > low and first - at < _FURTHEST and page.forms[at].islower() and (
            page.words[at].upos in ("NOUN", "ADJ", "PUNCT") or page.forms[at] == "-"):
        at -= 1
    if at >= first - 1 or not page.is_upper_start(at):
        return None
    states = base.states_by_name(page.low[at])
    if len(states) == 1:
        return states[0].code
    return state_in(page, base, at, at + 1)[0]  # "NUG representatives Ann Lee"


def _apposed(page: Page, base: Base, first: int, last: int) -> str | None:
    _, high = page.sentence_bounds(first)
    if last + 2 >= high:
        return None
    if page.low[last] == "of":
        start = last + 1 + (page.low[last + 1] == "the")
        end = start
        while end < high and page.is_upper_start(end) and end - start < _FURTHEST:
            end += 1
        return state_in(page, base, start, end)[0] if end > start else None
    if page.forms[last] != "," or page.low[last + 1] not in ("a", "an", "the"):
        return None
    end = last + 1
    while end < min(high, last + _APPOSED) and page.forms[end] not in (",", ";", ".", "(", "—") and (
            page.low[end] not in ("who", "which", "that")):
        end += 1
    return state_in(page, base, last + 1, end)[0]


def state_behind(page: Page, base: Base, last: int) -> str | None:
    """The state of "Talata Mafara, Zamfara State, Nigeria": named behind a place, perhaps behind a part of it."""
    at = last
    for _ in range(_SEGMENTS):
        _, high = page.sentence_bounds(last - 1)
        if at + 1 >= high or page.forms[at] not in (",", "in", "of"):
            return None
        start = at + 1 + (page.low[at + 1] == "the")
        end = start
        while end < high and (page.is_upper_start(end) or (page.low[end] in ("of", "and", "-", "–") and end + 1 < high
                                                           and end > start and page.is_upper_start(end + 1))):
            end += 1
        if end == start:
            return None
        found = _state_or_part(page, base, start, end)
        if found or page.forms[at] != ",":
            return found
        at = end
    return None


def _state_or_part(page: Page, base: Base, start: int, end: int) -> str | None:
    for stop in range(end, start, -1):
        states = base.states_by_name(fold(page.phrase(start, stop)))
        if len(states) == 1:
            return states[0].code
    return part_of(base, page.phrase(start, end))


def part_of(base: Base, text: str) -> str | None:
    """ISO-3 of the one state that has a part of this name: "Illinois", "Plateau State", "Hadhramaut Governorate"."""
    folded = fold(text)
    region = base.regions.get(folded)
    if region is not None and region[1]:
        return region[1]
    bare = folded.split()
    if len(bare) < 2 or not (bare[-1] in _PARTS or bare[-1] in words.COUNTRY_NOUNS):
        return None
    name = " ".join(bare[:-1])
    region = base.regions.get(name)
    if region is not None and region[1]:
        return region[1]
    found = {c.state for c in base.cities(name)}
    divisions = {c.state for c in base.cities(name) if c.population == 0}
    return divisions.pop() if len(divisions) == 1 else found.pop() if len(found) == 1 else None
