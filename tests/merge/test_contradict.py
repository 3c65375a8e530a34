"""Contradictions that are found, and passages that only look like one."""

from __future__ import annotations

import pytest

from dragoman.views.contradict import clashes


@pytest.mark.parametrize(
    ("left", "right", "kind", "words"),
    [
        ("the two militaries agreed to resume talks on maritime safety",
         "China did not agree to resume military talks on maritime safety", "negation", ("agreed", "agree")),
        ("the minister raised the detained Canadian sailors in the meeting",
         "the detained Canadian sailors were never raised", "negation", ("raised", "raised")),
        ("Ankara promised to lift the tariffs on steel and cement",
         "Ankara will impose tariffs on steel and cement", "opposites", ("lift", "impose")),
        ("Tehran handed over 20 Iraqi prisoners at the Shalamcheh crossing",
         "Iraq received twelve prisoners at the Shalamcheh crossing from Tehran", "numbers",
         ("20 Iraqi prisoners", "twelve prisoners")),
    ],
)  # fmt: skip
def test_contradictions_in_so_many_words_are_found(left: str, right: str, kind: str, words: tuple[str, str]) -> None:
    [clash] = clashes(left, right)
    assert (clash.kind, clash.left, clash.right) == (kind, *words)
    assert clash.why
    [back] = clashes(right, left)
    assert (back.kind, back.left, back.right) == (kind, words[1], words[0])


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("the two militaries agreed to resume talks on maritime safety", "Taiwan is not a matter for talks"),
        ("Ankara will lift the tariffs on steel and impose quotas on cement",
         "Ankara promised to lift the tariffs on steel"),
        ("Tehran handed over 20 prisoners at the Shalamcheh crossing", "talks on prisoners lasted 12 hours in Tehran"),
        ("the ministers failed to cooperate with the inquiry into the Baltic cable",
         "the inquiry into the Baltic cable found that ministers knew"),
        ("he would not rule out sanctions on Belarus, and urged talks on migrants",
         "she urged talks on migrants at the Belarus border"),
        ("since 2019 the ministers met in Oslo on fisheries", "in 2023 the ministers met in Oslo on fisheries"),
    ],
)  # fmt: skip
def test_passages_that_can_both_be_true_are_left_alone(left: str, right: str) -> None:
    assert clashes(left, right) == ()
