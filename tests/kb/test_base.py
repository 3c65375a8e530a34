"""What the shipped knowledge base holds, and how it is asked."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from dragoman import kb
from dragoman.kb.base import Base
from dragoman.kb.tables import FILE

BASE = kb.default()
VISIT = date(2023, 6, 19)


def holders(office: str, state: str, on: str) -> list[str]:
    return [s.person.name for s in BASE.holders(office, state, date.fromisoformat(on))]


def test_the_file_is_small_enough_to_ship() -> None:
    assert FILE.stat().st_size < 8_000_000


@pytest.mark.parametrize(
    ("code", "qid", "cow"), [("CHN", "Q148", 710), ("USA", "Q30", 2), ("DEU", "Q183", 255), ("KOR", "Q884", 732)]
)
def test_a_state_has_its_codes(code: str, qid: str, cow: int) -> None:
    state = BASE.state(code)
    assert state is not None
    assert (state.qid, state.cow) == (qid, cow)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("china", ["CHN"]), ("chinese", ["CHN"]), ("u.s.", ["USA"]), ("the netherlands", ["NLD"]), ("turkiye", ["TUR"]),
        ("south korean", ["KOR"]), ("ivory coast", ["CIV"]), ("people's republic of china", ["CHN"]), ("atlantis", []),
    ],
)
def test_states_are_found_by_name_and_adjective(name: str, codes: list[str]) -> None:
    assert [s.code for s in BASE.states_by_name(name)] == codes


def test_a_capital_is_no_name_of_its_state() -> None:
    capital = BASE.capital_of("beijing")
    assert BASE.states_by_name("beijing") == ()
    assert capital is not None
    assert capital.code == "CHN"


@pytest.mark.parametrize(
    ("office", "state", "on", "name"),
    [
        ("foreign_minister", "CHN", "2022-12-29", "Wang Yi"),
        ("foreign_minister", "CHN", "2023-06-19", "Qin Gang"),
        ("foreign_minister", "CHN", "2023-08-01", "Wang Yi"),
        ("party_foreign_chief", "CHN", "2022-06-01", "Yang Jiechi"),
        ("Secretary of State", "USA", "2023-06-19", "Antony Blinken"),
        ("head_of_government", "TWN", "2023-06-19", "Chen Chien-jen"),
        ("head_of_government", "JPN", "2024-09-30", "Fumio Kishida"),
        ("foreign_minister", "GBR", "2023-12-01", "David Cameron"),
    ],
)
def test_who_held_an_office_on_a_day(office: str, state: str, on: str, name: str) -> None:
    assert holders(office, state, on)[0] == name


def test_the_day_of_a_handover_has_both() -> None:
    assert holders("foreign_minister", "CHN", "2022-12-30") == ["Qin Gang", "Wang Yi"]


def test_one_person_of_several_tables_is_one_person() -> None:
    blinken = BASE.find_people("Antony John Blinken")
    assert [p.qid for p in blinken] == ["Q7821917"]
    assert {"overlay", "us_state_dept"} <= {s.source for s in BASE.spells(blinken[0])}


def test_names_are_found_without_their_accents() -> None:
    assert BASE.find_people("Mevlut Cavusoglu") == BASE.find_people("Mevlüt Çavuşoğlu") != ()


def test_short_names_of_bodies_must_stand_in_capitals() -> None:
    assert [o.name for o in BASE.organisations("WHO")] == ["World Health Organization"]
    assert BASE.organisations("who") == BASE.organisations("Who") == ()


def test_the_largest_town_of_a_name_comes_first() -> None:
    assert BASE.cities("Paris")[0].state == "FRA"
    assert BASE.cities("Kiev")[0].state == "UKR"


def test_a_building_stands_for_an_organ() -> None:
    assert (BASE.metonyms["kremlin"].state, BASE.metonyms["kremlin"].organ) == ("RUS", "president")


def test_given_names_tell_a_gender_only_where_holders_agree() -> None:
    assert BASE.gender_of("catherine") == "female"
    assert BASE.gender_of("john") == "male"
    assert BASE.gender_of("xqz") is None


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = "{'numpy', 'sqlalchemy', 'onnxruntime', 'rapidfuzz', 'httpx'}"
    code = f"import sys; from dragoman import kb; kb.default().digest(); print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_codes_that_are_words_name_no_state() -> None:
    base = kb.default()
    assert not any(base.states_by_name(word) for word in ("as", "na", "pr", "vi"))
    assert [base.states_by_name(code)[0].code for code in ("us", "uk", "uae")] == ["USA", "GBR", "ARE"]


def test_father_and_son_of_one_name_are_two() -> None:
    base = kb.default()
    assert [s.person.name for s in base.holders("vice_head", "USA", date(1985, 5, 5))] == ["George H. W. Bush"]
    assert [s.person.qid for s in base.holders("head_of_state", "USA", date(2005, 5, 5))] == ["Q207"]


def test_officials_of_a_state_are_found_by_a_word_of_their_names() -> None:
    assert "Q104244043" in {p.qid for p in kb.default().officials("USA", "cardona")}
    assert kb.default().officials("USA", "nobodyiscalledso") == ()


def test_words_without_end_are_not_kept_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.kb.tables.MOST_REMEMBERED", 50)
    base = Base()
    asks = (base.longest_name, base.names_from, base.actor, base.find_people, base.called, base.cities)
    before = [ask("united") for ask in asks]
    for n in range(400):
        for ask in asks:
            ask(f"xq{n}z")
    assert [ask("united") for ask in asks] == before
    grown = {name: len(kept) for name, kept in vars(base).items() if isinstance(kept, dict) and any(
        "xq" in str(key) for key in kept)}
    assert grown
    assert max(grown.values()) <= 50
