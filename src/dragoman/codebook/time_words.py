"""Words that make up English time expressions, by the role they play in one.

`VOCABULARY` maps a lower-cased word to `(kind, value)`. The kinds are the alphabet of the
grammar in `extract/timex/grammar.py`; the value is what the rule needs of the word (the
number of a month, the unit of a duration, a TIMEX3 part of day ...). Words listed in
`CAPITAL_ONLY` count only when written with a capital: "may" and "march" are mostly verbs.
"""

from __future__ import annotations

MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12,
}
MONTH_ABBREVIATIONS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10,
    "nov": 11, "dec": 12,
}
WEEKDAYS = {
    "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7,
}
#: Monday first, as in ISO 8601
WEEKDAY_NAMES = tuple(name.capitalize() for name in WEEKDAYS)
WEEKDAY_ABBREVIATIONS = {
    "mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7,
}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

#: unit -> letter in a TIMEX3 period; clock units take "T" before the number
UNIT_LETTERS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y",
    "decade": "Y", "century": "Y", "millennium": "Y", "fortnight": "W", "semester": "M", "weekend": "WE",
}
CLOCK_UNITS = frozenset({"second", "minute", "hour"})

PARTS_OF_DAY = {
    "morning": "TMO", "forenoon": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "nighttime": "TNI",
    "midday": "TMI", "noon": "T12:00", "midnight": "T24:00", "dawn": "TMO", "sunrise": "TMO", "daybreak": "TMO",
    "dusk": "TEV", "sunset": "TEV", "nightfall": "TEV", "lunchtime": "TMI", "daytime": "TDT",
}

CARDINALS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}
DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}

#: Feasts on a fixed day, as (month, day). Their names count only in capitals.
FIXED_FEASTS = {
    "christmas": (12, 25), "christmas day": (12, 25), "boxing day": (12, 26), "new year's day": (1, 1),
    "new year's": (1, 1), "halloween": (10, 31), "valentine's day": (2, 14), "veterans day": (11, 11),
    "armistice day": (11, 11), "remembrance day": (11, 11), "may day": (5, 1), "bastille day": (7, 14),
    "all saints' day": (11, 1), "d-day": (6, 6), "st. patrick's day": (3, 17), "epiphany": (1, 6),
}
#: Days of remembrance, as (month, day). They are as often spoken about as dated by: they count after a preposition.
COMMEMORATIONS = {
    "earth day": (4, 22), "international women's day": (3, 8), "human rights day": (12, 10), "anzac day": (4, 25),
    "world press freedom day": (5, 3), "world refugee day": (6, 20), "juneteenth": (6, 19), "europe day": (5, 9),
    "united nations day": (10, 24), "world aids day": (12, 1),
}
FIXED_FEASTS |= COMMEMORATIONS
#: Feasts on a weekday of a month, as (month, weekday with Monday 1, which one; -1 is the last).
WEEKDAY_FEASTS = {
    "thanksgiving": (11, 4, 4), "thanksgiving day": (11, 4, 4), "labor day": (9, 1, 1), "memorial day": (5, 1, -1),
    "martin luther king day": (1, 1, 3), "presidents day": (2, 1, 3), "presidents' day": (2, 1, 3),
    "columbus day": (10, 1, 2), "mother's day": (5, 7, 2), "father's day": (6, 7, 3),
}
#: Feasts that hang on (western) Easter, as days from Easter Sunday.
EASTER_FEASTS = {
    "easter": 0, "easter sunday": 0, "easter monday": 1, "good friday": -2, "palm sunday": -7, "ash wednesday": -46,
    "maundy thursday": -3, "pentecost": 49, "whit monday": 50,
}
#: Attacks that are called by their day, as (month, day): year. "The Sept. 11 attacks" are those of 2001 ever after.
DAYS_THAT_ARE_NAMES = {(9, 11): 2001, (10, 7): 2023, (1, 6): 2021}
#: What is called by its day.
CALLED_BY_THEIR_DAY = frozenset(
    "attack attacks massacre assault terror terrorist terrorists hijackers hijackings bombings commission riot rioters "
    "insurrection".split()
)

#: expressions that point at the past, present or future without saying where
VAGUE = {
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "nowadays": "PRESENT_REF",
    "presently": "PRESENT_REF",
    "recently": "PAST_REF", "lately": "PAST_REF", "future": "FUTURE_REF",
}

_WORDS: dict[str, tuple[str, object]] = {
    "the": ("the", None),
    "a": ("a", 1), "an": ("a", 1), "another": ("a", 1), "additional": ("additional", None),
    "this": ("this", None), "current": ("this", None),
    "recent": ("recent", None),
    "that": ("that", None), "these": ("these", None), "those": ("those", None),
    "same": ("same", None), "its": ("its", None), "their": ("its", None),
    "last": ("last", -1), "past": ("past", -1), "latest": ("latest", 0),
    "previous": ("previous", -1), "preceding": ("previous", -1), "prior": ("previous", -1),
    "next": ("next", 1), "coming": ("coming", 1), "upcoming": ("coming", 1),
    "following": ("following", 1), "subsequent": ("following", 1), "succeeding": ("following", 1),
    "first": ("ordinal", 1), "final": ("final", None),
    "early": ("early", "START"), "late": ("late", "END"), "mid": ("mid", "MID"),
    "earlier": ("earlier", -1), "later": ("later", 1), "previously": ("earlier", -1),
    "before": ("before", -1), "afterward": ("later", 1), "afterwards": ("later", 1),
    "ago": ("ago", -1), "hence": ("hence", 1), "after": ("after", 1), "ahead": ("ahead", 1),
    "since": ("since", None), "until": ("prep", None), "till": ("prep", None), "by": ("prep", None),
    "in": ("in", None), "on": ("on", None), "at": ("at", None), "of": ("of", None),
    "during": ("in", None), "from": ("prep", None), "to": ("to", None), "for": ("for", None),
    "throughout": ("in", None), "within": ("within", None), "between": ("prep", None),
    "through": ("to", None), "and": ("and", None), "or": ("or", None),
    "each": ("each", None), "every": ("each", None), "per": ("per", None), "all": ("all", None),
    "once": ("once", 1), "twice": ("once", 2), "times": ("times", None), "other": ("other", None),
    "few": ("few", "X"), "several": ("few", "X"), "many": ("few", "X"), "some": ("some", "X"),
    "couple": ("couple", 2), "dozen": ("dozen", 12), "half": ("half", None), "halves": ("half", None),
    "more": ("more", None), "less": ("more", None), "than": ("than", None), "least": ("least", None),
    "most": ("least", None), "nearly": ("about", None), "almost": ("about", None),
    "about": ("about", None), "around": ("about", None), "approximately": ("about", None),
    "roughly": ("about", None), "over": ("about", None), "under": ("about", None),
    "only": ("about", None), "just": ("about", None), 
    "up": ("up", None), "as": ("as", None), "long": ("long", None), "old": ("old", None),
    "time": ("time", None), "point": ("point", None), "moment": ("moment", None),
    "end": ("edge", "END"), "start": ("edge", "START"), "beginning": ("edge", "START"),
    "middle": ("edge", "MID"), "close": ("edge", "END"), "eve": ("eve", None),
    "fiscal": ("fiscal", None), "fy": ("fiscal", None), "financial": ("fiscal", None), "calendar": ("fiscal", None),
    "year": ("unit", "year"), "present": ("present", None), "near": ("near", None),
    "term": ("term", None), "period": ("period", None), "full": ("full", None),
    "comparable": ("comparable", None), "corresponding": ("comparable", None), "trading": ("trading", None),
    "tonight": ("tonight", 0), "today": ("today", 0), "yesterday": ("today", -1),
    "tomorrow": ("today", 1), "overnight": ("overnight", None),
    # TimeML 1.2.1 values these by their period; TIMEX2, and so wikiwars, writes XXXX-XX-XX
    "daily": ("often", "P1D"), "weekly": ("often", "P1W"), "monthly": ("often", "P1M"),
    "annually": ("often", "P1Y"), "yearly": ("often", "P1Y"), "hourly": ("often", "PT1H"),
    "nightly": ("often", "XXXX-XX-XXTNI"),
    "o'clock": ("oclock", None), "am": ("meridiem", 0), "pm": ("meridiem", 12),
    "gmt": ("zone", "Z"), "utc": ("zone", "Z"), "est": ("zone", None), "edt": ("zone", None),
    "cst": ("zone", None), "pst": ("zone", None), "pdt": ("zone", None), "cet": ("zone", None),
    "cest": ("zone", None), "bst": ("zone", None), "local": ("local", None), "hrs": ("oclock", None),
    "bc": ("era", -1), "bce": ("era", -1), "ad": ("era", 1), "ce": ("era", 1), "circa": ("about", None),
    "ca": ("about", None), "modern": ("modern", None),
    "weekend": ("weekend", "weekend"), "yet": ("yet", None),
    "when": ("when", None),
}

#: read as months or weekdays only when capitalised ("may", "march", "sun", "sat" are ordinary words)
CAPITAL_ONLY = frozenset({*MONTHS, *MONTH_ABBREVIATIONS, *WEEKDAY_ABBREVIATIONS, "est", "ad", "ce", "ca", "fy"})


def _build() -> dict[str, tuple[str, object]]:
    table: dict[str, tuple[str, object]] = dict(_WORDS)
    table.update({w: ("month", n) for w, n in (MONTHS | MONTH_ABBREVIATIONS).items()})
    table.update({w: ("weekday", n) for w, n in (WEEKDAYS | WEEKDAY_ABBREVIATIONS).items()})
    table.update({w + "s": ("weekdays", n) for w, n in WEEKDAYS.items()})
    table.update({w: ("season", code) for w, code in SEASONS.items()})
    plurals = {"century": "centuries", "millennium": "millennia"}
    for unit in UNIT_LETTERS:
        if unit not in ("weekend", "second"):
            table[unit] = ("unit", unit)
        if unit != "weekend":
            table[plurals.get(unit, unit + "s")] = ("units", unit)
    table["quarter"] = ("quarter", "quarter")
    table["quarters"] = ("quarters", "quarter")
    table.update({w: ("part", code) for w, code in PARTS_OF_DAY.items()})
    table.update({w + "s": ("parts", PARTS_OF_DAY[w]) for w in ("morning", "afternoon", "evening", "night")})
    table.update({w: ("number", n) for w, n in (CARDINALS | TENS | SCALES).items()})
    table.update({w: ("ordinal", n) for w, n in ORDINALS.items()})
    table.update({w: ("decade", n) for w, n in DECADES.items()})
    table.update({w: ("future" if w == "future" else "vague", v) for w, v in VAGUE.items()})
    return table


VOCABULARY = _build()
