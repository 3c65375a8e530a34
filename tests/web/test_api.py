"""The API answers what it says it does."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from dragoman.ledger import Ledger

jsonschema = pytest.importorskip("jsonschema")


@pytest.fixture(scope="module")
def described(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return found


def conforms(described: dict[str, Any], path: str, answer: Any, *, method: str = "get") -> None:
    """Check an answer against the schema that the description gives for its path."""
    operation = described["paths"][path][method]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.Draft202012Validator({**schema, "components": described["components"]}).validate(answer.json())


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/events", "/events"),
        ("/events", "/events?actor=lavrov&count=true"),
        ("/events/{id}", "/events/wire-1%23m1"),
        ("/events/{id}/readouts", "/events/wire-1%23m1/readouts"),
        ("/facets", "/facets"),
        ("/days", "/days?status=occurred"),
        ("/explain", "/explain?left=wire-1%23m1&right=other-1%23m1"),
        ("/outlook", "/outlook?limit=1"),
        ("/actors", "/actors?name=lavrov"),
        ("/actors/{name}", "/actors/Q58217"),
        ("/statements", "/statements?about=trade"),
        ("/pairs/{left}/{right}", "/pairs/CHN/RUS"),
        ("/series/{left}/{right}", "/series/CHN/RUS"),
        ("/reports", "/reports"),
        ("/reports/{id}", "/reports/wire-1"),
        ("/search", "/search?q=lodz"),
        ("/changes", "/changes?since=2024-01-01T00:00:00Z"),
        ("/stats", "/stats"),
        ("/review", "/review"),
        ("/judgements", "/judgements"),
        ("/verdicts", "/verdicts?undone=true"),
        ("/review/date/{report}", "/review/date/wire-1"),
        ("/review/person/{name}", "/review/person/Ana%20Prado"),
        ("/watches", "/watches"),
    ],
)
def test_answers_are_as_described(client: TestClient, described: dict[str, Any], path: str, address: str) -> None:
    answer = client.get(f"/api/v1{address}")
    assert answer.status_code == 200, answer.text
    conforms(described, f"/api/v1{path}", answer)


def test_every_path_is_described_with_its_faults(described: dict[str, Any]) -> None:
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            assert operation.get("description"), (method, path)
            assert {"400", "404", "422", "503"} <= set(operation["responses"])
            schema = operation["responses"]["422"]["content"]["application/json"]["schema"]
            assert schema["$ref"].endswith("/ErrorBody")


def test_pages_of_the_outlook_follow_each_other(client: TestClient) -> None:
    whole = client.get("/api/v1/outlook?as_of=2024-06-01").json()
    assert whole["total"] == len(whole["items"]) > 1
    seen, token = [], None
    while True:
        page = client.get(
            "/api/v1/outlook", params={"as_of": "2024-06-01", "limit": 1, **({"page": token} if token else {})}
        )
        seen += page.json()["items"]
        token = page.json()["next"]
        if token is None:
            break
    assert seen == whole["items"]
    first = client.get("/api/v1/outlook?as_of=2024-06-01&limit=1").json()["next"]
    assert client.get("/api/v1/outlook", params={"page": first}).status_code == 400


def test_a_verdict_is_given_listed_and_undone(own_client: TestClient, described: dict[str, Any]) -> None:
    body = {"left": "wire-1#m1", "right": "other-1#m1", "verdict": "different", "by": "Ann", "why": "another day"}
    given = own_client.post("/api/v1/judgements", json=body)
    conforms(described, "/api/v1/judgements", given, method="post")
    assert not own_client.get("/api/v1/explain?left=wire-1%23m1&right=other-1%23m1").json()["same_event"]
    [listed] = own_client.get("/api/v1/judgements").json()
    assert listed == given.json()
    ended = own_client.delete(f"/api/v1/judgements/{listed['num']}")
    assert ended.json()["undone_at"]
    assert own_client.get("/api/v1/judgements").json() == []
    assert own_client.delete(f"/api/v1/judgements/{listed['num']}").status_code == 404


def test_verdicts_on_people_and_dates_are_given_listed_and_undone(
    own_client: TestClient, described: dict[str, Any]
) -> None:
    person = {"kind": "person", "subject": "name:ana prado", "answer": "Q58217", "by": "Ann", "why": "a pen name"}
    given = own_client.post("/api/v1/verdicts", json=person)
    conforms(described, "/api/v1/verdicts", given, method="post")
    assert own_client.get("/api/v1/actors/Ana%20Prado").json()["who"]["key"] == "Q58217"
    day = own_client.post("/api/v1/verdicts", json={"kind": "date", "subject": "wire-1", "answer": "open"})
    assert own_client.get("/api/v1/reports/wire-1").json()["verdict"] == day.json()
    assert own_client.get("/api/v1/verdicts").json() == [given.json(), day.json()]
    # a number means one verdict, whatever its kind
    assert own_client.delete(f"/api/v1/judgements/{given.json()['num']}").status_code == 404
    assert own_client.delete(f"/api/v1/verdicts/{given.json()['num']}").json()["undone_at"]
    assert own_client.get("/api/v1/actors/Ana%20Prado").json()["who"]["key"] == "name:ana prado"
    assert own_client.get("/api/v1/verdicts").json() == [day.json()]


def test_a_question_is_saved_and_ended(own_client: TestClient) -> None:
    body = {"name": "plans", "query": {"status": ["scheduled"]}}
    assert own_client.post("/api/v1/watches", json=body).json()["query"]["status"] == ["scheduled"]
    assert own_client.post("/api/v1/watches", json=body).status_code == 400
    assert own_client.get("/api/v1/watches/plans/news").json() == []
    assert own_client.delete("/api/v1/watches/plans").json() == []


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/events?type=TEA", None, 422),
        ("GET", "/events?limit=0", None, 422),
        ("GET", "/events?since=soon", None, 422),
        ("GET", "/events/none", None, 404),
        ("GET", "/pairs/us/CHN", None, 422),
        ("GET", "/nowhere", None, 404),
        ("GET", "/search", None, 422),
        ("GET", "/events?text=%00", None, 400),
        ("DELETE", "/events", None, 405),
        ("POST", "/judgements", {"left": "a"}, 422),
        ("POST", "/verdicts", {"kind": "date", "subject": "none", "answer": "2024"}, 404),
        ("POST", "/verdicts", {"kind": "date", "subject": "wire-1", "answer": "soon"}, 400),
        ("POST", "/verdicts", {"kind": "person", "subject": "Sergey Lavrov", "answer": "nobody"}, 400),
        ("POST", "/verdicts", {"kind": "place", "subject": "x", "answer": "y"}, 422),
        ("DELETE", "/verdicts/7", None, 404),
        ("POST", "/read", {}, 422),
        ("POST", "/reports", {"reports": []}, 422),
        ("DELETE", "/judgements/99999999999999999999", None, 422),
    ],
)
def test_faults_have_the_shape_of_the_pages(client: TestClient, method: str, path: str, body: Any, status: int) -> None:
    answer = client.request(method, f"/api/v1{path}", json=body)
    assert answer.status_code == status
    assert set(answer.json()) == {"error"}
    assert answer.json()["error"]["status"] == status


def test_reports_that_cannot_be_read_are_listed_with_the_reason(own_client: TestClient, own_ledger: Ledger) -> None:
    answer = own_client.post("/api/v1/reports", json={"reports": [{"text": " \n "}]})
    assert answer.status_code == 200
    [refused] = answer.json()["refused"]
    assert "has no text" in refused["reason"]
    assert answer.json()["added"] == []
