"""Days that a time expression gives an event together with the words around it.

"July 3-14", "from July 3 to July 14" and "between May and June" are two expressions and one stretch of days; what
happened since a day may have happened on any day until the report, and what is to happen by a day on any day from it.
"""

from __future__ import annotations

import re

from dragoman.edtf import when_of
from dragoman.model import Document, Timex, When

#: what stands between the two ends of a stretch
_TO = re.compile(r"\s*[-–—]\s*|\s+(?:to|through|until|till)\s+", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+(?:in\s+|on\s+)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_LIMIT = re.compile(r"\b(?:by|until|till|before)\s+$", re.IGNORECASE)
#: so many characters before an expression may hold such a word
_LEAD = 12


def stretch(doc: Document, index: int, *, since: bool = False, put_off: bool = False) -> When:
    """The days of the time expression at that index, of the stretch it is an end of, or of all days since it.

    Unknown where the expression's own days are. What was put off until a day (`put_off`) is to happen on it.
    """
    when = doc.timexes[index].when
    if since:
        return _since(doc, when)
    for first in (index, index - 1):
        if 0 <= first < len(doc.timexes) - 1:
            found = _joined(doc.text, doc.timexes[first], doc.timexes[first + 1])
            if found is not None:
                return found
    return when if put_off else _limited(doc, index)


def _joined(text: str, left: Timex, right: Timex) -> When | None:
    """The days from the first expression to the second, where they are the ends of one stretch."""
    first, last = left.when, right.when
    if left.kind != "DATE" or right.kind != "DATE":
        return None
    if not (first.earliest and first.latest and last.earliest and last.latest and first.latest < last.earliest):
        return None
    between = text[left.span.end : right.span.start]
    if _TO.fullmatch(between):
        return when_of(first.earliest, last.latest)
    # "in May and June" is a stretch, "on Monday and Thursday" two days
    beside = (last.earliest - first.latest).days == 1
    if _AND.fullmatch(between) and (beside or _leads(_BETWEEN, text, left)):
        return when_of(first.earliest, last.latest)
    return None


def _leads(words: re.Pattern[str], text: str, timex: Timex) -> bool:
    """Whether an expression follows such a word."""
    return words.search(text, max(0, timex.span.start - _LEAD), timex.span.start) is not None


def _limited(doc: Document, index: int) -> When:
    """From the report's day to the day something is to be done by or to last until; else the expression's days."""
    timex, published = doc.timexes[index], _published(doc)
    when = timex.when
    ahead = published.earliest and when.latest and published.earliest < when.latest
    if not ahead or timex.kind != "DATE" or not _leads(_LIMIT, doc.text, timex):
        return when
    return when_of(published.earliest, when.latest)


def _since(doc: Document, when: When) -> When:
    """From the time told to the report's day."""
    latest = _published(doc).latest
    if when.earliest is None or latest is None or latest < when.earliest:
        return When()
    return when_of(when.earliest, latest)


def _published(doc: Document) -> When:
    return doc.report.published.when if doc.report.published else When()
