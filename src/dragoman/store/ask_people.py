"""Who is meant by a name, and what the reports say about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, exists, func, not_, select

from dragoman.merge.record import LOCAL, local_key
from dragoman.names import fold
from dragoman.resolve.entity_words import TITLE_INNER, TITLE_NOUNS
from dragoman.store import tables, verdicts
from dragoman.store.chunks import chunks
from dragoman.store.rows import Named

# Of all who bear a name, this many are looked at; nobody reads further.
_MOST = 200
# Of those whom readings call unknown people about half bear a name; the rest are titles and descriptions.
_LOOKED_AT = 4
_PARTICLES = frozenset(
    "al el bin ibn ben abu bint da das de del della den der di do dos du e la le ten ter van vom von y zu af av".split()
)
_NO_NAMES = frozenset("one two three others both all some many several i he she they we people group us".split())


@dataclass(frozen=True, slots=True)
class OfficeSeen:
    """An office that reports give somebody, with the days of the first and last report that does."""

    office: str
    first: date | None
    last: date | None
    reports: int


def keys_of(connection: Connection, name: str) -> tuple[str, ...]:
    """The keys somebody may mean by a name.

    1. A key is itself; that of somebody since identified is whoever it turned out to be.
    2. Whoever bears exactly this name in some report.
    3. Otherwise whoever has it as last word ("Blinken").
    """
    names = tables.names.c
    if connection.execute(select(names.key).where(names.key == name).limit(1)).first():
        return (name,)
    said = verdicts.on(connection, "person", [name]).get(name)
    if said and said.answer != verdicts.NOBODY:
        return (said.answer,)
    folded = fold(name).strip()
    for condition in (names.folded == folded, names.last == folded):
        rows = connection.execute(select(names.key).where(condition).distinct().order_by(names.key).limit(_MOST))
        if found := tuple(r.key for r in rows):
            return found
    # merging may have named an actor by words that no report lists as an entity
    key = local_key(name)
    tags = tables.tag_counts.c
    known = connection.execute(select(tags.value).where(tags.kind == "actor", tags.value == key)).first()
    return (key,) if known else ()


def near_names(connection: Connection, name: str, *, limit: int = 5) -> tuple[str, ...]:
    """Names in the ledger that begin like this one."""
    names = tables.names.c
    start = fold(name).strip()[:4]
    if not start:
        return ()
    upper = start[:-1] + chr(ord(start[-1]) + 1)
    rows = connection.execute(
        select(names.folded)
        .where(names.last >= start, names.last < upper)
        .distinct()
        .order_by(names.folded)
        .limit(limit)
    )
    return tuple(r.folded for r in rows)


def named(connection: Connection, keys: Iterable[str]) -> tuple[Named, ...]:
    """Entities by key with their most frequent full name, most reported first."""
    found = []
    entity = tables.report_entities.c
    for part in chunks(sorted(set(keys))):
        rows = connection.execute(
            select(
                entity.key, entity.name, entity.kind, entity.state, func.count(entity.report.distinct()).label("n")
            )
            .where(entity.key.in_(part))
            .group_by(entity.key, entity.name, entity.kind, entity.state)
        ).all()
        for key in part:
            mine = [r for r in rows if r.key == key]
            if mine:
                best = min(mine, key=lambda r: (-r.n, -len(r.name), r.name, r.kind, r.state))
                states = sorted((r.state for r in mine if r.state), key=lambda s: (-_sum(mine, s), s))
                state = states[0] if states else None
                found.append(Named(key, best.name, best.kind, state, sum(r.n for r in mine)))
    return tuple(sorted(found, key=lambda n: (-n.reports, n.name, n.key)))


def offices_seen(connection: Connection, keys: Sequence[str]) -> tuple[OfficeSeen, ...]:
    """The offices that reports give somebody, oldest first."""
    entity = tables.report_entities.c
    rows = connection.execute(
        select(
            entity.office,
            func.min(entity.day).label("first"),
            func.max(entity.day).label("last"),
            func.count(entity.report.distinct()).label("n"),
        )
        .where(entity.key.in_(keys), entity.office != "")
        .group_by(entity.office)
    )
    found = [OfficeSeen(r.office, _day(r.first), _day(r.last), r.n) for r in rows]
    return tuple(sorted(found, key=lambda o: (o.first or date.min, o.last or date.min, o.office)))


def names_of(connection: Connection, keys: Sequence[str]) -> tuple[str, ...]:
    """Every spelling of a name that reports use, most frequent first."""
    entity = tables.report_entities.c
    rows = connection.execute(
        select(entity.name, func.count().label("n")).where(entity.key.in_(keys)).group_by(entity.name)
    )
    return tuple(r.name for r in sorted(rows, key=lambda r: (-r.n, r.name)))


def unknown_people(connection: Connection, *, limit: int) -> tuple[Named, ...]:
    """People whom the knowledge base does not hold and nobody has decided on, those in most events first."""
    tag, names = tables.tag_counts.c, tables.names.c
    known_by_name = (tag.kind == "actor", tag.value >= LOCAL, tag.value < LOCAL[:-1] + chr(ord(LOCAL[-1]) + 1))
    rows = connection.execute(
        select(tag.value)
        .where(
            *known_by_name, exists().where(names.key == tag.value, names.kind == "person"),
            not_(verdicts.is_decided("person", tag.value)),
        )
        .order_by(tag.n.desc(), tag.value)
        .limit(_LOOKED_AT * limit)
    )
    order = {key: i for i, key in enumerate(rows.scalars())}
    people = (n for n in named(connection, order) if n.kind == "person" and is_proper_name(n.name))
    return tuple(sorted(people, key=lambda n: order[n.key])[:limit])


def is_proper_name(name: str) -> bool:
    """Whether words look like somebody's name: capitalised, and not only a title, a number or a description.

    "Ana Prado", "Putin" and "Cardinal Zen" do; "the envoy", "Deputy Secretary", "Australian woman" and "One" do not.
    """
    words = name.split()
    titles = TITLE_NOUNS | TITLE_INNER | _NO_NAMES
    own = [w for w in words if w[:1].isupper() and fold(w) not in titles]
    plain = [w for w in words if w[:1].islower() and "-" not in w and "'" not in w and fold(w) not in _PARTICLES]
    return bool(own) and not plain and not any(c.isdigit() for c in name) and fold(words[-1]) not in titles


def _sum(rows: Sequence[Any], state: str) -> int:
    return sum(int(r.n) for r in rows if r.state == state)


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if value else None
