"""Whose voice a passage is in where no statement holds it: "I" in a press statement, a transcript, a speech.

1. A label at the head of the line or of one before it: "SECRETARY BLINKEN:". 2. Who "said:" at the end of a line
before: the subject of that word, or else the last person before it. 3. The byline: one of the first lines that is a
name and an office, divided by a comma and without a full stop. 4. Who signs a letter, below "Sincerely,".
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from dragoman.kb import Base
from dragoman.model import Span
from dragoman.resolve import entity_words as words
from dragoman.resolve.entity_page import Page, Referent, Seen
from dragoman.resolve.entity_titles import name_start, title_of

_LABEL = re.compile(
    r"^(?:(?:MR|MRS|MS|DR|AMB|GEN|SEN|GOV|LT|H\.E)\.|[A-Z][A-Z’'\-]+)(?: [A-Z][A-Z.’'\-]*)*(?: \([^)]*\))?:")
_ANNOUNCED = re.compile(r"\b(?:said|says|stated|added|told [^.]*)[^.!?\"”]{0,40}:$")
#: A byline stands in the first lines of a report and is short.
_BYLINE_LINES = 4
_BYLINE_WORDS = 22
#: What stands above the name of who signs a letter, and within how many lines the name does.
_GREETINGS = frozenset(("sincerely", "yours sincerely", "yours truly", "yours faithfully", "respectfully",
                        "respectfully yours", "best regards", "with best wishes"))
_SIGNATURE_LINES = 4


class Voices:
    """Finds who speaks, by lines."""

    def __init__(self, page: Page, base: Base, mentions: Sequence[Seen]) -> None:
        self._page = page
        self._base = base
        self._mentions = mentions
        self._lines = page.text.split("\n")
        self._by_line: dict[int, Referent | None] = {}
        self.has_labels = False
        self._read()

    def at(self, i: int) -> Referent | None:
        """Who speaks at word `i`."""
        line = self._page.line_of[i]
        return next((self._by_line[n] for n in range(line, -1, -1) if n in self._by_line), None)

    def other(self, i: int) -> Referent | None:
        """Whom the speaker at word `i` speaks to, where labels name two in all."""
        me = self.at(i)
        speakers = list({id(r): r for r in self._by_line.values() if r is not None}.values())
        others = [r for r in speakers if r is not me]
        return others[0] if self.has_labels and me is not None and len(others) == 1 else None

    def _read(self) -> None:
        names: dict[int, list[Seen]] = {}
        for seen in self._mentions:
            if seen.form == "name" and seen.referent is not None and seen.referent.kind == "person":
                names.setdefault(self._page.line_of[seen.first], []).append(seen)
        start = 0
        for n, line in enumerate(self._lines):
            here = names.get(n, [])
            label = _LABEL.match(line)
            if label:
                self.has_labels = True
                inside = [s for s in here if s.span.start < start + label.end()]
                self._by_line[n] = inside[-1].referent if inside else None
            elif here and (verb := _ANNOUNCED.search(line.rstrip())):
                self._by_line[n + 1] = self._announced(here, Span(start + verb.start(), start + verb.end()))
            elif n < _BYLINE_LINES and len(here) == 1 and self._is_byline(line, start, here[0]):
                self._by_line.setdefault(n, here[0].referent)
            start += len(line) + 1
        if not self._by_line:
            self._read_signature(names)

    def _read_signature(self, names: dict[int, list[Seen]]) -> None:
        at = next((n for n, line in enumerate(self._lines) if line.strip().rstrip(",").lower() in _GREETINGS), None)
        below = () if at is None else range(at + 1, min(at + _SIGNATURE_LINES, len(self._lines)))
        signed = next((names[n] for n in below if len(names.get(n, ())) == 1), None)
        if signed:
            self._by_line[0] = signed[0].referent

    def _announced(self, here: Sequence[Seen], verb: Span) -> Referent | None:
        """Who said what follows: of the persons of the line, by the word that says so."""
        at, last = self._page.words_of(verb)
        before = [s for s in here if s.span.start < verb.start]
        subjects = [s for s in before if at < last and self._page.words[s.head].head == at
                    and self._page.words[s.head].deprel == "nsubj"]
        if subjects or before:
            return (subjects or before)[-1].referent
        return None if self._page.low[at] == "told" else here[0].referent  # "said Ada Berg:"

    def _is_byline(self, line: str, start: int, seen: Seen) -> bool:
        begins = self._page.words[seen.first].start == start or seen.span.start == start
        text = line.rstrip()
        return begins and not text.endswith((".", "!", "?", ":")) and len(text.split()) <= _BYLINE_WORDS and (
            self._has_office(seen))

    def _has_office(self, seen: Seen) -> bool:
        """ "Ned Price, Department Spokesperson": not "Emmanuel Macron threatens to block the pact, seeks jets"."""
        page = self._page
        if seen.last >= len(page.words) or page.forms[seen.last] != ",":
            return False
        line = page.line_of[seen.first]
        behind = itertools.takewhile(lambda i: page.line_of[i] == line, range(seen.last + 1, len(page.words)))
        if any(page.low[i] in words.TITLE_NOUNS for i in behind):
            return True
        start = name_start(page, self._base, seen.first, seen.last)
        return start < seen.last and title_of(page, self._base, start, seen.last).office is not None
