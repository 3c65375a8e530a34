"""The readout keeps its contract: names and order of fields, spans that are slices, a schema that holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bench.expected import records
from bench.gold import document
from dragoman.model import Document, Report
from dragoman.views.readout import from_json, readout
from dragoman.views.schema import schema, schema_json
from tests.views.sample import visit

# The names of the contract, written down once more: a change here is a break for programs outside.
NAMES: dict[str, list[str]] = {
    "": ["dragoman", "model", "report", "sentences", "entities", "timexes", "statements", "event_mentions", "events",
         "expectations", "remarks"],
    "report": ["id", "url", "outlet", "title", "byline", "lang", "text", "published"],
    "report.published": ["earliest", "latest", "edtf", "rule", "confidence", "candidates"],
    "report.published.candidates": ["earliest", "latest", "edtf", "from", "span", "verdict", "why"],
    "sentences": ["start", "end"],
    "entities": ["id", "name", "kind", "kb", "state", "office", "members", "names", "mentions"],
    "entities.mentions": ["start", "end", "text", "form"],
    "timexes": ["start", "end", "text", "kind", "value", "earliest", "latest", "edtf"],
    "statements": ["id", "source", "kind", "described_as", "anonymity", "cue", "content", "form", "via", "addressee",
                   "parent", "continues", "score"],
    "statements.source": ["start", "end", "text", "entity"],
    "event_mentions": ["id", "trigger", "type", "modes", "contexts", "actors", "recipients", "place", "time",
                       "earliest", "latest", "edtf", "status", "cues", "said_by", "score"],
    "events": ["id", "mentions", "type", "modes", "contexts", "actors", "recipients", "place", "earliest", "latest",
               "edtf", "status", "holders", "label"],
    "expectations": ["event", "holder", "window", "strength"],
    "expectations.window": ["earliest", "latest", "edtf"],
    "remarks": ["kind", "severity", "message", "spans"],
}


@pytest.fixture(scope="module")
def plain() -> Any:
    return json.loads(readout(visit()).to_json())


def _at(plain: Any, path: str) -> Any:
    for step in filter(None, path.split(".")):
        plain = plain[step]
        while isinstance(plain, list):
            plain = next(p for p in plain if p)
    return plain


@pytest.mark.parametrize("path", NAMES)
def test_names_and_their_order_are_those_of_the_contract(plain: Any, path: str) -> None:
    assert list(_at(plain, path)) == NAMES[path]


def _spans(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if {"start", "end", "text"} <= node.keys():
            yield node
        for child in node.values():
            yield from _spans(child)
    elif isinstance(node, list):
        for child in node:
            yield from _spans(child)


def test_every_span_is_its_slice_of_the_text(plain: Any) -> None:
    spans = list(_spans({k: v for k, v in plain.items() if k != "report"}))
    assert len(spans) > 60
    assert all(s["text"] == plain["report"]["text"][s["start"] : s["end"]] for s in spans)


def test_the_schema_holds_for_every_sample(plain: Any) -> None:
    validator = jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker())
    validator.validate(plain)
    for record in records():
        validator.validate(json.loads(readout(document(record)).to_json()))


def test_the_schema_refuses_what_breaks_the_contract(plain: Any) -> None:
    validator = jsonschema.Draft202012Validator(schema())
    for broken in (
        {k: v for k, v in plain.items() if k != "events"},
        {**plain, "events": [{**plain["events"][0], "status": "maybe"}]},
        {**plain, "sentences": [{"start": "0", "end": 3}]},
    ):
        assert not validator.is_valid(broken)


def test_the_schema_allows_names_that_are_added_later(plain: Any) -> None:
    assert jsonschema.Draft202012Validator(schema()).is_valid({**plain, "places": []})


def test_the_published_schema_is_the_current_one() -> None:
    path = Path(__file__).parents[2] / "docs" / "readout.schema.json"
    assert path.read_text(encoding="utf-8") == schema_json(), "run `make schema`"


def test_json_reads_back_as_the_same_readout() -> None:
    found = readout(visit())
    assert from_json(found.to_json()) == found


def test_a_report_in_which_nothing_was_found_has_a_whole_readout() -> None:
    plain = json.loads(readout(Document(Report("r1", "Nothing."))).to_json())
    jsonschema.validate(plain, schema())
    assert plain["report"]["published"] is None


def test_contradictions_of_the_date_are_remarks_and_stand_once() -> None:
    doc = visit()
    dating = doc.report.published
    assert dating is not None
    twice = replace(doc, remarks=(*doc.remarks, *dating.contradictions))
    assert [r.severity for r in readout(twice).remarks] == ["high", "low"]


def test_sentence_numbers_start_at_one_and_are_none_between_sentences() -> None:
    found = readout(visit())
    assert found.sentence_of(0) == 1
    assert found.sentence_of(found.sentences[3].start) == 4
    assert found.sentence_of(found.sentences[0].end) is None
    assert found.sentence_of(len(found.report.text) + 5) is None
