"""What a report names: which states, which most, whether it is a report of a match."""

from __future__ import annotations

from functools import cached_property

from dragoman.kb import Base, State
from dragoman.names import fold
from dragoman.resolve.entity_page import Page
from dragoman.resolve.entity_words import SPORT

#: So many words of sport make a report of a match, in which states stand for their teams.
_SPORT_WORDS = 5


class Spoken:
    """Answers from the words of the text alone, before any mention is read."""

    def __init__(self, page: Page, base: Base) -> None:
        self._page = page
        self._base = base
        self._named: dict[str, bool] = {}

    @cached_property
    def is_sport(self) -> bool:
        return sum(w in SPORT for w in self._page.low) >= _SPORT_WORDS

    @cached_property
    def names_united_nations(self) -> bool:
        return "united nations" in self._folded_text or any(f in ("UN", "U.N.") for f in self._page.forms)

    @cached_property
    def main_state(self) -> str | None:
        """The state whose names stand in the text most often, if it has half of all such words."""
        counts: dict[str, int] = {}
        for i, low in enumerate(self._page.low):
            if self._page.is_upper_start(i):
                for code, kind in self._base.state_names.get(low, ()):
                    counts[code] = counts.get(code, 0) + (kind != "capital")
        counts["USA"] = counts.get("USA", 0) + self._folded_text.count("united states")
        best = max(sorted(counts), key=lambda c: counts[c])
        return best if counts[best] * 2 > sum(counts.values()) else None

    def is_named(self, state: State) -> bool:
        """Whether the report names the state, or its capital, anywhere."""
        if state.code not in self._named:
            low, capital = set(self._page.low), fold(state.capital).split(",")[0]
            names = [n for n, _ in self._base.names_of(state.code)]
            here = any((n in low) if " " not in n else n in self._folded_text for n in (*names, capital) if len(n) > 2)
            self._named[state.code] = here or (state.code == "USA" and "US" in self._page.forms)
        return self._named[state.code]

    @cached_property
    def _folded_text(self) -> str:
        return fold(self._page.text)
