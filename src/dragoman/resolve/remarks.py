"""What a careful reader would object to: repeated passages, quotations never closed, a wire agency named inside
another outlet's copy, and a report that tells of an event both that it happened and that it did not."""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.extract.quotations import quotations
from dragoman.model import Document, EventMention, Remark, Span
from dragoman.resolve.happenings import stem

#: A passage counts as repeated from this many words on: shorter ones are set phrases.
REPEATED_WORDS = 12
_AGENCIES = ("Reuters", "AFP", "Agence France-Presse", "Associated Press", "AP", "Xinhua", "TASS", "Interfax",
             "Bloomberg", "Kyodo", "Yonhap", "DPA", "EFE", "ANSA", "Anadolu")
_WIRE = re.compile(rf"\b({'|'.join(map(re.escape, _AGENCIES))})\b(?=\s+(?:said|reported|says|reports)\b)"
                   r"|\((Reuters|AFP|AP|Xinhua|TASS)\)")


def remarks(doc: Document) -> Document:
    """The document with these remarks added to those of the stages before."""
    found = [*_repeated(doc), *_unclosed(doc), *_wire(doc), *_disagreeing(doc)]
    return replace(doc, remarks=(*doc.remarks, *found))


def _repeated(doc: Document) -> list[Remark]:
    seen: dict[str, Span] = {}
    out = []
    for s in doc.sentences:
        words = re.findall(r"\w+", s.span.of(doc.text).lower())
        if len(words) < REPEATED_WORDS:
            continue
        key = " ".join(words)
        if key in seen:
            out.append(Remark("repeated passage", "low", "The same sentence stands twice in the report.",
                              (seen[key], s.span)))
        seen.setdefault(key, s.span)
    return out


def _unclosed(doc: Document) -> list[Remark]:
    return [Remark("unclosed quotation", "medium",
                   "A quotation is opened here and never closed: who speaks how far is unclear.",
                   (Span(q.span.start, min(q.span.end, q.span.start + 120)),))
            for q in quotations(doc.text) if not q.closed]


def _wire(doc: Document) -> list[Remark]:
    outlet = (doc.report.outlet or "").lower()
    if not outlet:
        return []
    found: dict[str, list[Span]] = {}
    for m in _WIRE.finditer(doc.text):
        agency = m.group(1) or m.group(2)
        if agency.lower() not in outlet:
            found.setdefault(agency, []).append(Span(*m.span(1 if m.group(1) else 2)))
    return [Remark("wire source", "low",
                   f"{doc.report.outlet} carries copy of {agency}: the two are not independent sources.", tuple(spans))
            for agency, spans in found.items()]


def _disagreeing(doc: Document) -> list[Remark]:
    """In the report's own voice: the same parties, trigger and time, once as done and once as not done."""
    told = [m for m in doc.event_mentions if m.said_by is None and m.status in ("occurred", "negated") and m.actors]
    out = []
    for i, a in enumerate(told):
        for b in told[i + 1 :]:
            if a.status == b.status or a.type != b.type or a.when != b.when:
                continue
            words = [stem(m.trigger.of(doc.text).lower()) for m in (a, b)]
            if _parties(doc, a) == _parties(doc, b) and words[0] == words[1]:
                out.append(Remark("sentences disagree", "high",
                                  "One sentence tells this event as done, another as not done.",
                                  (a.trigger, b.trigger)))
    return out


def _parties(doc: Document, mention: EventMention) -> frozenset[str]:
    return frozenset(p.entity or p.span.of(doc.text) for p in (*mention.actors, *mention.recipients))
