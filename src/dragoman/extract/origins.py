"""Who is the origin of a statement: the words that name the source, and what kind of source it is."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.codebook.sources import COMPANIES, DOCUMENTS, GROUPS, MEDIA, RELEASING, UNNAMED
from dragoman.extract.attributions import Attribution
from dragoman.extract.phrases import Tree, closed, noun_phrase, past_article
from dragoman.extract.quotations import trimmed
from dragoman.model import Document, Party, Sentence, SourceKind


def source_party(doc: Document, tree: Tree, a: Attribution, sentence: Sentence) -> Party | None:
    """The words that name the source: the encoder's; where it names none, guesses, or takes the subject of another
    clause for it, by syntax. "Who" and "which" stand for the noun before them.
    """
    words = [i for i in a.source if sentence.first <= i < sentence.last]
    while words and tree.words[words[-1]].upos in _OPEN_ENDS:
        words.pop()  # "the union of": the rest was missed
    if words and (all(tree.low(i) in _RELATIVE for i in words) or _is_anothers(tree, a.anchor, words)):
        words = []
    if not words or a.is_guessed:
        head = source_by_syntax(tree, a.anchor)
        if head is None and words:
            head = tree.head_of(words[0], words[-1])
        if head is None or tree.words[head].upos not in _NOMINAL or not may_speak(doc, tree, a.anchor, head):
            return None
        first, last = noun_phrase(tree, head, sentence)
        last = _with_states(tree, last, sentence)
        if set(range(first, last + 1)) & set(a.content):
            return None
        words = list(range(first, last + 1))
    words = _from_subject(tree, a.anchor, _without_verb(tree, words))
    last = closed(tree, words[0], without_apposition(tree, words), sentence.last)
    span = trimmed(doc.text, tree.span(words[0], last))
    return Party(span) if span else None


def _with_states(tree: Tree, last: int, sentence: Sentence) -> int:
    """The last word of "the governments of Norland, Sudland and Westland", whose head is a noun for several."""
    if tree.low(last) not in _SEVERAL or last + 1 >= sentence.last or tree.low(last + 1) != "of":
        return last
    end = at = last
    for at in range(last + 2, sentence.last):
        if tree.words[at].upos == "PROPN":
            end = at
        elif tree.low(at) not in _BETWEEN_STATES:
            break
    return end


def _is_anothers(tree: Tree, anchor: int, words: list[int]) -> bool:
    """Whether these words are the subject of a verb beside the statement's own, which shares somebody else's subject:
    "both sides expressed hope despite what one official called distrust, and agreed that ..."."""
    if tree.words[anchor].deprel != "conj":
        return False
    verb = tree.words[tree.head_of(words[0], words[-1])].head
    subject = source_by_syntax(tree, anchor)
    if verb < 0 or tree.words[verb].upos != "VERB" or subject is None or subject in words:
        return False
    at = anchor
    for _ in range(4):
        if at == verb:
            return False
        at = tree.words[at].head
        if at < 0:
            break
    return tree.words[tree.head_of(words[0], words[-1])].deprel == "nsubj"


def may_speak(doc: Document, tree: Tree, anchor: int, head: int) -> bool:
    """Whether a noun found by syntax can be an origin: the subject of the word itself can, of another verb ("ties have
    worsened, raising concern that ...") only somebody who is mentioned, or a noun for those who speak."""
    if tree.words[head].head == anchor or tree.words[anchor].head == head:
        return True
    low = tree.low(head)
    return (tree.words[head].upos in ("PROPN", "PRON") or low in UNNAMED or low in GROUPS or low in MEDIA
            or low in DOCUMENTS or any(m.head == head for m in doc.mentions))


def _from_subject(tree: Tree, anchor: int, words: list[int]) -> list[int]:
    """A source without what stands before the subject of its verb and belongs elsewhere ("..., an engagement [sources
    familiar with it] said was expected")."""
    subject = tree.child(anchor, "nsubj")
    if subject is None or subject not in words:
        return words
    first = past_article(tree, min(tree.subtree(subject)), subject)
    return [i for i in words if i >= first] if words[0] < first else words


def _without_verb(tree: Tree, words: list[int]) -> list[int]:
    """A source up to the verb that it runs into by a slip ("France is investigating")."""
    for n, i in enumerate(words):
        word = tree.words[i]
        if n and word.upos in ("VERB", "AUX") and word.deprel not in ("amod", "compound", "acl"):
            relative = any(tree.low(j) in _RELATIVE for j in words[:n])
            return words if relative else words[:n]
    return words


def without_apposition(tree: Tree, words: Sequence[int]) -> int:
    """The last word of a source before "..., the first to ..." or "..., who ..."; enumerations stay whole."""
    for i in words[1:-1]:
        if tree.form(i) == "," and tree.words[i - 1].upos in ("PROPN", "NOUN"):
            listed = any(tree.words[j].deprel in ("conj", "cc") for j in words if j > i)
            return words[-1] if listed else i - 1
    return words[-1]


_SEVERAL = frozenset("governments ministers presidents leaders countries states".split())
_BETWEEN_STATES = frozenset(("the", ",", "and"))
#: Verbs with which one passes on the words of another.
_QUOTING = frozenset("quoted quotes quote quoting cited cites cite citing".split())
_FARTHEST_AS = 14  # words from "quoted" to "as"


def quoted_by(tree: Tree, anchor: int, sentence: Sentence) -> tuple[Party | None, Party | None]:
    """(source, carrier) of "state media quoted the minister as saying" and "the minister was quoted by state media as
    saying": the words are the minister's. (None, None) for other cues, and where no speaker is quoted ("citing risks").
    """
    if tree.low(anchor) not in _QUOTING:
        return None, None
    reach = range(anchor + 1, min(anchor + _FARTHEST_AS, sentence.last))
    marker = next((i for i in reach if tree.low(i) == "as"), None)
    if marker is None:
        return None, None
    passive = tree.child(anchor, "nsubj:pass")
    speaker: int | None
    if passive is not None:
        speaker, carrier = passive, tree.child(anchor, "obl", "obl:agent")
    else:
        # the words between "quoted" and "as", however the tree hangs them
        speaker = tree.head_of(anchor + 1, marker - 1) if marker > anchor + 1 else None
        carrier = max((d for d in tree.children(anchor, "nsubj") if d < anchor), default=None)
    if speaker is None or tree.words[speaker].upos not in ("PROPN", "NOUN", "PRON"):
        return None, None
    made = [Party(tree.span(*noun_phrase(tree, i, sentence))) if i is not None else None for i in (speaker, carrier)]
    return made[0], made[1]


def saying_of(tree: Tree, anchor: int, sentence: Sentence) -> int | None:
    """The "saying" of "quoted him as saying that ...": the speaker's own verb, where the other one is his carrier's."""
    reach = range(anchor + 1, min(anchor + _FARTHEST_AS, sentence.last - 1))
    return next((i + 1 for i in reach if tree.low(i) == "as" and tree.words[i + 1].xpos == "VBG"), None)


#: Subjects that stand for no source.
_EMPTY = frozenset(("it", "there", "what"))
_RELATIVE = frozenset(("who", "which", "that", "whom"))
_OPEN_ENDS = frozenset(("ADP", "DET", "CCONJ", "PUNCT"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
#: How a saying hangs on the clause whose subject is its source ("..., citing", "threatened to", "came and said").
_SHARED_SUBJECT = frozenset(("advcl", "xcomp", "conj"))


def source_by_syntax(tree: Tree, anchor: int) -> int | None:
    """The noun after "according to", or the subject of the cue or of the clause that the cue shares it with."""
    if tree.low(anchor) == "according":
        noun = tree.words[anchor].head  # UD: "according" is a case mark of the noun, or of "to"
        return noun if noun > anchor and tree.words[noun].upos in ("NOUN", "PROPN", "PRON") else None
    at = anchor
    if tree.low(at) in RELEASING:
        agent = next((d for d in tree.children(at, "obl", "obl:agent")
                      if any(tree.low(c) == "by" for c in tree.children(d, "case"))), None)
        if agent is not None:
            return agent
    if tree.words[at].upos == "NOUN" and tree.words[at].deprel == "obj":
        at = tree.words[at].head  # "issued a warning that ..."
    for _ in range(3):
        subject = tree.child(at, "nsubj", "nsubj:outer")
        if subject is not None:
            if tree.low(subject) in _RELATIVE and tree.words[at].deprel == "acl:relcl":
                subject = tree.words[at].head
            return None if tree.low(subject) in _EMPTY | _RELATIVE else subject
        if tree.words[at].deprel not in _SHARED_SUBJECT or tree.words[at].head < 0 or tree.words[at].upos != "VERB":
            return None
        at = tree.words[at].head
    return None


#: Relations by which a name hangs on its title.
_NAMING = frozenset(("flat", "appos", "nmod:desc"))


def _is_named(tree: Tree, title: int, name: int) -> bool:
    """Whether a person's name hangs on a title, perhaps with a rank between them ("spokesman Capt. Una Berg")."""
    for _ in range(3):
        if tree.words[name].deprel not in _NAMING or name == title:
            return False
        name = tree.words[name].head
        if name == title:
            return True
    return False


def source_kind(doc: Document, tree: Tree, source: Party | None, guess: SourceKind) -> SourceKind | None:
    """The encoder's kind, mended where the words leave no doubt."""
    if source is None:
        return guess
    inside = tree.inside(source.span)
    if not inside:
        return guess
    head = tree.head_of(inside[0], inside[-1])
    named = [m for m in doc.mentions if m.kind == "person" and m.form == "name"]
    persons = [m for m in named if m.head in inside]
    if any(_is_named(tree, head, m.head) for m in named) or any(m.head in (head, inside[-1]) for m in persons):
        return "named"
    plain = not any(tree.words[i].upos in ("ADP", "PART") for i in inside)
    if plain and any(m.span.end == source.span.end for m in persons):
        return "named"  # "U.N. spokesman Una Berg", however the tree hangs her
    by_word = next((k for w in (head, inside[-1]) if (k := _kind_of_word(tree, w, guess))), None)
    if by_word:
        return by_word
    if guess == "named" and not persons and tree.words[head].upos == "NOUN":
        return "unnamed"
    return guess


def _kind_of_word(tree: Tree, word: int, guess: SourceKind) -> SourceKind | None:
    """What a common noun says of a source's kind."""
    low = tree.low(word)
    if low in MEDIA:
        return "media"
    if tree.words[word].upos != "NOUN":
        return None
    if low in UNNAMED:
        return guess if guess == "group" else "unnamed"
    if low in DOCUMENTS and guess not in ("state", "organisation", "media"):
        return "document"
    if low in COMPANIES and guess == "state":
        return "organisation"
    if low in GROUPS and guess in ("named", "unnamed", "group"):
        return "group"
    return None
