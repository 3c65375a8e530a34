"""Pieces of patterns and small readings that several groups of rules share."""

from __future__ import annotations

from dragoman.extract.timex.calendar import interval
from dragoman.extract.timex.grammar import Build, Hit
from dragoman.extract.timex.meaning import Meaning, Resolver, fixed, moved, same, shifted

#: words that place a date beside another: "last March", "the following Friday"
SIDES = "last|past|next|this|coming|previous|following"
#: "early", "late in", "mid-" before a date: part of the expression, without effect on its value
EDGES = "({the}?{edge}{of}{the}?|{the}?{early|late|mid|earlier|later}({hyphen}|{in}|{on})?{the}?)?"
#: a year with four digits or two ("'98")
YEAR = "({y=year}|{short=short})"
#: steps that a side makes along the units
STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1, "following": 1}

# Two-digit years below this are of this century; a fixed turn, so that the reading never depends on today.
_SHORT_YEAR_TURN = 40


def exact(value: str) -> Meaning | None:
    """A date that needs no anchor; None where the calendar has no such day."""
    return Meaning("DATE", fixed(value)) if interval(value) else None


def full_year(two_digits: int) -> int:
    """The year meant by two digits: "98" is 1998, "05" is 2005."""
    return two_digits + (2000 if two_digits < _SHORT_YEAR_TURN else 1900)


def year_of(hit: Hit) -> int | None:
    """The year captured as `y` or `short`."""
    return full_year(hit.number("short")) if "short" in hit else hit.number("y") or None


def year_beside(hit: Hit) -> Resolver:
    """The year meant by "last year", "that year", "the following year"."""
    side = hit.side() or ""
    if side in ("that", "same"):
        return same("year")
    return moved("year", STEPS[side]) if side in ("previous", "following") else shifted("year", STEPS.get(side, 0))


def only_with(unit: str, build: Build) -> Build:
    """The same rule, for hits whose last token is this unit."""
    return lambda hit: build(hit) if hit.tokens[hit.last - 1].value == unit else None
