"""Jinja templates: always escaping, every name known, no logic beyond showing."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from dragoman.store.query import EventQuery
from dragoman.views import wording
from dragoman.views.html import item_key
from dragoman.web import links, question, words

_HTMX = "vendor/htmx.org@2.0.11/htmx.min.js"
#: Entries of the navigation: name, address, words.
NAVIGATION = (
    ("timeline", "/", "Timeline"), ("outlook", "/outlook", "Outlook"), ("actors", "/actors", "Actors"),
    ("pairs", "/pairs", "Pairs"), ("reports", "/reports", "Reports"), ("review", "/review", "Review"),
    ("read", "/read", "Read"),
)


@cache
def environment() -> Environment:
    """The templates with the functions that they may call."""
    found = Environment(
        loader=PackageLoader("dragoman.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, auto_reload=False,
    )
    found.globals.update(
        link=links.page, passage=links.passage, proof=links.proof, outside=links.outside,
        outside_quote=links.outside_quote, address=links.question, parameters_of=question.parameters_of,
        with_value=question.with_value, chips=question.chips, facet_words=words.FACET_WORDS,
        field_words=words.FIELD_WORDS, item_key=item_key,
        origin_words=words.ORIGIN_WORDS,
    )
    found.globals.update(
        plural=words.plural, stretch=words.stretch, empty_query=EventQuery(), htmx=_HTMX, navigation=NAVIGATION,
    )
    found.filters.update(
        days=wording.days, day=words.day, look=words.look, glyph=words.glyph, status_word=words.status_word,
        type_word=words.type_word, names=words.names, plain=words.plain, state_name=words.state_name,
        days_of=words.days_of,
        sentence_of=lambda offset, readout: readout.sentence_of(offset),
    )
    return found


def render(template: str, **values: Any) -> str:
    """A template filled in."""
    return environment().get_template(template).render(**values)
