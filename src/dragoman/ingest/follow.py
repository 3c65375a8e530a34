"""Follow feeds: ask each now and then, fetch what is new, hand each report on exactly once."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from urllib.parse import urlsplit

from dragoman.errors import BadInput, BadQuestion, DragomanError, FetchFault, NotEnglish, NotFound
from dragoman.ingest.answer import Fetched, WebFault
from dragoman.ingest.feed import addresses_of_sitemap, feeds_of_opml, read_feed
from dragoman.ingest.fetch import Fetcher
from dragoman.ingest.followstate import FeedState, FollowState
from dragoman.ingest.identity import plain_address
from dragoman.ingest.item import Failure, Item, Options, failure
from dragoman.ingest.limits import DEFAULT
from dragoman.ingest.sniff import HEAD, kind_of
from dragoman.ingest.sources import read_item
from dragoman.ingest.web import item_of_answer, item_of_entry
from dragoman.model import Report

Sink = Callable[[Report], str | None]  #: adds one report for good before it returns; the reason where it was refused

ENTRY_ATTEMPTS = 3  #: rounds in which an article is tried before it is given up
LONGEST_BACKOFF = 32  #: a feed that keeps failing is asked at this multiple of the interval at the rarest
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Round:
    """What one round over all feeds brought."""

    asked: int = 0  #: feeds that were due
    silent: int = 0  #: of these, feeds that could not be had or read
    unchanged: int = 0  #: of these, feeds that said that nothing is new
    found: int = 0  #: entries never seen before
    added: int = 0  #: reports handed on
    waiting: int = 0  #: while the round goes on: articles that are still to be fetched
    other_languages: int = 0  #: of the failures, articles that are not in English
    failures: tuple[Failure, ...] = ()


def feeds_of(source: str) -> list[str]:
    """The addresses to follow: an address is itself; a file is an OPML list, or has one address a line.

    Raises:
        NotFound: there is no such file.
        BadInput: the file names no address.
    """
    if source.startswith(("http://", "https://")):
        return [source]
    path = Path(source)
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= DEFAULT.page else b""
    except OSError as error:
        remedy = "give an OPML file, or a feed's address with http:// or https://"
        raise NotFound(source, f"cannot be read ({error.strerror})", remedy) from error
    if size > DEFAULT.page:
        fault = f"is larger than the {DEFAULT.page / 1e6:,.0f} MB allowed for a list of feeds"
        raise BadInput(source, fault, "give an OPML file, or one address a line")
    if kind_of(data[:HEAD], source) == "opml":
        found = [url for url, _ in feeds_of_opml(data, source)]
    else:
        lines = (line.strip() for line in data.decode("utf-8", "replace").splitlines())
        found = [line for line in lines if line.startswith(("http://", "https://"))]
    if not found:
        raise BadInput(
            source, "names no feed", "give an OPML file, a file with one address a line, or a feed's address"
        )
    return list(dict.fromkeys(found))


def read_interval(text: str) -> float:
    """Seconds of "15m", "2h", "90s" or "1d".

    Raises:
        BadQuestion: it is none of these, or less than a minute.
    """
    units = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
    number, unit = text[:-1].strip(), text[-1:].lower()
    if unit not in units or not number.isdigit() or int(number) * units[unit] < 60:
        raise BadQuestion(f"interval {text!r}", "is none", "write it as 15m, 2h or 1d; the shortest is 1m")
    return int(number) * units[unit]


def follow(
    feeds: Sequence[str],
    sink: Sink,
    *,
    state: FollowState,
    fetcher: Fetcher,
    every: float,
    once: bool = False,
    options: Options | None = None,
    notify: Callable[[Round], None] | None = None,
    now: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Round]:
    """Round after round, until the caller stops; a single round with `once`. Yields after each.

    Args:
        notify: called with the round so far, after each feed and each article.

    Raises:
        LedgerFault: the sink or the state file failed; what was fetched is kept and goes on at the next start.
    """
    options = options or Options()
    while True:
        yield follow_once(
            feeds, sink, state=state, fetcher=fetcher, every=every, options=options, only_due=not once, notify=notify,
            now=now,
        )
        if once:
            return
        due = min(state.feed(url).next_at for url in feeds)
        sleep(max(1.0, due - now()))


def follow_once(
    feeds: Sequence[str],
    sink: Sink,
    *,
    state: FollowState,
    fetcher: Fetcher,
    every: float,
    options: Options,
    only_due: bool = True,
    notify: Callable[[Round], None] | None = None,
    now: Callable[[], float] = time.time,
) -> Round:
    """One round. Without `only_due` all feeds are asked but those that keep failing and have their pause.

    Steps: 1. add what was fetched before a crash; 2. ask the feeds that are due; 3. fetch and add what is new.
    """

    def told(result: Round, waiting: int = 0) -> Round:
        if notify:
            notify(replace(result, waiting=waiting))
        return result

    result = Round()
    for number, _ in state.open_entries("fetched"):  # 1
        result = told(_add(number, sink, state, options, result))
    for url in feeds:  # 2
        known = state.feed(url)
        if known.next_at <= now() or not (only_due or known.failures):
            result = told(_ask(url, state, fetcher, every, now(), result))
    for number, _ in state.open_entries("fetched"):  # entries that the feed itself held whole
        result = told(_add(number, sink, state, options, result))
    waiting = _by_turns(state)
    for done, number in enumerate(waiting, 1):  # 3
        result = told(_fetch(number, sink, state, fetcher, options, result), len(waiting) - done)
    return result


def _ask(url: str, state: FollowState, fetcher: Fetcher, every: float, now: float, result: Round) -> Round:
    known = state.feed(url)
    result = replace(result, asked=result.asked + 1)
    try:
        answer = fetcher.get(url, etag=known.etag, modified=known.modified)
        entries = [] if answer.unchanged else _entries(answer, url)
    except DragomanError as error:
        failures = known.failures + 1
        wait = every * min(2**failures, LONGEST_BACKOFF)
        state.save_answer(replace(known, failures=failures, next_at=now + wait, fault=str(error)), ())
        return _failed(replace(result, silent=result.silent + 1), url, error)
    if answer.unchanged:
        state.save_answer(replace(known, failures=0, next_at=now + every, fault=None), ())
        return replace(result, unchanged=result.unchanged + 1)
    fresh = FeedState(url, answer.etag, answer.modified, next_at=now + every)
    return replace(result, found=result.found + state.save_answer(fresh, entries))


def _entries(answer: Fetched, url: str) -> list[tuple[str, Item, bool]]:
    """Key, item and wholeness of what a feed or a news sitemap names."""
    if kind_of(answer.data[:HEAD], "") == "sitemap":
        pages, _ = addresses_of_sitemap(answer.data, url)
        return [(plain_address(page), Item(page, "html", url=page, hints=hints), False) for page, hints in pages]
    found = []
    for entry in read_feed(answer.data, url, base=answer.url):
        item = replace(item_of_entry(entry, entry.url or f"{url}#{entry.key}"), url=entry.url)
        if entry.url or entry.text.strip():
            key = plain_address(entry.url) if entry.url else f"{url}#{entry.key}"
            found.append((key, item, entry.is_whole or entry.url is None))
    return found


def _fetch(number: int, sink: Sink, state: FollowState, fetcher: Fetcher, options: Options, result: Round) -> Round:
    entry = state.entry(number)
    assert entry.url is not None, "an entry without address is whole"
    try:
        answer = fetcher.get(entry.url)
    except FetchFault as error:
        attempts = entry.attempts + 1
        again = isinstance(error, WebFault) and error.may_mend and attempts < ENTRY_ATTEMPTS
        state.fail(number, str(error), attempts=attempts, again=again)
        return _failed(result, entry.url, error)
    page = item_of_answer(answer, entry.url)
    known = entry.item
    title, outlet = known.fields.get("title") or known.title, known.fields.get("outlet") or known.outlet
    state.save_page(number, replace(page, title=title, outlet=outlet, hints=known.hints))
    return _add(number, sink, state, options, result)


def _add(number: int, sink: Sink, state: FollowState, options: Options, result: Round) -> Round:
    entry = state.entry(number)
    report = read_item(entry.item, options)
    if isinstance(report, Failure):
        state.fail(number, report.reason, attempts=entry.attempts, again=False)
        return _failed(result, report.source, report.error)
    refused = sink(report)
    if refused:
        state.fail(number, refused, attempts=entry.attempts, again=False)
        return _failed(result, report.source or report.id, BadInput(report.source or report.id, refused))
    state.finish(number)
    return replace(result, added=result.added + 1)


def _failed(result: Round, source: str, error: DragomanError) -> Round:
    _LOG.info("%s", error)
    other = isinstance(error, NotEnglish)
    failures = (*result.failures, failure(source, error))
    return replace(result, failures=failures, other_languages=result.other_languages + other)


def _by_turns(state: FollowState) -> list[int]:
    """Waiting entries, host by host in turn, so that one host's pause is another's turn."""
    hosts: dict[str, list[int]] = {}
    for number, url in state.open_entries("waiting"):
        hosts.setdefault(urlsplit(url or "").netloc, []).append(number)
    return [n for turn in zip_longest(*hosts.values()) for n in turn if n is not None]
