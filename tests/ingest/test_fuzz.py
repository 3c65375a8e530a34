"""Damaged sources of every kind: a short search, and everything that `bench/fuzz.py` ever found to break a reader."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .seeds import SEEDS, check, damaged

BROKE = sorted((Path(__file__).parent / "broke").glob("*"))


@pytest.mark.parametrize("name", SEEDS)
def test_seeds_are_sound(name: str) -> None:
    check(SEEDS[name], name)


@pytest.mark.parametrize("name", SEEDS)
def test_the_search_is_repeatable(name: str) -> None:
    found = [[damaged(name, random.Random(seed)) for seed in range(5)] for _ in range(2)]
    assert found[0] == found[1]
    assert len(set(found[0])) > 1


@pytest.mark.parametrize("name", SEEDS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32))
def test_damaged_sources_never_break_a_reader(name: str, seed: int) -> None:
    check(damaged(name, random.Random(seed)), name)


@settings(max_examples=40, deadline=None)
@given(data=st.binary(max_size=2000), name=st.sampled_from([*SEEDS, "x", "x.gz", "x.tgz", "x.tsv"]))
def test_any_bytes_under_any_name(data: bytes, name: str) -> None:
    check(data, name)


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=500), name=st.sampled_from(["a.txt", "a.html", "a.jsonl", "a.csv"]))
def test_any_text_under_any_name(text: str, name: str) -> None:
    check(text.encode("utf-8", "surrogatepass"), name)


@pytest.mark.parametrize("path", BROKE, ids=[p.name for p in BROKE])
def test_what_once_broke_a_reader_does_not_any_more(path: Path) -> None:
    check(path.read_bytes(), path.name.split("-", 1)[1])
