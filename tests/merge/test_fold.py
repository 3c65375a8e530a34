"""One event out of many mentions: values with evidence, rivals kept, status as a history."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mentions import mention

from dragoman.merge.fold import fold
from dragoman.model import Event

TEXT = "Blinken and Qin Gang met in Beijing."


def told(id: str, status: str = "occurred", **more) -> object:
    more.setdefault("actors", ("Blinken", "Qin Gang"))
    return mention(id, TEXT, "met", status=status, **more)


def names(value) -> list[str]:
    return [a.name for a in value.value] if value else []


def test_planned_then_occurred_then_denied_by_one() -> None:
    event = fold([
        told("a#m1", "expected", published="2023-06-12", by="officials"), told("b#m1", published="2023-06-13"),
        told("c#m1", published="2023-06-13"), told("d#m1", published="2023-06-13"),
        told("e#m1", "denied", published="2023-06-13", by="the ministry"),
    ])  # fmt: skip
    assert event.status.value == "occurred"
    assert [r.value for r in event.status.rivals] == ["denied"]
    assert [(c.on, c.status, c.holder) for c in event.history] == [
        (date(2023, 6, 12), "expected", "officials"),
        (date(2023, 6, 13), "denied", "the ministry"),
        (date(2023, 6, 13), "occurred", "report"),
    ]
    assert len(event.history[2].evidence) == 3


def test_nothing_moves_from_possible_to_occurred_without_a_report_that_says_so() -> None:
    later = [told("b#m1", "possible", published="2024-06-13"), told("a#m1", "scheduled", published="2023-06-12")]
    assert fold(later).status.value == "possible"


@pytest.mark.parametrize(("last", "holds"), [("cancelled", "cancelled"), ("postponed", "postponed")])
def test_the_latest_word_on_a_plan_holds(last: str, holds: str) -> None:
    event = fold([told("a#m1", "scheduled", published="2023-01-12"), told("b#m1", last, published="2023-02-03")])
    assert event.status.value == holds
    assert event.status.evidence[0].report == "b"


def test_denials_by_more_sources_than_claims_hold_and_the_claim_is_kept() -> None:
    event = fold([told("a#m1"), told("b#m1", "denied"), told("c#m1", "denied")])
    assert event.status.value == "denied"
    assert [r.value for r in event.status.rivals] == ["occurred"]


def test_reprints_and_one_outlet_count_once() -> None:
    mentions = [told("a#m1"), told("b#m1"), told("c#m1", outlet="a")]
    assert fold(mentions).independent_sources == 2
    assert fold(mentions, copies={"a": "g", "b": "g", "c": "g"}).independent_sources == 1


def test_the_narrowest_days_that_most_sources_back_hold_and_other_days_are_rivals() -> None:
    event = fold([
        told("a#m1", when="2023-06-18"), told("b#m1", when="2023-06-01/2023-06-30"), told("c#m1", when="2023-06-18"),
        told("d#m1", when="2023-06-20"),
    ])  # fmt: skip
    assert event.when is not None
    assert event.when.value.edtf == "2023-06-18"
    assert [e.report for e in event.when.evidence] == ["a", "c", "b"]
    assert [r.value.edtf for r in event.when.rivals] == ["2023-06-20"]


def test_what_happened_dates_an_event_before_what_was_planned() -> None:
    event = fold([
        told("a#m1", "scheduled", when="2023-02-05"), told("b#m1", "scheduled", when="2023-02-05"),
        told("c#m1", when="2023-06-18"),
    ])  # fmt: skip
    assert event.when is not None
    assert event.when.value.edtf == "2023-06-18"
    assert [r.value.edtf for r in event.when.rivals] == ["2023-02-05"]


def test_names_of_one_person_are_joined_and_a_state_does_not_stand_beside_its_minister() -> None:
    event = fold([told("a#m1", actors=("Antony Blinken", "China")), told("b#m1", actors=("Blinken", "Qin Gang"))])
    assert names(event.actors) == ["Antony Blinken", "Qin Gang"]
    assert event.actors is not None
    assert event.actors.rivals == ()


def test_another_person_for_the_same_state_is_a_rival() -> None:
    event = fold([told("a#m1"), told("b#m1"), told("c#m1", actors=("Blinken", "Wang Yi"))])
    assert names(event.actors) == ["Blinken", "Qin Gang"]
    assert event.actors is not None
    assert [r.value[0].name for r in event.actors.rivals] == ["Wang Yi"]


def test_unknown_fields_are_none() -> None:
    event = fold([told("a#m1", actors=())])
    assert (event.actors, event.recipients, event.place, event.when) == (None, None, None, None)


@given(st.permutations(range(5)))
def test_order_of_mentions_changes_nothing(order: list[int]) -> None:
    mentions = [
        told("a#m1", "scheduled", published="2023-06-01", when="2023-06-18"), told("b#m1", when="2023-06-19"),
        told("c#m1", actors=("Qin Gang", "Antony Blinken"), place=("Beijing",)),
        told("d#m1", "denied", by="a ministry"),
        told("e#m2", published=None, recipients=("Qin Gang",), actors=("Blinken",)),
    ]  # fmt: skip
    whole: Event = fold(mentions)
    assert fold([mentions[i] for i in order]) == whole


def test_every_value_is_proved_by_sentences_of_its_reports() -> None:
    event = fold([told("a#m1", when="2023-06-18", place=("Beijing",)), told("b#m1", "denied")])
    values = [v for v in (event.actors, event.place, event.when, event.status) if v]
    assert len(values) == 4
    for value in values:
        assert value.evidence
        assert {e.quote for e in value.evidence} == {TEXT}
