"""States, governments by their capitals, bodies, places; pronouns and groups; parties of events."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.model import EventMention, Party, Remark, Span, Statement
from dragoman.resolve.entities import entities
from dragoman.resolve.offices import offices
from dragoman.resolve.places import places
from tests.build import build
from tests.entities.test_people import read, who


@pytest.mark.parametrize(
    ("marked", "words", "expected"),
    [
        ("[Chinese|STATE] ships left.", "Chinese", "Q148"),
        ("[The United Kingdom|STATE] agreed.", "The United Kingdom", "Q145"),
        ("[Beijing|STATE] rejected it.", "Beijing", "Q148"),
        ("The talks with [Washington|ORG] failed.", "Washington", "Q30"),
        ("The talks with [Washington|PER] failed.", "Washington", "Q30"),
        ("[Tehran|ANY] has denied it.", "Tehran", "Q794"),
    ],
)
def test_a_state_by_name_adjective_or_capital(marked: str, words: str, expected: str) -> None:
    found = who(read(marked), words)
    assert found is not None
    assert (found.id, found.kind) == (expected, "state")


@pytest.mark.parametrize("marked", ["He spoke in [Washington|PLACE].", "[Paris|PLACE], June 19 (Reuters) - It rained.",
                                    "He flew from [Tehran|ANY]."])
def test_a_capital_is_a_place_where_somebody_is(marked: str) -> None:
    doc = read(marked)
    found = next(e for e in doc.entities if e.mentions)
    assert found.kind == "place"
    assert found.state in ("USA", "FRA", "IRN")
    assert found.kb not in ("Q30", "Q142", "Q794")


def test_a_capital_s_name_is_a_person_s_where_the_report_has_it_as_a_surname() -> None:
    found = who(read("[Ellen Washington|PER] came. [Washington|PER] spoke."), "Washington")
    assert found is not None
    assert (found.kind, found.name) == ("person", "Ellen Washington")


def test_who_reported_goes_on_reporting() -> None:
    doc = build("[France|STATE] acted, [Norland TV|ORG] reported. [It|ANY:pronoun] quoted her.")
    tv, it = doc.mentions[1].span, doc.mentions[2].span
    told = (Statement("s1", 0, Party(tv), "media", None, (), "indirect"),
            Statement("s2", 1, None, None, None, (), "indirect", via=(Party(it),)))
    doc = entities(replace(doc, statements=told))
    assert doc.mentions[-1].entity == doc.mentions[1].entity


def test_a_hall_is_no_person_with_the_guest_s_title() -> None:
    doc = read("He met Secretary of State [Ann Lee|PER] at [the Great Hall of the People|ANY].")
    assert not [e for e in doc.entities if e.name == "People"]


def test_us_is_a_state_only_in_capitals() -> None:
    doc = read("[US|STATE] aid reached [us|GROUP:pronoun].")
    assert [m.entity for m in doc.mentions] == ["Q30", None]


def test_people_of_a_state_are_a_group_not_the_state() -> None:
    found = who(read("[Norwegians|GROUP] voted."), "Norwegians")
    assert found is not None
    assert (found.kind, found.state, found.kb) == ("group", "NOR", None)


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Israeli military", "ISR"), ("Foreign Ministry of Iran", "IRN"), ("Trump administration", "USA"),
        ("State Department", "USA"), ("Kremlin", "RUS"), ("European Union", "IGO"), ("Grumble Corporation", None),
    ],
)
def test_a_body_belongs_to_the_state_in_its_name(words: str, state: str | None) -> None:
    found = who(read(f"[{words}|ORG:name] spoke."), words)
    assert found is not None
    assert (found.kind, found.state) == ("organisation", state)


def test_a_party_of_a_common_name_is_linked_only_where_its_state_is_named() -> None:
    home = who(read("[Britain|STATE] votes. The [Labour Party|ORG] leads."), "Labour Party")
    abroad = who(read("[Norway|STATE] votes. The [Labour Party|ORG] leads."), "Labour Party")
    assert home is not None
    assert abroad is not None
    assert (home.kb, abroad.kb) == ("Q9630", None)


def test_who_without_capitals_is_no_organisation() -> None:
    doc = read("[WHO|ORG] sent the man [who|PER:pronoun] knew.")
    assert doc.mentions[0].entity == "Q7817"
    assert doc.mentions[1].entity != "Q7817"


def test_states_that_a_hyphen_joins_are_a_group() -> None:
    doc = read("[U.S.-Japan|STATE] talks began.")
    found = who(doc, "U.S.-Japan")
    assert found is not None
    assert found.members == ("Q30", "Q17")


@pytest.mark.parametrize(
    ("words", "members"),
    [
        ("both sides", ("Q30", "Q148")), ("the two countries", ("Q30", "Q148")),
        ("the strategic rivals", ("Q30", "Q148")),
        ("the two top diplomats", ("Q7821917", "Q7216297")), ("the two", ("Q7821917", "Q7216297")),
    ],
)
def test_a_group_stands_for_its_members(words: str, members: tuple[str, ...]) -> None:
    doc = read("[US|STATE] Secretary of State [Antony Blinken|PER] met [Chinese|STATE] Foreign Minister "
               f"[Qin Gang|PER]. Later [{words}|GROUP:nominal] agreed.")
    found = who(doc, words)
    assert found is not None
    assert (found.kind, found.members) == ("group", members)


def test_a_group_whose_members_cannot_be_told_has_none() -> None:
    found = who(read("[Norway|STATE] spoke. [The two sides|GROUP:nominal] agreed."), "The two sides")
    assert found is not None
    assert found.members == ()


def test_a_list_of_states_that_they_takes_up() -> None:
    doc = read("[Kuwait|STATE], [Qatar|STATE] and [Oman|STATE] said that [they|GROUP:pronoun] agreed.")
    found = who(doc, "they")
    assert found is not None
    assert found.members == ("Q817", "Q846", "Q842")


@pytest.mark.parametrize(
    ("tail", "words", "expected"),
    [
        ("[She|PER:pronoun] smiled.", "She", "Q76658"), ("[He|PER:pronoun] smiled.", "He", "Q58217"),
        ("[They|GROUP:pronoun] smiled.", "They", None),
    ],
)
def test_a_pronoun_agrees_in_gender_and_number(tail: str, words: str, expected: str | None) -> None:
    doc = read("German Chancellor Angela Merkel was there. German Foreign Minister [Annalena Baerbock|PER] met "
               f"Russian Foreign Minister [Sergei Lavrov|PER]. {tail}", "2022-01-18")
    found = who(doc, words)
    assert found is not None
    if expected == "Q58217":
        assert found.kb == expected
    elif words == "She":
        assert found.name == "Annalena Baerbock"
    else:
        assert len(found.members) == 2


def test_the_network_s_chain_decides_where_rules_leave_two() -> None:
    near = read("[Ann Lee|PER#c1] met [Ann Ray|PER#c2]. [She|PER:pronoun#c2] left.")
    assert who(near, "She") == who(near, "Ann Ray")


def test_i_is_the_speaker_and_we_the_speaker_s_government() -> None:
    doc = build("“[I|PER:pronoun] know what [we|GROUP:pronoun] want,” said [French|STATE] President "
                "[Emmanuel Macron|PER].", published="2023-06-19")
    start = doc.text.index("Emmanuel")
    source = Party(Span(start, start + len("Emmanuel Macron")))
    said = Statement("s1", 0, source, "named", None, (Span(1, doc.text.index(",”")),), "direct")
    read_ = entities(replace(doc, statements=(said,)))
    assert [m.entity for m in read_.mentions] == ["Q3052772", "Q142", "Q142", "Q3052772"]


def test_parties_get_the_entity_of_their_words_even_without_a_mention() -> None:
    doc = build("[Iran|STATE] warned Israel.", published="2023-06-19")
    event = EventMention("v1", 0, Span(5, 11), 1, "THREATEN", "occurred", actors=(Party(Span(0, 4)),),
                         recipients=(Party(Span(12, 18)),))
    found = entities(replace(doc, event_mentions=(event,))).event_mentions[0]
    assert (found.actors[0].entity, found.recipients[0].entity) == ("Q794", "Q801")


def test_a_known_name_that_nobody_marked_is_found() -> None:
    doc = read("Talks between Kazakhstan and the European Union began.")
    assert {e.id for e in doc.entities} == {"Q232", "Q458"}


def test_everyday_words_are_not_taken_for_names() -> None:
    assert read("May the turkey be who it is in the us.").entities == ()


def test_an_office_that_was_not_held_that_day_is_remarked_on() -> None:
    doc = offices(read("Chinese Foreign Minister [Qin Gang|PER] spoke.", "2024-04-12"))
    assert [r.kind for r in doc.remarks] == ["office"]
    assert "Wang Yi" in doc.remarks[0].message
    assert doc.remarks[0].spans[0].of(doc.text).endswith("Qin Gang")


@pytest.mark.parametrize("title", ["Chinese Foreign Minister", "former Chinese Foreign Minister"])
def test_no_remark_on_an_office_held_then_or_called_former(title: str) -> None:
    published = "2023-06-19" if "former" not in title else "2024-04-12"
    found: tuple[Remark, ...] = offices(read(f"{title} [Qin Gang|PER] spoke.", published)).remarks
    assert found == ()


def test_a_known_person_without_a_title_gets_the_office_of_the_day() -> None:
    doc = offices(read("[Emmanuel Macron|PER] spoke.", "2023-06-19"))
    assert doc.entities[0].office == "President"


def test_a_town_is_in_the_state_printed_behind_it() -> None:
    doc = places(read("It burned in [Tripoli|PLACE], [Lebanon|STATE]."))
    found = who(doc, "Tripoli")
    assert found is not None
    assert found.state == "LBN"


def test_a_short_name_takes_up_the_body_that_was_introduced() -> None:
    doc = read("The [U.S. Senate|ORG] voted. [The Senate|ORG] rejected it.")
    assert [m.entity for m in doc.mentions if m.span.of(doc.text).endswith("Senate")] == ["Q66096", "Q66096"]


def test_a_short_name_alone_is_linked_to_no_state_at_random() -> None:
    found = who(read("[Italy|STATE] and [France|STATE] spoke. [The Senate|ORG] rejected it."), "The Senate")
    assert found is not None
    assert found.kb is None


def test_a_part_of_a_state_is_not_the_state() -> None:
    found = who(read("It rained in [southern Russia|PLACE:name]."), "southern Russia")
    assert found is not None
    assert (found.kind, found.state, found.kb) == ("place", "RUS", None)


def test_we_in_joint_remarks_are_both_sides() -> None:
    doc = read("Secretary of State [Antony Blinken|PER] And Japanese Foreign Minister [Yoshimasa Hayashi|PER] Before "
               "Their Meeting\n[We|GROUP:pronoun] will work on it.")
    found = who(doc, "We")
    assert found is not None
    assert len(found.members) == 2


def test_a_crowd_is_in_the_state_where_the_sentence_puts_it() -> None:
    found = who(read("[Gunmen|GROUP:nominal] attacked a village in [Nigeria|STATE]."), "Gunmen")
    assert found is not None
    assert found.state == "NGA"
    assert "Nigeria" in found.why


def test_a_crowd_without_a_place_has_no_state() -> None:
    found = who(read("[Gunmen|GROUP:nominal] attacked a village."), "Gunmen")
    assert found is not None
    assert found.state is None


@pytest.mark.parametrize(("words", "kind"), [("the Rohingya", "group"), ("the Global Partnership", "organisation"),
                                             ("the Dalai Lama", "person"), ("the cleric Ada Berg", "person"),
                                             ("the New Zealand Herald", "organisation")])
def test_a_name_behind_the_article_is_mostly_no_persons(words: str, kind: str) -> None:
    found = who(read(f"They support [{words}|PER:name]."), words)
    assert found is not None
    assert found.kind == kind


def test_a_building_at_which_somebody_is_does_not_act() -> None:
    found = who(read("They met at [the Great Hall of the People|STATE]."), "the Great Hall of the People")
    assert found is not None
    assert found.kind != "state"


def test_a_pronoun_joined_to_others_makes_a_group_with_its_name() -> None:
    doc = read("[[US|STATE] officials|GROUP] waited, but [[they|GROUP] and [analysts|GROUP]|GROUP:nominal] hoped.")
    found = who(doc, "they and analysts")
    assert found is not None
    assert found.name == "US officials and analysts"
    assert len(found.members) == 2


def test_a_state_with_a_long_name_is_one_mention() -> None:
    doc = read("The [prime minister|PER] of [Saint|PER:name] [Vincent|PER:name] and the [Grenadines|ORG] spoke.")
    names = [m.span.of(doc.text) for m in doc.mentions if m.form == "name"]
    assert names == ["Saint Vincent and the Grenadines"]
    assert any(e.kind == "state" and e.state == "VCT" for e in doc.entities)


@pytest.mark.parametrize(("text", "body"), [
    ("[UN|ORG] votes to suspend [Norway|STATE] from the [Human Rights Council|ORG].", "Q205650"),
    ("[Norway|STATE] has no say in the [Human Rights Council|ORG].", None),
])
def test_a_body_of_the_united_nations_is_theirs_where_they_are_named(text: str, body: str | None) -> None:
    found = who(read(text), "Human Rights Council")
    assert found is not None
    assert found.kb == body


def test_one_side_of_a_border_is_not_both_states() -> None:
    doc = read("[Norway|STATE] and [Sweden|STATE] talked. A shell hit [the south side|PLACE:nominal].")
    found = who(doc, "the south side")
    assert found is None or not found.members


@pytest.mark.parametrize("words", ["The Human Rights Council", "Human Rights Council"])
def test_an_organ_of_states_is_of_no_single_one(words: str) -> None:
    found = who(read("[Norway|STATE] is out. [The [Human Rights Council|ORG]|ORG:nominal] met."), words)
    assert found is not None
    assert found.state == "IGO"


def test_a_name_behind_the_is_the_body_of_that_name() -> None:
    doc = read("[UN|ORG] envoys left the [Human Rights Council|ORG]. [The [UN Security Council|ORG]|ORG:nominal] met.")
    assert [who(doc, w) for w in ("The UN Security Council",)] == [who(doc, "UN Security Council")]


def test_a_national_body_is_not_the_one_of_all_nations() -> None:
    found = who(read("[Norway|STATE] convened its [National Security Council|ORG]."), "National Security Council")
    assert found is not None
    assert found.state != "IGO"
