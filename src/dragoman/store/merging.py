"""Merging in the ledger: a new report's mentions are compared with those that share a block, and only the clusters
that a new link, verdict or copy touches are made anew.

Clusters are a pure function of mentions, links and judgements. Two mentions can only come into one cluster when a
chain of joining links, of "same" verdicts or of one report's own groups leads from one to the other; so clustering
the connected components that changed gives what clustering everything would.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, or_, select

from dragoman.merge.block import keys as block_keys
from dragoman.merge.cluster import JOIN, Link, cluster
from dragoman.merge.compare import Context, score
from dragoman.merge.fold import fold, id_after
from dragoman.merge.record import MentionRecord
from dragoman.model import Judgement
from dragoman.store import components, tables
from dragoman.store.chunks import chunks
from dragoman.store.codec import pack, unpack
from dragoman.store.connect import insert_new
from dragoman.store.copying import copied
from dragoman.store.tagging import Tagged, count_tags, tagged

# Fainter links are not kept: an absent link counts as 0, and so little changes no mean.
KEEP = 0.1


@dataclass(frozen=True, slots=True)
class Refolded:
    """What a change did to the events: ids that are new or altered, and ids that are no more."""

    written: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()

    def __or__(self, other: Refolded) -> Refolded:
        return Refolded(self.written | other.written, (self.removed | other.removed) - self.written - other.written)


NOTHING = Refolded()


def link_mentions(connection: Connection, mentions: Sequence[MentionRecord]) -> None:
    """Compare new mentions with those of other reports that share a block, and keep the links."""
    block = tables.blocks.c
    ours = {m.id: m for m in mentions}
    # computed as they were for the table, which is in order of the keys: to look for a mention there reads all of it
    keys: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        for key in block_keys(mention):
            keys[key].add(mention.id)
    pairs: set[tuple[str, str]] = set()
    for keys_part in chunks(sorted(keys)):
        for row in connection.execute(select(block.key, block.mention).where(block.key.in_(keys_part))):
            if row.mention not in ours:
                pairs.update((mine, row.mention) for mine in keys[row.key])
    theirs = load(connection, {other for _, other in pairs})
    context, found = Context(), []
    for mine, other in sorted(pairs):
        left, right = sorted((mine, other))
        records = {mine: ours[mine], other: theirs[other]}
        chance = score(records[left], records[right], context=context)
        if chance >= KEEP:
            found.append({"left": left, "right": right, "score": chance})
    insert_new(connection, tables.links, found)


def refold(connection: Connection, seeds: Iterable[str], *, changed_reports: Collection[str] = ()) -> Refolded:
    """Cluster anew the components that hold the seeds (mention ids) or touch them; fold the clusters that differ.

    Args:
        changed_reports: reports whose group of near copies changed; events that rest on them are folded again
            even when their mentions stayed the same.
    """
    mention = tables.mentions.c
    start = set(seeds)
    for part in chunks(sorted(changed_reports)):
        start.update(connection.execute(select(mention.id).where(mention.report.in_(part))).scalars())
    nodes = components.around(connection, start)
    if not nodes:
        return NOTHING
    links, judgements = _links(connection, nodes), judgements_on(connection, nodes)
    components.label(connection, nodes, _joining(links, judgements))
    clusters = cluster(nodes, links, judgements)
    before = _events_of(connection, nodes)
    changed = set(changed_reports)
    same = {
        event
        for event, members in before.items()
        if members in clusters and not any(m.rpartition("#")[0] in changed for m in members)
    }
    stale = [c for c in clusters if id_after(min(c)) not in same]
    return _write(connection, stale, removed=set(before) - same)


def _joining(links: Iterable[Link], judgements: Iterable[Judgement]) -> list[tuple[str, str]]:
    """The pairs that can bring two mentions into one cluster."""
    joined = [(k.left, k.right) for k in links if k.firm or k.score >= JOIN]
    return joined + [(j.left, j.right) for j in judgements if j.verdict == "same"]


def load(connection: Connection, ids: Iterable[str]) -> dict[str, MentionRecord]:
    """The records of mentions by id."""
    table = tables.mentions.c
    found: dict[str, MentionRecord] = {}
    for part in chunks(sorted(set(ids))):
        for row in connection.execute(select(table.id, table.body).where(table.id.in_(part))):
            found[row.id] = unpack(MentionRecord, row.body)
    return found


def judgements_on(connection: Connection, ids: Collection[str]) -> list[Judgement]:
    """The verdicts in force on these mentions."""
    table = tables.judgements
    found = {}
    for part in chunks(sorted(ids)):
        rows = connection.execute(
            select(table).where(table.c.undone_at.is_(None), or_(table.c.left.in_(part), table.c.right.in_(part)))
        )
        for row in rows:
            found[row.num] = Judgement(
                left=row.left, right=row.right, verdict=row.verdict, by=row.by, why=row.why,
                at=datetime.fromisoformat(row.at),
            )
    return [found[num] for num in sorted(found)]


def _links(connection: Connection, nodes: Collection[str]) -> list[Link]:
    link, mention = tables.links.c, tables.mentions.c
    found = []
    groups: dict[str, list[str]] = defaultdict(list)
    for part in chunks(sorted(nodes)):
        rows = connection.execute(select(link.left, link.right, link.score).where(link.left.in_(part)))
        found += [Link(r.left, r.right, r.score) for r in rows if r.right in nodes]
        grouped = select(mention.id, mention.mention_group).where(
            mention.id.in_(part), mention.mention_group.is_not(None)
        )
        for row in connection.execute(grouped):
            groups[row.mention_group].append(row.id)
    for members in groups.values():
        first, *rest = sorted(members)
        found += [Link(first, other, 1.0, firm=True) for other in rest]
    return sorted(found, key=lambda k: (k.left, k.right, k.score))


def _events_of(connection: Connection, nodes: Collection[str]) -> dict[str, frozenset[str]]:
    """The events that hold these mentions, with all their mentions."""
    table = tables.event_mentions.c
    events: set[str] = set()
    for part in chunks(sorted(nodes)):
        events.update(r[0] for r in connection.execute(select(table.event).where(table.mention.in_(part))))
    members: dict[str, set[str]] = defaultdict(set)
    for part in chunks(sorted(events)):
        for row in connection.execute(select(table.event, table.mention).where(table.event.in_(part))):
            members[row.event].add(row.mention)
    return {event: frozenset(m) for event, m in members.items()}


def _write(connection: Connection, clusters: Sequence[frozenset[str]], *, removed: set[str]) -> Refolded:
    _remove(connection, removed)
    records = load(connection, {m for c in clusters for m in c})
    groups = copied(connection, {r.report for r in records.values()})
    members = [[records[m] for m in sorted(c)] for c in clusters]
    made = [tagged(fold(m, copies=groups), m) for m in members]
    _insert(connection, made)
    written = frozenset(t.event.id for t in made)
    return Refolded(written=written, removed=frozenset(removed) - written)


def drop_events(connection: Connection, mentions: Collection[str]) -> frozenset[str]:
    """Remove the events that hold these mentions, and return their ids; `refold` makes anew what is left of them."""
    held = set(_events_of(connection, mentions))
    _remove(connection, held)
    return frozenset(held)


def _remove(connection: Connection, events: set[str]) -> None:
    tag = tables.event_tags.c
    for part in chunks(sorted(events)):
        rows = connection.execute(select(tag.kind, tag.value).where(tag.event.in_(part)))
        count_tags(connection, [(r.kind, r.value) for r in rows], by=-1)
        connection.execute(delete(tables.event_tags).where(tag.event.in_(part)))
        connection.execute(delete(tables.event_mentions).where(tables.event_mentions.c.event.in_(part)))
        connection.execute(delete(tables.events).where(tables.events.c.id.in_(part)))


def _insert(connection: Connection, made: Sequence[Tagged]) -> None:
    if not made:
        return
    connection.execute(
        insert(tables.events),
        [{"id": t.event.id, "day": t.day, "row": pack(t.row), "body": pack(t.event)} for t in made],
    )
    connection.execute(
        insert(tables.event_mentions), [{"mention": m, "event": t.event.id} for t in made for m in t.event.mentions]
    )
    tags = [(kind, value, t.day, t.event.id) for t in made for kind, value in sorted(t.tags)]
    connection.execute(
        insert(tables.event_tags), [{"kind": k, "value": v, "day": d, "event": e} for k, v, d, e in tags]
    )
    count_tags(connection, [(k, v) for k, v, _, _ in tags], by=1)
