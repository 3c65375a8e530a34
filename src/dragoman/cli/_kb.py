"""The option `--kb`: facts of the user's own, for the commands that ask the knowledge base."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from dragoman.kb import Base

KB = typer.Option([], "--kb", metavar="FILE", help="Facts of your own, TOML or CSV; may be given several times.")


def with_facts(files: Sequence[str]) -> Base:
    """The knowledge base with these files besides those of the settings, in use from now on.

    Raises:
        BadFacts: faulty lines, each named; nothing of any file is loaded.
        NotFound: there is no such file.
    """
    from dragoman import kb

    return kb.add(files) if files else kb.default()
