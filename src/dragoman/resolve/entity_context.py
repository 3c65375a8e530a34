"""Which state a passage speaks of: for "the ministry", "the country", a minister without a state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dragoman.resolve.entity_order import Order
from dragoman.resolve.entity_page import Page, Referent, Seen
from dragoman.resolve.entity_words import PLACE_PREPOSITIONS

_WHITHER = frozenset(("to", "from", "into", "toward", "towards"))


class Context:
    """The states that the mentions before a word belong to."""

    def __init__(self, page: Page, mentions: Sequence[Seen]) -> None:
        self._page = page
        self._mentions = mentions  # in order of the text
        self._of_line: dict[int, list[Seen]] = {}
        self._of_sentence: dict[int, list[Seen]] = {}
        for seen in mentions:
            if seen.form != "pronoun":
                self._of_line.setdefault(page.line_of[seen.first], []).append(seen)
                self._of_sentence.setdefault(seen.sentence, []).append(seen)
        self._settled: Counter[str] | None = None
        self._open: list[Seen] = []

    def settle(self) -> None:
        """Count the states of the names once for all: from now on only descriptions are read, in order of the text."""
        self._settled = Counter(s for m in self._mentions if (s := self._state(m)))
        self._open = [m for m in reversed(self._mentions) if m.referent is None and m.form != "pronoun"]

    def state_at(self, i: int, *, wide: bool = True, ahead: bool = True,
                 besides: str | None = None) -> tuple[str | None, str]:
        """(ISO-3, rule) of the state that words at `i` belong to; `besides`: one that is not meant.

        1. The nearest state or place before in the sentence; or behind it, if it says where. 2. The nearest before in
        the same line; where `ahead`, sooner one behind in the sentence. 3. Where `wide`, the one that most of the
        report is about.
        """
        sentence, line = self._page.sentence_of[i], self._page.line_of[i]
        before: tuple[int, str, str] | None = None
        behind: tuple[int, str, str] | None = None
        for seen in reversed(self._of_line.get(line, ())):
            if seen.first < i and (state := self._state(seen)) and state != besides:
                before = (seen.sentence, state, self._page.phrase(seen.first, seen.last))
                break
        for seen in self._of_sentence.get(sentence, ()):
            if seen.first > i and (state := self._state(seen)) and state != besides:
                is_where = self._page.low[seen.first - 1] in PLACE_PREPOSITIONS and (
                    self._page.low[seen.first - 1] not in _WHITHER)
                behind = (-1 if is_where else sentence, state, self._page.phrase(seen.first, seen.last))
                break
        if before and before[0] == sentence:
            return before[1], f"{before[2]} is named before it in the sentence"
        if behind and (behind[0] < 0 or (ahead and before is None)):
            return behind[1], f"{behind[2]} is named behind it in the sentence"
        if before:
            return before[1], f"{before[2]} is the last named before it"
        return self.main_state(besides=besides) if wide else (None, "")

    def main_state(self, *, besides: str | None = None) -> tuple[str | None, str]:
        """The state named most often, if it has more than half of the mentions of states."""
        if self._settled is None:
            counts = Counter(s for m in self._mentions if (s := self._state(m)))
        else:
            while self._open and self._open[-1].referent is not None:
                if state := self._state(self._open.pop()):
                    self._settled[state] += 1
            counts = self._settled.copy()
        if besides is not None:
            del counts[besides]
        if not counts:
            return None, ""
        (state, n), *_ = counts.most_common(1)
        if n * 2 > sum(counts.values()):
            return state, "the report is mostly about it"
        return None, ""

    @staticmethod
    def _state(seen: Seen) -> str | None:
        referent = seen.referent
        if referent is None or referent.state in (None, "IGO") or seen.form == "pronoun" or referent.is_guessed:
            return None  # a guess must not breed others
        is_known = referent.kind == "organisation" and seen.form == "name"
        return referent.state if is_known or referent.kind in ("state", "place", "person") else None


def nearest(order: Order, i: int, wanted: Sequence[Referent]) -> Referent | None:
    """Of these referents the one mentioned last before word `i`."""
    ids = {id(r) for r in wanted if r.mentions}
    if not ids:
        return None
    return next((m.referent for m in order.before(i) if m.referent is not None and id(m.referent) in ids), None)
