"""How surely two mentions tell one event, as named features that a reader can check.

The score is a logistic sum: each feature adds `weight * score` to the log-odds, or its `unknown` where there is
nothing to compare. They lie in `codebook/merge_weights.tsv`, with how they were found.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import exp

from dragoman.merge.features import FEATURES
from dragoman.merge.profile import Profile, profile
from dragoman.merge.record import MentionRecord

BIAS = "bias"  #: row of the log-odds before anything is compared
_PROFILES_KEPT = 20_000  #: a mention is compared with many others; some 40 MB at most


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing compared: how well it fits, how much that counts, and what was compared."""

    name: str
    score: float | None  #: 1 fits, 0 speaks against, None: nothing to compare; see features.py
    weight: float  #: what it adds to the log-odds of one event
    detail: str  #: one sentence for people
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdict of all features on a pair."""

    score: float  #: probability that both tell one event, 0 to 1
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True)
class Weight:
    """One row of the table."""

    weight: float
    unknown: float  #: added when there is nothing to compare
    floor: float | None = None  #: a score below this settles the matter: not one event

    def adds(self, score: float | None) -> float:
        """What a score adds to the log-odds."""
        return self.unknown if score is None else self.weight * score

    def settles(self, score: float | None) -> bool:
        """Whether a score says that it is not one event, whatever the other features find."""
        return score is not None and self.floor is not None and score < self.floor


@dataclass(slots=True)
class Context:
    """Profiles already made (a cache: it never changes an answer)."""

    profiles: OrderedDict[str, Profile] = field(default_factory=OrderedDict, repr=False)

    def profile(self, mention: MentionRecord) -> Profile:
        """The mention made ready for comparing."""
        known = self.profiles.get(mention.id)
        if known is None or known.record is not mention:
            known = self.profiles[mention.id] = profile(mention)
            if len(self.profiles) > _PROFILES_KEPT:
                self.profiles.popitem(last=False)
        return known


def compare(a: MentionRecord, b: MentionRecord, *, context: Context | None = None) -> Comparison:
    """Compare two mentions by every feature of the table; symmetric but for `left` and `right`."""
    context = context or Context()
    left, right = context.profile(a), context.profile(b)
    rows = weights()
    log_odds, settled, found = rows[BIAS].weight, False, []
    for name, row in rows.items():
        if name == BIAS:
            continue
        fit = FEATURES[name](left, right)
        adds = row.adds(fit.score)
        log_odds += adds
        settled |= row.settles(fit.score)
        found.append(Feature(name, fit.score, round(adds, 3), fit.detail, fit.left, fit.right))
    return Comparison(score=0.0 if settled else _chance(log_odds), features=tuple(found))


def score(a: MentionRecord, b: MentionRecord, *, context: Context) -> float:
    """The score of `compare` alone: one of the first features settles most pairs, and the rest is not computed."""
    left, right = context.profile(a), context.profile(b)
    rows = weights()
    log_odds = rows[BIAS].weight
    for name, row in rows.items():
        if name == BIAS:
            continue
        found = FEATURES[name](left, right).score
        if row.settles(found):
            return 0.0
        log_odds += row.adds(found)
    return _chance(log_odds)


def _chance(log_odds: float) -> float:
    return round(1 / (1 + exp(-log_odds)), 4)


@cache
def weights() -> dict[str, Weight]:
    """Rows of the table by feature; "bias" is the log-odds before anything is compared."""
    lines = files("dragoman.codebook").joinpath("merge_weights.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {
        name: Weight(float(weight), float(unknown), float(floor) if floor else None)
        for name, weight, unknown, floor in rows
    }
