"""The expected readouts of the sample reports stand on words that are in the reports."""

from __future__ import annotations

import pytest

from bench.event_score import score
from bench.expected import CASES, EXAMPLES, record, records

NAMES = sorted(p.stem for p in CASES.glob("*.json"))


def test_every_sample_report_has_an_expected_readout() -> None:
    reports = sorted(p.stem for p in EXAMPLES.glob("*.txt"))
    assert reports == NAMES
    assert len(reports) >= 8


@pytest.mark.parametrize("name", NAMES)
def test_words_of_the_case_are_whole_words_of_the_report(name: str) -> None:
    case = record(name)
    text = case["text"]
    spans = [e["trigger"] for e in case["events"]] + [a for e in case["events"] for a in e["actor"] + e["recipient"]]
    spans += [s["source"] for s in case["statements"] if s["source"]]
    for span in spans:
        assert text[span["start"] : span["end"]] == span["text"]
        before, after = text[: span["start"]][-1:], text[span["end"] :][:1]
        assert not (before.isalnum() and span["text"][0].isalnum()), span
        assert not (after.isalnum() and span["text"][-1].isalnum()), span


@pytest.mark.parametrize("name", NAMES)
def test_holders_of_events_are_statements_of_the_case(name: str) -> None:
    case = record(name)
    known = {s["id"] for s in case["statements"]}
    assert {e["by"] for e in case["events"] if e["by"]} <= known


def test_the_cases_scored_against_themselves_are_perfect() -> None:
    figures = score((r, r) for r in records())
    assert figures["false_occurred"] == 0
    assert {figures[k] for k in ("trigger_f1", "type_f1", "actor_f1", "status", "statement_f1", "source")} == {100.0}


def test_a_planned_event_read_as_done_is_a_false_alarm() -> None:
    gold = record("beijing-visit")
    read = {**gold, "events": [{**e, "status": "occurred"} for e in gold["events"]]}
    figures = score([(gold, read)])
    unreal = sum(e["status"] not in ("occurred", "ongoing", "general") for e in gold["events"])
    assert figures["false_occurred"] == pytest.approx(100 * unreal / len(gold["events"]))
    assert figures["type_f1"] == 100


def test_what_was_not_read_lowers_recall_alone() -> None:
    gold = record("grain-deal")
    figures = score([(gold, {**gold, "events": gold["events"][::2], "statements": []})])
    assert figures["trigger_p"] == 100 > figures["trigger_r"]
    assert figures["statement_f1"] == 0
