"""Reports are written by strangers: whatever stands in them is shown as words, and does nothing."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from dragoman.ledger import Ledger
from dragoman.store.query import EventQuery
from dragoman.web.links import outside, outside_quote
from tests.web.sample import HANDLER, SCRIPT, TURNED, hostile

ID = hostile().report.id


class Danger(HTMLParser):
    """Collects what could act: scripts, handlers, addresses."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.handlers: list[str] = []
        self.addresses: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {k: v or "" for k, v in attrs}
        if tag == "script":
            self.scripts.append(named.get("src", ""))
        if tag in ("iframe", "object", "embed", "base", "img"):
            self.handlers.append(tag)
        self.handlers += [k for k in named if k.startswith("on") or k in ("style", "srcdoc")]
        self.addresses += [v for k, v in named.items() if k in ("href", "src", "action", "formaction", "hx-get")]


def paths(ledger: Ledger) -> list[str]:
    report = "/report/" + quote(ID, safe="")
    [event] = ledger.events(EventQuery(type=("SANCTION",))).items
    return [
        "/?ahead=yes",
        f"/event/{event.id}",
        report,
        f"{report}?at=0-5",
        "/reports",
        "/search?q=owned",
        "/review",
        "/actor/" + quote("name:ana prado"),
        "/search?q=" + quote(SCRIPT),
        "/?text=" + quote(f"owned {HANDLER}"),
        "/actors?name=" + quote(HANDLER),
        "/?outlet=" + quote(f"Evil {SCRIPT}{HANDLER}"),
        "/nowhere" + quote(SCRIPT),
        "/event/" + quote(SCRIPT, safe=""),
        "/read?address=" + quote(HANDLER),
        "/outlook?as_of=" + quote(SCRIPT),
        "/explain?left=" + quote(f"{ID}#m1", safe="") + "&right=" + quote("wire-1#m1", safe=""),
        "/pair/BRA-SWE",
    ]


def test_nothing_in_a_report_acts_on_any_page(client: TestClient, ledger: Ledger) -> None:
    for path in paths(ledger):
        page = client.get(path).text
        found = Danger(page)
        assert all(s.startswith("/static/") for s in found.scripts), path
        assert not found.handlers, path
        assert not any(a.lower().lstrip().startswith(("javascript:", "data:", "vbscript:")) for a in found.addresses), (
            path
        )
        assert SCRIPT not in page, path
        assert HANDLER not in page, path


def test_the_words_are_shown_to_the_letter(client: TestClient) -> None:
    page = client.get("/report/" + quote(ID, safe="")).text
    assert "&lt;script&gt;alert(&#34;owned&#34;)&lt;/script&gt;" in page
    assert "{{ 7*7 }}" in page  # no template sees it a second time
    assert "&amp;amp;" in page


def test_turned_writing_is_kept_in_its_place(client: TestClient) -> None:
    page = client.get("/report/" + quote(ID, safe="")).text
    title = re.search(r"<title>(.*?)</title>", page, re.S)
    assert title
    assert "\u202e" not in title[1]
    for block in re.finditer(r"<(h1|p|li|td|span)([^>]*)>([^<]*\u202e)", page):
        raise AssertionError(f"{TURNED!r} stands outside an isolated element: {block[0]!r}")


@pytest.mark.parametrize("path", ["/reports.csv", "/search.csv?q=owned"])
def test_no_cell_is_a_formula(client: TestClient, path: str) -> None:
    for row in csv.reader(io.StringIO(client.get(path).text)):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_json_and_feeds_are_what_they_say(client: TestClient, ledger: Ledger) -> None:
    from xml.etree import ElementTree

    for path in ("/events.json", "/reports.json", "/search.json?q=owned"):
        answer = client.get(path)
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"
    tree = ElementTree.fromstring(client.get("/events.atom").text)
    assert "script" not in {e.tag.rpartition("}")[2] for e in tree.iter()}


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://example.org/a?b=c#d", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("/etc/passwd", False),
        ("http://", False),
        ("http://[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_linked(address: str | None, linked: bool) -> None:
    assert (outside(address) is not None) is linked


def test_a_link_to_a_sentence_is_a_text_fragment() -> None:
    short = outside_quote("https://example.org/a#old", "He came, saw - and left.")
    assert short == "https://example.org/a#:~:text=He%20came%2C%20saw%20%2D%20and%20left."
    long = outside_quote("https://example.org/a", "one two three four five six seven eight nine ten eleven")
    assert long == "https://example.org/a#:~:text=one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven"
    assert outside_quote("javascript:alert(1)", "words") is None
