"""Words, tags, dependencies, names and entities as CoNLL-U.

MISC holds `Entity` in the bracket style of CorefUD and GUM (`(e1-person` opens at a mention's first word, `e1)` closes
at its last), `NER=B-PER` for names (PER, ORG, LOC) and `SpaceAfter=No`. Lemmas and features are not read, so their
columns hold `_`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dragoman.extract.parse import Parsed, Tagged
from dragoman.extract.pretokenised import Pretokenised


def conllu(parsed: Parsed, given: Pretokenised) -> str:
    """The sentences of `parsed`, with the ids, comments and further lines of the words that were given."""
    names, entities = _bio(parsed.names), _brackets(parsed.mentions)
    before = defaultdict(list)
    for at, line in given.lines:
        before[at].append(line)
    if not given.lines:
        for number, sentence in enumerate(parsed.sentences, 1):
            text = " ".join(sentence.span.of(parsed.text).split())
            before[sentence.first] = [f"# sent_id = {number}", f"# text = {text}"]
    out: list[str] = []
    for sentence in parsed.sentences:
        for at in range(sentence.first, sentence.last):
            out += before[at]
            misc = [f"Entity={entities[at]}"] if at in entities else []
            misc += [f"NER={names[at]}"] if at in names else []
            out.append(_row(parsed, at, given.ids, misc))
        out.append("")
    return "\n".join(out) + "\n"


def _row(parsed: Parsed, at: int, ids: Sequence[str], misc: list[str]) -> str:
    word = parsed.words[at]
    after = parsed.text[word.end : word.end + 1]
    if after and not after.isspace():
        misc = [*misc, "SpaceAfter=No"]
    head = ids[word.head] if word.head >= 0 else "0"
    form = parsed.text[word.start : word.end]
    cells = (ids[at], form, "_", word.upos, word.xpos or "_", "_", head, word.deprel, "_", "|".join(misc) or "_")
    return "\t".join(cells)


def _bio(names: Sequence[Tagged]) -> dict[int, str]:
    return {at: f"{'I' if at > n.first else 'B'}-{n.label}" for n in names for at in range(n.first, n.last)}


def _brackets(mentions: Sequence[Tagged]) -> dict[int, str]:
    """Brackets by word: inner ones close first, outer ones open first."""
    closing: dict[int, list[tuple[int, str]]] = defaultdict(list)
    opening: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for mention in mentions:
        length = mention.last - mention.first
        if length > 1:
            closing[mention.last - 1].append((length, f"{mention.label.partition('-')[0]})"))
        opening[mention.first].append((-length, f"({mention.label}" + (")" if length == 1 else "")))
    return {
        at: "".join(label for _, label in (*sorted(closing[at]), *sorted(opening[at]))) for at in {*closing, *opening}
    }
