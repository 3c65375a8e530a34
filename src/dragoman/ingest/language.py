"""Is this English? Text in other languages is set aside, not read as if it were English.

Two witnesses. English cannot be written without its function words: they are 35 to 55 % of running text and 15 %
or more of headlines and lists of names in sentences. Where they are scarce, py3langid (97 languages, bundled with
its package) decides. So English full of foreign names is never refused on the detector's word alone.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FUNCTION_WORDS = frozenset(
    "the of and to in a that is was for on with as by at from it he his be an are has have had were which this not "
    "will would who said their its they after but or been more also she her than when about between over during "
    "into against under other we our i you there if all can could may could should between because before while "
    "what out up him them these those such only no how some where two new".split()
)
# Of words that only English has among the languages written in Latin letters; "in", "a", "was", "die" are shared.
_ENGLISH_ONLY = frozenset(
    "the of and that is for with by from it his are has have were which this would who said their "
    "they but been she than when about because should".split()
)
# Chosen on 13,606 English reports of data/news: 4 are refused (0.03 %), one-sentence lists of names.
# `tests/ingest/test_language.py` counts them again.
CERTAIN_SHARE = 0.20  #: function words at or above this share, with English-only ones among them: English
PIDGIN_SHARE = 0.08  #: the detector takes English full of West African names for Nigerian Pidgin, which has fewer
FEW_WORDS = 12  #: below this many words only the script is judged
MAX_WORDS = 3000  #: of a longer text only the beginning, middle and end are looked at


def is_english(text: str) -> bool:
    """Whether `text` is English as far as can be told; short texts in Latin letters get the benefit of the doubt."""
    words = [w.lower() for w in _WORD.findall(_sample(text))]
    if not words:
        return True
    latin = sum(1 for w in words if w[0] < "\u0250" or "\u1e00" <= w[0] <= "\u1eff")
    if latin < 0.5 * len(words):
        return False
    if len(words) < FEW_WORDS:
        return True
    share = sum(w in _FUNCTION_WORDS for w in words) / len(words)
    own = sum(w in _ENGLISH_ONLY for w in words) / len(words)
    if share >= CERTAIN_SHARE and own >= 0.04:
        return True
    found = detect(text)
    return found == "en" or (found == "pcm" and share >= PIDGIN_SHARE)


def detect(text: str) -> str:
    """The ISO 639-1 code of the likeliest language."""
    from py3langid import classify

    return str(classify(_sample(text))[0])


def load_detector() -> None:
    """Load the detector, 80 MB, now rather than with the first doubtful text: a long run's memory shows at once."""
    detect("")


def _sample(text: str) -> str:
    part = MAX_WORDS * 2
    if len(text) <= 3 * part:
        return text
    middle = len(text) // 2
    return "\n".join((text[:part], text[middle : middle + part], text[-part:]))
