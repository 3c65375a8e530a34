"""Who is the origin of which words: cues with the source and content words that belong to them.

The decoder shared by both senses of attribution: PolNeAR's wide one (intentions and decrees too) and the
statements of the annotation guidelines. Pure arithmetic on scores.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from dragoman.extract.scores import Array, Block, Scores, log_softmax, softmax

Sense = Literal["wide", "ours"]

#: A cue counts from this probability of its anchor on. Chosen on development data with an earlier set of weights: wide
#: 0.4 to 0.6 on PolNeAR dev, ours 0.3 to 0.5 on the annotated dev reports (`python -m bench.reading`).
CUE_THRESHOLD = {"wide": 0.40, "ours": 0.40}
#: Cost, in log probability, of changing the cue that a word belongs to: smooths over single doubtful words. Sources are
#: short, so that a high cost loses them. Swept 0 to 3 on PolNeAR dev (`python -m bench.reading attribution`).
SWITCH = {"source": 0.0, "content": 1.2}
#: Taken, in log probability, from a word's chance to belong to no cue: few statements have no source at all.
AGAINST_NONE = {"source": 0.8, "content": 0.0}
#: A statement that no word prefers as its source takes the likeliest word as one from this chance on, with neighbours
#: of at least this share of it: most statements have a source. Swept 0.05 to 0.3 and 0.2 to 0.6 on PolNeAR
#: dev (`python -m bench.reading attribution`).
LEAST_SOURCE, SHARE_OF_BEST = 0.1, 0.2
_ROWS = {"wide": (0, 1), "ours": (2, 3)}
_CUE_HEAD = {"wide": "cue_wide", "ours": "cue"}


@dataclass(frozen=True, slots=True)
class Attribution:
    """Word indices, in order of the text."""

    anchor: int
    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]
    score: float
    is_guessed: bool = False  #: whether its source is but the likeliest word


def attributions(scores: Scores, *, sense: Sense, breaks: frozenset[int] = frozenset()) -> list[Attribution]:
    """All attributions of a document; `breaks` are words at which a sentence begins (changing there is free)."""
    tags = softmax(scores.words[_CUE_HEAD[sense]])
    out: list[Attribution] = []
    for block in scores.blocks:
        out += _of_block(block, tags[block.first : block.last], sense, breaks)
    return out


def anchors(tags: Array, threshold: float) -> list[int]:
    """Words that carry a cue: likely enough, and no weaker than a neighbour of the same cue."""
    chance = tags[:, 1]
    found: list[int] = []
    for i in np.flatnonzero(chance >= threshold).tolist():
        if found and i - found[-1] <= 1:
            if chance[i] > chance[found[-1]]:
                found[-1] = i
            continue
        found.append(i)
    return found


def _of_block(block: Block, tags: Array, sense: Sense, breaks: frozenset[int]) -> list[Attribution]:
    found = anchors(tags, CUE_THRESHOLD[sense])
    if not found:
        return []
    source_row, content_row = _ROWS[sense]
    free = np.array([i + block.first in breaks for i in range(block.last - block.first)])
    columns = [0, *(a + 1 for a in found)]
    chances = {}
    paths = {}
    for name, row in (("source", source_row), ("content", content_row)):
        chosen = log_softmax(block.attach[row])[:, columns]
        # what goes to words that are no cue counts for none
        rest = np.log1p(-np.minimum(np.exp(chosen[:, 1:]).sum(1), 1 - 1e-6))
        chosen[:, 0] = rest - AGAINST_NONE[name]
        chances[name], paths[name] = chosen, smooth(chosen, free, SWITCH[name])
    out = []
    for k, a in enumerate(found, start=1):
        cue = _cue_words(tags, a, found)
        taken = set(cue)
        content = tuple(i + block.first for i in np.flatnonzero(paths["content"] == k).tolist() if i not in taken)
        source = [i for i in np.flatnonzero(paths["source"] == k).tolist() if i not in taken]
        source = _main_run(source, chances["source"][:, k])
        guess = [] if source else _likeliest(np.exp(chances["source"][:, k]), taken)
        score = float(tags[a, 1])
        out.append(Attribution(a + block.first, tuple(i + block.first for i in cue),
                               tuple(i + block.first for i in source or guess), content, score, bool(guess)))
    return out


def smooth(log: Array, free: Array, switch: float) -> Array:
    """(N,) best labels under a cost for changing label, but at words where a change is free."""
    if switch == 0:
        return log.argmax(1)  # type: ignore[no-any-return]  # nothing speaks for the label of the word before
    rows, labels = log.tolist(), range(log.shape[1])
    best, back = rows[0], []
    for row, is_free in zip(rows[1:], free[1:].tolist(), strict=True):
        most = max(best)
        top = best.index(most)
        moved = most if is_free else most - switch
        from_ = [k if b >= moved else top for k, b in enumerate(best)]
        best = [(b if b > moved else moved) + r for b, r in zip(best, row, strict=True)]
        back.append(from_)
    path = [max(labels, key=best.__getitem__)]
    for step in reversed(back):
        path.append(step[path[-1]])
    return np.array(path[::-1], dtype=np.int64)


def _cue_words(tags: Array, anchor: int, others: list[int]) -> list[int]:
    """The stretch of cue words around an anchor."""
    inside = tags[:, 1] + tags[:, 2] > 0.5
    first = last = anchor
    while first > 0 and inside[first - 1] and first - 1 not in others:
        first -= 1
    while last + 1 < len(tags) and inside[last + 1] and last + 1 not in others:
        last += 1
    return list(range(first, last + 1))


def _main_run(found: list[int], chance: Array) -> list[int]:
    """The likeliest contiguous stretch; gaps of one word are closed."""
    runs: list[list[int]] = []
    for i in found:
        if runs and i - runs[-1][-1] <= 2:
            runs[-1] += range(runs[-1][-1] + 1, i + 1)
        else:
            runs.append([i])
    return max(runs, key=lambda r: (float(np.exp(chance[r]).sum()), -r[0]), default=[])


def _likeliest(chance: Array, taken: set[int]) -> list[int]:
    """The word that is the likeliest source, with its neighbours; none where it is unlikely."""
    best = int(chance.argmax())
    if chance[best] < LEAST_SOURCE or best in taken:
        return []
    first = last = best
    while first > 0 and first - 1 not in taken and chance[first - 1] >= SHARE_OF_BEST * chance[best]:
        first -= 1
    while last + 1 < len(chance) and last + 1 not in taken and chance[last + 1] >= SHARE_OF_BEST * chance[best]:
        last += 1
    return list(range(first, last + 1))


def runs(words: tuple[int, ...]) -> list[tuple[int, int]]:
    """[first, last] of each contiguous stretch of word indices."""
    out: list[tuple[int, int]] = []
    for i in words:
        if out and out[-1][1] == i - 1:
            out[-1] = (out[-1][0], i)
        else:
            out.append((i, i))
    return out
