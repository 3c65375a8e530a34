"""Who is who among persons: names, surnames, offices on the day, strangers."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dragoman.model import Document, Entity, Word
from dragoman.resolve.entities import entities
from tests.build import build


def who(doc: Document, words: str) -> Entity | None:
    """The entity of the first mention with these words."""
    mention = next(m for m in doc.mentions if m.span.of(doc.text) == words)
    return next((e for e in doc.entities if e.id == mention.entity), None)


def read(marked: str, published: str | None = "2023-06-19", **more: str) -> Document:
    return entities(build(marked, published=published, **more))


def test_a_full_name_with_its_title_is_linked() -> None:
    found = who(read("[US|STATE] Secretary of State [Antony Blinken|PER] left."), "Antony Blinken")
    assert found is not None
    assert (found.id, found.state, found.office) == ("Q7821917", "USA", "Secretary of State")
    assert "Secretary of State" in found.why


def test_a_surname_in_the_headline_is_the_full_name_below() -> None:
    doc = read("[Blinken|PER] to meet [Xi|PER].\nSecretary of State [Antony Blinken|PER] may meet President "
               "[Xi Jinping|PER].")
    assert [m.entity for m in doc.mentions] == ["Q7821917", "Q15031", "Q7821917", "Q15031"]


@pytest.mark.parametrize(
    ("published", "expected"), [("2022-06-01", "Q701801"), ("2023-06-19", None), ("2023-09-01", "Q701801")]
)
def test_a_surname_with_an_office_is_its_holder_on_the_day(published: str, expected: str | None) -> None:
    found = who(read("Chinese Foreign Minister [Wang|PER] spoke.", published), "Wang")
    assert found is not None
    assert found.kb == expected


def test_who_is_not_known_gets_a_local_id_and_keeps_what_is_printed() -> None:
    found = who(read("Norwegian Foreign Minister [Oda Ingenstad|PER] spoke."), "Oda Ingenstad")
    assert found is not None
    assert (found.id, found.kb, found.state, found.office) == ("e1", None, "NOR", "Foreign Minister")


def test_a_namesake_of_another_state_is_not_linked() -> None:
    found = who(read("The Japanese economist [Wang Yi|PER] spoke in Osaka."), "Wang Yi")
    assert found is not None
    assert (found.kb, found.state) == (None, "JPN")


def test_a_namesake_of_another_age_is_not_linked() -> None:
    found = who(read("Prime Minister [Rishi Sunak|PER] spoke.", "1950-03-01"), "Rishi Sunak")
    assert found is not None
    assert found.kb is None


def test_without_a_day_a_bare_surname_is_not_linked() -> None:
    found = who(read("[Blinken|PER] spoke.", None), "Blinken")
    assert found is not None
    assert found.kb is None


def test_two_persons_of_one_surname_stay_two() -> None:
    doc = read("President [Raul Ortega|PER] and the singer [Inez Ortega|PER] met. [Raul Ortega|PER] left.")
    assert len({e.id for e in doc.entities if e.kind == "person"}) == 2


def test_an_apposition_behind_the_name_gives_state_and_office() -> None:
    found = who(read("[Oda Ingenstad|PER], Norway's defence minister, spoke."), "Oda Ingenstad")
    assert found is not None
    assert (found.state, found.office) == ("NOR", "defence minister")


def test_a_title_before_and_belongs_to_somebody_else() -> None:
    doc = read("Indian Foreign Secretary [Ravi Obscuro|PER] and Chinese Foreign Minister [Qin Gang|PER] met.")
    assert [e.state for e in doc.entities if e.kind == "person"] == ["IND", "CHN"]


def test_an_ambassador_belongs_to_who_sent_him() -> None:
    found = who(read("The US ambassador to China, [Nina Nobody|PER], spoke."), "Nina Nobody")
    assert found is not None
    assert found.state == "USA"


def test_initials_and_short_forms_are_one_person() -> None:
    doc = read("[Antony J. Blinken|PER], Secretary of State, spoke. [Blinken|PER] left. [Antony Blinken|PER] slept.")
    assert {m.entity for m in doc.mentions} == {"Q7821917"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the top US diplomat", "Q7821917"), ("the Secretary of State", "Q7821917"), ("the secretary", "Q7821917"),
        ("China's foreign minister", "Q7216297"), ("the minister", "Q7216297"), ("the Chinese president", "Q15031"),
    ],
)
def test_a_description_finds_who_was_introduced_or_held_the_office(words: str, expected: str) -> None:
    doc = read("US Secretary of State [Antony Blinken|PER] met Chinese Foreign Minister [Qin Gang|PER]. "
               f"State media quoted [{words}|PER:nominal].")
    found = who(doc, words)
    assert found is not None
    assert found.id == expected


def test_anonymous_officials_stay_apart() -> None:
    doc = read("[One US official|PER:nominal] spoke. [Another US official|PER:nominal] denied it.")
    assert [e.id for e in doc.entities if e.kind == "person"] == ["e1", "e2"]


def test_the_same_report_gives_the_same_ids() -> None:
    text = "[Ann Lee|PER] met [Bob Ray|PER]. [Lee|PER] left. [He|PER] stayed."
    assert read(text) == read(text)


def test_every_mention_of_an_entity_is_listed_with_it() -> None:
    doc = read("[Ann Lee|PER] met [Bob Ray|PER] in [Rome|PLACE]. [Lee|PER] left [Italy|STATE]. [She|PER] smiled.")
    listed = {(e.id, m) for e in doc.entities for m in e.mentions}
    assert listed == {(m.entity, m.id) for m in doc.mentions if m.entity}
    assert all(e.why for e in doc.entities)


def test_name_of_single_letters_is_read_without_a_guess() -> None:
    doc = entities(build("[Prime Minister J K|PER] spoke.", published="2024-03-08"))
    assert all(e.kb is None for e in doc.entities if e.kind == "person")


def test_a_bare_secretary_is_not_always_of_the_usa() -> None:
    doc = read("Defence Secretary [Gilberto Teodoro|PER] spoke in [Manila|PLACE]. Secretary [Teodoro|PER] left. "
               "Undersecretary [Ann Bex|PER] stayed.")
    states = [found.state for name in ("Gilberto Teodoro", "Teodoro", "Ann Bex") if (found := who(doc, name))]
    assert len(states) == 3
    assert "USA" not in states


@pytest.mark.parametrize(("published", "expected"), [("2023-06-19", "USA"), ("2010-06-19", None)])
def test_a_secretary_of_that_day_shows_whose_report_it_is(published: str, expected: str | None) -> None:
    doc = read("Secretary [Blinken|PER] left. Undersecretary [Ann Bex|PER] stayed.", published)
    assert [e.state for e in doc.entities if e.name in ("Blinken", "Antony Blinken", "Ann Bex")] == [expected] * 2


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[The Minister for Europe and Foreign Affairs|PER:nominal] spoke in [Paris|PLACE].", "FRA"),
        ("Minister for Africa [Ann Bex|PER] spoke in [Paris|PLACE].", "FRA"),
        ("Minister for Africa [Ann Bex|PER] of the FCDO spoke in [Paris|PLACE].", "GBR"),
        ("Minister for Europe [Ann Bex|PER] spoke in [Paris|PLACE], the Foreign Office said.", "GBR"),
        ("Minister for Europe [Ann Bex|PER] spoke in [Paris|PLACE], the Federal Foreign Office said.", "FRA"),
    ],
)
def test_a_minister_for_europe_is_british_only_where_the_foreign_office_is_named(marked: str, expected: str) -> None:
    doc = read(marked, "2025-03-10")
    found = who(doc, doc.mentions[0].span.of(doc.text))
    assert found is not None
    assert found.state == expected


@pytest.mark.parametrize("words", ["President", "MODERATOR", "Mr. Secretary General"])
def test_nobody_is_called_by_a_title_alone(words: str) -> None:
    doc = read(f"They thanked the [{words}|PER:name].")
    assert [m.form for m in doc.mentions] == ["nominal"]


def test_a_surname_that_is_a_title_stays_a_name() -> None:
    doc = read("[Ada General|PER] met Mr [General|PER:name].", upos="Ada:PROPN")
    assert [m.form for m in doc.mentions] == ["name", "name"]


def test_a_title_between_commas_is_that_of_the_person_before_it() -> None:
    doc = read("[Ada Berg|PER], the [Secretary|PER] of State, called Norland.", syntax="Berg>called:nsubj "
               "Secretary>Berg:appos called>ROOT")
    assert len({m.entity for m in doc.mentions}) == 1


def test_the_state_of_an_office_is_read_over_an_acronym_and_behind_a_name() -> None:
    for text in ("The United Nations (UN) relief coordinator [Ada Berg|PER] spoke in Indonesia.",
                 "[Ada Berg|PER], head of the UN relief operation in Indonesia, spoke."):
        found = who(read(text), "Ada Berg")
        assert found is not None
        assert found.state == "IGO"


def test_a_reporter_is_not_the_broadcaster_who_employs_her() -> None:
    found = who(read("[The BBC's Rachel Harvey|ORG] reports from Aceh."), "The BBC's Rachel Harvey")
    assert found is not None
    assert (found.name, found.kind) == ("Rachel Harvey", "person")


def test_a_minister_elsewhere_makes_no_surname_of_his_title() -> None:
    doc = read("The [Prime Minister|PER:name] met the Deputy Minister.", upos="Deputy:PROPN Minister:PROPN")
    assert [m.form for m in doc.mentions] == ["nominal"]


def test_the_subject_of_an_envoy_is_no_part_of_his_name() -> None:
    found = who(read("UN Special Envoy on [Myanmar Berg|PER:name] spoke."), "Myanmar Berg")
    assert found is not None
    assert found.name == "Berg"


def test_a_title_behind_a_name_ends_before_the_verb() -> None:
    found = who(read("[Ada Berg|PER], chief of the firm will be its head, he said.", upos="will:AUX"), "Ada Berg")
    assert found is not None
    assert found.office is not None
    assert "will" not in found.office


@pytest.mark.parametrize(("text", "name", "office", "state"), [
    ("Statement of President [Oda Ingenstad|PER] on the vote.", "Oda Ingenstad", "President", None),
    ("Joint Statement from Norwegian Prime Minister [Oda Ingenstad|PER] on the vote.", "Oda Ingenstad",
     "Prime Minister", "NOR"),
    ("Statement by Press Secretary [Ola Dunn|PER] on Norwegian President [Oda Ingenstad|PER]'s visit.",
     "Oda Ingenstad", "President", "NOR"),
    ("Statement on the Passing of Former Norwegian Minister [Oda Ingenstad|PER].", "Oda Ingenstad",
     "Former Minister", "NOR"),
    ("Secretary of State for Trade [Oda Ingenstad|PER] spoke.", "Oda Ingenstad", "Secretary of State for Trade", "USA"),
])
def test_a_title_does_not_run_over_what_its_bearer_issued(
    text: str, name: str, office: str, state: str | None
) -> None:
    found = who(read(text), name)
    assert found is not None
    assert (found.office, state and found.state) == (office, state)


def test_a_hyphened_name_in_a_title_stays_whole() -> None:
    doc = build("Aix-en-Provence Mayor [Oda Ingenstad|PER] spoke.")
    town, *others = doc.words
    pieces = [Word(m.start(), m.end(), "PROPN") for m in re.finditer(r"\w+|-", doc.text[: town.end])]
    more = len(pieces) - 1
    (name,), (sentence,) = doc.mentions, doc.sentences
    doc = replace(doc, words=(*pieces, *others), mentions=(replace(name, head=name.head + more),),
                  sentences=(replace(sentence, last=sentence.last + more),))
    found = who(entities(doc), "Oda Ingenstad")
    assert found is not None
    assert found.office == "Aix-en-Provence Mayor"


@pytest.mark.parametrize(("words", "expected"), [
    ("the visiting diplomat", "Oda Ingenstad"), ("the visiting president", None), ("a visiting diplomat", None),
])
def test_a_visitor_is_the_one_who_holds_such_an_office(words: str, expected: str | None) -> None:
    found = who(read("Swedish Prime Minister [Ola Dunn|PER] received Norwegian Foreign Minister [Oda Ingenstad|PER] "
                     f"before [{words}|PER:nominal] left."), words)
    assert (found.name if found and found.name == "Oda Ingenstad" else None) == expected
