"""What can be seen of a pair of mentions without the network: the features of the antecedent scorer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

FORMS = ("name", "nominal", "pronoun")
NAMES = (
    "bias", "same sentence", "next sentence", "within 3 sentences", "within 10 sentences", "farther",
    "same words", "same head", "head in the other", "all words of one in the other", "acronym", "same type",
    "both plural", "both singular", "number differs", "gender differs", "same pronoun", "nearest of its type",
)
_PLURAL = frozenset("they them their theirs we us our ours themselves ourselves these those both".split())
_HE = frozenset("he him his himself".split())
_SHE = frozenset("she her hers herself".split())
_IT = frozenset("it its itself this that".split())
_STOP = frozenset("the a an of 's ’s his her its their our my your this that these those and".split())


def pronoun_class(word: str) -> int:
    """0 no gendered pronoun, 1 he, 2 she, 3 it, 4 they, 5 I/we, 6 you."""
    low = word.lower()
    if low in _HE:
        return 1
    if low in _SHE:
        return 2
    if low in _IT:
        return 3
    if low in _PLURAL:
        return 4 if low[0] == "t" or low in ("both",) else 5
    if low in ("i", "me", "my", "mine", "myself"):
        return 5
    if low in ("you", "your", "yours", "yourself"):
        return 6
    return 0


class Seen:
    """A mention as the features see it."""

    __slots__ = ("acronym", "content", "form", "gender", "head", "plural", "sentence", "type", "words")

    def __init__(self, words: Sequence[str], head: int, upos: str, xpos: str, type_: int, sentence: int) -> None:
        low = [w.lower() for w in words]
        self.head = low[head] if low else ""
        self.content = frozenset(w for w in low if w not in _STOP and w[:1].isalnum())
        self.words = " ".join(w for w in low if w not in ("the", "a", "an", "'s", "’s"))
        self.form = 2 if upos == "PRON" or (upos == "DET" and len(low) == 1) else 0 if upos == "PROPN" else 1
        self.gender = pronoun_class(words[head]) if self.form == 2 else 0
        self.plural = self.gender == 4 or xpos in ("NNS", "NNPS")
        self.acronym = "".join(w[0] for w in words if w[:1].isupper()) if len(words) > 1 else (
            words[0].replace(".", "") if words and words[0].isupper() else "")
        self.type = type_
        self.sentence = sentence


def pair_features(i: Seen, candidates: Sequence[Seen]) -> np.ndarray:
    """(len(candidates), len(NAMES)) of 0 and 1, candidates in order of the text, all before `i`."""
    out = np.zeros((len(candidates), len(NAMES)), dtype=np.float32)
    seen_type = False
    for row in range(len(candidates) - 1, -1, -1):
        j = candidates[row]
        gap = i.sentence - j.sentence
        on = [0, 1 if gap == 0 else 2 if gap == 1 else 3 if gap <= 3 else 4 if gap <= 10 else 5]
        if i.form != 2 and j.form != 2:
            if i.words == j.words:
                on.append(6)
            if i.head == j.head:
                on.append(7)
            elif i.head in j.content or j.head in i.content:
                on.append(8)
            if i.content and j.content and (i.content <= j.content or j.content <= i.content):
                on.append(9)
            if len(i.acronym) > 1 and i.acronym == j.acronym and (len(i.content) == 1) != (len(j.content) == 1):
                on.append(10)
        same_type = i.type == j.type
        if same_type:
            on.append(11)
            if not seen_type:
                on.append(17)
                seen_type = True
        on.append(12 if i.plural and j.plural else 13 if i.plural == j.plural else 14)
        if i.gender and j.gender:
            on.append(16 if i.gender == j.gender else 15)
        out[row, on] = 1
    return out


def forms(i: Seen, candidates: Sequence[Seen]) -> np.ndarray:
    """(len(candidates),): which of the 9 tables of weights each pair uses, by the forms of both."""
    return np.array([i.form * 3 + j.form for j in candidates], dtype=np.int64)
