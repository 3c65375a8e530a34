"""Pronouns: who "he", "it", "they", "we" are.

Among the last mentions before it that agree in number, gender and kind, the nearest wins; a subject counts as
nearer than it stands, and the network's own chain, where it has one, counts most. "I" and "we" inside a quotation
are its speaker and the speaker's side.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from dragoman.extract.contents import Contents
from dragoman.kb import Base
from dragoman.model import Span, Statement
from dragoman.resolve import entity_words as words
from dragoman.resolve.entity_groups import Groups
from dragoman.resolve.entity_order import Order
from dragoman.resolve.entity_page import Page, Referent, Seen
from dragoman.resolve.entity_voice import Voices

#: A pronoun looks this many sentences back.
REACH = 3
#: What it is worth to be a subject, and to be in the chain of the network. On annotated/train (330 pronouns) all of
#: 0.2 to 0.7, 0.3 to 0.9 and steps of 1.0 to 1.5 place 237 to 246 of them in the right state: nothing hangs on these.
SUBJECT = 0.5
CHAIN = 0.6
#: What it is worth, for a pronoun that speaks, to have spoken before: "CCTV reported. It quoted him". Not tuned.
SPEAKS = 0.8
#: Characters and lines of a report in which its heading stands.
_HEADING = 300
_HEADING_LINES = 2
_MOST_SIDES = 6
_JOINT = re.compile(
    r"\bjoint (statement|declaration|communiqu|readout|vision|press|news|remarks)|"
    r"\b(before|after|at) their (meeting|talks|call|dinner|lunch|meetings)", re.IGNORECASE)
_MUTUAL = frozenset((
    "shared", "mutual", "bilateral", "joint", "common", "ironclad", "two", "both", "respective", "partnership",
    "alliance", "relationship", "coordination", "friendship", "countries", "peoples", "nations",
))
_FIRST = words.FIRST_SINGULAR | words.FIRST_PLURAL
#: Nouns in the plural that nobody takes up by "they" as one who acts.
_THINGS = frozenset((
    "reports", "talks", "parties", "individuals", "efforts", "ties", "relations", "weapons", "sanctions", "resources",
    "attacks", "strikes", "statements", "documents", "measures", "elections", "negotiations", "rights", "areas",
))
#: What a step of one sentence back costs.
STEP = 1.3


@dataclass(frozen=True, slots=True)
class _Candidate:
    referent: Referent
    at: int
    sentence: int
    is_subject: bool
    hint: str | None
    speaks: bool = False


class Pronouns:
    """Reads the pronouns of a report, in order."""

    def __init__(self, page: Page, base: Base, mentions: Sequence[Seen], groups: Groups,
                 state_of: Callable[[str], Referent | None], home: str | None) -> None:
        """`home`: the state of those who are printed without one; outside quotations "we" is its government."""
        self._page = page
        self._mentions = mentions
        self._order = Order(page, mentions)
        self._by_id = {s.id: s for s in page.doc.statements}
        self._home = home
        self._groups = groups
        self._state_of = state_of
        self._is_joint = bool(_JOINT.search(page.text[:_HEADING]))
        self._voices = Voices(page, base, mentions)
        self._contents = Contents(page.doc.statements)
        self._by_span = {(m.span.start, m.span.end): m for m in mentions}
        voices = [p.span for s in page.doc.statements for p in (s.source, *s.via) if p is not None]
        self._speaking = _touching(mentions, voices)

    def read(self, seen: Seen) -> Referent | None:
        """The referent of a pronoun; None where nothing agrees."""
        low = self._page.low[seen.head]
        if low in words.FIRST_SINGULAR or low in words.FIRST_PLURAL:
            return self._speaker(seen, plural=low in words.FIRST_PLURAL)
        if low in words.SECOND:
            return self._voices.other(seen.first)
        if low in words.RELATIVE:
            return self._before(seen)
        near = self._candidates(seen)
        candidates = [c for c in near if _agrees(c.referent, low)]
        if low in words.PLURAL:
            candidates += self._lists(seen)
            bodies = [c for c in near if c.referent.kind == "organisation"]  # "the military says they fired"
            candidates += [c for c in bodies if c.is_subject and c.sentence == seen.sentence]
            candidates += [c for c in near if c.referent.kind == "state" and self._shares_owner(c, seen)]
            candidates = candidates or bodies
        if not candidates:
            return None
        return max(candidates, key=lambda c: (self._worth(c, seen), c.sentence, -c.at)).referent

    def _candidates(self, seen: Seen) -> list[_Candidate]:
        out = []
        for other in self._order.before(seen.first):
            if other.referent is None or other.last > seen.first:
                continue
            if seen.sentence - other.sentence > REACH:
                break
            if other.first <= seen.first < other.last or self._page.low[other.head] in _FIRST:
                continue  # "it" is not "we"
            if other.form == "nominal" and self._page.low[other.head] in _THINGS:
                continue
            out.append(_Candidate(other.referent, other.first, other.sentence, self._is_subject(other), other.hint,
                                  other.first in self._speaking))
        return out

    def _shares_owner(self, candidate: _Candidate, seen: Seen) -> bool:
        """ "the Czech Republic's aid and their offer": who owns the first, owns the second."""
        page = self._page
        own = next((m for m in self._order.starting(candidate.at) if m.last < len(page.words)
                    and page.low[m.last] in ("'s", "’s", "'", "’")), None)
        return own is not None and own.sentence == seen.sentence and page.low[seen.first - 1] == "and"

    def _worth(self, candidate: _Candidate, seen: Seen) -> float:
        worth = -STEP * (seen.sentence - candidate.sentence) + SUBJECT * candidate.is_subject
        if seen.hint is not None and candidate.hint == seen.hint:
            worth += CHAIN
        return worth + SPEAKS * (candidate.speaks and seen.first in self._speaking)

    def _is_subject(self, seen: Seen) -> bool:
        """By syntax where there is any, else the first mention of the sentence."""
        if seen.last < len(self._page.words) and self._page.low[seen.last] == "to" and (
                self._page.words[seen.last].upos == "PART"):
            return True  # "call on Russia to end its war": who is to do it
        relation = self._page.words[seen.head].deprel
        if relation != "dep":
            return relation in ("nsubj", "nsubj:pass", "nsubj:outer")
        low, _ = self._page.sentence_bounds(seen.first)
        return all(m.first >= seen.first for m in self._order.of_sentence(seen.sentence) if m.first >= low)

    def _lists(self, seen: Seen) -> list[_Candidate]:
        """Names joined by "and" in this sentence or the one before, as one group."""
        out = []
        for back in range(REACH + 1):
            inside = [m for m in self._order.of_sentence(seen.sentence - back) if m.first < seen.first]
            for run in self._groups.runs(inside) if back < 2 else ():
                kinds = {m.referent.kind for m in run if m.referent}
                members = list({id(m.referent): m.referent for m in run if m.referent}.values())
                if len(members) > 1 and kinds <= {"person", "state", "organisation", "group"} and len(kinds) == 1:
                    name = self._page.phrase(run[0].first, run[-1].last)
                    group = self._groups.group(members, name, "named together")
                    subject = self._is_subject(run[0])
                    out.append(_Candidate(group, run[0].first, seen.sentence - back, subject, None))
            people = list({id(m.referent): m.referent for m in inside if m.referent and m.referent.kind == "person"
                           and m.form == "name"}.values())
            if not out and len(people) == 2:  # "A met B in Rome. They ..."
                group = self._groups.group(people, " and ".join(p.name for p in people), "the two named before")
                out.append(_Candidate(group, inside[0].first, seen.sentence - back, True, None))
        return out

    def _before(self, seen: Seen) -> Referent | None:
        """A relative pronoun speaks of the mention that ends just before it, or before a comma."""
        for other in self._order.before(seen.first):
            if other.sentence < seen.sentence:
                break
            if other.referent is not None and 0 <= seen.first - other.last <= 1:
                person = self._page.low[seen.head] in ("who", "whom")
                return None if person and other.referent.kind in ("state", "place") else other.referent
        return None

    def _speaker(self, seen: Seen, *, plural: bool) -> Referent | None:
        statement = self._statement_around(seen)
        if plural and (together := self._together(seen, statement)) is not None:
            return together
        voice = self._voices.at(seen.first) if statement is None else None
        if statement is None and plural and self._home and voice is None:
            return self._state_of(self._home)
        source = self._source(statement) if statement else voice or self._last_speaker(seen)
        source = source or self._voices.at(seen.first)
        if source is None or not plural:
            return source
        if source.kind == "person" and source.state and source.state != "IGO" and source.office_class:
            return self._state_of(source.state)
        return None if source.kind == "person" else source

    def _together(self, seen: Seen, statement: Statement | None) -> Referent | None:
        """Both sides: "we" of a joint statement, "our shared goal" outside quotations of one side's release.

        They are those named in the heading: its two persons, or its states and intergovernmental bodies.
        """
        page = self._page
        mutual = page.low[seen.head] == "our" and bool(_MUTUAL & set(page.low[seen.last : seen.last + 5]))
        is_indirect = statement is None or statement.form == "indirect"
        if not self._is_joint and not (mutual and is_indirect and self._home):
            return None
        members = self._in_heading()
        if mutual and not self._is_joint and self._home and (home := self._state_of(self._home)) is not None:
            members = [home, *(m for m in members if m is not home)]
        return self._groups.group(members, " and ".join(m.name for m in members), "the sides named in the heading") if (
            2 <= len(members) <= _MOST_SIDES) else None

    def _in_heading(self) -> list[Referent]:
        """The two persons of the first line; else the states and bodies of the first line that speaks of two."""
        people = list({id(m.referent): m.referent for m in self._mentions if m.referent and m.form == "name"
                       and m.referent.kind == "person" and self._page.line_of[m.first] == 0}.values())
        if len(people) == 2:
            return people
        for line in range(_HEADING_LINES + 1):
            found: dict[str, Referent] = {}
            for m in self._mentions:
                if m.referent is None or self._page.line_of[m.first] != line:
                    continue
                for each in [*m.referent.members] or [m.referent]:
                    side = each if each.state == "IGO" else self._state_of(each.state) if each.state else None
                    if side is not None and each.kind in ("state", "organisation", "person"):
                        found.setdefault(side.kb or side.name, side)
            if len(found) > 1:
                return list(found.values())
        return []

    def _last_speaker(self, seen: Seen) -> Referent | None:
        """Who spoke last before a first person that no statement holds: a letter or speech in the report."""
        before = [s for s in self._page.doc.statements if s.source and s.source.span.start < seen.span.start]
        return self._source(before[-1]) if before else None

    def _statement_around(self, seen: Seen) -> Statement | None:
        return self._contents.innermost(seen.span)

    def _source(self, statement: Statement) -> Referent | None:
        for _ in range(20):
            if statement.source is not None or statement.continues not in self._by_id:
                break
            statement = self._by_id[statement.continues]
        if statement.source is None:
            return None
        span = statement.source.span
        exact = self._by_span.get((span.start, span.end))
        inside = exact or next((m for m in reversed(self._mentions) if span.contains(m.span)), None)
        return inside.referent if inside else None


def _touching(mentions: Sequence[Seen], spans: Sequence[Span]) -> set[int]:
    """First words of the mentions that overlap one of the spans."""
    in_order = sorted((s.start, s.end) for s in spans)
    starts = [start for start, _ in in_order]
    # how far the spans up to each one reach
    reach = list(accumulate((end for _, end in in_order), max))
    out = set()
    for m in mentions:
        before = bisect_left(starts, m.span.end)
        if before and reach[before - 1] > m.span.start:
            out.add(m.first)
    return out


def _agrees(referent: Referent, low: str) -> bool:
    if low in words.MALE or low in words.FEMALE:
        gender = "male" if low in words.MALE else "female"
        return referent.kind == "person" and referent.gender in (None, gender)
    if low in words.NEUTER:
        return referent.kind in ("state", "organisation", "place") and not referent.is_plural
    if low in words.PLURAL:
        return referent.is_plural or referent.kind == "group" or (
            referent.kind == "organisation" and referent.name.lower().endswith("s"))
    return False
