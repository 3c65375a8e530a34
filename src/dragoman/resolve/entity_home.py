"""Whose report it is: the state of its publisher, by how officials are printed in it.

"Secretary Roe" and "the Foreign Secretary" are printed so at home, "the US Secretary of State" abroad.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.kb.roles import PROMINENT
from dragoman.resolve.entity_page import Referent, Title

#: Nouns of civil servants: printed without a state, they are the publisher's own.
_SERVANTS = frozenset((
    "secretary", "undersecretary", "counselor", "counsellor", "envoy", "coordinator", "adviser", "advisor",
    "ambassador", "spokesperson", "spokesman", "spokeswoman", "administrator", "minister", "attaché", "attache",
))


def home_of(people: Sequence[Referent], titles: Sequence[Title] = ()) -> str | None:
    """ISO-3 of the publisher's state, or None. `titles`: those of descriptions without a name.

    1. The one state of the titles that only one state gives ("Secretary Roe", "the Foreign Secretary").
    2. That of all known people whose title is printed without a state, if they are a third of the known people.
    """
    told = {t.state for r in people for t in r.titles if t.is_home and not t.is_former and r.state == t.state}
    told |= {t.state for t in titles if t.is_home and not t.is_former}
    if told:
        return told.pop() if len(told) == 1 else None
    known = [r for r in people if r.person is not None]
    own = [r.state for r in known if r.state and any(t.words and t.state is None for t in r.titles)
           and not any(t.state and t.state != r.state for t in r.titles)]
    return own[0] if len(set(own)) == 1 and len(own) * 3 >= len(known) else None


def is_servant(titles: Sequence[Title], home: str) -> bool:
    """Whether somebody with these titles, none of which names a state, serves the publisher's state."""
    for title in titles:
        words = title.words.lower().replace("-", " ").split()
        found = _SERVANTS & set(words)
        if not found or title.state is not None or title.is_former or title.office in PROMINENT:
            continue
        if found == {"minister"} and home == "USA":
            continue  # it has none
        return True
    return False
