"""Words, syntax, names and coreference of a text: what the encoder reads before anything is made of it.

The pipeline reads the same scores; this is for those who want the layers themselves (`dragoman parse`), or give
words and sentences that somebody else has split (CoNLL-U).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.extract.pretokenised import Pretokenised
from dragoman.model import Sentence, Word

# Every mention is compared with every earlier one of its document. A text longer than this many sentences is taken for
# several: at 30 mentions in 10 sentences the comparison then stays under 40 MB.
_MOST_SENTENCES = 700


@dataclass(frozen=True, slots=True)
class Tagged:
    """Words [first, last) under a label."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text with its syntax; `names` have PER, ORG or LOC, `mentions` "ID-TYPE" of the entity that they refer to."""

    text: str
    sentences: tuple[Sentence, ...]
    words: tuple[Word, ...]
    names: tuple[Tagged, ...]
    mentions: tuple[Tagged, ...]


def split(text: str) -> Pretokenised:
    """The sentences and words of a plain text."""
    from dragoman.extract import sentences as splitter
    from dragoman.extract.tokens import words as words_of

    words: list[Word] = []
    sentences: list[Sentence] = []
    for span in splitter.sentences(text):
        first = len(words)
        words += [Word(a, b) for a, b in words_of(text, span.start, span.end)]
        sentences.append(Sentence(span, first, len(words)))
    ids = tuple(str(at - s.first + 1) for s in sentences for at in range(s.first, s.last))
    return Pretokenised(text, tuple(sentences), tuple(words), ids, ())


def parse(given: Pretokenised) -> Parsed:
    """Tags, heads, names and chains of words that are split already.

    Raises:
        DragomanError: the encoder's weights are not there.
    """
    words: list[Word] = []
    names: list[Tagged] = []
    mentions: list[Tagged] = []
    for sentences in _documents(given):
        first, last = sentences[0].first, sentences[-1].last
        here = [replace(s, first=s.first - first, last=s.last - first) for s in sentences]
        parsed = _parse_one(given.text, given.words[first:last], here, number=len(mentions))
        words += [replace(w, head=w.head + first if w.head >= 0 else -1) for w in parsed.words]
        names += [Tagged(n.first + first, n.last + first, n.label) for n in parsed.names]
        mentions += [Tagged(m.first + first, m.last + first, m.label) for m in parsed.mentions]
    return Parsed(given.text, given.sentences, tuple(words), tuple(names), tuple(mentions))


def _documents(given: Pretokenised) -> Iterator[list[Sentence]]:
    """Sentences of one document each: parted by `# newdoc` lines, and where they grow too long."""
    starts = {at for at, line in given.lines if line.startswith("# newdoc")}
    document: list[Sentence] = []
    for sentence in given.sentences:
        if document and (sentence.first in starts or len(document) >= _MOST_SENTENCES):
            yield document
            document = []
        document.append(sentence)
    if document:
        yield document


def _parse_one(text: str, words: tuple[Word, ...], sentences: list[Sentence], *, number: int) -> Parsed:
    from dragoman.extract import labels, syntax
    from dragoman.extract.coref import clusters
    from dragoman.extract.encode import encoder
    from dragoman.extract.mentions import spans_of

    bounds = [(s.first, s.last) for s in sentences]
    forms = [text[w.start : w.end] for w in words]
    (scores,) = encoder().encode([(forms, bounds)])
    upos, xpos, heads, relations = syntax.parse(scores, bounds)
    found = tuple(
        replace(w, upos=u, xpos=x, head=h, deprel=r)
        for w, u, x, h, r in zip(words, upos, xpos, heads, relations, strict=True)
    )
    names = [
        Tagged(first + a, first + b, kind)
        for first, last in bounds
        for a, b, kind in spans_of(scores.words["names"][first:last], labels.NAMES)
    ]
    chains, types = clusters(scores, forms, bounds, upos, xpos, encoder().seen)
    chain_of = {span: n for n, chain in enumerate(chains) for span in chain}
    ids: dict[object, str] = {}
    mentions = []
    for span, kind in sorted(types.items()):
        # Ids go on from the documents before; a mention that nothing refers back to is an entity of its own.
        identity = ids.setdefault(chain_of.get(span, span), f"e{number + len(ids) + 1}")
        mentions.append(Tagged(*span, f"{identity}-{kind}"))
    return Parsed(text, tuple(sentences), found, tuple(names), tuple(mentions))
