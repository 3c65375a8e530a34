"""What the words around an event say of its status: a second voice beside the encoder's, from the syntax alone.

Each word near the event in the dependency tree is a sign ("to" marks the verb, "agreed" governs it, it is "the" visit
told before). Signs have weights for each status, which add up to log odds (multinomial logistic regression); the table
`codebook/status_words.tsv` holds them, and `python -m bench.status_words` fits it to the annotated training reports.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from dragoman.codebook.status_cues import base_forms
from dragoman.extract import labels
from dragoman.extract.phrases import Tree
from dragoman.model import Status

if TYPE_CHECKING:
    from dragoman.extract.scores import Array

#: A sign and the index of the word that gives it.
Sign = tuple[str, int]

TABLE = "status_words.tsv"
#: Weights are written in hundredths, and signs left out whose weights are all smaller than this.
UNIT, LEAST = 0.01, 0.10
#: So many words above the event are looked at.
_LEVELS = 3
_TOLD = frozenset("aux aux:pass mark case advmod amod det cop cc:preconj compound:prt obl:unmarked".split())
_PRESENT = frozenset("nsubj nsubj:pass obj obl expl".split())
_DEFINITE = frozenset("the this that these those".split())


def signs(tree: Tree, trigger: int, before: Status | None = None) -> list[Sign]:
    """The signs of an event; `before` is the status of the same thing where the report has told of it already."""
    word = tree.words[trigger]
    out: list[Sign] = [(f"word {base(tree, trigger)}", trigger), (f"tag {word.xpos} {word.deprel}", trigger)]
    out += _around(tree, trigger, "own")
    if before and is_definite(tree, trigger):
        out.append((f"again {before}", trigger))
    at, path = trigger, ""
    for level in range(_LEVELS):
        above = tree.words[at].head
        if above < 0:
            out.append((f"root {level}", at))
            break
        path += f"<{tree.words[at].deprel.partition(':')[0]}"
        stem = base(tree, above)
        out += [(f"above {level} {path} {stem}", above), (f"above {level} {stem}", above),
                (f"above {level} {path} tag {tree.words[above].xpos}", above)]
        if not level:
            out.append((f"governs {word.xpos} {word.deprel} {stem}", above))
        out += _around(tree, above, f"above {level}")
        at = above
    return out


def is_definite(tree: Tree, word: int) -> bool:
    """Whether a noun is one that the reader knows of: "the visit", "Berg's visit"."""
    determiner = tree.child(word, "det")
    return tree.words[word].upos == "NOUN" and (
        tree.child(word, "nmod:poss") is not None or (determiner is not None and tree.low(determiner) in _DEFINITE))


def voice(found: list[Sign]) -> Array:
    """Log probability of each status (in the order of the labels) by these signs alone."""
    table = weights()
    total = table["bias"] + sum((table[s] for s in dict.fromkeys(s for s, _ in found) if s in table),
                                np.zeros(len(labels.STATUS)))
    out: Array = total - np.logaddexp.reduce(total)
    return out


def telling(found: list[Sign], status: Status) -> tuple[float, int] | None:
    """(weight, minus the word's index) of what speaks most for a status, against the mean of all statuses."""
    table, column = weights(), labels.STATUS.index(status)
    by_word: dict[int, float] = {}
    for sign, word in dict(found).items():
        if sign in table:
            by_word[word] = by_word.get(word, 0.0) + float(table[sign][column] - table[sign].mean())
    return max(((w, -i) for i, w in by_word.items()), default=None)


@cache
def weights() -> dict[str, Array]:
    """The table: sign to a weight for each status."""
    lines = files("dragoman.codebook").joinpath(TABLE).read_text("utf-8").splitlines()
    rows = [line.partition("\t") for line in lines if line and not line.startswith("#")]
    # read as one array: a tenth of the time that an array for each sign takes
    values = np.fromstring("\t".join(numbers for _, _, numbers in rows), sep="\t").reshape(len(rows), -1)
    return dict(zip((sign for sign, _, _ in rows), UNIT * values, strict=True))


def _around(tree: Tree, i: int, place: str) -> list[Sign]:
    out = [(f"{place} tag {tree.words[i].xpos}", i)]
    for d in tree.dependents[i]:
        relation = tree.words[d].deprel
        if relation in _TOLD:
            out.append((f"{place} {relation} {tree.low(d)}", d))
        elif relation == "nmod:poss":
            out.append((f"{place} possessed", d))
        elif relation in _PRESENT:
            out.append((f"{place} has {relation}", i))
    return out


def base(tree: Tree, i: int) -> str:
    """A stem that joins the forms of a word; short words stay."""
    low = tree.low(i)
    return min(base_forms(low)[1:], key=len, default=low) if len(low) > 4 else low
