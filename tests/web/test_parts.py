"""The parts that pages are made of, by themselves."""

from __future__ import annotations

import itertools
import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from dragoman.errors import BadQuestion
from dragoman.model import Document, Report, Span
from dragoman.store.query import STATUSES, TYPES, EventQuery
from dragoman.store.rows import DayCount
from dragoman.views.readout import readout
from dragoman.web.charts.buckets import MOST_BARS, buckets, unit_for
from dragoman.web.charts.strip import strip
from dragoman.web.kept import Kept
from dragoman.web.marked import marked_text
from dragoman.web.question import chips, parameters_of, query_of
from dragoman.web.table import Table
from tests.web.sample import documents

NAMES = st.lists(st.text(min_size=1, max_size=8).map(str.strip).filter(bool), max_size=3, unique=True).map(tuple)
QUERIES = st.builds(
    EventQuery,
    actor=NAMES,
    place=NAMES,
    outlet=NAMES,
    mode=NAMES,
    state=st.lists(st.sampled_from(["USA", "CHN", "RUS"]), unique=True).map(tuple),
    type=st.lists(st.sampled_from(TYPES), unique=True, max_size=3).map(tuple),
    status=st.lists(st.sampled_from(STATUSES), unique=True, max_size=3).map(tuple),
    pair=st.none() | st.just(("CHN", "USA")),
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
    text=st.text(max_size=10).map(str.strip),
    disputed=st.booleans(),
    min_sources=st.integers(0, 10),
    order=st.sampled_from(["newest", "oldest"]),
)


@given(QUERIES)
def test_a_question_goes_into_an_address_and_comes_back(query: EventQuery) -> None:
    assert query_of(QueryParams(list(parameters_of(query)))) == query


@given(QUERIES)
def test_taking_every_filter_away_leaves_all_events(query: EventQuery) -> None:
    rest = replace(query, order="newest")
    while found := chips(rest):
        fewer = query_of(QueryParams(list(found[0].without)))
        assert len(chips(fewer)) == len(found) - 1
        rest = fewer
    assert rest == EventQuery()


@pytest.mark.parametrize("address", ["since=2024-13-01", "pair=USA", "pair=1-2", "min_sources=-1", "min_sources=²"])
def test_values_that_mean_nothing_are_told(address: str) -> None:
    with pytest.raises(BadQuestion):
        query_of(QueryParams(address))


@given(st.dates(), st.dates())
def test_buckets_cover_every_day_once(one: date, other: date) -> None:
    first, last = sorted((one, other))
    unit = unit_for(first, last)
    found = list(buckets(unit, first, last))
    assert len(found) <= max(MOST_BARS + 2, (last - first).days // unit.shortest + 2)
    assert found[0][0] <= first
    assert found[-1][1] >= last
    for (_, end), (start, _) in itertools.pairwise(found):
        assert start == end + timedelta(days=1)


@given(
    st.dictionaries(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.integers(1, 50), min_size=1)
)
def test_the_strip_loses_no_event(counts: dict[date, int]) -> None:
    rows = [DayCount(day, n) for day, n in sorted(counts.items())]
    found = strip(rows, rows)
    assert found is not None
    assert sum(b.total for b in found.bars) == sum(b.firm for b in found.bars) == sum(counts.values())
    assert all(a.last < b.first for a, b in zip(found.bars, found.bars[1:], strict=False))


def test_a_lone_event_of_long_ago_does_not_squeeze_the_strip() -> None:
    recent = [DayCount(date(2024, 3, 1) + timedelta(days=n), 10) for n in range(60)]
    found = strip([DayCount(date(1948, 5, 14), 1), *recent])
    assert found is not None
    assert found.unit == "day"
    assert (found.bars[0].edge, found.bars[0].total) == ("before", 1)


def test_no_events_no_strip() -> None:
    assert strip([]) is None


def _plain(html: str) -> str:
    from html import unescape
    from re import sub

    without_numbers = sub(r'<(span|a) class="n"[^>]*>\d+</\1>', "", html)
    return unescape(sub(r"<[^>]+>", "", without_numbers))


@pytest.mark.parametrize("document", documents(), ids=lambda d: d.report.id[:8])
def test_marks_never_alter_the_text(document: Document) -> None:
    read = readout(document)
    assert _plain(str(marked_text(read))) == document.text
    middle = len(document.text) // 2
    assert _plain(str(marked_text(read, at=Span(middle - 3, middle + 3)))) == document.text


@given(st.text(max_size=60), st.data())
def test_any_text_is_shown_to_the_letter(text: str, data: st.DataObject) -> None:
    text = text.replace("\r", "")
    read = readout(Document(Report("r", text)))
    at = None
    if len(text) > 1:
        start = data.draw(st.integers(0, len(text) - 2))
        at = Span(start, data.draw(st.integers(start + 1, len(text))))
    assert _plain(str(marked_text(read, at=at))) == text


def test_a_table_has_no_formulas_and_joins_what_is_several() -> None:
    table = Table(("a", "b", "c", "d"), [("=1+1", ("x", "y"), None, -3), ("@x", (), True, 2.5)])
    assert table.to_csv() == "a,b,c,d\r\n'=1+1,x; y,,-3\r\n'@x,,yes,2.5\r\n"


def test_what_is_kept_is_worked_out_once_until_its_ground_changes() -> None:
    kept: Kept[str, int] = Kept()
    calls: list[int] = []

    def work() -> int:
        calls.append(1)
        return len(calls)

    assert [kept.get("k", "s1", work) for _ in range(3)] == [1, 1, 1]
    assert kept.get("k", "s2", work) == 2
    assert kept.get("other", "s2", work) == 3


def test_what_takes_long_is_shown_as_it_was_until_it_is_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.web.kept._PATIENCE_SECONDS", -1.0)
    kept: Kept[str, int] = Kept()
    assert kept.get("k", 1, lambda: 1) == 1
    done = threading.Event()

    def slow() -> int:
        done.wait(10)
        return 2

    assert kept.get("k", 2, slow) == 1
    done.set()
    for _ in range(200):
        if kept.get("k", 2, slow) == 2:
            break
        threading.Event().wait(0.02)
    assert kept.get("k", 2, slow) == 2


def test_a_failure_in_the_background_keeps_what_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.web.kept._PATIENCE_SECONDS", -1.0)
    kept: Kept[str, int] = Kept()
    kept.get("k", 1, lambda: 1)

    def broken() -> int:
        raise RuntimeError("no")

    assert kept.get("k", 2, broken) == 1
    assert kept.get("k", 2, broken) == 1
