"""Rules for days, months, years, seasons, quarters and weekdays."""

from __future__ import annotations

from dragoman.extract.timex.calendar import interval
from dragoman.extract.timex.grammar import Hit, Rule, rule
from dragoman.extract.timex.meaning import (
    Meaning,
    fixed,
    in_part,
    in_season,
    moved,
    of_year,
    on_date,
    on_weekday,
    same,
    shifted,
)

#: kinds of words that may stand before a year or a month taken by itself
_LEADS = frozenset({
    "in", "on", "prep", "since", "of", "to", "early", "late", "mid", "edge", "last", "next", "this", "by", "until",
    "previous", "following", "between", "for", "and", "after", "before", "fiscal", "at", "or", "hyphen", "open",
    "within", "earlier", "later", "each", "about", "long", "past", "coming", "that", "the", "same",
})
_DAY_OR_NTH = "day|ordinal"
_SIDES = "last|past|next|this|coming|previous|following"
#: "early", "late in", "mid-" before a date; part of the expression, without effect on its value
_EDGES = "({the}?{edge}{of}{the}?|{the}?{early|late|mid|earlier|later}({hyphen}|{in}|{on})?{the}?)?"


def _date(value: str) -> Meaning | None:
    return Meaning("DATE", fixed(value)) if interval(value) else None


def _full_year(hit: Hit) -> int | None:
    """The year of a hit, in full: "'98" is 1998, "'05" is 2005."""
    if "short" in hit.named:
        two = hit.number("short")
        return two + (2000 if two < _SHORT_YEAR_TURN else 1900)
    return hit.number("y") or None


# Two-digit years below this are of this century; a fixed turn, so that the reading never depends on today.
_SHORT_YEAR_TURN = 40


def _iso(hit: Hit) -> Meaning | None:
    value = str(hit.value("v"))
    return Meaning("TIME" if "T" in value else "DATE", fixed(value.rstrip("Z"))) if interval(value) else None


def _slashed(hit: Hit) -> Meaning | None:
    """05/26/1995 in the American order; the other way where that cannot be."""
    left, right, year = (int(p) for p in str(hit.value("v")).split("/"))
    if year < 100:
        year += 2000 if year < _SHORT_YEAR_TURN else 1900
    month, day = (left, right) if left <= 12 else (right, left)
    return _date(f"{year:04d}-{month:02d}-{day:02d}")


def _full_date(hit: Hit) -> Meaning | None:
    year = _full_year(hit)
    if year is None:
        return None
    if "d" not in hit:
        return _date(f"{year:04d}-{hit.number('m'):02d}")
    return _date(f"{year:04d}-{hit.number('m'):02d}-{hit.number('d'):02d}")


def _yearless(hit: Hit) -> Meaning | None:
    """"June 19", "19 June", "Monday, June 19"."""
    day, month = hit.number("d"), hit.number("m")
    if not 1 <= day <= 31 or interval(f"2000-{month:02d}-{day:02d}") is None:
        return None
    word = hit["m"].text.rstrip(".")
    if hit["d"].kind == "ordinal" and hit["d"].text[0].isalpha() and hit.named["d"] < hit.named["m"] and (
        "of" not in {t.kind for t in hit.tokens[hit.first : hit.last]}
    ):
        return None  # "the second May ..." is no date
    if word in ("May", "March") and hit["d"].kind == "day" and hit.after and hit.after.kind in ("unit", "units"):
        return None
    return Meaning("DATE", on_date(month, day))


def _month(hit: Hit) -> Meaning | None:
    """A month alone; "May", "March" and first names need a word before them that asks for a date."""
    side = hit["side"].kind if "side" in hit else None
    word = hit["m"].text.rstrip(".").lower()
    bare = side is None and hit.named["m"] == hit.first
    before = hit.before
    if bare:
        led = before is not None and before.kind in _LEADS
        if len(word) == 3 and word != "may" and not led:
            return None
        if word in ("may", "march", "april", "june", "august") and not led:
            return None
        after = hit.after
        named = after is not None and after.kind == "other" and after.text[:1].isupper() and after.start - hit.end == 1
        if named and word in ("april", "june", "may", "august") and not (before and before.kind == "in"):
            return None
        if word in ("may", "march") and before is not None and before.kind in ("and", "that", "or", "the", "this", "to", "long"):
            return None
    return Meaning("DATE", on_date(hit.number("m"), side=side))


def _month_of_year(hit: Hit) -> Meaning:
    steps = {"last": -1, "next": 1, "this": 0, "past": -1, "coming": 1}.get(hit["side"].kind, 0)
    year = same("year") if hit["side"].kind in ("that", "same") else shifted("year", steps)
    if hit["side"].kind in ("previous", "following"):
        year = moved("year", -1 if hit["side"].kind == "previous" else 1)
    if "s" in hit:
        return Meaning("DATE", of_year(in_season(str(hit.value("s"))), year))
    if "d" in hit:
        return Meaning("DATE", of_year(on_date(hit.number("m"), hit.number("d")), year))
    return Meaning("DATE", of_year(on_date(hit.number("m")), year))


def _range_tail(hit: Hit) -> Meaning | None:
    """The second day of "June 18-19": of the month just named."""
    if "m" in hit:
        return _full_date(hit) if "y" in hit else _yearless(hit)
    return None


#: a plural noun after a bare number makes it a count, unless a preposition of time stands before
_CERTAIN_LEADS = frozenset({"in", "since", "prep", "early", "late", "mid", "edge", "fiscal", "previous"})


def _year(hit: Hit) -> Meaning | None:
    year = _full_year(hit)
    if year is None or year > 2100:
        return None
    token, before, after = hit["y"] if "y" in hit else hit["short"], hit.before, hit.after
    bare = hit.named.get("y", hit.named.get("short")) == hit.first
    if bare and "y" in hit:
        certain = before is not None and before.kind in _CERTAIN_LEADS
        glued = hit.text[token.start - 1 : token.start] in ("$", "-", "£", "€", "/", "№", "#", ".")
        if glued and not (before and before.kind == "hyphen" and hit.first >= 2 and hit.tokens[hit.first - 2].kind in (
            "year", "month", "mid", "day")):
            return None
        if after is not None and after.start == hit.end and after.kind in ("slash-mark",):
            return None
        if after is not None and after.text in ("%", "km", "percent", "miles", "meters", "metres", "feet"):
            return None
        counted = after is not None and after.kind in ("other", "number", "units") and after.text.islower() and (
            after.start - hit.end <= 2 and (after.text.endswith("s") and after.text not in _VERBS_IN_S)
        )
        if counted and (not certain or year < 1500):
            return None
        if not 1400 <= year <= 2060 and not certain:
            return None
        if before is not None and before.kind == "about" and not certain and year % 100 == 0:
            return None
        if before is not None and before.text.lower() in ("no", "number", "flight", "room", "page", "section"):
            return None
    return _date(f"{year:04d}")


_VERBS_IN_S = frozenset({"was", "is", "has", "as", "does", "vs", "his", "this", "its", "us", "sees"})


def _before_christ(hit: Hit) -> Meaning | None:
    era = hit.number("e")
    year = hit.number("n")
    if not year:
        return None
    return Meaning("DATE", fixed(f"BC{year:04d}" if era < 0 else f"{year:04d}"))


def _date_before_christ(hit: Hit) -> Meaning | None:
    if hit.number("e") > 0:
        return None
    tail = f"-{hit.number('m'):02d}" if "m" in hit else f"-{hit.value('s')}"
    return Meaning("DATE", fixed(f"BC{hit.number('n'):04d}{tail}"))


def _decade(hit: Hit) -> Meaning | None:
    number, word = hit.number("v"), hit["v"].text
    if number >= 1000:
        century = number % 100 == 0 and "early" not in {t.kind for t in hit.tokens[hit.first : hit.last]} and number < 2000
        return Meaning("DATE", fixed(f"{number // 100}" if century and number < 1900 else f"{number // 10}"))
    if word[0].isalpha() and hit.named["v"] == hit.first:
        return None  # "thirties" without "the"
    if word[0].isdigit() and hit.before and hit.before.kind in ("its", "in") and "the" not in {
        t.kind for t in hit.tokens[hit.first : hit.last]
    }:
        return None  # "in his 40s" is an age
    return Meaning("DATE", fixed(f"{190 + number // 10}" if number >= 20 else f"{200 + number // 10}"))


def _century(hit: Hit) -> Meaning | None:
    if hit.value("u") != "century":
        return None
    number = hit.number("n")
    if "e" in hit and hit.number("e") < 0:
        return Meaning("DATE", fixed(f"BC{number - 1:02d}"))
    return Meaning("DATE", fixed(f"{number - 1:02d}")) if 1 <= number <= 30 else None


def _season(hit: Hit) -> Meaning | None:
    code, word = str(hit.value("s")), hit["s"].text
    if "y" in hit:
        return Meaning("DATE", fixed(f"{hit.number('y'):04d}-{code}"))
    if "side" in hit:
        kind = hit["side"].kind
        return Meaning("DATE", in_season(code, kind))
    led = hit.before is not None and hit.before.kind in ("in", "on", "prep", "since", "early", "late", "by", "of", "until")
    known = {t.kind for t in hit.tokens[hit.first : hit.last]}
    if word.lower() in ("fall", "spring") and not ("the" in known and led):
        return None
    if hit.after is not None and hit.after.text.lower() in ("of", "in") and word.lower() == "fall":
        return None
    if not led and "the" not in known:
        return None
    return Meaning("DATE", in_season(code))


def _quarter(hit: Hit) -> Meaning | None:
    """"the third quarter", "1988 third quarter", "last year's fourth quarter", "the second half of 1998"."""
    letter = "H" if hit["u"].kind == "half" else "Q"
    number = hit.number("n") if "n" in hit and hit["n"].kind == "ordinal" else (2 if letter == "H" else 4)
    if not 1 <= number <= (4 if letter == "Q" else 2):
        return None
    if "y" in hit or "short" in hit:
        return Meaning("DATE", fixed(f"{_full_year(hit):04d}-{letter}{number}"))
    if "side" in hit:
        return Meaning("DATE", in_part(letter, number, {"last": -1, "next": 1, "past": -1, "coming": 1}.get(
            hit["side"].kind, 0)))
    if "ago" in hit:
        return Meaning("DATE", in_part(letter, number, -1))
    if letter == "H":
        if "unit" not in hit:
            return None
        return Meaning("DATE", of_year(in_part("H", number), same("year")))
    return Meaning("DATE", in_part(letter, number))


def _fiscal(hit: Hit) -> Meaning | None:
    if "y" in hit or "short" in hit:
        return _date(f"{_full_year(hit):04d}")
    return Meaning("DATE", shifted("year", {"last": -1, "next": 1, "past": -1, "latest": -1, "previous": -1}.get(
        hit["side"].kind, 0)))


def _weekday(hit: Hit) -> Meaning | None:
    word = hit["w"].text
    if len(word.rstrip(".")) <= 5 and word.rstrip(".").lower() not in _FULL_WEEKDAYS:
        # "Sun" and "Wed" are words of their own; the short forms count next to a date or a time only
        before, after = hit.before, hit.after
        if after and after.kind == "comma" and hit.last + 1 < len(hit.tokens):
            after = hit.tokens[hit.last + 1]
        if not (word.endswith(".") or (after and after.kind in ("month", "day", "clock")) or (
            before and before.kind in ("clock", "meridiem"))):
            return None
    if word.isupper() and len(word.rstrip(".")) <= 3 and "side" not in hit:
        return None
    if hit.after is not None and hit.after.kind == "possessive":
        pass
    side = hit["side"].kind if "side" in hit else None
    return Meaning("DATE", on_weekday(hit.number("w"), side))


_FULL_WEEKDAYS = frozenset({"monday", "friday", "sunday"})


def _weekday_of_week(hit: Hit) -> Meaning:
    """"Monday of next week", "Monday last week"."""
    steps = {"last": -7, "next": 7, "past": -7, "coming": 7}.get(hit["side"].kind, 0)
    number = hit.number("w")

    def resolve(anchor: object) -> str | None:
        week = shifted("week", steps // 7)(anchor)  # type: ignore[arg-type]
        days = interval(f"{week}-{number}") if week else None
        return days[0].isoformat() if days else None

    return Meaning("DATE", resolve)


def _feast(hit: Hit) -> Meaning:
    month, day = hit["f"].value  # type: ignore[misc]
    extra = hit["x"].text.lower() if "x" in hit else ""
    day -= extra == "eve"
    if "y" in hit:
        return Meaning("DATE", fixed(f"{hit.number('y'):04d}-{month:02d}-{day:02d}"))
    return Meaning("DATE", on_date(month, day))


_YEAR = "({y=year}|{short=short})"
_WD = "({weekday}{comma}?)?"

RULES: tuple[Rule, ...] = (
    rule("iso date", "{v=iso}", _iso),
    rule("slashed date", "{v=slash}", _slashed),
    rule("day month year", _WD + "{the}?{d=day|ordinal}{of}?{m=month}{comma|of}?" + _YEAR, _full_date),
    rule("month day year", _WD + "{m=month}{the}?{d=day|ordinal}({comma}|{in}|{of})?" + _YEAR, _full_date),
    rule("month year", _EDGES + "{m=month}{comma|of}?" + _YEAR, _full_date),
    rule("month day", _WD + _EDGES + "{m=month}{the}?{d=day|ordinal}", _yearless),
    rule("day month", _WD + _EDGES + "{the}?{d=day|ordinal}{of}?{m=month}", _yearless),
    rule("month day of year", "{m=month}{d=day|ordinal}?{comma}?{of}?{side=last|this|next|that|previous|following|same}"
         "{unit}", lambda h: _month_of_year(h) if h.tokens[h.last - 1].value == "year" else None),
    rule("season of year", "{the}?{s=season}{of}{side=last|this|next|that|previous|following|same}{unit}",
         lambda h: _month_of_year(h) if h.tokens[h.last - 1].value == "year" else None),
    rule("month", _EDGES + "({the}?{side=" + _SIDES + "})?{m=month}", _month),
    rule("second day of a range", "{d=day}(?={hyphen|dash|and|to}{day}{m=month}{comma}?{y=year}?)", _range_tail),
    rule("first day of a range", "(?<={month}{day}{hyphen|dash|and|to}){d=day}({comma}{y=year})?", lambda h: _tail_of_range(h)),
    rule("year", _EDGES + "({the}{unit})?" + _YEAR, lambda h: _year(h) if _is_year_unit(h) else None),
    rule("year before christ", "({about}{dash|hyphen}?)?{n=number|day|year}{e=era}", _before_christ),
    rule("month before christ", _EDGES + "({m=month}|{the}?{s=season}){of}?{n=number|day|year}{e=era}", _date_before_christ),
    rule("date of a later year", "{d=day|ordinal}?{m=month}(?={and|to|hyphen|dash|prep}{the}?{day|ordinal}?{month}{day|ordinal}?"
         "{comma}?{y=year})", _full_date),
    rule("day of a later year", "{m=month}{d=day|ordinal}(?={and|to|hyphen|dash|prep}{month}{day|ordinal}{comma}?{y=year})", _full_date),
    rule("decade", "({the}{last|ordinal}{half}{of})?{the}?{early|late|mid|edge}?{hyphen}?{v=decade}", _decade),
    rule("century", _EDGES + "{the}?{n=ordinal}{hyphen}?{u=unit}{e=era}?", _century),
    rule("season", _EDGES + "({the}?{side=" + _SIDES + "|previous|following|same}{past}?)?{the}?{s=season}({comma|of}?{y=year})?",
         _season),
    rule("quarter", "({the}|{its})?({y=year}|{side=last|this|next|past}{unit}{possessive})?({its}|{fiscal}|{comparable}|{hyphen})*"
         "({ago=unit}{hyphen}{ago|earlier})?{fiscal}?{hyphen}?{n=ordinal}{hyphen}?{u=quarter}", _quarter),
    rule("quarter of year", "{the}?{fiscal}?{n=ordinal|final|last}{hyphen}?{u=quarter|half}{of}({y=year}|{short=short}"
         "|{side=last|this|next|past}{unit}|{the}{unit=unit})", _quarter),
    rule("half of year", "{the}?{last|latest|later}{u=half}{of}({y=year}|{side=last|this|next}{unit}|{the}{unit=unit})",
         _quarter),
    rule("quarter last year", "{the}?{fiscal}?{n=ordinal}{hyphen}?{u=quarter|half}{side=last|this|next}{unit}", _quarter),
    rule("fiscal year", "{fiscal}({unit})?" + _YEAR, _fiscal),
    rule("fiscal year relative", "{the}?{side=last|next|this|latest|previous|past}{fiscal}{unit}", _fiscal),
    rule("weekday", "({the}?{early|late|earlier|later}{on}?|{mid}{hyphen}?)?({the}?{side=" + _SIDES + "}{past|coming}?)?{w=weekday}",
         _weekday),
    rule("weekday of week", "{w=weekday}({of}|{in})?{side=last|next|this|past|coming}{unit}",
         lambda h: _weekday_of_week(h) if h.tokens[h.last - 1].value == "week" else None),
    rule("feast", "{f=feast}({x=unit|eve})?({comma|of|in}?{y=year})?", _feast),
)


def _is_year_unit(hit: Hit) -> bool:
    """"the year 2000" but not "the week 2000"."""
    return all(t.value == "year" for t in hit.tokens[hit.first : hit.last] if t.kind == "unit")


def _tail_of_range(hit: Hit) -> Meaning | None:
    month = hit.tokens[hit.first - 3].number
    day = hit.number("d")
    if "y" in hit:
        return _date(f"{hit.number('y'):04d}-{month:02d}-{day:02d}")
    return Meaning("DATE", on_date(month, day)) if interval(f"2000-{month:02d}-{day:02d}") else None
