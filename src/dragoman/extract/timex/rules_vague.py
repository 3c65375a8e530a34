"""Rules for expressions that point at the past, the present or the future without saying where."""

from __future__ import annotations

from dragoman.extract.timex.grammar import Build, Hit, Rule, rule
from dragoman.extract.timex.meaning import Meaning, fixed
from dragoman.extract.timex.rules_duration import period


def _always(value: str) -> Build:
    return lambda hit: Meaning("DATE", fixed(value))


def _present_days(hit: Hit) -> Meaning | None:
    """Reads "these days", "modern-day"."""
    return Meaning("DATE", fixed("PRESENT_REF")) if hit.value("u") == "day" else None


def _vague(hit: Hit) -> Meaning | None:
    """Reads "now", "recently", "the future"; not "the future of Europe"."""
    word = hit["v"].text.lower()
    if word == "future" and ("the" not in hit.kinds or hit.kind_after == "of"):
        return None
    return Meaning("DATE", fixed(str(hit.value("v"))))


def _recent_units(hit: Hit) -> Meaning:
    """Reads "recent weeks": past, how many is not said."""
    unit = str(hit.value("u"))
    if unit in ("year", "day", "decade", "century"):
        return Meaning("DATE", fixed("PAST_REF"))
    return Meaning("DURATION", fixed(period(unit, "X")), "back")


def _coming_units(hit: Hit) -> Meaning:
    """Reads "in coming months", "the weeks ahead": yet to come, how many is not said."""
    unit = str(hit.value("u"))
    if unit in ("day", "week"):
        return Meaning("DURATION", fixed(period(unit, "X")), "ahead")
    return Meaning("DATE", fixed("FUTURE_REF"), "ahead")


def _that_time(hit: Hit) -> Meaning:
    """Reads "at that time": a time told before; "at this time" is now."""
    return Meaning("DATE", fixed("PRESENT_REF" if "this" in hit.kinds else "PAST_REF"))


RULES: tuple[Rule, ...] = (
    rule("vague", "({the}{near}?{hyphen}?(?={future})|{more})?{v=vague|future}", _vague),
    rule("near term", "{the}{near|long}{hyphen}?{term}", _always("FUTURE_REF")),
    rule(
        "the past",
        "{the}{past}(?!{units|unit|number|few|day|couple|weekday|quarters|decade|season|month|other|dozen|some|half})",
        _always("PAST_REF"),
    ),
    rule("these days", "{these}{u=units}", _present_days),
    rule("modern day", "({modern}|{present}){hyphen}?{u=unit}", _present_days),
    rule("recent units", "{recent}{u=units|quarters}({and}{units})?", _recent_units),
    rule("coming units", "{the}?{coming|following}{u=units|quarters}", _coming_units),
    rule("units ahead", "{the}{u=units}{ahead}", _coming_units),
    rule("that time", "(?<={at|in|prep})({this}|{that}|{the}){time}", _that_time),
)
