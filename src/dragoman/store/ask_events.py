"""Questions about events, answered from the tags in the order of the timeline.

Every filter is a set of tags. The rarest filter drives: its tags lie in the index in timeline order, so a page is
a walk along it, and the other filters are looked up event by event. Which one drives changes the time, not the answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from dragoman.store import fulltext
from dragoman.store.codec import unpack
from dragoman.store.paging import token, where
from dragoman.store.query import EventQuery
from dragoman.store.rows import DayCount, EventRow, Facets, Page

FACETS = ("type", "status", "state", "mode", "context", "outlet", "place", "actor", "pair")
# Facets of a filtered question are counted over its newest so many events: more would cost more than a page may.
COUNTED = 5000
# Values shown per facet.
_SHOWN = 30


@dataclass(frozen=True, slots=True)
class _Filter:
    """Any of some values of one kind of tag."""

    kind: str
    values: tuple[str, ...]


@dataclass(slots=True)
class _Question:
    """A FROM and WHERE over `d`, rows of (day, event), and their parameters."""

    source: str
    conditions: list[str]
    parameters: dict[str, Any]
    empty: bool = False

    @property
    def sql(self) -> str:
        return f"FROM {self.source}" + (f" WHERE {' AND '.join(self.conditions)}" if self.conditions else "")


def event_page(connection: Connection, query: EventQuery, *, limit: int, page: str | None) -> Page[EventRow]:
    """One page of a question, newest first (or oldest). `query.actor` and `query.place` hold keys."""
    question = _question(connection, query)
    if question.empty:
        return Page(())
    down = query.order == "newest"
    compare, direction = ("<", "DESC") if down else (">", "ASC")
    if start := where(page, 2):
        question.conditions.append(f"(d.day, d.event) {compare} (:page_day, :page_event)")
        question.parameters.update(page_day=start[0], page_event=start[1])
    order = f"ORDER BY d.day {direction}, d.event {direction} LIMIT :limit"
    sql = f"SELECT x.day, x.event, e.row FROM (SELECT d.day, d.event {question.sql} {order}) x"
    sql += f" JOIN events e ON e.id = x.event ORDER BY x.day {direction}, x.event {direction}"
    found = connection.execute(text(sql), {**question.parameters, "limit": limit + 1}).all()
    rows = found[:limit]
    return Page(
        tuple(unpack(EventRow, r.row) for r in rows),
        next=token(rows[-1].day, rows[-1].event) if len(found) > limit else None,
    )


def all_rows(connection: Connection, query: EventQuery, *, size: int = 500) -> Iterator[EventRow]:
    """Every answer to a question, page by page."""
    page: str | None = None
    while True:
        found = event_page(connection, query, limit=size, page=page)
        yield from found.items
        page = found.next
        if page is None:
            return


def answer_ids(connection: Connection, query: EventQuery) -> frozenset[str]:
    """The ids of all answers, without their rows."""
    question = _question(connection, query)
    if question.empty:
        return frozenset()
    return frozenset(connection.execute(text(f"SELECT d.event {question.sql}"), question.parameters).scalars())


def answer_days(connection: Connection, query: EventQuery) -> list[tuple[str, str]]:
    """Day ("" where none is known) and id of every answer, in the order of the question."""
    question = _question(connection, query)
    if question.empty:
        return []
    direction = "DESC" if query.order == "newest" else "ASC"
    sql = f"SELECT d.day, d.event {question.sql} ORDER BY d.day {direction}, d.event {direction}"
    return [(r.day, r.event) for r in connection.execute(text(sql), question.parameters)]


def count_events(connection: Connection, query: EventQuery) -> int:
    """How many events answer a question."""
    question = _question(connection, query)
    if question.empty:
        return 0
    return int(connection.execute(text(f"SELECT count(*) {question.sql}"), question.parameters).scalar_one())


def day_counts(connection: Connection, query: EventQuery) -> tuple[DayCount, ...]:
    """How many events lie on each day, oldest first; events without any day are left out."""
    from datetime import date

    question = _question(connection, query)
    if question.empty:
        return ()
    question.conditions.append("d.day <> ''")
    sql = f"SELECT d.day, count(*) AS n {question.sql} GROUP BY d.day ORDER BY d.day"
    rows = connection.execute(text(sql), question.parameters)
    return tuple(DayCount(date.fromisoformat(r.day), r.n) for r in rows)


def facets(connection: Connection, query: EventQuery, *, kinds: Sequence[str] = FACETS) -> Facets:
    """How many events have each value of each of these kinds of tag."""
    if query == EventQuery(order=query.order):
        # kind by kind, so that of the tens of thousands of actors only the first few leave the database
        sql = " UNION ALL ".join(map(_commonest, kinds))
        return _facets(connection.execute(text(sql)).all(), kinds, complete=True)
    question = _question(connection, query)
    if question.empty:
        return Facets({}, complete=True)
    newest = f"SELECT d.event {question.sql} ORDER BY d.day DESC, d.event DESC LIMIT :counted"
    counts = connection.execute(
        text(
            f"WITH newest AS ({newest}) SELECT t.kind, t.value, count(*) AS n FROM newest"
            f" JOIN event_tags t ON t.event = newest.event WHERE t.kind IN ({_list(kinds)}) GROUP BY t.kind, t.value"
        ),
        {**question.parameters, "counted": COUNTED},
    ).all()
    # every event has one status and one type
    total = sum(r.n for r in counts if r.kind == ("status" if "status" in kinds else "type"))
    return _facets(counts, kinds, complete=total < COUNTED)


def _commonest(kind: str) -> str:
    found = f"SELECT kind, value, n FROM tag_counts WHERE kind = '{kind}' ORDER BY n DESC, value LIMIT {_SHOWN}"
    return f"SELECT kind, value, n FROM ({found}) AS of_{kind}"


def _facets(rows: Sequence[Any], kinds: Sequence[str], *, complete: bool) -> Facets:
    found: dict[str, list[tuple[str, int]]] = {kind: [] for kind in kinds}
    for row in rows:
        found[row.kind].append((row.value, row.n))
    return Facets({k: tuple(sorted(v, key=lambda p: (-p[1], p[0]))[:_SHOWN]) for k, v in found.items()}, complete)


def _list(words: Sequence[str]) -> str:
    return ", ".join(f"'{w}'" for w in words)


def _question(connection: Connection, query: EventQuery) -> _Question:
    filters = _filters(query)
    driver = _rarest(connection, filters)
    found = _Question("events d", [], {}) if driver is None else _driven_by(driver)
    if driver is None:
        found.source = "(SELECT day, id AS event FROM events) d"
    for i, each in enumerate(f for f in filters if f is not driver):
        names = _bind(found, f"f{i}_", each.values)
        found.conditions.append(
            f"EXISTS (SELECT 1 FROM event_tags t WHERE t.kind = '{each.kind}' AND t.value IN ({names})"
            " AND t.day = d.day AND t.event = d.event)"
        )
    if query.since:
        found.conditions.append("d.day >= :since")
        found.parameters["since"] = query.since.isoformat()
    if query.until:
        # an event without any day is no answer to a question about days
        found.conditions.append("d.day <= :until AND d.day <> ''")
        found.parameters["until"] = query.until.isoformat()
    if query.text:
        holds, parameters = fulltext.holds(connection, "mention", query.text, "n.num")
        mentions = "FROM event_mentions m JOIN mentions n ON n.id = m.mention"
        if holds.startswith("+"):
            found.conditions.append(f"EXISTS (SELECT 1 {mentions} WHERE m.event = d.event AND {holds})")
        else:
            found.conditions.append(f"d.event IN (SELECT m.event {mentions} WHERE {holds})")
        found.parameters.update(parameters)
    # A name that nobody bears was asked for: there is no answer.
    found.empty = any(not f.values for f in filters)
    return found


def _filters(query: EventQuery) -> list[_Filter]:
    found = [
        _Filter(kind, getattr(query, kind))
        for kind in ("actor", "state", "type", "mode", "context", "status", "ever", "place", "outlet")
        if getattr(query, kind)
    ]
    if query.pair:
        found.append(_Filter("pair", ("-".join(query.pair),)))
    if query.disputed:
        found.append(_Filter("disputed", ("yes",)))
    if query.min_sources > 1:
        found.append(_Filter("sources", (str(query.min_sources),)))
    return found


def _rarest(connection: Connection, filters: Sequence[_Filter]) -> _Filter | None:
    """The filter with the fewest events; None without filters."""
    sizes = []
    for i, each in enumerate(filters):
        names = {f"v{j}": v for j, v in enumerate(each.values)}
        values = ", ".join(f":{n}" for n in names) or "NULL"
        sql = f"SELECT coalesce(sum(n), 0) FROM tag_counts WHERE kind = '{each.kind}' AND value IN ({values})"
        sizes.append((connection.execute(text(sql), names).scalar_one(), i))
    return filters[min(sizes)[1]] if sizes else None


def _driven_by(driver: _Filter) -> _Question:
    found = _Question("", [], {})
    names = _bind(found, "d_", driver.values)
    if len(driver.values) == 1:
        # with one value the index is in timeline order already
        found.source = "event_tags d"
        found.conditions = [f"d.kind = '{driver.kind}'", f"d.value = {names}"]
    else:
        found.source = (
            f"(SELECT DISTINCT day, event FROM event_tags WHERE kind = '{driver.kind}' AND value IN ({names})) d"
        )
    return found


def _bind(question: _Question, prefix: str, values: Sequence[str]) -> str:
    names = {f"{prefix}{i}": v for i, v in enumerate(values)}
    question.parameters.update(names)
    return ", ".join(f":{n}" for n in names) or "NULL"
