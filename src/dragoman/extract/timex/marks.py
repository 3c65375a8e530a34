"""Words beside a time expression that tell past from future whatever the verb of the sentence says.

"Since January" lies behind in any tense, "effective Feb. 1" and "postponed to March" lie ahead although all was decided
in the past, and what "the talks begun in May" will lead to does not make May one to come.
Tuned on timebank, and on the full dates of the openly licensed news sets, which say themselves on which side of their
report they lie (after "by" 13 of 15 lay ahead, after "until" 16 of 18, after "since" 35 of 35 behind).
"""

from __future__ import annotations

import re

from dragoman.extract.timex.meaning import Tense

# So many characters before the words may hold a mark ("extended its offer for all shares outstanding until").
_REACH = 90
_PREPOSITION = r"(?:\s+(?:on|in|by|for|at|from|of|as of|early|late|mid-?|about|around|the))*\s*-?"
#: what a date that follows at once belongs to, and lies ahead
_AHEAD = (
    r"effective|payable|(?<!been )(?:due|scheduled|slated)|(?<!to )(?:expires?|matures?|take effect)|expiring|maturing|"
    r"ends|takes effect|taking effect|"
    r"of record|(?:record|expiration|closing|target) date (?:is|of)|no later than|on or before"
)
# What is "extended until" or "put off to" a day is not over when it is told.
_MOVED = (
    r"(?:extend(?:s|ed|ing)?|postpone[sd]?|postponing|delay(?:s|ed|ing)?|defer(?:s|red|ring)?|reschedul(?:es|ed|ing)|"
    r"adjourn(?:s|ed|ing)?|push(?:es|ed|ing)?\sback|put(?:s|ting)?\soff|prolong(?:s|ed|ing)?)"
    r"(?:\s+(?!and\b|but\b|after\b|said\b|when\b)[^\s,;.]+){0,9}?,?\s+(?:to|until|till|through)"
)
#: a deadline is told while it runs
_DEADLINE = (
    r"by|beyond|until|till|"
    r"(?:set|sets|setting|planned|planning|plans|called|calls|calling)(?:\s+[^\s,;.]+){0,5}\s+for"
)
# "By Monday the town had fallen": a weekday needs more than "by" to lie ahead.
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_TO_DO = re.compile(r"\bto\s+[a-z]+(?:\s+[^\s,;.]+){0,6}\s+(?:by|until|till)\b[^,;.]*$")
_TO_DO_AFTER = re.compile(r"\w+ to [a-z]+", re.IGNORECASE)
# What was kept or missed, or ended a stretch of the past, is behind: "failed to reply by", "minister from 2018 until".
_OVER = re.compile(r"\b(?:failed|refused|declined|managed|tried|had|from)\b[^.;]*$", re.IGNORECASE)
# "The vote is on Sunday", "the deadline falls on May 3"; not "it is in May that".
_TIMETABLE = r"(?<!it )(?:is|are|falls?)(?=(?: on)?\s+$)"
#: participles of what is over: the date beside them is theirs
_DONE = (
    "begun|signed|held|dated|adopted|reached|concluded|launched|announced|published|taken|ratified|imposed|ended|"
    "approved|agreed|proclaimed|issued|established|founded|killed|arrested|captured|detained|elected|started"
)
_MARK = re.compile(
    rf"\b(?:(?P<past>since|following the|(?<!be )(?<!being )(?<!get )(?:{_DONE}))|"
    rf"(?P<future>{_AHEAD}|{_MOVED}|{_TIMETABLE})|(?P<deadline>{_DEADLINE})){_PREPOSITION}$",
    re.IGNORECASE,
)


def marked_at(text: str, start: int) -> Tense | None:
    """Past or future by the words right before a time expression; None where they are no mark."""
    found = _MARK.search(text, max(0, start - _REACH), start)
    if found is None:
        return None
    if found["deadline"] and not _is_running(text, start):
        return None
    return "past" if found["past"] else "future"


def _is_running(text: str, start: int) -> bool:
    """Whether a deadline that ends on the words that start here is told as one that runs."""
    left = max(0, start - _REACH)
    if _OVER.search(text, left, start):
        return False
    begun = _TO_DO.search(text, left, start) or _TO_DO_AFTER.match(text, start)
    return _WEEKDAY.match(text, start) is None or begun is not None


#: nouns of what is announced beforehand
_ANNOUNCED = frozenset(
    "summit summits election elections inauguration vote voting votes meeting meetings talks deadline conference visit "
    "trip hearing hearings referendum round session trial launch expiry opening ceremony polls poll ballot runoff "
    "run-off primary congress games tour handover".split()
)
_ARTICLE = re.compile(r"(?:\b(?:the|a|an|its|his|her|their|our|this|that)|['’]s)\s+$", re.IGNORECASE)
_NOUNS = re.compile(r"(?P<owner>['’]s?)?(?P<words>(?:\s+[a-z][\w-]*){1,4})")
_NO_NOUNS = frozenset(
    "and or but to in on at of for from by with as that when while where after before since until will would was were "
    "is are has had have said may might could can should".split()
)


def is_attribute(text: str, start: int, end: int) -> bool:
    """Whether a date belongs to a noun of its own: "the Feb. 26 launches", "Monday's attack".

    What is to happen to the thing says nothing of its date; but what is announced beforehand ("the March 24 summit")
    may well lie ahead.
    """
    after = _NOUNS.match(text, end)
    if after is None or not (after["owner"] or _ARTICLE.search(text, max(0, start - 8), start)):
        return False
    words = after["words"].split()
    return words[0] not in _NO_NOUNS and _ANNOUNCED.isdisjoint(words)
