"""Small documents by hand: words in brackets are annotated, nothing is loaded.

    build("[Lavrov|PER] met [Fidan|PER] [on Monday|DATE].", published="2024-03-08")

Inside the brackets, after the last bar:

* mentions: `PER`, `STATE`, `ORG`, `PLACE`, `GROUP` or `ANY` (kind unknown), then optionally `:name`, `:nominal` or
  `:pronoun` (guessed from the words otherwise) and `#c3` (the chain that the encoder would propose);
* time expressions: `DATE`, `TIME`, `DURATION`, `SET`, optionally `=VALUE` (TIMEX3);
* events: `EV:TYPE` or `EV:TYPE:status`.

Brackets may nest: `[[US|STATE] officials|GROUP]`. A sentence ends at `.`, `!`, `?` (and closing quotes) before a space,
and at a line break. `syntax` adds dependencies by words: `"Lavrov>met:nsubj Fidan>met:obj met>ROOT"`; `#2` names the
second occurrence of a word. `upos` gives tags: `"met:VERB Lavrov:PROPN"`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dragoman.model import (
    Dating,
    Document,
    EventMention,
    Mention,
    Report,
    Sentence,
    Span,
    Timex,
    When,
    Word,
)

KINDS = {"PER": "person", "STATE": "state", "ORG": "organisation", "PLACE": "place", "GROUP": "group", "ANY": None}
TIMES = ("DATE", "TIME", "DURATION", "SET")
PRONOUNS = frozenset((
    "he", "she", "it", "they", "him", "her", "them", "his", "hers", "its", "their", "theirs", "himself", "herself",
    "itself", "themselves", "who", "whom", "whose", "which", "that", "i", "we", "you", "me", "us", "my", "our", "your",
))
_WORD = re.compile(
    r"(?:[A-Z]\.){2,}|\d[\d,.:/]*\d|[’'][sS]\b|\w+(?=[’'][sS]\b)|\w+(?:[-’']\w+)*|\S", re.UNICODE
)
_END = re.compile(r"[.!?][”\"’')]*(?=\s|$)|\n+")
_STOPS = frozenset(("of", "in", "for", "from", "at", "on", "to", ",", "who", "and"))


def build(
    marked: str,
    *,
    published: str | None = None,
    syntax: str = "",
    upos: str = "",
    outlet: str | None = None,
    title: str | None = None,
) -> Document:
    """A Document of the marked text, with words, sentences, mentions, timexes and events.

    Raises:
        ValueError: brackets that don't balance, a label or a word that is not known.
    """
    text, marks = _strip(marked)
    words = tuple(Word(m.start(), m.end()) for m in _WORD.finditer(text))
    words = _with_syntax(text, words, syntax, upos)
    sentences = _sentences(text, words)
    doc = Document(Report("r1", text, outlet=outlet, title=title, published=_dating(published)), sentences, words)
    mentions: list[Mention] = []
    timexes: list[Timex] = []
    events: list[EventMention] = []
    for span, label in sorted(marks):
        name, _, rest = label.partition(":")
        if name.split("=")[0] in TIMES:
            kind, _, value = label.partition("=")
            timexes.append(Timex(f"t{len(timexes) + 1}", span, kind, value or None))  # type: ignore[arg-type]
        elif name == "EV":
            events.append(_event(doc, len(events), span, rest))
        else:
            mentions.append(_mention(doc, len(mentions), span, label))
    return replace(doc, mentions=tuple(mentions), timexes=tuple(timexes), event_mentions=tuple(events))


def day(text: str) -> When:
    """The one day of an ISO date."""
    on = date.fromisoformat(text)
    return When(on, on, text)


def _dating(published: str | None) -> Dating | None:
    return Dating(day(published), "given", "certain") if published else None


def _strip(marked: str) -> tuple[str, list[tuple[Span, str]]]:
    out: list[str] = []
    length = 0
    opened: list[int] = []
    marks: list[tuple[Span, str]] = []
    at = 0
    while at < len(marked):
        c = marked[at]
        if c == "[":
            opened.append(length)
        elif c == "|" and opened:
            close = marked.index("]", at)
            marks.append((Span(opened.pop(), length), marked[at + 1 : close]))
            at = close
        elif c == "]":
            raise ValueError(f"a bracket without a label before {marked[at:at + 20]!r}")
        else:
            out.append(c)
            length += 1
        at += 1
    if opened:
        raise ValueError("a bracket is not closed")
    return "".join(out), marks


def _sentences(text: str, words: tuple[Word, ...]) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    first = 0
    for end in [m.end() for m in _END.finditer(text)] + [len(text)]:
        last = first
        while last < len(words) and words[last].end <= end:
            last += 1
        if last > first:
            found.append(Sentence(Span(words[first].start, words[last - 1].end), first, last))
        first = last
    return tuple(found)


def _mention(doc: Document, n: int, span: Span, label: str) -> Mention:
    label, _, chain = label.partition("#")
    kind, _, form = label.partition(":")
    if kind not in KINDS:
        raise ValueError(f"unknown label {kind!r}; known: {', '.join((*KINDS, *TIMES, 'EV'))}")
    inside = [i for i, w in enumerate(doc.words) if span.start <= w.start and w.end <= span.end]
    if not inside:
        raise ValueError(f"no word in {span.of(doc.text)!r}")
    head = inside[-1]
    for i in inside[1:]:
        is_title = kind == "PER" and doc.text[doc.words[i - 1].start].isupper()  # "Secretary of State Ann Lee": Lee
        if doc.text[doc.words[i].start : doc.words[i].end] in _STOPS and not is_title:
            head = i - 1
            break
    if doc.text[doc.words[head].start : doc.words[head].end].lower() in ("'s", "’s") and head > inside[0]:
        head -= 1
    word = doc.text[doc.words[head].start : doc.words[head].end]
    if not form:
        is_pronoun = word.lower() in PRONOUNS and (word == "I" or not word.isupper())
        form = "pronoun" if is_pronoun else "name" if word[0].isupper() else "nominal"
    return Mention(f"m{n + 1}", span, head, KINDS[kind], form, chain or None)  # type: ignore[arg-type]


def _event(doc: Document, n: int, span: Span, rest: str) -> EventMention:
    kind, _, status = rest.partition(":")
    head = next(i for i, w in enumerate(doc.words) if w.start >= span.start)
    sentence = next(i for i, s in enumerate(doc.sentences) if s.span.contains(span))
    return EventMention(f"v{n + 1}", sentence, span, head, kind, status or "occurred")  # type: ignore[arg-type]


def _with_syntax(text: str, words: tuple[Word, ...], syntax: str, upos: str) -> tuple[Word, ...]:
    index: dict[str, int] = {}
    seen: dict[str, int] = {}
    for i, w in enumerate(words):
        token = text[w.start : w.end]
        seen[token] = seen.get(token, 0) + 1
        index[token if seen[token] == 1 else f"{token}#{seen[token]}"] = i
    out = list(words)
    for item in syntax.split():
        child, _, right = item.partition(">")
        parent, _, deprel = right.partition(":")
        for name in (child, parent):
            if name not in index and name != "ROOT":
                raise ValueError(f"no word {name!r} in the text")
        if parent == "ROOT":
            out[index[child]] = replace(out[index[child]], head=-1, deprel="root")
        else:
            out[index[child]] = replace(out[index[child]], head=index[parent], deprel=deprel or "dep")
    for item in upos.split():
        token, _, tag = item.rpartition(":")
        if token not in index:
            raise ValueError(f"no word {token!r} in the text")
        out[index[token]] = replace(out[index[token]], upos=tag)
    return tuple(out)
