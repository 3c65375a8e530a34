"""Groups with members: "both sides", "the two top diplomats", "the strategic rivals", names joined by "and"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from dragoman.kb.roles import PROMINENT
from dragoman.resolve import entity_words as words
from dragoman.resolve.entity_page import Page, Referent, Seen

#: Members are looked for this many sentences back.
REACH = 4
#: "The two" are two persons of one of so many sentences back, before they are two states.
_PERSONS_FIRST = 3
#: Nouns for all who met.
_ALL_PRESENT = frozenset(("participants", "attendees", "ministers", "leaders", "principals", "diplomats", "presidents"))
_MOST_PRESENT = 8
#: "The two North American leaders" are of two states.
_REGIONS = frozenset(("north", "latin", "european", "asian", "african", "arab", "gulf", "baltic", "nordic", "balkan",
                      "western", "eu", "nato"))
_BETWEEN = frozenset((",", "and", "&", "or", "as", "well", "the", "both", "of", "'s", "’s"))
#: What the members of a group of officials have to be; a word that is not here asks for any person.
_PRINCIPALS = PROMINENT | {"secretary_general", "finance_minister", "interior_minister", "trade_minister", "speaker",
                           "council_president", "vice_head", "deputy_foreign_minister"}
#: Offices of those whom a plural noun means.
OFFICES = {
    "diplomats": frozenset(("foreign_minister", "party_foreign_chief", "top_diplomat", "eu_foreign_chief")),
    "ministers": frozenset(("foreign_minister", "defence_minister", "finance_minister", "interior_minister",
                            "trade_minister", "head_of_government")),
    "presidents": frozenset(("head_of_state",)),
    "leaders": frozenset(("head_of_state", "head_of_government", "party_leader", "crown_prince")),
    "premiers": frozenset(("head_of_government",)),
}


class Groups:
    """Finds the members of group descriptions, and keeps one referent per set of members."""

    def __init__(self, page: Page, mentions: Sequence[Seen], state_of: Callable[[str], Referent | None]) -> None:
        self._page = page
        self._mentions = mentions
        self._state_of = state_of
        self._by_members: dict[frozenset[int], Referent] = {}
        self.referents: list[Referent] = []

    def group(self, members: Sequence[Referent], name: str, why: str) -> Referent:
        """The group of these members."""
        key = frozenset(id(m) for m in members)
        if key not in self._by_members:
            states = {m.state for m in members}
            if all(m.kb or m.person for m in members):
                name = " and ".join(m.name for m in members)
            made = Referent("group", name, why, state=states.pop() if len(states) == 1 else None, is_plural=True,
                            members=list(members))
            self._by_members[key] = made
            self.referents.append(made)
        return self._by_members[key]

    def described(self, seen: Seen) -> Referent | None:
        """The group that a description with a number, "both" or "the ... sides" means; None where it cannot be told."""
        page = self._page
        low = page.low[seen.first : seen.last]
        if not low:
            return None
        number = next((words.NUMBERS[w] for w in low if w in words.NUMBERS), None)
        noun = page.low[seen.head] if seen.first <= seen.head < seen.last else low[-1]
        if noun in words.NUMBERS and number:
            wanted = "any"
        elif noun in words.STATE_GROUPS:
            if any(page.is_upper_start(i) for i in range(seen.first + 1, seen.last)) or {"'s", "’s"} & set(low):
                return None  # "China's neighbours" are not China
            if noun == "side" and number is None:
                return None  # "the south side" is one
            wanted = "state"
        elif noun in words.PEOPLE_GROUPS:
            before = range(seen.first + 1, seen.head)
            is_regional = number is not None and _REGIONS & set(low)
            if not is_regional and any(page.is_upper_start(i) and page.low[i] not in words.TITLE_INNER for i in before):
                return None  # "their French counterparts"
            wanted = "person"
        elif noun in words.BODY_GROUPS and number:
            wanted = "organisation"
        else:
            return None
        is_all = {"the", "all", "their", "rivals", "neighbours", "neighbors"} & {*low, noun}
        if number is None and noun not in ("participants", "ministers") and not is_all:
            return None
        if number is None and (len(low) > 3 or (noun in ("officials", "men", "women", "members", "allies", "partners",
                                                        "parties", "countries", "nations", "states", "leaders"))):
            return None
        if number is None and noun in _ALL_PRESENT:
            members, why = self._present(seen, OFFICES.get(noun))
            if len(members) > 2:
                return self.group(members, page.phrase(seen.first, seen.last), why)
        members, why = self._members(seen, wanted, number or 2, noun)
        return self.group(members, page.phrase(seen.first, seen.last), why) if members else None

    def _present(self, seen: Seen, offices: frozenset[str] | None) -> tuple[list[Referent], str]:
        """All persons of the last sentence before that names two or more."""
        by_sentence: dict[int, list[Referent | None]] = {}
        for m in self._mentions:
            if m.first < seen.first and m.form == "name" and m.referent and m.referent.kind == "person" and (
                    offices is None or m.referent.office_class in offices):
                by_sentence.setdefault(m.sentence, []).append(m.referent)
        for sentence in sorted(by_sentence, reverse=True):
            found = _distinct(by_sentence[sentence])
            if len(found) > 1 and len(found) <= _MOST_PRESENT:
                return found, "all who are named together before"
        return [], ""

    def _members(self, seen: Seen, wanted: str, number: int, noun: str) -> tuple[list[Referent], str]:
        here = [m for m in self._mentions if m.first < seen.first and m.referent is not None]
        offices = OFFICES.get(noun)
        if wanted == "any":  # "The two": persons sooner than the states spoken of between
            for back in range(_PERSONS_FIRST):
                inside = [m for m in here if m.sentence == seen.sentence - back]
                found = _distinct(m.referent for m in inside if m.referent and m.referent.kind == "person"
                                  and m.form != "pronoun")
                if len(found) == number:
                    return found, f"the {number} persons named {_ago(back)}"
        for back in range(REACH):
            inside = [m for m in here if m.sentence == seen.sentence - back]
            for kinds in (("person", "state", "organisation") if wanted == "any" else (wanted,)):
                found = _distinct(m.referent for m in inside if m.referent and m.referent.kind == kinds)
                if offices:
                    found = [r for r in found if r.office_class in offices] if kinds == "person" else found
                named = _distinct(m.referent for m in inside if m.form == "name" and any(
                    m.referent is f for f in found))
                for members in (found, named):
                    if len(members) == number:
                        return members, f"the {number} named {_ago(back)}"
                run = self.run_of(inside, kinds, number)
                if run:
                    return run, f"the {number} joined by \"and\" {_ago(back)}"
            if wanted == "state" and back and (run := self._mixed_run(inside, number)):
                return run, f"the {number} joined by \"and\" {_ago(back)}"
            if wanted == "state" and back == 1:
                run = self._last_run([m for m in here if m.first < seen.first], number)
                if run:
                    return run, f"the last {number} states joined by \"and\""
            if wanted == "state":
                found = self._states_of(inside)
                if len(found) == number:
                    return found, f"the states of those named {_ago(back)}"
        if wanted == "person" and offices:
            recent = _distinct(m.referent for m in reversed(here) if m.referent and m.referent.kind == "person"
                               and m.referent.office_class in offices)
            if len(recent) >= number:
                return recent[:number], "the last named who hold such an office"
        if wanted == "person" and offices and noun == "leaders":  # as releases call any two who met
            recent = _distinct(m.referent for m in reversed(here) if m.referent and m.referent.kind == "person"
                               and m.referent.office_class in _PRINCIPALS)
            if len(recent) == number:
                return recent, "the only persons named who hold an office"
        if wanted in ("state", "any"):
            counts = Counter(m.referent.state for m in here if m.referent and m.referent.state and m.form != "pronoun")
            best = [s for s, _ in counts.most_common(number + 1)]
            if len(best) >= number and (len(best) == number or counts[best[number - 1]] > counts[best[number]]):
                states = [r for s in best[:number] if s and (r := self._state_of(s)) is not None]
                if len(states) == number:
                    return states, "the states named most often"
        return [], ""

    def _last_run(self, here: Sequence[Seen], number: int) -> list[Referent]:
        by_sentence: dict[int, list[Seen]] = {}
        for seen in here:
            by_sentence.setdefault(seen.sentence, []).append(seen)
        for sentence in sorted(by_sentence, reverse=True):
            run = self.run_of(by_sentence[sentence], "state", number)
            if run:
                return run
        return []

    def _states_of(self, inside: Iterable[Seen]) -> list[Referent]:
        codes = dict.fromkeys(
            m.referent.state for m in inside
            if m.referent and m.referent.state and m.referent.kind in ("state", "person", "organisation")
        )
        return _distinct(self._state_of(c) for c in codes if c)

    def run_of(self, inside: Sequence[Seen], kind: str, number: int) -> list[Referent]:
        """Referents of this kind that stand in one list ("A, B and C") in these mentions, the last such list."""
        for run in reversed(self.runs(inside)):
            found = _distinct(m.referent for m in run if m.referent and m.referent.kind == kind)
            if len(found) == number == len(run):
                return found
        return []

    def _mixed_run(self, inside: Sequence[Seen], number: int) -> list[Referent]:
        """States and bodies in one list: "Israel and Hamas"."""
        for run in reversed(self.runs(inside)):
            found = _distinct(m.referent for m in run if m.referent and m.referent.kind in ("state", "organisation"))
            if len(found) == number == len(run):
                return found
        return []

    def runs(self, inside: Sequence[Seen]) -> list[list[Seen]]:
        """Mentions that only commas and "and" part, two or more in a run."""
        page = self._page
        out: list[list[Seen]] = []
        run: list[Seen] = []
        for seen in inside:
            if seen.referent is None:
                continue
            if run and seen.first < run[-1].last:
                continue
            between = page.low[run[-1].last : seen.first] if run else []
            if run and _joins(between):
                run.append(seen)
            else:
                out.append(run)
                run = [seen]
        out.append(run)
        return [r for r in out if len(r) > 1 and any(
            w in ("and", "&") for a, b in pairwise(r) for w in page.low[a.last : b.first])]


def _joins(between: Sequence[str]) -> bool:
    """Only commas, "and" and the title of the next: "Treasury Secretary A and Commerce Secretary B"."""
    return any(w in ("and", "&", ",") for w in between) and all(
        w in _BETWEEN or w in words.TITLE_NOUNS or w in words.TITLE_INNER for w in between)


def _distinct(found: Iterable[Referent | None]) -> list[Referent]:
    out: list[Referent] = []
    for each in found:
        if each is not None and all(each is not o for o in out):
            out.append(each)
    return out


def _ago(back: int) -> str:
    return ("in the same sentence", "in the sentence before")[back] if back < 2 else f"{back} sentences before"
