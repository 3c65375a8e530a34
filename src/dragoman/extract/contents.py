"""Which statement holds some words: a question asked of every event, cue and first person of a report."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from dragoman.model import Span, Statement


class Contents:
    """Statements by the characters of their content."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = statements
        self._sizes = [sum(c.end - c.start for c in s.content) for s in statements]
        self._pieces = sorted((c.start, c.end, n) for n, s in enumerate(statements) for c in s.content)
        self._starts = [start for start, _, _ in self._pieces]
        # how far the pieces up to each one reach: behind that, none of them holds anything
        self._reach = list(accumulate((end for _, end, _ in self._pieces), max))

    def innermost(self, span: Span, *, besides: str | None = None) -> Statement | None:
        """The statement with the least content of those in whose content the span stands; `besides`: an id passed over.

        Of two with as much content, the first.
        """
        around = []
        at = bisect_right(self._starts, span.start) - 1
        while at >= 0 and self._reach[at] >= span.end:
            _, end, n = self._pieces[at]
            if end >= span.end and self._statements[n].id != besides:
                around.append((self._sizes[n], n))
            at -= 1
        return self._statements[min(around)[1]] if around else None
