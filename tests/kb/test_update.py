"""`dragoman kb`: checking the tables, and taking a SPARQL result from a server or a file."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from typer.testing import CliRunner

from dragoman import kb
from dragoman.cli import application
from dragoman.errors import BadFacts
from dragoman.kb.check import check
from dragoman.kb.sparql import read_result
from dragoman.kb.table import office_table


def row(qid: str, name: str, office: str, code: str, start: str, end: str | None = None) -> dict[str, object]:
    made = {"person": f"http://www.wikidata.org/entity/{qid}", "personLabel": name, "officeLabel": office, "code": code,
            "start": start, **({"end": end} if end else {})}
    return {k: {"type": "literal", "value": v} for k, v in made.items()}


def result(*rows: dict[str, object]) -> bytes:
    return json.dumps({"head": {"vars": []}, "results": {"bindings": list(rows)}}).encode()


GOOD = (
    row("Q900001", "Ada Ourna", "Minister of Foreign Affairs", "NRU", "2030-01-05T00:00:00Z", "2031-02-01T00:00:00Z"),
    row("Q900002", "Ben Agir", "Minister of Foreign Affairs", "NRU", "2031-02-01T00:00:00Z"),
)


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, list[str]]]:
    """A server that answers every query with the good rows; and the queries it was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.extend(parse_qs(urlsplit(self.path).query).get("query", []))
            body = result(*GOOD)
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("DRAGOMAN_ALLOW_PRIVATE", "yes")
    yield f"http://127.0.0.1:{server.server_address[1]}/sparql", asked
    server.shutdown()
    server.server_close()


def call(*arguments: str) -> str:
    outcome = CliRunner().invoke(application(list(arguments)), list(arguments), catch_exceptions=False)
    assert outcome.exit_code == 0, outcome.output
    return outcome.stdout


def test_a_server_is_asked_and_the_answer_becomes_a_file(endpoint: tuple[str, list[str]], tmp_path: Path) -> None:
    url, asked = endpoint
    out = tmp_path / "facts.csv"
    said = call("kb", "update", "--endpoint", url, "--output", str(out), "--since", "2029-01-01")
    assert "2 spells written" in said
    assert "2029-01-01T00:00:00Z" in asked[0]
    try:
        base = kb.use([out])
        assert [s.person.qid for s in base.holders("foreign_minister", "NRU", date(2030, 6, 1))] == ["Q900001"]
    finally:
        kb.use(())


def test_a_file_is_taken_as_well(tmp_path: Path) -> None:
    answer, out = tmp_path / "answer.json", tmp_path / "facts.csv"
    answer.write_bytes(result(*GOOD))
    call("kb", "update", "--endpoint", str(answer), "--output", str(out))
    assert out.read_text().splitlines()[1].startswith("NRU,Minister of Foreign Affairs,Ada Ourna,2030-01-05,2031-02-01")


def test_rows_that_cannot_be_used_are_counted_by_reason() -> None:
    found = read_result(result(
        *GOOD,
        row("Q900003", "Q900003", "Minister of Defence", "NRU", "2030-01-05T00:00:00Z"),
        row("Q900004", "Cy Deng", "Minister of Defence", "QQQ", "2030-01-05T00:00:00Z"),
        row("Q900005", "Di Ek", "Minister of Foreign Affairs", "NRU", "2030-05-01T00:00:00Z"),
        row("Q900006", "Ed Fo", "Minister of Defence", "NRU", "t1234"),
    ), name="here")
    assert found.spells == 2
    assert dict(found.skipped) == {
        "no English name of person or office": 1, "unknown state code": 1, "overlaps another spell": 1,
        "start is not a day": 1,
    }


@pytest.mark.parametrize("data", [b"<html>", b"{}", b'{"results": {"bindings": []}}', b"[1]"])
def test_an_answer_that_is_no_result_is_refused(data: bytes) -> None:
    with pytest.raises(BadFacts):
        read_result(data, name="here")


def test_check_finds_gaps_overlaps_and_stale_spells(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("state,office,person,start,end\n"
                    "TUV,Minister of Defence,A B,2040-01-01,2041-01-01\n"
                    "TUV,Minister of Defence,C D,2042-01-01,\n")
    try:
        found = [f for f in check(kb.use([path]), since=date(2039, 1, 1), until=date(2045, 1, 1), state="TUV")
                 if f.office == "defence_minister" and f.start.year >= 2040]
    finally:
        kb.use(())
    assert [(f.kind, f.people) for f in found] == [("gap", ("A B", "C D")), ("stale", ("C D",))]


def test_overlaps_of_the_tables_are_listed() -> None:
    kinds = {f.kind for f in check(kb.default(), since=date(2000, 1, 1), until=date(2022, 1, 1))}
    assert kinds == {"overlap", "gap", "stale"}


def test_the_command_lists_findings_as_json_lines() -> None:
    lines = call("kb", "check", "--state", "CHN", "--since", "2023-01-01").splitlines()
    assert {"kind", "state", "office", "start", "people"} <= set(json.loads(lines[0]))


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        ("Chinese foreign minister", "2023-06-19", ["Qin Gang"]),
        ("Qin Gang", "2023-06-19", ["Qin Gang", "Qin Gang"]),
        ("Taiwan", "2023-06-19", ["Tsai Ing-wen", "Joseph Wu", "Chiu Kuo-cheng", "Chen Chien-jen"]),
    ],
)
def test_who_holds_what_on_a_day(name: str, on: str, expected: list[str]) -> None:
    rows = office_table(kb.default(), name, date.fromisoformat(on))
    assert sorted(r.person for r in rows) == sorted(expected)


def test_the_actor_command_shows_offices() -> None:
    assert '"office":"Minister of Foreign Affairs"' in call("actor", "Qin Gang", "--on", "2023-06-19")
