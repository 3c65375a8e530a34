"""What is one event and what is not, on hand-made mentions in the manner of wire copy."""

from __future__ import annotations

import pytest
from mentions import mention

from dragoman.merge.block import keys
from dragoman.merge.cluster import JOIN
from dragoman.merge.compare import Context, compare, score
from dragoman.merge.features import FEATURES

MET = mention(
    "a#m1", "US Secretary of State Antony Blinken met Chinese Foreign Minister Qin Gang in Beijing on Sunday.", "met",
    actors=("Antony Blinken", "Qin Gang"), place=("Beijing",), when="2023-06-18", modes=("visit",),
)  # fmt: skip
TALKS = mention(
    "b#m4", "Blinken and Qin Gang held talks in Beijing on Sunday that both sides called candid.", "talks",
    actors=("Blinken", "Qin Gang"), place=("Beijing",), when="2023-06-18", published="2023-06-18",
)  # fmt: skip
PLANNED = mention(
    "c#m1", "Blinken is to meet Foreign Minister Qin Gang in Beijing on June 18, an official said.", "meet",
    actors=("Blinken", "Qin Gang"), place=("Beijing",), when="2023-06-18", status="scheduled", published="2023-06-14",
)  # fmt: skip
OTHER_DAY = mention(
    "d#m1", "Blinken met Chinese Foreign Minister Qin Gang in Beijing on Friday.", "met",
    actors=("Blinken", "Qin Gang"), place=("Beijing",), when="2023-07-14", published="2023-07-15",
)  # fmt: skip
OTHER_MAN = mention(
    "e#m1", "Blinken met China's top diplomat Wang Yi in Beijing on Sunday.", "met",
    actors=("Blinken", "Wang Yi"), place=("Beijing",), when="2023-06-18",
)  # fmt: skip
HANDSHAKE = mention(
    "f#m2", "Blinken and Qin Gang exchanged a handshake in Beijing on Sunday before their talks.", "handshake",
    actors=("Blinken", "Qin Gang"), place=("Beijing",), when="2023-06-18",
)  # fmt: skip
SANCTIONED = mention(
    "g#m1", "The United States sanctioned two Chinese firms on Sunday.", "sanctioned", "SANCTION",
    actors=("United States",), recipients=("China",), when="2023-06-18",
)  # fmt: skip


@pytest.mark.parametrize("other", [TALKS, PLANNED, HANDSHAKE], ids=["other words", "announced", "a part of it"])
def test_tellings_of_one_meeting_are_joined(other) -> None:
    assert keys(MET) & keys(other)
    assert compare(MET, other).score >= JOIN


@pytest.mark.parametrize("other", [OTHER_DAY, OTHER_MAN, SANCTIONED], ids=["other day", "other man", "other act"])
def test_different_events_are_not_joined(other) -> None:
    assert compare(MET, other).score < 0.2


def test_a_plan_without_a_day_meets_its_event_in_the_same_month() -> None:
    vague = mention(
        "h#m1", "Blinken will meet Qin Gang in Beijing soon, the ministry said.", "meet",
        actors=("Blinken", "Qin Gang"), place=("Beijing",), status="scheduled", published="2023-06-15",
    )  # fmt: skip
    assert keys(MET) & keys(vague)
    assert compare(MET, vague).score >= JOIN


def test_an_attack_of_each_side_on_the_other_is_two_events() -> None:
    one = mention("a#m1", "Russia struck a port in Turkey on Monday.", "struck", "ASSAULT", actors=("Russia",),
                  recipients=("Turkey",), when="2024-01-01")  # fmt: skip
    other = mention("b#m1", "Turkey struck a port in Russia on Monday.", "struck", "ASSAULT", actors=("Turkey",),
                    recipients=("Russia",), when="2024-01-01")  # fmt: skip
    crossed = {f.name: f for f in compare(one, other).features}["recipients"]
    assert crossed.score == 0
    assert compare(one, other).score == 0


def test_a_strike_by_one_side_is_not_a_strike_on_it() -> None:
    by = mention("a#m1", "At least three people were killed in Turkey's retaliatory strikes on Monday.", "strikes",
                 "ASSAULT", actors=("Turkey",), when="2024-01-01")  # fmt: skip
    on = mention("b#m1", "The strikes on Turkey on Monday killed three people.", "strikes", "ASSAULT",
                 recipients=("Turkey",), when="2024-01-01")  # fmt: skip
    assert compare(by, on).score == 0


def test_an_arrest_is_told_again_the_next_day() -> None:
    words = "The mayor of Ankara, Hakan Fidan, was arrested by Turkish police over corruption at the city's waterworks."
    first = mention("a#m1", words, "arrested", "COERCE", actors=("Turkey",), recipients=("Hakan Fidan",),
                    published="2024-01-01")  # fmt: skip
    again = mention("b#m1", words.replace("was arrested", "is still held after he was arrested"), "arrested", "COERCE",
                    actors=("Turkey",), recipients=("Hakan Fidan",), published="2024-01-02")  # fmt: skip
    assert compare(first, again).score >= JOIN


def strike(id: str, text: str, *, town: str = "Kryvyi Rih", published: str = "2025-04-04", when: str | None = None):
    return mention(
        id, text, "strike", "ASSAULT", actors=("Russia",), place=(town,), published=published, when=when,
    )  # fmt: skip


FIRST = strike("a#m1", "A Russian missile strike on a residential area in Kryvyi Rih kills 19 people.")


def test_a_higher_toll_told_with_its_day_is_the_same_strike() -> None:
    later = strike(
        "b#m1", "The toll of Friday's Russian missile strike on a residential area in Kryvyi Rih rises to 45 people.",
        published="2025-04-06", when="2025-04-04",
    )  # fmt: skip
    assert compare(FIRST, later).score >= JOIN


def test_a_strike_of_the_eve_fits_the_news_of_a_day_less() -> None:
    def time(when: str) -> float:
        told = strike("b#m1", "A Russian missile strike on Kryvyi Rih killed 20.", published="2025-04-07", when=when)
        return next(f.score for f in compare(FIRST, told).features if f.name == "time")

    assert time("2025-04-04") > time("2025-04-03") > time("2025-04-02") == 0


@pytest.mark.parametrize(
    "other",
    [
        strike("b#m1", "A Russian missile strike on a residential area in Kryvyi Rih kills 23 people.",
               published="2025-04-05"),
        strike("b#m1", "A Russian missile strike on a residential area in Kryvyi Rih kills 19 people.",
               published="2025-04-05"),
        strike("b#m1", "A Russian missile strike on a residential area in Kryvyi Rih kills 4 people."),
        strike("b#m1", "A Russian missile strike on a residential area in Dnipro kills 19 people.", town="Dnipro"),
        strike("b#m1", "A Russian missile strike on a residential area in Kryvyi Rih killed 19 people.",
               published="2025-04-09", when="2025-04-08"),
    ],
    ids=["next day, other toll", "next day, told as news again", "far lower toll", "other town", "other day told"],
)  # fmt: skip
def test_strikes_that_only_look_alike_stay_apart(other) -> None:
    assert compare(FIRST, other).score < JOIN


def test_two_towns_of_one_province_are_two_places() -> None:
    one = mention("a#m1", "A bomb killed a guard in Bannu.", "killed", "ASSAULT", place=("Bannu", "Pakhtunkhwa"))
    other = mention("b#m1", "A bomb killed a guard in Bajaur.", "killed", "ASSAULT", place=("Bajaur", "Pakhtunkhwa"))
    features = {f.name: f for f in compare(one, other).features}
    assert features["place"].score == 0
    assert compare(one, other).score == 0


def test_a_person_is_not_matched_by_a_state_that_has_its_like() -> None:
    one = mention("a#m1", "China praised Wang Yi.", "praised", "SUPPORT", actors=("China", "Wang Yi"))
    other = mention("b#m1", "China praised Qin Gang.", "praised", "SUPPORT", actors=("China", "Qin Gang"))
    assert {f.name: f.score for f in compare(one, other).features}["others"] == 0


def test_comparing_is_symmetric_and_explained() -> None:
    forth, back = compare(MET, TALKS), compare(TALKS, MET)
    assert forth.score == back.score
    assert [(f.name, f.score, f.weight) for f in forth.features] == [(f.name, f.score, f.weight) for f in back.features]
    assert all(f.detail and not f.detail.endswith(".") for f in forth.features)


def test_the_score_alone_is_that_of_the_whole_comparison() -> None:
    told = [MET, TALKS, PLANNED, OTHER_DAY, OTHER_MAN, HANDSHAKE, SANCTIONED, FIRST]
    context = Context()
    for one in told:
        for other in told:
            assert score(one, other, context=context) == compare(one, other).score


def test_every_feature_says_to_users_what_it_compares() -> None:
    assert {n for n, f in FEATURES.items() if not (f.__doc__ or "").strip().endswith(".")} == set()
