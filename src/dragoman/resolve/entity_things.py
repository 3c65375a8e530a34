"""Names of states, organisations and places: what each stands for where it stands.

1. A state by its name or adjective. "Americans" are a group of that state.
2. A capital: a place after "in" or in a dateline, else the government ("Washington said").
3. An organisation by name; a building for its organ ("the Kremlin"); a body with a state's name in it.
4. A region or city: the one in a state that the report names, else much the largest.
"""

from __future__ import annotations

import re

from dragoman.kb import Base, City, Organisation, State
from dragoman.model import EntityKind
from dragoman.names import fold
from dragoman.resolve import entity_words as words
from dragoman.resolve.entity_origin import origin, part_of, state_behind
from dragoman.resolve.entity_page import Page, Referent, Seen
from dragoman.resolve.entity_spoken import Spoken
from dragoman.resolve.entity_titles import state_in, state_of_bearer, usual_state

#: Of namesakes in several states the largest city is meant if it has this many times the people of the next.
MUCH_LARGER = 4
#: Smaller towns are not linked by name alone: too many share their names with persons and firms.
SMALLEST_ALONE = 50_000
_NATIONAL = frozenset(("party", "legislature", "ministry", "court", "government"))
#: What stands before the names of warships.
_SHIPS = {"USS": "USA", "USNS": "USA", "HMS": "GBR", "HMAS": "AUS", "HMCS": "CAN", "INS": "IND"}
_HYPHENS = re.compile(r"\s?[-–/]\s?")
_SHORT_STATES = {"sino": "CHN", "rok": "KOR", "prc": "CHN", "dprk": "PRK", "anglo": "GBR", "franco": "FRA",
                 "russo": "RUS"}
#: A coalition of states, whoever leads it.
_LED = re.compile(r"[-–]\s?led (?:[a-z]+ )?(?:coalition|alliance|mission)\b", re.IGNORECASE)
_DETERMINERS = frozenset(("the", "a", "an", "this", "these", "our"))
_AT = frozenset(("at", "inside", "outside", "near"))
_QUOTES = "\"“”‘’'"


class Things:
    """The states, organisations and places of a report."""

    def __init__(self, page: Page, base: Base) -> None:
        self._page = page
        self._base = base
        self.referents: list[Referent] = []
        self._by_key: dict[tuple[str, str], Referent] = {}
        self.spoken = Spoken(page, base)

    def read(self, seen: Seen) -> bool:
        """Give a name its referent; False where it may be a person's."""
        first, last = self._bare(seen)
        if first >= last or self._page.low[first] in ("the", "a", "an"):
            return last - first == 1
        text = self._page.phrase(first, last).strip(_QUOTES)
        folded = fold(text).replace("’", "'").removeprefix("the ").replace("u. s.", "u.s.")
        found = (
            self._state(seen, text, folded, first, last)
            or self._organisation(seen, text, folded)
            or self._place(seen, text, folded, first, last)
        )
        if found is None and seen.kind in ("organisation", "place", "state", "group"):
            found = self._unknown(seen, text, first, last)
        if found is None:
            return False
        self.take(seen, found, text)
        return True

    def take(self, seen: Seen, referent: Referent, text: str | None = None) -> None:
        """Make a mention one of this referent's."""
        seen.referent = referent
        referent.mentions.append(seen)
        if text:
            referent.add_name(text)

    def _bare(self, seen: Seen) -> tuple[int, int]:
        first, last = seen.first, seen.last
        low = self._page.low
        while first < last - 1 and (low[first] in _DETERMINERS or self._page.forms[first] in _QUOTES):
            first += 1
        while last > first + 1 and (low[last - 1] in ("'s", "’s") or self._page.forms[last - 1] in _QUOTES):
            last -= 1
        return first, last

    def known(self, kind: EntityKind, name: str, why: str, *, state: str | None = None, kb: str | None = None,
              **more: object) -> Referent:
        """The referent of this kind and name, made when it is first asked for."""
        key = (kind, kb or fold(name))
        if key not in self._by_key:
            referent = Referent(kind, name, why, state=state, kb=kb)
            for field, value in more.items():
                setattr(referent, field, value)
            self._by_key[key] = referent
            self.referents.append(referent)
        return self._by_key[key]

    def state(self, state: State, why: str) -> Referent:
        return self.known("state", state.name, why, state=state.code, kb=state.qid)

    # 1. and 2.
    def _state(self, seen: Seen, text: str, folded: str, first: int, last: int) -> Referent | None:
        base = self._base
        if seen.kind == "person" and folded not in ("us",):
            return None
        if folded == "us" and text != "US":
            return None
        if seen.kind == "organisation" and self.spoken.is_sport:
            return None
        if _LED.search(text):
            return None  # a coalition led by a state is not that state
        pair = self._pair(text)
        if pair is not None:
            return pair
        states = base.states_by_name(folded) or self._half_of_korea(folded)
        if not states and folded.endswith("s"):
            one = base.states_by_name(folded[:-1])
            if len(one) == 1 and ("adjective" in {k for _, k in base.state_names[folded[:-1]]}):
                return self.known("group", text, f"people of {one[0].name}", state=one[0].code, is_plural=True)
        if len(states) > 1:
            spoken = tuple(s for s in states if self._is_spoken_of(s))
            states = spoken or tuple(s for s in states if s.code == usual_state(self._page, folded))
        if len(states) == 1:
            if self._is_region_instead(folded, last):
                return None
            if _is_demonym(base, folded) and seen.kind != "state":
                return self.known("group", text, f"people of {states[0].name}", state=states[0].code, is_plural=True)
            return self.state(states[0], f"{text} is a name or adjective of {states[0].name}")
        capital = base.capital_of(folded) or (self._metonymous_town(folded) if folded in base.metonyms else None)
        if capital is not None and seen.kind != "person" and not self._is_where(seen, first, last):
            return self.state(capital, f"{text}, the seat of government, stands for {capital.name}")
        return None

    def _pair(self, text: str) -> Referent | None:
        """ "U.S.-Chilean", "Ethiopia–Somaliland": a group of the states that a hyphen joins."""
        parts = [fold(p) for p in _HYPHENS.split(text)]
        if len(parts) < 2:
            return None
        known = [self._base.states_by_name(p) for p in parts]
        codes = [_SHORT_STATES.get(part) or (found[0].code if len(found) == 1 else None)
                 for part, found in zip(parts, known, strict=True)]
        states = [self._base.state(code) for code in codes if code]
        if len(states) != len(parts):
            return None
        members = [self.state(s, f"named in {text}") for s in states if s is not None]
        return self.known("group", text, "states that a hyphen joins", members=members, is_plural=True)

    def _half_of_korea(self, folded: str) -> tuple[State, ...]:
        """ "The North" and "the South", where the report names both Koreas."""
        code = {"north": "PRK", "south": "KOR"}.get(folded)
        both = [s for c in ("PRK", "KOR") if (s := self._base.state(c)) is not None]
        if code is None or not all(self._is_spoken_of(s) for s in both):
            return ()
        return tuple(s for s in both if s.code == code)

    def is_body(self, seen: Seen) -> bool:
        """Whether the name is one of a body, whatever kind it was taken for."""
        first, last = self._bare(seen)
        text = self._page.phrase(first, last)
        if fold(text).removeprefix("the ") in words.ALWAYS_BODIES:
            return True
        known = self._base.organisations(text)
        if not known or self._base.find_people(text):
            return False
        return last - first > 1 or (known[0].qid is not None and not self._base.called(fold(text)))

    def _is_spoken_of(self, state: State) -> bool:
        return any(r.kb == state.qid for r in self.referents)

    def _is_region_instead(self, folded: str, last: int) -> bool:
        """Georgia the American state: only where another state of the union stands by it."""
        region = self._base.regions.get(folded)
        if region is None or region[1] is None:
            return False
        page = self._page
        behind = page.low[last + 1] if last + 1 < len(page.words) and page.forms[last] == "," else ""
        around = page.low[max(0, last - 6) : last + 6]
        return behind in ("usa", "us", "u.s.") or "atlanta" in around

    def _metonymous_town(self, folded: str) -> State | None:
        metonym = self._base.metonyms[folded]
        return self._base.state(metonym.state) if metonym.organ == "government" and metonym.name[0].isupper() else None

    def _is_where(self, seen: Seen, first: int, last: int) -> bool:
        """A town is a place after a preposition of place, in a dateline, or before ", State"."""
        page = self._page
        low, high = page.sentence_bounds(first)
        at = first - 1 if first > low and page.low[first - 1] == "the" else first
        before = page.low[at - 1] if at > low else ""
        if seen.kind == "state":
            return before in _AT  # "at the Great Hall of the People"
        behind = page.forms[last] if last < high else ""
        if before in words.PLACE_PREPOSITIONS:
            return not (before in ("from", "to", "toward", "towards") and seen.kind == "organisation")
        if page.forms[first].isupper() and len(page.forms[first]) > 3 and first == low:
            return True
        if first == low and behind in (",", "(") and _has_dash(page, last, high):
            return True
        if seen.kind == "place":
            if behind in ("'s", "’s"):
                return last + 1 >= high or page.low[last + 1] not in words.POLICY
            # "Washington has said", "Beijing's reluctance", "talks with Washington": what acts is the government
            return before not in ("with", "between", "against", "by") and not _is_subject(page, seen)
        if behind == "," and last + 1 < high and page.is_upper_start(last + 1):
            return True
        return before == "of" and first - 2 >= low and page.low[first - 2] in (
            "city", "capital", "town", "suburb", "outskirts", "streets", "east", "west", "north", "south", "centre",
            "center", "university", "mayor", "bishop", "archbishop", "airport", "part", "parts")

    # 3.
    def _organisation(self, seen: Seen, text: str, folded: str) -> Referent | None:
        if seen.kind in ("person", "place", "state") and folded not in words.ALWAYS_BODIES and not (
                seen.kind == "person" and self.is_body(seen)):
            if seen.kind != "state" and folded not in self._base.metonyms:
                return None
            if seen.kind == "place" and folded in self._base.metonyms and self._base.capital_of(folded):
                return None
        for body in (*self._base.organisations(text), *self._with_state(text)):
            if self._is_meant(body, text):
                return self.organisation(body, text)
        introduced = self._introduced(text)
        if introduced is not None:
            return introduced
        metonym = self._base.metonyms.get(folded)
        if metonym is not None and not self._base.capital_of(folded) and metonym.name[0].isupper():
            if metonym.organ == "government" and seen.kind == "place":
                return None
            return self.known("organisation", metonym.name, f"{text} stands for its {metonym.organ}",
                              state=metonym.state)
        return None

    def _with_state(self, text: str) -> tuple[Organisation, ...]:
        """ "The United Kingdom Home Office": a body of the state whose name stands before it."""
        words_of = text.split()
        for size in (3, 2, 1):
            states = self._base.states_by_name(fold(" ".join(words_of[:size]))) if len(words_of) > size else ()
            if len(states) == 1:
                rest = self._base.organisations(" ".join(words_of[size:]))
                return tuple(b for b in rest if b.state == states[0].code)
        head, of, owner = text.rpartition(" of ")  # "the Senate of the United States"
        owner = owner.removeprefix("the ")
        states = self._base.states_by_name(fold(owner)) if of else ()
        names = [n for s in states[:1] for n in (s.name, s.adjective)] or (
            [owner] if of and self._base.organisations(owner) else [])
        for name in names:
            if found := self._base.organisations(f"{name} {head}"):
                return found
        return ()

    def _introduced(self, text: str) -> Referent | None:
        """ "The Senate", "the General Assembly": the one known body of the report whose name ends so.

        Where none is introduced, the chamber or court of that name in the state that the report names most.
        """
        short = fold(text).removeprefix("the ")
        if short not in words.SHORT_BODIES:
            return self._of_united_nations(short, text)
        ending = " " + short
        found = {id(r): r for r in self.referents if r.kb and r.kind == "organisation" and any(
            fold(n).endswith(ending) for n in (r.name, *r.names))}
        if len(found) == 1:
            return next(iter(found.values()))
        for state, prefix in words.SHORT_BODIES[short]:
            is_home = self.spoken.main_state == state or (state == "IGO" and self.spoken.names_united_nations)
            body = next(iter(self._base.organisations(f"{prefix} {short}")), None) if is_home and not found else None
            if body is not None:
                return self.organisation(body, text)
        return None

    def _of_united_nations(self, short: str, text: str) -> Referent | None:
        """ "The Human Rights Council": a body that is known with "UN" before it, in a report that names them."""
        if " " not in short or not self.spoken.names_united_nations:
            return None
        known = next((b for b in self._base.organisations(f"UN {short}") if b.state == "IGO"), None)
        return self.organisation(known, text) if known else None

    def recognise(self, referent: Referent) -> None:
        """ "Congress", "the Senate", placed in a state: the known body of that name in that state, if there is one."""
        short = fold(referent.name).removeprefix("the ")
        for state, prefix in words.SHORT_BODIES.get(short, ()):
            if state == referent.state and (found := self._base.organisations(f"{prefix} {short}")):
                referent.kb, referent.why = found[0].qid, f"{referent.why}; known as {found[0].name}"
                referent.name, referent.is_guessed = found[0].name, False

    def _is_meant(self, body: Organisation, text: str) -> bool:
        """Every state has a Labour Party: without the state's name in it, the report must speak of the state."""
        if body.kind not in _NATIONAL or body.qid is None or text.isupper() or body.state is None:
            return True
        state = self._base.state(body.state)
        adjectives = (state.name, state.adjective, "United States", "U.S.", "US", "UK", "British") if state else ()
        return any(a and a in text for a in adjectives) or (state is not None and self.spoken.is_named(state))

    def organisation(self, body: Organisation, text: str) -> Referent:
        return self.known("organisation", body.name if body.qid else text, f"{text} is a known {body.kind}",
                          state=body.state, kb=body.qid)

    # 4.
    def _place(self, seen: Seen, text: str, folded: str, first: int, last: int) -> Referent | None:
        base = self._base
        if seen.kind not in ("place", "state", None) and folded not in base.regions:
            return None
        if seen.kind in ("person", "organisation"):
            return None
        region = base.regions.get(folded)
        if region is not None:
            return self.known("place", region[0], f"{text} is a part of {region[1] or 'several states'}",
                              state=region[1], kb=region[2], is_place=True)
        is_followed = last < len(self._page.forms) and self._page.forms[last] == ","
        behind = state_behind(self._page, base, last) if is_followed else None
        if behind:
            return self.known("place", text, f"{text}, a place in {behind}, which stands behind it", state=behind,
                              is_place=True)
        part = part_of(base, text)
        if part:
            return self.known("place", text, f"{text}, a part of {part}", state=part, is_place=True)
        city = self.city(text, first, last)
        if city is None:
            return None
        return self.known("place", text, f"{text}, a town in {city.state}", state=city.state, is_place=True)

    def city(self, text: str, first: int, last: int) -> City | None:
        """The town meant by a name: in the state named behind it, in one the report speaks of, or much the largest."""
        found = self._base.cities(text)
        if not found:
            return None
        page = self._page
        if last + 1 < len(page.words) and page.forms[last] == ",":
            named, _ = state_in(page, self._base, last + 1, min(last + 4, len(page.words)))
            inside = [c for c in found if c.state == named]
            if inside:
                return inside[0]
        spoken = {r.state for r in self.referents if r.kind == "state"}
        inside = [c for c in found if c.state in spoken]
        if inside and (inside[0] is found[0] or len({c.state for c in found}) == 1):
            return inside[0]
        if found[0].population < SMALLEST_ALONE and not inside:
            return found[0] if len({c.state for c in found}) == 1 and found[0].population == 0 else None
        rivals = [c for c in found[1:] if c.state != found[0].state]
        if not rivals or rivals[0].population * MUCH_LARGER < found[0].population:
            return found[0]
        return inside[0] if inside else None

    def _unknown(self, seen: Seen, text: str, first: int, last: int) -> Referent:
        """A name that no table has: its state is the one in the name, or the one of its "of" or comma phrase."""
        page, base = self._page, self._base
        is_shared = _LED.search(text) or fold(text).removeprefix("the ") in words.IGO_ORGANS
        state, _ = ("IGO", None) if is_shared else state_in(page, base, first, last)
        ship = next((_SHIPS[w] for w in page.forms[max(0, first - 1) : first + 1] if w in _SHIPS), None)
        state = ship or state
        why = f"{state} stands in the name" if state else "named in the report"
        if state is None:
            state, why = self._behind(seen, last)
        if state is None:
            found, rule = origin(page, base, first, last)
            state, why = (found, rule) if found else (None, why)
        if state is None and (bearer := state_of_bearer(page, base, first, last)):
            state, why = bearer, f"a leader or town of {bearer} stands in the name"
        if state is None and " " in text:
            actor = base.actor(fold(text))
            state, why = (actor[0], "the actor dictionaries know the name") if actor else (None, "named in the report")
        kind: EntityKind = seen.kind or "organisation"
        if kind == "state":
            kind = "organisation" if page.low[last - 1] in words.BODY_NOUNS else "place"
        referent = self.known(kind, text, why, state=state, is_place=kind == "place", is_plural=kind == "group")
        referent.state = referent.state or state
        return referent

    def _behind(self, seen: Seen, last: int) -> tuple[str | None, str]:
        page = self._page
        if seen.kind in ("place", "state") and (state := state_behind(page, self._base, last)):
            return state, f"{state} stands behind the name"
        if last + 1 < len(page.words) and page.low[last] in (",", "of", "in") and page.sentence_of[last] == (
                page.sentence_of[last - 1]):
            at = last + 1 + (page.low[last + 1] == "the")
            for size in (3, 2, 1):
                if at + size <= len(page.words):
                    states = self._base.states_by_name(fold(page.phrase(at, at + size)))
                    if len(states) == 1:
                        return states[0].code, f"{states[0].name} stands behind the name"
        return None, "named in the report"


def _is_demonym(base: Base, folded: str) -> bool:
    """A plural of persons: "Americans", "Palestinians"; "Swiss" and "Cyprus" are not."""
    if not folded.endswith("s") or folded.endswith("ss"):
        return folded.endswith(("women", "men")) and folded.startswith(_MEN)
    pairs = base.state_names.get(folded, ())
    return all(kind == "adjective" for _, kind in pairs) and folded not in ("us", "u.s", "u.s.")


_MEN = ("french", "irish", "english", "welsh", "scots", "dutch", "chinese")


def _has_dash(page: Page, last: int, high: int) -> bool:
    return any(f in ("-", "–", "—", "--") for f in page.forms[last : min(high, last + 9)])


def _is_subject(page: Page, seen: Seen) -> bool:
    relation = page.words[seen.head].deprel if seen.head < len(page.words) else ""
    return relation in ("nsubj", "nsubj:pass", "obl:agent")
