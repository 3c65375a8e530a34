"""One event out of all its mentions: each field a value with its evidence and its rivals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import blake2b

from dragoman.merge.fold_parties import fold_role
from dragoman.merge.fold_when import fold_when
from dragoman.merge.record import MentionRecord
from dragoman.merge.sources import sources
from dragoman.merge.status_history import fold_status, history
from dragoman.model import Event, EventType

_ID_BYTES = 8  #: sixteen hexadecimal digits: no clash is to be expected among a hundred million events


def event_id(mentions: Sequence[MentionRecord]) -> str:
    """The id of a cluster: a digest of its smallest mention id, whatever came first."""
    return id_after(min(m.id for m in mentions))


def id_after(mention: str) -> str:
    """The id of the event whose smallest mention id this is."""
    return "ev-" + blake2b(mention.encode(), digest_size=_ID_BYTES).hexdigest()


def fold(mentions: Sequence[MentionRecord], *, copies: Mapping[str, str] | None = None) -> Event:
    """Fold the mentions of one cluster. The result does not depend on their order.

    Args:
        copies: group of near copies by report id, for reports that have copies; a group counts as one source.

    Raises:
        ValueError: when there are no mentions.
    """
    if not mentions:
        raise ValueError("an event needs at least one mention")
    told = sorted(mentions, key=lambda m: m.id)
    groups = copies or {}
    kind = _type(told, groups)
    alike = [m for m in told if m.type == kind]
    return Event(
        id=event_id(told),
        type=kind,
        actors=fold_role(told, lambda m: m.actors, lambda m: m.recipients, groups),
        recipients=fold_role(told, lambda m: m.recipients, lambda m: m.actors, groups, keeps_ties=False),
        place=fold_role(told, lambda m: m.place, None, groups),
        when=fold_when(told, groups),
        status=fold_status(told, groups),
        history=history(told),
        mentions=tuple(m.id for m in told),
        reports=tuple(sorted({m.report for m in told})),
        independent_sources=len(sources(told, groups)),
        modes=tuple(sorted({mode for m in alike for mode in m.modes})),
        contexts=tuple(sorted({c for m in told for c in m.contexts})),
        label=_label(told),
    )


def _type(mentions: Sequence[MentionRecord], copies: Mapping[str, str]) -> EventType:
    """The type most independent sources give; ties fall to the alphabet."""
    types = sorted({m.type for m in mentions})
    return min(types, key=lambda t: -len(sources((m for m in mentions if m.type == t), copies)))


def _label(mentions: Sequence[MentionRecord]) -> str:
    """The label most mentions share; ties fall to the one that names most, then to the alphabet."""
    counts = Counter(m.label or m.text for m in mentions)
    return min(counts, key=lambda label: (-counts[label], -len(label), label))
