"""Names the knowledge base holds, found in plain text: longest match over folded words that begin with a capital."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from dragoman.kb import Base
from dragoman.kb.roles import PROMINENT
from dragoman.kb.tables import remember
from dragoman.model import EntityKind
from dragoman.names import fold
from dragoman.resolve import entity_words as words
from dragoman.resolve.entity_page import Page

#: Names that are also everyday words, months or given names are left to the reader of names.
_NOT_ALONE = frozenset((
    "turkey", "georgia", "jordan", "chad", "jersey", "mali", "guinea", "polish", "may", "china", "us", "it", "is",
    "who", "un", "au", "ap", "dawn", "fars", "shell", "meta", "total", "visa", "target", "axios", "quad", "intel",
    "bild", "chile", "the times", "guardian", "amal", "eta", "apple", "amazon", "dpr", "ice", "mena", "sana",
    "congress", "diet", "hill", "gulf", "union", "republic", "states", "america", "georgian", "general assembly",
    "wagner", "rt", "nam", "pif", "thai", "kiwi", "turkish", "dominica", "swiss", "monaco",
))
_SAFE_STATES = frozenset(("turkey", "georgia", "jordan", "chad", "mali", "guinea", "china", "us", "chile", "georgian",
                          "turkish", "thai", "swiss", "polish", "monaco", "dominica", "congress", "un", "america"))
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Found:
    """Words [first, last) that are a known name."""

    first: int
    last: int
    kind: EntityKind


#: What `_names` found, as long as the knowledge base is in use.
_FOUND: WeakKeyDictionary[Base, dict[str, tuple[int, dict[str, EntityKind]]]] = WeakKeyDictionary()


def _names(base: Base, word: str) -> tuple[int, dict[str, EntityKind]]:
    """(Most words of a name that begins with this one, the names) with the kind of each."""
    known = _FOUND.setdefault(base, {})
    return known.get(word) or remember(known, word, _look_up(base, word))


def _look_up(base: Base, word: str) -> tuple[int, dict[str, EntityKind]]:
    found: dict[str, EntityKind] = {}
    for name in base.names_from(word):
        if name.split(" ")[0].split("-")[0].split("'")[0] == word:
            kind = _kind(base, name)
            if kind is not None:
                found[name] = kind
    return max((len(n.replace("-", " - ").split()) for n in found), default=0), found


def _kind(base: Base, name: str) -> EntityKind | None:
    """What bears this folded name; a state before a body, a body before a building or region."""
    if name in base.state_names:
        return "place" if all(k == "capital" for _, k in base.state_names[name]) else "state"
    if name in base.organisation_names and len(name) > _SHORTEST:
        body = base.organisation(base.organisation_names[name][0])
        if body.qid or body.aliases or " " in name:
            return "organisation"
    if name in base.metonyms:
        return "place" if base.capital_of(name) else "organisation"
    return "place" if name in base.regions else None


def name_candidates(page: Page, base: Base, taken: list[tuple[int, int]]) -> list[Found]:
    """Known states, bodies, regions and well-known persons in the text, outside the words of `taken`."""
    busy = bytearray(len(page.words) + 1)
    for first, last in taken:
        busy[first:last] = b"\1" * (last - first)
    out: list[Found] = []
    i = 0
    while i < len(page.words):
        found = None if busy[i] or not page.is_upper_start(i) else _at(page, base, i)
        if found is not None and not any(busy[found.first : found.last]):
            out.append(found)
            i = found.last
        else:
            i += 1
    return out


def _at(page: Page, base: Base, i: int) -> Found | None:
    limit = min(len(page.words), page.sentence_bounds(i)[1])
    longest, names = _names(base, page.low[i])
    for size in range(min(longest, limit - i), 0, -1):
        text = page.phrase(i, i + size)
        folded = fold(text)
        kind = names.get(folded)
        if kind is None or (folded in _NOT_ALONE and folded not in _SAFE_STATES):
            continue
        if folded in _SAFE_STATES and kind == "state" and not text[0].isupper():
            continue
        if folded == "us" and text != "US":
            continue
        if kind == "organisation" and not base.organisations(text) and folded not in base.metonyms:
            continue
        return Found(i, i + size, kind)
    return _person(page, base, i, limit)


def _person(page: Page, base: Base, i: int, limit: int) -> Found | None:
    """A known holder of a prominent office by two to four capitalised words."""
    if page.low[i] in words.TITLE_NOUNS:
        return None
    last = i + 1
    while last < limit and last - i < 6 and (
        page.is_upper_start(last) or page.forms[last] in ("-", ".") or page.low[last] in words.NAME_PARTICLES
    ):
        last += 1
    for end in range(last, i + 1, -1):
        if not page.forms[end - 1][:1].isalpha() or end - i < 2:
            continue
        people = base.find_people(page.phrase(i, end))
        if people and any(s.office_class in PROMINENT for p in people for s in base.spells(p)):
            return Found(i, end, "person")
    return None
