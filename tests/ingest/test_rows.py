from __future__ import annotations

import json

import pytest

from dragoman.ingest.item import Failure, Options
from dragoman.ingest.limits import Limits
from dragoman.model import Report

from .make import PARAGRAPHS, TITLE, fault, only_report, page, reports_in

TEXT = PARAGRAPHS[0]


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


def test_a_record_becomes_a_report_with_its_title_as_first_line() -> None:
    data = line(
        id="n1",
        url="https://harbour.example/a",
        outlet="Harbour Times",
        title=TITLE,
        date="2023-06-19T01:00:00Z",
        text=TEXT,
    )
    report = only_report(data, "a.jsonl")
    assert report.text == f"{TITLE}\n\n{TEXT}"
    assert report.title_span is not None
    assert report.title_span.of(report.text) == TITLE
    assert (report.id, report.outlet, report.url) == ("n1", "Harbour Times", "https://harbour.example/a")
    assert [(c.origin, c.when.edtf, c.quote) for c in report.hints] == [("meta", "2023-06-19", "2023-06-19T01:00:00Z")]


def test_a_title_that_the_text_begins_with_is_not_repeated() -> None:
    report = only_report(
        line(title="Ministers’ call", text=f"Ministers' call\nOffice of the Spokesperson\n\n{TEXT}"), "a.jsonl"
    )
    assert report.text.startswith("Ministers' call\nOffice")
    assert report.title_span is not None
    assert report.title_span.of(report.text) == "Ministers' call"


def test_other_names_by_column() -> None:
    data = line(corps=TEXT, titre=TITLE, jour="19 June 2023")
    report = only_report(data, "a.jsonl", Options(columns={"text": "corps", "title": "titre", "date": "jour"}))
    assert (report.title, report.hints[0].when.edtf) == (TITLE, "2023-06-19")


def test_usual_names_need_no_column() -> None:
    assert only_report(line(headline=TITLE, body=TEXT), "a.jsonl").title == TITLE


@pytest.mark.parametrize(
    ("value", "shown"), [(True, "true"), (5, "5"), (None, "null"), ({"a": TEXT}, "an object"), ([1, 2], "a list")]
)
@pytest.mark.parametrize("field", ["text", "body", "html"])
def test_a_text_field_without_text_is_named_as_such(field: str, value: object, shown: str) -> None:
    error = fault(line(id=7, **{field: value}), "a.jsonl")
    assert f"its field {field!r} is no text but {shown}" in str(error)


def test_a_page_serves_where_the_text_is_none() -> None:
    paragraphs = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    report = only_report(line(text=None, html=f"<html><body><article>{paragraphs}</article></body></html>"), "a.jsonl")
    assert PARAGRAPHS[0] in report.text


def test_a_missing_text_field_names_what_there_is() -> None:
    error = fault(line(headline=TITLE, corps=TEXT), "a.jsonl")
    assert "has no field 'text' (it has: headline, corps)" in str(error)
    assert "--column text=" in error.remedy


def test_markup_in_a_field_is_unwrapped() -> None:
    report = only_report(
        line(
            text="<p>Talks began in Ir&aacute;n &amp; ended.</p><script>x()</script>"
            "<p>If a &lt; b, they said, all was well on the day.</p>"
        ),
        "a.jsonl",
    )
    assert report.text == "Talks began in Irán & ended.\n\nIf a < b, they said, all was well on the day."


def test_whole_pages_in_a_field_are_read_as_pages() -> None:
    report = only_report(line(html=page(masthead="<b>12 April 2024</b>"), url="https://h.example/a"), "a.jsonl")
    assert report.text == "\n\n".join((TITLE, *PARAGRAPHS))


@pytest.mark.parametrize(
    "bad", [b"not json\n", b"[1, 2]\n", b'{"text": \n', b'"text"\n', b'{"text": 5, "x": "\xff"}\n', b'{"text": null}\n']
)
def test_one_bad_line_costs_one_line(bad: bytes) -> None:
    found = reports_in(line(text=TEXT) + bad + line(text=TEXT + " They agreed."), "a.jsonl")
    assert [isinstance(f, Report) for f in found] == [True, False, True]
    assert isinstance(found[1], Failure)
    assert found[1].source == "a.jsonl#2"


def test_deeply_nested_json_costs_one_line() -> None:
    found = reports_in(b'{"text": ' + b"[" * 200_000 + b"\n" + line(text=TEXT), "a.jsonl")
    assert [isinstance(f, Report) for f in found] == [False, True]


def test_an_endless_line_costs_one_line() -> None:
    limits = Limits(text=10_000)
    found = reports_in(b'{"text": "' + b"x" * 5_000_000 + b'"}\n' + line(text=TEXT), "a.jsonl", Options(limits=limits))
    assert [isinstance(f, Report) for f in found] == [False, True]
    assert isinstance(found[0], Failure)
    assert "is a line of more than" in found[0].reason


@pytest.mark.parametrize(("name", "indent"), [("a.json", 1), ("a.json", None), ("a.jsonl", None)])
def test_the_only_list_of_objects_in_an_object_holds_the_records(name: str, indent: int | None) -> None:
    answer = {"status": "ok", "tags": ["a"], "articles": [{"title": TITLE, "text": TEXT}, {"body": PARAGRAPHS[1]}]}
    found = reports_in(json.dumps(answer, indent=indent).encode(), name)
    assert [r.title for r in found if isinstance(r, Report)] == [TITLE, None]
    two = fault(json.dumps({"a": [{"text": TEXT}], "b": [{"text": TEXT}]}).encode(), name)
    assert "has no field 'text'" in str(two)
    own = only_report(json.dumps({"text": TEXT, "links": [{"text": "more"}]}), name)
    assert own.text == TEXT


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_a_list_of_objects_without_text_is_no_list_of_records(name: str) -> None:
    record = {"headline": TITLE, "main_story": TEXT, "multimedia": [{"url": "a.jpg"}, {"url": "b.jpg"}]}
    error = fault(json.dumps(record).encode(), name)
    assert "has no field 'text' (it has: headline, main_story, multimedia)" in str(error)
    assert "--column text=main_story" in error.remedy
    assert only_report(json.dumps(record), name, Options(columns={"text": "main_story"})).title == TITLE


def test_records_in_a_list_are_told_which_of_their_fields_may_be_the_text() -> None:
    articles = [{"titre": TITLE, "corps": TEXT}, {"corps": PARAGRAPHS[1]}]
    answer = json.dumps({"status": "ok", "articles": articles}).encode()
    assert "--column text=corps" in fault(answer, "a.json").remedy
    assert len(reports_in(answer, "a.json", Options(columns={"text": "corps"}))) == 2


def test_json_array_and_single_object() -> None:
    assert only_report(json.dumps([{"text": TEXT}]), "a.json").text == TEXT
    assert only_report(json.dumps({"text": TEXT}, indent=1), "a.json").text == TEXT
    assert "not valid JSON" in str(fault(b'[{"text": ', "a.json"))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", f'title,text,date\n"{TITLE}","{TEXT}",2023-06-19\n'),
        ("a.csv", f'title;text;date\n"{TITLE}";"{TEXT}";2023-06-19\n'),
        ("a.tsv", f"title\ttext\tdate\n{TITLE}\t{TEXT}\t2023-06-19\n"),
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables(name: str, data: str, charset: str) -> None:
    (report,) = reports_in(data.replace("“", "’").encode(charset), name)
    assert isinstance(report, Report)
    assert report.text == f"{TITLE}\n\n{TEXT}"
    assert report.source == f"{name}#2"


def test_a_cell_may_hold_lines() -> None:
    report = only_report('text,id\n"One paragraph of the talks.\n\nAnother ""quoted"" one of the day.",7\n', "a.csv")
    assert report.text == 'One paragraph of the talks.\n\nAnother "quoted" one of the day.'
    assert report.id == "7"


def test_a_quote_never_closed_ends_the_table_with_a_reason() -> None:
    data = f'text\n"{TEXT}"\n"never closed ' + "x\n" * 100_000
    found = reports_in(data.encode(), "a.csv", Options(limits=Limits(text=20_000)))
    assert [isinstance(f, Report) for f in found] == [True, False]
    assert isinstance(found[1], Failure)
    assert "breaks off as a table" in found[1].reason
