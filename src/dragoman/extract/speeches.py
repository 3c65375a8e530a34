"""Words given verbatim without quotation marks: official statements and transcripts.

Three customs of ministries and broadcasters:

1. "The Foreign Secretary said:", then paragraphs of his words, to the next heading or to a paragraph that speaks of him
   again. Where the words begin on the line of the colon, they run on only as long as someone speaks of "we" and "I".
2. "SECRETARY BLINKEN: Thank you. ..." at the head of a line, to the next label.
3. "Statement by President Ann Lee on the vote" as the title of a text in which somebody says "I".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dragoman.codebook.sources import ANNOUNCING, RELEASING, SAYING
from dragoman.model import Document, Span

_LABEL = re.compile(
    r"^[^\S\n]*((?:[A-Z][A-Z.’'\-]*[^\S\n]+){0,5}[A-Z][A-Z’'\-]{2,})(?:[^\S\n]+\([^)\n]{1,40}\))?:[^\S\n]+(?=\S)",
    re.MULTILINE)
#: Words of a label that belong to a speaker; "NEW DELHI: ..." at the head of a report is a dateline.
_SPEAKERS = frozenset(
    "secretary minister president ambassador mr mrs ms dr senator general admiral governor chairman chair question "
    "moderator reporter staff spokesperson spokesman spokeswoman director counselor chancellor premier deputy "
    "assistant".split())
_TITLE = re.compile(
    r"^\s*(?:Press |Joint |Written |Opening |Official )*(Statement|Remarks|Message|Comments)\s(?:by|of|from)\s"
    r"(?:the\s)?([A-Z][^\n]{3,80}?)(?=\s+(?:on|regarding|about|at|in|to|after|before|for|following|concerning|upon)\b"
    r"|\s[A-Za-z]+ing\s|\s*\n|,)")
_I = re.compile(r"(?<!War )\bI\b(?!\.)")
_QUOTATION = re.compile(r"[“\"«][^“”\"«»]*[”\"»]")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|[Uu]s|[Mm]e)\b(?!\.)")
_FINITE = frozenset(("VBD", "VBP", "VBZ", "MD"))
_OPENING = frozenset("“\"‘«„`")
_QUOTED = re.compile(r"[“\"«„]|``")
#: A colon that opens a speech, not that of 10:30, of 3:1 or of an address.
_COLON = re.compile(r":(?=\s|$)")
#: A line of at most this many words without a full stop is a heading, which ends a speech.
LONGEST_HEADING = 10
#: The verb stands at most this many words before the colon ("said in a statement on Monday:").
FARTHEST_VERB = 8
#: "Begin text:", "The text follows:".
_SHORTEST_OPENER = 4
_END = ".!?…”’\")]"


@dataclass(frozen=True, slots=True)
class Speech:
    """A speech and who is named before it."""

    opener: int  #: number of the sentence that names the speaker; of the first sentence, where a label does
    verb: int | None  #: the word of saying; None behind a label
    label: Span | None  #: the label without its colon, or the name in the title
    said: tuple[tuple[int, Span], ...]  #: (number of the sentence, its spoken words)


def speeches(doc: Document) -> tuple[Speech, ...]:
    """The speeches of a report, in order."""
    labels = _labels(doc)
    titled = None if labels else _titled(doc)
    if titled:
        return (titled,)
    out: list[Speech] = []
    taken = -1
    made: Speech | None
    for k in range(len(doc.sentences)):
        if k <= taken:
            continue
        if k in labels:
            made = _transcribed(doc, labels, k)
        else:
            verb = _announced(doc, k)
            made = None if verb is None else _delivered(doc, labels, k, verb)
            if made and verb is not None and (released := _released_before(doc, k)) is not None:
                made = replace(made, opener=k - 1, verb=released)
        if made and made.said:
            out.append(made)
            taken = made.said[-1][0]
    return tuple(out)


def _labels(doc: Document) -> dict[int, tuple[Span, int]]:
    """Sentence number to (label, where the speech begins), where labels are those of a transcript."""
    number = {s.span.start: k for k, s in enumerate(doc.sentences)}
    found = [m for m in _LABEL.finditer(doc.text) if m.start(1) in number]
    # "READ MORE: ..." and "LONDON: ..." make no transcript
    if not any(_SPEAKERS & set(m.group(1).lower().replace(".", "").split()) for m in found):
        return {}
    return {number[m.start(1)]: (Span(*m.span(1)), m.end()) for m in found}


def _transcribed(doc: Document, labels: dict[int, tuple[Span, int]], at: int) -> Speech:
    label, begin = labels[at]
    said = [(at, Span(begin, doc.sentences[at].span.end))]
    for k in range(at + 1, len(doc.sentences)):
        if k in labels or _is_heading(doc, k):
            break
        said.append((k, doc.sentences[k].span))
    return Speech(at, None, label, tuple(s for s in said if s[1].start < s[1].end))


def _titled(doc: Document) -> Speech | None:
    """The whole text as a speech, where its title calls it somebody's statement and it speaks of "I"."""
    match = _TITLE.match(doc.text)
    if not match or not _I.search(_QUOTATION.sub("", doc.text[match.end() :])):
        return None
    line = doc.text.find("\n", match.end())
    if any(w.xpos in _FINITE and match.end() <= w.start < line for w in doc.words):
        return None  # a headline: "Remarks by Berg in Ada anger Norland"
    behind = [(k, s.span) for k, s in enumerate(doc.sentences) if s.span.start > match.end()]
    said = tuple((k, s) for k, s in behind if not _is_heading(doc, k) and any(map(str.isalnum, s.of(doc.text))))
    verb = next((i for i, w in enumerate(doc.words) if w.start >= match.start(1)), None)
    return Speech(0, verb, Span(*match.span(2)), said) if said else None


def _announced(doc: Document, k: int) -> int | None:
    """The word of saying before a colon, where unquoted words follow it."""
    s = doc.sentences[k]
    match = _COLON.search(doc.text, s.span.start, s.span.end)
    if match is None:
        return None
    colon = match.start()
    if doc.text[colon + 1 : s.span.end].lstrip()[:1] in _OPENING or (
            colon == s.span.end - 1 and (k + 1 == len(doc.sentences) or _opens_quotation(doc, k + 1))):
        return None
    before = [i for i in range(s.first, s.last) if doc.words[i].end <= colon][-FARTHEST_VERB:]
    forms = {i: doc.text[doc.words[i].start : doc.words[i].end] for i in before}
    low = {i: form.lower() for i, form in forms.items() if not form.isupper()}  # "READ MORE: ..." says nothing
    verbs = [i for i, w in low.items() if w in SAYING]
    if verbs:
        return verbs[-1]
    announces = any(w in ANNOUNCING for w in low.values()) and colon == s.span.end - 1
    return next((i for i in reversed(before) if low.get(i) in ANNOUNCING), None) if announces else None


def _released_before(doc: Document, k: int) -> int | None:
    """ "Begin text:" names nobody: the word of the sentence before that says who released the text."""
    s = doc.sentences[k]
    if k == 0 or s.last - s.first > _SHORTEST_OPENER:
        return None
    before = doc.sentences[k - 1]
    low = {i: doc.text[doc.words[i].start : doc.words[i].end].lower() for i in range(before.first, before.last)}
    return next((i for i, word in low.items() if word in RELEASING), None)


def _delivered(doc: Document, labels: dict[int, tuple[Span, int]], opener: int, verb: int) -> Speech:
    span = doc.sentences[opener].span
    match = _COLON.search(doc.text, doc.words[verb].end, span.end)
    colon = match.start() if match else span.end - 1
    rest = Span(colon + 1, span.end)
    begins_here = bool(rest.of(doc.text).strip())
    said = [(opener, rest)] if begins_here else []
    speaker = _names(doc, opener, colon)
    for k in range(opener + 1, len(doc.sentences)):
        words = doc.sentences[k].span.of(doc.text)
        if k in labels or _is_heading(doc, k) or _QUOTED.match(words) or _announced(doc, k) is not None:
            break
        if begins_here and not _FIRST_PERSON.search(words):
            break
        if speaker & set(re.findall(r"[A-Z][\w’'-]+", words)) and not _FIRST_PERSON.search(words):
            break  # the report speaks again, of the speaker
        said.append((k, doc.sentences[k].span))
    return Speech(opener, verb, None, tuple(said))


def _names(doc: Document, opener: int, colon: int) -> set[str]:
    """The last name before the colon: whoever is spoken of by it does not speak himself."""
    words = [w for w in doc.words[doc.sentences[opener].first : doc.sentences[opener].last] if w.end <= colon]
    names = [doc.text[w.start : w.end] for w in words if w.upos == "PROPN"]
    return set(names[-1:])


def _is_heading(doc: Document, k: int) -> bool:
    """A short line of its own without an end mark ("Notes to editors", "End text")."""
    span = doc.sentences[k].span
    words = span.of(doc.text)
    alone = _line_starts(doc.text, span.start) and doc.text[span.end : span.end + 1] in ("", "\n")
    if not alone:
        return False
    return (words[-1:] not in _END and len(words.split()) <= LONGEST_HEADING) or words.lower().rstrip(".") == "end text"


def _line_starts(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()


def _opens_quotation(doc: Document, k: int) -> bool:
    return doc.sentences[k].span.of(doc.text).lstrip("*•–- ")[:1] in _OPENING
