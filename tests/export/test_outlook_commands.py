"""The commands outlook, readouts, series and export on a small ledger."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli import application
from dragoman.errors import BadQuestion, NotFound
from dragoman.ledger import open_ledger
from dragoman.model import (
    Dating,
    Document,
    Entity,
    EventMention,
    Party,
    Report,
    ReportEvent,
    Sentence,
    Span,
    Statement,
    When,
)

TOLD = "Anna Kovacs met Per Lind in Eger. Lind said the talks on timber were frank. Lind is to visit Hungary on May 2."


def span(words: str, *, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TOLD.index(words, start + 1)
    return Span(start, start + len(words))


def document() -> Document:
    """A report that tells a meeting, a statement and a plan."""
    from datetime import date

    def when(day: str) -> When:
        on = date.fromisoformat(day)
        return When(on, on, day)

    people = (
        Entity("e1", "Anna Kovacs", "person", state="HUN", names=("Anna Kovacs",)),
        Entity("e2", "Per Lind", "person", state="SWE", names=("Per Lind", "Lind")),
        Entity("e3", "Hungary", "state", state="HUN", names=("Hungary",)),
    )
    ends = [TOLD.index("Eger.") + 5, TOLD.index("frank.") + 6, len(TOLD)]
    sentences = tuple(
        Sentence(Span(a, b), 0, 0) for a, b in zip([0, ends[0] + 1, ends[1] + 1], ends, strict=True)
    )
    met = EventMention(
        "m1", 0, span("met"), 0, "CONSULT", "occurred", when=when("2024-03-03"), place=(Party(span("Eger")),),
        actors=(Party(span("Anna Kovacs"), "e1"), Party(span("Per Lind"), "e2")),
    )  # fmt: skip
    visit = EventMention(
        "m2", 2, span("visit"), 0, "CONSULT", "scheduled", when=when("2024-05-02"),
        actors=(Party(span("Lind", nth=2), "e2"),), recipients=(Party(span("Hungary"), "e3"),),
    )  # fmt: skip
    said = Statement("s1", 1, Party(span("Lind", nth=1), "e2"), "named", span("said"),
                     (span("the talks on timber were frank"),), "indirect")  # fmt: skip
    return Document(
        Report("r9", TOLD, outlet="Herald", published=Dating(when("2024-03-04"), "given", "certain")),
        sentences=sentences, entities=people, statements=(said,), event_mentions=(met, visit),
        events=(
            ReportEvent("v1", ("m1",), "CONSULT", "occurred", label="Anna Kovacs met Per Lind"),
            ReportEvent("v2", ("m2",), "CONSULT", "scheduled", label="Lind to visit Hungary"),
        ),
    )  # fmt: skip


@pytest.fixture
def db(tmp_path: Path) -> str:
    path = str(tmp_path / "desk.db")
    with open_ledger(path) as ledger:
        ledger.add([document()])
    return path


def run(*arguments: str) -> str:
    result = CliRunner().invoke(application(list(arguments)), list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_outlook_follows_the_day_it_is_asked_for(db: str) -> None:
    def outcomes(*more: str) -> list[str]:
        return [json.loads(line)["outcome"] for line in run("outlook", "--db", db, *more).splitlines()]

    assert outcomes() == ["pending"]
    assert outcomes("--as-of", "2024-05-03") == ["overdue"]
    assert outcomes("--as-of", "2024-03-03") == []
    assert outcomes("--outcome", "overdue") == []
    assert outcomes("--state", "hun") == ["pending"]
    assert outcomes("--state", "NOR") == []
    assert "Lind to visit Hungary" in " ".join(run("outlook", "--db", db, "--format", "csv").split())


def test_outlook_refuses_an_outcome_that_is_none(db: str) -> None:
    with pytest.raises(BadQuestion, match="is no outcome"):
        run("outlook", "--db", db, "--outcome", "forgotten")


def test_readouts_give_each_sides_words(db: str) -> None:
    [event] = [json.loads(x)["id"] for x in run("events", "--db", db, "--status", "occurred").splitlines()]
    found = json.loads(run("readouts", event, "--db", db))
    [topic] = found["topics"]
    assert topic["sides"] == ["SWE"]
    assert topic["said"][0]["words"][0]["quote"] == "the talks on timber were frank"
    rows = list(csv.DictReader(io.StringIO(run("readouts", event, "--db", db, "--format", "csv"))))
    assert (rows[0]["side"], rows[0]["speaker"]) == ("SWE", "Per Lind")
    assert "only SWE" in run("readouts", event, "--db", db, "--format", "table")
    with pytest.raises(NotFound):
        run("readouts", "ev-none", "--db", db)


def test_series_and_its_picture(db: str, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    picture = tmp_path / "pair.svg"
    printed = run("series", "--pair", "hun", "swe", "--db", db, "--plot", str(picture))
    rows = [json.loads(line) for line in printed.splitlines()]
    assert [(r["day"], r["status"], r["mutual"]) for r in rows] == [
        ("2024-03-03", "occurred", True), ("2024-05-02", "scheduled", False),
    ]  # fmt: skip
    assert picture.read_bytes().startswith(b"<?xml")


def test_export_to_a_file_and_to_standard_output(db: str, tmp_path: Path) -> None:
    out = tmp_path / "events.csv"
    run("export", "csv", "--db", db, "--output", str(out))
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8"))))
    assert [r["status"] for r in rows] == ["occurred", "scheduled"]
    assert run("export", "ical", "--db", db, "--status", "scheduled").count("BEGIN:VEVENT") == 1
    with pytest.raises(BadQuestion, match="no export format"):
        run("export", "cvs2", "--db", db)


