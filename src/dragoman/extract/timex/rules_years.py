"""Rules for years and longer units: years, years before Christ, decades, centuries, fiscal years."""

from __future__ import annotations

from dragoman.extract.timex.grammar import Hit, Rule, rule
from dragoman.extract.timex.meaning import Meaning, fixed, shifted
from dragoman.extract.timex.pieces import EDGES, YEAR, exact, full_year, only_with, year_of

#: kinds of words before a bare number that make it a year
_SURE_LEADS = frozenset({"in", "since", "prep", "early", "late", "mid", "edge", "fiscal", "previous"})
#: words before a number that make it none
_LABELS = frozenset({"no", "number", "flight", "room", "page", "section", "resolution"})
_MEASURES = frozenset({"%", "km", "percent", "miles", "meters", "metres", "feet"})
_PLURALS = frozenset({"people", "men", "women", "children", "personnel", "staff", "police"})
_VERBS_IN_S = frozenset({"was", "is", "has", "as", "does", "vs", "his", "this", "its", "us", "sees"})
#: bare numbers outside these are years only after a sure lead
_FIRST, _LAST = 1400, 2060
_LATEST = 2100


def _year(hit: Hit) -> Meaning | None:
    """A year with words that show it is one, or a bare number where nothing shows it is a count."""
    if any(t.kind == "unit" and t.value != "year" for t in hit.tokens[hit.first : hit.last]):
        return None
    year = year_of(hit)
    if year is None or year > _LATEST:
        return None
    if "y" in hit and hit.named["y"] == hit.first and not _is_year(hit, year):
        return None
    return exact(f"{year:04d}")


def _is_year(hit: Hit, year: int) -> bool:
    """Whether a bare number of four digits is a year here."""
    sure = hit.kind_before in _SURE_LEADS
    glued = hit.text[hit.start - 1 : hit.start] in ("$", "-", "£", "€", "/", "№", "#", ".")
    if glued and not _ends_range(hit):
        return False
    after = hit.after
    if after is not None:
        if after.text in _MEASURES or (after.kind == "slash-mark" and after.start == hit.end):
            return False
        noun = after.text.endswith("s") and after.text not in _VERBS_IN_S
        plural = after.text.islower() and (noun or after.text in _PLURALS)
        counted = plural and after.kind in ("other", "number", "units") and after.start - hit.end <= 2
        if counted and (not sure or year < 1500):
            return False
    if not sure and (not _FIRST <= year <= _LAST or (hit.kind_before == "about" and year % 100 == 0)):
        return False
    return not (hit.before is not None and hit.before.text.lower() in _LABELS)


def _ends_range(hit: Hit) -> bool:
    """Whether the number follows a year or month with a hyphen: "1939-1945", "mid-1990"."""
    earlier = hit.tokens[hit.first - 2].kind if hit.first >= 2 else ""
    return hit.kind_before == "hyphen" and earlier in ("year", "month", "mid", "day")


# A range of years told in two digits ("1915-17") is this long at most; a longer one is no range.
_LONGEST_RANGE = 60


def _range_end(hit: Hit) -> Meaning | None:
    """Reads the "17" of "1915-17"."""
    first, last = hit.tokens[hit.first - 2].number, hit["d"]
    year = first - first % 100 + last.number
    if len(last.text) != 2 or not first < year <= first + _LONGEST_RANGE or last.start - hit.tokens[hit.first - 1].end:
        return None
    return exact(f"{year:04d}")


def _before_christ(hit: Hit) -> Meaning | None:
    """Reads "490 BC" as BC0490, "AD 70" style numbers as plain years."""
    year = hit.number("n")
    if not year:
        return None
    return Meaning("DATE", fixed(f"BC{year:04d}" if hit.number("e") < 0 else f"{year:04d}"))


def _date_before_christ(hit: Hit) -> Meaning | None:
    """Reads "September 480 BC", "the spring of 480 BC"."""
    if hit.number("e") > 0:
        return None
    tail = f"-{hit.number('m'):02d}" if "m" in hit else f"-{hit.value('s')}"
    return Meaning("DATE", fixed(f"BC{hit.number('n'):04d}{tail}"))


def _decade(hit: Hit) -> Meaning | None:
    """Reads "the 1990s", "the '80s", "the nineties"; "the 1800s" is a century, "in his 40s" an age."""
    number, word = hit.number("v"), hit["v"].text
    if number >= 1000:
        century = number % 100 == 0 and number < 1900 and "early" not in hit.kinds
        return Meaning("DATE", fixed(f"{number // 100}" if century else f"{number // 10}"))
    if word[0].isalpha() and hit.named["v"] == hit.first:
        return None  # "thirties" without "the"
    if word[0].isdigit() and hit.kind_before in ("its", "in") and "the" not in hit.kinds:
        return None
    return Meaning("DATE", fixed(f"{full_year(number) // 10}" if number < 20 else f"{190 + number // 10}"))


def _century(hit: Hit) -> Meaning | None:
    number = hit.number("n")
    if hit.value("u") != "century" or not 1 <= number <= 30:
        return None
    return Meaning("DATE", fixed(f"{'BC' if hit.number('e') < 0 else ''}{number - 1:02d}"))


#: "the last fiscal year" is over, as "the latest" is
_FISCAL_STEPS = {"last": -1, "past": -1, "latest": -1, "previous": -1, "next": 1}


def _fiscal(hit: Hit) -> Meaning | None:
    """A fiscal year is valued as the year it is named after; one without a name is a length."""
    year = year_of(hit) or (full_year(hit.number("code")) if 0 < hit.number("code") < 100 else hit.number("code"))
    if year:
        return exact(f"{year:04d}")
    if "side" not in hit:
        return Meaning("DURATION", fixed("P1Y"))
    return Meaning("DATE", shifted("year", _FISCAL_STEPS.get(hit.side() or "", 0)))


RULES: tuple[Rule, ...] = (
    rule("year", EDGES + "({the}{unit})?" + YEAR, _year),
    rule("end of a range of years", "(?<={year}{hyphen}){d=day|number}(?!{hyphen|slash-mark|clock})", _range_end),
    rule("year before christ", "({about}{dash|hyphen}?)?{n=number|day|year}{e=era}", _before_christ),
    rule(
        "start of a range before christ",
        "{about}?{n=number|day|year}(?=({hyphen|dash|to|and})({number}|{day}|{year}){e=era})",
        lambda hit: _before_christ(hit) if hit.number("e") < 0 else None,
    ),
    rule(
        "month before christ",
        EDGES + "({m=month}|{the}?{s=season}){of}?{n=number|day|year}{e=era}",
        _date_before_christ,
    ),
    rule("decade", "({the}{last|ordinal}{half}{of})?{the}?{early|late|mid|edge}?{hyphen}?{v=decade}", _decade),
    rule("century", EDGES + "{the}?{n=ordinal}{hyphen}?{u=unit}{e=era}?", _century),
    rule("fiscal year", "{fiscal}({unit})?" + YEAR, _fiscal),
    rule("coded fiscal year", "{code=fiscal-year}", _fiscal),
    rule("the fiscal year", "{the}{fiscal}{u=unit}", only_with("year", _fiscal)),
    rule("fiscal year relative", "{the}?{side=last|next|this|latest|previous|past}{fiscal}{unit}", _fiscal),
)
