"""Rules for dates told from the report's day or from a date named before."""

from __future__ import annotations

from dragoman.codebook.time_words import CLOCK_UNITS
from dragoman.extract.timex.calendar import interval, unit_value
from dragoman.extract.timex.grammar import Hit, Rule, rule
from dragoman.extract.timex.meaning import Anchor, Meaning, Resolver, fixed, joined, moved, same, shifted
from dragoman.extract.timex.rules_duration import period

_UNITS = "unit|units|quarter|quarters|weekend"
_EDGES = "({the}?{edge}{of}|{the}?{early|late|mid}{hyphen|in|on}?)?"


def _deictic(hit: Hit) -> Meaning:
    return Meaning("DATE", shifted("day", hit.number("x")))


def _vague(hit: Hit) -> Meaning | None:
    word = hit["v"].text.lower()
    after = hit.after
    if word == "future" and ("the" not in {t.kind for t in hit.tokens[hit.first : hit.last]} or (
        after is not None and after.kind == "of"
    )):
        return None
    if word == "current" and hit.text[hit.start].isupper():
        return None
    if word == "recent" and after is not None and after.kind in ("units", "quarters", "unit"):
        return None
    return Meaning("DATE", fixed(str(hit.value("v"))))


def _recent_units(hit: Hit) -> Meaning:
    """"recent weeks": past, how many is not said."""
    unit = str(hit.value("u"))
    if unit in ("year", "day", "decade", "century"):
        return Meaning("DATE", fixed("PAST_REF"))
    return Meaning("DURATION", fixed(period(unit, "X")), "back")


def _coming_units(hit: Hit) -> Meaning:
    """"in coming months", "the weeks ahead": yet to come, how many is not said."""
    unit = str(hit.value("u"))
    if unit in ("day", "week"):
        return Meaning("DURATION", fixed(period(unit, "X")), "ahead")
    return Meaning("DATE", fixed("FUTURE_REF"), "ahead")


def _unit_beside(hit: Hit) -> Meaning | None:
    """"last week", "next year", "this month", "the following day", "that year", "the same day"."""
    side, unit = hit["side"].kind, str(hit.value("u"))
    if unit in CLOCK_UNITS or unit in ("fortnight", "semester", "millennium"):
        return None
    if hit["u"].kind in ("units", "quarters"):
        return None
    article = hit.tokens[hit.first].kind == "the" or hit.named["side"] > hit.first
    reach = _reach(hit)
    if hit["u"].text[0].isupper() and hit.text[hit.start - 1 : hit.start] in ('"', "“"):
        return None  # a programme's title
    if side == "latest":
        return Meaning("DATE", _the_quarter) if unit == "quarter" else None
    if side == "this":
        return Meaning("DATE", _this(unit), reach)
    if side == "last" and unit == "day":
        return None
    if side == "past":
        return Meaning("DURATION", fixed(period(unit, 1)), "back") if article else Meaning("DATE", shifted(unit, -1))
    if side == "last" and hit.after is not None and hit.after.kind == "of" and article:
        return Meaning("DURATION", fixed(period(unit, 1)))
    if side == "last":
        if article and unit in ("decade", "century"):
            return Meaning("DATE", shifted(unit, -1))
        return Meaning("DATE", shifted(unit, -1), reach)
    if side == "next":
        if article and unit == "day":
            return Meaning("DATE", moved(unit, 1))
        if article and unit == "year" and hit.before is not None and hit.before.kind in ("in", "for", "within", "about"):
            return Meaning("DATE", _next_by_context(unit))
        return Meaning("DATE", _next_by_context(unit) if article else shifted(unit, 1), reach)
    if side == "coming":
        return Meaning("DATE", shifted(unit, 1), reach)
    if side in ("previous", "following"):
        return Meaning("DATE", moved(unit, -1 if side == "previous" else 1))
    if side in ("that", "same"):
        return Meaning("DATE", same(unit), reach)
    return None


def _the_quarter(anchor: Anchor) -> str | None:
    """"the quarter", "the latest quarter": the one named before, else the last that is over."""
    if anchor.history:
        return None
    if anchor.quarter:
        return anchor.quarter
    return shifted("quarter", -1)(anchor)


def _this(unit: str) -> Resolver:
    """"this year" is the report's own, in a history that of the last date told."""

    def resolve(anchor: Anchor) -> str | None:
        return same(unit)(anchor) if anchor.history else shifted(unit, 0)(anchor)

    return resolve


def _the_unit(hit: Hit) -> Meaning | None:
    """"in the quarter", "for the year", "of the week"."""
    unit = str(hit.value("u"))
    if hit["u"].text[0].isupper() and hit.after is not None and hit.after.text.isupper():
        return None  # a year of the French Republic
    if hit.after is not None and hit.after.kind in ("of", "hyphen", "year", "possessive", "ordinal"):
        return None
    if unit == "quarter":
        return Meaning("DATE", _the_quarter)
    if unit == "year" and hit.after is not None and hit.after.text.lower() in ("ended", "ending"):
        return Meaning("DURATION", fixed("P1Y"))
    if unit in ("year", "month", "week"):
        return _within_unit(hit)
    return None


def _reach(hit: Hit) -> str:
    kinds = {t.kind for t in hit.tokens[hit.first : hit.last]}
    if "earlier" in kinds:
        return "until"
    return "from" if "later" in kinds else "exact"


def _next_by_context(unit: str) -> Resolver:
    """"the next year" follows the date told before in a history, the report's day in news."""

    def resolve(anchor: Anchor) -> str | None:
        return moved(unit, 1)(anchor) if anchor.history else shifted(unit, 1)(anchor)

    return resolve


def _within_unit(hit: Hit) -> Meaning | None:
    """"later in the day", "the end of the month", "earlier in the year"."""
    unit = str(hit.value("u"))
    if unit in CLOCK_UNITS or unit in ("decade", "century", "fortnight"):
        return None

    def resolve(anchor: Anchor) -> str | None:
        if anchor.history:
            return same(unit)(anchor)
        return unit_value(anchor.day, unit) if anchor.day else None

    return Meaning("DATE", resolve, _reach(hit))  # type: ignore[arg-type]


def _ago(hit: Hit) -> Meaning | None:
    """"two years ago", "three days earlier", "a year later", "weeks ago"."""
    unit, way = str(hit.value("u")), hit["way"].kind
    amount: object = hit.value("n")
    if hit["u"].kind in ("unit", "quarter") and "n" not in hit and "few" not in hit:
        return _year_ago(hit)
    if "few" in hit or ("n" not in hit and "half" not in hit):
        return Meaning("DATE", fixed("PAST_REF" if way in ("ago", "earlier", "before") else "FUTURE_REF"))
    if "couple" in {t.kind for t in hit.tokens[hit.first : hit.last]}:
        amount = 2
    if "dozen" in {t.kind for t in hit.tokens[hit.first : hit.last]}:
        amount = 12
    if not isinstance(amount, int | float):
        return None
    steps = int(amount) * (-1 if way in ("ago", "earlier", "before") else 1)
    if way in ("before", "after"):
        return None
    if unit in CLOCK_UNITS:
        return Meaning("DURATION", fixed(period(unit, amount))) if way == "ago" else None
    if unit == "fortnight":
        unit, steps = "week", steps * 2
    if way == "ago" or way == "hence":
        return Meaning("DATE", _by_quarter(shifted(unit, steps), unit, steps))
    return Meaning("DATE", _by_quarter(moved(unit, steps), unit, steps))


def _by_quarter(plain: Resolver, unit: str, steps: int) -> Resolver:
    """On a business page "a year ago" after "the third quarter" is that quarter of the year before."""

    def resolve(anchor: Anchor) -> str | None:
        if unit == "year" and abs(steps) == 1 and anchor.quarter and anchor.day and not anchor.history:
            year = anchor.day.year if anchor.day.month > 3 else int(anchor.quarter[:4])
            return f"{year + steps:04d}{anchor.quarter[4:]}" if int(anchor.quarter[:4]) == year else anchor.quarter
        return plain(anchor)

    return resolve


def _year_ago(hit: Hit) -> Meaning | None:
    """"the year-earlier period", "year-ago quarter"."""
    if hit.value("u") != "year":
        return None
    return Meaning("DATE", _by_quarter(shifted("year", -1), "year", -1))


def _part_beside(hit: Hit) -> Meaning | None:
    """"this morning", "last night", "yesterday evening", "the next morning", "Friday night"."""
    part, side = str(hit.value("p")), hit["side"].kind
    if part.startswith("T1") or part.startswith("T2"):
        kind_ok = side in ("today", "this")
        if not kind_ok:
            return None
    steps = {"this": 0, "last": -1, "next": 1}.get(side, 0)
    if side == "today":
        return Meaning("TIME", joined(shifted("day", hit.number("side")), part))
    if side in ("that", "same"):
        return Meaning("TIME", joined(same("day"), part))
    if side in ("following", "previous"):
        return Meaning("TIME", joined(moved("day", 1 if side == "following" else -1), part))
    if side == "next":
        return Meaning("TIME", joined(moved("day", 1), part))
    return Meaning("TIME", joined(shifted("day", steps), part))


def _tonight(hit: Hit) -> Meaning:
    return Meaning("TIME", joined(shifted("day", 0), "TNI"))


def _overnight(hit: Hit) -> Meaning | None:
    if hit.after is not None and hit.after.kind == "other" and hit.after.text.islower() and hit.before and (
        hit.before.kind in ("the", "a")
    ):
        return None
    return Meaning("TIME", joined(shifted("day", -1), "TNI"))


def _year_end(hit: Hit) -> Meaning | None:
    unit = str(hit.value("u"))
    return Meaning("DATE", shifted(unit, 0)) if unit in ("year", "month", "week") else None


def _nth_day(hit: Hit) -> Meaning | None:
    """"the second and final day": the day named in the same sentence, if any."""
    if hit.value("u") != "day":
        return None
    return Meaning("DATE", lambda anchor: anchor.near_day)


def _point(hit: Hit) -> Meaning:
    """"at that time", "at the time": a time told before."""
    return Meaning("DATE", fixed("PRESENT_REF" if "this" in hit else "PAST_REF"))


RULES: tuple[Rule, ...] = (
    rule("today", "({early|late|earlier|later}{on}?)?{x=today}", _deictic),
    rule("tonight", "({early|late|earlier|later}{on}?)?{x=tonight}", _tonight),
    rule("overnight", "{x=overnight}", _overnight),
    rule("vague", "({the}{near}?{hyphen}?(?={future})|{more})?{v=vague|future}", _vague),
    rule("near term", "{the}{near|long}{hyphen}?{term}", lambda h: Meaning("DATE", fixed("FUTURE_REF"))),
    rule("the past", "{the}{past}(?!{units|unit|number|few|day|couple|weekday|quarters|decade|season|month|other|dozen|some|half})",
         lambda h: Meaning("DATE", fixed("PAST_REF"))),
    rule("these days", "{these}{u=units}", lambda h: Meaning("DATE", fixed("PRESENT_REF"))
         if h.value("u") == "day" else None),
    rule("modern day", "({modern}|{present}){hyphen}?{u=unit}", lambda h: Meaning("DATE", fixed("PRESENT_REF"))
         if h.value("u") == "day" else None),
    rule("recent units", "{v=vague|future}{u=units|quarters}({and}{units})?", lambda h: _recent_units(h)
         if h.value("v") == "PAST_REF" else None),
    rule("coming units", "{the}?{coming|following}{u=units|quarters}", _coming_units),
    rule("units ahead", "{the}{u=units}{ahead}", _coming_units),
    rule("unit beside", "({early|late|earlier|later|mid}{in|hyphen|on}?|{the}?{edge}{of})?{the}?"
         "{side=last|past|next|this|coming|previous|following|that|same|latest}{same|past|coming|full|fiscal}?{u=" + _UNITS + "}",
         _unit_beside),
    rule("in the unit", "{early|late|earlier|later}{on}?{in}{the}{u=unit|quarter|weekend}", _within_unit),
    rule("edge of unit", "{the}?{edge}{of}{the}{fiscal}?{u=unit|quarter}", _within_unit),
    rule("the unit", "(?<={in|for|of|prep}){the}{full|fiscal}?{u=unit|quarter}", _the_unit),
    rule("the latest period", "{the}{latest}{period}", lambda h: Meaning("DATE", _the_quarter)),
    rule("the weekend", "{the}{u=weekend}", lambda h: Meaning("DATE", _weekend)),
    rule("ago", "({about}|{more}{than}|{at}{least})*({half=half})?({n=number|day|a}|{few=few|some}|{a}{n=couple|dozen}{of}?|{a}{few=few})?{more}?"
         "{hyphen}?{u=unit|units|quarter|quarters}({or}{other})?{hyphen}?{way=ago|earlier|later|hence}", _ago),
    rule("year ago", "{the}?{comparable}?{u=unit}{hyphen}{ago|earlier}({period|quarter})?", _year_ago),
    rule("period a year ago", "{the}{comparable}?{period|quarter}({of}{the}?)?({a}{u=unit}{ago|earlier}|{last|previous}{u=unit})", _year_ago),
    rule("part beside", "({early|late|earlier|later}{on}?{the}?)?{the}?{side=this|last|today|that|same|following|previous|next}{same}?{p=part}",
         _part_beside),
    rule("end of unit", "{u=unit}({hyphen}|{possessive})?{edge}", _year_end),
    rule("nth day", "{the}({ordinal|final|last}{and})?{ordinal|final|last}{u=unit}", _nth_day),
    rule("at that time", "(?<={at|in|prep})({this=this}|{that}|{the}){time}", _point),
)


def _weekend(anchor: Anchor) -> str | None:
    """The weekend last past, or the coming one where the sentence looks ahead."""
    if anchor.day is None:
        return None
    if anchor.day.isoweekday() >= 6 or anchor.tense == "future":
        return unit_value(anchor.day, "weekend")
    return shifted("weekend", -1)(anchor)

