"""The daily series of a pair: by direction and status, duplicates once; and its picture."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from entries import ENTRIES, MET, PLANNED

from dragoman.errors import BadQuestion
from dragoman.views.series import days_between, series

EVENTS = [e.event for e in ENTRIES]


def test_rows_keep_statuses_and_directions_apart() -> None:
    rows = series(EVENTS, "swe", "hun")
    assert [(r.day, r.source, r.target, r.mutual, r.status, r.events) for r in rows] == [
        (date(2024, 3, 3), "SWE", "HUN", True, "occurred", 1),
        (date(2024, 3, 5), "SWE", "HUN", False, "possible", 1),
        (date(2024, 4, 10), "SWE", "HUN", False, "scheduled", 1),
    ]
    assert [(r.verbal_cooperation, r.material_conflict, r.intensity) for r in rows] == [
        (1, 0, 2.5), (0, 1, -6.0), (1, 0, 2.5),
    ]  # fmt: skip
    assert (rows[0].reports, rows[0].sources) == (2, 2)


def test_an_event_counts_once_however_often_it_is_given_and_in_any_order() -> None:
    once = series(EVENTS, "HUN", "SWE")
    assert series([*reversed(EVENTS), MET.event], "HUN", "SWE") == once


def test_other_pairs_are_left_out_and_a_pair_needs_two_states() -> None:
    assert series(EVENTS, "HUN", "NOR") == ()
    with pytest.raises(BadQuestion, match="two different states"):
        series(EVENTS, "HUN", "hun")


def test_days_without_rows_are_between_the_first_and_the_last() -> None:
    days = days_between(series(EVENTS, "HUN", "SWE"))
    assert (days[0], days[-1], len(days)) == (date(2024, 3, 3), date(2024, 4, 10), 39)


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_the_picture_is_the_same_each_time(tmp_path: Path, ending: str) -> None:
    pytest.importorskip("matplotlib")
    from dragoman.views.plot import plot

    rows = series(EVENTS, "HUN", "SWE")
    for name in ("a", "b"):
        plot(rows, tmp_path / f"{name}.{ending}", pair=("HUN", "SWE"))
    first = (tmp_path / f"a.{ending}").read_bytes()
    assert first == (tmp_path / f"b.{ending}").read_bytes()
    assert first.startswith(b"\x89PNG" if ending == "png" else b"<?xml")
    if ending == "svg":
        assert b"scheduled" in first


def test_a_picture_needs_rows_and_a_known_ending(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    from dragoman.views.plot import plot

    with pytest.raises(BadQuestion, match="nothing to draw"):
        plot((), tmp_path / "a.png", pair=("HUN", "SWE"))
    with pytest.raises(BadQuestion, match="png"):
        plot(series([PLANNED.event], "HUN", "SWE"), tmp_path / "a.gif", pair=("HUN", "SWE"))
