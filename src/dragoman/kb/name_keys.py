"""Keys under which names of persons are compared, indexed and looked up."""

from __future__ import annotations

import re
from functools import lru_cache

from dragoman.names import fold

#: States whose family names come first as newspapers print them.
FAMILY_FIRST = frozenset({"CHN", "TWN", "KOR", "PRK", "HKG", "MAC", "VNM", "KHM", "SGP", "LAO"})

_NICKNAME = re.compile(r"[\"“(][^\"”)]*[\"”)]")
_TITLE = re.compile(
    r"^(?:(?:sir|dame|dr|mr|mrs|ms|prof|professor|gen|general|lt|col|rt|hon|sheikh|shaikh|shaykh|sheikha|hrh|king|queen|"
    r"prince|princess|emir|amir|sultan|pope|baroness|baron|lord|lady|viscount|earl|rev|h\.e|mullah|maulvi|ayatollah|"
    r"president|crown)\.? )+"
)
_SUFFIX = re.compile(r",? (?:jr|sr|obe|mp|cbe)\.?$")
_ARTICLE = re.compile(r"(?<!\S)(al|el)-")
_ORDINALS = frozenset(("ii", "iii", "iv"))
_PARTICLES = frozenset({"al", "el", "bin", "ibn", "bint", "de", "da", "di", "do", "dos", "del", "der", "den", "van",
                        "von", "la", "le", "y", "ul", "of", "the", "abu", "ben", "ter", "ten", "zu"})


@lru_cache(maxsize=50_000)
def tokens(name: str) -> tuple[str, ...]:
    """The words of a folded name without titles, nicknames, initials' dots and suffixes."""
    text = _NICKNAME.sub(" ", fold(name))
    text = _SUFFIX.sub("", _TITLE.sub("", " ".join(text.split())))
    words = [w for w in re.split(r"[\s,.]+", _ARTICLE.sub(r"\1 ", text)) if w]
    if len(words) > 2 and words[-1] in _ORDINALS:  # "Elizabeth II" keeps hers
        words.pop()
    return tuple(words)


def name_key(name: str) -> str:
    """The whole name, folded: what two printings of one full name share."""
    return " ".join(tokens(name))


def short_key(name: str) -> str:
    """First and last word: "joseph biden" for "Joseph R. Biden, Jr."."""
    words = [w for w in tokens(name) if len(w) > 1]
    return f"{words[0]} {words[-1]}" if len(words) > 1 else " ".join(words)


def surname(name: str, state: str | None) -> str:
    """The word by which papers call the person after the first mention."""
    words = tokens(name)
    if not words:
        return ""
    return words[0] if state in FAMILY_FIRST and len(words) > 1 else words[-1]


def calling_words(name: str) -> frozenset[str]:
    """Every word of a name that could stand alone for it (no particles, no initials)."""
    words = tokens(name)
    out = {w for w in words if len(w) > 1 and w not in _PARTICLES}
    out.update(part for w in words if "-" in w for part in w.split("-") if len(part) > 3)
    return frozenset(out)
