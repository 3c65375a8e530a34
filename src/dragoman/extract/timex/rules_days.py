"""Rules for days and months: full dates, dates without a year, weekdays, feasts."""

from __future__ import annotations

from datetime import date

from dragoman.codebook.time_words import CALLED_BY_THEIR_DAY, COMMEMORATIONS, DAYS_THAT_ARE_NAMES, WEEKDAYS
from dragoman.extract.timex.calendar import add, interval
from dragoman.extract.timex.feasts import feast_day
from dragoman.extract.timex.grammar import Hit, Rule, rule
from dragoman.extract.timex.meaning import (
    Anchor,
    Meaning,
    fixed,
    of_year,
    on_date,
    on_feast,
    on_weekday,
    shifted,
    widened,
)
from dragoman.extract.timex.pieces import (
    EDGES,
    SIDES,
    STEPS,
    YEAR,
    exact,
    full_year,
    only_with,
    year_beside,
    year_of,
)

#: kinds of words that may stand before a month taken by itself
_LEADS = frozenset(
    "in on prep since of to early late mid edge last next this previous following for and after before fiscal at or "
    "hyphen open within earlier later each about long past coming that the same".split()
)
#: months that are also verbs or first names
_OTHER_WORDS = frozenset({"may", "march", "april", "june", "august"})


def _iso(hit: Hit) -> Meaning | None:
    value = str(hit.value("v"))
    if not interval(value):
        return None
    return Meaning("TIME", fixed(value)) if "T" in value else Meaning("DATE", fixed(value))


def _slashed(hit: Hit) -> Meaning | None:
    """05/26/1995 in the American order; the other way where that cannot be."""
    left, right, year = (int(p) for p in str(hit.value("v")).split("/"))
    month, day = (left, right) if left <= 12 else (right, left)
    return exact(f"{year if year > 99 else full_year(year):04d}-{month:02d}-{day:02d}")


def _dated(hit: Hit) -> Meaning | None:
    """A month of a year, or a day of it."""
    year = year_of(hit)
    if year is None:
        return None
    return exact(f"{year:04d}-{hit.number('m'):02d}" + (f"-{hit.number('d'):02d}" if "d" in hit else ""))


def _yearless(hit: Hit) -> Meaning | None:
    """Reads "June 19", "19 June", "Monday, June 19"."""
    month, day = hit.number("m"), hit.number("d")
    # a leap year, so that February 29 is a day
    if interval(f"2000-{month:02d}-{day:02d}") is None:
        return None
    spelled = hit["d"].kind == "ordinal" and hit["d"].text[0].isalpha()
    if spelled and hit.named["d"] < hit.named["m"] and "of" not in hit.kinds:
        return None  # "the second May ..." is no date
    if hit["m"].text in ("May", "March") and hit["d"].kind == "day" and hit.kind_after in ("unit", "units"):
        return None
    return Meaning("DATE", on_date(month, day))


def _month(hit: Hit) -> Meaning | None:
    """A month alone; "May", "March" and first names need a word before them that asks for a date."""
    side, word = hit.side(), hit["m"].text.rstrip(".").lower()
    if side is None and hit.named["m"] == hit.first and not _is_month(hit, word):
        return None
    return Meaning("DATE", on_date(hit.number("m"), side=side))


def _is_month(hit: Hit, word: str) -> bool:
    """Whether a bare word is a month here, not a verb or a name."""
    if _is_attribute(hit):
        return True
    led = hit.kind_before in _LEADS
    if (word in _OTHER_WORDS or len(word) == 3) and not led:
        return False
    after = hit.after
    named = after is not None and after.kind == "other" and after.text[:1].isupper() and after.start - hit.end == 1
    if named and word in _OTHER_WORDS - {"march"} and hit.kind_before != "in":
        return False
    if hit.kind_before in ("to", "and") and hit.first >= 2 and hit.tokens[hit.first - 2].kind == "month":
        return True  # "from October to March"
    return not (word in ("may", "march") and hit.kind_before in ("and", "that", "or", "the", "this", "to", "long"))


def _is_attribute(hit: Hit) -> bool:
    """Whether a month in capitals stands before a common noun, after an article or adjective: "a June agreement"."""
    before, after = hit.before, hit.after
    if before is None or after is None or hit["m"].text.isupper() or after.start - hit.end != 1:
        return False
    # "the March on Washington": the words of one letter to three are mostly prepositions
    noun = after.kind == "other" and after.text.islower() and len(after.text) > 3
    adjective = before.kind == "other" and before.text.islower() and hit.first >= 2
    article = hit.tokens[hit.first - 2] if adjective else before
    return noun and article.kind in ("the", "a", "its")


def _of_year(hit: Hit) -> Meaning:
    """Reads "June last year", "July 4 of that year"."""
    return Meaning("DATE", of_year(on_date(hit.number("m"), hit.number("d") or None), year_beside(hit)))


def _range_start(hit: Hit) -> Meaning | None:
    """Reads the "18" of "18-19 June 2023": of the month named after it."""
    return _dated(hit) if "y" in hit else _yearless(hit)


def _range_end(hit: Hit) -> Meaning | None:
    """Reads the "19" of "June 18-19": of the month named before it."""
    tail = f"{hit.tokens[hit.first - 3].number:02d}-{hit.number('d'):02d}"
    if "y" in hit:
        return exact(f"{hit.number('y'):04d}-{tail}")
    return Meaning("DATE", on_date(int(tail[:2]), hit.number("d"))) if interval(f"2000-{tail}") else None


#: kinds of words that may follow a day told without its month; a noun may not ("on the 20th floor")
_AFTER_NTH = frozenset({"", "break", "comma", "and", "dash", "close", "at", "in", "when", "to"})


def _nth(hit: Hit) -> Meaning | None:
    """Reads "on the 15th": of the month of the last date told, else of the report's."""
    if not hit["d"].text[0].isdigit():
        return None
    if hit.kind_after not in _AFTER_NTH and not (hit.after and hit.after.text in ("was", "were", "he", "she", "they")):
        return None
    number = hit.number("d")

    def resolve(anchor: Anchor) -> str | None:
        base = anchor.last if anchor.history else (anchor.day.isoformat() if anchor.day else None)
        days = interval(base or "")
        if days is None:
            return None
        month = days[0]
        if not anchor.history and anchor.day and number > anchor.day.day and anchor.tense == "past":
            month = add(month.replace(day=1), "month", -1)
        value = f"{month.year:04d}-{month.month:02d}-{number:02d}"
        return value if interval(value) else None

    return Meaning("DATE", resolve)


def _weekday(hit: Hit) -> Meaning | None:
    """A weekday; "Sun" and "Wed" count only with a full stop, or next to a date or time."""
    word = hit["w"].text
    if word.lower() not in WEEKDAYS and not word.endswith("."):
        after = hit.tokens[hit.last + 1].kind if hit.kind_after == "comma" else hit.kind_after
        if after not in ("month", "day", "clock") and hit.kind_before not in ("clock", "meridiem"):
            return None
    return Meaning("DATE", on_weekday(hit.number("w"), hit.side()))


def _weekday_of_week(hit: Hit) -> Meaning:
    """Reads "Monday of next week", "Monday last week"."""
    steps, number = STEPS.get(hit.side() or "", 0), hit.number("w")

    def resolve(anchor: Anchor) -> str | None:
        week = shifted("week", steps)(anchor)
        days = interval(f"{week}-{number}") if week else None
        return days[0].isoformat() if days else None

    return Meaning("DATE", resolve)


def _feast(hit: Hit) -> Meaning | None:
    """A feast, fixed or movable; its eve is the day before."""
    words, eve = str(hit.value("f")), "eve" in hit.kinds
    remembrance = words.lower().replace("’", "'") in COMMEMORATIONS
    if remembrance and "y" not in hit and hit.kind_before not in ("on", "prep", "since", "before", "after"):
        return None
    if "y" in hit:
        return Meaning("DATE", fixed(add(feast_day(words, hit.number("y")), "day", -eve).isoformat()))
    return Meaning("DATE", on_feast(words, eve=eve, side=hit.side()))


def _called_by_its_day(hit: Hit) -> Meaning | None:
    """Reads "the Sept. 11 attacks" as a day of 2001, unless the report is older."""
    month, day = hit.number("m"), hit.number("d")
    year = DAYS_THAT_ARE_NAMES.get((month, day))
    if year is None or hit.after is None or hit.after.text.lower() not in CALLED_BY_THEIR_DAY:
        return None

    def resolve(anchor: Anchor) -> str | None:
        known = anchor.day is None or anchor.day >= date(year, month, day)
        return f"{year}-{month:02d}-{day:02d}" if known else on_date(month, day)(anchor)

    return Meaning("DATE", resolve)


def _week_of(hit: Hit) -> Meaning | None:
    """Reads "the week of March 6", "Easter week": the week that holds the day."""
    if hit.value("u") != "week":
        return None
    if "f" in hit:
        return Meaning("DATE", widened(on_feast(str(hit.value("f")), eve=False), "week"))
    day = _dated(hit) if "y" in hit else _yearless(hit)
    return Meaning("DATE", widened(day.resolve, "week")) if day else None


_DAY = "{d=day|ordinal}"
_WEEKDAY = "({weekday}{comma}?)?"
_AFTER = "({comma}{weekday}(?={break|other|dash|close}|$))?"
_TO = "{and|to|hyphen|dash|prep}"
_ANY_SIDE = "{side=last|this|next|that|previous|following|same}"

RULES: tuple[Rule, ...] = (
    rule("iso date", "{v=iso}", _iso),
    rule("slashed date", "{v=slash}", _slashed),
    rule("day month year", _WEEKDAY + "{the}?" + _DAY + "{of}?{m=month}{comma|of}?" + YEAR + _AFTER, _dated),
    rule("month day year", _WEEKDAY + "{m=month}{the}?" + _DAY + "({comma}|{in}|{of})?" + YEAR + _AFTER, _dated),
    rule("month year", EDGES + "{m=month}{comma|of}?" + YEAR, _dated),
    rule(
        "day month of a later year",
        _DAY + "?{m=month}(?=" + _TO + "{the}?{day|ordinal}?{month}{day|ordinal}?{comma}?{y=year})",
        _dated,
    ),
    rule(
        "month day of a later year",
        "{m=month}" + _DAY + "(?=" + _TO + "{month}{day|ordinal}{comma}?{y=year})",
        _dated,
    ),
    rule("called by its day", "{m=month}{d=day}", _called_by_its_day),
    rule("month day", _WEEKDAY + EDGES + "{m=month}{the}?" + _DAY, _yearless),
    rule("day month", _WEEKDAY + EDGES + "{the}?" + _DAY + "{of}?{m=month}", _yearless),
    rule("nth", "(?<={on|prep|since}){the}{d=ordinal}", _nth),
    rule(
        "week of a day",
        "{the}{u=unit}{of}({m=month}" + _DAY + "|" + _DAY + "{m=month})({comma}?{y=year})?",
        _week_of,
    ),
    rule("week of a feast", "{f=feast}{u=unit}", _week_of),
    rule("month of year", "{m=month}" + _DAY + "?{comma}?{of}?" + _ANY_SIDE + "{unit}", only_with("year", _of_year)),
    rule("month", EDGES + "({the}?{side=" + SIDES + "})?{m=month}", _month),
    rule("start of a range", "{d=day}(?={hyphen|dash|and|to}{day}{m=month}{comma}?{y=year}?)", _range_start),
    rule("end of a range", "(?<={month}{day}{hyphen|dash|and|to}){d=day}({comma}{y=year})?", _range_end),
    rule(
        "weekday",
        "({the}?{early|late|earlier|later}{on}?|{mid}{hyphen}?)?({the}?{side=" + SIDES + "}{past|coming}?)?{w=weekday}",
        _weekday,
    ),
    rule(
        "weekday of week",
        "{w=weekday}({of}|{in})?{side=last|next|this|past|coming}{unit}",
        only_with("week", _weekday_of_week),
    ),
    rule("feast", "({the}?{side=" + SIDES + "})?{f=feast}({eve})?({comma|of|in}?{y=year})?", _feast),
)
