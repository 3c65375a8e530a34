"""Clues from people: offices that their holders had only for a time, and dated trips."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.extract.timex.calendar import interval
from dragoman.extract.timex.meaning import Anchor
from dragoman.extract.timex.scan import scan
from dragoman.extract.timex.tense import sentence_around, tense_at
from dragoman.model import Span
from dragoman.resolve.dating_clues import WEIGHTS, Clue, Window, freshest, shifted
from dragoman.resolve.dating_facts import Facts, Trip

_OFFICE = (
    r"Vice President|President|Prime Minister|Premier|Chancellor|Foreign Minister|Foreign Secretary|Secretary of State|"
    r"Secretary of Defen[cs]e|Defen[cs]e (?:Minister|Secretary)|Minister of (?:Foreign Affairs|Defen[cs]e|Finance)|"
    r"Minister for Foreign Affairs|Treasury Secretary|Secretary of the Treasury|Commerce Secretary|Finance Minister|"
    r"Interior Minister|Home Secretary|National Security Advis[eo]r|Secretary[- ]General|High Representative|Taoiseach|"
    r"Secretary of Commerce|Supreme Leader"
)
_NAME = r"[A-Z][\w'’-]+(?:\s+(?:bin|al|de|van|von|der|da|el|dos|[A-Z]\.|[A-Z][\w'’-]+)){0,4}"
_TITLED = re.compile(rf"(?P<lead>(?:\b[\w.’'-]+\s+){{0,3}})(?P<office>\b(?:{_OFFICE}))\s+(?P<name>{_NAME})")
_NOT_NOW = re.compile(
    r"\b(?:former|ex|late|then|elect|incoming|deputy|vice|assistant|under|shadow|future|ousted|first|acting)\b[\s-]*",
    re.I,
)
#: near such words the holder may be dead or gone
_GONE = re.compile(
    r"\b(?:death|died|dead|assassinat\w+|funeral|memory|legacy|mourn\w*|condolences|late|passing|resign\w*|oust\w*|predecessor)\b",
    re.I,
)
_AROUND = 45
#: a journey and, soon after, the name of a place: "visit to Beijing", "arrived in", "will travel to"
_TRAVEL = re.compile(
    r"\b(?:visit|trip|travel|arriv|tour|landed|flew|flight)\w*\s+(?:\w+\s+){0,2}?(?:to|in|of|with)?\s*(?:the\s+)?"
    r"(?P<place>(?:U\.S\.|[A-Z][\w’'-]+)(?:\s+[A-Z][\w’'-]+)?)",
)
_TITLE_WORDS = frozenset(
    "President Minister Prime Foreign Secretary State Director General Chancellor King Queen Party Affairs Central Met "
    "Attended Commission Committee Council Summit Conference Chinese Communist United Nations Defense".split()
)
# Surnames alone may be somebody else's.
_SURNAME_WEIGHT = 0.5
# Deep in a text titles are also given to people of other times.
_BACKGROUND_WEIGHT = 0.5
_LEAD = 700
# The tables' days are those of the order or of the oath: allow this much at both ends of a tenure.
_TENURE_SLACK = 31
# Before this day the tables of ministers have gaps, so a tenure they lack then proves nothing.
_COVERED_FROM = date(2000, 1, 1)
# An open spell that starts within so many days of a closed one is the same, in a table nobody closed.
_SAME_START = 60
# A trip is written about while it lasts and up to this many days after it; announced at most this long before.
_TRIP_AFTER = 2
_TRIP_BEFORE = 1
_ANNOUNCED = 21
#: only the head of a text tells what it is about
_HEAD = 1500


@dataclass(frozen=True, slots=True)
class Holder:
    """A person named with an office, as of the text's own day."""

    office: str
    name: str
    span: Span


def holders(text: str) -> tuple[Holder, ...]:
    """People named with an office they hold; "former" and "then" leave no trace of the day."""
    found: dict[tuple[str, str], Holder] = {}
    for match in _TITLED.finditer(text):
        lead = match["lead"]
        if _NOT_NOW.search(lead[-22:]) or _GONE.search(
            text, max(0, match.start("office") - _AROUND), match.end() + _AROUND
        ):
            continue
        words = [w for w in lead.split() if w[:1].isupper() or w in ("of", "the")]
        adjective = " ".join(words[-1:]) if words and lead.split()[-1:] == words[-1:] else ""
        office = f"{adjective} {match['office']}".strip() if adjective[:1].isupper() else match["office"]
        name = re.sub(r"[’']s$", "", match["name"].split("\n")[0]).strip()
        start = match.start("office") - (len(adjective) + 1 if adjective[:1].isupper() else 0)
        holder = Holder(office, name, Span(start, match.start("name") + len(name)))
        found.setdefault((match["office"].lower(), name.split()[-1]), holder)
    return tuple(found.values())


def office_clues(text: str, facts: Facts) -> Iterator[Clue]:
    """ "Foreign Minister Qin Gang" could be written only while he was that."""
    for holder in holders(text):
        tenures = _joined([t for t in facts.tenures(holder.name, holder.office) if t[0] or t[1]])
        if not tenures:
            continue
        if _told_of_then(text, holder.span, tenures):
            continue
        windows = tuple(shifted(t, _TENURE_SLACK, _TENURE_SLACK) for t in tenures)
        weight = WEIGHTS["office"] if len(holder.name.split()) > 1 else _SURNAME_WEIGHT
        if holder.span.start > _LEAD:
            weight = min(weight, _BACKGROUND_WEIGHT)
        says = f"{holder.name} was {holder.office} only {_spoken(tenures)}"
        yield Clue("office", windows, says, holder.span, weight, _COVERED_FROM)


def _told_of_then(text: str, span: Span, tenures: Sequence[Window]) -> bool:
    """Whether the sentence names a year of the tenure: then the office belongs to that story, not to the report."""
    start, end = sentence_around(text, span.start, span.end)
    for each in scan(text):
        if not start <= each.span.start < end:
            continue
        days = interval(each.meaning.resolve(Anchor()) or "")
        if days and any((t[0] or days[1]) <= days[1] and days[0] <= (t[1] or days[0]) for t in tenures):
            return True
    return False


def _joined(tenures: Sequence[Window]) -> list[Window]:
    """Spells that overlap or follow on each other as one; of two that start together the one with an end counts."""
    known = sorted(set(tenures), key=lambda t: (t[0] or date.min, t[1] or date.max))
    kept: list[Window] = []
    for first, last in known:
        if (
            kept
            and first
            and kept[-1][0]
            and (first - kept[-1][0]).days <= _SAME_START
            and (last is None or kept[-1][1] is None)
        ):
            kept[-1] = (kept[-1][0], last or kept[-1][1])
        elif kept and (kept[-1][1] is None or first is None or (first - kept[-1][1]).days <= 1):
            kept[-1] = (kept[-1][0], None if last is None or kept[-1][1] is None else max(last, kept[-1][1]))
        else:
            kept.append((first, last))
    return kept


def _spoken(windows: list[Window]) -> str:
    def one(window: Window) -> str:
        first, last = window
        if first and last:
            return f"from {first.isoformat()} to {last.isoformat()}"
        return f"from {first.isoformat()}" if first else f"until {last.isoformat() if last else ''}"

    shown = [one(w) for w in windows[:3]]
    return " and ".join(shown) + (" and at other times" if len(windows) > 3 else "")


def trip_clues(text: str, facts: Facts) -> Iterator[Clue]:
    """A trip that the text tells of, if the tables hold one whose details it gives."""
    head = text[:_HEAD]
    journeys = list(_TRAVEL.finditer(head))
    states = _states(journeys, facts)
    if not states:
        return
    ahead = not any(tense_at(text, j.start(), j.end()) == "past" for j in journeys)
    before = _ANNOUNCED if ahead else _TRIP_BEFORE
    for holder in holders(head):
        trips = [t for state in states for t in facts.trips(holder.name, state=state)]
        if not trips:
            continue
        ranked = sorted(((_likeness(text, trip), trip) for trip in trips), key=lambda r: (-r[0], r[1].start))
        top = ranked[0][0]
        if top < _LEAST_LIKENESS:
            continue
        best = [trip for score, trip in ranked if score >= max(top - 1, _LEAST_LIKENESS)]
        windows = tuple(shifted((t.start, t.end), before, _TRIP_AFTER) for t in best)
        first = best[0]
        says = (
            f"{first.traveller} was in {first.town or first.state} from {first.start.isoformat()} "
            f"to {first.end.isoformat()}" + (f" ({first.met.rstrip('.')})" if first.met else "")
        )
        yield Clue("trip", windows, says, holder.span, WEIGHTS["trip"])


# A trip is the one told of when the text has at least: its town, one of those met, and a weekday that falls in it.
_LEAST_LIKENESS = 3.0


def _likeness(text: str, trip: Trip) -> float:
    """How many details of a trip the text gives: people met, the town, and weekdays that fall into it."""
    met = {w for w in re.findall(r"[A-Z][\w’'-]{2,}", trip.met) if w not in _TITLE_WORDS}
    people = sum(1 for w in met if re.search(rf"\b{re.escape(w)}\b", text) and w not in trip.traveller)
    towns = [t.strip() for t in (trip.town or "").split(",") if t.strip()]
    town = any(t in text for t in towns)
    return min(people, 3) + town + _falls_in(text, trip)


def _falls_in(text: str, trip: Trip) -> float:
    """1 where the freshest weekday told is a day of the trip, else 0."""
    fresh = freshest(text, trip.end)
    if fresh is None:
        return 0.0
    return 1.0 if fresh[0] <= (trip.end - trip.start).days else -1.0


def _states(journeys: Sequence[re.Match[str]], facts: Facts) -> tuple[str, ...]:
    """States that the journeys lead to, in order."""
    found: dict[str, None] = {}
    for journey in journeys:
        place = re.sub(r"[’']s\b.*$", "", journey["place"]).rstrip(".")
        state = facts.state_of(place) or facts.state_of(place.split()[0])
        if state:
            found.setdefault(state)
    return tuple(found)


def people_clues(text: str, facts: Facts) -> tuple[Clue, ...]:
    """Clues from offices and trips."""
    return (*office_clues(text, facts), *trip_clues(text, facts))
