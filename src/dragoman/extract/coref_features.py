"""What can be seen of a pair of mentions without the network: the features of the antecedent scorer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.extract.scores import Array

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
_ARTICLES = frozenset(("the", "a", "an", "'s", "’s"))
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


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention as the features see it."""

    head: str  #: its head word, lower case
    content: frozenset[str]  #: its words but for determiners, lower case
    words: str  #: all of it but for articles, lower case
    form: int  #: index into FORMS
    gender: int  #: see `pronoun_class`
    plural: bool
    acronym: str
    type: int  #: index into labels.MENTION
    sentence: int


def seen(words: Sequence[str], head: int, upos: str, xpos: str, type_: int, sentence: int) -> Seen:
    """A mention of `words`, of which `head` is the index of the head."""
    low = [w.lower() for w in words]
    pronoun = upos == "PRON" or (upos == "DET" and len(low) == 1)
    gender = pronoun_class(words[head]) if pronoun else 0
    initials = "".join(w[0] for w in words if w[:1].isupper())
    return Seen(
        low[head],
        frozenset(w for w in low if w not in _STOP and w[:1].isalnum()),
        " ".join(w for w in low if w not in _ARTICLES),
        2 if pronoun else 0 if upos == "PROPN" else 1,
        gender,
        gender == 4 or xpos in ("NNS", "NNPS"),
        initials if len(words) > 1 else words[0].replace(".", "") if words[0].isupper() else "",
        type_,
        sentence,
    )


def pair_features(mentions: Sequence[Seen]) -> Array:
    """(len(NAMES), M, M) booleans: feature f of mention i with candidate j; only j < i means anything."""
    n = len(mentions)
    out = np.zeros((len(NAMES), n, n), dtype=bool)
    sentence = _column(m.sentence for m in mentions)
    gap = sentence[:, None] - sentence[None, :]
    for f, (low, high) in enumerate(((0, 0), (1, 1), (2, 3), (4, 10), (11, 10**9)), start=1):
        out[f] = (gap >= low) & (gap <= high)
    out[0] = True
    full = _column(m.form for m in mentions) != 2
    both = full[:, None] & full[None, :]
    strings, heads = _numbered(m.words for m in mentions), _numbered(m.head for m in mentions)
    same_head = heads[:, None] == heads[None, :]
    known = {w for m in mentions for w in m.content} | {m.head for m in mentions}
    vocabulary = {w: k for k, w in enumerate(sorted(known))}
    has, is_head = (np.zeros((n, len(vocabulary)), dtype=np.float32) for _ in range(2))
    for i, m in enumerate(mentions):
        has[i, [vocabulary[w] for w in m.content]] = 1
        is_head[i, vocabulary[m.head]] = 1
    crossing = (is_head @ has.T) > 0
    size = has.sum(1)
    smaller = np.minimum(size[:, None], size[None, :])
    acronyms = _numbered(m.acronym for m in mentions)
    long = _column(len(m.acronym) > 1 for m in mentions)
    single = size == 1
    out[6] = both & (strings[:, None] == strings[None, :])
    out[7] = both & same_head
    out[8] = both & ~same_head & (crossing | crossing.T)
    out[9] = both & (has @ has.T == smaller) & (smaller > 0)
    out[10] = both & (acronyms[:, None] == acronyms[None, :]) & long[:, None] & (single[:, None] != single[None, :])
    types, plural = _column(m.type for m in mentions), _column(m.plural for m in mentions)
    out[11] = types[:, None] == types[None, :]
    out[12] = plural[:, None] & plural[None, :]
    out[13] = ~plural[:, None] & ~plural[None, :]
    out[14] = plural[:, None] != plural[None, :]
    genders = _column(m.gender for m in mentions)
    gendered = (genders[:, None] > 0) & (genders[None, :] > 0)
    equal = genders[:, None] == genders[None, :]
    out[15], out[16] = gendered & ~equal, gendered & equal
    last: dict[int, int] = {}
    for i, kind in enumerate(types.tolist()):
        if kind in last:
            out[17, i, last[kind]] = True
        last[kind] = i
    return out


def _column(values: Iterable[int]) -> Array:
    """Whole numbers, or booleans where all are, as an array."""
    return np.array(list(values))


def _numbered(words: Iterable[str]) -> Array:
    """The same number for the same words."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(w, len(numbers)) for w in words])


def pair_forms(mentions: Sequence[Seen]) -> Array:
    """(M, M): which of the 9 tables of weights a pair uses, by the forms of both."""
    form = np.array([m.form for m in mentions], dtype=np.int64)
    return form[:, None] * len(FORMS) + form[None, :]
