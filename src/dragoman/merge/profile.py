"""What is compared of a mention, computed once: roots of its words, names, numbers, window of days."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from dragoman.codebook.words import weight
from dragoman.merge.keywords import WORD, is_telling
from dragoman.merge.lookback import around
from dragoman.merge.record import Actor, MentionRecord
from dragoman.merge.stem import root
from dragoman.names import fold

# Only used to tell mentions apart, never printed as a date. A fact told without a day is news: of the report's day or
# the one before (older ones come with their day). A plan without a day lies within two months, as a rule, and what was
# called off lay about there too. Wider reaches joined different strikes of one week on the annotated training reports.
PAST_REACH = timedelta(days=1)
FUTURE_REACH = timedelta(days=60)
CALLED_OFF_REACH = timedelta(days=7)
FUTURE = frozenset({"scheduled", "expected", "possible", "requested", "conditional"})
CALLED_OFF = frozenset({"postponed", "cancelled"})

#: Types in which it does not matter who is named first.
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
# What stands between an act and the one it is done to ("the strike on Iran"), for a reading that has one on both sides.
_TOWARDS = re.compile(r"^\s+(?:on|upon|against|at|targeting)\s+(?:the\s+)?(\w+)")

# Words by which a report doubts what is said to have happened already; other doubts (may, could) are of what will.
_HEARSAY = frozenset("reported reportedly alleged allegedly suspected accused apparent apparently believed".split())
_BESIDE = 2  #: words

_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?![\w])")
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\\.?"
_DATE = re.compile(rf"{_MONTH} \d{{1,2}}\b|\b\d{{1,2}} {_MONTH}|\b\d+-(?:hour|day|year)\b")
_NUMBER_WORDS = {
    w: str(n)
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
    )
    if n > 1  # "one" is mostly a pronoun
}
_COUNTING = frozenset(_NUMBER_WORDS) | frozenset(
    "a all an another any at both dozens each fifteen hundreds least many members more most multiple no one other "
    "others over people several six some sixteen ten the thirty thousands twenty two up various".split()
)
_YEARS = range(1900, 2100)

# A day that a sentence counts from ("killed in attacks since Friday") is the first of many, not the day of the act.
_SINCE = re.compile(r"\bsince (?:(?:early|late|last|the \w+ of) )?(\w+)(?: (\w+))?", re.I)


@dataclass(frozen=True, slots=True)
class Window:
    """Days on which a mention's event falls. `firm`: the report says so; else it is only what is likely."""

    earliest: date
    latest: date
    firm: bool

    def gap(self, other: Window) -> int:
        """Days between the two windows; 0 when they touch."""
        return max(0, (self.earliest - other.latest).days, (other.earliest - self.latest).days)

    def __str__(self) -> str:
        if self.earliest == self.latest:
            return self.earliest.isoformat()
        return f"{self.earliest.isoformat()} to {self.latest.isoformat()}"


@dataclass(frozen=True, slots=True)
class Profile:
    """A mention made ready for comparing."""

    record: MentionRecord
    root: str  #: of the trigger
    bag: dict[str, float]  #: weighted roots of the sentence, unit length
    substance: dict[str, float]  #: the same without the names of the parties and the trigger: what it is about
    names: frozenset[str]  #: folded capitalised words of the sentence that do not stand at its start alone
    numbers: frozenset[str]
    window: Window | None
    actors: tuple[Actor, ...]  #: named ones, of the mention or of others of its group
    recipients: tuple[Actor, ...]
    states: frozenset[str]  #: of actors and recipients
    places: tuple[Actor, ...]  #: named ones, without the states that only say where the others lie


def profile(record: MentionRecord) -> Profile:
    """Make a mention ready for comparing."""
    words = WORD.findall(record.text)
    actors, recipients = _sides(record)
    return Profile(
        record=record,
        root=root(record.trigger_text),
        bag=bag(words),
        substance=_substance(words, record),
        names=names_in(record),
        numbers=_numbers(record.text, words),
        window=window(record),
        actors=actors,
        recipients=recipients,
        states=frozenset(a.state for a in (*actors, *recipients) if a.state),
        places=_finest(record.with_place or record.place),
    )


def bag(words: list[str]) -> dict[str, float]:
    """Weighted roots, unit length; words that say nothing about the subject are left out."""
    counts = Counter(root(w) for w in words)
    raw = {r: n * weight(r) for r, n in counts.items() if is_telling(r)}
    length = sqrt(sum(v * v for v in raw.values())) or 1.0
    return {r: v / length for r, v in raw.items()}


def window(record: MentionRecord) -> Window | None:
    """The days of the event: as told or, without a told day, those near the report."""
    when = record.when if record.when.earliest or record.when.latest else record.with_when
    day = record.published
    if when.earliest is not None and when.latest is not None:
        if day is not None and day > when.earliest and _is_counted_from(when.earliest, record.text):
            return Window(when.earliest, day, firm=False)
        return Window(when.earliest, when.latest, firm=True)
    if day is None:
        return None
    if when.earliest is not None:
        return Window(when.earliest, max(day, when.earliest) + FUTURE_REACH, firm=False)
    if when.latest is not None:
        return Window(when.latest - FUTURE_REACH, when.latest, firm=False)
    if record.status in FUTURE and not _is_hearsay(record):
        return Window(day, day + FUTURE_REACH, firm=False)
    if record.status in CALLED_OFF:
        return Window(day - CALLED_OFF_REACH, day + FUTURE_REACH, firm=False)
    return Window(day - PAST_REACH, day, firm=False)


def _is_hearsay(record: MentionRecord) -> bool:
    """Whether it is in doubt as told by others: by a word that decides the status, or one beside the trigger."""
    if record.status != "possible":
        return False
    before, after = around(record)
    near = [*WORD.findall(before)[-_BESIDE:], *WORD.findall(after)[:_BESIDE]]
    return any(fold(w) in _HEARSAY for w in (*near, *(w for cue in record.cues for w in cue.split())))


def _sides(record: MentionRecord) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Named doers and targets. One that was read as both is the target of "the strike on it", else the doer."""
    actors = tuple(a for a in record.with_actors or record.actors if is_named(a))
    recipients = tuple(a for a in record.with_recipients or record.recipients if is_named(a))
    both = {a.key for a in actors} & {a.key for a in recipients}
    if not both or record.type in MUTUAL:
        return actors, recipients
    towards = _TOWARDS.match(record.text[record.trigger.end - record.sentence.start :])
    struck = {a.key for a in recipients if a.key in both and towards and fold(towards[1]) in fold(a.name).split()}
    return (
        tuple(a for a in actors if a.key not in struck),
        tuple(a for a in recipients if a.key not in both - struck),
    )


def _is_counted_from(day: date, text: str) -> bool:
    """Whether the sentence tells what has happened since a day, by weekday or date."""
    for match in _SINCE.finditer(text):
        words = {w.lower() for w in match.groups() if w}
        if day.strftime("%A").lower() in words or {day.strftime("%B").lower(), str(day.day)} <= words:
            return True
    return False


def is_news(p: Profile) -> bool:
    """A fact told without a day of its own, or said to be one: it is of the day of its report, or of the eve."""
    return (p.record.status == "occurred" or _is_hearsay(p.record)) and p.window is not None and not p.window.firm


def is_named(actor: Actor) -> bool:
    """Known to the knowledge base, or called by a proper name ("he", "the suspect" and "Four people" are not)."""
    if not actor.key.startswith("name:"):
        return True
    words = actor.name.split()
    later = [w for w in words[1:] if w[0].isupper()]
    first = words[:1] and words[0][0].isupper() and words[0].lower() not in _COUNTING
    proper = len(words) == 1 or actor.state is not None or actor.kind in ("person", "organisation", "state", "place")
    return bool(later or (first and proper))


def names_in(record: MentionRecord) -> frozenset[str]:
    """Folded capitalised words of the sentence; its first word only when a party or place has it."""
    words = WORD.findall(record.text)
    own = {fold(w) for a in (*record.parties, *record.place) for w in WORD.findall(a.name) if w[0].isupper()}
    inner = {fold(w).removesuffix("'s") for w in words[1:] if w[0].isupper() and len(w) > 1}
    if words and (first := fold(words[0])) in own:
        inner.add(first)
    return frozenset(inner | own)


def _finest(places: tuple[Actor, ...]) -> tuple[Actor, ...]:
    named = tuple(p for p in places if is_named(p))
    return tuple(p for p in named if p.kind != "state") or named


def _substance(words: list[str], record: MentionRecord) -> dict[str, float]:
    own = {fold(w) for a in record.parties for w in WORD.findall(a.name)}
    own.update(fold(w) for w in WORD.findall(record.trigger_text))
    return bag([w for w in words if fold(w).removesuffix("'s") not in own])


def _numbers(text: str, words: list[str]) -> frozenset[str]:
    """Counts in the sentence; years and days of the month are left to the time feature."""
    found = {n.replace(",", "") for n in _NUMBER.findall(_DATE.sub("", text))}
    found |= {_NUMBER_WORDS[w.lower()] for w in words if w.lower() in _NUMBER_WORDS}
    return frozenset(n for n in found if not (n.isdigit() and int(n) in _YEARS))
