"""Titles and the classes they name."""

from __future__ import annotations

import pytest

from dragoman.kb import office_class


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Foreign Minister", "foreign_minister"),
        ("Minister of Europe and Foreign Affairs", "foreign_minister"),
        ("Secretary of State", "foreign_minister"),
        ("Foreign Secretary", "foreign_minister"),
        ("Deputy Secretary of State", "deputy_foreign_minister"),
        ("Vice Foreign Minister", "deputy_foreign_minister"),
        ("Minister of Foreign Trade", "trade_minister"),
        ("Defense Secretary", "defence_minister"),
        ("Minister of the Armed Forces", "defence_minister"),
        ("Prime Minister", "head_of_government"),
        ("Deputy Prime Minister", "vice_head"),
        ("President", "head_of_state"),
        ("President of the Republic", "head_of_state"),
        ("President of the Generalitat of Catalonia", "subnational"),
        ("Premier of Tasmania", "subnational"),
        ("Premier of the State Council", "head_of_government"),
        ("Director of the Office of the Central Foreign Affairs Commission", "party_foreign_chief"),
        ("top diplomat", "top_diplomat"),
        ("EU foreign policy chief", "eu_foreign_chief"),
        ("NATO Secretary General", "secretary_general"),
        ("President of the European Commission", "commission_president"),
        ("Foreign Ministry spokesman", "spokesperson"),
        ("Ambassador to China", "ambassador"),
        ("shadow foreign secretary", None),
        ("filmmaker", None),
    ],
)
def test_a_title_names_its_class(title: str, expected: str | None) -> None:
    assert office_class(title) == expected


def test_a_president_of_the_state_itself_is_its_head() -> None:
    assert office_class("President of France", ("france",)) == "head_of_state"
    assert office_class("President of Abruzzo", ("italy",)) == "subnational"


def test_a_supreme_leader_is_not_the_president() -> None:
    assert office_class("Supreme Leader") == "supreme_leader"
    assert office_class("Leader of the Islamic Revolution") == "supreme_leader"
    assert office_class("President") == "head_of_state"
