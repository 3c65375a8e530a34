"""Quotations kept whole: the words between two quotation marks are said by one speaker.

The encoder judges words one by one, so that a quotation may fall to pieces. Plain code on word indices:

1. A second half goes with its first: in `"We met," he said. "We will meet again."` both halves are of the speaker who
   is named between them, unless another one is named behind the second.
2. Any other quotation goes wholly to the statement that has most of its words. A statement whose cue stands inside the
   quotation has its own content there and is left alone.

Both helped direct attributions of PolNeAR dev when they were made (`python -m bench.reading attribution`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.extract.attributions import Attribution
from dragoman.extract.quotations import Quotation

#: Words from one half of a quotation to the other ("..., said the minister of foreign affairs. ...").
FARTHEST_HALVES = 30
_ENDS = frozenset(".!?")
_CLOSING = "”’\"')"


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words [first, last) of a quotation; `halves` is the number of the quotation whose second half it is."""

    first: int
    last: int
    complete: bool  # it ends a sentence
    first_half: int | None


def quoted_words(text: str, starts: Sequence[int], quotes: Sequence[Quotation]) -> list[Quoted]:
    """The quotations in words that begin at `starts`, each with the number of the one that it may go on from."""
    out: list[Quoted] = []
    for q in quotes:
        first, last = bisect_left(starts, q.span.start), bisect_left(starts, q.span.end)
        if last <= first:
            continue
        before = out[-1] if out else None
        half = None
        if before and first - before.last <= FARTHEST_HALVES:
            between = text[starts[before.last] : q.span.start] if before.last < len(starts) else ""
            if "\n" not in between:
                half = len(out) - 1
        ending = q.span.of(text).rstrip(_CLOSING + " ")
        out.append(Quoted(first, last, ending[-1:] in _ENDS, half))
    return out


def whole(found: Sequence[Attribution], quotes: Sequence[Quoted]) -> list[Attribution]:
    """The attributions with their quotations whole."""
    content = [set(a.content) for a in found]
    held: dict[int, int] = {}
    for n, q in enumerate(quotes):
        words = set(range(q.first, q.last))
        outside = [k for k, a in enumerate(found) if not q.first <= a.anchor < q.last]
        holder = _of_first_half(found, quotes, held, n)
        if holder is None:
            holder = max(outside, key=lambda k: len(content[k] & words), default=None)
            if holder is None or not content[holder] & words:
                continue
        elif holder not in outside:
            continue
        else:
            for k in outside:
                content[k] -= words
        held[n] = holder
        content[holder] |= words
    return [replace(a, content=tuple(sorted(c.difference(a.cue)))) for a, c in zip(found, content, strict=True)]


def _of_first_half(found: Sequence[Attribution], quotes: Sequence[Quoted], held: dict[int, int], n: int) -> int | None:
    """Who said the first half of a quotation, if his cue stands between the halves and no other cue behind."""
    q = quotes[n]
    if q.first_half is None or q.first_half not in held:
        return None
    before = quotes[q.first_half]
    between = [k for k, a in enumerate(found) if before.last <= a.anchor < q.first]
    if between != [held[q.first_half]]:
        return None
    behind = any(q.last <= a.anchor < q.last + FARTHEST_HALVES // 3 for a in found)
    return between[0] if q.complete or not behind else None
