"""What was announced and what became of it, on hand-made mentions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from mentions import actor, mention

from dragoman.views.outlook import Expected, outlook

AS_OF = date(2023, 7, 1)
TEXT = "Blinken is to visit Beijing to meet Qin Gang."


def plan(id: str = "a#m1", status: str = "scheduled", **more):
    more.setdefault("actors", ("Blinken",))
    more.setdefault("recipients", ("China",))
    more.setdefault("place", ("Beijing",))
    more.setdefault("published", "2023-02-01")
    return mention(id, TEXT, "visit", status=status, **more)


def one(*mentions, as_of: date = AS_OF, facts=()) -> Expected:
    [entry] = outlook([mentions], as_of=as_of, facts=lambda plans: [facts] * len(plans))
    return entry


def test_a_plan_is_pending_until_its_window_is_over_then_overdue() -> None:
    told = plan(when="2023-02-05/2023-02-06", by="a US official")
    assert one(told, as_of=date(2023, 2, 6)).outcome == "pending"
    late = one(told, as_of=date(2023, 2, 7))
    assert (late.outcome, late.proof, late.holder) == ("overdue", (), "a US official")
    assert late.plan[0].quote == TEXT


def test_a_plan_without_a_day_is_pending_for_a_while() -> None:
    assert one(plan(), as_of=date(2023, 3, 1)).outcome == "pending"
    assert one(plan(), as_of=date(2023, 5, 1)).outcome == "overdue"


def test_kept_when_a_report_says_it_happened_on_those_days() -> None:
    entry = one(plan(when="2023-06-18"), plan("b#m1", "occurred", when="2023-06-18", published="2023-06-19"))
    assert entry.outcome == "kept"
    assert [e.report for e in entry.proof] == ["b"]


def test_moved_when_it_happened_on_other_days() -> None:
    entry = one(plan(when="2023-02-05"), plan("b#m1", "occurred", when="2023-06-18", published="2023-06-19"))
    assert entry.outcome == "moved"
    assert "2023-06-18 instead of 2023-02-05" in entry.why


@pytest.mark.parametrize("status", ["cancelled", "negated"])
def test_called_off_by_the_latest_word(status: str) -> None:
    entry = one(plan(when="2023-02-05"), plan("b#m1", status, published="2023-02-03", by="the State Department"))
    assert entry.outcome == "called off"
    assert "the State Department" in entry.why
    assert [e.report for e in entry.proof] == ["b"]


def test_a_plan_told_again_after_it_was_called_off_is_pending() -> None:
    entry = one(
        plan(when="2023-02-05"), plan("b#m1", "cancelled", published="2023-02-03"),
        plan("c#m1", when="2023-09-01", published="2023-06-01"),
    )  # fmt: skip
    assert entry.outcome == "pending"


def test_put_off_without_a_new_day_is_moved_and_later_made_good_by_another_event() -> None:
    put_off = (plan(when="2023-02-05"), plan("b#m1", "postponed", published="2023-02-03", when="2023-02-05"))
    assert one(*put_off).outcome == "moved"
    came = [plan("c#m1", "occurred", when="2023-06-18", published="2023-06-19")]
    entry = one(*put_off, facts=[came])
    assert entry.outcome == "moved"
    assert entry.by is not None
    assert [e.report for e in entry.proof] == ["c"]


def test_reports_after_the_day_asked_for_are_not_known_yet() -> None:
    happened = plan("b#m1", "occurred", when="2023-06-18", published="2023-06-19")
    assert one(plan(when="2023-06-18"), happened, as_of=date(2023, 6, 18)).outcome == "pending"
    assert outlook([[happened]], as_of=date(2023, 6, 1)) == ()


def test_done_by_the_next_holder_of_the_office() -> None:
    old = replace(actor("Qin Gang"), office="Foreign Minister")
    new = replace(actor("Wang Yi"), office="Foreign Minister")
    planned = replace(plan(when="2023-07-26", published="2023-07-01", actors=("Blinken",)), recipients=(old,), place=())
    came = replace(
        plan("b#m1", "occurred", when="2023-07-27", published="2023-07-28", actors=("Blinken",)),
        recipients=(new,), place=(),
    )  # fmt: skip
    entry = one(planned, as_of=date(2023, 9, 1), facts=[[came]])
    assert entry.outcome == "done by someone else"
    assert "Wang Yi follows Qin Gang as Foreign Minister" in entry.why
    without_office = replace(came, recipients=(replace(new, office=None),))
    assert one(planned, as_of=date(2023, 9, 1), facts=[[without_office]]).outcome == "overdue"


def test_a_denial_alone_ends_nothing_but_is_told() -> None:
    entry = one(plan(when="2023-08-01"), plan("b#m1", "denied", published="2023-02-02", by="the ministry"))
    assert entry.outcome == "pending"
    assert "the ministry denied it" in entry.why


def test_events_that_nobody_announced_are_not_in_the_outlook() -> None:
    assert outlook([[plan("a#m1", "occurred")]], as_of=AS_OF) == ()
