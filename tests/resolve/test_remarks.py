"""What a careful reader would object to."""

from __future__ import annotations

from dataclasses import replace

from dragoman.model import Document, Party, Span
from dragoman.resolve.remarks import remarks
from tests.build import build


def kinds(doc: Document) -> list[str]:
    return [r.kind for r in remarks(doc).remarks]


LONG = "The two sides spoke for six hours about ships, tolls and fish in Port Ada."


def test_long_sentence_that_stands_twice_is_remarked_with_both_places() -> None:
    doc = build(f"{LONG}\nMore followed.\n{LONG}")
    (remark,) = remarks(doc).remarks
    assert remark.kind == "repeated passage"
    assert [s.of(doc.text) for s in remark.spans] == [LONG, LONG]


def test_set_phrase_may_be_repeated() -> None:
    assert kinds(build("Talks go on.\nMore followed.\nTalks go on.")) == []


def test_quotation_never_closed_is_remarked() -> None:
    assert kinds(build("“We wait, she said.")) == ["unclosed quotation"]
    assert kinds(build("“We wait,” she said.")) == []


def test_agency_inside_another_outlets_copy_is_remarked() -> None:
    doc = build("Talks failed, Reuters said.", outlet="The Norland Post")
    (remark,) = remarks(doc).remarks
    assert remark.kind == "wire source"
    assert "Reuters" in remark.message
    assert [s.of(doc.text) for s in remark.spans] == ["Reuters"]


def test_agency_in_brackets_of_a_dateline_counts() -> None:
    doc = build("PORT ADA (AFP) - Talks failed.", outlet="The Norland Post")
    assert [s.of(doc.text) for s in remarks(doc).remarks[0].spans] == ["AFP"]


def test_agency_in_its_own_copy_or_without_an_outlet_is_not() -> None:
    assert kinds(build("Talks failed, Reuters said.", outlet="Reuters News")) == []
    assert kinds(build("Talks failed, Reuters said.")) == []


def disagreeing(**second: object) -> Document:
    doc = build("Norland [met|EV:CONSULT:occurred] envoys. Norland did not [meet|EV:CONSULT:negated] envoys.")
    norland = Party(Span(0, 7), "e1")
    made = [replace(m, actors=(norland,)) for m in doc.event_mentions]
    return replace(doc, event_mentions=(made[0], replace(made[1], **second)))  # type: ignore[arg-type]


def test_event_told_as_done_and_as_not_done_is_remarked() -> None:
    doc = build("Norland [visited|EV:CONSULT:occurred] Sudland. Norland never [visited|EV:CONSULT:negated] Sudland.")
    norland = Party(Span(0, 7), "e1")
    doc = replace(doc, event_mentions=tuple(replace(m, actors=(norland,)) for m in doc.event_mentions))
    (remark,) = remarks(doc).remarks
    assert (remark.kind, remark.severity) == ("sentences disagree", "high")


def test_what_somebody_else_says_does_not_disagree_with_the_report() -> None:
    assert kinds(disagreeing(said_by="s1")) == []


def test_other_parties_do_not_disagree() -> None:
    assert kinds(disagreeing(actors=(Party(Span(0, 7), "e2"),))) == []


def test_remarks_of_earlier_stages_stay() -> None:
    doc = remarks(build("“We wait, she said."))
    assert [r.kind for r in remarks(doc).remarks] == ["unclosed quotation", "unclosed quotation"]
