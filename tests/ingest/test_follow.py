from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.errors import BadInput, BadQuestion, LedgerFault, NotFound
from dragoman.ingest.fetch import Fetcher
from dragoman.ingest.follow import Round, feeds_of, follow, follow_once, read_interval
from dragoman.ingest.followstate import FollowState
from dragoman.ingest.item import Options
from dragoman.ingest.limits import Limits
from dragoman.model import Report

from . import server
from .make import PARAGRAPHS, TITLE, entry, page, rss
from .server import Site, answer, serve

QUICK = Limits(download_time=120.0, step_time=60.0)
EVERY = 900.0


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        yield running


class Ledger:
    """Stands for the ledger: adding a report twice changes nothing; it can be made to fail."""

    def __init__(self) -> None:
        self.reports: dict[str, Report] = {}
        self.calls = 0
        self.fails_at: int | None = None

    def __call__(self, report: Report) -> None:
        self.calls += 1
        if self.calls == self.fails_at:
            raise LedgerFault("ledger", "disk is full")
        self.reports.setdefault(report.id, report)


def go(site: Site, path: Path, ledger: Ledger, *feeds: str, at: float = 0.0) -> Round:
    """One round at a time given in seconds, in a process that has just started."""
    with (
        FollowState(path) as state,
        Fetcher(allow_private=True, limits=QUICK, host_pause=0.0, attempts=1, sleep=lambda _: None) as fetcher,
    ):
        urls = [f"{site.url}{feed}" for feed in feeds or ("/feed",)]
        return follow_once(urls, ledger, state=state, fetcher=fetcher, every=EVERY, options=Options(), now=lambda: at)


def article(number: int) -> bytes:
    return page(title=f"{TITLE}, round {number}").encode()


def publish(site: Site, *numbers: int) -> None:
    site.answers["/feed"] = server.conditional(rss(*(entry(link=f"{site.url}/{n}") for n in numbers)))
    for n in numbers:
        site.answers.setdefault(f"/{n}", article(n))


def test_each_article_is_fetched_and_added_once(site: Site, tmp_path: Path) -> None:
    ledger, path = Ledger(), tmp_path / "follow.sqlite"
    publish(site, 1, 2)
    first = go(site, path, ledger)
    assert (first.asked, first.found, first.added, first.failures) == (1, 2, 2, ())
    unchanged = go(site, path, ledger, at=EVERY)
    assert (unchanged.asked, unchanged.unchanged, unchanged.found, unchanged.added) == (1, 1, 0, 0)
    publish(site, 1, 2, 3)
    assert go(site, path, ledger, at=2 * EVERY).added == 1
    assert [len(site.asked(f"/{n}")) for n in (1, 2, 3)] == [1, 1, 1]
    assert ledger.calls == 3
    assert [r.title for r in ledger.reports.values()] == [f"{TITLE}, round {n}" for n in (1, 2, 3)]


def test_a_feed_is_not_asked_before_its_time(site: Site, tmp_path: Path) -> None:
    publish(site, 1)
    go(site, tmp_path / "s", Ledger())
    assert go(site, tmp_path / "s", Ledger(), at=EVERY - 1).asked == 0
    assert len(site.asked("/feed")) == 1


def test_asked_once_by_hand_a_feed_need_not_be_due(site: Site, tmp_path: Path) -> None:
    publish(site, 1)
    for _ in range(2):
        with FollowState(tmp_path / "s") as state, Fetcher(allow_private=True, limits=QUICK, host_pause=0.0) as fetcher:
            list(follow([f"{site.url}/feed"], Ledger(), state=state, fetcher=fetcher, every=EVERY, once=True))
    assert len(site.asked("/feed")) == 2


def test_an_article_named_by_two_feeds_is_one(site: Site, tmp_path: Path) -> None:
    ledger = Ledger()
    site.answers["/1"] = site.answers["/1?utm_source=rss"] = article(1)
    site.answers["/feed"] = rss(entry(link=f"{site.url}/1?utm_source=rss"))
    site.answers["/other"] = rss(entry(link=f"{site.url}/1"))
    assert go(site, tmp_path / "s", ledger, "/feed", "/other").added == 1
    assert len(ledger.reports) == 1
    assert site.asked("/1") == []


@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_after_a_crash_while_adding_nothing_is_fetched_or_added_twice(
    site: Site, tmp_path: Path, fails_at: int
) -> None:
    ledger, path = Ledger(), tmp_path / "s"
    publish(site, 1, 2, 3)
    ledger.fails_at = fails_at
    with pytest.raises(LedgerFault):
        go(site, path, ledger)
    go(site, path, ledger)
    assert [len(site.asked(f"/{n}")) for n in (1, 2, 3)] == [1, 1, 1]
    assert len(ledger.reports) == 3
    assert ledger.calls == 4  # the one that failed, again
    with FollowState(path) as state:
        assert state.counts() == {"done": 3}


@pytest.mark.parametrize("call", [1, 2, 3])
def test_killed_without_warning_it_goes_on_where_it_was(site: Site, tmp_path: Path, call: int) -> None:
    """Kill -9 in the middle of adding, before and after the ledger has the report."""
    publish(site, 1, 2, 3)
    program = f"""
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
from tests.ingest.test_follow import go
from tests.ingest.server import Site
log, calls = Path({str(tmp_path / "log")!r}), [0]
def add(report):
    calls[0] += 1
    if calls[0] == {call} and {call} % 2: os.kill(os.getpid(), signal.SIGKILL)
    with log.open("a") as out: print(report.id, file=out, flush=True)
    if calls[0] == {call}: os.kill(os.getpid(), signal.SIGKILL)
go(Site({site.url!r}), Path({str(tmp_path / "s")!r}), add)
"""
    killed = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    ledger = Ledger()
    go(site, tmp_path / "s", ledger)
    assert [len(site.asked(f"/{n}")) for n in (1, 2, 3)] == [1, 1, 1]
    log = tmp_path / "log"
    before = log.read_text().split() if log.exists() else []
    assert len(set(before) | set(ledger.reports)) == 3
    assert len(before) + len(ledger.reports) == 3 + (1 - call % 2)  # the one added but not yet noted comes again


def test_killed_between_adding_and_noting_it_the_report_is_the_same(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, path = Ledger(), tmp_path / "s"
    publish(site, 1)
    with monkeypatch.context() as patch:
        patch.setattr(FollowState, "finish", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            go(site, path, ledger)
    site.answers["/1"] = article(99)  # the page changes meanwhile: what was fetched counts
    go(site, path, ledger)
    assert len(ledger.reports) == 1
    assert len(site.asked("/1")) == 1


def test_a_page_that_is_down_is_tried_in_later_rounds_then_given_up(site: Site, tmp_path: Path) -> None:
    ledger, path = Ledger(), tmp_path / "s"
    publish(site, 1, 2)
    site.answers["/1"] = server.failing(2, article(1))
    site.answers["/2"] = server.failing(99, b"")
    assert [go(site, path, ledger, at=n * EVERY).added for n in range(5)] == [0, 0, 1, 0, 0]
    assert (len(site.asked("/1")), len(site.asked("/2"))) == (3, 3)


def test_a_page_that_is_gone_is_not_tried_again(site: Site, tmp_path: Path) -> None:
    publish(site, 1)
    site.answers["/1"] = lambda h: answer(h, b"gone", status=410)
    first = go(site, tmp_path / "s", Ledger())
    assert "HTTP 410" in first.failures[0].reason
    go(site, tmp_path / "s", Ledger(), at=EVERY)
    assert len(site.asked("/1")) == 1


def test_a_failing_feed_is_asked_more_rarely_and_others_go_on(site: Site, tmp_path: Path) -> None:
    ledger, path = Ledger(), tmp_path / "s"
    publish(site, 1)
    site.answers["/bad"] = b"<html><body>moved</body></html>"
    asked = [go(site, path, ledger, "/bad", "/feed", at=n * EVERY) for n in range(9)]
    assert asked[0].added == 1
    assert "is no feed" in asked[0].failures[0].reason
    assert len(site.asked("/bad")) == 3  # at 0, 2 and 6 intervals
    assert len(site.asked("/feed")) == 9


def test_what_the_feed_holds_whole_is_not_fetched(site: Site, tmp_path: Path) -> None:
    ledger = Ledger()
    site.answers["/feed"] = rss(entry(link=f"{site.url}/1", text=" ".join(PARAGRAPHS * 3)))
    assert go(site, tmp_path / "s", ledger).added == 1
    assert site.asked("/1") == []


def test_other_languages_are_counted_and_set_aside(site: Site, tmp_path: Path) -> None:
    publish(site, 1, 2)
    other = (
        "Il ministro ha detto che la visita sarà rinviata di una settimana e che i colloqui riprenderanno in autunno. "
        * 5
    )
    site.answers["/2"] = page(paragraphs=(other, other)).encode()
    result = go(site, tmp_path / "s", Ledger())
    assert (result.added, result.other_languages) == (1, 1)


def test_what_the_ledger_refuses_is_a_failure(site: Site, tmp_path: Path) -> None:
    publish(site, 1)
    with FollowState(tmp_path / "s") as state, Fetcher(allow_private=True, limits=QUICK, host_pause=0.0) as fetcher:
        feeds = [f"{site.url}/feed"]
        result = follow_once(
            feeds, lambda _: "no place", state=state, fetcher=fetcher, every=EVERY, options=Options(), now=lambda: 0.0
        )
        assert (result.added, [f.error.fault for f in result.failures]) == (0, ["no place"])
        assert state.counts() == {"failed": 1}


def test_each_step_of_a_round_is_told(site: Site, tmp_path: Path) -> None:
    publish(site, 1, 2, 3)
    del site.answers["/2"]
    told: list[Round] = []
    with FollowState(tmp_path / "s") as state, Fetcher(allow_private=True, limits=QUICK, host_pause=0.0) as fetcher:
        feeds = [f"{site.url}/feed", f"{site.url}/none"]
        result = follow_once(
            feeds, Ledger(), state=state, fetcher=fetcher, every=EVERY, options=Options(), notify=told.append
        )
    assert [(r.asked, r.silent, r.added, len(r.failures), r.waiting) for r in told] == [
        (1, 0, 0, 0, 0), (2, 1, 0, 1, 0), (2, 1, 1, 1, 2), (2, 1, 1, 2, 1), (2, 1, 2, 2, 0),
    ]
    assert result == told[-1]


def test_two_followers_do_not_share_a_state(tmp_path: Path) -> None:
    with FollowState(tmp_path / "s"), pytest.raises(LedgerFault, match="held by another follower"):
        FollowState(tmp_path / "s")
    FollowState(tmp_path / "s").close()


def test_a_file_that_is_no_state_is_told(tmp_path: Path) -> None:
    (tmp_path / "s").write_bytes(b"not a database" * 100)
    with pytest.raises(LedgerFault, match="no state file"):
        FollowState(tmp_path / "s")


def test_rounds_go_on_until_stopped(site: Site, tmp_path: Path) -> None:
    publish(site, 1)
    clock = [0.0]

    def sleep(seconds: float) -> None:
        clock[0] += seconds

    with FollowState(tmp_path / "s") as state, Fetcher(allow_private=True, limits=QUICK, host_pause=0.0) as fetcher:
        rounds = follow(
            [f"{site.url}/feed"], Ledger(), state=state, fetcher=fetcher, every=EVERY, now=lambda: clock[0], sleep=sleep
        )
        assert [next(rounds).asked for _ in range(3)] == [1, 1, 1]
    assert clock[0] == 2 * EVERY


def test_sources_of_feeds(tmp_path: Path) -> None:
    opml = tmp_path / "f.opml"
    opml.write_text('<opml><body><outline xmlUrl="https://h.example/rss"/></body></opml>')
    lines = tmp_path / "f.txt"
    lines.write_text("# mine\nhttps://h.example/rss\n\nhttps://i.example/rss\nhttps://h.example/rss\n")
    assert feeds_of("https://h.example/rss") == ["https://h.example/rss"]
    assert feeds_of(str(opml)) == ["https://h.example/rss"]
    assert feeds_of(str(lines)) == ["https://h.example/rss", "https://i.example/rss"]
    with pytest.raises(NotFound, match="with http:// or https://"):
        feeds_of("h.example/rss")
    lines.write_text("nothing")
    with pytest.raises(BadInput, match="names no feed"):
        feeds_of(str(lines))


def test_intervals() -> None:
    assert [read_interval(t) for t in ("15m", "2h", "90s", "1d")] == [900.0, 7200.0, 90.0, 86400.0]
    for wrong in ("", "15", "m", "5s", "1.5h", "-1h", "15 minutes"):
        with pytest.raises(BadQuestion, match="interval"):
            read_interval(wrong)
