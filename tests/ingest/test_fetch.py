from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from dragoman.errors import FetchFault
from dragoman.ingest.address import is_public
from dragoman.ingest.fetch import Fetcher
from dragoman.ingest.item import Failure
from dragoman.ingest.limits import Limits
from dragoman.ingest.robots import matches, parse_robots
from dragoman.ingest.sources import read_reports
from dragoman.model import Report

from . import server
from .make import PARAGRAPHS, TITLE, entry, page, rss
from .server import Site, answer, serve

# Waits are short only where a test is about waiting; elsewhere a busy machine must not fail it.
PATIENT = Limits(download_time=120.0, step_time=60.0, download=1_000_000)
QUICK = Limits(download_time=3.0, step_time=1.0, download=1_000_000)


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        yield running


class Clock:
    """Stands for `time.sleep` and remembers."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)


def fetcher(**options: object) -> Fetcher:
    settings: dict[str, object] = {
        "allow_private": True,
        "limits": PATIENT,
        "host_pause": 0.0,
        "sleep": Clock(),
        **options,
    }
    return Fetcher(**settings)  # type: ignore[arg-type]


def test_a_page_with_its_charset_and_validators(site: Site) -> None:
    site.answers["/a"] = lambda h: answer(
        h, "Łódź".encode("iso-8859-2"), kind="text/html; charset=iso-8859-2", ETag='"1"'
    )
    with fetcher() as client:
        found = client.get(f"{site.url}/a")
    assert (found.data, found.charset, found.etag, found.content_type) == (
        "Łódź".encode("iso-8859-2"),
        "iso-8859-2",
        '"1"',
        "text/html",
    )
    assert "Dragoman" in site.asked("/a")[0].headers["user-agent"]


def test_a_conditional_request_brings_no_data(site: Site) -> None:
    site.answers["/feed"] = server.conditional(rss(entry()))
    with fetcher() as client:
        first = client.get(f"{site.url}/feed")
        second = client.get(f"{site.url}/feed", etag=first.etag, modified=first.modified)
    assert (first.unchanged, second.unchanged, second.data) == (False, True, b"")
    assert site.asked("/feed")[1].headers["if-modified-since"] == "Mon, 19 Jun 2023 17:00:00 GMT"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_final_errors_are_not_tried_again(site: Site, status: int) -> None:
    site.answers["/a"] = lambda h: answer(h, b"no", status=status)
    with fetcher() as client, pytest.raises(FetchFault, match=f"HTTP {status}"):
        client.get(f"{site.url}/a")
    assert len(site.asked("/a")) == 1


def test_passing_errors_are_tried_again_with_growing_pauses(site: Site) -> None:
    site.answers["/a"] = server.failing(2, b"at last")
    clock = Clock()
    with fetcher(sleep=clock) as client:
        assert client.get(f"{site.url}/a").data == b"at last"
    assert len(site.asked("/a")) == 3
    assert clock.slept[1] > clock.slept[0] > 1


def test_lasting_errors_give_up(site: Site) -> None:
    site.answers["/a"] = server.failing(99, b"", status=500)
    with fetcher() as client, pytest.raises(FetchFault, match="HTTP 500"):
        client.get(f"{site.url}/a")
    assert len(site.asked("/a")) == 3


def test_retry_after_is_obeyed(site: Site) -> None:
    site.answers["/a"] = server.failing(1, b"well", status=429, Retry_After="7")
    clock = Clock()
    with fetcher(sleep=clock) as client:
        assert client.get(f"{site.url}/a").data == b"well"
    assert clock.slept == [7.0]


def test_a_wait_too_long_is_a_failure_that_names_it(site: Site) -> None:
    site.answers["/a"] = server.failing(1, b"well", status=429, Retry_After="3600")
    with fetcher() as client, pytest.raises(FetchFault, match="asks to wait 3600 s"):
        client.get(f"{site.url}/a")


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (server.silent, "did not answer in time"),
        (server.drip, "did not answer in time"),
        (server.huge, "is larger than 1 MB"),
        (server.cut, "could not be fetched"),
        (server.broken_gzip, "damaged"),
        (server.cut_gzip, "cut off"),
        (server.gzip_bomb, "is larger than 1 MB"),
        (server.garbage, "could not be fetched"),
        (lambda h: answer(h, b"x", Content_Encoding="br"), "a coding that was not asked for"),
    ],
    ids=["silent", "drip", "huge", "cut", "broken gzip", "cut gzip", "gzip bomb", "garbage", "brotli"],
)
def test_misbehaving_servers_cost_bounded_time_and_one_clear_line(site: Site, reply: object, said: str) -> None:
    site.answers["/a"] = reply  # type: ignore[assignment]
    start = time.monotonic()
    limits = QUICK if reply in (server.silent, server.drip) else PATIENT
    with fetcher(attempts=1, limits=limits, obey_robots=False) as client, pytest.raises(FetchFault, match=said):
        client.get(f"{site.url}/a")
    assert time.monotonic() - start < 60


def test_redirects_are_followed_and_end(site: Site) -> None:
    site.answers.update({"/a": server.redirect("/b"), "/b": server.redirect(f"{site.url}/c"), "/c": b"here"})
    site.answers.update({"/loop": server.redirect("/loop2"), "/loop2": server.redirect("/loop")})
    site.answers.update({f"/{n}": server.redirect(f"/{n + 1}") for n in range(20)})
    with fetcher() as client:
        assert client.get(f"{site.url}/a").url == f"{site.url}/c"
        with pytest.raises(FetchFault, match="in a circle"):
            client.get(f"{site.url}/loop")
        with pytest.raises(FetchFault, match="more than 5 times"):
            client.get(f"{site.url}/0")


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "ftp://h.example/a", "gopher://h.example", "http://user:word@h.example/", "//:bad"]
)
def test_redirects_to_other_kinds_of_address_are_refused(site: Site, to: str) -> None:
    site.answers["/a"] = server.redirect(to)
    with fetcher() as client, pytest.raises(FetchFault):
        client.get(f"{site.url}/a")


def test_the_local_network_is_refused_and_nothing_is_sent(site: Site) -> None:
    with fetcher(allow_private=False) as client, pytest.raises(FetchFault, match="local network"):
        client.get(f"{site.url}/a")
    assert site.requests == []


def test_a_public_name_that_resolves_to_a_private_address_is_refused(site: Site) -> None:
    port = int(site.url.rsplit(":", 1)[1])
    answers = iter([["127.0.0.1"], ["10.0.0.1"], ["::ffff:192.168.0.1"], ["169.254.169.254"]])
    with fetcher(allow_private=False, resolver=lambda host, _: next(answers)) as client:
        for _ in range(4):
            with pytest.raises(FetchFault, match="local network"):
                client.get(f"http://news.example:{port}/a")
    assert site.requests == []


def test_the_connection_goes_to_the_address_that_was_checked(site: Site) -> None:
    """Not to what a second look-up would say (DNS rebinding)."""
    port = int(site.url.rsplit(":", 1)[1])
    asked = []

    def resolver(host: str, _: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    site.answers["/a"] = b"here"
    with fetcher(resolver=resolver) as client:
        assert client.get(f"http://no-such-host.invalid:{port}/a").data == b"here"
    assert set(asked) == {"no-such-host.invalid"}
    assert site.asked("/a")[0].headers["host"] == f"no-such-host.invalid:{port}"


def test_a_redirect_into_the_local_network_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(site.url.rsplit(":", 1)[1])
    site.answers["/a"] = server.redirect(f"http://inside.example:{port}/secret")

    def resolver(host: str, _: int) -> list[str]:
        return ["127.0.0.1"] if host == "outside.example" else ["10.1.2.3"]

    # this machine stands for the public server
    monkeypatch.setattr("dragoman.ingest.address.is_public", lambda address: address == "127.0.0.1")
    with (
        fetcher(allow_private=False, resolver=resolver) as client,
        pytest.raises(FetchFault, match=r"inside\.example: lies in the local network"),
    ):
        client.get(f"http://outside.example:{port}/a")
    assert site.asked("/secret") == []


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "1.1.1.1"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
        "255.255.255.255",
        "224.0.0.1",
        "100.64.0.1",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::a00:1",
        "ff02::1",
        "no",
        "",
    ],
)
def test_private_addresses(address: str) -> None:
    assert not is_public(address)


def test_robots_are_obeyed(site: Site) -> None:
    site.answers.update({"/robots.txt": b"User-agent: *\nDisallow: /private\n", "/private/a": b"x", "/open": b"y"})
    with fetcher() as client:
        assert client.get(f"{site.url}/open").data == b"y"
        with pytest.raises(FetchFault, match=r"robots\.txt"):
            client.get(f"{site.url}/private/a")
    assert len(site.asked("/robots.txt")) == 1
    assert site.asked("/private/a") == []


def test_broken_robots_forbid_and_missing_robots_allow(site: Site) -> None:
    site.answers.update({"/a": b"x", "/robots.txt": server.failing(99, b"")})
    with fetcher() as client, pytest.raises(FetchFault, match="HTTP 503"):
        client.get(f"{site.url}/a")
    assert site.asked("/a") == []


def test_one_host_is_asked_at_its_own_pace(site: Site) -> None:
    site.answers.update({"/robots.txt": b"User-agent: *\nCrawl-delay: 3\n", "/a": b"x", "/b": b"y"})
    clock = Clock()
    with fetcher(sleep=clock, host_pause=0.5) as client:
        client.get(f"{site.url}/a")
        client.get(f"{site.url}/b")
    assert [round(s) for s in clock.slept] == [3, 3]


ROBOTS = """
User-agent: other
Disallow: /

User-agent: *
User-agent: dragoman
Disallow: /a/   # a comment
Allow: /a/open
Disallow: /*.pdf$
Disallow: /search?
Disallow:
Crawl-delay: 2.5
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/a/x", False),
        ("/a/open/x", True),
        ("/x.pdf", False),
        ("/x.pdf?y", True),
        ("/search?q=1", False),
        ("/search", True),
        ("/b", True),
    ],
)
def test_rules_of_robots(path: str, allowed: bool) -> None:
    robots = parse_robots(ROBOTS, "Dragoman")
    assert robots.allows(f"https://h.example{path}") is allowed
    assert robots.delay == 2.5


def test_robots_patterns_stay_linear() -> None:
    start = time.monotonic()
    assert not matches("/" + "*a" * 900 + "$", "/" + "a" * 100_000 + "b")
    assert time.monotonic() - start < 1


def test_an_address_is_read_like_a_file(site: Site) -> None:
    site.answers["/2023/06/19/a"] = page().encode()
    (report,) = read_reports(f"{site.url}/2023/06/19/a", allow_private=True)
    assert isinstance(report, Report)
    assert report.text == "\n\n".join((TITLE, *PARAGRAPHS))
    assert report.retrieved is not None
    assert ("url", "2023-06-19") in {(c.origin, c.when.edtf) for c in report.hints}


def test_web_errors_and_empty_answers_are_failures(site: Site) -> None:
    site.answers["/empty"] = b""
    for path, said in (("/none", "HTTP 404"), ("/empty", "is empty")):
        (found,) = read_reports(f"{site.url}{path}", allow_private=True)
        assert isinstance(found, Failure)
        assert said in found.reason
    (found,) = read_reports(f"{site.url}/a")
    assert isinstance(found, Failure)
    assert "local network" in found.reason


def test_a_feed_in_the_web_brings_its_articles(site: Site) -> None:
    site.answers["/feed"] = rss(
        entry(link=f"{site.url}/1", text="A teaser."),
        entry(link=f"{site.url}/gone"),
        entry(link=f"{site.url}/2", text=" ".join(PARAGRAPHS * 3)),
    )
    site.answers["/1"] = page().encode()
    found = list(read_reports(f"{site.url}/feed", allow_private=True))
    assert [isinstance(f, Report) for f in found] == [True, False, True]
    first = found[0]
    assert isinstance(first, Report)
    assert ("meta", "2023-06-19") in {(c.origin, c.when.edtf) for c in first.hints}
    assert first.outlet == "Harbour Times"
    assert site.asked("/2") == []  # the feed held it whole
