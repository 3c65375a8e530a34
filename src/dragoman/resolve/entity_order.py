"""Mentions in order of the text, found by place: so that looking back from a word costs what lies near it.

Rules look for the mentions of a sentence, of a phrase, or those before a word, nearest first. Each of these is asked
for every description and pronoun of a report; going through all mentions each time takes hours on a long transcript.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dragoman.resolve.entity_page import Page, Seen


class Order:
    """The mentions of a page, which are in order of their first characters."""

    def __init__(self, page: Page, mentions: Sequence[Seen]) -> None:
        self._page = page
        self._mentions = mentions
        self._starts = [m.span.start for m in mentions]
        self._of_sentence: dict[int, list[Seen]] = {}
        self._starting: dict[int, list[Seen]] = {}
        for each in mentions:
            self._of_sentence.setdefault(each.sentence, []).append(each)
            self._starting.setdefault(each.first, []).append(each)

    def before(self, word: int) -> Iterator[Seen]:
        """Those whose first word stands before `word`, nearest first."""
        for n in range(self._at(word) - 1, -1, -1):
            if self._mentions[n].first < word:
                yield self._mentions[n]

    def inside(self, first: int, last: int) -> list[Seen]:
        """Those that begin and end in words [first, last)."""
        near = self._mentions[self._at(first - 1) : self._at(last)]
        return [m for m in near if first <= m.first and m.last <= last]

    def of_sentence(self, sentence: int) -> Sequence[Seen]:
        return self._of_sentence.get(sentence, ())

    def starting(self, word: int) -> Sequence[Seen]:
        """Those whose first word is `word`."""
        return self._starting.get(word, ())

    def _at(self, word: int) -> int:
        """How many begin before a word."""
        words = self._page.words
        return len(self._starts) if word >= len(words) else bisect_left(self._starts, words[max(word, 0)].start)
