"""Times resolved by the report's date, a day or an interval, and by syntax where there is some."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dragoman.edtf import when_of
from dragoman.model import When
from dragoman.resolve.dates import dates, resolve
from tests.build import build


def test_without_a_date_only_what_needs_no_reference_is_known() -> None:
    found = resolve("They met on Monday, in 2019, last week.", When())
    assert [t.value for t in found] == [None, "2019", None]


def test_an_interval_gives_what_holds_for_both_its_ends() -> None:
    week = when_of(date(2023, 6, 19), date(2023, 6, 21))
    monday, month, year = resolve("They met on Monday, last month and last year.", week)
    assert (monday.value, month.value, year.value) == ("2023-06-19", "2023-05", "2022")
    whole_year = when_of(date(2023, 1, 1), date(2023, 12, 31))
    monday, month, year = resolve("They met on Monday, last month and last year.", whole_year)
    assert (monday.value, month.value, year.value) == (None, None, "2022")
    assert (month.when.earliest, month.when.latest) == (date(2022, 12, 1), date(2023, 11, 30))


def test_the_verb_that_governs_a_weekday_decides_its_side() -> None:
    doc = build(
        "Ministers who met in Oslo said the envoy will travel Friday.",
        published="2024-03-06",
        syntax="Ministers>said:nsubj met>Ministers:acl:relcl who>met:nsubj Oslo>met:obl said>ROOT the>envoy:det "
        "envoy>travel:nsubj will>travel:aux travel>said:ccomp Friday>travel:obl:tmod",
    )
    assert [t.value for t in dates(doc).timexes] == ["2024-03-08"]


def test_an_infinitive_after_a_plan_looks_ahead() -> None:
    doc = build(
        "The envoy agreed to visit on Friday.",
        published="2024-03-06",
        syntax="The>envoy:det envoy>agreed:nsubj agreed>ROOT to>visit:mark visit>agreed:xcomp on>Friday:case "
        "Friday>visit:obl",
    )
    assert [t.value for t in dates(doc).timexes] == ["2024-03-08"]


def test_a_participle_beside_a_noun_is_over() -> None:
    doc = build(
        "The envoy will discuss the pact drafted on Friday.",
        published="2024-03-06",
        syntax="The>envoy:det envoy>discuss:nsubj will>discuss:aux discuss>ROOT the>pact:det pact>discuss:obj "
        "drafted>pact:acl on>Friday:case Friday>drafted:obl",
    )
    participle = tuple(replace(w, upos="VERB", xpos="VBN") if w.deprel == "acl" else w for w in doc.words)
    doc = replace(doc, words=participle)
    assert [t.value for t in dates(doc).timexes] == ["2024-03-01"]


def test_an_infinitive_of_purpose_has_the_tense_of_its_verb() -> None:
    doc = build(
        "Rivals raised their bids to buy the port Friday.",
        published="2024-03-06",
        syntax="Rivals>raised:nsubj raised>ROOT their>bids:nmod:poss bids>raised:obj to>buy:mark buy>bids:acl "
        "the>port:det port>buy:obj Friday>buy:obl:tmod",
    )
    assert [t.value for t in dates(doc).timexes] == ["2024-03-01"]


def test_what_is_to_be_held_lies_ahead() -> None:
    doc = build(
        "They praised a summit to be held Friday.",
        published="2024-03-06",
        syntax="They>praised:nsubj praised>ROOT a>summit:det summit>praised:obj to>held:mark be>held:aux:pass "
        "held>summit:acl Friday>held:obl:tmod",
    )
    assert [t.value for t in dates(doc).timexes] == ["2024-03-08"]


def test_the_first_to_be_freed_has_been_freed() -> None:
    doc = build(
        "She is the first hostage to be freed since the raid in May.",
        published="2024-01-06",
        syntax="She>hostage:nsubj is>hostage:cop the>hostage:det first>hostage:amod hostage>ROOT to>freed:mark "
        "be>freed:aux:pass freed>hostage:acl since>raid:case the#2>raid:det raid>freed:obl in>May:case May>raid:nmod",
    )
    assert [t.value for t in dates(doc).timexes] == ["2023-05"]
