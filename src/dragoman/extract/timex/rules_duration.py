"""Rules for durations and for sets of times (TIMEX3 DURATION, SET)."""

from __future__ import annotations

from dragoman.codebook.time_words import CLOCK_UNITS, UNIT_LETTERS
from dragoman.extract.timex.grammar import Hit, Rule, rule
from dragoman.extract.timex.meaning import Meaning, Reach, fixed

_ABOUT = "({about}|{more|least}{than}|{at}{least}|{up}{to}|{within})*"
#: adjectives that may stand between number and unit
_FILLERS = frozenset({
    "full", "straight", "consecutive", "whole", "long", "further", "extra", "successive", "solid", "short", "working",
    "business", "calendar", "entire", "intense", "bloody", "brutal", "peaceful", "turbulent", "grueling", "gruelling",
})
_UNITS = "unit|units|quarter|quarters"


def period(unit: str, amount: object) -> str:
    """TIMEX3 period: P3D, PT2H, PXM, P1.5Y. Decades count as P1DE, centuries as P1CE; a fortnight is two weeks."""
    if isinstance(amount, float) and amount.is_integer():
        amount = int(amount)
    if isinstance(amount, int | float):
        if unit == "fortnight":
            amount *= 2
        if unit == "semester":
            amount *= 6
    return f"P{'T' if unit in CLOCK_UNITS else ''}{amount}{UNIT_LETTERS[unit]}"


def _fraction(unit: str, amount: float) -> str:
    """Hours and a half as 7H30M, years and a half as 2Y6M; other fractions as decimals."""
    whole, rest = int(amount), amount - int(amount)
    parts = {"hour": ("M", 60), "minute": ("S", 60), "year": ("M", 12), "day": ("TH", 24)}.get(unit)
    if not rest:
        return period(unit, whole)
    if parts is None or unit == "day":
        return period(unit, amount)
    small = round(rest * parts[1])
    prefix = "PT" if unit in CLOCK_UNITS else "P"
    return prefix + (f"{whole}{UNIT_LETTERS[unit]}" if whole else "") + f"{small}{parts[0]}"


def _counted(hit: Hit) -> Meaning | None:
    """"three days", "7-1/2 hours", "10-year", "two and a half years"."""
    unit, amount = str(hit.value("u")), hit["n"].value
    kinds = [t.kind for t in hit.tokens[hit.first : hit.last]]
    if not isinstance(amount, int | float):
        return None
    if hit["u"].kind in ("quarter", "quarters") and (hit["n"].text.lower() in ("one", "three") and (
        "hyphen" in kinds or (hit.after is not None and hit.after.kind in ("of", "the")))):
        return None  # a fraction
    if unit == "second" and hit["u"].kind != "units":
        return None
    if hit["u"].kind == "unit" and amount != 1 and "hyphen" not in kinds and hit["n"].kind == "day" and (
        hit["n"].text.isdigit() and hit.before is not None and hit.before.kind == "month"
    ):
        return None
    if hit.before is not None and hit.before.kind in ("hyphen",) and hit.text[hit.start - 1] == "-" and (
        hit.first >= 2 and hit.tokens[hit.first - 2].kind == "other"
    ):
        return None
    if "old" in kinds:
        return None  # somebody's age
    if "half" in kinds:
        amount += 0.5
    value = _fraction(unit, amount) if isinstance(amount, float) else period(unit, amount)
    return Meaning("DURATION", fixed(value))


def _few(hit: Hit) -> Meaning:
    return Meaning("DURATION", fixed(period(str(hit.value("u")), "X")))


def _couple(hit: Hit) -> Meaning:
    return Meaning("DURATION", fixed(period(str(hit.value("u")), hit.number("n"))))


def _single(hit: Hit) -> Meaning | None:
    """"a year": a length, or a rate after a number ("two million a year")."""
    unit = str(hit.value("u"))
    if hit["u"].kind in ("units", "quarters", "quarter") or (unit in ("second", "minute") and "half" not in hit):
        if unit != "minute":
            return None
    before, after = hit.before, hit.after
    if "half" in hit:
        return Meaning("DURATION", fixed(_fraction(unit, 0.5 if "one" not in hit else 1.5)))
    if after is not None and after.kind in ("when", "of") and unit == "day":
        return None
    if hit["a"].text.lower() in ("a", "an") and before is not None and before.kind in ("other", "number", "day", "once", "times") and (
        _is_rate(hit)
    ):
        return Meaning("SET", fixed(f"P1{UNIT_LETTERS[unit]}" if unit not in CLOCK_UNITS else period(unit, 1)))
    return Meaning("DURATION", fixed(period(unit, 1)))


def _is_rate(hit: Hit) -> bool:
    """Whether an amount stands shortly before: "$3 million a year", "three times a week"."""
    near = hit.tokens[max(0, hit.first - 4) : hit.first]
    return any(t.kind in ("number", "times", "once", "day") or (t.kind == "other" and t.text[:1] in "$£€") for t in near)


def _stretch(hit: Hit) -> Meaning | None:
    """"the past two months", "the next few days", "the first nine months"."""
    unit, side = str(hit.value("u")), hit["side"].kind
    amount = hit.value("n", "X") if "n" in hit else "X"
    if "few" in hit:
        amount = "X"
    reach: Reach = {"last": "back", "past": "back", "next": "ahead", "coming": "ahead"}.get(side, "exact")  # type: ignore[assignment]
    if side == "ordinal" and "n" not in hit and unit not in CLOCK_UNITS and unit != "day":
        return None
    value = _fraction(unit, amount) if isinstance(amount, float) else period(unit, amount)
    return Meaning("DURATION", fixed(value), reach)


def _range(hit: Hit) -> Meaning:
    """"two to three weeks": the lower bound."""
    return Meaning("DURATION", fixed(period(str(hit.value("u")), hit["n"].value)))


def _bare_units(hit: Hit) -> Meaning | None:
    """"for years", "weeks of talks": a length nobody gives."""
    before, after = hit.before, hit.after
    led = before is not None and (before.kind in ("for", "within", "in", "about", "after") or before.text.lower() in ("took", "take"))
    followed = (after is not None and after.kind == "of") or (
        after is not None and after.kind in ("hyphen",) and hit.last + 1 < len(hit.tokens) and hit.tokens[hit.last + 1].kind == "long"
    )
    if not (led or followed) or hit.value("u") in ("second", "minute"):
        return None
    if not followed and after is not None and after.kind == "other" and before is not None and before.kind == "in":
        return None
    return Meaning("DURATION", fixed(period(str(hit.value("u")), "X")))


def _each(hit: Hit) -> Meaning | None:
    """"every day", "each Monday", "every two weeks", "every other year"."""
    token = hit["u"]
    if token.kind == "weekday":
        return Meaning("SET", fixed(f"XXXX-WXX-{token.number}"))
    if token.kind == "month":
        return Meaning("SET", fixed(f"XXXX-{token.number:02d}"))
    if token.kind == "season":
        return Meaning("SET", fixed(f"XXXX-{token.value}"))
    if token.kind == "part":
        return Meaning("SET", fixed(f"XXXX-XX-XX{token.value}"))
    unit = str(token.value)
    if token.kind == "weekend":
        return Meaning("SET", fixed("XXXX-WXX-WE"))
    amount = hit.number("n", 2 if "other" in hit else 1)
    if amount == 1 and unit == "day" and "per" not in {t.kind for t in hit.tokens[hit.first : hit.last]}:
        return Meaning("SET", fixed("XXXX-XX-XX"))
    return Meaning("SET", fixed(period(unit, amount)))


def _often(hit: Hit) -> Meaning | None:
    word = hit["v"].text
    if word[0].isupper() and hit.start and hit.text[hit.start - 1] == " " and hit.text[hit.start - 2 : hit.start - 1] not in ".\n\"”":
        return None  # the Daily Star
    if hit["v"].value == "XXXX-QX":
        return None
    return Meaning("SET", fixed(str(hit["v"].value)))


def _weekdays(hit: Hit) -> Meaning:
    part = str(hit.value("p", ""))
    return Meaning("SET", fixed(f"XXXX-WXX-{hit.number('w')}{part}"))


RULES: tuple[Rule, ...] = (
    rule("counted duration", _ABOUT + "{n=number|day}({and}{a}?{half})?{hyphen}?{more|trading}?{u=" + _UNITS
         + "}({hyphen}?{long|old})?", _counted),
    rule("counted duration", "{n=number|day}{other=other}{u=units}", lambda h: _counted(h)
         if h["other"].text in _FILLERS else None),
    rule("few units", _ABOUT + "{a}?{few|some}({more}|{trading})?{hyphen}?{u=units|quarters}", _few),
    rule("few-unit", "{few}{hyphen}{u=unit}", _few),
    rule("couple of units", _ABOUT + "{a}?{n=couple|dozen}{of}?({more})?{u=units|quarters}", _couple),
    rule("single unit", _ABOUT + "({half=half}{of}?)?{a=a}{additional}?{full}?{u=unit|quarter}", _single),
    rule("unit and a half", _ABOUT + "{a=a}{one=unit}{and}{a}{half=half}", lambda h: _single_and_half(h)),
    rule("stretch", "({each}{of})?{the}?{side=last|past|next|coming|following|previous|latest|ordinal|final}({other})?({n=number|day}|{few=few}|{a}?{n=couple}{of}?)"
         "{more}?{hyphen}?{u=units|quarters|unit}({or}{other})?", _stretch),
    rule("the counted units", "({the}|{those}|{these})({n=number|day}){hyphen}?{u=units|quarters}", _counted),
    rule("range of units", _ABOUT + "{n=number|day}({to}|{or}|{hyphen}|{dash}){number|day}{hyphen}?{u=units|quarters}", _range),
    rule("bare units", "{u=units}", _bare_units),
    rule("each", "{each}({other=other}|{n=number|day}|{ordinal})?{u=unit|units|quarter|weekday|month|season|part|weekend}", _each),
    rule("per unit", "{per}{u=unit|quarter}", _each),
    rule("often", "{v=often|quarterly}", _often),
    rule("weekdays", "{w=weekdays}({p=parts})?", _weekdays),
    rule("weekday nights", "{w=weekday}{p=parts}", _weekdays),
)


def _single_and_half(hit: Hit) -> Meaning:
    return Meaning("DURATION", fixed(_fraction(str(hit["one"].value), 1.5)))
