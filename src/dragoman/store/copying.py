"""Near copies in the ledger: found through the shingle index, decided on the texts.

The cost of a look-up does not grow with the ledger: a shingle that stands in very many reports (a formula of one
office, or a wire story that everybody printed) is followed to its first `POSTINGS` reports only. A copy printed by
more papers than that still meets its group, because all its members share nearly all shingles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, or_, select, text, update

from dragoman.merge import copies
from dragoman.model import Report
from dragoman.store import tables
from dragoman.store.chunks import chunks
from dragoman.store.codec import unpack
from dragoman.store.connect import insert_new

# How many reports one shingle leads to, smallest ids first (so that the order of arrival hardly matters).
POSTINGS = 64
# How many of them are compared word by word, those with most shared shingles first.
CANDIDATES = 40
# Share of the indexed shingles of the shorter text that must be shared before texts are compared: half of the least
# containment that makes a copy, because a sample of a short text is coarse.
WORTH_A_LOOK = 0.3


def link_copies(connection: Connection, report: Report, hashes: frozenset[int]) -> frozenset[str]:
    """Find the near copies of a report whose shingles are in the index; return all reports of
    its group when there are any."""
    pairs = [_pair(report.id, other, share) for other, share in _copies(connection, report, hashes)]
    if not pairs:
        return frozenset()
    insert_new(connection, tables.copies, pairs)
    return _regroup(connection, report.id)


def copied(connection: Connection, reports: Iterable[str]) -> Mapping[str, str]:
    """Those of the reports that have near copies -> smallest id among these."""
    facts, pair = tables.report_facts.c, tables.copies.c
    found: dict[str, str] = {}
    for part in chunks(sorted(set(reports))):
        paired = or_(
            facts.report.in_(select(pair.left).where(pair.left.in_(part))),
            facts.report.in_(select(pair.right).where(pair.right.in_(part))),
        )
        rows = connection.execute(select(facts.report, facts.copy_group).where(facts.report.in_(part), paired))
        found.update((r.report, r.copy_group) for r in rows)
    return found


def _copies(connection: Connection, report: Report, hashes: frozenset[int]) -> list[tuple[str, float]]:
    sample = copies.sampled(hashes)
    shared: Counter[str] = Counter()
    for part in chunks(sample):
        shared.update(row[0] for row in connection.execute(text(" UNION ALL ".join(map(_postings, part)))))
    shared.pop(report.id, None)
    likely = sorted((r for r, n in shared.items() if n >= 2), key=lambda r: (-shared[r], r))[:CANDIDATES]
    found = []
    for other in _reports(connection, likely):
        smaller = min(len(sample), len(copies.sampled(copies.shingles(whole(other)))))
        if shared[other.id] < WORTH_A_LOOK * smaller:
            continue
        overlap = copies.overlap(whole(report), whole(other))
        if copies.is_copy(overlap):
            found.append((other.id, overlap.containment))
    return found


def _postings(hash_: int) -> str:
    """The first reports with a shingle, as SQL; composing hundreds of these would cost more than asking them."""
    first = f"SELECT report FROM shingles WHERE hash = {hash_:d} ORDER BY report LIMIT {POSTINGS}"
    return f"SELECT report FROM ({first}) AS p"


def whole(report: Report) -> str:
    """The text that copies are looked for in."""
    return report.text


def _reports(connection: Connection, ids: list[str]) -> list[Report]:
    table = tables.reports.c
    rows = connection.execute(select(table.body).where(table.id.in_(ids)).order_by(table.id))
    return [unpack(Report, row.body) for row in rows]


def _pair(one: str, other: str, share: float) -> dict[str, object]:
    left, right = sorted((one, other))
    return {"left": left, "right": right, "containment": share}


def _regroup(connection: Connection, start: str) -> frozenset[str]:
    """Give the reports that copies join to `start` the smallest id among them, and return them all."""
    pair, facts = tables.copies.c, tables.report_facts
    reached, frontier = {start}, {start}
    while frontier:
        neighbours: set[str] = set()
        for part in chunks(sorted(frontier)):
            rows = connection.execute(
                select(pair.left, pair.right).where(or_(pair.left.in_(part), pair.right.in_(part)))
            )
            neighbours.update(x for row in rows for x in (row.left, row.right))
        frontier = neighbours - reached
        reached |= frontier
    smallest = min(reached)
    changed: set[str] = set()
    for part in chunks(sorted(reached)):
        rows = connection.execute(
            select(facts.c.report).where(facts.c.report.in_(part), facts.c.copy_group != smallest)
        )
        changed.update(r.report for r in rows)
    for part in chunks(sorted(changed)):
        connection.execute(update(facts).where(facts.c.report.in_(part)).values(copy_group=smallest))
    # a report that had no copy until now keeps its own id as the group's, but counts differently all the same
    return frozenset(changed | reached)
