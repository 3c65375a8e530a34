"""Verdicts, undoing, saved questions, pasted reports: what people send."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.ledger import Ledger
from tests.web.conftest import form_token

EXAMPLE = Path(__file__).parents[2] / "examples" / "beijing-visit.txt"


def send(client: TestClient, path: str, **fields: str) -> int:
    return client.post(path, data={**fields, "form_token": form_token(client)}, follow_redirects=False).status_code


def test_a_verdict_parts_an_event_and_undoing_joins_it_again(own_client: TestClient, own_ledger: Ledger) -> None:
    left, right = "wire-1#m1", "other-1#m1"
    assert own_ledger.explain(left, right).same_event
    assert send(own_client, "/judge", left=left, right=right, verdict="different", by="Ann", why="two days") == 303
    assert not own_ledger.explain(left, right).same_event
    page = own_client.get("/review").text
    assert "Two tellings" in page
    assert "<b>of two events</b>" in page
    assert "<bdi>Ann</bdi>" in page
    [verdict] = own_ledger.judgements()
    assert send(own_client, "/undo", num=str(verdict.num)) == 303
    assert own_ledger.explain(left, right).same_event
    assert own_ledger.judgements() == ()
    assert len(own_ledger.judgements(undone=True)) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"left": "nothing", "right": "wire-1#m1", "verdict": "same"},
        {"left": "wire-1#m1", "right": "wire-1#m1", "verdict": "same"},
        {"left": "wire-1#m1", "right": "other-1#m1", "verdict": "maybe"},
        {},
    ],
)
def test_a_verdict_that_means_nothing_is_refused(
    own_client: TestClient, own_ledger: Ledger, fields: dict[str, str]
) -> None:
    assert send(own_client, "/judge", **fields) in (400, 404)
    assert own_ledger.judgements(undone=True) == ()


@pytest.mark.parametrize("num", ["", "x", "-1", "99999999999999999999", "7", "²"])
def test_undoing_what_is_not_there_is_told(own_client: TestClient, num: str) -> None:
    assert send(own_client, "/undo", num=num) in (400, 404)


def test_a_question_is_saved_and_its_news_is_a_feed(own_client: TestClient, own_ledger: Ledger) -> None:
    from tests.ledger.wire import report, told

    assert send(own_client, "/watches", name="Lavrov / talks?", q_actor="Lavrov", q_type="CONSULT") == 303
    page = own_client.get("/watches").text
    assert "Lavrov / talks?" in page
    news = "/watch/Lavrov%20%2F%20talks%3F"
    assert own_client.get(f"{news}.json").json()["news"] == []
    own_ledger.add(
        [
            report(
                "new-1",
                "2024-05-01",
                "River Post",
                told(
                    "Sergey Lavrov met Lech Wałęsa in Łódź.",
                    "met",
                    actors="Sergey Lavrov, Lech Wałęsa",
                    place="Łódź",
                    on="2024-04-30",
                ),
            )
        ]
    )
    assert [c["kind"] for c in own_client.get(f"{news}.json").json()["news"]] == ["new"]
    assert "Sergey Lavrov met Lech Wałęsa" in own_client.get(f"{news}.atom").text
    assert send(own_client, "/seen", name="Lavrov / talks?") == 303
    assert own_client.get(f"{news}.json").json()["news"] == []
    assert send(own_client, "/unwatch", name="Lavrov / talks?") == 303
    assert own_client.get(f"{news}.json").status_code == 404


def test_an_empty_paste_is_told(client: TestClient) -> None:
    answer = client.post("/read", data={"text": "  ", "form_token": form_token(client)})
    assert answer.status_code == 422
    assert "is empty" in answer.text


def test_a_pasted_report_is_read_and_not_stored(own_client: TestClient, own_ledger: Ledger) -> None:
    before = own_ledger.stats()
    text = EXAMPLE.read_text(encoding="utf-8")
    page = own_client.post("/read", data={"text": text, "form_token": form_token(own_client)})
    assert page.status_code == 200
    assert "Great Hall of the People" in unescape(re.sub(r"<[^>]+>", "", page.text))
    data = own_client.post("/read.json", data={"text": text, "form_token": form_token(own_client)}).json()
    assert data["report"]["text"].startswith("Tuesday, 5 March 2024")
    assert data["event_mentions"]
    assert own_ledger.stats() == before
