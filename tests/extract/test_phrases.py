"""Noun phrases out of a dependency tree."""

from __future__ import annotations

import pytest

from dragoman.extract.phrases import Tree, noun_phrase, phrase_head
from dragoman.model import Document
from tests.build import build
from tests.extract.hand import at


def phrase(doc: Document, head: str) -> str:
    tree = Tree(doc.words, doc.text)
    return tree.span(*noun_phrase(tree, at(doc, head), doc.sentences[0])).of(doc.text)


def test_modifiers_before_a_noun_belong_to_it() -> None:
    doc = build("Norland's new foreign minister left.", upos="minister:NOUN foreign:ADJ new:ADJ Norland:PROPN",
                syntax="Norland>minister:nmod:poss 's>Norland:case new>minister:amod foreign>minister:amod "
                       "minister>left:nsubj left>ROOT")
    assert phrase(doc, "minister") == "Norland's new foreign minister"


def test_what_hangs_on_a_preposition_or_clause_is_left_out() -> None:
    doc = build("The envoy of Norland who resigned left.", upos="envoy:NOUN Norland:PROPN",
                syntax="The>envoy:det Norland>envoy:nmod of>Norland:case resigned>envoy:acl:relcl who>resigned:nsubj "
                       "envoy>left:nsubj left>ROOT")
    assert phrase(doc, "envoy") == "The envoy"


def test_name_runs_on_to_its_last_part() -> None:
    doc = build("Una von Berg left.", upos="Una:PROPN von:PROPN Berg:PROPN",
                syntax="von>Una:flat Berg>Una:flat Una>left:nsubj left>ROOT")
    assert phrase(doc, "Una") == "Una von Berg"


def test_quotation_mark_and_conjunction_at_the_edge_are_left_out() -> None:
    doc = build('and "brotherly talks" ended.', upos="talks:NOUN brotherly:ADJ and:CCONJ",
                syntax='and>talks:cc ">talks:punct brotherly>talks:amod talks>ended:nsubj ended>ROOT')
    assert phrase(doc, "talks") == "brotherly talks"


@pytest.mark.parametrize(("last", "head"), [("Norland", "president"), ("Berg", "Una")])
def test_head_of_a_phrase_is_found_from_its_last_word(last: str, head: str) -> None:
    doc = build("The president of Norland met Una Berg.",
                upos="president:NOUN Norland:PROPN Una:PROPN Berg:PROPN met:VERB",
                syntax="The>president:det Norland>president:nmod of>Norland:case president>met:nsubj Berg>Una:flat "
                       "Una>met:obj met>ROOT")
    tree = Tree(doc.words, doc.text)
    assert tree.form(phrase_head(tree, at(doc, last))) == head


def test_place_after_another_preposition_is_a_phrase_of_its_own() -> None:
    doc = build("The talks in Port Ada failed.", upos="talks:NOUN Ada:PROPN Port:PROPN failed:VERB",
                syntax="The>talks:det Ada>talks:nmod in>Ada:case Port>Ada:compound talks>failed:nsubj failed>ROOT")
    tree = Tree(doc.words, doc.text)
    assert tree.form(phrase_head(tree, at(doc, "Ada"))) == "Ada"
    assert phrase(doc, "Ada") == "Port Ada"


def test_what_stands_before_a_phrase_s_preposition_is_no_part_of_it() -> None:
    doc = build("US envoys met at the Old Hall.", upos="US:PROPN envoys:NOUN Hall:PROPN Old:ADJ the:DET at:ADP",
                syntax="US>Hall:compound envoys>met:nsubj at>Hall:case the>Hall:det Old>Hall:amod Hall>met:obl "
                       "met>ROOT")
    assert phrase(doc, "Hall") == "the Old Hall"


def test_subtree_holds_all_below_in_order() -> None:
    doc = build("The old envoy left.", syntax="The>envoy:det old>envoy:amod envoy>left:nsubj left>ROOT")
    tree = Tree(doc.words, doc.text)
    assert tree.subtree(at(doc, "envoy")) == [0, 1, 2]
    assert tree.head_of(0, 2) == at(doc, "envoy")


@pytest.mark.parametrize(("text", "wanted"), [
    ("an engagement sources said", "sources"), ("a few sources said", "a few sources"), ("the ministry sources said",
                                                                                       "the ministry sources")])
def test_article_of_one_thing_does_not_belong_to_many(text: str, wanted: str) -> None:
    first, second, *_ = text.split()
    doc = build(f"{text}.", upos=f"{second}:NOUN sources:NOUN",
                syntax=f"{first}>sources:det {second}>sources:compound sources>said:nsubj said>ROOT")
    assert phrase(doc, "sources") == wanted


def test_supporter_is_no_part_of_what_is_supported() -> None:
    doc = build("support for Ukraine and Minister for Trade",
                upos="support:NOUN Ukraine:PROPN Minister:PROPN Trade:PROPN",
                syntax="for>Ukraine:case Ukraine>support:nmod for#2>Trade:case Trade>Minister:nmod")
    tree = Tree(doc.words, doc.text)
    assert [tree.form(phrase_head(tree, at(doc, w))) for w in ("Ukraine", "Trade")] == ["Ukraine", "Minister"]
