"""Find the time expressions of a text: spans and meanings, before any of them is resolved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dragoman.extract.timex import (
    rules_clock,
    rules_days,
    rules_duration,
    rules_parts,
    rules_relative,
    rules_sets,
    rules_vague,
    rules_within,
    rules_years,
)
from dragoman.extract.timex.grammar import Hit, Rule, spell
from dragoman.extract.timex.meaning import Meaning
from dragoman.extract.timex.tokens import tokenise
from dragoman.model import Span

RULES: tuple[Rule, ...] = (
    *rules_clock.RULES,
    *rules_days.RULES,
    *rules_years.RULES,
    *rules_parts.RULES,
    *rules_relative.RULES,
    *rules_vague.RULES,
    *rules_within.RULES,
    *rules_duration.RULES,
    *rules_sets.RULES,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression: where it stands, what it means and the rule that says so."""

    span: Span
    meaning: Meaning
    rule: str


@lru_cache(maxsize=16)
def scan(text: str) -> tuple[Found, ...]:
    """All time expressions of a text, in order, none overlapping another.

    Where rules compete the longest wins, then the rule that stands first.
    """
    tokens = tokenise(text)
    letters = spell(tokens)
    present = frozenset(letters)
    ranked: list[tuple[int, int, int, Hit, Meaning]] = []
    for order, rule in enumerate(RULES):
        for hit in rule.hits(text, tokens, letters) if rule.can_fit(present) else ():
            meaning = rule.build(hit)
            if meaning is not None:
                ranked.append((hit.first - hit.last, order, hit.first, hit, meaning))
    ranked.sort(key=lambda r: r[:3])
    taken: set[int] = set()
    found = []
    for _, order, _, hit, meaning in ranked:
        places = range(hit.first, hit.last)
        if taken.isdisjoint(places):
            taken.update(places)
            found.append(Found(Span(hit.start, hit.end), meaning, RULES[order].name))
    return tuple(sorted(found, key=lambda f: f.span))
