"""How the readout's values are worded for people: days, speakers, statuses. Shared by the text and HTML views."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dragoman.model import Status
from dragoman.views.readout import Entity, Event, EventMention, Readout, Remark, Statement

HAPPENED: tuple[Status, ...] = ("occurred", "ongoing", "general")
AHEAD: tuple[Status, ...] = ("scheduled", "expected", "possible", "requested", "conditional")
NOT_HAPPENED: tuple[Status, ...] = ("postponed", "cancelled", "negated", "denied")

#: Headings of the sections of events, in the order of the page.
SECTIONS: tuple[tuple[str, tuple[Status, ...]], ...] = (
    ("What happened", HAPPENED),
    ("What is planned, expected or possible", AHEAD),
    ("What did not happen", NOT_HAPPENED),
)
#: What a reader calls the statuses.
STATUS_WORDS: dict[Status, str] = {
    "occurred": "happened", "ongoing": "under way", "general": "as a rule", "scheduled": "scheduled",
    "expected": "expected", "possible": "possible", "requested": "asked for", "conditional": "on condition",
    "postponed": "put off", "cancelled": "called off", "negated": "did not happen", "denied": "denied",
}
KIND_WORDS = {
    "unnamed": "not named", "state": "government", "organisation": "organisation", "media": "media",
    "document": "document", "group": "group", "named": "",
}
# Persons first: with their offices they are what a reader looks for.
_KIND_ORDER = ("person", "state", "organisation", "group", "place")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)
#: Days of the longest month.
_MONTH = 31
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
#: Cues behind which the words of a statement speak for themselves.
_PLAIN_CUES = frozenset(
    "said says say saying told tells telling added adds stated states announced announces reported reports according "
    "wrote writes acknowledged noted notes commented remarked replied continued concluded confirmed confirms".split())
#: What begins so is the rest of a clause.
_LOOSE_STARTS = frozenset(("to", "not", "of", "as", "for", "on", "about", "with"))
#: Characters from a cue to its words ("accused Chinese vessels of ...").
_NEAR_CUE = 60
_PRONOUNS = frozenset("he she it they him her them we i you who which".split())


class Dated(Protocol):
    """Anything with days."""

    @property
    def earliest(self) -> date | None: ...

    @property
    def latest(self) -> date | None: ...


def days(dated: Dated) -> str:
    """Days as people read them: "Mon 19 June 2023", "18–19 June 2023", "June 2023", "2023", "" when unknown."""
    first, last = dated.earliest, dated.latest
    if first is None or last is None:
        return f"from {_day(first)}" if first else f"until {_day(last)}" if last else ""
    if first == last:
        return f"{_DAYS[first.weekday()]} {_day(first)}"
    if first.day == 1 and _is_month_end(last):
        if (first.month, last.month) == (1, 12):
            return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
        if (first.year, first.month) == (last.year, last.month):
            return f"{_MONTHS[first.month - 1]} {first.year}"
        if first.year == last.year:
            return f"{_MONTHS[first.month - 1]}–{_MONTHS[last.month - 1]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} – {_day(last)}"
    return f"{_day(first)} – {_day(last)}"


def short_days(dated: Dated) -> str:
    """Days for a column of a table: "2023-06-19", "18–19 Jun 2023", "Dec 2020 – Feb 2025", "2020–2025".

    What is wider than a month is told by its months.
    """
    first, last = dated.earliest, dated.latest
    if first is None or last is None:
        return f"from {first}" if first else f"until {last}" if last else ""
    if first == last:
        return first.isoformat()
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    begin, end = (_MONTHS[d.month - 1][:3] for d in (first, last))
    if (first.year, first.month) == (last.year, last.month):
        whole = first.day == 1 and _is_month_end(last)
        return f"{begin} {first.year}" if whole else f"{first.day}–{last.day} {end} {last.year}"
    if (last - first).days <= _MONTH:
        year = "" if first.year == last.year else f" {first.year}"
        return f"{first.day} {begin}{year} – {last.day} {end} {last.year}"
    return f"{begin}–{end} {last.year}" if first.year == last.year else f"{begin} {first.year} – {end} {last.year}"


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _is_month_end(day: date) -> bool:
    following = date.fromordinal(day.toordinal() + 1) if day != date.max else day
    return following.day == 1


@dataclass(frozen=True, slots=True)
class Told:
    """An event with what its line in a view shows."""

    event: Event
    first: EventMention | None
    sentences: tuple[int, ...]  #: numbers, from 1, of the sentences that tell it
    label: str
    when: str
    by: tuple[str, ...]  #: whose word it is; empty when the report tells it in its own voice


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with what its line in a view shows."""

    statement: Statement
    sentence: int | None
    speaker: str
    note: str  #: kind, carriers and anonymity in a few words; may be empty
    words: str  #: the content, in quotation marks where the report has them
    carries_on: bool  #: whether it goes on with the quotation before it


class Wording:
    """Looks things up in one readout and words them."""

    def __init__(self, readout: Readout) -> None:
        self.readout = readout
        self.entities = {e.id: e for e in readout.entities}
        self.mentions = {m.id: m for m in readout.event_mentions}
        self.statements = {s.id: s for s in readout.statements}

    def title(self) -> str:
        """The title or, where there is none, the first sentence."""
        report, first = self.readout.report, self.readout.sentences[:1]
        fallback = report.text[first[0].start : first[0].end] if first else report.id
        return " ".join((report.title or fallback).split())

    def events(self, statuses: tuple[Status, ...]) -> Iterator[Told]:
        """Events with one of `statuses`, in the order of the text."""
        told = [self._told(e) for e in self.readout.events if e.status in statuses]
        told.sort(key=lambda t: (t.first.trigger.start if t.first else 0, t.event.id))
        yield from told

    def said(self) -> Iterator[Said]:
        """Statements in the order of the text."""
        for statement in sorted(self.readout.statements, key=_place):
            yield Said(
                statement,
                self.readout.sentence_of(_place(statement)),
                self.speaker(statement),
                self._note(statement),
                self._words(statement),
                carries_on=statement.continues is not None and statement.source is None,
            )

    def who(self) -> Iterator[tuple[Entity, tuple[int, ...]]]:
        """Named entities that do or say something, and holders of offices, with the sentences that mention them.

        Whoever has no name in the report ("two officials") is told where they act and speak.
        """
        active = {a for e in self.readout.events for a in (*e.actors, *e.recipients)}
        active |= {s.source.entity for s in self.readout.statements if s.source and s.source.entity}
        for entity in sorted(self.readout.entities, key=lambda e: _KIND_ORDER.index(e.kind)):
            is_named = entity.kb is not None or any(m.form == "name" for m in entity.mentions)
            if not is_named or (entity.kind == "group" and entity.members):
                continue  # the members of a group stand in the list
            if entity.id in active or (entity.kind == "person" and entity.office):
                yield entity, self._sentences(m.start for m in entity.mentions)

    def sentences_of(self, remark: Remark) -> tuple[int, ...]:
        """Numbers of the sentences that a remark is about."""
        return self._sentences(s.start for s in remark.spans)

    def speaker(self, statement: Statement) -> str:
        """Who is given as the origin: a name where there is one, else the report's words."""
        seen = set()
        while statement.source is None and statement.continues in self.statements and statement.id not in seen:
            seen.add(statement.id)
            statement = self.statements[statement.continues]
        if statement.source is None:
            return statement.described_as or "source not given"
        return self._party(statement.source.text, statement.source.entity, named=statement.kind != "unnamed")

    def holder(self, holder: str) -> str | None:
        """Whose word an event is: a speaker, or None for the report itself."""
        return self.speaker(self.statements[holder]) if holder in self.statements else None

    def _party(self, words: str, entity_id: str | None, *, named: bool = True) -> str:
        entity = self.entities.get(entity_id or "")
        words = " ".join(words.split())
        is_pronoun = words.lower() in _PRONOUNS
        # "they and analysts" tells nobody who
        is_half = entity is not None and bool(entity.members) and bool(_PRONOUNS & set(words.lower().split()))
        if entity and (is_pronoun or is_half or (named and entity.kind != "group")):
            return entity.name
        return words

    def _told(self, event: Event) -> Told:
        mentions = [self.mentions[m] for m in event.mentions if m in self.mentions]
        first = min(mentions, key=lambda m: m.trigger.start, default=None)
        by = tuple(dict.fromkeys(filter(None, (self.holder(h) for h in event.holders))))
        return Told(
            event, first, self._sentences(m.trigger.start for m in mentions), event.label, days(event),
            () if "report" in event.holders else by,
        )

    def _sentences(self, offsets: Iterator[int]) -> tuple[int, ...]:
        numbers = {self.readout.sentence_of(o) for o in offsets}
        return tuple(sorted(n for n in numbers if n is not None))

    def _words(self, statement: Statement) -> str:
        """What was said: in quotation marks where the report has them, behind its cue where the words alone would not
        tell whether it was asked, blamed or believed ("urged them to go", not "to go")."""
        cue, content = statement.cue, statement.content
        if statement.form == "direct" or cue is None or not content or not 0 <= content[0].start - cue.end <= _NEAR_CUE:
            return _quoted(statement)
        text = self.readout.report.text
        is_plain = cue.text.lower().split()[0] in _PLAIN_CUES
        if "\n\n" in text[cue.end : content[0].start] or (is_plain and content[0].text.split()[0] not in _LOOSE_STARTS):
            return _quoted(statement)
        return " ".join((" ".join(text[cue.start : content[0].end].split()), *(f"… {c.text}" for c in content[1:])))

    def _note(self, statement: Statement) -> str:
        parts = [KIND_WORDS.get(statement.kind or "", "")] if statement.kind in ("unnamed", "media", "document") else []
        parts += [f"through {self._party(v.text, v.entity)}" for v in statement.via]
        parts += [" ".join(statement.anonymity.text.split())] if statement.anonymity else []
        if statement.addressee:
            parts.append(f"to {self._party(statement.addressee.text, statement.addressee.entity)}")
        if statement.parent in self.statements:
            parts.append(f"as told by {self.speaker(self.statements[statement.parent])}")
        return ", ".join(filter(None, parts))


def _place(statement: Statement) -> int:
    marks = [s.start for s in (*statement.content, statement.cue, statement.source) if s is not None]
    return min(marks, default=0)


def _quoted(statement: Statement) -> str:
    words = " … ".join(" ".join(c.text.split()) for c in statement.content)
    return f"“{words}”" if statement.form == "direct" else words
