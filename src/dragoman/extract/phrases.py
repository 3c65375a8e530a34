"""Noun phrases out of the dependency tree: from a head word to the words around it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dragoman.codebook.sources import GROUPS, UNNAMED
from dragoman.model import Document, Sentence, Span, Word

#: Dependents that stand before a noun and belong to its phrase.
_BEFORE = frozenset(
    "det det:predet amod compound nummod nmod:poss nmod:desc flat advmod nmod:unmarked punct case cc conj "
    "goeswith".split())
#: Dependents that stand behind a noun and belong to its name.
_BEHIND = frozenset(("flat", "goeswith", "compound", "fixed"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM"))
_JOINING = frozenset(("ADP", "CCONJ", "SCONJ", "PUNCT"))
_ONE = frozenset(("a", "an"))
_MANY = frozenset(("few", "dozen", "number", "couple", "lot", "hundred", "thousand", "million", "billion"))
_QUOTES = frozenset("\"“”‘’«»'`()[],;:–—-")


#: Words behind a phrase among which its bracket is closed.
_CLOSING_REACH = 3
#: What stands behind a name, with or without a comma, and belongs to it.
NAME_SUFFIXES = frozenset(("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"))


class Tree:
    """The words of a document with quick access to dependents."""

    def __init__(self, words: Sequence[Word], text: str) -> None:
        self.words = words
        self.text = text
        self.starts = [w.start for w in words]
        self.dependents: list[list[int]] = [[] for _ in words]
        for i, word in enumerate(words):
            if word.head >= 0:
                self.dependents[word.head].append(i)

    def form(self, i: int) -> str:
        w = self.words[i]
        return self.text[w.start : w.end]

    def low(self, i: int) -> str:
        return self.form(i).lower()

    def child(self, i: int, *relations: str) -> int | None:
        """The first dependent with one of these relations."""
        return next((d for d in self.dependents[i] if self.words[d].deprel in relations), None)

    def children(self, i: int, *relations: str) -> list[int]:
        return [d for d in self.dependents[i] if self.words[d].deprel in relations]

    def inside(self, span: Span) -> range:
        """The words that begin in a span."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def span(self, first: int, last: int) -> Span:
        """Characters of words `first` to `last`, both included."""
        return Span(self.words[first].start, self.words[last].end)

    def head_of(self, first: int, last: int) -> int:
        """The word of [first, last] that is governed from outside it."""
        for i in range(first, last + 1):
            if not first <= self.words[i].head <= last:
                return i
        return last

    def subtree(self, i: int) -> list[int]:
        """The word and all below it, in order of the text."""
        out, open_ = [], [i]
        while open_:
            at = open_.pop()
            out.append(at)
            open_ += self.dependents[at]
        return sorted(out)


def tree_of(doc: Document) -> Tree:
    """The tree of a document's words: made once while stages ask for that of the same words."""
    global _made
    made = _made
    if made is None or made.words is not doc.words or made.text != doc.text:
        made = _made = Tree(doc.words, doc.text)
    return made


_made: Tree | None = None


def noun_phrase(tree: Tree, head: int, sentence: Sentence) -> tuple[int, int]:
    """[first, last] words of a phrase without relative clauses, appositions and what hangs on prepositions.

    Articles and quotation marks at its edges are left out of names ("the Kremlin" keeps its article: it is a phrase).
    """
    first = last = head
    # what stands before a phrase's own preposition is a slip of the parse
    bar = max((c for c in tree.children(head, "case") if c < head), default=-1)
    for d in tree.dependents[head]:
        if bar < d < head and tree.words[d].deprel in _BEFORE:
            if tree.words[d].deprel in ("case", "cc", "punct"):
                continue
            first = min(first, leftmost(tree, d))
        elif d > head and tree.words[d].deprel in _BEHIND and d <= head + 8:
            last = max(last, d, *tree.children(d, "flat", "goeswith"))
    first, last = max(first, sentence.first), min(last, sentence.last - 1)
    first = past_article(tree, first, head)
    while first < head and (tree.form(first) in _QUOTES or tree.words[first].upos in _JOINING):
        first += 1
    while last > head and tree.form(last) in _QUOTES:
        last -= 1
    return first, last


def suffix_end(tree: Tree, last: int, end: int) -> int:
    """The word behind the suffix of a person's name that ends before `last` ("Ada Berg, Jr."), else `last`; `end`: the
    end of the sentence."""
    at = last + (last < end and tree.form(last) == ",")
    return at + 1 if at < end and tree.form(at) in NAME_SUFFIXES else last


def name_before_suffix(tree: Tree, suffix: int, first: int) -> int:
    """The first word of the name that a suffix ("Jr.") belongs to, not before word `first`; the suffix without one."""
    at = suffix - (suffix > first and tree.form(suffix - 1) == ",")
    start = at
    while start > first and tree.words[start - 1].upos == "PROPN" and tree.form(start - 1)[:1].isupper():
        start -= 1
    return start if start < at else suffix


def closed(tree: Tree, first: int, last: int, end: int) -> int:
    """The last word of a phrase whose bracket is closed: "the news agency (NNA" goes on to the ")" close behind it, and
    ends before the "(" where there is none. `end`: the end of the sentence."""
    opened = [i for i in range(first, last + 1) if tree.form(i) == "("]
    if len(opened) <= sum(tree.form(i) == ")" for i in range(first, last + 1)):
        return last
    behind = range(last + 1, min(last + 1 + _CLOSING_REACH, end))
    return next((i for i in behind if tree.form(i) == ")"), max(opened[-1] - 1, first))


def past_article(tree: Tree, first: int, head: int) -> int:
    """Where the phrase of a plural head begins, which "a" or "an" before another noun does not belong to: "..., an
    engagement [sources] said was expected"."""
    low = tree.low(head)
    is_plural = tree.words[head].xpos in ("NNS", "NNPS") or (low.endswith("s") and low in UNNAMED | GROUPS)
    if tree.low(first) not in _ONE or not is_plural:
        return first
    own = next((i for i in range(first + 1, head) if tree.words[i].upos == "NOUN"), None)
    alone = own is not None and tree.low(own) not in _MANY and tree.words[own].deprel == "compound"
    return own + 1 if own is not None and alone else first


def leftmost(tree: Tree, i: int) -> int:
    return min(tree.subtree(i))


def _is_of(tree: Tree, i: int) -> bool:
    """Whether a noun belongs to the name before it: "president of Iran", "Minister for Trade", "spokesman for a union";
    "support for Ukraine" is no part of Ukraine."""
    case = {tree.low(c) for c in tree.children(i, "case")}
    head = tree.words[i].head
    return "of" in case or ("for" in case and (tree.form(head)[:1].isupper() or tree.low(head) in UNNAMED))


def phrase_head(tree: Tree, last: int) -> int:
    """The head of the phrase that ends with this word: climbs names and "of" phrases ("president of Iran")."""
    at = last
    for _ in range(6):
        word = tree.words[at]
        if word.head < 0 or word.head > at:
            # the last word of a phrase may stand before its head only as a part of a compound
            if word.deprel in ("compound", "flat", "amod", "nmod:desc") and word.head == at + 1:
                return at
            break
        if word.deprel in ("flat", "goeswith", "fixed") or (
            word.deprel == "nmod" and _is_of(tree, at)
        ):
            at = word.head
        else:
            break
    return at if tree.words[at].upos in _NOMINAL or at == last else last
