"""Facts of a user: what is taken, and that nothing of a faulty file is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dragoman import kb
from dragoman.errors import BadFacts, NotFound

HEAD = "state,office,person,start,end,qid,source\n"


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    kb.use(())


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_spell_of_ones_own_is_known_by_name_and_by_office(tmp_path: Path) -> None:
    line = "NRU,Minister of Foreign Affairs,Ada Ourna,2030-01-05,,,gazette\n"
    base = kb.use([write(tmp_path / "a.csv", HEAD + line)])
    day = date(2030, 2, 1)
    assert [s.person.name for s in base.holders("foreign_minister", "NRU", day)] == ["Ada Ourna"]
    assert [p.name for p in base.find_people("Ada Ourna")] == ["Ada Ourna"]
    assert [p.name for p in base.called("ourna")] == ["Ada Ourna"]


def test_a_spell_of_somebody_known_is_added_to_theirs(tmp_path: Path) -> None:
    base = kb.use([write(tmp_path / "a.csv", HEAD + "CHN,Premier,Qin Gang,2031-03-11,,Q7216297,\n")])
    (person,) = base.find_people("Qin Gang")
    assert {"Premier", "Minister of Foreign Affairs"} <= {s.office for s in base.spells(person)}


def test_toml_and_csv_say_the_same(tmp_path: Path) -> None:
    toml = write(tmp_path / "a.toml", '[[spell]]\nstate = "NRU"\noffice = "President"\nperson = "Ada Ourna"\n'
                 'start = 2030-01-05\n\n[[organisation]]\nname = "Reef Watch"\naliases = ["RW Nauru"]\nstate = "NRU"\n')
    base = kb.use([toml])
    assert [s.person.name for s in base.holders("head_of_state", "NRU", date(2030, 2, 1))][:1] == ["Ada Ourna"]
    assert [o.state for o in base.organisations("RW Nauru")] == ["NRU"]


def test_added_facts_change_the_digest(tmp_path: Path) -> None:
    plain = kb.default().digest()
    changed = kb.use([write(tmp_path / "a.csv", HEAD + "NRU,President,Ada Ourna,2030,,,\n")]).digest()
    assert changed != plain
    assert kb.use(()).digest() == plain


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("XXQ,President,A B,2020,,,", "unknown state code 'XXQ'"),
        ("NRU,President,A B,2020-13-01,,,", "bad start date '2020-13-01'"),
        ("NRU,President,A B,20.1.2020,,,", "bad start date"),
        ("NRU,President,A B,2020,2019,,", "ends 2019 before it starts 2020"),
        ("NRU,President,,2020,,,", "no person"),
        ("NRU,President,A B,2020,,42,", "'42' is not a Wikidata id"),
    ],
)
def test_a_faulty_line_is_named_and_nothing_is_loaded(tmp_path: Path, line: str, fault: str) -> None:
    before = kb.default()
    path = write(tmp_path / "a.csv", HEAD + "NRU,Minister of Defence,Good One,2020,2021,,\n" + line + "\n")
    with pytest.raises(BadFacts, match="line 3: ") as caught:
        kb.use([path])
    assert fault in str(caught.value)
    assert kb.default() is before
    assert kb.default().find_people("Good One") == ()


def test_all_faulty_lines_are_named_at_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", HEAD + "XXQ,President,A B,2020,,,\nNRU,President,C D,nineteen,,,\n")
    with pytest.raises(BadFacts, match=r"line 2: .*line 3: "):
        kb.use([path])


def test_overlapping_holders_are_named_by_line(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", HEAD + "NRU,Foreign Minister,A B,2020-01-01,2021-06-30,,\n"
                 "NRU,Minister of Foreign Affairs,C D,2021-01-01,,,\n")
    with pytest.raises(BadFacts, match="line 3: C D overlaps A B of line 2"):
        kb.use([path])


def test_a_handover_on_one_day_is_no_overlap(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", HEAD + "NRU,Foreign Minister,A B,2020-01-01,2021-01-01,,\n"
                 "NRU,Minister of Foreign Affairs,C D,2021-01-01,,,\n")
    assert len(kb.use([path]).tenures("foreign_minister", "NRU")) >= 2


def test_spells_that_overlap_across_files_are_refused(tmp_path: Path) -> None:
    one = write(tmp_path / "a.csv", HEAD + "NRU,Foreign Minister,A B,2020-01-01,,,\n")
    two = write(tmp_path / "b.csv", HEAD + "NRU,Foreign Minister,C D,2021-01-01,,,\n")
    with pytest.raises(BadFacts, match="overlaps"):
        kb.use([one, two])


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("a.csv", "state,bureau\nNRU,x\n", "unknown column 'bureau'"),
        ("a.csv", HEAD + "NRU,President,A,B,2020,,,,\n", "cells under"),
        ("a.toml", "[[spell]\n", "not valid TOML"),
        ("a.toml", "[[tenure]]\nstate = 'NRU'\n", "unknown table 'tenure'"),
    ],
)
def test_a_file_of_another_shape_is_refused(tmp_path: Path, name: str, text: str, fault: str) -> None:
    with pytest.raises(BadFacts, match=fault):
        kb.use([write(tmp_path / name, text)])


def test_bytes_that_are_no_utf8_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(HEAD.encode() + b"NRU,President,Ren\xe9 B,2020,,,\n")
    with pytest.raises(BadFacts, match="not UTF-8"):
        kb.use([path])


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"none\.csv"):
        kb.use([tmp_path / "none.csv"])
