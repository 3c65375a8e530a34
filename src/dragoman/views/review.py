"""What a person should decide: doubtful merges, doubtful dates, people nobody knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.merge.compare import Feature
from dragoman.merge.record import MentionRecord
from dragoman.store.rows import JudgementRow, Named, ReportRow

if TYPE_CHECKING:
    from sqlalchemy import Connection

# Links about as likely wrong as right; the band is centred on the threshold of merge.cluster.
DOUBT_FROM, DOUBT_TO = 0.35, 0.65

# Of two large events without a link, so many mentions of each are compared: a tenth of a second.
_COMPARED = 15


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why two mentions are one event or not: every feature, the verdicts, and where both ended up."""

    left: MentionRecord
    right: MentionRecord
    score: float
    features: tuple[Feature, ...]
    same_event: bool
    left_event: str
    right_event: str
    shared_blocks: tuple[str, ...]  #: empty: the two are never compared when reports are added
    judgements: tuple[JudgementRow, ...]
    why: str  #: the outcome in one sentence


@dataclass(frozen=True, slots=True)
class DoubtfulMerge:
    """Two mentions whose likeness leaves room for doubt, and what was done."""

    left: MentionRecord
    right: MentionRecord
    score: float
    joined: bool


@dataclass(frozen=True, slots=True)
class Review:
    """Three lists to decide upon, most doubtful first."""

    merges: tuple[DoubtfulMerge, ...]
    dates: tuple[ReportRow, ...]
    people: tuple[Named, ...]


def explain(connection: Connection, left: str, right: str) -> Explanation:
    """Why two events or mentions are one, or not. Of two events the most alike mentions are compared.

    Raises:
        NotFound: one of them is not in the ledger.
    """
    from dragoman.merge import block
    from dragoman.merge.compare import compare
    from dragoman.store.judging import event_of, judgements

    a, b = _most_alike(connection, _mentions(connection, left), _mentions(connection, right))
    best = compare(a, b)
    events = event_of(connection, a.id), event_of(connection, b.id)
    verdicts = [
        j for j in judgements(connection, mentions=[a.id]) if b.id in (j.left, j.right)
    ]
    blocks = tuple(sorted(block.keys(a) & block.keys(b)))
    same = events[0] == events[1]
    return Explanation(
        left=a, right=b, score=best.score, features=best.features, same_event=same, left_event=events[0],
        right_event=events[1], shared_blocks=blocks, judgements=tuple(verdicts),
        why=_why(a, b, best.score, same=same, verdicts=verdicts, blocks=blocks),
    )


def review(connection: Connection, *, limit: int) -> Review:
    """What to decide first."""
    from dragoman.store.ask_people import unknown_people
    from dragoman.store.ask_reports import report_page

    return Review(
        merges=doubtful_merges(connection, limit=limit),
        dates=report_page(connection, doubtful=True, limit=limit, page=None).items,
        people=unknown_people(connection, limit=limit),
    )


def doubtful_merges(connection: Connection, *, limit: int) -> tuple[DoubtfulMerge, ...]:
    """Links in the band of doubt on which nobody has decided, those nearest the threshold first."""
    from sqlalchemy import and_, exists, func, not_, select

    from dragoman.merge.cluster import JOIN
    from dragoman.store import tables
    from dragoman.store.merging import load

    link, verdict, told = tables.links.c, tables.judgements.c, tables.event_mentions.c
    decided = exists().where(
        and_(verdict.left == link.left, verdict.right == link.right, verdict.undone_at.is_(None))
    )
    rows = connection.execute(
        select(link.left, link.right, link.score)
        .where(link.score.between(DOUBT_FROM, DOUBT_TO), not_(decided))
        .order_by(func.abs(link.score - JOIN), link.left, link.right)
        .limit(limit)
    ).all()
    ids = {x for r in rows for x in (r.left, r.right)}
    records = load(connection, ids)
    homes = {r.mention: r.event for r in connection.execute(
        select(told.mention, told.event).where(told.mention.in_(sorted(ids)))
    )}
    return tuple(
        DoubtfulMerge(records[r.left], records[r.right], r.score, homes[r.left] == homes[r.right]) for r in rows
    )


def _mentions(connection: Connection, name: str) -> list[MentionRecord]:
    from sqlalchemy import select

    from dragoman.store import tables
    from dragoman.store.judging import event_of
    from dragoman.store.merging import load

    own = load(connection, [name])
    if own:
        return list(own.values())
    told = tables.event_mentions.c
    event = event_of(connection, name)
    rows = connection.execute(select(told.mention).where(told.event == event).order_by(told.mention))
    records = load(connection, [r.mention for r in rows])
    return [records[m] for m in sorted(records)]


def _most_alike(
    connection: Connection, left: Sequence[MentionRecord], right: Sequence[MentionRecord]
) -> tuple[MentionRecord, MentionRecord]:
    """The pair with the highest score: after the links that are kept, else by comparing the first few of each."""
    from sqlalchemy import select

    from dragoman.merge.compare import Context, compare
    from dragoman.store import tables
    from dragoman.store.chunks import chunks

    ours, theirs = {m.id: m for m in left}, {m.id: m for m in right}
    link = tables.links.c
    linked = []
    for mine, other in ((link.left, link.right), (link.right, link.left)):
        for part in chunks(sorted(ours)):
            rows = connection.execute(select(link.score, mine, other).where(mine.in_(part)))
            linked += [tuple(r) for r in rows if r[2] in theirs and r[1] != r[2]]
    if linked:
        _, one, two = max(linked)
        return ours[one], theirs[two]
    context = Context()
    pairs = [(a, b) for a in left[:_COMPARED] for b in right[:_COMPARED] if a.id != b.id]
    scored = [(compare(a, b, context=context).score, a.id, b.id) for a, b in pairs]
    if not scored:
        return left[0], right[0]
    _, one, two = max(scored)
    return ours[one], theirs[two]


def _why(
    a: MentionRecord, b: MentionRecord, score: float, *, same: bool, verdicts: Sequence[JudgementRow],
    blocks: Sequence[str],
) -> str:
    from dragoman.merge.cluster import JOIN

    if verdicts and verdicts[-1].verdict != "unsure":
        last = verdicts[-1]
        return f"{last.by} judged them {last.verdict} on {last.at.date().isoformat()}" + (
            f": {last.why}" if last.why else ""
        )
    if a.group and a.group == b.group:
        return "one report tells them as one happening"
    if same and score >= JOIN:
        return f"they are alike enough ({score:.2f}, at least {JOIN})"
    if same:
        return f"the two are not alike enough by themselves ({score:.2f}), but others join them"
    if score >= JOIN and not blocks:
        return "they share no block, so they were never compared when reports were added"
    if score >= JOIN:
        return f"they are alike ({score:.2f}), but their events as a whole are not, or a verdict keeps them apart"
    return f"they are not alike enough ({score:.2f}, below {JOIN})"
