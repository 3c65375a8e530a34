"""How real an event is, by the encoder's judgement and the words around it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extract import labels
from dragoman.extract.phrases import Tree
from dragoman.model import Document, Party, Span, Status
from dragoman.resolve.status import Cue, cues, decide, status
from tests.build import build
from tests.extract.hand import blank, tag

REAL = ("occurred", "ongoing", "general")


def judged(marked: str, syntax: str, upos: str, **chances: float) -> Document:
    """The document after `status`, where the encoder gave the first event these logits."""
    doc = build(marked, syntax=syntax, upos=upos)
    scores = blank(len(doc.words))
    scores.words["status"][:] = 0
    for name, logit in chances.items():
        tag(scores, "status", doc.event_mentions[0].head, name, logit=logit)
    return status(replace(doc, scores=scores))


def only(doc: Document) -> tuple[Status, list[str]]:
    (event,) = doc.event_mentions
    return event.status, [c.of(doc.text) for c in event.cues]


MAY = ("Envoys may [meet|EV:CONSULT] today.", "Envoys>meet:nsubj may>meet:aux meet>ROOT", "meet:VERB")


def test_sure_encoder_without_cues_is_believed() -> None:
    doc = judged("Envoys [met|EV:CONSULT] today.", "Envoys>met:nsubj met>ROOT", "met:VERB", occurred=9.0)
    assert only(doc) == ("occurred", [])


def test_event_that_may_happen_is_never_filed_as_one_that_did() -> None:
    assert only(judged(*MAY, occurred=9.0)) == ("possible", ["may"])


def test_encoder_chooses_among_unreal_statuses() -> None:
    doc = judged("Envoys would [meet|EV:CONSULT] today.", "Envoys>meet:nsubj would>meet:aux meet>ROOT", "meet:VERB",
                 occurred=2.0, scheduled=1.8)
    assert only(doc)[0] == "scheduled"


def test_negation_is_stronger_than_the_encoders_second_choice() -> None:
    doc = judged("Envoys did not [meet|EV:CONSULT] today.", "Envoys>meet:nsubj not>meet:advmod did>meet:aux meet>ROOT",
                 "meet:VERB", occurred=2.0, possible=1.9)
    assert only(doc) == ("negated", ["not"])


@pytest.mark.parametrize(("governor", "wanted"), [
    ("urged", "requested"), ("plans", "scheduled"), ("expects", "expected"), ("refused", "negated"),
    ("considers", "possible"), ("postponed", "postponed"), ("scrapped", "cancelled"), ("denied", "denied"),
])
def test_word_above_decides_where_the_encoder_is_unsure(governor: str, wanted: str) -> None:
    doc = judged(f"Norland {governor} to [visit|EV:CONSULT] Sudland.",
                 f"Norland>{governor}:nsubj to>visit:mark visit>{governor}:xcomp {governor}>ROOT", "visit:VERB",
                 **{"occurred": 2.0, wanted: 1.9})
    assert only(doc) == (wanted, [governor])


def test_sure_encoder_is_believed_against_a_word_farther_up() -> None:
    doc = judged("Norland plans to [visit|EV:CONSULT] Sudland.",
                 "Norland>plans:nsubj to>visit:mark visit>plans:xcomp plans>ROOT", "visit:VERB", expected=9.0)
    assert only(doc)[0] == "expected"


def test_particle_makes_the_verb() -> None:
    doc = judged("Norland called off the [visit|EV:CONSULT].",
                 "Norland>called:nsubj off>called:compound:prt the>visit:det visit>called:obj called>ROOT",
                 "visit:NOUN called:VERB", occurred=2.0, cancelled=1.9)
    assert only(doc) == ("cancelled", ["called"])


def test_negated_refusal_negates_nothing() -> None:
    doc = build("Norland did not refuse to [visit|EV:CONSULT].", upos="visit:VERB refuse:VERB",
                syntax="Norland>refuse:nsubj did>refuse:aux not>refuse:advmod to>visit:mark visit>refuse:xcomp "
                       "refuse>ROOT")
    found = cues(Tree(doc.words, doc.text), doc.event_mentions[0].head)
    assert not [c for c in found if doc.text[doc.words[c.word].start :].startswith("refuse")]


@pytest.mark.parametrize("verb", ["use", "launch"])
def test_negation_of_the_verb_that_carries_the_noun_is_its_own(verb: str) -> None:
    doc = judged(f"Norland pledged not to {verb} [strikes|EV:ASSAULT].",
                 f"Norland>pledged:nsubj not>{verb}:advmod to>{verb}:mark {verb}>pledged:xcomp strikes>{verb}:obj"
                 " pledged>ROOT", f"{verb}:VERB strikes:NOUN", scheduled=2.0, occurred=2.1)
    assert only(doc)[0] == "negated"


@pytest.mark.parametrize(("adjective", "wanted"), [("possible", "possible"), ("planned", "scheduled"),
                                                   ("postponed", "postponed"), ("alleged", "possible")])
def test_adjective_of_the_noun_speaks(adjective: str, wanted: str) -> None:
    doc = judged(f"The {adjective} [visit|EV:CONSULT] was noted.",
                 f"The>visit:det {adjective}>visit:amod visit>noted:nsubj:pass was>noted:aux:pass noted>ROOT",
                 "visit:NOUN", occurred=9.0)
    assert only(doc) == (wanted, [adjective])


def test_condition_marks_its_own_verb() -> None:
    doc = judged("If envoys [meet|EV:CONSULT] they win.",
                 "If>meet:mark envoys>meet:nsubj meet>win:advcl they>win:nsubj win>ROOT",
                 "meet:VERB win:VERB", occurred=9.0)
    assert only(doc) == ("conditional", ["If"])


def test_half_hearted_occurred_gives_way_to_the_next() -> None:
    assert decide({"occurred": 0.45, "possible": 0.3, "scheduled": 0.25}, []) == "possible"


@given(st.lists(st.floats(0.001, 1), min_size=len(labels.STATUS), max_size=len(labels.STATUS)),
       st.sampled_from([s for s in labels.STATUS if s not in REAL]))
def test_own_cue_of_the_unreal_is_never_overruled_into_the_real(weights: list[float], cue: Status) -> None:
    chance = {s: w / sum(weights) for s, w in zip(labels.STATUS, weights, strict=True)}
    decided = decide(chance, [Cue(0, cue, True)])  # type: ignore[arg-type]
    assert decided not in REAL


@given(st.lists(st.floats(0.001, 1), min_size=len(labels.STATUS), max_size=len(labels.STATUS)))
def test_without_cues_occurred_needs_half_the_chance(weights: list[float]) -> None:
    chance = {s: w / sum(weights) for s, w in zip(labels.STATUS, weights, strict=True)}
    decided = decide(chance, [])  # type: ignore[arg-type]
    if decided == "occurred":
        assert chance["occurred"] >= 0.5
    elif chance["occurred"] < max(chance.values()):
        assert chance[decided] == max(chance.values())


def carried(tag_: str, *, aux: str = "") -> Document:
    """ "Norland held talks", the verb with this Penn tag, where the encoder is sure of `scheduled`."""
    doc = build(f"Norland {aux} held [talks|EV:CONSULT].", upos="talks:NOUN held:VERB",
                syntax="Norland>held:nsubj talks>held:obj held>ROOT" + (f" {aux}>held:aux" if aux else ""))
    verb = doc.event_mentions[0].head - 1
    words = tuple(replace(w, xpos=tag_) if i == verb else w for i, w in enumerate(doc.words))
    scores = blank(len(doc.words))
    tag(scores, "status", doc.event_mentions[0].head, "scheduled")
    return status(replace(doc, words=words, scores=scores))


def test_tense_of_the_carrying_verb_makes_a_noun_real() -> None:
    assert only(carried("VBD"))[0] == "occurred"
    assert only(carried("VBZ"))[0] == "ongoing"


def test_carrying_verb_with_an_auxiliary_or_without_tense_proves_nothing() -> None:
    assert only(carried("VB", aux="will"))[0] == "scheduled"
    assert only(carried("VB"))[0] == "scheduled"


def test_day_of_a_visit_means_that_it_is_under_way() -> None:
    doc = build("It was the second day of a [visit|EV:CONSULT].", upos="visit:NOUN day:NOUN a:DET of:ADP",
                syntax="It>day:nsubj was>day:cop the>day:det second>day:amod of>visit:case a>visit:det visit>day:nmod "
                       "day>ROOT")
    scores = blank(len(doc.words))
    tag(scores, "status", doc.event_mentions[0].head, "scheduled")
    assert only(status(replace(doc, scores=scores)))[0] == "ongoing"


@pytest.mark.parametrize(("rest", "tags", "wanted"), [
    ("between Norland and Sudland had failed", "had:VBD failed:VBN", "occurred"),
    ("would fail", "would:MD fail:VB", "negated"),
    ("failed to take place", "failed:VBD to:TO", "negated"),
])
def test_talks_that_failed_have_taken_place(rest: str, tags: str, wanted: str) -> None:
    doc = build(f"[Talks|EV:CONSULT] {rest}.", upos="Talks:NOUN " + " ".join(
        f"{w}:{'AUX' if w in ('had', 'would') else 'VERB' if w[:4] == 'fail' else 'PROPN'}" for w in rest.split()))
    known = {"Talks": "NNS", **dict(t.split(":") for t in tags.split())}
    words = tuple(replace(w, xpos=known.get(doc.text[w.start : w.end], "")) for w in doc.words)
    scores = blank(len(doc.words))
    tag(scores, "status", doc.event_mentions[0].head, "negated")
    assert only(status(replace(doc, words=words, scores=scores)))[0] == wanted


def test_meeting_at_whose_start_something_was_said_is_over() -> None:
    for noun, wanted in (("visit", "ongoing"), ("meeting", "occurred")):
        doc = build(f"Berg spoke at the start of a [{noun}|EV:CONSULT].",
                    upos=f"{noun}:NOUN start:NOUN a:DET the:DET of:ADP spoke:VERB",
                    syntax=f"Berg>spoke:nsubj start>spoke:obl of>{noun}:case a>{noun}:det {noun}>start:nmod "
                           "spoke>ROOT")
        scores = blank(len(doc.words))
        tag(scores, "status", doc.event_mentions[0].head, "occurred")
        assert only(status(replace(doc, scores=scores)))[0] == wanted


def test_document_without_events_stays_as_it_is() -> None:
    doc = build("Nothing happened.")
    assert status(replace(doc, scores=blank(len(doc.words)))).event_mentions == ()


@pytest.mark.parametrize(("verb", "tag_", "wanted"), [
    ("begin", "VBP", "ongoing"), ("continues", "VBZ", "ongoing"), ("began", "VBD", "occurred"),
])
def test_present_tense_of_a_lasting_verb_means_that_it_is_under_way(verb: str, tag_: str, wanted: str) -> None:
    doc = build(f"[Talks|EV:CONSULT] {verb} today.", upos=f"Talks:NOUN {verb}:VERB",
                syntax=f"Talks>{verb}:nsubj {verb}>ROOT")
    head = doc.event_mentions[0].head
    words = tuple(replace(w, xpos=tag_) if i == head + 1 else w for i, w in enumerate(doc.words))
    scores = blank(len(doc.words))
    tag(scores, "status", head, "occurred")
    assert only(status(replace(doc, words=words, scores=scores)))[0] == wanted


def test_word_that_speaks_for_an_unreal_status_is_its_cue() -> None:
    doc = judged("Norland warned Sudland against [leaving|EV:RETREAT].",
                 "Norland>warned:nsubj Sudland>warned:obj against>leaving:mark leaving>warned:advcl warned>ROOT",
                 "leaving:VERB warned:VERB against:SCONJ", requested=9.0)
    found, shown = only(doc)
    assert found == "requested"
    assert set(shown) <= {"warned", "against"}


def test_what_is_yet_to_be_wrapped_up_is_under_way() -> None:
    doc = build("Una will wrap up a rare [visit|EV:CONSULT].",
                upos="visit:NOUN wrap:VERB will:AUX rare:ADJ a:DET up:ADP",
                syntax="Una>wrap:nsubj will>wrap:aux up>wrap:compound:prt a>visit:det rare>visit:amod visit>wrap:obj "
                       "wrap>ROOT")
    words = tuple(replace(w, xpos="VB") if doc.text[w.start : w.end] == "wrap" else w for w in doc.words)
    scores = blank(len(doc.words))
    tag(scores, "status", doc.event_mentions[0].head, "scheduled")
    assert only(status(replace(doc, words=words, scores=scores)))[0] == "ongoing"


@pytest.mark.parametrize(("before", "wanted"), [
    ("Una was the first envoy to", "occurred"), ("Una was the first to", "scheduled"),
    ("Una had a last chance to", "scheduled"), ("Una will be the first envoy to", "scheduled"),
])
def test_what_somebody_was_the_first_to_do_has_been_done(before: str, wanted: str) -> None:
    tags = {"the": "DET", "a": "DET", "first": "ADJ", "last": "ADJ", "envoy": "NOUN", "chance": "NOUN", "to": "PART",
            "will": "AUX", "Una": "PROPN", "visit": "VERB"}
    forms = before.split()
    top = next((f for f in ("envoy", "chance", "first") if f in forms), "")
    edges = [f"visit>{top}:acl", "to>visit:mark", f"Una>{top}:nsubj", f"{top}>ROOT"]
    links = {"will": "aux", "was": "cop", "be": "cop", "the": "det"}
    edges += [f"{f}>{top}:{r}" for f, r in links.items() if f in forms]
    edges += [f"first>{top}:amod"] if "first" in forms and top != "first" else []
    doc = build(f"{before} [visit|EV:CONSULT] Ada.", syntax=" ".join(edges),
                upos=" ".join(f"{f}:{t}" for f, t in tags.items() if f in (*forms, "visit")))
    words = tuple(replace(w, xpos="VB") if doc.text[w.start : w.end] == "visit" else w for w in doc.words)
    scores = blank(len(doc.words))
    tag(scores, "status", doc.event_mentions[0].head, "scheduled")
    assert only(status(replace(doc, words=words, scores=scores)))[0] == wanted


def test_what_is_to_be_concluded_or_stopped_need_not_be_under_way() -> None:
    for verb in ("conclude", "stop"):
        doc = build(f"Una hopes to {verb} an [accord|EV:AGREE].",
                    upos=f"accord:NOUN {verb}:VERB hopes:VERB to:PART an:DET",
                    syntax=f"Una>hopes:nsubj {verb}>hopes:xcomp to>{verb}:mark an>accord:det accord>{verb}:obj "
                           "hopes>ROOT")
        words = tuple(replace(w, xpos="VB") if doc.text[w.start : w.end] == verb else w for w in doc.words)
        scores = blank(len(doc.words))
        tag(scores, "status", doc.event_mentions[0].head, "possible")
        assert only(status(replace(doc, words=words, scores=scores)))[0] != "ongoing"


def test_what_begins_on_a_day_told_is_to_begin() -> None:
    doc = build("[Talks|EV:CONSULT] begin on [Thursday|DATE].", upos="Talks:NOUN begin:VERB",
                syntax="Talks>begin:nsubj Thursday>begin:obl begin>ROOT")
    head = doc.event_mentions[0].head
    words = tuple(replace(w, xpos="VBP") if i == head + 1 else w for i, w in enumerate(doc.words))
    scores = blank(len(doc.words))
    tag(scores, "status", head, "scheduled")
    assert only(status(replace(doc, words=words, scores=scores)))[0] == "scheduled"


def told_again(second: str, syntax: str) -> list[Status]:
    """Statuses of a visit told as past, then of a second mention for which the encoder says `scheduled`."""
    doc = build(f"The [visit|EV:CONSULT] by Una ended. {second}", upos="visit:NOUN visit#2:NOUN",
                syntax=f"visit>ended:nsubj Una>visit:nmod ended>ROOT {syntax}")
    first, other = doc.event_mentions
    una = Party(Span(doc.text.index("Una"), doc.text.index("Una") + 3))
    again = Party(Span(doc.text.rindex("Una"), doc.text.rindex("Una") + 3))
    doc = replace(doc, event_mentions=(replace(first, actors=(una,)), replace(other, actors=(again,))))
    scores = blank(len(doc.words))
    tag(scores, "status", first.head, "occurred")
    tag(scores, "status", other.head, "scheduled")
    return [e.status for e in status(replace(doc, scores=scores)).event_mentions]


def test_somebodys_visit_that_was_told_is_not_planned_again() -> None:
    assert told_again("Una 's [visit|EV:CONSULT] will help.",
                      "Una#2>visit#2:nmod:poss visit#2>help:nsubj will>help:aux help>ROOT") == ["occurred", "occurred"]


def test_second_visit_is_planned() -> None:
    assert told_again("Una plans a [visit|EV:CONSULT].",
                      "Una#2>plans:nsubj a>visit#2:det visit#2>plans:obj plans>ROOT") == ["occurred", "scheduled"]
