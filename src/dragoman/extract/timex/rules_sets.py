"""Rules for times that come again (TIMEX3 SET)."""

from __future__ import annotations

from dragoman.extract.timex.grammar import Hit, Rule, rule
from dragoman.extract.timex.meaning import Meaning, fixed
from dragoman.extract.timex.rules_duration import period


def _each(hit: Hit) -> Meaning:
    """Reads "every day", "each Monday", "every two weeks", "every other year", "per month"."""
    token = hit["u"]
    if token.kind in _RECURRING:
        return Meaning("SET", fixed(_RECURRING[token.kind].format(token.value)))
    unit, amount = str(token.value), hit.number("n", 2 if "other" in hit.kinds else 1)
    return Meaning("SET", fixed(period(unit, amount)))


_RECURRING = {
    "weekday": "XXXX-WXX-{}",
    "month": "XXXX-{:02d}",
    "season": "XXXX-{}",
    "part": "XXXX-XX-XX{}",
    "weekend": "XXXX-WXX-WE",
}


def _often(hit: Hit) -> Meaning | None:
    """Reads "daily", "annually"; a capital inside a sentence makes it a paper's name."""
    named = hit["v"].text[0].isupper() and hit.start and hit.text[hit.start - 1] == " "
    if named and hit.text[hit.start - 2 : hit.start - 1] not in '.\n"”':
        return None
    return Meaning("SET", fixed(str(hit["v"].value)))


def _times(hit: Hit) -> Meaning:
    """Reads "twice a week", "three times a day"."""
    return Meaning("SET", fixed(period(str(hit.value("u")), 1)))


def _weekdays(hit: Hit) -> Meaning:
    """Reads "Mondays", "Tuesday nights"."""
    return Meaning("SET", fixed(f"XXXX-WXX-{hit.number('w')}{hit.value('p', '')}"))


RULES: tuple[Rule, ...] = (
    rule(
        "each",
        "{each}({other}|{n=number|day}|{ordinal})?{u=unit|units|quarter|weekday|month|season|part|weekend}",
        _each,
    ),
    rule("per unit", "{per}{u=unit|quarter}", _each),
    rule("times a unit", "({once}|{number|day|few}{times}){a|each|per}{u=unit|quarter}", _times),
    rule("often", "{v=often}", _often),
    rule("weekdays", "{w=weekdays}{p=parts}?", _weekdays),
    rule("weekday nights", "{w=weekday}{p=parts}", _weekdays),
)
