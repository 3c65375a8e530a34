"""Whom somebody unknown may be: people of the ledger and of the knowledge base, by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select

from dragoman.errors import BadQuestion, NotFound
from dragoman.merge.record import LOCAL
from dragoman.names import fold
from dragoman.store import tables
from dragoman.store.ask_people import named

if TYPE_CHECKING:
    from dragoman.kb.nouns import Person

#: People offered; a reader decides between a handful at a glance.
OFFERED = 5
# Ids of Wikidata have nine digits; SQLite takes no whole number of more than eighteen.
_LONGEST_ID = 18
# Spellings that a reader takes for one name differ by a letter or two of ten. Not tuned: these are offers, not links.
_ALIKE = 85
# Of all who bear a name, this many are looked at; nobody reads further.
_MOST = 200


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who has an id."""

    key: str  #: "Q..."
    name: str
    state: str | None
    office: str | None  #: on the day asked for, else the last one held
    reports: int  #: of this ledger that name them
    why: str  #: why they are offered


def known_person(connection: Connection, answer: str) -> Known:
    """The one person that an id or a name means.

    Raises:
        NotFound: nobody known is called so.
        BadQuestion: several are.
    """
    answer = answer.strip()
    found = _by_id(connection, answer) if _is_id(answer) else _by_name(connection, answer)
    if not found:
        raise NotFound(answer or '""', "nobody of that name or id is known",
                       "give an id (Q...) or a full name, "
                       "or add the person to a file of facts and name it in `kb_files`")
    if len(found) > 1:
        near = ", ".join(f"{p.name} ({p.key}{', ' + p.state if p.state else ''})" for p in found[:OFFERED])
        raise BadQuestion(answer, "may mean several people", f"give the id of one of them: {near}")
    return found[0]


def offers(connection: Connection, key: str, name: str, *, state: str | None, on: date | None) -> tuple[Known, ...]:
    """Known people whom an unknown one may be, likeliest first.

    1. Those who bear exactly this name.
    2. Those of this ledger whose name begins alike and is spelt nearly so ("Kim Jong Un", "Kim Jong-un").
    3. Those of this ledger who share the last word of it.
    4. Holders of prominent offices who share the last word.
    Of each group those of the same state come first, then those most reported.
    """
    from dragoman import kb

    last = fold(key.removeprefix(LOCAL)).split()[-1:] or [""]
    exact = _by_name(connection, name, on=on)
    alike = _named_in_ledger(connection, _spelt_alike(connection, key.removeprefix(LOCAL)), "spelt alike", on=on)
    same_word = _named_in_ledger(connection, _called(connection, last[0]), "shares a name in this ledger", on=on)
    prominent = [_person(connection, p, on, f"holders of office called {last[0].title()}")
                 for p in kb.default().called(last[0]) if p.qid]
    found: dict[str, Known] = {}
    for group in (exact, alike, same_word, prominent):
        for each in sorted(group, key=lambda k: (k.state != state, -k.reports, k.name, k.key)):
            found.setdefault(each.key, each)
    return tuple(found.values())[:OFFERED]


def _is_id(answer: str) -> bool:
    return answer[:1].upper() == "Q" and answer.isascii() and answer[1:].isdecimal() and len(answer) < _LONGEST_ID


def _by_id(connection: Connection, qid: str) -> list[Known]:
    from dragoman import kb

    qid = qid.upper()
    base = kb.default()
    for (name,) in base.rows("SELECT name FROM person WHERE qid = ?", (int(qid[1:]),)):
        for person in base.find_people(str(name)):
            if person.qid == qid:
                return [_person(connection, person, None, "the id")]
    mine = [n for n in named(connection, [qid]) if n.kind == "person"]
    return [Known(n.key, n.name, n.state, None, n.reports, "the id") for n in mine]


def _by_name(connection: Connection, name: str, *, on: date | None = None) -> list[Known]:
    from dragoman import kb

    why = "bears this name"
    found = {p.qid: _person(connection, p, on, why) for p in kb.default().find_people(name) if p.qid}
    names = tables.names.c
    keys = connection.execute(
        select(names.key).where(names.folded == fold(name).strip(), names.kind == "person").distinct()
    ).scalars()
    mine = [k for k in keys if not k.startswith(LOCAL) and k not in found]
    found.update((n.key, Known(n.key, n.name, n.state, None, n.reports, why)) for n in named(connection, mine))
    return sorted(found.values(), key=lambda k: (-k.reports, k.name, k.key))


def _called(connection: Connection, word: str) -> list[str]:
    """The keys of known people of the ledger whose name ends in a word."""
    names = tables.names.c
    keys = connection.execute(
        select(names.key).where(names.last == word, names.kind == "person", names.key < LOCAL)
        .distinct().order_by(names.key).limit(_MOST)
    )
    return list(keys.scalars())


def _spelt_alike(connection: Connection, folded: str) -> list[str]:
    """The keys of known people of the ledger whose name begins with the same word and is nearly the same."""
    from rapidfuzz.fuzz import ratio

    first = folded.split()[:1]
    if not first or folded == first[0]:
        return []
    names = tables.names.c
    beyond = first[0][:-1] + chr(ord(first[0][-1]) + 1)
    rows = connection.execute(
        select(names.folded, names.key)
        .where(names.folded >= first[0], names.folded < beyond, names.kind == "person", names.key < LOCAL)
        .order_by(names.folded, names.key).limit(_MOST)
    )
    return sorted({r.key for r in rows if ratio(_squeezed(r.folded), _squeezed(folded)) >= _ALIKE})


def _squeezed(folded: str) -> str:
    return "".join(c for c in folded if c.isalnum())


def _named_in_ledger(connection: Connection, keys: Sequence[str], why: str, *, on: date | None) -> list[Known]:
    from dragoman import kb

    found = []
    for each in named(connection, keys):
        people: Sequence[Person] = kb.default().find_people(each.name)
        office = next((_office(p, on) for p in people if p.qid == each.key), None)
        found.append(Known(each.key, each.name, each.state, office, each.reports, why))
    return found


def _person(connection: Connection, person: Person, on: date | None, why: str) -> Known:
    assert person.qid
    entity = tables.report_entities.c
    count = connection.execute(
        select(func.count(entity.report.distinct())).where(entity.key == person.qid)
    ).scalar_one()
    return Known(person.qid, person.name, person.state, _office(person, on), count, why)


def _office(person: Person, on: date | None) -> str | None:
    from dragoman import kb

    base = kb.default()
    held = base.office_on(person, on) if on else None
    spell = held or next(iter(reversed(base.spells(person))), None)
    return spell.office if spell else None
