"""Who said what: statements with source, cue, content, carriers, addressee and condition of anonymity.

Steps:

1. The encoder's cues with their source and content words (`attributions`, in the sense of the guidelines); quotations
   are kept whole (`quoted`), cues of what merely seems so are left out.
2. Content is cut at sentence ends; what stands in later sentences continues the statement. Within a sentence only the
   statement's own source and cue may interrupt it: what another one says inside it belongs to both.
3. Speeches without quotation marks (`speeches`) give a statement for each of their sentences.
4. Quoted sentences that follow a quotation without a speaker of their own continue it too.
5. Form from the quotation marks, kind from the encoder and the words of the source, carriers from the encoder's
   edges, addressee from the syntax, anonymity from its set phrases.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from dragoman.codebook.sources import ANONYMITY, ANONYMITY_WORD, ASKING, SEEMING, TELLING
from dragoman.extract import labels
from dragoman.extract.attributions import Attribution, attributions, runs
from dragoman.extract.contents import Contents
from dragoman.extract.origins import may_speak, quoted_by, saying_of, source_by_syntax, source_kind, source_party
from dragoman.extract.phrases import Tree, noun_phrase, phrase_head, tree_of
from dragoman.extract.quotations import Quotation, quotations, share_inside, trimmed
from dragoman.extract.quoted import quoted_words, whole
from dragoman.extract.scores import Scores, sigmoid, softmax
from dragoman.extract.speeches import Speech, speeches
from dragoman.model import Document, Party, Sentence, Span, Statement, StatementForm

#: Share of quoted characters from which content is quoted whole, and below which not at all.
DIRECT, INDIRECT = 0.9, 0.02
#: A carrier ("state media quoted X") counts from this probability on.
VIA_THRESHOLD = 0.5
#: Content of fewer words than this, apart from its statement's main stretch, is noise of the decoder.
SHORTEST_SECOND = 3
_VIA = labels.ROLE.index("via")
_SPEAKER = frozenset(("i", "we", "me", "us", "my", "our"))


@dataclass(frozen=True, slots=True)
class _Found:
    """A statement in words, before it becomes one in characters."""

    sentence: int
    attribution: Attribution
    content: tuple[tuple[int, int], ...]  # stretches of words in this sentence
    first: bool  # the one that holds the cue
    speech: Speech | None = None


def statements(doc: Document) -> Document:
    """The statements of the report, in order of the text, with ids s1, s2 ..."""
    scores: Scores = doc.scores
    if not doc.words:
        return doc
    tree = tree_of(doc)
    quotes = quotations(doc.text)
    number = sentence_numbers(doc.sentences, len(doc.words))
    starts = frozenset(s.first for s in doc.sentences)
    read = attributions(scores, sense="ours", breaks=starts)
    read = whole(read, quoted_words(doc.text, [w.start for w in doc.words], quotes))
    found: list[_Found] = []
    for a in _with_inner(read):
        if not _is_nobodys(doc, tree, a):
            found += _by_sentence(a, number)
    found = _with_speeches(tree, found, speeches(doc))
    found.sort(key=lambda f: (f.sentence, f.content[0][0] if f.content else f.attribution.anchor))
    kinds = softmax(scores.words["source_kind"])
    out: list[Statement] = []
    ids: dict[int, str] = {}
    carried: dict[str, int] = {}
    for f in found:
        made = _statement(doc, tree, quotes, f, f"s{len(out) + 1}", kinds, scores)
        if made is None:
            continue
        if f.first:
            ids[f.attribution.anchor] = made.id
        elif made.form == "indirect":
            continue  # words without marks in another sentence than the cue's are no part of the quotation
        else:
            carried[made.id] = f.attribution.anchor
        out.append(made)
    # the cue may stand in the last sentence of what it belongs to
    kind_of = {s.id: s.kind for s in out}
    for n, s in enumerate(out):
        whole_id = ids.get(carried.get(s.id, -1))
        out[n] = replace(s, continues=whole_id, kind=kind_of[whole_id]) if whole_id else s
    out = _continued(doc, quotes, number, one_source(out))
    return replace(doc, statements=tuple(_nested(_anonymous(doc, out))))


def one_source(found: list[Statement]) -> list[Statement]:
    """Statements of one sentence whose sources begin at the same word have one source, the longer one: "[its readout of
    the talks] described them as open but made clear that ..."."""
    longest: dict[tuple[int, int], Statement] = {}
    for s in found:
        if s.source:
            key = (s.sentence, s.source.span.start)
            if key not in longest or s.source.span.end > longest[key].source.span.end:  # type: ignore[union-attr]
                longest[key] = s
    return [replace(s, source=longest[s.sentence, s.source.span.start].source) if s.source else s for s in found]


def sentence_numbers(sentences: Sequence[Sentence], n: int) -> list[int]:
    """The number of the sentence of each word."""
    out = [0] * n
    for k, s in enumerate(sentences):
        out[s.first : s.last] = [k] * (s.last - s.first)
    return out


def _with_inner(read: Sequence[Attribution]) -> list[Attribution]:
    """The attributions; one whose whole content is another's source and cue ("said [he believes] that ...") says what
    that other one does."""
    out = []
    for a in read:
        told = set(a.content)
        inner = next((b for b in read if b is not a and b.anchor in told and told <= {*b.source, *b.cue}), None)
        out.append(replace(a, content=tuple(sorted({*told, *inner.content} - {*a.source, *a.cue}))) if inner else a)
    return out


def _by_sentence(a: Attribution, number: list[int]) -> list[_Found]:
    at = number[a.anchor]
    parts: dict[int, list[int]] = {at: []}
    for i in a.content:
        parts.setdefault(number[i], []).append(i)
    out = []
    own = {*a.source, *a.cue}
    for sentence, words in sorted(parts.items()):
        stretches = _joined(runs(tuple(words)), own)
        longest = max((y - x for x, y in stretches), default=0)
        kept = tuple(r for r in stretches if r[1] - r[0] == longest or r[1] - r[0] + 1 >= SHORTEST_SECOND)[:2]
        if sentence == at or kept:
            out.append(_Found(sentence, a, kept, sentence == at))
    return out


def _joined(stretches: list[tuple[int, int]], own: set[int]) -> list[tuple[int, int]]:
    """Stretches of words, one where nothing of the statement's own source and cue stands between two."""
    out = stretches[:1]
    for x, y in stretches[1:]:
        if own.intersection(range(out[-1][1] + 1, x)):
            out.append((x, y))
        else:
            out[-1] = (out[-1][0], y)
    return out


def _is_nobodys(doc: Document, tree: Tree, a: Attribution) -> bool:
    """Whether there is no origin to name: "the envoys seemed to agree" (unless it seems so to somebody),
    and "ties have worsened, raising concern that ...", where what could be the source is a thing."""
    if tree.low(a.anchor) in SEEMING:
        return tree.child(a.anchor, "obl") is None
    subject = None if a.source and not a.is_guessed else source_by_syntax(tree, a.anchor)
    return subject is not None and not may_speak(doc, tree, a.anchor, subject)


def _with_speeches(tree: Tree, found: list[_Found], given: Sequence[Speech]) -> list[_Found]:
    """The statements with those of speeches, which replace what the encoder made of the same sentences.

    What a speech tells of others' words stays; "we think" and "I hope" in it are its own words.
    """
    out = list(found)
    for speech in given:
        inside = {k for k, _ in speech.said}
        before = [f for f in out if f.sentence == speech.opener and f.first and speech.verb is not None
                  and f.attribution.anchor <= speech.verb]
        led = max(before, key=lambda f: f.attribution.anchor, default=None)
        words = [tree.inside(span) for _, span in speech.said]
        if speech.label:
            said = () if speech.verb is None else (speech.verb,)
            own = Attribution(said[0] if said else words[0][0], said, tuple(tree.inside(speech.label)), (), 1.0)
        elif led:
            own = led.attribution
        else:
            assert speech.verb is not None
            own = Attribution(speech.verb, (speech.verb,), (), (), 1.0)
        out = [f for f in out if f.attribution.anchor != own.anchor
               and (f.sentence not in inside or (f.first and not _says_itself(tree, f.attribution, speech)))]
        out += [_Found(speech.opener if n == 0 else k, own, ((part[0], part[-1]),), n == 0, speech)
                for n, ((k, _), part) in enumerate(zip(speech.said, words, strict=True)) if part]
    return out


def _says_itself(tree: Tree, a: Attribution, speech: Speech) -> bool:
    """Whether the source is the one who speaks already, or nobody."""
    label = tree.inside(speech.label) if speech.label else range(0)
    return all(tree.low(i) in _SPEAKER for i in a.source) or any(i in label for i in a.source)


def _statement(doc: Document, tree: Tree, quotes: tuple[Quotation, ...], f: _Found, id_: str, kinds: np.ndarray,
               scores: Scores) -> Statement | None:
    content = tuple(s for x, y in f.content if (s := trimmed(doc.text, tree.span(x, y))))
    if not content:
        return None
    a = f.attribution
    form = "direct" if f.speech else form_of(quotes, content)
    chance = kinds[a.anchor]
    if not f.first:
        return Statement(id_, f.sentence, None, labels.SOURCE[int(chance.argmax())], None, content, form, score=a.score)  # type: ignore[arg-type]
    sentence = doc.sentences[f.sentence]
    source = source_party(doc, tree, a, sentence)
    quoted, carrier = quoted_by(tree, a.anchor, sentence)
    if quoted:
        source = quoted
    cue = tree.span(a.cue[0], a.cue[-1]) if a.cue else None
    saying = saying_of(tree, a.anchor, sentence) if quoted else None
    if saying is not None:
        cue = tree.span(saying, saying)
    kind = source_kind(doc, tree, source, labels.SOURCE[int(chance.argmax())])  # type: ignore[arg-type]
    if f.speech and f.speech.label:
        kind = "unnamed" if f.speech.label.of(doc.text).lower() in ASKING else "named"
    via = (carrier,) if carrier else _via(scores, tree, a.anchor, sentence, source)
    addressee = _addressee(tree, a, sentence, content)
    described = source.span.of(doc.text) if source and kind == "unnamed" else None
    return Statement(id_, f.sentence, source, kind, cue, content, form, described, via=via, addressee=addressee,
                     score=a.score)


def form_of(quotes: tuple[Quotation, ...], content: tuple[Span, ...]) -> StatementForm:
    """Direct when all of it is quoted, indirect when none of it is."""
    share = share_inside(quotes, content)
    return "direct" if share >= DIRECT else "indirect" if share <= INDIRECT else "mixed"


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


def _continued(doc: Document, quotes: tuple[Quotation, ...], number: list[int], found: list[Statement]
               ) -> list[Statement]:
    """Add quoted sentences without a statement that follow a quoted statement."""
    by_sentence: dict[int, list[Statement]] = {}
    tree = tree_of(doc)
    for s in found:
        by_sentence.setdefault(number[max(bisect_right(tree.starts, s.content[0].start) - 1, 0)], []).append(s)
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
    for n, sentence in enumerate(doc.sentences):
        place = (sentence.span.start, sentence.span.end)
        if not ANONYMITY_WORD.search(doc.text, *place):
            continue
        for match in ANONYMITY.finditer(doc.text, *place):
            span = Span(*match.span())
            near = [(abs(s.source.span.end - span.start), k) for k, s in enumerate(out)
                    if s.source and s.kind in ("unnamed", "group", None) and s.sentence == n]
            if not near:
                continue
            k = min(near)[1]
            out[k] = replace(out[k], anonymity=trimmed(doc.text, span) or span)
    return out


def _nested(found: list[Statement]) -> list[Statement]:
    """A statement whose cue stands in another's content has that one for its parent."""
    contents = Contents(found)
    parents = [contents.innermost(s.cue, besides=s.id) if s.cue else None for s in found]
    return [replace(s, parent=p.id) if p else s for s, p in zip(found, parents, strict=True)]
