"""The hand-made spells: each with its source, no impossible dates, and as many as were promised."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from dragoman import kb
from dragoman.kb.build_places import read
from dragoman.kb.days import as_number
from dragoman.kb.roles import office_class
from dragoman.kb.tables import FILE

ROWS = list(read(FILE.parent / "overlay.tsv"))


def test_every_line_is_sound() -> None:
    codes = {s.code for s in kb.default().states()} | {"IGO"}
    for row in ROWS:
        assert row["state"] in codes, row
        assert row["office"], row
        assert row["person"], row
        assert row["source"], row
        assert not row["qid"] or row["qid"].startswith("Q"), row
        assert not row["end"] or as_number(row["end"]) >= as_number(row["start"]), row


def test_three_hundred_spells_of_recent_years_and_ministers_of_sixty_states() -> None:
    recent = [r for r in ROWS if not r["end"] or r["end"] >= "2021"]
    ministers = {r["state"] for r in recent if office_class(r["office"]) == "foreign_minister"}
    assert len(recent) >= 300
    assert len(ministers) >= 60


def test_no_two_ministers_overlap_by_more_than_a_day() -> None:
    held = defaultdict(list)
    for row in ROWS:
        office = office_class(row["office"])
        if office in ("foreign_minister", "defence_minister", "head_of_government", "party_foreign_chief"):
            held[row["state"], office].append((row["start"], row["end"] or "9999", row["person"]))
    for spells in held.values():
        spells.sort()
        for (_, end, left), (start, _, right) in pairwise(spells):
            assert start >= end[: len(start)], (left, right)
