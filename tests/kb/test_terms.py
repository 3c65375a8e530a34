"""Spells of one office: each stretch of time once, each office of a state once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman import kb
from dragoman.kb.nouns import Person, Spell
from dragoman.kb.table import office_table
from dragoman.kb.terms import joined

ANY = kb.default().find_people("Joe Biden")[0]


def spell(days: str, seen: str | None = None, *, person: Person = ANY) -> Spell:
    """A spell of "2009-01-20/2013-01-20"; "" and ".." for ends not known and open."""
    first, last = (None if d in ("", "..") else date.fromisoformat(d) for d in days.split("/"))
    return Spell(person, "Treasurer", "other", "USA", first, last, date.fromisoformat(seen) if seen else None, "test")


def days(spells: tuple[Spell, ...]) -> list[str]:
    return [f"{s.start or ''}/{s.end or '..'}" for s in spells]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([spell("2009-01-20/2013-01-20"), spell("2013-01-20/2017-01-20")], ["2009-01-20/2017-01-20"]),
        ([spell("2009-01-20/2013-01-20"), spell("2009-01-20/2013-01-20")], ["2009-01-20/2013-01-20"]),
        ([spell("2009-01-20/2013-01-20"), spell("2010-01-01/2011-01-01")], ["2009-01-20/2013-01-20"]),
        ([spell("2009-01-20/2013-01-20"), spell("2015-01-20/2017-01-20")],
         ["2009-01-20/2013-01-20", "2015-01-20/2017-01-20"]),
        # open, and closed elsewhere: late, or held on
        ([spell("2009-01-20/..", "2013-03-28"), spell("2009-01-20/2013-01-20")], ["2009-01-20/2013-01-20"]),
        ([spell("2009-01-20/..", "2019-03-28"), spell("2009-01-20/2013-01-20")], ["2009-01-20/.."]),
        ([spell("2013-01-20/..", "2019-03-28"), spell("2009-01-20/2013-01-20")], ["2009-01-20/.."]),
        ([spell("2022-09-08/..", "2026-01-21"), spell("2022-09-08/..", "2026-01-22")], ["2022-09-08/.."]),
        # nothing known of the beginning
        ([spell("/2011-01-01"), spell("2009-01-20/2013-01-20")], ["2009-01-20/2013-01-20"]),
        ([spell("/2001-01-01"), spell("2009-01-20/2013-01-20")], ["/2001-01-01", "2009-01-20/2013-01-20"]),
        ([spell("/.."), spell("2009-01-20/2013-01-20")], ["2009-01-20/2013-01-20"]),
        ([spell("/.."), spell("/..")], ["/.."]),
    ],
)
def test_terms_of_one_office(given: list[Spell], expected: list[str]) -> None:
    assert days(joined(given)) == expected
    assert days(joined(reversed(given))) == expected


def test_a_president_is_told_once_and_not_for_each_dependency() -> None:
    base = kb.default()
    rows = [(r.office, r.state, str(r.start), str(r.end)) for r in office_table(base, "Joe Biden")]
    assert rows == [
        ("Vice President", "USA", "2009-01-20", "2017-01-20"), ("President", "USA", "2021-01-20", "2025-01-20"),
    ]
    # years after the end, what a list of a dependency left open no longer shows
    assert [r.office for r in office_table(base, "Joe Biden", date(2022, 1, 1))] == ["President"]


def test_realms_are_states_of_their_own() -> None:
    assert {"GBR", "CAN", "AUS"} <= {r.state for r in office_table(kb.default(), "Charles III")}


def test_two_people_are_never_joined() -> None:
    other = replace(ANY, key=-1, name="Somebody Else")
    from dragoman.kb.terms import by_office

    held = [spell("2009-01-20/2013-01-20"), spell("2009-01-20/2013-01-20", person=other)]
    assert len(by_office(kb.default(), held)) == 2
