"""`--pair`: however two states are written; and what is said when they are not two."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.cli._pair import with_two_states
from dragoman.errors import BadQuestion
from dragoman.store.query import EventQuery, checked

COMMANDS = (("events",), ("series",), ("export", "csv"), ("watch", "add", "strait"))


@pytest.mark.parametrize("words", [["USA", "CHN"], ["USA-CHN"], ["USA,CHN"], ["USA CHN"]])
def test_two_states_may_be_joined(words: list[str]) -> None:
    assert with_two_states(["--pair", *words, "--count"]) == ["--pair", "USA", "CHN", "--count"]


def test_a_pair_with_an_equals_sign_is_the_same() -> None:
    assert with_two_states(["--pair=USA-CHN"]) == with_two_states(["--pair=USA", "CHN"]) == ["--pair", "USA", "CHN"]


def test_what_follows_two_dashes_is_left_alone() -> None:
    assert with_two_states(["--count", "--", "--pair"]) == ["--count", "--", "--pair"]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c[0])
@pytest.mark.parametrize("rest", [[], ["--since", "2024-01-01"]], ids=["last", "before an option"])
def test_one_state_is_no_pair(run: Callable, command: tuple[str, ...], rest: list[str]) -> None:
    done = run(*command, "--pair", "USA", *rest, "--db", "absent.db")
    assert done.code == 2
    assert "--pair USA: names one state" in done.err
    assert "--pair USA CHN" in done.err
    assert "--state USA" in done.err


def test_no_state_is_no_pair(run: Callable) -> None:
    done = run("events", "--pair", "--count")
    assert done.code == 2
    assert "--pair: names no state" in done.err


@pytest.mark.parametrize("query", [EventQuery(pair=("USA", "China")), EventQuery(state=("China",))])
def test_the_name_of_a_state_is_answered_with_its_code(query: EventQuery) -> None:
    with pytest.raises(BadQuestion, match="write CHN"):
        checked(query)
