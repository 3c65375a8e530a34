"""The option `--pair` of several commands: two states, written `USA CHN`, `USA-CHN` or `USA,CHN`.

An option that takes two words swallows whatever follows it: of `--pair USA --status scheduled` it would make the pair
"USA" and "--status". So the words are looked at before they are parsed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from typer.core import TyperCommand

from dragoman.errors import BadQuestion

OPTION = "--pair"
_JOINED = re.compile(r"[^\W\d_]{3}[-,/ ][^\W\d_]{3}")


class PairCommand(TyperCommand):
    """A command with the option `--pair`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # of click, which newer Typers carry within them
        return super().parse_args(ctx, with_two_states(args))


def with_two_states(arguments: Sequence[str]) -> list[str]:
    """The arguments with each `--pair` followed by two words.

    Raises:
        BadQuestion: a pair names one state, or none.
    """
    found: list[str] = []
    left = list(arguments)
    while left:
        word = left.pop(0)
        if word == "--":
            return [*found, word, *left]
        if word.startswith(f"{OPTION}="):
            word, value = OPTION, word.removeprefix(f"{OPTION}=")
            left.insert(0, value)
        found.append(word)
        if word == OPTION:
            found += _states(left)
    return found


def _states(left: list[str]) -> list[str]:
    """Take the two states from the front of what is left."""
    first = left.pop(0) if left and not left[0].startswith("-") else ""
    if _JOINED.fullmatch(first):
        return re.split(r"[-,/ ]", first)
    if not first:
        raise BadQuestion(OPTION, "names no state", f"give two ISO-3 codes, as {OPTION} USA CHN")
    if not left or left[0].startswith("-"):
        raise BadQuestion(
            f"{OPTION} {first}", "names one state, and a pair is two states that face each other",
            f"name the other one, as {OPTION} USA CHN; for one state alone ask `dragoman events --state {first}`",
        )  # fmt: skip
    return [first, left.pop(0)]
