"""Which mentions of a report tell the same event, and what is expected."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Document, Entity, EventMention, Party, Span, When
from dragoman.resolve.happenings import happenings, stem
from tests.build import build, day


def party(doc: Document, words: str, entity: str | None) -> Party:
    start = doc.text.index(words)
    return Party(Span(start, start + len(words)), entity)


def told(marked: str, *fields: dict[str, object], published: str | None = None) -> Document:
    """The document whose nth event has these fields; actors are entity ids, given as words of the text."""
    doc = build(marked, published=published)
    made: list[EventMention] = []
    for m, given_ in zip(doc.event_mentions, fields, strict=True):
        roles = {k: tuple(party(doc, w, w) for w in given_.get(k, ())) for k in ("actors", "recipients", "place")}  # type: ignore[attr-defined]
        rest = {k: v for k, v in given_.items() if k not in roles}
        made.append(replace(m, **roles, **rest))  # type: ignore[arg-type]
    return happenings(replace(doc, event_mentions=tuple(made)))


BOTH = {"actors": ("Norland", "Sudland")}
TWICE = "Norland and Sudland [met|EV:CONSULT]. Their [talks|EV:CONSULT] ended."


def groups(doc: Document) -> list[tuple[str, ...]]:
    return [e.mentions for e in doc.events]


def test_general_word_with_the_same_parties_tells_the_same_event() -> None:
    assert groups(told(TWICE, BOTH, BOTH)) == [("v1", "v2")]


def test_other_parties_make_another_event() -> None:
    assert groups(told(TWICE + " Ostland watched.", BOTH, {"actors": ("Ostland",)})) == [("v1",), ("v2",)]


def test_other_type_makes_another_event() -> None:
    assert len(told(TWICE.replace("talks|EV:CONSULT", "pact|EV:AGREE"), BOTH, BOTH).events) == 2


def test_days_that_exclude_each_other_part_events() -> None:
    one, two = {**BOTH, "when": day("2024-03-04")}, {**BOTH, "when": day("2024-03-05")}
    assert len(told(TWICE, one, two).events) == 2
    assert len(told(TWICE, one, {**BOTH, "when": When(None, day("2024-03-09").latest)}).events) == 1


def test_places_that_exclude_each_other_part_events() -> None:
    text = TWICE + " Port Ada and Westhaven are towns."
    one, two = {**BOTH, "place": ("Port Ada",)}, {**BOTH, "place": ("Westhaven",)}
    assert len(told(text, one, two).events) == 2
    assert len(told(text, one, BOTH).events) == 1


def test_plan_and_deed_are_two_events() -> None:
    assert len(told(TWICE, BOTH, {**BOTH, "status": "scheduled"}).events) == 2


def test_specific_words_of_one_type_with_the_same_parties_stay_two() -> None:
    doc = told("Norland [seized|EV:COERCE] ships. Norland [censored|EV:COERCE] papers.", {"actors": ("Norland",)},
               {"actors": ("Norland",)})
    assert len(doc.events) == 2


def test_mention_without_parties_joins_only_its_own_word_nearby() -> None:
    text = "Norland [struck|EV:ASSAULT] first. The [strike|EV:ASSAULT] was hard."
    assert len(told(text, {"actors": ("Norland",)}, {}).events) == 2
    text = ("Norland's [raid|EV:ASSAULT] failed. The [raids|EV:ASSAULT] went on. Much. Much more. "
            "A [raid|EV:ASSAULT] is war.")
    assert groups(told(text, {"actors": ("Norland",)}, {}, {})) == [("v1", "v2"), ("v3",)]


def test_event_gathers_what_its_mentions_tell() -> None:
    until = When(None, day("2024-03-09").latest)
    doc = told(TWICE, {**BOTH, "modes": ("multilateral",), "when": until, "said_by": "s1"},
               {**BOTH, "contexts": ("diplomatic",), "when": day("2024-03-04"), "score": 0.4})
    (event,) = doc.events
    assert (event.id, event.actors) == ("h1", ("Norland", "Sudland"))
    assert (event.modes, event.contexts) == (("multilateral",), ("diplomatic",))
    assert event.when == day("2024-03-04")
    assert event.holders == ("s1", "report")


def test_expectation_without_days_opens_on_the_day_of_the_report() -> None:
    doc = told(TWICE, BOTH, {**BOTH, "status": "expected", "said_by": "s2"}, published="2024-03-08")
    (expected,) = doc.expectations
    assert (expected.event, expected.holder, expected.strength) == ("h2", "s2", "expected")
    assert (expected.window.earliest, expected.window.latest) == (day("2024-03-08").earliest, None)


def test_expectation_with_days_keeps_them() -> None:
    doc = told(TWICE, BOTH, {**BOTH, "status": "scheduled", "when": day("2024-04-01")}, published="2024-03-08")
    assert doc.expectations[0].window == day("2024-04-01")


def test_what_is_asked_for_is_no_expectation() -> None:
    assert told(TWICE, BOTH, {**BOTH, "status": "requested"}).expectations == ()


@pytest.mark.parametrize(("one", "other"), [
    ("visit", "visited"), ("visit", "visiting"), ("visit", "visits"), ("deploy", "deployed"), ("ban", "banned"),
    ("condemn", "condemns"), ("deny", "denied"), ("deny", "denies"), ("impose", "imposing"),
])
def test_inflections_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("visit", "vow"), ("raid", "rail"), ("strike", "strive"), ("ban", "bank")])
def test_other_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


WHO, HOW = st.sampled_from(["Norland", "Sudland", "Ostland"]), st.sampled_from(["occurred", "scheduled"])


@given(st.lists(st.tuples(WHO, HOW), min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_every_mention_is_in_exactly_one_event(given_: list[tuple[str, str]]) -> None:
    text = "Norland, Sudland, Ostland. " + " ".join("All [met|EV:CONSULT]." for _ in given_)
    doc = told(text, *({"actors": (who,), "status": status} for who, status in given_))
    found = [m for e in doc.events for m in e.mentions]
    assert sorted(found) == sorted(m.id for m in doc.event_mentions)
    assert [e.id for e in doc.events] == [f"h{n + 1}" for n in range(len(doc.events))]


def test_both_of_them_are_the_two_who_met() -> None:
    doc = told("Norland and Sudland [met|EV:CONSULT]. Both [met|EV:CONSULT] again.", BOTH, {"actors": ("Both",)})
    group = Entity("Both", "Norland and Sudland", "group", members=("Norland", "Sudland"))
    assert groups(happenings(replace(doc, entities=(group,)))) == [("v1", "v2")]
    assert groups(doc) == [("v1",), ("v2",)]
