"""Which mentions are connected: by joining links, by verdicts of "same", by one report's own groups.

Each mention has the smallest id of its component as a label. A new edge can only join components that its ends are
in, and an edge that goes can only split the one it was in; so whatever changed, the components of both ends hold
every mention concerned, and labelling these anew is labelling everything anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, and_, select

from dragoman.merge.cluster import JOIN
from dragoman.store import tables
from dragoman.store.chunks import chunks
from dragoman.store.connect import inserting


def around(connection: Connection, start: Iterable[str]) -> frozenset[str]:
    """The components of some mentions and of their neighbours; ids that are no mentions are left out.

    A verdict may name a mention that another reading of its report no longer has.
    """
    seeds = _known(connection, start)
    near = seeds | _known(connection, _neighbours(connection, seeds))
    table = tables.components.c
    labels: set[str] = set()
    for part in chunks(sorted(near)):
        labels.update(connection.execute(select(table.component).where(table.mention.in_(part))).scalars())
    found = set(near)
    for part in chunks(sorted(labels)):
        found.update(connection.execute(select(table.mention).where(table.component.in_(part))).scalars())
    return frozenset(found)


def label(connection: Connection, nodes: Collection[str], edges: Iterable[tuple[str, str]]) -> None:
    """Label these mentions, which hold whole components, after the edges among them."""
    wanted = _smallest(nodes, edges)
    table = tables.components
    for part in chunks(sorted(nodes)):
        rows = connection.execute(select(table.c.mention, table.c.component).where(table.c.mention.in_(part)))
        have = {r.mention: r.component for r in rows}
        changed = [{"mention": m, "component": wanted[m]} for m in part if have.get(m) != wanted[m]]
        if changed:
            statement = inserting(connection, table)
            statement = statement.on_conflict_do_update(
                index_elements=[table.c.mention], set_={"component": statement.excluded.component}
            )
            connection.execute(statement, changed)


def _smallest(nodes: Collection[str], edges: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Node -> smallest node that edges connect it to."""
    home = {n: n for n in nodes}

    def root(node: str) -> str:
        while home[node] != node:
            home[node] = home[home[node]]
            node = home[node]
        return node

    for left, right in edges:
        if left in home and right in home:
            a, b = sorted((root(left), root(right)))
            home[b] = a
    return {n: root(n) for n in home}


def _neighbours(connection: Connection, ids: Collection[str]) -> set[str]:
    link, verdict, mention = tables.links.c, tables.judgements.c, tables.mentions.c
    found: set[str] = set()
    for part in chunks(sorted(ids)):
        for mine, other in ((link.left, link.right), (link.right, link.left)):
            joins = select(other).where(mine.in_(part), link.score >= JOIN)
            found.update(connection.execute(joins).scalars())
        for mine, other in ((verdict.left, verdict.right), (verdict.right, verdict.left)):
            holds = and_(mine.in_(part), verdict.verdict == "same", verdict.undone_at.is_(None))
            found.update(connection.execute(select(other).where(holds)).scalars())
        groups = select(mention.mention_group).where(mention.id.in_(part), mention.mention_group.is_not(None))
        found.update(connection.execute(select(mention.id).where(mention.mention_group.in_(groups))).scalars())
    return found


def _known(connection: Connection, ids: Iterable[str]) -> set[str]:
    mention = tables.mentions.c
    known: set[str] = set()
    for part in chunks(sorted(set(ids))):
        known.update(connection.execute(select(mention.id).where(mention.id.in_(part))).scalars())
    return known
