"""Whether a sentence tells an act as its news, or looks back on it: "is arrested" beside "after his arrest"."""

from __future__ import annotations

import re

from dragoman.merge.keywords import WORD
from dragoman.merge.record import MentionRecord

# Words that put what follows behind the news of the sentence, when they stand among the last few before the trigger;
# and words that right before it make a known act of it ("the resignation", "yesterday's strike").
_BEHIND = frozenset(
    "after following since amid amidst over despite during who which whose that having decision".split()
)
_KNOWN = frozenset("the this that these those his her its their yesterday's".split())
_VERB_ENDINGS = ("s", "ed", "ing")  #: "his 27-year sentence" is a known one, "his army attacks" is news
_REACH = 5  #: words before the trigger in which the first kind is looked for
_DAYS_AGO = re.compile(r"\b(?:yesterday|ago|earlier|last (?:night|week|month|year)|previous(?:ly)?|already)\b", re.I)


def looks_back(record: MentionRecord) -> bool:
    """Whether the act is told as what came before, or as known already."""
    words = _before(record)
    noun = not record.trigger_text.lower().endswith(_VERB_ENDINGS)
    known = any(w in _KNOWN or w.endswith(("'s", "’s")) for w in words[-2 if noun else -1 :])
    before, after = around(record)
    near = " ".join([*before.split()[-_REACH:], *after.split()[:_REACH]])
    return known or is_behind(record) or bool(_DAYS_AGO.search(near))


def is_behind(record: MentionRecord) -> bool:
    """Whether a word of the sentence puts the act behind its news ("after the vote", "the bomb that killed")."""
    return not _BEHIND.isdisjoint(_before(record)[-_REACH:])


def around(record: MentionRecord) -> tuple[str, str]:
    """The sentence before the trigger, and after it."""
    start, end = (at - record.sentence.start for at in (record.trigger.start, record.trigger.end))
    return record.text[:start], record.text[end:]


def _before(record: MentionRecord) -> list[str]:
    return [w.lower() for w in WORD.findall(around(record)[0])]
