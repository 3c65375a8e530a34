"""A verb's object or infinitive in the report's words, cut only where a phrase ends: "their commitment to peace".

A label is short, but a phrase that ends before its noun ("an independent") says nothing, and one that leaves out its
preposition says something else.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Document

#: Looked for within so many words of the verb.
REACH = 20
#: A longer object ends at the first end of a phrase from so many words on, and has at most `_MOST` words.
_ENOUGH, _MOST = 7, 13
_COMPLEMENTS = frozenset({"obj", "xcomp"})
# A stretch that is cut short does not end in one of these.
_LOOSE_ENDS = frozenset("the a an to of in on at by for from with into against between toward towards under over about "
                        "and or but that which those who its their his her as than".split())
#: Dependents without which a verb is half told, looked for among so many words.
_WANTED = frozenset({"obj", "xcomp", "ccomp", "compound:prt"})
_CLOSE = 6
_PAIRS = (("“", "”"), ("(", ")"), ("[", "]"))


def verb_object(doc: Document, verb: int, begin: int, *, until: int = 0) -> str:
    """What word `verb` has for its object or infinitive behind character `begin`; "" where that is nothing.

    Told up to character `until`, too, where that is near.
    """
    last = min(len(doc.words), verb + 1 + REACH)
    behind = [i for i in range(verb + 1, last) if doc.words[i].start >= begin]
    for at in behind:
        if doc.words[at].head != verb or doc.words[at].deprel not in _COMPLEMENTS:
            continue
        first = next(i for i in behind if _is_under(doc, i, at))  # "agreed on Friday [to restore ties]"
        ends = list(_ends(doc, first, last, at))
        enough = [i for i in ends if i - first + 1 >= _ENOUGH]
        enough = [i for i in enough if doc.words[i].end >= until] or enough
        if ends:
            return " ".join(doc.text[doc.words[first].start : doc.words[min(enough, default=ends[-1])].end].split())
    return ""


def _ends(doc: Document, first: int, last: int, top: int) -> Iterator[int]:
    """The words at which a phrase that begins at `first` and hangs from `top` may end."""
    pending = -1  # the furthest word that one of those told hangs on
    for i in range(first, min(last, first + _MOST)):
        form = doc.text[doc.words[i].start : doc.words[i].end]
        is_word = any(map(str.isalnum, form))
        if not _is_under(doc, i, top) or (not is_word and pending < i and not _is_glued(doc, i)):
            return
        if i != top:
            pending = max(pending, doc.words[i].head)
        told = doc.text[doc.words[first].start : doc.words[i].end]
        is_whole = pending <= i and is_word and form.lower() not in _LOOSE_ENDS
        is_closed = told.count('"') % 2 == 0 and all(told.count(a) == told.count(b) for a, b in _PAIRS)
        if is_whole and is_closed and not _goes_on(doc, i) and not _is_glued(doc, i + 1):
            yield i


def _goes_on(doc: Document, i: int) -> bool:
    """Whether a word wants what stands close behind it: "those who planned [the murder]"."""
    wanted = _WANTED | ({"conj"} if doc.words[i].upos == "VERB" else set())
    return any(w.head == i and w.deprel in wanted for w in doc.words[i + 1 : i + _CLOSE])


def _is_glued(doc: Document, i: int) -> bool:
    """Whether a hyphen or slash joins the words around it: "US-led"."""
    return 0 < i < len(doc.words) - 1 and doc.text[doc.words[i].start : doc.words[i].end] in "-–/" and (
        doc.words[i - 1].end == doc.words[i].start and doc.words[i].end == doc.words[i + 1].start)


def _is_under(doc: Document, word: int, top: int) -> bool:
    """Whether a word hangs from `top` in the tree."""
    for _ in range(REACH):
        if word == top:
            return True
        word = doc.words[word].head
        if word < 0:
            return False
    return False
