"""Whose somebody or something is where no table knows the name: by the words around it, the publisher, the voice."""

from __future__ import annotations

import gc
import time
import weakref

import pytest

from dragoman.kb import Base
from dragoman.model import Document, Span
from dragoman.resolve.entity_gazetteer import name_candidates
from dragoman.resolve.entity_page import Page, Seen
from dragoman.resolve.entity_pronouns import _touching
from tests.build import build
from tests.entities.test_people import read, who


def state(doc: Document, words: str) -> str | None:
    found = who(doc, words)
    assert found is not None
    return found.state


@pytest.mark.parametrize(
    ("marked", "words", "expected", "upos"),
    [
        ("[Jamaica|STATE]'s [Harbour Party|ORG] won.", "Harbour Party", "JAM", ""),
        ("The United Kingdom's [Ofrad|ORG] opened an inquiry.", "Ofrad", "GBR", ""),
        ("German biotech company [Kelvax|ORG] sued.", "Kelvax", "DEU", "biotech:NOUN company:NOUN German:ADJ"),
        ("[Kelvax|ORG], a German maker of vaccines, sued.", "Kelvax", "DEU", ""),
        ("British nationals [Ann Fordly|PER] and Bob were freed.", "Ann Fordly", "GBR", "nationals:NOUN British:ADJ"),
        ("[Oda Ingenstad|PER] of the Norwegian Labour Party won.", "Oda Ingenstad", "NOR", ""),
        ("The ministers Ann Fordly of Poland, [Oda Ingenstad|PER] of Hungary and Bob.", "Oda Ingenstad", "HUN", ""),
        ("Gunmen struck [Talmafara|PLACE], Zamfara State, Nigeria.", "Talmafara", "NGA", ""),
        ("Gunmen struck [Talmafara|PLACE], Zamfara State.", "Talmafara", "NGA", ""),
        ("Russian strikes hit [Kelvax|ORG].", "Kelvax", None, "strikes:NOUN hit:VERB"),
    ],
)
def test_words_around_a_name_tell_its_state(marked: str, words: str, expected: str | None, upos: str) -> None:
    assert state(read(marked, upos=upos), words) == expected


def test_a_party_many_states_have_is_not_the_american_one() -> None:
    doc = read("Democratic Party leader [Mia Kovar|PER] won in [Slovenia|STATE].")
    assert state(doc, "Mia Kovar") == "SVN"


def test_a_coalition_is_not_the_state_that_leads_it() -> None:
    assert state(read("The [Saudi Arabia -led Coalition|ORG] struck."), "Saudi Arabia -led Coalition") == "IGO"


def test_officials_printed_without_a_state_are_the_publishers_own() -> None:
    doc = read("Counselor [Ann Fordly|PER] flew to [Sofia|PLACE].\nSecretary [Blinken|PER] thanked [Bulgaria|STATE].")
    assert state(doc, "Ann Fordly") == "USA"


def test_officials_printed_with_their_state_make_no_home() -> None:
    doc = read("Envoy [Ann Fordly|PER] flew to [Sofia|PLACE].\n[British|STATE] Foreign Secretary [James Cleverly|PER] "
               "was there.")
    assert state(doc, "Ann Fordly") != "GBR"


def test_a_label_says_who_speaks_and_to_whom() -> None:
    doc = read("[Antony Blinken|PER] and [Penny Wong|PER] Before Their Meeting\n"
               "MINISTER [WONG|PER]: [I|ANY] thank [you|ANY] for it.\n"
               "SECRETARY [BLINKEN|PER]: Well, [I|ANY] am glad.")
    named = {m.entity: m for m in doc.mentions if m.form == "name"}
    spoken = [(m.span.of(doc.text), m.entity) for m in doc.mentions if m.form == "pronoun"]
    wong, blinken = who(doc, "Penny Wong"), who(doc, "Antony Blinken")
    assert wong is not None
    assert blinken is not None
    assert spoken == [("I", wong.id), ("you", blinken.id), ("I", blinken.id)]
    assert {wong.id, blinken.id} <= set(named)


def test_a_byline_is_the_voice_of_a_press_statement() -> None:
    doc = read("New Aid\n[Antony J. Blinken|PER], Secretary of State\n\nToday [I|ANY] am authorizing help.")
    assert next(m.entity for m in doc.mentions if m.form == "pronoun") == "Q7821917"


def test_a_body_of_somebody_is_of_their_state() -> None:
    doc = read("[Penny Wong|PER] left.\nHowever, [her office|ORG:nominal] denies [Israel|STATE] knew.")
    assert state(doc, "her office") == "AUS"


def test_the_latter_is_the_last_named() -> None:
    doc = read("[Ukraine|STATE] broke with [Nicaragua|STATE] over [the latter|ANY:nominal]'s vote.")
    assert state(doc, "the latter") == "NIC"


@pytest.mark.parametrize(
    ("marked", "words", "members"),
    [
        ("[Israel|STATE] and [Hamas|ORG] met.\n[The two sides|GROUP:nominal] agreed.", "The two sides",
         {"Q801", "Q38799"}),
        ("[Antony Blinken|PER] met [Wang Yi|PER]. He thanked [Qatar|STATE] and [Egypt|STATE]. [The two|ANY:nominal] "
         "left.", "The two", {"Q7821917", "Q701801"}),
        ("[Boeing|ORG] sued [Airbus|ORG] in a dispute between [the 2 companies|GROUP:nominal].", "the 2 companies",
         {"Q66", "Q67"}),
    ],
)
def test_a_group_has_its_members(marked: str, words: str, members: set[str]) -> None:
    found = who(read(marked), words)
    assert found is not None
    assert set(found.members) == members


def test_a_group_of_one_state_is_not_the_two_who_met() -> None:
    doc = read("[Boris Johnson|PER] met [John Kerry|PER].\n[their French counterparts|GROUP:nominal] came.",
               "2016-12-10")
    found = who(doc, "their French counterparts")
    assert found is not None
    assert (found.members, found.state) == ((), "FRA")


@pytest.mark.parametrize(
    ("marked", "words", "expected"),
    [
        ("Prime Minister [Donald Tusk|PER] of [Poland|STATE] left.\n[The Polish leader|PER:nominal] waved.",
         "The Polish leader", "Q946"),
        ("[The Houthis|ORG] fired at [Israel|STATE]. [The rebels|GROUP:nominal] boasted.", "The rebels", "Houthis"),
        ("[Canada|STATE] spoke. [The Canadian high commissioner|PER:nominal] left.", "The Canadian high commissioner",
         None),
        ("[Hakan Fidan|PER] met [his Iraqi counterpart|PER:nominal] [Fuad Hussein|PER].", "his Iraqi counterpart",
         "Fuad Hussein"),
    ],
)
def test_descriptions_of_those_who_are_named(marked: str, words: str, expected: str | None) -> None:
    found = who(read(marked, "2024-09-20"), words)
    assert found is not None
    assert expected in (found.kb, found.name)


def test_a_minor_official_is_linked_by_title_surname_and_state() -> None:
    found = who(read("Secretary [Cardona|PER] of the [United States|STATE] spoke."), "Cardona")
    assert found is not None
    assert found.kb == "Q104244043"
    assert "Secretary of Education" in found.why


def test_congo_is_kinshasas_unless_brazzaville_is_named() -> None:
    assert state(read("Rebels in eastern [Congo|STATE] fled."), "Congo") == "COD"
    assert state(read("[Congo|STATE] said so in Brazzaville."), "Congo") != "COD"


@pytest.mark.parametrize(
    ("line", "expected", "syntax"),
    [
        ("[Antony Blinken|PER] met envoys. Later [Qin Gang|PER] said:", "Qin Gang", ""),
        ("[Antony Blinken|PER] met envoys. Later [Qin Gang|PER] told [Penny Wong|PER]:", "Qin Gang", ""),
        ("[Qin Gang|PER], who met [Antony Blinken|PER], said:", "Qin Gang", "Gang>said:nsubj Blinken>met:obj"),
        ("So said [Qin Gang|PER]:", "Qin Gang", ""),
    ],
)
def test_what_is_announced_is_said_by_the_subject(line: str, expected: str, syntax: str) -> None:
    doc = read(f"{line}\n[I|ANY] am glad.", syntax=syntax)
    said_by = who(doc, expected)
    assert said_by is not None
    assert next(m.entity for m in doc.mentions if m.form == "pronoun") == said_by.id


def test_a_headline_with_a_comma_is_no_byline() -> None:
    doc = read("[Emmanuel Macron|PER] threatens to block the pact, seeks jets\n\n[We|ANY] asked around.")
    assert next(m.entity for m in doc.mentions if m.form == "pronoun") is None


def test_many_sources_are_matched_quickly() -> None:
    def seen(start: int) -> Seen:
        return Seen(Span(start, start + 2), start, start + 1, start, None, "name", None, 0)

    some = [Span(0, 3), Span(1, 30), Span(5, 6), Span(40, 41)]
    here = [seen(n) for n in range(50)]
    assert _touching(here, some) == {m.first for m in here if any(m.span.overlaps(v) for v in some)}
    many = range(0, 200_000, 10)
    began = time.process_time()
    assert _touching([seen(n + 5) for n in many], [Span(n, n + 3) for n in many]) == set()
    assert time.process_time() - began < 5


def test_a_knowledge_base_out_of_use_is_let_go() -> None:
    base = Base()
    assert name_candidates(Page(build("China spoke.")), base, [])
    gone = weakref.ref(base)
    del base
    gc.collect()
    assert gone() is None


def test_a_letter_is_in_the_voice_of_who_signs_it() -> None:
    doc = read("[I|PER] met [Una Wick|PER] in Ada.\nSincerely,\n[ADA BERG|PER]\n")
    assert doc.mentions[0].entity == doc.mentions[2].entity != doc.mentions[1].entity
