"""Rules for lengths of time (TIMEX3 DURATION)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import ceil

from dragoman.codebook.time_words import CLOCK_UNITS, UNIT_LETTERS
from dragoman.extract.timex.calendar import add
from dragoman.extract.timex.days import days_of
from dragoman.extract.timex.grammar import Hit, Rule, rule
from dragoman.extract.timex.meaning import Anchor, Meaning, Reach, fixed

#: adjectives that may stand between number and unit
_FILLERS = frozenset(
    "full straight consecutive whole long further extra successive solid short working business calendar entire "
    "intense bloody brutal peaceful turbulent grueling gruelling".split()
)
#: a unit and a fraction of it: the smaller unit's letter, how many make one
_SMALLER = {"hour": ("M", 60), "minute": ("S", 60), "year": ("M", 12)}
_MODALS = frozenset({"will", "may", "might", "could", "would", "can"})
#: units that ISO 8601 has no letter for, as multiples of the unit whose letter they take
_MULTIPLES = {"fortnight": 2, "semester": 6, "decade": 10, "century": 100, "millennium": 1000}
_REACHES: dict[str, Reach] = {"last": "back", "past": "back", "next": "ahead", "coming": "ahead"}


def period(unit: str, amount: object) -> str:
    """TIMEX3 period as in ISO 8601: P3D, PT2H, PXM, P2Y6M, PT7H30M. A decade is P10Y, a fortnight two weeks."""
    prefix = "PT" if unit in CLOCK_UNITS else "P"
    if not isinstance(amount, int | float):
        return f"{prefix}{amount}{UNIT_LETTERS[unit]}"
    amount *= _MULTIPLES.get(unit, 1)
    whole, rest = int(amount), amount - int(amount)
    if not rest:
        return f"{prefix}{whole}{UNIT_LETTERS[unit]}"
    if unit not in _SMALLER:
        return f"{prefix}{amount}{UNIT_LETTERS[unit]}"
    letter, count = _SMALLER[unit]
    return prefix + (f"{whole}{UNIT_LETTERS[unit]}" if whole else "") + f"{round(rest * count)}{letter}"


def _length(unit: str, amount: object, reach: Reach = "exact") -> Meaning:
    return Meaning("DURATION", fixed(period(unit, amount)), reach)


def _counted(hit: Hit) -> Meaning | None:
    """Reads "three days", "7-1/2 hours", "10-year", "two and a half years"; ages and fractions are no times."""
    unit, number = str(hit.value("u")), hit["n"]
    if unit == "day" and number.text.lower() == "one" and hit.before and hit.before.text.lower() in _MODALS:
        return Meaning("DATE", fixed("FUTURE_REF"))  # "may one day clash"
    if not isinstance(number.value, int | float) or "old" in hit.kinds:
        return None
    if hit["u"].kind in ("quarter", "quarters") and _is_fraction(hit, number.text.lower()):
        return None
    if unit == "second" and hit["u"].kind != "units":
        return None
    hyphened = "hyphen" in hit.kinds
    if hit["u"].kind == "unit" and number.value != 1 and not hyphened and hit.kind_before == "month":
        return None  # "May 5 day of action"
    if hit.kind_before == "hyphen" and hit.first >= 2 and hit.tokens[hit.first - 2].kind == "other":
        return None  # the tail of a compound ("Covid-19 months")
    return _length(unit, number.value + (0.5 if "half" in hit.kinds else 0))


def _is_fraction(hit: Hit, word: str) -> bool:
    """Whether "three-quarters", "one quarter of" is a share, not a time."""
    return word in ("one", "three") and ("hyphen" in hit.kinds or hit.kind_after in ("of", "the"))


def _filled(hit: Hit) -> Meaning | None:
    """Reads "two full days", "three consecutive weeks"."""
    return _counted(hit) if hit["filler"].text in _FILLERS else None


def _some(hit: Hit) -> Meaning:
    """Reads "a few days", "several-year", "a couple of weeks", "two to three weeks" (the lower bound)."""
    return _length(str(hit.value("u")), hit.value("n", "X"))


def _single(hit: Hit) -> Meaning | None:
    """Reads "a year", "half an hour"; a length, or a rate after a number ("two million a year")."""
    unit = str(hit.value("u"))
    if "half" in hit.kinds:
        return _length(unit, 0.5)
    if hit["u"].kind == "quarter" or unit == "second" or (unit == "day" and hit.kind_after in ("when", "of")):
        return None
    article = hit["a"].text.lower() in ("a", "an")
    if article and hit.kind_before in ("other", "number", "day", "once", "times") and _is_rate(hit):
        return Meaning("SET", fixed(period(unit, 1)))
    return _length(unit, 1)


# An amount this many tokens before "a year" makes it a rate ("$3 million a year", "three times a week").
_RATE_REACH = 4


def _is_rate(hit: Hit) -> bool:
    near = hit.tokens[max(0, hit.first - _RATE_REACH) : hit.first]
    return any(t.kind in ("number", "times", "once", "day") or t.text[:1] in "$£€" for t in near)


def _stretch(hit: Hit) -> Meaning | None:
    """Reads "the past two months", "the next few days", "the first nine months"."""
    unit, side = str(hit.value("u")), hit.side() or ""
    if side == "ordinal" and "n" not in hit and unit not in CLOCK_UNITS and unit != "day":
        return None
    return _length(unit, hit.value("n", "X"), _REACHES.get(side, "exact"))


def _stretch_range(hit: Hit) -> Meaning | None:
    """Reads "the next two to three weeks": at least the lower number, within the upper."""
    unit, most = str(hit.value("u")), period(str(hit.value("u")), hit.value("upto"))
    reach = _REACHES.get(hit.side() or "")
    if reach is None or not isinstance(hit.value("upto"), int):
        return _length(unit, hit.value("n", "X"))

    def days(anchor: Anchor) -> tuple[date, date] | None:
        found = days_of(most, reach, anchor.day)
        return (found.earliest, found.latest) if found.earliest and found.latest else None

    return replace(_length(unit, hit.value("n", "X"), reach), days=days)


def _bare(hit: Hit) -> Meaning | None:
    """Reads "for years", "weeks of talks": a length nobody gives."""
    before = hit.before.text.lower() if hit.before else ""
    led = hit.kind_before in ("for", "within", "in", "about", "after") or before in ("took", "take")
    long = hit.kind_after == "hyphen" and hit.last + 1 < len(hit.tokens) and hit.tokens[hit.last + 1].kind == "long"
    followed = hit.kind_after == "of" or long
    if not (led or followed) or hit.value("u") in ("second", "minute"):
        return None
    if not followed and hit.kind_after == "other" and hit.kind_before == "in":
        return None
    return _length(str(hit.value("u")), "X")


def _the_units(hit: Hit) -> Meaning | None:
    """Reads "in the days after the vote", "over the years": a length nobody gives, of what is told beside it."""
    return _length(str(hit.value("u")), "X") if hit.kind_after not in ("possessive", "year") else None


_HOURS_OF_DAY = 24


def _ahead(hit: Hit) -> Meaning | None:
    """Reads "within two months": from the report's day on where that is told as to come, else a length alone."""
    length = _counted(hit) if "n" in hit else _single(hit)
    unit, number = str(hit.value("u")), hit.value("n", 1)
    if length is None or length.kind != "DURATION" or not isinstance(number, int | float):
        return length

    def days(anchor: Anchor) -> tuple[date, date] | None:
        if anchor.day is None or anchor.history or anchor.tense != "future":
            return None
        if unit in CLOCK_UNITS:
            return anchor.day, add(anchor.day, "day", ceil(number / _HOURS_OF_DAY) if unit == "hour" else 0)
        return anchor.day, add(anchor.day, unit, ceil(number))

    return replace(length, days=days)


#: the rule of lengths that may be counted from a date told after them (see `counting`)
COUNTED_FROM = "length counted from"
#: the rule of lengths that lie in a month or year (see `rules_within`)
WITHIN = "length within"
#: the rule of lengths in which something is to happen: "will reopen within two months"
AHEAD = "length ahead"
#: the rule of lengths that end or begin with the report: "over the past two days"
STRETCH = "stretch"
#: lengths whose days may be known, so that they date what they are told of
DATED = frozenset({COUNTED_FROM, WITHIN, AHEAD, STRETCH})

_ABOUT = "({about}|{more|least}{than}|{at}{least}|{up}{to})*"
_COUNT = "{n=number|day}"
_UNITS = "{u=units|quarters}"
_ANY_UNIT = "{u=unit|units|quarter|quarters}"

_FROM = "(?={after|before|following})"

RULES: tuple[Rule, ...] = (
    rule(COUNTED_FROM, _ABOUT + _COUNT + _UNITS + _FROM, _counted),
    rule(COUNTED_FROM, "{about}?{a=a}{u=unit}" + _FROM, _single),
    rule(AHEAD, "(?<={within})(" + _COUNT + "|{a=a})" + _ANY_UNIT + "(?!{of|hyphen|after|before|following})", _ahead),
    rule(
        "counted duration",
        _ABOUT + _COUNT + "({and}{a}?{half})?{hyphen}?{more|trading}?" + _ANY_UNIT + "({hyphen}?{long|old})?",
        _counted,
    ),
    rule("filled duration", _COUNT + "{filler=other}{u=units}", _filled),
    rule("few units", _ABOUT + "{a}?{few|some}({more}|{trading})?{hyphen}?" + _UNITS, _some),
    rule("few-unit", "{few}{hyphen}{u=unit}", _some),
    rule("couple of units", _ABOUT + "{a}?{n=couple|dozen}{of}?{more}?" + _UNITS, _some),
    rule("range of units", _ABOUT + _COUNT + "{to|or|hyphen|dash}{number|day}{hyphen}?" + _UNITS, _some),
    rule("the counted units", "({the}|{those}|{these})" + _COUNT + "{hyphen}?" + _UNITS, _counted),
    rule("single unit", _ABOUT + "({half}{of}?)?{a=a}{additional}?{full}?{u=unit|quarter}", _single),
    rule(
        "unit and a half",
        _ABOUT + "{a}{u=unit}{and}{a}{half}",
        lambda hit: _length(str(hit.value("u")), 1.5),
    ),
    rule(
        STRETCH,
        "{the}?{side=last|past|next|coming|following}({n=number|day}|{few=few})({to}|{or}|{hyphen}|{dash})"
        "{upto=number|day}{hyphen}?{u=units|quarters}",
        _stretch_range,
    ),
    rule(
        STRETCH,
        "({each}{of})?{the}?{side=last|past|next|coming|following|previous|latest|ordinal|final}{other}?"
        "({n=number|day}|{few}|{a}?{n=couple}{of}?){more}?{hyphen}?" + _ANY_UNIT + "({or}{other})?",
        _stretch,
    ),
    rule("the units", "(?<={in|for|about|prep|to}){the}({early|final})?{u=units}", _the_units),
    rule("bare units", "{u=units}({or}{units})?", _bare),
)
