"""What the desk calls things: types, statuses, fields, days. The statuses' words are those of the other views."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from string import capwords
from typing import TYPE_CHECKING

from dragoman.edtf import from_edtf
from dragoman.merge.record import Actor
from dragoman.model import When
from dragoman.views.wording import AHEAD, HAPPENED, STATUS_WORDS, days

if TYPE_CHECKING:
    from dragoman.store.rows import EventRow

TYPE_WORDS: dict[str, str] = {
    "AGREE": "agreement", "CONSULT": "meeting or talks", "SUPPORT": "support", "COOPERATE": "cooperation",
    "AID": "aid", "CONCEDE": "concession", "RETREAT": "withdrawal or release", "REQUEST": "demand",
    "ACCUSE": "accusation", "REJECT": "refusal", "THREATEN": "threat", "PROTEST": "protest",
    "SANCTION": "sanction", "MOBILIZE": "military move", "COERCE": "coercion", "ASSAULT": "attack",
    "PERSONNEL": "appointment",
}
FIELD_WORDS = {
    "actors": "Actors", "recipients": "Recipients", "place": "Place", "when": "When", "status": "Status",
    "type": "Type",
}
FACET_WORDS = {
    "type": "Type", "status": "Status", "state": "State", "actor": "Actor", "pair": "Pair", "place": "Place",
    "outlet": "Outlet", "mode": "Mode", "context": "Context", "ever": "Once",
}
ORIGIN_WORDS = {
    "masthead": "printed at its head", "dateline": "dateline", "meta": "the page's metadata", "url": "its address",
    "text": "in its text", "kb": "knowledge base", "given": "given by a person",
}
_DROPPED = frozenset({"cancelled", "negated", "denied"})
# Controls that turn writing around: harmless where the text is isolated, confusing in a window's title.
_TURNS = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"))


def look(status: str) -> str:
    """The class of a status: happened, ahead or not."""
    return "happened" if status in HAPPENED else "ahead" if status in AHEAD else "not"


def glyph(status: str) -> str:
    """The shape before a line: solid, open (fixed for the future), dashed (uncertain), late (put off) or struck."""
    if status in _DROPPED:
        return "struck"
    if status == "postponed":
        return "late"
    if status == "scheduled":
        return "open"
    return "solid" if status in HAPPENED else "dashed"


def status_word(status: str) -> str:
    """A status as a reader calls it."""
    return STATUS_WORDS.get(status, status)  # type: ignore[call-overload,no-any-return]


def type_word(kind: str) -> str:
    """A type as a reader calls it."""
    return TYPE_WORDS.get(kind, kind.lower())


def day(value: date | None) -> str:
    """A day in words; "" for None."""
    return days(When(value, value)) if value else ""


def days_told(event: EventRow) -> str:
    """When an event is, in words; of one without days, the day on which it was first told."""
    return days(event) if event.dated else day(event.day)


def stretch(first: date, last: date) -> str:
    """Days from one to another in words: "March 2023", "2023"."""
    return days(When(first, last))


def days_of(edtf: str) -> str:
    """Days that stand as EDTF, in words; what is none stays."""
    try:
        return days(from_edtf(edtf)) or edtf
    except ValueError:
        return edtf


def names(parties: Sequence[Actor]) -> str:
    """Names in a row: "A, B and C"."""
    listed = [p.name for p in parties]
    return " and ".join(filter(None, (", ".join(listed[:-1]), listed[-1]))) if listed else ""


def plain(words: str | None) -> str:
    """Words on one line without turns of writing direction, for titles of windows and feeds."""
    return " ".join((words or "").translate(_TURNS).split())


def plural(count: int, noun: str) -> str:
    """ "1 report", "1,204 reports"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


@cache
def state_name(code: str) -> str:
    """A state's usual name, or its code where the knowledge base has none."""
    from dragoman import kb

    if code == "IGO":
        return "intergovernmental body"
    found = kb.default().state(code)
    return found.name if found else code


def key_name(kind: str, value: str) -> str:
    """A value of a facet as it is shown, where that can be told from the value alone."""
    if kind in ("status", "ever"):
        return status_word(value)
    if kind == "type":
        return type_word(value)
    if kind == "state":
        return state_name(value)
    if kind == "pair":
        return " – ".join(state_name(c) for c in value.split("-"))
    if kind in ("mode", "context"):
        return value.replace("_", " ").replace("-", " ")
    return capwords(value.removeprefix("name:")) if value.startswith("name:") else value
