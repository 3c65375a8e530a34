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


def _adjective(hit: Hit) -> Meaning | None:
    """Reads "current" and "recent" before what they qualify; "the most recent" compares."""
    word, after = hit["v"].text.lower(), hit.after
    if after is None or after.kind != "other" or hit.kind_before in ("least", "more", "as"):
        return None
    if word == "recent":
        return Meaning("DATE", fixed("PAST_REF"))
    return Meaning("DATE", fixed("PRESENT_REF"), "none") if word == "current" else None


def _recent_units(hit: Hit) -> Meaning:
    """Reads "recent weeks": past, how many is not said."""
    unit = str(hit.value("u"))
    if unit in ("year", "day", "decade", "century"):
        return Meaning("DATE", fixed("PAST_REF"))
    return Meaning("DURATION", fixed(period(unit, "X")), "back")


def _coming_units(hit: Hit) -> Meaning:
    """Reads "in coming months", "the weeks ahead": yet to come, how many is not said."""
    unit = str(hit.value("u"))
    if unit in ("day", "week", "year"):
        return Meaning("DURATION", fixed(period(unit, "X")), "ahead")
    return Meaning("DATE", fixed("FUTURE_REF"), "ahead")


def _term(hit: Hit) -> Meaning | None:
    """Reads "the near term", "over the long term"; not the adjective ("the long-term costs")."""
    after = hit.after
    noun = after is not None and after.kind == "other" and after.text.islower() and "hyphen" in hit.kinds
    return None if noun else Meaning("DATE", fixed("FUTURE_REF"))


def _that_time(hit: Hit) -> Meaning:
    """Reads "at that time": a time told before; "at this time" is now."""
    return Meaning("DATE", fixed("PRESENT_REF" if "this" in hit.kinds else "PAST_REF"))


RULES: tuple[Rule, ...] = (
    rule("vague", "({the}{near}?{hyphen}?(?={future})|{more})?{v=vague|future}", _vague),
    rule("near term", "{the}{near|long}{hyphen}?{term}", _term),
    rule(
        "the past",
        "{the}{past}(?!{units|unit|number|few|day|couple|weekday|quarters|decade|season|month|other|dozen|some|half})",
        _always("PAST_REF"),
    ),
    rule("these days", "{these}{u=units}", _present_days),
    rule("modern day", "({modern}|{present}){hyphen}?{u=unit}", _present_days),
    rule("recent units", "{recent}{u=units|quarters}({and}{units})?", _recent_units),
    rule("adjective", "{v=this|recent}", _adjective),
    rule("coming units", "{the}?{coming|following}{u=units|quarters}", _coming_units),
    rule("units ahead", "{the}{u=units}{ahead}", _coming_units),
    rule("that time", "(?<={at|in|prep})({this}|{that}|{the}){time}", _that_time),
)
