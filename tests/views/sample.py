"""One document with something in every field of the readout."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bench.expected import record
from bench.gold import document
from dragoman.model import Candidate, Dating, Document, Entity, Expectation, Party, Remark, Span, When

DAY = When(date(2023, 6, 19), date(2023, 6, 19), "2023-06-19")
PRINTED = When(date(2024, 3, 5), date(2024, 3, 5), "2024-03-05")


def visit() -> Document:
    """The sample visit as its expected readout has it, with a dating, a group, an expectation and remarks."""
    doc = document(record("beijing-visit"))
    masthead = Span(0, doc.text.index("\n"))
    remark = Remark("date", "high", "The printed date is a Tuesday in 2024, but the text tells of Monday.", (masthead,))
    dating = Dating(
        DAY, "The visit that the text tells of took place on this day.", "likely",
        (
            Candidate(PRINTED, "masthead", masthead, "rejected", "The text speaks of Monday."),
            Candidate(DAY, "kb", None, "accepted", "US travel records have Blinken in Beijing."),
        ),
        (remark,),
    )
    said = replace(
        doc.statements[0], parent=None, addressee=Party(doc.statements[0].cue or Span(0, 1), None),
        anonymity=doc.statements[3].anonymity, described_as="a senior US official",
    )
    mentioned: dict[str | None, tuple[str, ...]] = {}
    for mention in doc.mentions:
        mentioned[mention.entity] = (*mentioned.get(mention.entity, ()), mention.id)
    entities = tuple(replace(e, mentions=mentioned[e.id]) for e in doc.entities if e.id in mentioned)
    group = Entity("g1", "both sides", "group", members=tuple(e.id for e in doc.entities[:2]))
    event = doc.events[-1]
    return replace(
        doc,
        report=replace(
            doc.report, published=dating, outlet="The Sample", title="Blinken meets Xi in Beijing", byline="Our staff",
            url="https://example.org/visit?a=1&b=2",
        ),
        entities=(*entities, group),
        statements=(said, *doc.statements[1:]),
        expectations=(Expectation(event.id, doc.statements[-1].id, event.when, "expected"),),
        remarks=(Remark("quotation", "low", "A quotation is never closed.", (Span(30, 40),)),),
        run="0123456789abcdef",
    )
