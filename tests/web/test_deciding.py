"""Dates and people are decided on pages: forms with their token, shown with who and why, undone beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.ledger import Ledger
from tests.ledger.redating import reader
from tests.ledger.wire import report, told
from tests.web.conftest import form_token
from tests.web.sample import documents

UNDATED = report(
    "undated-1", None, "Hill Gazette",
    told("Ana Prado met Sergey Lavrov.", "met", actors="Ana Prado, Sergey Lavrov"), title="A talk in the hills",
)
PRADO = "/actor/name:ana%20prado"


@pytest.fixture(autouse=True)
def news(own_ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.ledger.base.annotated", reader([*documents(), UNDATED]))
    own_ledger.add([UNDATED])


def send(client: TestClient, path: str, **fields: str) -> int:
    token = form_token(client)
    return client.post(path, data={**fields, "form_token": token}, follow_redirects=False).status_code


def test_each_list_shows_one_case_and_what_waits(own_client: TestClient) -> None:
    dates = own_client.get("/review?list=dates").text
    assert "A talk in the hills" in dates
    assert "Nothing tells when it was written." in dates
    people = own_client.get("/review?list=people").text
    assert "name it in <code>kb_files</code>" in people
    assert "Ana Prado met Sergey Lavrov." in people
    assert "Tomas Lind" in own_client.get("/review?list=people&case=name:tomas%20lind").text
    assert own_client.get("/review?list=tea").status_code == 400
    assert own_client.get("/review?list=dates&case=none").status_code == 404


def test_a_date_set_is_shown_with_who_and_why_and_undone(own_client: TestClient, own_ledger: Ledger) -> None:
    fields = {"report": "undated-1", "day": "9 March 2024", "by": "Ann", "why": "letter of the editor"}
    assert send(own_client, "/redate", **fields) == 303
    page = own_client.get("/report/undated-1").text
    assert "Set to Sat 9 March 2024" in page
    assert "letter of the editor" in page
    assert "A talk in the hills" not in own_client.get("/review?list=dates").text.partition("Decided")[0]
    [verdict] = own_ledger.verdicts()
    assert send(own_client, "/undo", num=str(verdict.num)) == 303
    assert "Set to" not in own_client.get("/report/undated-1").text
    assert own_ledger.verdicts() == ()


def test_the_answer_of_a_button_comes_before_the_field(own_client: TestClient, own_ledger: Ledger) -> None:
    assert send(own_client, "/redate", report="undated-1", answer="open", day="2024-03-09") == 303
    assert [v.answer for v in own_ledger.verdicts()] == ["open"]
    assert "Left open" in own_client.get("/report/undated-1").text


def test_somebody_identified_is_found_under_the_old_address(own_client: TestClient, own_ledger: Ledger) -> None:
    assert "The knowledge base does not hold them." in own_client.get(PRADO).text
    assert send(own_client, "/identify", person="name:ana prado", who="Q58217", by="Ann", why="a pen name") == 303
    page = own_client.get(PRADO).text
    assert 'href="/actor/Q58217.json"' in page
    assert "Also Ana Prado" in page
    assert "a pen name" in page
    [verdict] = own_ledger.verdicts()
    assert send(own_client, "/undo", num=str(verdict.num)) == 303
    assert "Ana Prado</bdi></h1>" in own_client.get(PRADO).text


def test_everything_decided_is_listed_also_what_was_undone(own_client: TestClient, own_ledger: Ledger) -> None:
    send(own_client, "/identify", person="name:ana prado", answer="nobody", by="Ann")
    send(own_client, "/judge", left="wire-1#m1", right="other-1#m1", verdict="unsure")
    send(own_client, "/undo", num="1")
    rows = own_client.get("/verdicts.json").json()["verdicts"]
    assert [(r["num"], r["kind"], r["answer"], r["undone_at"] is None) for r in rows] == [
        (2, "merge", "unsure", True), (1, "person", "nobody known", False)
    ]
    assert own_client.get("/verdicts.csv").text.count("\r\n") == 3
    assert "undone" in own_client.get("/verdicts").text


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/redate", {"report": "undated-1", "day": "soon"}),
        ("/redate", {"report": "undated-1"}),
        ("/redate", {"report": "none", "day": "2024"}),
        ("/identify", {"person": "name:ana prado", "who": "Nemo Nobody"}),
        ("/identify", {"person": "Q58217", "answer": "nobody"}),
        ("/identify", {}),
    ],
)
def test_a_verdict_that_means_nothing_is_refused(
    own_client: TestClient, own_ledger: Ledger, path: str, fields: dict[str, str]
) -> None:
    assert send(own_client, path, **fields) in (400, 404)
    assert own_ledger.verdicts(undone=True) == ()


@pytest.mark.parametrize("path", ["/redate", "/identify"])
def test_a_form_without_its_token_is_refused(own_client: TestClient, own_ledger: Ledger, path: str) -> None:
    fields = {"report": "undated-1", "day": "2024", "person": "name:ana prado", "answer": "nobody"}
    assert own_client.post(path, data=fields).status_code == 403
    assert own_ledger.verdicts(undone=True) == ()


def test_a_date_given_to_a_sample_is_read_with_the_real_reader(
    own_client: TestClient, own_ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dragoman.ingest import read_reports
    from dragoman.pipeline import annotate

    monkeypatch.setattr("dragoman.ledger.base.annotated", annotate)
    sample = Path(__file__).parents[2] / "examples" / "beijing-visit.txt"
    [added] = own_ledger.add(read_reports(sample)).added
    assert send(own_client, "/redate", report=added, day="2023-06-20", by="Ann") == 303
    found = own_ledger.report(added)
    assert found.row.day is not None
    assert found.row.day.isoformat() == "2023-06-20"
    published = found.document.report.published
    assert published is not None
    assert published.rule.startswith("the date given by the user")
    before = [line for line in own_ledger.dump() if not line.startswith(("verdicts\t", "runs\t"))]
    own_ledger.rebuild()
    assert [line for line in own_ledger.dump() if not line.startswith(("verdicts\t", "runs\t"))] == before
