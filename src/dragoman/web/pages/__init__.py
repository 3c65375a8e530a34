"""The pages of the desk: each file gives one kind of page, its dataclass and its table."""

from __future__ import annotations

from typing import Any

from dragoman.web.answers import Page
from dragoman.web.pages import actor, event, outlook, pair, report, review, search, timeline, watches

#: Every page that is only looked at, in the order of the navigation.
PAGES: tuple[Page[Any], ...] = (
    *timeline.PAGES, *event.PAGES, *actor.PAGES, *pair.PAGES, *outlook.PAGES, *report.PAGES, *search.PAGES,
    *review.PAGES, *watches.PAGES,
)
