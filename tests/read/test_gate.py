"""The gate: floors hold, go up by themselves and down only on request; changed data is noticed."""

from __future__ import annotations

from pathlib import Path

from bench.gate import NOISE, Line, digest, pinned


def test_a_figure_below_its_floor_is_a_fault_and_above_it_is_none() -> None:
    assert not Line("f1", 79.9, 80.0).holds
    assert Line("f1", 80.0, 80.0).holds
    assert Line("f1", 10.0, None).holds


def test_where_less_is_better_the_floor_is_a_ceiling() -> None:
    assert Line("false_occurred", 1.0, 2.0).holds
    assert not Line("false_occurred", 3.0, 2.0).holds


def test_floors_rise_with_what_is_measured_and_never_fall_by_themselves() -> None:
    assert pinned({"f1": 90.0}, {"f1": 80.0}, lower=False) == {"f1": 90.0 - NOISE}
    assert pinned({"f1": 70.0}, {"f1": 80.0}, lower=False) == {"f1": 80.0}
    assert pinned({"f1": 70.0}, {"f1": 80.0}, lower=True) == {"f1": 70.0 - NOISE}
    assert pinned({"false_occurred": 1.0}, {"false_occurred": 5.0}, lower=False) == {"false_occurred": 1.0 + NOISE}
    assert pinned({"false_occurred": 9.0}, {"false_occurred": 5.0}, lower=False) == {"false_occurred": 5.0}


def test_counts_get_no_floor() -> None:
    assert pinned({"gold_events": 9.0, "f1": 50.0}, {}, lower=False) == {"f1": 50.0 - NOISE}


def test_the_digest_notices_changed_added_and_renamed_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    seen = {digest([tmp_path])}
    (tmp_path / "a.txt").write_text("two")
    seen.add(digest([tmp_path]))
    (tmp_path / "b.txt").write_text("")
    seen.add(digest([tmp_path]))
    (tmp_path / "b.txt").rename(tmp_path / "c.txt")
    seen.add(digest([tmp_path]))
    assert len(seen) == 4
