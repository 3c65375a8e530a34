"""Rules for parts of a year: seasons, quarters, halves."""

from __future__ import annotations

from dragoman.extract.timex.grammar import Hit, Rule, rule
from dragoman.extract.timex.meaning import Meaning, fixed, in_part, in_season, of_year, same
from dragoman.extract.timex.pieces import EDGES, SIDES, STEPS, YEAR, only_with, year_beside, year_of

#: kinds of words before a season that show it is one
_LEADS = frozenset({"in", "on", "prep", "since", "early", "late", "of"})
#: what is named after the season it takes place in: "the spring offensive", "a winter truce"
_SEASONAL = frozenset(
    "offensive offensives counteroffensive counter-offensive campaign campaigns fighting truce ceasefire session "
    "recess break holidays summit talks elections election meeting months".split()
)


def _season(hit: Hit) -> Meaning | None:
    """A season; "fall" and "spring" are verbs as well, so they need an article and a preposition."""
    code, word = str(hit.value("s")), hit["s"].text.lower()
    if "y" in hit:
        return Meaning("DATE", fixed(f"{hit.number('y'):04d}-{code}"))
    if "side" in hit:
        return Meaning("DATE", in_season(code, hit.side()))
    if hit.after is not None and hit.after.text.lower() in _SEASONAL:
        return Meaning("DATE", in_season(code))
    if hit["s"].text[0].isupper() and hit.after is not None and hit.after.text[:1].isupper():
        return None  # "the Winter Olympics"
    led, article = hit.kind_before in _LEADS, "the" in hit.kinds
    if word in ("fall", "spring") and not (article and led):
        return None
    if word == "fall" and hit.kind_after in ("of", "in"):
        return None
    return Meaning("DATE", in_season(code)) if led or article else None


def _season_of_year(hit: Hit) -> Meaning:
    """Reads "the spring of next year"."""
    return Meaning("DATE", of_year(in_season(str(hit.value("s"))), year_beside(hit)))


def _quarter(hit: Hit) -> Meaning | None:
    """Reads "the third quarter", "last year's fourth quarter", "the second half of 1998"."""
    letter, count = ("H", 2) if hit["u"].kind == "half" else ("Q", 4)
    # "the final quarter", "the last half": the last there is
    number = hit.number("n") if "n" in hit and hit["n"].kind == "ordinal" else count
    if not 1 <= number <= count:
        return None
    year = year_of(hit)
    if year:
        return Meaning("DATE", fixed(f"{year:04d}-{letter}{number}"))
    if "side" in hit:
        return Meaning("DATE", in_part(letter, number, STEPS.get(hit.side() or "", 0)))
    if "ago" in hit:
        return Meaning("DATE", in_part(letter, number, -1))
    if letter == "Q":
        return Meaning("DATE", in_part(letter, number))
    return Meaning("DATE", of_year(in_part("H", number), same("year"))) if "unit" in hit else None


def _coded(hit: Hit) -> Meaning:
    """Reads "Q3 2023", "H1", "4Q '22"."""
    code = str(hit.value("code"))
    year = year_of(hit)
    if year:
        return Meaning("DATE", fixed(f"{year:04d}-{code}"))
    return Meaning("DATE", in_part(code[0], int(code[1])))


#: months that a quarter or half begins and ends with
_SPANS = {(1, 3): "Q1", (4, 6): "Q2", (7, 9): "Q3", (10, 12): "Q4", (1, 6): "H1", (7, 12): "H2"}


def _months(hit: Hit) -> Meaning | None:
    """Reads "July-September" as the quarter it is; other ranges are two dates."""
    code = _SPANS.get((hit.number("first"), hit.number("last")))
    if code is None:
        return None
    year = year_of(hit)
    if year:
        return Meaning("DATE", fixed(f"{year:04d}-{code}"))
    return Meaning("DATE", in_part(code[0], int(code[1])))


_YEAR_TOLD = "({y=year}|{short=short}|{side=last|this|next|past}{unit}|{the}{unit=unit})"

RULES: tuple[Rule, ...] = (
    rule("coded part", "{fiscal}?{code=year-part}({of}|{comma}|{hyphen})?{fiscal}?" + YEAR + "?", _coded),
    rule("range of months", "{first=month}{hyphen|dash}{last=month}({comma|of}?" + YEAR + ")?", _months),
    rule(
        "season",
        EDGES + "({the}?{side=" + SIDES + "|same}{past}?)?{the}?{s=season}({comma|of}?{y=year})?",
        _season,
    ),
    rule(
        "season of year",
        "{the}?{s=season}{of}{side=last|this|next|that|previous|following|same}{unit}",
        only_with("year", _season_of_year),
    ),
    rule(
        "quarter",
        "{the}?({y=year}|{side=last|this|next|past}{unit}{possessive})?({fiscal}|{comparable}|{hyphen})*"
        "({ago=unit}{hyphen}{ago|earlier})?{fiscal}?{hyphen}?{n=ordinal}{hyphen}?{u=quarter}",
        _quarter,
    ),
    rule(
        "quarter of year",
        "{the}?{fiscal}?{n=ordinal|final|last}{hyphen}?{u=quarter|half}{of}" + _YEAR_TOLD,
        _quarter,
    ),
    rule("half of year", "{the}?{last|latest|later}{u=half}{of}" + _YEAR_TOLD, _quarter),
    rule(
        "quarter last year",
        "{the}?{fiscal}?{n=ordinal}{hyphen}?{u=quarter|half}{side=last|this|next}{unit}",
        _quarter,
    ),
)
