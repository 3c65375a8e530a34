"""Who may use the desk, from where, and that no request reaches further than it should."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.errors import BadQuestion, LedgerFault
from dragoman.ledger import Ledger
from dragoman.web import make_app
from dragoman.web.access import COOKIE, Access, local_access, token_access
from dragoman.web.serving import access_for, is_loopback, listen
from tests.web.conftest import browser, form_token
from tests.web.test_hostile import Danger

TOKEN = "correct-horse-battery-staple"


@pytest.fixture(scope="module")
def guarded(ledger: Ledger) -> TestClient:
    """The desk of a team: reached by name, behind a token."""
    client = browser(make_app(ledger, access=token_access(TOKEN)))
    client.follow_redirects = False
    return client


@pytest.fixture
def stranger(guarded: TestClient) -> TestClient:
    guarded.cookies.clear()
    return guarded


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    rules = dict(r.strip().split(" ", 1) for r in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert {rules[k] for k in ("script-src", "style-src", "img-src", "connect-src", "form-action")} == {"'self'"}
    assert "unsafe" not in policy
    assert rules["frame-ancestors"] == rules["base-uri"] == "'none'"


@pytest.mark.parametrize(
    "path", ["/", "/event/none", "/report/wire-1", "/review", "/read", "/outlook", "/pair/RUS-CHN", "/login", "/api"]
)
def test_pages_hold_no_inline_script_or_style_and_load_only_from_here(client: TestClient, path: str) -> None:
    page = client.get(path).text
    found = Danger(page)
    assert all(s.startswith("/static/") for s in found.scripts)
    assert found.handlers == []
    assert "<style" not in page
    loaded = re.findall(r'<(?:script|link|img)[^>]*?(?:src|href)="([^"]*)"', page)
    assert loaded
    assert all(a.startswith("/") and not a.startswith("//") for a in loaded)


@pytest.mark.parametrize("name", ["x-content-type-options", "referrer-policy", "cross-origin-opener-policy"])
def test_companions_of_the_policy_are_sent_with_everything(client: TestClient, name: str) -> None:
    for path in ("/", "/events.json", "/static/desk.css", "/nowhere", "/api/v1/stats"):
        assert name in client.get(path).headers


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[::1", "localhost.evil"])
def test_a_foreign_name_that_points_here_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/events.json", headers={"host": host})
    assert (answer.status_code, answer.json()["error"]["kind"]) == (421, "WrongHost")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8123", "127.0.0.1:9", "[::1]:8123"])
def test_this_machine_s_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/api/v1/stats", headers={"host": host}).status_code == 200


def test_strangers_are_led_to_the_login_and_programs_are_told(stranger: TestClient) -> None:
    page = stranger.get("/event/x?y=1")
    assert (page.status_code, page.headers["location"]) == (303, "/login?next=%2Fevent%2Fx%3Fy%3D1")
    for path in ("/events.json", "/events.csv", "/api/v1/stats", "/events.atom", "/outlook.ics"):
        answer = stranger.get(path)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert stranger.post("/judge", data={"left": "a"}).status_code == 401


def test_the_token_opens_the_api(stranger: TestClient) -> None:
    assert stranger.get("/api/v1/stats", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    for wrong in (f"Bearer {TOKEN}x", "Bearer ", f"Basic {TOKEN}", TOKEN, "Bearer é"):
        answer = stranger.get("/api/v1/stats", headers={"authorization": wrong.encode()})
        assert answer.status_code == 401


def test_the_login_gives_a_session_that_scripts_and_other_sites_cannot_use(stranger: TestClient) -> None:
    wrong = stranger.post("/login", data={"token": "no", "next": "/"})
    assert wrong.status_code == 403
    assert "set-cookie" not in wrong.headers
    right = stranger.post("/login", data={"token": TOKEN, "next": "/outlook"})
    assert (right.status_code, right.headers["location"]) == (303, "/outlook")
    cookie = right.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert TOKEN not in cookie
    assert stranger.get("/events.json").status_code == 200


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/ok\r\nset-cookie: a=b", ""],
)
def test_nobody_is_sent_elsewhere_after_the_login(stranger: TestClient, target: str) -> None:
    answer = stranger.post("/login", data={"token": TOKEN, "next": target})
    assert answer.headers["location"] == "/"


def test_a_feed_reader_has_a_key_for_feeds_alone(stranger: TestClient) -> None:
    key = token_access(TOKEN).feed_key()
    assert stranger.get(f"/events.atom?key={key}").status_code == 200
    assert stranger.get(f"/outlook.ics?key={key}").status_code == 200
    assert stranger.get(f"/events.json?key={key}").status_code == 401
    assert stranger.get(f"/?key={key}").status_code == 303
    assert stranger.get("/events.atom?key=0").status_code == 401
    assert key not in stranger.get(f"/events.atom?key={key}").text
    page = stranger.get("/?status=scheduled", headers={"authorization": f"Bearer {TOKEN}"}).text
    assert f'href="/events.atom?status=scheduled&amp;key={key}"' in page.replace("scheduled&key", "scheduled&amp;key")


def test_a_session_runs_out_and_cannot_be_made_up() -> None:
    now = [1_000_000.0]
    access = Access(secret=b"k" * 32, token=TOKEN, clock=lambda: now[0])
    session = access.new_session()
    assert access.is_session(session)
    assert not access.is_session(session[:-1] + ("0" if session[-1] != "0" else "1"))
    assert not access.is_session("a.99999999999.b")
    assert not Access(secret=b"other" * 8).is_session(session)
    now[0] += 31 * 24 * 3600
    assert not access.is_session(session)


def test_a_verdict_needs_the_token_of_its_session_s_form(own_client: TestClient) -> None:
    fields = {"left": "wire-1#m1", "right": "other-1#m1", "verdict": "different", "next": "/review"}
    assert own_client.post("/judge", data=fields).status_code == 403
    token = form_token(own_client)
    assert own_client.post("/judge", data={**fields, "form_token": "0" * 64}).status_code == 403
    own_client.cookies.clear()
    assert own_client.post("/judge", data={**fields, "form_token": token}).status_code == 403
    token = form_token(own_client)
    assert own_client.post("/judge", data={**fields, "form_token": token}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
    ],
)
def test_no_other_site_can_change_anything(own_client: TestClient, headers: dict[str, str]) -> None:
    body = {"left": "wire-1#m1", "right": "other-1#m1", "verdict": "different"}
    assert own_client.post("/api/v1/judgements", json=body, headers=headers).status_code == 403
    token = form_token(own_client)
    assert own_client.post("/judge", data={**body, "form_token": token}, headers=headers).status_code == 403
    assert own_client.get("/api/v1/judgements").json() == []


def test_what_another_site_can_send_without_asking_is_no_json(own_client: TestClient) -> None:
    body = b'{"left": "wire-1#m1", "right": "other-1#m1", "verdict": "different"}'
    answer = own_client.post("/api/v1/judgements", content=body, headers={"content-type": "text/plain"})
    assert answer.status_code == 422
    assert own_client.get("/api/v1/judgements").json() == []


def test_bodies_have_a_limit(client: TestClient) -> None:
    def endless() -> object:
        for _ in range(40):
            yield b"x" * 100_000

    large = b"text=" + b"x" * (3 * 1024 * 1024)
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/read", content=large, headers=form).status_code == 413
    assert client.post("/read", content=endless(), headers=form).status_code == 413  # type: ignore[arg-type]
    assert client.post("/api/v1/reports", content=b" " * (21 << 20)).status_code == 413
    assert client.get("/events.json?text=" + "x" * 9000).status_code == 414


def test_a_pasted_text_has_a_limit(client: TestClient) -> None:
    token = form_token(client)
    answer = client.post("/read.json", data={"text": "word " * 110_000, "form_token": token})
    assert (answer.status_code, answer.json()["error"]["kind"]) == (422, "BadInput")


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2f..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static//etc/passwd",
        "/static/....//app.py",
        "/static/desk.css/../../app.py",
        "/report/..%2f..%2f..%2fetc%2fpasswd",
        "/static/vendor",
        "/static/",
    ],
)
def test_no_path_reaches_the_file_system(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text


@pytest.mark.parametrize("address", ["/etc/passwd", "file:///etc/passwd", "-", "examples", "ftp://x/y", "http://", ""])
def test_only_web_addresses_are_read(client: TestClient, address: str) -> None:
    token = form_token(client)
    answer = client.post("/read.json", data={"address": address, "form_token": token})
    assert answer.status_code in (400, 422)
    assert "root:" not in answer.text


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/", "http://[::1]/", "http://169.254.169.254/latest/", "http://10.0.0.1/"]
)
def test_addresses_of_the_local_network_are_not_fetched(client: TestClient, address: str) -> None:
    answer = client.post("/api/v1/read", json={"url": address})
    assert answer.status_code in (400, 422, 502)


def test_a_fault_shows_nothing_of_the_inside(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    client = TestClient(make_app(ledger), base_url="http://127.0.0.1", raise_server_exceptions=False)

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret /home/user/desk.db SELECT")

    monkeypatch.setattr(type(ledger), "stats", broken)
    answer = client.get("/api/v1/stats")
    assert (answer.status_code, answer.json()["error"]["kind"]) == (500, "Fault")
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert "content-security-policy" in answer.headers

    def locked(*_: object, **__: object) -> None:
        raise LedgerFault("/home/user/desk.db", "database is locked")

    monkeypatch.setattr(type(ledger), "stats", locked)
    answer = client.get("/api/v1/stats")
    assert answer.status_code == 503
    assert "/home" not in answer.text


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("::1", True),
        ("127.8.9.1", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.5", False),
        ("desk.example", False),
    ],
)
def test_which_addresses_are_this_machine_s_own(host: str, own: bool) -> None:
    assert is_loopback(host) is own


def test_another_address_demands_a_token(tmp_path: Path) -> None:
    with pytest.raises(BadQuestion, match="token-file"):
        access_for("0.0.0.0", None)
    assert access_for("127.0.0.1", None).token is None
    place = tmp_path / "token"
    made = access_for("0.0.0.0", place)
    assert made.token == place.read_text().strip()
    assert place.stat().st_mode & 0o777 == 0o600
    assert access_for("0.0.0.0", place).secret == made.secret
    assert access_for("127.0.0.1", place).token == made.token


@pytest.mark.parametrize("held", ["", "short", "two words of some length", "\x00\xff"])
def test_a_weak_token_is_refused(tmp_path: Path, held: str) -> None:
    place = tmp_path / "token"
    place.write_bytes(held.encode("latin-1"))
    with pytest.raises(BadQuestion):
        access_for("0.0.0.0", place)


def test_a_taken_port_is_told() -> None:
    taken = listen("127.0.0.1", 0)
    with taken, pytest.raises(BadQuestion, match="another --port"):
        listen("127.0.0.1", taken.getsockname()[1])


def test_keys_of_two_desks_differ() -> None:
    one, other = local_access(), local_access()
    assert not other.is_session(one.new_session())
    assert COOKIE
