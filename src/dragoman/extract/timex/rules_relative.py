"""Rules for units told from the report's day or from a date named before: "last week", "two days later"."""

from __future__ import annotations

from dragoman.codebook.time_words import CLOCK_UNITS
from dragoman.extract.timex.calendar import interval, unit_value
from dragoman.extract.timex.grammar import Hit, Rule, rule
from dragoman.extract.timex.meaning import Anchor, Meaning, Reach, Resolver, fixed, joined, moved, same, shifted
from dragoman.extract.timex.rules_duration import period

#: units that are lengths only; "last hour" and "next fortnight" name no calendar days
_LENGTHS = CLOCK_UNITS | {"fortnight", "semester", "millennium"}


def _deictic(hit: Hit) -> Meaning:
    return Meaning("DATE", shifted("day", hit.number("x")))


def _two_days(hit: Hit) -> Meaning | None:
    """Reads "the day before yesterday", "the day after tomorrow"."""
    steps = hit.number("x") * 2
    side = "before" if "before" in hit.kinds else "after"
    return Meaning("DATE", shifted("day", steps)) if steps == (-2 if side == "before" else 2) else None


def _unit_beside(hit: Hit) -> Meaning | None:
    """Reads "last week", "next year", "this month", "the following day", "that year", "the same day"."""
    side, unit = hit.side() or "", str(hit.value("u"))
    if unit in _LENGTHS or hit["u"].kind in ("units", "quarters"):
        return None
    if hit["u"].text[0].isupper() and hit.text[hit.start - 1 : hit.start] in ('"', "“"):
        return None  # a programme's title
    article = "the" in hit.kinds
    if side == "latest":
        return Meaning("DATE", the_quarter) if unit == "quarter" else None
    if side == "last" and (unit == "day" or (article and hit.kind_after == "of")):
        # "the last week of May" is a length; "the last day" hangs on something else
        return None if unit == "day" else Meaning("DURATION", fixed(period(unit, 1)))
    if side == "past" and article:
        return Meaning("DURATION", fixed(period(unit, 1)), "back")
    return Meaning("DATE", _beside(side, unit, article=article), _reach(hit))


def _beside(side: str, unit: str, *, article: bool) -> Resolver:
    """The unit on that side of the report's day, or of the date told before."""
    if side == "this":
        return _this_weekend if unit == "weekend" else _this(unit)
    if side in ("last", "past"):
        return shifted(unit, -1)
    if side == "next":
        return moved(unit, 1) if article and unit == "day" else _next(unit) if article else shifted(unit, 1)
    if side == "coming":
        return shifted(unit, 1)
    if side in ("previous", "following"):
        return moved(unit, -1 if side == "previous" else 1)
    return same(unit)


def _reach(hit: Hit) -> Reach:
    """Where "earlier" and "later" cut the unit at the report's day."""
    if "earlier" in hit.kinds:
        return "until"
    return "from" if "later" in hit.kinds else "exact"


def _this(unit: str) -> Resolver:
    """The unit of the report's day; in a history, of the date told last."""

    def resolve(anchor: Anchor) -> str | None:
        return same(unit)(anchor) if anchor.history else shifted(unit, 0)(anchor)

    return resolve


def _next(unit: str) -> Resolver:
    """The unit after the report's; in a history, after the date told last."""

    def resolve(anchor: Anchor) -> str | None:
        return moved(unit, 1)(anchor) if anchor.history else shifted(unit, 1)(anchor)

    return resolve


# "This weekend" told as past is the one just over until this weekday (Tuesday).
_WEEKEND_IS_FRESH = 2


def _this_weekend(anchor: Anchor) -> str | None:
    if anchor.day is None:
        return None
    over = anchor.tense == "past" and anchor.day.isoweekday() <= _WEEKEND_IS_FRESH
    return shifted("weekend", -1 if over else 0)(anchor)


def _the_weekend(anchor: Anchor) -> str | None:
    """The weekend last past, or the coming one where the sentence looks ahead."""
    if anchor.day is None:
        return None
    now = anchor.day.isoweekday() >= 6 or anchor.tense == "future"
    return shifted("weekend", 0 if now else -1)(anchor)


def the_quarter(anchor: Anchor) -> str | None:
    """The quarter named before, else the last that is over: "the quarter", "the latest quarter"."""
    if anchor.history:
        return None
    return anchor.quarter or shifted("quarter", -1)(anchor)


def _the_unit(hit: Hit) -> Meaning | None:
    """Reads "in the quarter", "for the year", "of the week"."""
    unit = str(hit.value("u"))
    after = hit.after
    if after is not None and hit["u"].text[0].isupper() and after.text.isupper():
        return None  # a year of the French Republic
    if hit.kind_after in ("of", "hyphen", "year", "possessive", "ordinal"):
        return None
    if unit == "quarter":
        return Meaning("DATE", the_quarter)
    if unit == "year" and after is not None and after.text.lower() in ("ended", "ending"):
        return Meaning("DURATION", fixed("P1Y"))
    return _within_unit(hit) if unit in ("year", "month", "week") else None


def _within_unit(hit: Hit) -> Meaning | None:
    """Reads "later in the day", "the end of the month", "earlier in the year"."""
    unit = str(hit.value("u"))
    if unit in _LENGTHS or unit in ("decade", "century"):
        return None

    def resolve(anchor: Anchor) -> str | None:
        if anchor.history:
            return same(unit)(anchor)
        return unit_value(anchor.day, unit) if anchor.day else None

    return Meaning("DATE", resolve, _reach(hit))


def _end_of_unit(hit: Hit) -> Meaning | None:
    """Reads "year-end", "month's end"."""
    unit = str(hit.value("u"))
    return Meaning("DATE", _this(unit)) if unit in ("year", "month", "week") else None


#: units that are counted in others: "a decade ago" is ten years ago, not any time of another decade
_FINER = {"fortnight": ("week", 2), "decade": ("year", 10), "century": ("decade", 10)}


def _ago(hit: Hit) -> Meaning | None:
    """Reads "two years ago", "three days earlier", "a year later", "weeks ago"."""
    unit, way = str(hit.value("u")), hit["way"].kind
    back = way in ("ago", "earlier", "before")
    if way == "before" and hit.kind_after not in ("", "comma", "break"):
        return None  # "two days before the vote" is a length
    if "n" not in hit:
        if hit["u"].kind in ("unit", "quarter") and "few" not in hit:
            return _year_ago(hit)
        return Meaning("DATE", fixed("PAST_REF" if back else "FUTURE_REF"))
    amount = hit.value("n")
    if not isinstance(amount, int | float):
        return None
    if unit in CLOCK_UNITS:
        return Meaning("DURATION", fixed(period(unit, amount))) if way == "ago" else None
    steps = int(amount) * (-1 if back else 1)
    finer, factor = _FINER.get(unit, (unit, 1))
    unit, steps = finer, steps * factor
    plain = shifted(unit, steps) if way in ("ago", "hence") else moved(unit, steps)
    return Meaning("DATE", _by_quarter(plain, unit, steps))


def _year_ago(hit: Hit) -> Meaning | None:
    """Reads "the year-earlier period", "year-ago quarter"."""
    return Meaning("DATE", _by_quarter(shifted("year", -1), "year", -1)) if hit.value("u") == "year" else None


# Until this month a business page still reports the last quarter of the year before.
_LATE_RESULTS = 3


def _by_quarter(plain: Resolver, unit: str, steps: int) -> Resolver:
    """On a business page "a year ago" after "the third quarter" is that quarter of the year before."""

    def resolve(anchor: Anchor) -> str | None:
        if unit != "year" or abs(steps) != 1 or not anchor.quarter or anchor.day is None or anchor.history:
            return plain(anchor)
        named = int(anchor.quarter[:4])
        year = anchor.day.year if anchor.day.month > _LATE_RESULTS else named
        return f"{year + steps:04d}{anchor.quarter[4:]}" if named >= year else anchor.quarter

    return resolve


def _same_part(hit: Hit) -> Meaning | None:
    """Reads "the same month a year ago", "the same period last year": what was told last, a year before."""
    unit, steps = str(hit.value("u", "")), -hit.number("n", 1)

    def resolve(anchor: Anchor) -> str | None:
        last = anchor.last if unit in ("", "day") else same(unit)(anchor)
        if last is None or len(last) <= _YEAR or not last[:_YEAR].isdigit():
            return shifted("year", steps)(anchor)
        value = f"{int(last[:_YEAR]) + steps:04d}{last[_YEAR:]}"
        return value if interval(value) else None

    return Meaning("DATE", resolve)


#: characters of a year in a value
_YEAR = 4


def _part_beside(hit: Hit) -> Meaning | None:
    """Reads "this morning", "last night", "yesterday evening", "the next morning"."""
    part, side = str(hit.value("p")), hit.side() or ""
    if part[1].isdigit() and side not in ("today", "this"):
        return None  # "last noon" says no one
    if side == "today":
        return Meaning("TIME", joined(shifted("day", hit.number("side")), part))
    if side in ("that", "same"):
        return Meaning("TIME", joined(same("day"), part))
    if side in ("following", "previous", "next"):
        return Meaning("TIME", joined(moved("day", -1 if side == "previous" else 1), part))
    return Meaning("TIME", joined(shifted("day", -1 if side == "last" else 0), part))


def _tonight(hit: Hit) -> Meaning:
    return Meaning("TIME", joined(shifted("day", 0), "TNI"))


#: what happens in the night that is said to: "an overnight drone attack", not "the overnight train"
_NIGHTLY = frozenset(
    "attack attacks strike strikes airstrike airstrikes raid raids shelling bombardment barrage assault operation "
    "operations bombing bombings clashes fighting offensive protest protests unrest violence riots fire fires talks "
    "negotiations".split()
)
# Between "overnight" and what happens so many words may stand.
_ADJECTIVES = 3


def _overnight(hit: Hit) -> Meaning | None:
    """The night that ended on the report's day; as an adjective only of what happens ("an overnight drone attack")."""
    after = hit.after
    adjective = after is not None and after.kind == "other" and after.text.islower()
    near = {t.text.lower() for t in hit.tokens[hit.last : hit.last + _ADJECTIVES]}
    if adjective and hit.kind_before in ("the", "a") and _NIGHTLY.isdisjoint(near):
        return None
    return Meaning("TIME", joined(shifted("day", -1), "TNI"), "night")


def _nth_day(hit: Hit) -> Meaning | None:
    """Reads "the second and final day": the day named in the same sentence, if any."""
    return Meaning("DATE", lambda anchor: anchor.near_day) if hit.value("u") == "day" else None


_MODIFIER = "{early|late|earlier|later}"
_UNITS = "unit|units|quarter|quarters|weekend"
_COUNT = "({n=number|day|a}|{few=few|some}|{a}{n=couple|dozen}{of}?|{a}{few=few})?"

RULES: tuple[Rule, ...] = (
    rule("today", "(" + _MODIFIER + "{on}?)?{x=today}", _deictic),
    rule("two days", "{the}?{unit}{before|after}{x=today}", _two_days),
    rule("tonight", "(" + _MODIFIER + "{on}?)?{x=tonight}", _tonight),
    rule("overnight", "{x=overnight}", _overnight),
    rule(
        "unit beside",
        "({early|late|earlier|later|mid}{in|hyphen|on}?|{the}?{edge}{of})?{the}?"
        "{side=last|past|next|this|coming|previous|following|that|same|latest}{same|past|coming|full|fiscal}?"
        "{u=" + _UNITS + "}",
        _unit_beside,
    ),
    rule("in the unit", _MODIFIER + "{on}?{in}{the}{u=unit|quarter|weekend}", _within_unit),
    rule("edge of unit", "{the}?{edge}{of}{the}{fiscal}?{u=unit|quarter}", _within_unit),
    rule("the unit", "(?<={in|for|of|prep}){the}{full|fiscal}?{u=unit|quarter}", _the_unit),
    rule("the latest period", "{the}{latest}{period}", lambda hit: Meaning("DATE", the_quarter)),
    rule("the weekend", "{the}{u=weekend}", lambda hit: Meaning("DATE", _the_weekend)),
    rule(
        "ago",
        "({about}|{more}{than}|{at}{least})*" + _COUNT + "{more}?{hyphen}?{u=unit|units|quarter|quarters}"
        "({or}{other})?{hyphen}?{way=ago|earlier|later|hence|before}",
        _ago,
    ),
    rule("year ago", "{the}?{comparable}?{u=unit}{hyphen}{ago|earlier}({period|quarter})?", _year_ago),
    rule(
        "period a year ago",
        "{the}{comparable}?{period|quarter}({of}{the}?)?({a}{u=unit}{ago|earlier}|{last|previous}{u=unit})",
        _year_ago,
    ),
    rule(
        "same part of a year",
        "{the}{same|comparable}({period}|{u=unit|quarter})({of}|{in})?{the}?({a}{unit}{ago|earlier|before}|"
        "{n=number}{units}{ago|earlier}|{last|previous}{unit})",
        _same_part,
    ),
    rule(
        "part beside",
        "(" + _MODIFIER + "{on}?{the}?)?{the}?{side=this|last|today|that|same|following|previous|next}{same}?{p=part}",
        _part_beside,
    ),
    rule("end of unit", "{u=unit}({hyphen}|{possessive})?{edge}", _end_of_unit),
    rule("nth day", "{the}({ordinal|final|last}{and})?{ordinal|final|last}{u=unit}", _nth_day),
)
