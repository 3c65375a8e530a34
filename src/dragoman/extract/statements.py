"""Who said what: statements with source, cue, content, carriers, addressee and condition of anonymity.

Steps:

1. The encoder's cues with their source and content words (`attributions`, in the sense of the guidelines).
2. Content is cut at sentence ends; what stands in later sentences continues the statement.
3. Quoted sentences that follow a quotation without a speaker of their own continue it too.
4. Form from the quotation marks, kind from the encoder and the words of the source, carriers from the encoder's
   edges, addressee from the syntax, anonymity from its set phrases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from dragoman.codebook.sources import ANONYMITY, DOCUMENTS, GROUPS, MEDIA, TELLING, UNNAMED
from dragoman.extract import labels
from dragoman.extract.attributions import Attribution, attributions, runs
from dragoman.extract.phrases import Tree, noun_phrase, phrase_head
from dragoman.extract.quotations import Quotation, quotations, share_inside
from dragoman.extract.scores import Scores, sigmoid, softmax
from dragoman.model import Document, Party, Sentence, SourceKind, Span, Statement, StatementForm

#: Share of quoted characters from which content is quoted whole, and below which not at all.
DIRECT, INDIRECT = 0.9, 0.02
#: A carrier ("state media quoted X") counts from this probability on.
VIA_THRESHOLD = 0.5
#: Content of fewer words than this, apart from its statement's main stretch, is noise of the decoder.
SHORTEST_SECOND = 3
_EDGES = " \t\n\"“”‘’„«»'`,;:.–—-()[]"
_VIA = labels.ROLE.index("via")


@dataclass(frozen=True, slots=True)
class _Found:
    """A statement in words, before it becomes one in characters."""

    sentence: int
    attribution: Attribution
    content: tuple[tuple[int, int], ...]  # stretches of words in this sentence
    first: bool  # the one that holds the cue


def statements(doc: Document) -> Document:
    """The statements of the report, in order of the text, with ids s1, s2 ..."""
    scores: Scores = doc.scores
    if not doc.words:
        return doc
    tree = Tree(doc.words, doc.text)
    quotes = quotations(doc.text)
    number = sentence_numbers(doc.sentences, len(doc.words))
    starts = frozenset(s.first for s in doc.sentences)
    found: list[_Found] = []
    for a in attributions(scores, sense="ours", breaks=starts):
        found += _by_sentence(a, number)
    found.sort(key=lambda f: (f.sentence, f.content[0][0] if f.content else f.attribution.anchor))
    kinds = softmax(scores.words["source_kind"])
    out: list[Statement] = []
    ids: dict[int, str] = {}
    for f in found:
        made = _statement(doc, tree, quotes, f, f"s{len(out) + 1}", kinds, scores)
        if made is None:
            continue
        if f.first:
            ids[f.attribution.anchor] = made.id
        elif not _carries_on(doc, made, number[f.attribution.anchor]):
            continue
        elif f.attribution.anchor in ids:
            made = replace(made, continues=ids[f.attribution.anchor])
        out.append(made)
    out = _continued(doc, quotes, out)
    return replace(doc, statements=tuple(_nested(_anonymous(doc, out))))


def sentence_numbers(sentences: Sequence[Sentence], n: int) -> list[int]:
    """The number of the sentence of each word."""
    out = [0] * n
    for k, s in enumerate(sentences):
        out[s.first : s.last] = [k] * (s.last - s.first)
    return out


def _by_sentence(a: Attribution, number: list[int]) -> list[_Found]:
    at = number[a.anchor]
    parts: dict[int, list[int]] = {at: []}
    for i in a.content:
        parts.setdefault(number[i], []).append(i)
    out = []
    for sentence, words in sorted(parts.items()):
        stretches = runs(tuple(words))
        longest = max((y - x for x, y in stretches), default=0)
        kept = tuple(r for r in stretches if r[1] - r[0] == longest or r[1] - r[0] + 1 >= SHORTEST_SECOND)[:2]
        if sentence == at or kept:
            out.append(_Found(sentence, a, kept, sentence == at))
    return out


def _carries_on(doc: Document, made: Statement, cue_sentence: int) -> bool:
    """Whether words in another sentence than the cue's can be the same speech: they are quoted, or the cue's sentence
    announces them with a colon ("The Foreign Secretary said:", then paragraphs without marks)."""
    return made.form != "indirect" or doc.sentences[cue_sentence].span.of(doc.text).endswith(":")


def trimmed(text: str, span: Span) -> Span | None:
    """Without quotation marks, commas and white space at the edges; a full stop of an abbreviation stays."""
    start, end = span.start, span.end
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        if text[end - 1] == "." and end - start > 2 and text[end - 3] in ". ":
            break  # U.S.
        end -= 1
    return Span(start, end) if end > start else None


def _statement(doc: Document, tree: Tree, quotes: tuple[Quotation, ...], f: _Found, id_: str, kinds: np.ndarray,
               scores: Scores) -> Statement | None:
    content = tuple(s for x, y in f.content if (s := trimmed(doc.text, tree.span(x, y))))
    if not content:
        return None
    a = f.attribution
    form = form_of(quotes, content)
    chance = kinds[a.anchor]
    if not f.first:
        return Statement(id_, f.sentence, None, labels.SOURCE[int(chance.argmax())], None, content, form, score=a.score)  # type: ignore[arg-type]
    sentence = doc.sentences[f.sentence]
    source = source_party(doc, tree, a, sentence)
    quoted, carrier = quoted_by(tree, a.anchor, sentence)
    if quoted:
        source = quoted
    cue = tree.span(a.cue[0], a.cue[-1])
    kind = source_kind(doc, tree, source, labels.SOURCE[int(chance.argmax())])  # type: ignore[arg-type]
    via = (carrier,) if carrier else _via(scores, tree, a.anchor, sentence, source)
    addressee = _addressee(tree, a, sentence, content)
    described = source.span.of(doc.text) if source and kind == "unnamed" else None
    return Statement(id_, f.sentence, source, kind, cue, content, form, described, via=via, addressee=addressee,
                     score=a.score)


def form_of(quotes: tuple[Quotation, ...], content: tuple[Span, ...]) -> StatementForm:
    """Direct when all of it is quoted, indirect when none of it is."""
    share = share_inside(quotes, content)
    return "direct" if share >= DIRECT else "indirect" if share <= INDIRECT else "mixed"


def source_party(doc: Document, tree: Tree, a: Attribution, sentence: Sentence) -> Party | None:
    """The words that name the source: the encoder's, or by syntax where it names none."""
    words = [i for i in a.source if sentence.first <= i < sentence.last]
    if not words:
        head = source_by_syntax(tree, a.anchor)
        if head is None:
            return None
        first, last = noun_phrase(tree, head, sentence)
        if set(range(first, last + 1)) & set(a.content):
            return None
        words = list(range(first, last + 1))
    span = trimmed(doc.text, tree.span(words[0], without_apposition(tree, words)))
    return Party(span) if span else None


def without_apposition(tree: Tree, words: Sequence[int]) -> int:
    """The last word of a source before "..., the first to ..." or "..., who ..."; enumerations stay whole."""
    for i in words[1:-1]:
        if tree.form(i) == "," and tree.words[i - 1].upos in ("PROPN", "NOUN"):
            listed = any(tree.words[j].deprel in ("conj", "cc") for j in words if j > i)
            return words[-1] if listed else i - 1
    return words[-1]


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


#: Subjects that stand for no source.
_EMPTY = frozenset(("which", "that", "who", "it", "there", "what"))
#: How a saying hangs on the clause whose subject is its source ("..., citing", "threatened to", "came and said").
_SHARED_SUBJECT = frozenset(("advcl", "xcomp", "conj"))


def source_by_syntax(tree: Tree, anchor: int) -> int | None:
    """The noun after "according to", or the subject of the cue or of the clause that the cue shares it with."""
    if tree.low(anchor) == "according":
        noun = tree.words[anchor].head  # UD: "according" is a case mark of the noun, or of "to"
        return noun if noun > anchor and tree.words[noun].upos in ("NOUN", "PROPN", "PRON") else None
    at = anchor
    for _ in range(3):
        subject = tree.child(at, "nsubj", "nsubj:outer")
        if subject is not None:
            return None if tree.low(subject) in _EMPTY else subject
        if tree.words[at].deprel not in _SHARED_SUBJECT or tree.words[at].head < 0 or tree.words[at].upos != "VERB":
            return None
        at = tree.words[at].head
    return None


#: Relations by which a name hangs on its title.
_NAMING = frozenset(("flat", "appos", "nmod:desc"))


def source_kind(doc: Document, tree: Tree, source: Party | None, guess: SourceKind) -> SourceKind | None:
    """The encoder's kind, mended where the words leave no doubt."""
    if source is None:
        return guess
    inside = tree.inside(source.span)
    if not inside:
        return guess
    head = tree.head_of(inside[0], inside[-1])
    persons = [m for m in doc.mentions if m.kind == "person" and m.form == "name" and m.head in inside]
    titled = [m for m in persons if tree.words[m.head].head == head and tree.words[m.head].deprel in _NAMING]
    if titled or any(m.head in (head, inside[-1]) for m in persons):
        return "named"
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
    if low in GROUPS and guess in ("named", "unnamed", "group"):
        return "group"
    return None


def _via(scores: Scores, tree: Tree, anchor: int, sentence: Sentence, source: Party | None) -> tuple[Party, ...]:
    block = scores.block_of(anchor)
    if block is None:
        return ()
    low, high = max(sentence.first, block.first), min(sentence.last, block.last)
    chance = sigmoid(block.roles[_VIA, anchor - block.first, low - block.first : high - block.first])
    out = []
    for k in np.flatnonzero(chance > VIA_THRESHOLD).tolist():
        last = low + k
        first, _ = noun_phrase(tree, phrase_head(tree, last), sentence)
        span = tree.span(min(first, last), last)
        if source is None or not span.overlaps(source.span):
            out.append(Party(span))
    return tuple(out[:2])


def _addressee(tree: Tree, a: Attribution, sentence: Sentence, content: tuple[Span, ...]) -> Party | None:
    """ "told X" and "said to X", not the content itself."""
    if tree.low(a.anchor) in TELLING:
        spoken_to = tree.child(a.anchor, "iobj", "obj")
    else:
        spoken_to = next((d for d in tree.children(a.anchor, "obl", "nmod")
                          if any(tree.low(c) == "to" for c in tree.children(d, "case"))), None)
    if spoken_to is None or tree.words[spoken_to].upos not in ("PROPN", "NOUN", "PRON"):
        return None
    first, last = noun_phrase(tree, spoken_to, sentence)
    span = tree.span(first, last)
    return None if any(span.overlaps(c) for c in content) else Party(span)


def _continued(doc: Document, quotes: tuple[Quotation, ...], found: list[Statement]) -> list[Statement]:
    """Add quoted sentences without a statement that follow a quoted statement."""
    by_sentence: dict[int, list[Statement]] = {}
    for s in found:
        by_sentence.setdefault(s.sentence, []).append(s)
    last: Statement | None = None
    added: list[Statement] = []
    for k, sentence in enumerate(doc.sentences):
        if k in by_sentence:
            last = by_sentence[k][-1]
            if last.form == "indirect":
                last = None
            continue
        span = trimmed(doc.text, sentence.span)
        if last is None or span is None or share_inside(quotes, (span,)) < DIRECT:
            last = None
            continue
        made = Statement("", k, None, last.kind, None, (span,), "direct", continues=last.continues or last.id,
                         score=last.score)
        added.append(made)
    merged = sorted([*found, *added], key=lambda s: (s.sentence, s.content[0].start))
    names = {s.id: f"s{n}" for n, s in enumerate(merged, start=1) if s.id}
    return [replace(s, id=f"s{n}", continues=names.get(s.continues or "")) for n, s in enumerate(merged, start=1)]


def _anonymous(doc: Document, found: list[Statement]) -> list[Statement]:
    """Give the condition of anonymity to the statement of its sentence whose source stands nearest."""
    out = list(found)
    for match in ANONYMITY.finditer(doc.text):
        span = Span(*match.span())
        near = [(abs(s.source.span.end - span.start), k) for k, s in enumerate(out)
                if s.source and s.kind in ("unnamed", "group", None) and doc.sentences[s.sentence].span.contains(span)]
        if near:
            k = min(near)[1]
            out[k] = replace(out[k], anonymity=trimmed(doc.text, span) or span)
    return out


def _nested(found: list[Statement]) -> list[Statement]:
    """A statement whose cue stands in another's content has that one for its parent."""
    out = []
    for s in found:
        around = [p for p in found if p.id != s.id and s.cue and any(c.contains(s.cue) for c in p.content)]
        inner = min(around, key=lambda p: sum(c.end - c.start for c in p.content), default=None)
        out.append(replace(s, parent=inner.id) if inner else s)
    return out
