"""Event mentions out of triggers and edges."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.extract.events import events
from dragoman.model import Document, EventMention
from tests.extract.hand import SURE, among, at, document, role, tag

MET = "Una Berg met the Sudland envoy in Port Ada on Monday ."
SYNTAX = ("Berg>Una:flat Una>met:nsubj the>envoy:det Sudland>envoy:compound envoy>met:obj in>Ada:case "
          "Port>Ada:compound Ada>met:obl on>Monday:case Monday>met:obl met>ROOT")
UPOS = "Una:PROPN Berg:PROPN met:VERB envoy:NOUN Sudland:PROPN Port:PROPN Ada:PROPN Monday:PROPN"


def meeting(marked: str = MET) -> Document:
    doc = document(marked, syntax=SYNTAX, upos=UPOS)
    met = at(doc, "met")
    tag(doc.scores, "event", met, "CONSULT")
    tag(doc.scores, "status", met, "occurred")
    role(doc.scores, met, at(doc, "Berg"), "actor")
    role(doc.scores, met, at(doc, "envoy"), "recipient")
    role(doc.scores, met, at(doc, "Ada"), "place")
    return doc


def only(doc: Document) -> EventMention:
    (found,) = events(doc).event_mentions
    return found


def test_trigger_with_its_parties_and_place() -> None:
    doc = meeting()
    found = only(doc)
    assert (found.id, found.type, found.status, found.trigger.of(doc.text)) == ("e1", "CONSULT", "occurred", "met")
    words = lambda parties: [p.span.of(doc.text) for p in parties]  # noqa: E731
    assert words(found.actors) == ["Una Berg"]
    assert words(found.recipients) == ["the Sudland envoy"]
    assert words(found.place) == ["Port Ada"]


def test_edge_to_a_time_gives_the_index_of_the_expression() -> None:
    doc = meeting("Una Berg met the Sudland envoy in Port Ada on [Monday|DATE] .")
    assert only(doc).time is None
    role(doc.scores, at(doc, "met"), at(doc, "Monday"), "time")
    assert only(doc).time == 0


def test_unlikely_trigger_is_none() -> None:
    doc = document("Envoys met .")
    tag(doc.scores, "event", 1, "CONSULT", logit=SURE - 1)
    assert events(doc).event_mentions == ()


def test_types_that_share_the_chance_still_make_a_trigger() -> None:
    doc = document("Envoys met .")
    tag(doc.scores, "event", 1, "CONSULT", logit=SURE + 0.2)
    tag(doc.scores, "event", 1, "AGREE", logit=SURE)
    assert only(doc).type == "CONSULT"


def test_modes_are_those_of_the_type() -> None:
    doc = meeting()
    for mode in ("CONSULT/visit", "REQUEST/meet"):
        tag(doc.scores, "mode", at(doc, "met"), mode)
    tag(doc.scores, "context", at(doc, "met"), "diplomatic")
    assert only(doc).modes == ("visit",)
    assert only(doc).contexts == ("diplomatic",)


def test_at_most_three_contexts_the_likeliest_first() -> None:
    doc = meeting()
    for logit, name in enumerate(("military", "legal", "health", "cyber"), start=1):
        tag(doc.scores, "context", at(doc, "met"), name, logit=float(logit))
    assert only(doc).contexts == ("cyber", "health", "legal")


def test_parties_side_by_side_are_two_and_a_word_between_is_none() -> None:
    doc = document("Norland and Sudland signed .", upos="Norland:PROPN Sudland:PROPN and:CCONJ signed:VERB",
                   syntax="Norland>signed:nsubj and>Sudland:cc Sudland>Norland:conj signed>ROOT")
    signed = at(doc, "signed")
    tag(doc.scores, "event", signed, "SUPPORT")
    for i in among(doc, "Norland and Sudland"):
        role(doc.scores, signed, i, "actor")
    assert [p.span.of(doc.text) for p in only(doc).actors] == ["Norland", "Sudland"]


def test_edges_do_not_leave_the_sentence() -> None:
    doc = document("Norland agreed . Sudland left .", upos="Norland:PROPN Sudland:PROPN agreed:VERB left:VERB")
    tag(doc.scores, "event", at(doc, "agreed"), "AGREE")
    role(doc.scores, at(doc, "agreed"), at(doc, "Sudland"), "actor")
    assert only(doc).actors == ()


def test_trigger_is_never_part_of_its_own_party() -> None:
    doc = document("Sudland talks failed .", upos="Sudland:PROPN talks:NOUN failed:VERB",
                   syntax="Sudland>talks:compound talks>failed:nsubj failed>ROOT")
    talks = at(doc, "talks")
    tag(doc.scores, "event", talks, "CONSULT")
    role(doc.scores, talks, at(doc, "Sudland"), "actor")
    role(doc.scores, talks, talks, "actor")
    assert [p.span.of(doc.text) for p in only(doc).actors] == ["Sudland"]


def test_document_without_words_has_no_events() -> None:
    assert events(document("")).event_mentions == ()


SINCE = "Making a visit since Ada Wick took office , Una Berg praised the talks ."
SINCE_SYNTAX = ("Making>praised:advcl a>visit:det visit>Making:obj since>took:mark Ada>took:nsubj Wick>Ada:flat "
                "took>Making:advcl office>took:obj Una>praised:nsubj Berg>Una:flat praised>ROOT the>talks:det "
                "talks>praised:obj")
SINCE_UPOS = ("Making:VERB visit:NOUN Ada:PROPN Wick:PROPN took:VERB office:NOUN Una:PROPN Berg:PROPN praised:VERB "
              "talks:NOUN")


def test_subject_of_a_clause_beside_the_event_is_no_actor_where_the_tree_names_its_doer() -> None:
    doc = document(SINCE, syntax=SINCE_SYNTAX, upos=SINCE_UPOS)
    visit = at(doc, "visit")
    doc = replace(doc, words=tuple(replace(w, xpos="VBG") if n == at(doc, "Making") else w
                                   for n, w in enumerate(doc.words)))
    tag(doc.scores, "event", visit, "CONSULT")
    role(doc.scores, visit, at(doc, "Wick"), "actor")
    assert [p.span.of(doc.text) for p in only(doc).actors] == ["Una Berg"]


def test_word_with_edges_of_both_roles_keeps_the_one_that_the_tree_speaks_for() -> None:
    doc = meeting()
    met = at(doc, "met")
    role(doc.scores, met, at(doc, "Berg"), "recipient")
    role(doc.scores, met, at(doc, "envoy"), "actor", logit=SURE - 1)
    found = only(doc)
    assert [p.span.of(doc.text) for p in found.actors] == ["Una Berg"]
    assert [p.span.of(doc.text) for p in found.recipients] == ["the Sudland envoy"]


@pytest.mark.parametrize(("thing", "wanted"), [("hands", "CONSULT"), ("fists", "PROTEST")])
def test_set_phrase_has_its_own_type(thing: str, wanted: str) -> None:
    doc = document(f"They shook {thing} .", syntax=f"They>shook:nsubj {thing}>shook:obj shook>ROOT")
    tag(doc.scores, "event", 1, "PROTEST")
    assert only(doc).type == wanted


def test_whom_a_visitor_talks_with_is_no_visitor() -> None:
    doc = document("Una Berg on a visit held talks with Ada Wick .", upos="Una:PROPN Berg:PROPN Ada:PROPN Wick:PROPN",
                   syntax="Berg>Una:flat Una>held:nsubj visit>Una:nmod talks>held:obj with>Ada:case Wick>Ada:flat "
                          "Ada>talks:nmod held>ROOT")
    for word in ("visit", "talks"):
        tag(doc.scores, "event", at(doc, word), "CONSULT")
        for filler in ("Berg", "Wick"):
            role(doc.scores, at(doc, word), at(doc, filler), "actor")
    visit, talks = events(doc).event_mentions
    assert [p.span.of(doc.text) for p in visit.actors] == ["Una Berg"]
    assert [p.span.of(doc.text) for p in talks.actors] == ["Una Berg", "Ada Wick"]


def test_whoever_is_reluctant_to_talk_with_somebody_is_one_of_two() -> None:
    doc = document("Norland 's reluctance to engage in talks with Sudland .",
                   upos="Norland:PROPN reluctance:NOUN engage:VERB talks:NOUN Sudland:PROPN",
                   syntax="Norland>reluctance:nmod:poss engage>reluctance:acl talks>engage:obl in>talks:case "
                          "with>Sudland:case Sudland>talks:nmod reluctance>ROOT")
    tag(doc.scores, "event", at(doc, "talks"), "CONSULT")
    role(doc.scores, at(doc, "talks"), at(doc, "Sudland"), "actor")
    assert [p.span.of(doc.text) for p in only(doc).actors] == ["Norland", "Sudland"]


def test_actor_at_the_end_of_a_list_stands_for_the_list() -> None:
    doc = document("The presidents of Norland and Sudland met .",
                   upos="presidents:NOUN Norland:PROPN Sudland:PROPN met:VERB",
                   syntax="The>presidents:det of>Norland:case Norland>presidents:nmod and>Sudland:cc "
                          "Sudland>Norland:conj presidents>met:nsubj met>ROOT")
    tag(doc.scores, "event", at(doc, "met"), "CONSULT")
    role(doc.scores, at(doc, "met"), at(doc, "Sudland"), "actor")
    assert [p.span.of(doc.text) for p in only(doc).actors] == ["The presidents of Norland and Sudland"]


def test_a_suffix_alone_is_no_party_but_its_name() -> None:
    doc = document("Readout of Una Berg, III Call with Sudland .", upos="Readout:NOUN of:ADP Una:PROPN Berg:PROPN "
                   "III:PROPN Call:NOUN Sudland:PROPN", syntax="III>Call:compound Sudland>Call:nmod with>Sudland:case "
                   "Call>Readout:nmod of>Call:case Readout>ROOT")
    call = at(doc, "Call")
    tag(doc.scores, "event", call, "CONSULT")
    role(doc.scores, call, at(doc, "III"), "actor")
    assert [p.span.of(doc.text) for p in only(doc).actors] == ["Una Berg, III"]
