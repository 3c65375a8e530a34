"""How many independent sources stand behind something: reprints and one outlet's repetitions count once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dragoman.merge.record import MentionRecord
from dragoman.model import Evidence
from dragoman.names import fold


def source(mention: MentionRecord, copies: Mapping[str, str]) -> str:
    """The source a mention counts for: the group of copies its report is in, else its outlet, else the report itself.

    Args:
        copies: group of near copies by report id, for reports that have copies.
    """
    group = copies.get(mention.report)
    if group is not None:
        return f"copies:{group}"
    return f"outlet:{fold(mention.outlet)}" if mention.outlet else f"report:{mention.report}"


def sources(mentions: Iterable[MentionRecord], copies: Mapping[str, str]) -> frozenset[str]:
    """The independent sources of several mentions."""
    return frozenset(source(m, copies) for m in mentions)


def evidence(mentions: Iterable[MentionRecord]) -> tuple[Evidence, ...]:
    """Each mention's sentence once, in order of mention ids."""
    return tuple(dict.fromkeys(m.evidence for m in sorted(mentions, key=lambda m: m.id)))
