"""Who said what, from planted cues, sources and contents."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.extract.quotations import trimmed
from dragoman.extract.statements import one_source, statements
from dragoman.model import Document, Mention, Party, Span, Statement
from tests.extract.hand import among, at, attach, document, role, tag


def told(marked: str, *, cue: str, source: str = "", content: str, kind: str = "named", syntax: str = "",
         upos: str = "") -> Document:
    """A document with one attribution planted; words are given as they stand in it, with spaces between tokens."""
    doc = document(marked, syntax=syntax, upos=upos)
    words = among(doc, cue)
    tag(doc.scores, "cue", words[-1], "anchor")
    for i in words[:-1]:
        tag(doc.scores, "cue", i, "other")
    tag(doc.scores, "source_kind", words[-1], kind)
    if source:
        attach(doc.scores, among(doc, source), words[-1], "source")
    attach(doc.scores, among(doc, content), words[-1], "content")
    return doc


def only(doc: Document) -> Statement:
    (found,) = statements(doc).statements
    return found


def words(doc: Document, *spans: Span) -> list[str]:
    return [s.of(doc.text) for s in spans]


def test_source_cue_and_content_are_slices_of_the_text() -> None:
    doc = told("Una Berg said the talks failed .", cue="said", source="Una Berg", content="the talks failed .")
    found = only(doc)
    assert found.source
    assert found.cue
    assert words(doc, found.source.span, found.cue, *found.content) == ["Una Berg", "said", "the talks failed"]
    assert (found.id, found.form, found.kind) == ("s1", "indirect", "named")


@pytest.mark.parametrize(("marked", "content", "form"), [
    ('"We shall wait," she said.', '" We shall wait , "', "direct"),
    ("We shall wait, she said.", "We shall wait ,", "indirect"),
    ('The talks were "a new start", she said.', 'The talks were " a new start " ,', "mixed"),
])
def test_form_follows_the_quotation_marks(marked: str, content: str, form: str) -> None:
    assert only(told(marked, cue="said", source="she", content=content)).form == form


def test_content_in_the_next_sentence_continues_the_statement() -> None:
    doc = told('She said : "We wait . We hope ."', cue="said", source="She", content="We wait . We hope .")
    first, second = statements(doc).statements
    assert words(doc, *first.content) == ["We wait"]
    assert words(doc, *second.content) == ["We hope"]
    assert (second.continues, second.source, second.cue) == (first.id, None, None)
    assert second.form == "direct"


def test_quoted_sentence_after_a_quotation_continues_it_without_scores() -> None:
    doc = told('"We wait ," she said . "We hope ."', cue="said", source="she", content="We wait ,")
    first, second = statements(doc).statements
    assert words(doc, *second.content) == ["We hope"]
    assert second.continues == first.id


def test_unquoted_sentence_after_a_quotation_is_the_reports_own() -> None:
    doc = told('"We wait ," she said . The talks go on .', cue="said", source="she", content="We wait ,")
    assert only(doc).continues is None


def test_cue_without_content_is_no_statement() -> None:
    doc = document("She spoke .")
    tag(doc.scores, "cue", 1, "anchor")
    assert statements(doc).statements == ()


def test_subject_of_the_cue_is_its_source_where_none_was_read() -> None:
    doc = told("The envoy said talks failed .", cue="said", content="talks failed .",
               syntax="The>envoy:det envoy>said:nsubj said>ROOT talks>failed:nsubj failed>said:ccomp",
               upos="envoy:NOUN said:VERB")
    found = only(doc)
    assert found.source
    assert words(doc, found.source.span) == ["The envoy"]


def test_relative_pronoun_is_nobodys_name() -> None:
    doc = told("It said talks failed .", cue="said", content="talks failed .",
               syntax="It>said:nsubj said>ROOT talks>failed:nsubj failed>said:ccomp", upos="It:PRON said:VERB")
    assert only(doc).source is None


def test_official_is_unnamed_and_described() -> None:
    doc = told("A senior official said talks failed .", cue="said", source="A senior official",
               content="talks failed .", kind="named", upos="official:NOUN",
               syntax="A>official:det senior>official:amod official>said:nsubj said>ROOT")
    found = only(doc)
    assert (found.kind, found.described_as) == ("unnamed", "A senior official")


def test_title_before_a_name_is_named() -> None:
    doc = told("spokesman Una Berg said talks failed .", cue="said", source="spokesman Una Berg",
               content="talks failed .", kind="unnamed", upos="spokesman:NOUN Una:PROPN Berg:PROPN",
               syntax="spokesman>Una:compound Berg>Una:flat Una>said:nsubj said>ROOT")
    una = at(doc, "Una")
    name = Span(doc.words[una].start, doc.words[una + 1].end)
    doc = replace(doc, mentions=(Mention("m1", name, una, "person", "name"),))
    assert only(doc).kind == "named"


@pytest.mark.parametrize(("source", "guess", "kind"), [
    ("The report", "organisation", "organisation"), ("The report", "unnamed", "document"),
    ("The newspaper", "organisation", "media"), ("The analysts", "unnamed", "group"),
])
def test_kind_is_mended_where_the_noun_leaves_no_doubt(source: str, guess: str, kind: str) -> None:
    noun = source.split()[1]
    doc = told(f"{source} said talks failed .", cue="said", source=source, content="talks failed .", kind=guess,
               syntax=f"The>{noun}:det {noun}>said:nsubj said>ROOT", upos=f"{noun}:NOUN said:VERB")
    assert only(doc).kind == kind


def test_carrier_is_read_from_its_edge() -> None:
    doc = told("State radio quoted the envoy as saying talks failed .", cue="saying", source="the envoy",
               content="talks failed .", upos="radio:NOUN envoy:NOUN saying:VERB quoted:VERB",
               syntax="State>radio:compound radio>quoted:nsubj the>envoy:det envoy>quoted:obj saying>quoted:advcl "
                      "quoted>ROOT")
    role(doc.scores, at(doc, "saying"), at(doc, "radio"), "via")
    found = only(doc)
    assert words(doc, *(p.span for p in found.via)) == ["State radio"]


def test_carrier_that_is_the_source_itself_is_none() -> None:
    doc = told("State radio said talks failed .", cue="said", source="State radio", content="talks failed .",
               syntax="State>radio:compound radio>said:nsubj said>ROOT", upos="radio:NOUN said:VERB")
    role(doc.scores, at(doc, "said"), at(doc, "radio"), "via")
    assert only(doc).via == ()


@pytest.mark.parametrize(("marked", "cue", "content", "syntax"), [
    ("She told reporters talks failed .", "told", "talks failed .", "She>told:nsubj reporters>told:iobj told>ROOT"),
    ("She said to reporters talks failed .", "said", "talks failed .",
     "She>said:nsubj to>reporters:case reporters>said:obl said>ROOT"),
])
def test_addressee_is_the_one_told(marked: str, cue: str, content: str, syntax: str) -> None:
    doc = told(marked, cue=cue, source="She", content=content, syntax=syntax, upos="She:PRON reporters:NOUN")
    found = only(doc)
    assert found.addressee
    assert words(doc, found.addressee.span) == ["reporters"]


def test_condition_of_anonymity_goes_to_the_unnamed_source_of_its_sentence() -> None:
    doc = told("An official said talks failed , speaking on condition of anonymity .", cue="said",
               source="An official", content="talks failed", kind="unnamed", upos="official:NOUN said:VERB",
               syntax="An>official:det official>said:nsubj said>ROOT")
    found = only(doc)
    assert found.anonymity
    assert words(doc, found.anonymity) == ["speaking on condition of anonymity"]


def test_statement_inside_anothers_content_has_it_for_parent() -> None:
    doc = told("Radio reported the envoy said talks failed .", cue="reported", source="Radio",
               content="the envoy said talks failed .")
    said = at(doc, "said")
    tag(doc.scores, "cue", said, "anchor")
    attach(doc.scores, among(doc, "the envoy"), said, "source")
    attach(doc.scores, among(doc, "talks failed ."), said, "content", logit=60.0)
    outer, inner = statements(doc).statements
    assert words(doc, *inner.content) == ["talks failed"]
    assert (outer.parent, inner.parent) == (None, outer.id)


def test_words_that_media_quote_are_those_of_the_one_quoted() -> None:
    doc = told("State radio quoted Una Berg as saying talks failed .", cue="quoted", source="State radio",
               content="talks failed .", upos="radio:NOUN Una:PROPN Berg:PROPN quoted:VERB saying:VERB",
               syntax="State>radio:compound radio>quoted:nsubj Berg>Una:flat Una>quoted:obj as>saying:mark "
                      "saying>quoted:advcl quoted>ROOT")
    found = only(doc)
    assert found.source
    assert words(doc, found.source.span, *(p.span for p in found.via)) == ["Una Berg", "State radio"]


def test_reason_that_is_cited_is_no_speaker() -> None:
    doc = told("It closed , citing safety risks that grew .", cue="citing", source="It", content="safety risks",
               upos="It:PRON closed:VERB citing:VERB risks:NOUN",
               syntax="It>closed:nsubj citing>closed:advcl safety>risks:compound risks>citing:obj closed>ROOT")
    found = only(doc)
    assert found.source
    assert words(doc, found.source.span) == ["It"]
    assert found.via == ()


@pytest.mark.parametrize(("text", "kept"), [
    ("“We wait,” ", "We wait"), (" in the U.S.", "in the U.S."), ("the talks failed.", "the talks failed"),
    ("-- (no)", "no"),
])
def test_edges_of_content_lose_marks_and_spaces(text: str, kept: str) -> None:
    span = trimmed(text, Span(0, len(text)))
    assert span
    assert span.of(text) == kept


def test_nothing_but_marks_is_no_content() -> None:
    assert trimmed("“.”", Span(0, 3)) is None


def test_what_appears_so_is_nobodys_statement() -> None:
    doc = told("They did not appear to agree .", cue="appear", source="They", content="to agree",
               upos="They:PRON appear:VERB", syntax="They>appear:nsubj agree>appear:xcomp appear>ROOT")
    assert statements(doc).statements == ()


def test_another_statement_inside_does_not_cut_the_content() -> None:
    doc = told("Una stressed a need in her talks , the ministry said .", cue="said", source="the ministry",
               content="Una", kind="state")
    attach(doc.scores, among(doc, "in her talks"), at(doc, "said"), "content")
    tag(doc.scores, "cue", at(doc, "stressed"), "anchor")
    attach(doc.scores, among(doc, "a need"), at(doc, "stressed"), "content")
    said = next(s for s in statements(doc).statements if s.cue and s.cue.of(doc.text) == "said")
    assert words(doc, *said.content) == ["Una stressed a need in her talks"]


def test_own_source_parts_the_content() -> None:
    doc = told("The new line , Una said , opens very soon .", cue="said", source="Una", content="The new line")
    attach(doc.scores, among(doc, "opens very soon"), at(doc, "said"), "content")
    assert words(doc, *only(doc).content) == ["The new line", "opens very soon"]


def test_who_stands_for_the_noun_before_it() -> None:
    doc = told("Critics who argued talks failed left .", cue="argued", source="who", content="talks failed",
               upos="Critics:NOUN who:PRON argued:VERB left:VERB",
               syntax="who>argued:nsubj argued>Critics:acl:relcl Critics>left:nsubj failed>argued:ccomp left>ROOT")
    found = only(doc)
    assert found.source
    assert words(doc, found.source.span) == ["Critics"]


def test_what_a_thing_gives_rise_to_is_nobodys_statement() -> None:
    doc = told("Ties have worsened , raising concern that war may come .", cue="raising",
               content="war may come", upos="Ties:NOUN worsened:VERB raising:VERB concern:NOUN",
               syntax="Ties>worsened:nsubj raising>worsened:advcl concern>raising:obj worsened>ROOT")
    assert statements(doc).statements == ()


def test_subject_of_another_clause_is_not_the_source() -> None:
    doc = told("Envoys voiced hope despite what Bo called distrust , and agreed that talks go on .", cue="agreed",
               source="Bo", content="talks go on", upos="Envoys:NOUN voiced:VERB Bo:PROPN called:VERB agreed:VERB",
               syntax="Envoys>voiced:nsubj hope>voiced:obj called>hope:acl:relcl Bo>called:nsubj agreed>voiced:conj "
                      "go>agreed:ccomp talks>go:nsubj voiced>ROOT")
    found = only(doc)
    assert found.source
    assert words(doc, found.source.span) == ["Envoys"]


def test_announced_speech_has_its_speaker_and_goes_on_without_him() -> None:
    doc = document("Minister Una Berg said:\nThe raid was wrong. Talks must go on.", upos="Una:PROPN Berg:PROPN",
                   syntax="Una>said:nsubj Berg>Una:flat said>ROOT")
    first, second = statements(doc).statements
    assert first.source
    assert first.cue
    assert words(doc, first.source.span, first.cue, *first.content) == ["Una Berg", "said", "The raid was wrong"]
    assert (words(doc, *second.content), second.continues) == (["Talks must go on"], first.id)
    assert {first.form, second.form} == {"direct"}


def test_quotation_before_its_speaker_is_named_has_him_too() -> None:
    doc = told("“Talks failed. War may come,” Una said.", cue="said", source="Una",
               content="Talks failed . War may come")
    first, second = statements(doc).statements
    assert first.source is None
    assert second.source
    assert (first.continues, second.continues) == (second.id, None)


def test_speech_goes_on_with_the_kind_of_its_speaker() -> None:
    doc = document("Minister Una Berg said:\nThe raid was wrong. Talks must go on.", upos="Una:PROPN Berg:PROPN",
                   syntax="Una>said:nsubj Berg>Una:flat said>ROOT")
    tag(doc.scores, "source_kind", at(doc, "said"), "group")
    assert [s.kind for s in statements(doc).statements] == ["group", "group"]


@pytest.mark.parametrize(("source", "kept"), [("The union of", "The union"), ("The", "The union")])
def test_source_does_not_end_in_the_middle_of_a_phrase(source: str, kept: str) -> None:
    doc = told("The union of towns said talks failed .", cue="said", source=source, content="talks failed .",
               upos="The:DET union:NOUN of:ADP towns:NOUN said:VERB",
               syntax="The>union:det of>towns:case towns>union:nmod union>said:nsubj said>ROOT")
    found = only(doc)
    assert found.source
    assert words(doc, found.source.span) == [kept]


def test_two_cues_of_one_source_have_it_whole() -> None:
    short, long = Party(Span(0, 11)), Party(Span(0, 20))  # "The readout", "The readout of talks"
    made = [Statement("s1", 0, short, "document", None, (Span(30, 40),), "indirect"),
            Statement("s2", 0, long, "document", None, (Span(60, 70),), "indirect"),
            Statement("s3", 1, short, "document", None, (Span(90, 99),), "indirect"),
            Statement("s4", 0, None, None, None, (Span(80, 85),), "indirect")]
    assert [s.source for s in one_source(made)] == [long, long, short, None]


def test_origin_of_what_was_released_stands_behind_by() -> None:
    doc = told("A text was released by the Governments of Norland and Sudland : we agree .", cue="released",
               content="we agree", upos="Governments:NOUN Norland:PROPN Sudland:PROPN",
               syntax="text>released:nsubj:pass was>released:aux:pass by>Governments:case the>Governments:det "
                      "Governments>released:obl:agent of>Norland:case Norland>Governments:nmod released>ROOT")
    found = only(doc)
    assert found.source
    assert found.source.span.of(doc.text) == "the Governments of Norland and Sudland"


def test_what_one_is_quoted_as_saying_has_his_own_verb_for_cue() -> None:
    doc = told("State radio quoted Una Berg as saying talks failed .", cue="quoted", source="State radio",
               content="talks failed .", upos="radio:NOUN Una:PROPN Berg:PROPN quoted:VERB saying:VERB",
               syntax="State>radio:compound radio>quoted:nsubj Berg>Una:flat Una>quoted:obj as>saying:mark "
                      "saying>quoted:advcl quoted>ROOT")
    doc = replace(doc, words=tuple(
        replace(w, xpos="VBG") if w.start == doc.text.index("saying") else w for w in doc.words))
    found = only(doc)
    assert found.cue is not None
    assert (found.cue.of(doc.text), [v.span.of(doc.text) for v in found.via]) == ("saying", ["State radio"])


def test_content_that_only_names_another_origin_goes_on_with_its_words() -> None:
    doc = told("Una Berg said she believes talks failed .", cue="said", source="Una Berg", content="she believes")
    believes = at(doc, "believes")
    tag(doc.scores, "cue", believes, "anchor")
    attach(doc.scores, among(doc, "she"), believes, "source")
    attach(doc.scores, among(doc, "talks failed ."), believes, "content", logit=60.0)
    outer, inner = statements(doc).statements
    assert words(doc, *outer.content, *inner.content) == ["she believes talks failed", "talks failed"]


@pytest.mark.parametrize(("text", "expected"), [
    ("The Sudland News Agency (SNA) said talks failed .", "The Sudland News Agency (SNA)"),
    ("The Sudland News Agency (SNA said talks failed .", "The Sudland News Agency"),
])
def test_the_bracket_of_a_source_is_closed_or_left_out(text: str, expected: str) -> None:
    doc = told(text, cue="said", source="The Sudland News Agency ( SNA", content="talks failed .", kind="media",
               upos="Sudland:PROPN News:PROPN Agency:PROPN SNA:PROPN said:VERB")
    found = only(doc)
    assert found.source is not None
    assert found.source.span.of(doc.text) == expected
