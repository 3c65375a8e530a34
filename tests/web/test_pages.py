"""Each page shows what the ledger holds, and its JSON and CSV are the same data."""

from __future__ import annotations

import csv
import io
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from dragoman.ledger import Ledger
from dragoman.store.query import EventQuery

HOSTILE = "/report/" + quote('evil/<script>alert("owned")</script>', safe="")


def meeting(ledger: Ledger) -> str:
    """The id of the meeting that three papers print."""
    [row] = ledger.events(EventQuery(actor=("Wang Yi",), status=("occurred",))).items
    return row.id


class _Text(HTMLParser):
    """The words of a page as they are read."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def words(page: str) -> str:
    return " ".join(" ".join(_Text(page).words).split())


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/events",
        "/actors",
        "/actors?name=lavrov",
        "/actor/Q58217",
        "/pairs",
        "/pair/RUS-CHN",
        "/outlook",
        "/reports",
        "/report/wire-1",
        "/search",
        "/search?q=lodz",
        "/review",
        "/watches",
        "/read",
        "/api",
        HOSTILE,
    ],
)
def test_every_page_opens(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "<h1" in answer.text
    assert len(answer.content) < 200_000


def test_the_timeline_tells_day_status_sources_and_disagreement(client: TestClient, ledger: Ledger) -> None:
    told = words(client.get("/?ahead=yes").text)
    assert "Thu 7 March 2024" in told
    [row] = ledger.events(EventQuery(actor=("Wang Yi",), status=("occurred",))).items
    assert (row.reports, row.sources) == (3, 2)
    assert "2 independent sources" in told
    assert "possible" in told


def test_an_event_of_which_no_day_is_known_stands_at_the_end(own_client: TestClient, own_ledger: Ledger) -> None:
    from tests.ledger.wire import report, told

    own_ledger.add([report("undated", None, "X", told("Brazil met Sweden.", "met", actors="Brazil, Sweden"))])
    [row] = own_ledger.events(EventQuery(outlet=("X",))).items
    assert row.day is None
    page = own_client.get("/").text
    assert page.index("Day not known") < page.index(row.id)


def test_what_did_not_happen_is_struck_and_what_may_is_not_solid(client: TestClient) -> None:
    page = client.get("/events").text
    assert '<bdi class="label gone">' in page
    assert 'class="shape struck not"' in page
    assert 'class="shape dashed ahead"' in page


def test_later_events_wait_behind_a_link(client: TestClient, ledger: Ledger) -> None:
    horizon = ledger.stats().last
    assert horizon is not None
    later = [e for e in ledger.all_events() if e.day and e.day > horizon]
    home, everything = client.get("/").text, client.get("/?ahead=yes").text
    assert later
    for event in later:
        assert event.id not in home
        assert event.id in everything


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("actor=lavrov", 1),
        ("status=scheduled&status=negated", 1),
        ("pair=RUS-CHN", 2),
        ("type=ACCUSE", 1),
        ("place=lodz", 1),
        ("outlet=River+Post&type=CONSULT", 3),
        ("since=2024-03-20", 2),
        ("text=lodz", 1),
        ("actor=nobody", 0),
        ("min_sources=2", 2),
    ],
)
def test_filters_narrow_the_timeline(client: TestClient, ledger: Ledger, query: str, count: int) -> None:
    data = client.get(f"/events.json?{query}").json()
    assert data["total"] == len(data["events"]) == count
    page = client.get(f"/events?{query}").text
    assert page.count('class="line"') == count
    assert all(e["id"] in page for e in data["events"])


def test_pages_of_a_list_follow_each_other(client: TestClient, ledger: Ledger) -> None:
    seen, token = [], ""
    while True:
        data = client.get("/events.json", params={"limit": 2, "page": token}).json()
        seen += [e["id"] for e in data["events"]]
        token = data["next"]
        if token is None:
            break
    assert seen == [e.id for e in ledger.all_events()]
    assert 'rel="next"' in client.get("/events?limit=2").text


def test_an_event_shows_each_field_with_its_sentences(client: TestClient, ledger: Ledger) -> None:
    page = client.get(f"/event/{meeting(ledger)}").text
    told = words(page)
    for expected in (
        "Sergey Lavrov met Wang Yi in Beijing.",
        "Thu 7 March 2024",
        "2 independent sources in 3 reports",
        "1 near copy, counted as one source",
        "Harbour Times",
        "Why merged",
        "recipients",
    ):
        assert expected in told
    assert "/report/other-1?at=0-37#at" in page


def test_an_event_shows_both_sides_and_where_they_contradict(client: TestClient, ledger: Ledger) -> None:
    told = words(client.get(f"/event/{meeting(ledger)}").text)
    assert "Each side&#39;s account" in told or "Each side's account" in told
    assert "trade with China would not grow this year" in told


def test_the_history_of_a_plan_is_told_in_order(client: TestClient, ledger: Ledger) -> None:
    [row] = ledger.events(EventQuery(actor=("Ana Prado",), place=("Łódź",))).items
    told = words(client.get(f"/event/{row.id}").text)
    history = told[told.index("What became of it") :]
    assert history.index("scheduled") < history.index("did not happen")


def test_an_event_is_found_by_the_id_of_a_mention(client: TestClient, ledger: Ledger) -> None:
    found = client.get("/event/" + quote("wire-1#m1", safe="") + ".json").json()
    assert found["event"]["id"] == meeting(ledger)


def test_why_two_are_one_is_told_feature_by_feature(client: TestClient) -> None:
    address = "/explain?left=wire-1%23m1&right=other-1%23m1"
    told = words(client.get(address).text)
    assert "One event" in told
    assert "trigger" in told
    data = client.get(address.replace("?", ".json?")).json()
    assert data["same_event"] is True
    assert {f["name"] for f in data["features"]} >= {"type", "actors", "time"}


def test_a_dossier_has_events_statements_and_counterparts(client: TestClient) -> None:
    told = words(client.get("/actor/Q58217").text)
    for expected in ("Sergey Lavrov", "Whom they met", "Wang Yi", "trade with China would not grow this year"):
        assert expected in told


def test_a_dossier_can_be_that_of_a_day(client: TestClient) -> None:
    assert client.get("/actor/Q58217.json?on=2024-03-07").json()["dossier"]["events"]
    assert not client.get("/actor/Q58217.json?on=2020-01-01").json()["dossier"]["events"]


def test_a_pair_never_counts_what_may_happen_as_having_happened(client: TestClient) -> None:
    data = client.get("/pair/RUS-CHN.json").json()
    columns = data["chart"]["columns"]
    assert sum(c["cooperation"] for c in columns) == 1
    assert sum(c["open_cooperation"] for c in columns) == 1
    assert [e["status"] for e in data["pair"]["pending"]] == ["possible"]


def test_the_outlook_says_what_became_of_a_plan(client: TestClient) -> None:
    early = client.get("/outlook.json?as_of=2024-03-10").json()["entries"]
    assert {e["outcome"] for e in early} == {"pending"}
    late = {e["label"]: e for e in client.get("/outlook.json?as_of=2024-06-01").json()["entries"]}
    assert {"called off", "overdue"} <= {e["outcome"] for e in late.values()}
    page = client.get("/outlook?as_of=2024-06-01&outcome=overdue").text
    assert "Overdue, no word" in page
    assert "Called off" not in page


def test_the_calendar_holds_what_is_announced(client: TestClient) -> None:
    answer = client.get("/outlook.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert "DTSTART;VALUE=DATE:20240502" in answer.text


def test_search_marks_the_words_that_were_found(client: TestClient) -> None:
    page = client.get("/search?q=walesa").text
    assert "<mark>Wałęsa</mark>" in page
    assert words(page).count("Lech Wałęsa said the talks in Łódź had failed.") == 1


def test_search_counts_the_events_whose_sentences_hold_the_words(client: TestClient) -> None:
    facets = {f["kind"]: f["choices"] for f in client.get("/search.json?q=beijing").json()["facets"]}
    assert {c["value"]: c["events"] for c in facets["status"]} == {"occurred": 1, "possible": 1}
    assert "/?text=beijing&amp;status=possible" in client.get("/search?q=beijing").text


def test_a_report_is_shown_whole_beside_its_readout(client: TestClient, ledger: Ledger) -> None:
    document = ledger.report("wire-1").document
    page = client.get("/report/wire-1").text
    told = words(page)
    without_spaces = "".join(told.split())
    for sentence in document.sentences:
        assert "".join(sentence.span.of(document.text).split()) in without_spaces
    assert "Near copies, counted as one source" in told
    assert "Added in the copy" in told


def test_a_passage_of_a_report_is_marked(client: TestClient) -> None:
    page = client.get("/report/wire-1?at=0-7").text
    assert '<span id="at"></span>' in page
    assert client.get("/report/wire-1?at=0-99999").status_code == 400
    assert client.get("/report/wire-1?at=7-3").status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/events",
        "/actors",
        "/actor/Q58217",
        "/pairs",
        "/pair/RUS-CHN",
        "/outlook",
        "/reports",
        "/report/wire-1",
        "/search?q=lodz",
        "/review",
        "/watches",
        "/explain?left=wire-1%23m1&right=other-1%23m1",
    ],
)
def test_every_page_is_also_json_and_csv(client: TestClient, path: str) -> None:
    base, _, query = path.partition("?")
    data = client.get(f"{base}.json?{query}")
    assert data.headers["content-type"] == "application/json"
    assert data.json()
    table = client.get(f"{base}.csv?{query}")
    assert table.headers["content-type"].startswith("text/csv")
    header, *rows = csv.reader(io.StringIO(table.text))
    assert header
    assert all(len(row) == len(header) for row in rows)


def test_an_event_s_table_proves_each_value(client: TestClient, ledger: Ledger) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get(f"/event/{meeting(ledger)}.csv").text)))
    assert {"status", "when", "actors", "place"} <= {r["field"] for r in rows}
    for row in rows:
        text = ledger.report(row["report"]).document.text
        assert text[int(row["start"]) : int(row["end"])] == row["sentence"]


@pytest.mark.parametrize("path", ["/events.atom", "/outlook.atom", "/.atom"])
def test_feeds_are_well_formed_and_depend_on_the_ledger_alone(client: TestClient, path: str) -> None:
    from xml.etree import ElementTree

    feed = client.get(path)
    tree = ElementTree.fromstring(feed.text)
    entries = tree.findall("{http://www.w3.org/2005/Atom}entry")
    assert entries
    assert len({e.findtext("{http://www.w3.org/2005/Atom}id") for e in entries}) == len(entries)
    assert client.get(path).text == feed.text


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/event/nothing.json", 404, "NotFound"),
        ("/report/nothing.json", 404, "NotFound"),
        ("/actor/nobody.json", 404, "NotFound"),
        ("/nowhere.json", 404, "NotFound"),
        ("/events.json?since=tomorrow", 400, "BadQuestion"),
        ("/events.json?page=xyz", 400, "BadQuestion"),
        ("/events.json?status=done", 400, "BadQuestion"),
        ("/events.json?limit=0", 400, "BadQuestion"),
        ("/events.json?limit=9999", 400, "BadQuestion"),
        ("/pair/USA-USA.json", 400, "BadQuestion"),
        ("/pair/US.json", 400, "BadQuestion"),
        ("/outlook.json?outcome=never", 400, "BadQuestion"),
        ("/explain.json?left=x", 400, "BadQuestion"),
        ("/search.json?q=...", 400, "BadQuestion"),
    ],
)
def test_faults_have_one_shape(client: TestClient, path: str, status: int, kind: str) -> None:
    answer = client.get(path)
    error = answer.json()["error"]
    assert (answer.status_code, error["status"], error["kind"]) == (status, status, kind)
    assert set(error) == {"status", "kind", "message", "subject", "fault", "remedy"}
    page = client.get(path.replace(".json", ""))
    assert page.status_code == status
    assert page.headers["content-type"].startswith("text/html")


def test_an_id_that_ends_like_a_format_keeps_its_page(own_client: TestClient, own_ledger: Ledger) -> None:
    from dragoman.web.links import page as link
    from tests.ledger.wire import report, told

    own_ledger.add([report("a/b.json", "2024-03-08", "X", told("Brazil met Sweden.", "met", actors="Brazil, Sweden"))])
    address = link("report", "a/b.json")
    assert own_client.get(address).headers["content-type"].startswith("text/html")
    assert own_client.get("/report/a%2Fb.json.json").json()["row"]["id"] == "a/b.json"
