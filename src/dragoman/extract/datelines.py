"""Datelines: where a report was written, printed before its first words ("ARGYLE, Saint Vincent (AP) – ").

The words of a dateline belong to no clause of the sentence behind it. The encoder, which was trained on text without
them, hangs them on its verbs: the tree is mended here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.model import Document, Sentence

_DATELINE = re.compile(
    r"[A-Z][A-Z.'’]+(?:[ /-][A-Z][A-Z.'’]+){0,3}"  # the town, in capitals
    r"(?:,? (?:[A-Z][\w.'’]*|\d{1,4}|\([A-Z][^)\n]{1,30}\)))*"  # state, day, agency
    r",?\s+(?:-|–|—|--|_)\s+(?=[\w“\"'‘«])")
_DASHES = frozenset(("-", "–", "—", "--", "_"))
#: Longer stretches before a dash are headlines.
_LONGEST = 70


def dateline_words(text: str, sentence: Sentence, starts: Sequence[int]) -> int:
    """How many words a dateline takes at the head of a sentence that begins a line; 0 where there is none.

    `starts` are the offsets of all words of the document.
    """
    begin = sentence.span.start
    if text[text.rfind("\n", 0, begin) + 1 : begin].strip():
        return 0
    match = _DATELINE.match(text, begin, min(sentence.span.end, begin + _LONGEST))
    if match is None:
        return 0
    inside = 0
    while sentence.first + inside < sentence.last and starts[sentence.first + inside] < match.end():
        inside += 1
    return inside if inside < sentence.last - sentence.first else 0


def part_dateline(heads: list[int], relations: list[str], first: int, size: int, last: int) -> None:
    """Hang the `size` words of a dateline from `first` on together, and keep the rest of the sentence, to `last`, free
    of them; `heads` are document indices, -1 for a root."""
    behind = range(first + size, last)
    root = next((i for i in behind if heads[i] < 0), None)
    if root is None:
        root = next((i for i in behind if heads[i] < first + size), behind.start)
        heads[root], relations[root] = -1, "root"
    for i in behind:
        if 0 <= heads[i] < first + size:
            heads[i] = root
            relations[i] = relations[i] if relations[i] in ("punct", "nsubj", "obl") else "dep"
    heads[first], relations[first] = root, "dislocated"
    for i in range(first + 1, first + size):
        heads[i], relations[i] = first, "punct" if relations[i] == "punct" else "flat"


def dateline_places(doc: Document) -> list[tuple[int, int]]:
    """[first, last) words of each place that a dateline names; needs syntax. What stands in brackets is the agency."""
    times = {i for t in doc.timexes for i in range(t.span.start, t.span.end)}
    out: list[tuple[int, int]] = []
    for sentence in doc.sentences:
        opened = False
        run: int | None = None
        last = dateline_end(doc, sentence)
        for i in range(sentence.first, last):
            word = doc.words[i]
            form = doc.text[word.start : word.end]
            opened = (opened or form == "(") and form != ")"
            is_name = form[:1].isupper() and not opened and word.start not in times
            if is_name and run is None:
                run = i
            elif not is_name and run is not None:
                out.append((run, i))
                run = None
    return out


def dateline_end(doc: Document, sentence: Sentence) -> int:
    """The first word behind a sentence's dateline by its tree; its first word, where it has none."""
    words, first = doc.words, sentence.first
    if words[first].deprel != "dislocated":
        return first
    at = first + 1
    while at < sentence.last and words[at].head == first and words[at].deprel in ("flat", "punct"):
        at += 1
    return at if doc.text[words[at - 1].start : words[at - 1].end] in _DASHES else first
