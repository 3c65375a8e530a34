"""Words, tags, dependencies, names and entities as CoNLL-U.

MISC holds `Entity` in the bracket style of CorefUD and GUM (`(e1-person` opens at a mention's first word, `e1)` closes
at its last), `NER=B-PER` for names (PER, ORG, STATE, LOC, GROUP) and `SpaceAfter=No`. Lemmas and features are not read,
so their columns hold `_`.
"""

from __future__ import annotations

from collections import defaultdict

from dragoman.extract.pretokenised import Pretokenised
from dragoman.model import Document, Mention, Span

_TAGS = {"person": "PER", "organisation": "ORG", "state": "STATE", "place": "LOC", "group": "GROUP"}


def conllu(doc: Document, given: Pretokenised | None = None) -> str:
    """The document's sentences; with `given`, its ids, comments and further lines stand where they stood."""
    names, entities = _names(doc), _entities(doc)
    ids = given.ids if given else tuple(str(w - s.first + 1) for s in doc.sentences for w in range(s.first, s.last))
    before = defaultdict(list)
    for at, line in given.lines if given else ():
        before[at].append(line)
    out = []
    for number, sentence in enumerate(doc.sentences, 1):
        if given is None:
            text = " ".join(sentence.span.of(doc.text).split())
            before[sentence.first] = [f"# sent_id = {number}", f"# text = {text}"]
        for at in range(sentence.first, sentence.last):
            out += before[at]
            misc = [f"Entity={entities[at]}"] if at in entities else []
            misc += [f"NER={names[at]}"] if at in names else []
            out.append(_row(doc, at, ids, misc))
        out.append("")
    return "\n".join(out) + "\n"


def _row(doc: Document, at: int, ids: tuple[str, ...], misc: list[str]) -> str:
    word = doc.words[at]
    after = doc.text[word.end : word.end + 1]
    if after and not after.isspace():
        misc = [*misc, "SpaceAfter=No"]
    head = ids[word.head] if word.head >= 0 else "0"
    form = doc.text[word.start : word.end]
    cells = (ids[at], form, "_", word.upos, word.xpos or "_", "_", head, word.deprel, "_", "|".join(misc) or "_")
    return "\t".join(cells)


def _covered(doc: Document, mention: Mention) -> range:
    """Indices of the words of a mention."""
    first = last = mention.head
    while first > 0 and mention.span.overlaps(Span(doc.words[first - 1].start, doc.words[first - 1].end)):
        first -= 1
    while last + 1 < len(doc.words) and mention.span.overlaps(Span(doc.words[last + 1].start, doc.words[last + 1].end)):
        last += 1
    return range(first, last + 1)


def _names(doc: Document) -> dict[int, str]:
    """BIO tags of names; where names stand in one another the longest is tagged."""
    tags: dict[int, str] = {}
    named = [(m, _TAGS[m.kind]) for m in doc.mentions if m.form == "name" and m.kind]
    for mention, tag in sorted(named, key=lambda n: (n[0].span.start - n[0].span.end, n[0].span.start)):
        words = _covered(doc, mention)
        if not any(at in tags for at in words):
            tags |= {at: f"{'I' if at > words.start else 'B'}-{tag}" for at in words}
    return tags


def _entities(doc: Document) -> dict[int, str]:
    """Brackets of mentions by word: outer ones open first and close last."""
    kinds = {e.id: e.kind for e in doc.entities}
    closing: dict[int, list[tuple[int, str]]] = defaultdict(list)
    opening: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for mention in doc.mentions:
        if mention.entity is None:
            continue
        words = _covered(doc, mention)
        label = f"({mention.entity}-{kinds.get(mention.entity) or mention.kind or 'unknown'}"
        if len(words) > 1:
            closing[words[-1]].append((len(words), f"{mention.entity})"))
        opening[words[0]].append((-len(words), label if len(words) > 1 else f"{label})"))
    return {
        at: "".join(label for _, label in (*sorted(closing[at]), *sorted(opening[at]))) for at in {*closing, *opening}
    }
