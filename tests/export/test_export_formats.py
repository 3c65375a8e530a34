"""What each export writes, read back by the format's own library where there is one."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from entries import ENTRIES, MET, PLANNED, POSSIBLE, when

from dragoman.errors import BadQuestion
from dragoman.export import FORMATS, format_named
from dragoman.model import When


def written(name: str, entries=ENTRIES) -> bytes:
    out = io.BytesIO()
    format_named(name).write(entries, out)
    return out.getvalue()


def extra(name: str) -> None:
    pytest.importorskip({"parquet": "pyarrow", "ftm": "followthemoney"}.get(name, "json"))


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_events_give_the_same_bytes(name: str) -> None:
    extra(name)
    assert written(name) == written(name)


@pytest.mark.parametrize("name", FORMATS)
def test_no_events_give_a_readable_file(name: str) -> None:
    extra(name)
    assert isinstance(written(name, ()), bytes)


@pytest.mark.parametrize("name", [n for n in FORMATS if n not in ("polecat", "ical", "parquet")])
def test_a_possible_event_never_stands_without_its_status(name: str) -> None:
    extra(name)
    told = written(name, (PLANNED,)).decode()
    assert "scheduled" in told


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (when("2024-03-01", "2024-03-31"), "2024-03-01"),
        (when("2020-01-01", "2025-12-31"), ""),
        (When(date(2020, 1, 1), None, "2020-01-01/"), ""),
        (When(None, date(2020, 1, 1), "/2020-01-01"), ""),
        (When(), "2024-03-04"),
    ],
)
def test_polecat_gives_no_day_where_only_years_are_known(days: When, told: str) -> None:
    assert MET.event.when is not None
    entry = replace(MET, event=replace(MET.event, when=replace(MET.event.when, value=days)))
    text = written("polecat", [entry]).decode()
    [row] = csv.DictReader(io.StringIO(text), delimiter="\t")
    assert row["Event Date"] == told


def test_polecat_writes_only_what_occurred_and_no_personnel() -> None:
    rows = list(csv.DictReader(io.StringIO(written("polecat").decode()), delimiter="\t"))
    [row] = rows
    assert (row["Event ID"], row["Event Type"], row["Status"]) == (f"{MET.event.id}-1", "CONSULT", "occurred")
    assert (row["Actor Name"], row["Recipient Name"]) == ("Anna Kovacs", "Per Lind")
    assert (row["Quad Code"], row["Intensity"], row["Event Mode"]) == ("VERBAL COOPERATION", "2.5", "visit")
    assert (row["Event Date"], row["Publication Date"]) == ("2024-03-03", "2024-03-04")
    assert {r["Status"] for r in csv.DictReader(io.StringIO(written("polecat-all").decode()), delimiter="\t")} == {
        "occurred", "scheduled", "possible",
    }  # fmt: skip


def test_csv_has_a_line_per_event_and_no_formulas() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv").decode())))
    assert [r["id"] for r in rows] == [e.event.id for e in ENTRIES]
    assert rows[0]["actors"] == "Anna Kovacs | Per Lind"
    assert rows[0]["actor_ids"] == "Q1 | "
    assert rows[0]["status_rivals"] == "denied"
    assert rows[0]["disputed"] == "status"
    assert rows[2]["earliest"] == ""
    assert not any(v.startswith(("=", "+", "@")) for r in rows for v in r.values())


def test_parquet_keeps_types() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(io.BytesIO(written("parquet")))
    first = table.to_pylist()[0]
    assert first["actors"] == ["Anna Kovacs", "Per Lind"]
    assert first["earliest"].isoformat() == "2024-03-03"
    assert table.num_rows == len(ENTRIES)


def test_jsonl_holds_evidence_and_rivals() -> None:
    event = json.loads(written("jsonl").splitlines()[0])
    assert event["status"]["value"] == "occurred"
    assert event["status"]["evidence"][0] == {
        "report": "r1", "span": {"start": 10, "end": 34}, "quote": "Kovacs met Lind in Eger.",
    }  # fmt: skip
    assert event["status"]["rivals"][0]["value"] == "denied"


def test_jsonld_claims_come_from_their_reports() -> None:
    graph = json.loads(written("jsonld"))["@graph"]
    met, planned = graph[0], graph[1]
    assert met["dragoman:status"] == "occurred"
    assert "eventStatus" not in met
    assert planned["eventStatus"] == "https://schema.org/EventScheduled"
    claim = met["subjectOf"][0]
    assert claim["text"] == "Kovacs met Lind in Eger."
    assert claim["appearance"]["@id"] == "https://example.org/1?a=1&b=2"
    assert met["dragoman:disagreement"][0]["value"] == "denied"
    assert met["organizer"][0]["@id"] == "http://www.wikidata.org/entity/Q1"


def test_web_annotations_select_the_quote_by_position_and_words() -> None:
    page = json.loads(written("webannotation"))
    ids = [i["id"] for i in page["items"]]
    assert len(ids) == len(set(ids))
    position, quote = page["items"][0]["target"]["selector"]
    assert position["end"] - position["start"] == len(quote["exact"])


def test_calendar_has_announced_events_with_exclusive_ends() -> None:
    icalendar = pytest.importorskip("icalendar")
    [event] = icalendar.Calendar.from_ical(written("ical")).walk("VEVENT")
    assert event["status"] == "CONFIRMED"
    assert (event["dtstart"].dt.isoformat(), event["dtend"].dt.isoformat()) == ("2024-04-10", "2024-04-13")
    assert event["dtstamp"].dt.date().isoformat() == "2024-03-04"
    assert "Lind is to visit Hungary" in event["description"]


def test_timeline_escapes_html_and_leaves_out_what_has_no_day() -> None:
    slides = json.loads(written("timelinejs"))["events"]
    assert [s["unique_id"] for s in slides] == [MET.event.id, PLANNED.event.id]
    assert slides[1]["end_date"] == {"year": 2024, "month": 4, "day": 12}
    assert "&amp;b=2" in slides[0]["text"]["text"]
    assert slides[1]["group"] == "scheduled"


def test_follow_the_money_links_events_to_parties_and_articles() -> None:
    pytest.importorskip("followthemoney")
    found = {e["id"]: e for e in map(json.loads, written("ftm").splitlines())}
    event = found[POSSIBLE.event.id]
    assert event["schema"] == "Event"
    assert found[event["properties"]["organizer"][0]]["properties"]["name"] == ["Sweden"]
    assert found["Q1"]["schema"] == "Person"
    assert found[event["properties"]["proof"][0]]["schema"] == "Article"
    assert event["properties"]["summary"][0].startswith("possible: ")


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(BadQuestion, match="did you mean parquet"):
        format_named("parqet")
