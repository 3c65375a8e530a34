"""Rules for times of day, alone and with their day."""

from __future__ import annotations

from dragoman.extract.timex.grammar import Hit, Rule, rule
from dragoman.extract.timex.meaning import Meaning, Resolver, clock, fixed, joined, moved, on_date, on_weekday, shifted
from dragoman.extract.timex.pieces import only_with

#: kinds of words before "10:30" that show it is no score, ratio or verse
_CLOCK_LEADS = frozenset({"at", "prep", "about", "since", "before", "after", "to", "open"})
_DAYPARTS_AFTER_AT = frozenset({"night", "dawn", "dusk", "midday", "daybreak", "nightfall", "sunset", "sunrise"})


def _build(hit: Hit) -> Meaning | None:
    """A time with its day, or alone where the words before show that it is one."""
    part, day = _time(hit), _day(hit)
    if part is None:
        return None
    if day is not None:
        return Meaning("TIME", joined(day, part))
    if "c" in hit and "ap" not in hit and "zone" not in hit and hit.kind_before not in _CLOCK_LEADS:
        return None
    if "p" in hit and not _is_part_alone(hit):
        return None
    return Meaning("TIME", clock(part))


def _time(hit: Hit) -> str | None:
    """TIMEX3 time of the clock words in a hit; None where they are no time."""
    zone = hit.value("zone") or ""
    if "p" in hit:
        return str(hit.value("p"))
    if "military" in hit:
        word = hit["military"].text
        return f"T{word[:2]}:{word[2:]}{zone}" if int(word[:2]) <= 24 and int(word[2:]) < 60 else None
    hour, _, rest = (hit["c"].text if "c" in hit else str(hit.number("h"))).partition(":")
    number = int(hour)
    if number > (12 if "ap" in hit else 24):
        return None
    if "ap" in hit:
        number = number % 12 + hit.number("ap")
    return f"T{number:02d}:{rest or '00'}{zone}"


def _day(hit: Hit) -> Resolver | None:
    """The day named with the time, if one is."""
    if "m" in hit and "y" in hit:
        return fixed(f"{hit.number('y'):04d}-{hit.number('m'):02d}-{hit.number('d'):02d}")
    if "m" in hit:
        return on_date(hit.number("m"), hit.number("d"))
    if "w" in hit:
        return on_weekday(hit.number("w"), hit.side())
    if "beside" in hit:
        return _day_beside(hit.number("beside"))
    return shifted("day", hit.number("t")) if "t" in hit else None


def _day_beside(steps: int) -> Resolver:
    """The day beside the one named last, else beside the report's: "at 10:30 the following day"."""
    return lambda anchor: moved("day", steps)(anchor) or shifted("day", steps)(anchor)


def _is_part_alone(hit: Hit) -> bool:
    """Whether "morning" and its like are times: "in the morning", "at night", "at noon", not "the morning papers"."""
    word, after = hit["p"].text.lower(), hit.after
    if word in ("noon", "midnight") or hit.kinds & {"early", "mid", "late"}:
        return True
    if hit.kind_before == "at" and word in _DAYPARTS_AFTER_AT:
        return True
    noun = after is not None and after.kind == "other" and after.text.islower() and after.start - hit.end == 1
    if noun and after is not None and after.text.endswith(("s", "er", "ing")):
        return False
    return "the" in hit.kinds and hit.kind_before in ("in", "on", "prep", "at")


def _early_hours(hit: Hit) -> Meaning | None:
    """Reads "the early hours of Monday", "in the early morning hours"."""
    if hit.value("u") != "hour":
        return None
    day, part = _day(hit), str(hit.value("p", "TMO"))
    return Meaning("TIME", joined(day, part) if day is not None else clock(part))


#: hours from which on a number "in the afternoon" counts from noon
_HALF_DAY = {"TMO": 0, "TAF": 12, "TEV": 12, "TNI": 12}


def _hour_of_part(hit: Hit) -> Meaning | None:
    """Reads "9 in the morning", "six o'clock in the evening on Friday"."""
    hour, shift = hit.number("h"), _HALF_DAY.get(str(hit.value("p")))
    if shift is None or not 1 <= hour <= 12:
        return None
    night = hit.value("p") == "TNI" and hour < _LATE
    part = f"T{hour % 12 + (0 if night else shift):02d}:00"
    day = _day(hit)
    return Meaning("TIME", joined(day, part) if day is not None else clock(part))


#: "at 9 at night" is before midnight, "at 3 in the night" after it
_LATE = 6

_DATE = "({m=month}{d=day|ordinal}({comma}?{y=year})?|{d=day|ordinal}{m=month}({comma}?{y=year})?)"
_DAY = "(({w=weekday}{comma}?)?" + _DATE + "|{w=weekday}|{t=today})"
_TIME = "({c=clock}({local}?{ap=meridiem})?|{h=day|number}({ap=meridiem}|{oclock}))"
_ZONE = "({local}{time}?|{zone=zone})?"
#: the same moment by another clock, in brackets
_ELSEWHERE = "({open}({military}|{clock}|{day}{meridiem}){meridiem}?({zone}|{local})?{close})?"
_SIDE = "({early|late|earlier|later}{on}?|{the}?{side=last|next|this|previous|following|past|coming})?"
_EDGE = "({the}?{early|late|mid}{hyphen}?)?{the}?"

RULES: tuple[Rule, ...] = (
    rule("clock", "{about}?" + _TIME + _ZONE, _build),
    rule("clock and day", "{about}?" + _TIME + _ZONE + _ELSEWHERE + "{comma}?{on}?{of}?" + _DAY, _build),
    rule(
        "clock and day beside",
        _TIME + _ZONE + "{comma}?{on|of}?{the}{beside=following|next|previous}{u=unit}",
        only_with("day", _build),
    ),
    rule("day and clock", _DAY + "{comma}?({at}|{about})*" + _TIME + _ZONE, _build),
    rule("early hours", "{the}{early}{p=part}?{u=units}({of|on|comma}?{the}?" + _DAY + ")?", _early_hours),
    rule("hour of part", "{h=day|number}{oclock}?({in}{the}|{at}){p=part}({comma|of|on}?" + _DAY + ")?", _hour_of_part),
    rule("military time", "{military=military}({oclock}|{zone=zone}|{local})", _build),
    rule("part and day", _EDGE + "{p=part}{of|on|comma}?{the}?" + _DAY, _build),
    rule("day and part", _SIDE + _DAY + "{p=part}", _build),
    rule("part alone", _EDGE + "{p=part}", _build),
)
