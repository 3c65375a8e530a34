"""A question about events in the query of an address, and back: `?actor=Blinken&status=scheduled&since=2023-06-01`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from starlette.datastructures import QueryParams

from dragoman.errors import BadQuestion
from dragoman.store.query import EventQuery

_MANY = ("actor", "state", "type", "mode", "context", "status", "ever", "place", "outlet")
_DAYS = ("since", "until")
#: Rows of a page of the desk; with their markup they stay well below 200 kB.
PAGE_ROWS = 50
_MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in force, and the parameters that are left when it is taken away."""

    kind: str
    value: str
    without: tuple[tuple[str, str], ...]


def query_of(parameters: QueryParams) -> EventQuery:
    """The question in an address; parameters that are not of a question are passed over.

    Raises:
        BadQuestion: a value that means nothing.
    """
    values: dict[str, Any] = {}
    for name in _MANY:
        given = tuple(dict.fromkeys(v.strip() for v in parameters.getlist(name) if v.strip()))
        if given:
            values[name] = given
    for name in _DAYS:
        if value := parameters.get(name, "").strip():
            values[name] = day_of(name, value)
    if pair := parameters.get("pair", "").strip():
        values["pair"] = pair_of(pair)
    if text := parameters.get("text", "").strip():
        values["text"] = text
    if parameters.get("disputed", "") not in ("", "no", "false", "0"):
        values["disputed"] = True
    if sources := parameters.get("min_sources", "").strip():
        values["min_sources"] = number_of("min_sources", sources, most=10)
    if parameters.get("order", "") == "oldest":
        values["order"] = "oldest"
    return EventQuery(**values)


def parameters_of(query: EventQuery, **changed: Any) -> tuple[tuple[str, str], ...]:
    """A question as parameters of an address, in a fixed order; with some of its fields changed."""
    return tuple(_parameters(replace(query, **changed) if changed else query))


def chips(query: EventQuery) -> tuple[Chip, ...]:
    """The filters of a question, each with the question that is left without it."""
    found = []
    for name, value in _parameters(query):
        if name == "order":
            continue
        held = getattr(query, name)
        if name in _MANY:
            rest = _changed(query, name, tuple(v for v in held if v != value))
        else:
            rest = _changed(query, name, next(f.default for f in fields(EventQuery) if f.name == name))
        found.append(Chip(name, value, parameters_of(rest)))
    return tuple(found)


def with_value(query: EventQuery, kind: str, value: str) -> tuple[tuple[str, str], ...]:
    """The parameters of a question with one more value of a facet."""
    if kind == "pair":
        return parameters_of(replace(query, pair=pair_of(value)))
    held = getattr(query, kind)
    return parameters_of(query if value in held else _changed(query, kind, (*held, value)))


def day_of(name: str, value: str) -> date:
    """A day in an address.

    Raises:
        BadQuestion: it is none.
    """
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise BadQuestion(f"{name}={value[:40]}", "is not a day", "write it as 2023-06-19") from error


def number_of(name: str, value: str, *, most: int) -> int:
    """A whole number in an address.

    Raises:
        BadQuestion: it is none, or too large.
    """
    if not (value.isascii() and value.isdigit() and len(value) < 10 and 1 <= int(value) <= most):
        raise BadQuestion(f"{name}={value[:40]}", f"is not a whole number from 1 to {most:,}", "leave it away")
    return int(value)


def rows_of(parameters: QueryParams, *, usual: int = PAGE_ROWS) -> int:
    """How many rows are asked for.

    Raises:
        BadQuestion: not a number, or more than a page holds.
    """
    value = parameters.get("limit", "").strip()
    return number_of("limit", value, most=_MOST_ROWS) if value else usual


def pair_of(value: str) -> tuple[str, str]:
    """Two states: "USA-CHN".

    Raises:
        BadQuestion: not two codes.
    """
    left, _, right = value.upper().replace(",", "-").replace(" ", "-").partition("-")
    if not all(len(c) == 3 and c.isascii() and c.isalpha() for c in (left, right)):
        raise BadQuestion(f"pair={value[:40]}", "is not two states", "give two ISO-3 codes, as USA-CHN")
    return left, right


def _changed(query: EventQuery, name: str, value: Any) -> EventQuery:
    changes: dict[str, Any] = {name: value}
    return replace(query, **changes)


def _parameters(query: EventQuery) -> Iterator[tuple[str, str]]:
    for name in _MANY:
        for value in getattr(query, name):
            yield name, value
    if query.pair:
        yield "pair", "-".join(query.pair)
    for name in _DAYS:
        if value := getattr(query, name):
            yield name, value.isoformat()
    if query.text:
        yield "text", query.text
    if query.disputed:
        yield "disputed", "yes"
    if query.min_sources:
        yield "min_sources", str(query.min_sources)
    if query.order == "oldest":
        yield "order", "oldest"
