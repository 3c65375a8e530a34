"""Rules over token kinds: a pattern is written in words and matched as a regular expression.

A text becomes a string with one character per token, its kind. A pattern names kinds in
braces: `{the}? {last} {u=unit|quarter}` matches "the last year" and captures the unit's token
as `u`. Matching a few hundred characters against precompiled expressions keeps this fast.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from dragoman.codebook.time_words import VOCABULARY
from dragoman.extract.timex.meaning import Meaning
from dragoman.extract.timex.tokens import BREAK, OTHER, Token

_KINDS = sorted(
    {kind for kind, _ in VOCABULARY.values()}
    | {
        OTHER,
        BREAK,
        "iso",
        "slash",
        "clock",
        "possessive",
        "feast",
        "decade",
        "short",
        "number",
        "day",
        "year",
        "military",
        "ordinal",
        "comma",
        "hyphen",
        "dash",
        "slash-mark",
        "open",
        "close", "year-part", "fiscal-year",
    }
)
_LETTER = dict(zip(_KINDS, map(chr, count(0x100)), strict=False))
_BRACES = re.compile(r"\{(?:(\w+)=)?([\w|-]+)\}")


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a pattern fits: its tokens, by position and by name."""

    text: str
    tokens: Sequence[Token]  #: all tokens of the text
    first: int
    last: int  #: index after the last token
    named: dict[str, int]

    def __getitem__(self, name: str) -> Token:
        return self.tokens[self.named[name]]

    def __contains__(self, name: str) -> bool:
        return name in self.named

    def value(self, name: str, default: object = None) -> object:
        """Value of a named token, or the default where the pattern left it out."""
        return self[name].value if name in self.named else default

    def number(self, name: str, default: int = 0) -> int:
        return self[name].number if name in self.named else default

    @property
    def before(self) -> Token | None:
        """The token before the hit."""
        return self.tokens[self.first - 1] if self.first else None

    @property
    def after(self) -> Token | None:
        """The token after the hit."""
        return self.tokens[self.last] if self.last < len(self.tokens) else None

    @property
    def kinds(self) -> frozenset[str]:
        """Kinds of the tokens in the hit."""
        return frozenset(t.kind for t in self.tokens[self.first : self.last])

    @property
    def kind_before(self) -> str:
        """Kind of the token before the hit, "" at the start of the text."""
        return self.before.kind if self.before else ""

    @property
    def kind_after(self) -> str:
        """Kind of the token after the hit, "" at the end of the text."""
        return self.after.kind if self.after else ""

    def side(self) -> str | None:
        """Kind of the token captured as `side` ("last", "next", "this" ...)."""
        return self["side"].kind if "side" in self.named else None

    @property
    def start(self) -> int:
        return self.tokens[self.first].start

    @property
    def end(self) -> int:
        return self.tokens[self.last - 1].end


Build = Callable[[Hit], Meaning | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what it means; `build` answers None where the words are no time expression."""

    name: str
    pattern: re.Pattern[str]
    build: Build
    needs: tuple[frozenset[str], ...] = ()  #: letters of which a text must hold one each, or the pattern cannot fit

    def can_fit(self, present: frozenset[str]) -> bool:
        """Whether a text with these letters may hold a hit."""
        return all(not needed.isdisjoint(present) for needed in self.needs)

    def hits(self, text: str, tokens: Sequence[Token], letters: str) -> Iterator[Hit]:
        """All places where the pattern fits."""
        for found in self.pattern.finditer(letters):
            named = {
                name.partition("_")[0]: found.start(name) for name in self.pattern.groupindex if found.start(name) >= 0
            }
            yield Hit(text, tokens, found.start(), found.end(), named)


def rule(name: str, pattern: str, build: Build) -> Rule:
    """Compile a rule. Raises KeyError when the pattern names an unknown kind."""

    copies = count()

    def letters(found: re.Match[str]) -> str:
        kinds = "[" + "".join(_LETTER[kind] for kind in found[2].split("|")) + "]"
        # A name may stand in several branches; `re` wants each but once, so they are numbered here.
        return f"(?P<{found[1]}_{next(copies)}>{kinds})" if found[1] else kinds

    return Rule(name, re.compile(_BRACES.sub(letters, pattern).replace(" ", "")), build, _needs(pattern))


_ATOM = re.compile(r"\{(?:\w+=)?([\w|-]+)\}|[()|]")


def _needs(pattern: str) -> tuple[frozenset[str], ...]:
    """The kinds that every hit holds: the braces outside of all brackets that no mark makes optional."""
    depth = 0
    needed = []
    for atom in _ATOM.finditer(pattern):
        if atom[0] == "|" and depth == 0:
            return ()  # either side will do
        if atom[1] is None:
            depth += {"(": 1, ")": -1}.get(atom[0], 0)
        elif depth == 0 and pattern[atom.end() : atom.end() + 1] not in ("?", "*"):
            needed.append(frozenset(_LETTER[kind] for kind in atom[1].split("|")))
    return tuple(needed)


def spell(tokens: Sequence[Token]) -> str:
    """The text as one letter per token."""
    return "".join(_LETTER[t.kind] for t in tokens)
