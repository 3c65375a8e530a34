"""The line that tells an event keeps the report's words and never says more than they do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.model import Document, Entity, EventMention, Party, Report, ReportEvent, Span, Status, Timex, Word
from dragoman.resolve.label import label
from tests.build import build

Told = dict[str, list[str]]


def _document(
    text: str, trigger: str, tag: str, status: Status, roles: Told, syntax: str = ""
) -> tuple[Document, ReportEvent]:
    doc = build(text, syntax=syntax)
    start = text.index(trigger)
    head = next(i for i, w in enumerate(doc.words) if w.start == start)
    words = tuple(replace(w, xpos=tag) if i == head else w for i, w in enumerate(doc.words))
    parties = {
        role: tuple(Party(Span(text.index(p), text.index(p) + len(p)), p if p in NAMES else None) for p in told)
        for role, told in roles.items()
    }
    mention = EventMention("m1", 0, Span(start, start + len(trigger)), head, "CONSULT", status, **parties)
    entities = tuple(Entity(words_, name, "person") for words_, name in NAMES.items())
    event = ReportEvent("v1", ("m1",), "CONSULT", status)
    return replace(doc, words=words, event_mentions=(mention,), entities=entities), event


NAMES = {"Blinken": "Antony Blinken", "Wang": "Wang Yi", "he": "Qin Gang"}
CASES: list[tuple[str, str, str, Status, Told, str]] = [
    ("Blinken and Wang met on Monday.", "met", "VBD", "occurred", {"actors": ["Blinken", "Wang"]},
     "Antony Blinken and Wang Yi met"),
    ("Blinken received Wang in Beijing.", "received", "VBD", "occurred",
     {"actors": ["Blinken", "Wang"], "place": ["Beijing"]}, "Antony Blinken received Wang Yi in Beijing"),
    ("Blinken, the first to visit China since May, left.", "visit", "VB", "occurred",
     {"actors": ["Blinken"], "recipients": ["China"]}, "Antony Blinken to visit China"),
    ("Blinken received Wang at he.", "received", "VBD", "occurred",
     {"actors": ["Blinken", "Wang"], "place": ["he"]}, "Antony Blinken received Wang Yi at he"),
    ("Blinken agreed that he would visit Washington.", "visit", "VB", "scheduled",
     {"actors": ["he"], "place": ["Washington"]}, "Qin Gang to visit Washington"),
    ("Blinken may meet Wang.", "meet", "VB", "possible", {"actors": ["Blinken"], "recipients": ["Wang"]},
     "Antony Blinken may meet Wang Yi"),
    ("Blinken did not meet Wang.", "meet", "VB", "negated", {"actors": ["Blinken"], "recipients": ["Wang"]},
     "Antony Blinken not meet Wang Yi"),
    ("The crossing was closed by Pakistan.", "closed", "VBN", "occurred",
     {"actors": ["Pakistan"], "recipients": ["The crossing"]}, "The crossing closed by Pakistan"),
    ("Rebels were arrested.", "arrested", "VBN", "occurred", {"recipients": ["Rebels"]}, "Rebels arrested"),
    ("Blinken began a visit to China.", "visit", "NN", "ongoing", {"actors": ["Blinken"], "recipients": ["China"]},
     "Antony Blinken: visit to China"),
    ("The attack on Kyiv killed two.", "attack", "NN", "occurred", {"place": ["Kyiv"]}, "attack on Kyiv"),
    ("Blinken met with the Foreign Minister Wang.", "met", "VBD", "occurred",
     {"actors": ["Blinken"], "recipients": ["Wang"]}, "Antony Blinken met with the Foreign Minister Wang Yi"),
    ("Blinken met President Qin he.", "met", "VBD", "occurred", {"actors": ["Blinken"], "recipients": ["he"]},
     "Antony Blinken met President Qin Gang"),
    ("Washington to lift sanctions on firms.", "lift", "VB", "requested",
     {"actors": ["Washington"], "recipients": ["firms"]}, "Washington to lift sanctions on firms"),
    ("In talks, which took all day and ended late, Blinken pressed Wang.", "talks", "NNS", "occurred",
     {"actors": ["Blinken"], "recipients": ["Wang"]}, "Antony Blinken: talks (Wang Yi)"),
]


@pytest.mark.parametrize(("text", "trigger", "tag", "status", "roles", "expected"), CASES, ids=[c[-1] for c in CASES])
def test_an_event_is_told_in_one_line(
    text: str, trigger: str, tag: str, status: Status, roles: Told, expected: str
) -> None:
    assert label(*_document(text, trigger, tag, status, roles)) == expected


@pytest.mark.parametrize(
    ("text", "syntax", "expected"),
    [
        ("Blinken did not meet Wang.", "did>meet:aux not>meet:advmod", "Antony Blinken did not meet Wang Yi"),
        ("Blinken will never again meet Wang.", "will>meet:aux never>meet:advmod again>meet:advmod",
         "Antony Blinken will never meet Wang Yi"),
        ("Blinken hopes to meet Wang.", "to>meet:mark", "Antony Blinken to meet Wang Yi"),
    ],
)
def test_a_verb_keeps_its_auxiliaries(text: str, syntax: str, expected: str) -> None:
    roles = {"actors": ["Blinken"], "recipients": ["Wang"]}
    assert label(*_document(text, "meet", "VB", "negated", roles, syntax)) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "tag", "syntax", "recipients", "expected"),
    [
        ("Blinken cut ties.", "cut", "VBD", "ties>cut:obj", [], "Antony Blinken cut ties"),
        ("Blinken agreed to restore full ties, he said.", "agreed", "VBD",
         "restore>agreed:xcomp to>restore:mark full>ties:amod ties>restore:obj", [],
         "Antony Blinken agreed to restore full ties"),
        ("Blinken agreed on Friday to restore ties.", "agreed", "VBD",
         "Friday>agreed:obl on>Friday:case restore>agreed:xcomp to>restore:mark ties>restore:obj", [],
         "Antony Blinken agreed to restore ties"),
        ("Blinken urged Wang to lift sanctions.", "urged", "VBD",
         "Wang>urged:obj lift>urged:xcomp to>lift:mark sanctions>lift:obj", ["Wang"],
         "Antony Blinken urged Wang Yi to lift sanctions"),
        ("Blinken signed the pact of the two and of the others.", "signed", "VBD",
         "pact>signed:obj the>pact:det two>pact:nmod of>two:case the#2>two:det others>two:conj and>others:cc "
         "of#2>others:case the#3>others:det", [], "Antony Blinken signed the pact of the two and of the others"),
        ("Blinken renewed a pledge to build a strong and durable Norland partnership.", "renewed", "VBD",
         "pledge>renewed:obj a>pledge:det build>pledge:acl to>build:mark partnership>build:obj a#2>partnership:det "
         "strong>partnership:amod durable>strong:conj and>durable:cc Norland>partnership:compound", [],
         "Antony Blinken renewed a pledge to build a strong and durable Norland partnership"),
        ("Blinken sought a review of all the rules on the export of new and very old and used engines, lathes.",
         "sought", "VBD", "review>sought:obj a>review:det rules>review:nmod of>rules:case all>rules:det the>rules:det "
         "export>rules:nmod on>export:case the#2>export:det engines>export:nmod of#2>engines:case new>engines:amod "
         "old>new:conj and>old:cc very>old:advmod used>new:conj and#2>used:cc", [],
         "Antony Blinken sought a review of all the rules on the export"),
        ("Blinken aimed shells at a mast of the army near Wang.", "aimed", "VBD",
         "shells>aimed:obj mast>shells:nmod at>mast:case a>mast:det army>mast:nmod of>army:case the>army:det "
         "Wang>mast:nmod near>Wang:case", ["Wang"],
         "Antony Blinken aimed shells at a mast of the army near Wang"),
        ("Blinken worked with much patience over many long years with Wang.", "worked", "VBD",
         "patience>worked:obl with>patience:case years>worked:obl over>years:case Wang>worked:obl with#2>Wang:case",
         ["Wang"], "Antony Blinken worked with Wang Yi"),
        ("Blinken voted, as he had long said and often written, about Wang.", "voted", "VBD",
         "said>voted:advcl Wang>said:obl", ["Wang"], "Antony Blinken voted (Wang Yi)"),
    ],
)
def test_what_is_done_or_agreed_is_told_in_the_words_of_the_report(
    text: str, trigger: str, tag: str, syntax: str, recipients: list[str], expected: str
) -> None:
    roles = {"actors": ["Blinken"], "recipients": recipients}
    assert label(*_document(text, trigger, tag, "occurred", roles, syntax)) == expected


@pytest.mark.parametrize(("text", "syntax", "upos", "actors", "expected"), [
    ("towns in each valley protested.", "valley>towns:nmod in>valley:case each>valley:det",
     "in:ADP each:DET", ["towns", "valley"], "towns in each valley protested"),
    ("posts 7 and 8 protested.", "", "7:NUM and:CCONJ", ["posts", "8"], "posts 7 and 8 protested"),
    ("towns and villages protested.", "", "and:CCONJ", ["towns", "villages"], "towns and villages protested"),
    ("miners on the Sudland vote protested.", "vote>miners:nmod on>vote:case Sudland>vote:compound", "on:ADP the:DET",
     ["miners", "Sudland"], "miners and Sudland protested"),
])
def test_and_is_told_only_where_no_preposition_joins(
    text: str, syntax: str, upos: str, actors: list[str], expected: str
) -> None:
    doc, event = _document(text, "protested", "VBD", "occurred", {"actors": actors}, syntax)
    tags = dict(pair.split(":") for pair in upos.split())
    words = tuple(replace(w, upos=tags.get(text[w.start : w.end], w.upos)) for w in doc.words)
    assert label(replace(doc, words=words), event) == expected


def test_a_contracted_negation_stays_with_its_verb() -> None:
    text = "They didn't meet."
    relations = [("They", "nsubj"), ("did", "aux"), ("n't", "advmod"), ("meet", "root")]
    words = tuple(
        Word(text.index(w), text.index(w) + len(w), xpos="VB" if w == "meet" else "", head=3, deprel=r)
        for w, r in relations
    )
    mention = EventMention("m1", 0, Span(12, 16), 3, "CONSULT", "negated")
    doc = Document(Report("r", text), words=words, event_mentions=(mention,))
    assert label(doc, ReportEvent("v1", ("m1",), "CONSULT", "negated")) == "didn't meet"


def test_an_event_is_told_by_the_first_mention_that_names_two() -> None:
    text = "Blinken may meet. Blinken may meet Wang."
    doc, event = _document(text, "meet", "VB", "possible", {"actors": ["Blinken"]})
    start = doc.text.rindex("meet")
    head = next(i for i, w in enumerate(doc.words) if w.start == start)
    wang = doc.text.index("Wang")
    again = replace(doc.event_mentions[0], id="m2", trigger=Span(start, start + 4), head=head,
                    recipients=(Party(Span(wang, wang + 4), "Wang"),))
    words = tuple(replace(w, xpos="VB") if i == head else w for i, w in enumerate(doc.words))
    both = replace(doc, words=words, event_mentions=(*doc.event_mentions, again))
    assert label(both, replace(event, mentions=("m1", "m2"))) == "Antony Blinken may meet Wang Yi"
    assert label(both, replace(event, mentions=("m1",))) == "Antony Blinken may meet"


def test_an_event_without_mentions_is_told_by_its_type() -> None:
    event = ReportEvent("v1", (), "SANCTION", "occurred", actors=("USA",), recipients=("Iran",))
    assert label(build("Nothing."), event) == "USA sanction Iran"


def test_object_that_somebody_owns_is_told_as_the_thing() -> None:
    doc, event = _document("Blinken reaffirmed Norland 's commitment to peace.", "reaffirmed", "VBD", "occurred",
                           {"actors": ["Blinken"], "recipients": ["Norland"]},
                           "Blinken>reaffirmed:nsubj Norland>commitment:nmod:poss commitment>reaffirmed:obj "
                           "'s>Norland:case peace>commitment:nmod to>peace:case reaffirmed>ROOT")
    assert label(doc, event) == "Antony Blinken reaffirmed Norland 's commitment to peace"


def test_past_form_is_told_as_it_stands_whatever_its_tag() -> None:
    doc, event = _document("Blinken reportedly saved Wang.", "saved", "VB", "possible",
                           {"actors": ["Blinken"], "recipients": ["Wang"]})
    assert label(doc, event) == "Antony Blinken saved Wang Yi"


def test_verb_before_the_verb_is_no_auxiliary() -> None:
    doc, event = _document("Blinken prevented disqualified Wang.", "disqualified", "VBD", "occurred",
                           {"actors": ["Blinken"], "recipients": ["Wang"]}, "prevented>disqualified:aux")
    assert label(doc, event) == "Antony Blinken disqualified Wang Yi"


def test_noun_is_told_with_how_long_it_took() -> None:
    doc, event = _document("Blinken held seven hours of candid talks with Wang.", "talks", "NNS", "occurred",
                           {"actors": ["Blinken", "Wang"]})
    start = doc.text.index("seven")
    hours = Timex("t1", Span(start, start + len("seven hours")), "DURATION", "PT7H")
    assert label(replace(doc, timexes=(hours,)), event) == "Antony Blinken and Wang Yi: seven hours of talks"


def test_party_named_within_another_is_told_once() -> None:
    doc, event = _document("Blinken and allies agreed.", "agreed", "VBD", "occurred",
                           {"actors": ["Blinken", "Blinken and allies"]})
    assert label(doc, event) == "Blinken and allies agreed"


def test_neighbours_of_a_state_are_not_that_state() -> None:
    doc, event = _document("China and China's neighbours met.", "met", "VBD", "occurred",
                           {"actors": ["China", "China's neighbours"]})
    assert label(doc, event) == "China and China's neighbours met"
