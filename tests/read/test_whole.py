"""The whole way from a file to its readout, with the shipped encoder."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import dragoman
from bench.expected import EXAMPLES
from dragoman.views.html import page
from dragoman.views.readout import Readout
from dragoman.views.schema import schema
from dragoman.views.text import text

WEIGHTS = Path(dragoman.__file__).parent / "weights" / "encoder.onnx"
pytestmark = pytest.mark.skipif(not WEIGHTS.exists(), reason="the encoder's weights are not there")
NAMES = sorted(p.stem for p in EXAMPLES.glob("*.txt"))


@pytest.fixture(scope="module")
def readouts() -> dict[str, Readout]:
    found = dragoman.read(*(EXAMPLES / f"{name}.txt" for name in NAMES))
    return dict(zip(NAMES, found, strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_real_output_keeps_the_contract(readouts: dict[str, Readout], name: str) -> None:
    plain = json.loads(readouts[name].to_json())
    jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker()).validate(plain)


@pytest.mark.parametrize("name", NAMES)
def test_every_reference_leads_to_something(readouts: dict[str, Readout], name: str) -> None:
    found = readouts[name]
    entities = {e.id for e in found.entities}
    statements = {s.id for s in found.statements}
    mentions = {m.id for m in found.event_mentions}
    events = {e.id for e in found.events}
    parties = [p for s in found.statements for p in (s.source, s.addressee, *s.via) if p]
    parties += [p for m in found.event_mentions for p in (*m.actors, *m.recipients, *m.place)]
    assert {p.entity for p in parties if p.entity} <= entities
    assert {e for g in found.entities for e in g.members} <= entities
    assert {s for x in found.statements for s in (x.parent, x.continues) if s} <= statements
    assert {m.said_by for m in found.event_mentions if m.said_by} <= statements
    assert [m for e in found.events for m in e.mentions if m not in mentions] == []
    assert {h for e in found.events for h in e.holders} <= statements | {"report"}
    assert {x.event for x in found.expectations} <= events
    assert all(m.time is None or m.time < len(found.timexes) for m in found.event_mentions)


@pytest.mark.parametrize("name", NAMES)
def test_every_span_is_its_slice_and_every_mention_stands_in_a_sentence(
    readouts: dict[str, Readout], name: str
) -> None:
    found = readouts[name]
    whole = found.report.text
    spans: list[Any] = [m for e in found.entities for m in e.mentions] + [*found.timexes]
    spans += [m.trigger for m in found.event_mentions] + [c for s in found.statements for c in s.content]
    assert all(whole[s.start : s.end] == s.text for s in spans)
    assert all(found.sentence_of(m.trigger.start) for m in found.event_mentions)


def test_reading_twice_and_in_another_order_gives_the_same(readouts: dict[str, Readout]) -> None:
    alone = dragoman.read(EXAMPLES / "pretoria-talks.txt")
    again = dragoman.read(EXAMPLES / "granada-summit.txt", EXAMPLES / "pretoria-talks.txt")[1]
    assert alone.to_json() == again.to_json() == readouts["pretoria-talks"].to_json()


def test_the_wrong_masthead_is_noticed_and_the_visit_dated(readouts: dict[str, Readout]) -> None:
    published = readouts["beijing-visit"].report.published
    assert published is not None
    assert str(published.earliest)[:7] == str(published.latest)[:7] == "2023-06"
    assert [c.verdict for c in published.candidates if str(c.earliest) == "2024-03-05"] == ["rejected"]
    assert any(r.severity == "high" for r in readouts["beijing-visit"].remarks)


def test_a_given_date_is_taken() -> None:
    published = dragoman.read(EXAMPLES / "grain-deal.txt", published="2023-07-17").report.published
    assert published is not None
    assert str(published.earliest) == str(published.latest) == "2023-07-17"


@pytest.mark.parametrize("name", NAMES)
def test_both_views_show_real_readouts(readouts: dict[str, Readout], name: str) -> None:
    shown = text(readouts[name], width=100)
    assert max(map(len, shown.splitlines())) <= 100
    assert "WHO SAID WHAT" in shown
    assert "data-for" in page(readouts[name])


def test_nothing_is_read_out_of_a_text_without_sentences(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("Monday meeting in Paris")
    found = dragoman.read(tmp_path / "x.txt")
    assert found.report.text.strip() == "Monday meeting in Paris"


def test_a_reader_that_goes_away_is_no_traceback() -> None:
    code = "from dragoman.cli import main; main()"
    command = [sys.executable, "-c", code, "read", *(str(EXAMPLES / f"{name}.txt") for name in NAMES[:3])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.read(10)
        running.stdout.close()
        assert running.stderr.read() == b""
