"""Past or future at a place in a text, from the words around it, without a parser."""

from __future__ import annotations

import re

from dragoman.extract.timex.marks import is_attribute, marked_at
from dragoman.extract.timex.meaning import Tense

SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z])|\n\s*\n")
_PURPOSES = (
    "attend|visit|meet|travel|hold|host|take|lead|join|discuss|participate|begin|start|make|serve|sign|arrive|leave|"
    "return|resume|open|go|speak|address|vote|decide|appear|send|deploy|end|expire|complete|run|release|launch"
)
#: a timetable's present: "the minister leaves for Paris on Tuesday"
_SCHEDULED = (
    "meets?|leaves|travels|hosts|begins|starts|opens|arrives|convenes|flies|resumes|departs|is visiting|is meeting"
)
#: small words are verbs only in lower case: "May" is a month and "Will" a man
_FUTURE = (
    r"(?-i:will|may)|shall|won['’]t|\w+['’]ll|would|(?:is|are|was|were) to|going to|due to|due|scheduled|set to|"
    r"planned (?:to|for)|plans to|plan to|planning|expected|expects?|hopes? to|"
    r"intends? to|look(?:s|ing|ed)? forward to|slated|upcoming|might|could|should|must|payable|effective|"
    r"(?:agree(?:d|s|ment)?|plann?(?:ed|s)?|program|promis(?:ed|es)|pledg(?:ed|es)|offered|decid(?:ed|es)|propos(?:ed|es)|"
    r"prepar(?:ed|es|ing)|ordered) to (?!the\b|an?\b|its\b|his\b)\w+|"
    rf"{_SCHEDULED}|to (?:be|{_PURPOSES})"
)
# What could not be done or would have been done lies behind, and so does what had been due; the aim of a way that was
# taken ("flew to Geneva to lead the talks") has the tense of the way.
_EXPECTANT = "due|scheduled|expected|slated|set|planned|going"
_OVER = (
    r"(?:would|may|might|could|should|must)(?: not|n['’]t)? have|could(?:n['’]t| not)|could be (?:seen|heard|reached)|"
    rf"had been (?:{_EXPECTANT})(?: to \w+)?|(?:first|last|only)(?: \w+){{1,3}} to be|"
    r"(?:believed|thought|said|known|reported) to (?:be|have)|"
    r"(?:tried|attempted|failed|began|started|continued|managed|helped|refused|forced|used|appeared|seemed) to \w+|"
    r"(?:came|went|returned|flew|travell?ed|gathered|arrived)"
    rf"(?: (?!{_EXPECTANT}|plan|will)[\w.-]+){{0,4}}? to (?:{_PURPOSES})"
)
_PAST = (
    r"was|were|had|did|didn['’]t|wasn['’]t|weren['’]t|hadn['’]t|went|came|began|fell|rose|made|gave|spoke|won|lost|struck|"
    r"shot|got|saw|found|sent|kept|led|paid|took|met|held|left|told|said|became|broke|brought|built|bought|caught|chose|"
    r"drew|drove|flew|fought|grew|heard|hit|knew|laid|ran|rang|sat|sold|shook|slid|spent|stood|swore|taught|thought|threw|"
    r"understood|withdrew|wrote|signed|has|have|follows|comes after|(?-i:[a-z]{2,}ed)"
)
_CUE = re.compile(
    rf"(?<![\w-])(?:(?P<over>{_OVER})|(?P<future>{_FUTURE})|(?<!\bbe )(?P<past>{_PAST}))(?![\w-])", re.IGNORECASE
)
# "said on Monday", "told reporters late on Sunday": so many characters between verb and time belong together.
_BESIDE = 25
# "The president on Tuesday said": a verb this near after the time has it for itself.
_ADJACENT = 3
_REPORTING = frozenset({"said", "told", "added", "announced", "reported", "has", "have"})


# A time expression that opens its sentence, but for so many characters ("In early "), belongs to the verb that follows.
_OPENING = 12


def tense_at(text: str, start: int, end: int) -> Tense | None:
    """Tense of the verb nearest to the words: the one before them in their sentence, else the one after.

    "said" and its like come last: what is said may lie before or ahead. Words right before the expression that tell
    for themselves ("since", "effective") come first.
    """
    found = marked_at(text, start) or _verb_at(text, start, end)
    return None if found == "future" and is_attribute(text, start, end) else found


def _verb_at(text: str, start: int, end: int) -> Tense | None:
    left, right = sentence_around(text, start, end)
    before = list(_CUE.finditer(text, left, start))
    after = list(_CUE.finditer(text, end, right))
    if before and (before[-1][0].lower() not in _REPORTING or start - before[-1].end() <= _BESIDE):
        return _of(before[-1])
    if not before and after and (after[0].start() - end <= _ADJACENT or start - left <= _OPENING):
        return _of(after[0])
    ahead = [c for c in after if c[0].lower() not in _REPORTING]
    if ahead and not before:
        return _of(ahead[0])
    if before:
        return _of(ahead[0]) if ahead and ahead[0].start() - end <= _BESIDE else "past"
    return "past" if after else None


def _of(cue: re.Match[str]) -> Tense:
    return "future" if cue["future"] else "past"


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Rough bounds of the sentence that holds the words."""
    left = max(0, start - 400)
    for found in SENTENCE_END.finditer(text, left, start):
        left = found.end()
    found_end = SENTENCE_END.search(text, end, min(len(text), end + 400))
    return left, found_end.start() if found_end else min(len(text), end + 400)
