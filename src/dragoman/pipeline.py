"""The stages in order, and `annotate`, which runs them.

A stage is a pure function `Document -> Document` that declares what it needs and gives;
a list of stages whose needs are not met by the ones before fails when it is built.
Only the encoder works on batches of documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dragoman.model import Document

Step = Callable[[Document], Document]


@dataclass(frozen=True, slots=True)
class Stage:
    """A step with what it needs and what it gives."""

    name: str
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    run: Step


def stage(*, needs: Iterable[str], gives: Iterable[str]) -> Callable[[Step], Stage]:
    """Declare a function as a stage."""

    def wrap(step: Step) -> Stage:
        return Stage(step.__name__, tuple(needs), tuple(gives), step)

    return wrap


def check_order(stages: Sequence[Stage]) -> None:
    """Raise ValueError when a stage needs what no stage before it gives."""
    given = {"report"}
    for each in stages:
        missing = [n for n in each.needs if n not in given]
        if missing:
            raise ValueError(f"stage {each.name!r} needs {', '.join(missing)}, which no stage before it gives")
        given.update(each.gives)
