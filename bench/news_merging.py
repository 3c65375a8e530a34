"""Merging on Wikipedia's current events: do merged entries belong together?

Each entry of `data/news/wikipedia-current-events-2025-2026` is read as a report of its own, published on the day under
which editors filed it, and its event mentions are merged exactly as in the ledger. Two entries are *merged* when a
mention of one and a mention of the other are in one cluster.

What can be checked without reading: whether both entries stand in one story thread (any of their headings, or an
article that at most one entry in 100 links to), and whether they are of one day (the days they are filed under differ
by one at most, or one of them tells a day that is the other's, give or take one). Precision is the share of merged
pairs of one thread, and of one thread and day. What goes on or is yet to come and is told without a day has none: "a
ceasefire" agreed on Monday is the one that holds on Wednesday. Such pairs are judged by their thread alone; how many
they are is given as `undated`.

The deepest headings of a thread stand in the records at the head of the text ("2026 Lebanon war + An airstrike ..."),
a slip of their markup. They are put with the other headings and not read as the report's words: else pairs would be
merged by the very label that they are judged by.

What this does not show: editors file one event once a day, so two entries of one thread and day are mostly two events,
and a pair can fit and still be wrong (two strikes of one morning). Therefore pairs were also read, and the verdicts
stand in `bench/tables/merge_verdicts.tsv`; the share of right ones among the merged pairs that were read is given
beside it, with the number of merged pairs that nobody has read. Recall is not measured here (see bench/ecb.py).
"""

from __future__ import annotations

import gzip
import json
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from dragoman.merge.block import keys
from dragoman.merge.cluster import Link, cluster
from dragoman.merge.compare import Context, score
from dragoman.merge.record import MentionRecord, records
from dragoman.model import Candidate, Report, When

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).resolve().parents[2] / "shared"))
EVENTS = SHARED / "data" / "news" / "wikipedia-current-events-2025-2026" / "events.jsonl.gz"
VERDICTS = Path(__file__).parent / "tables" / "merge_verdicts.tsv"
CATEGORIES = ("International relations", "Armed conflicts and attacks", "Politics and elections", "Law and crime")
#: The days on which rules and weights were set, and days that were only scored: the first never looked at before, the
#: second scored several times. Of all days, entries of other categories were never read either.
TUNED_ON = (("2025-01-01", "2026-04-30"),)
HELD_OUT = (("2026-06-11", "2026-08-22"), ("2026-05-01", "2026-06-10"))
_DAY = timedelta(days=1)
KEPT = 0.1  #: as in the ledger: fainter links are not kept

#: Press releases: not in threads, so judged by reading alone. Rules were set on February and March 2022 and on June and
#: July 2021, too.
RELEASES = ("state-gov-2021-2022/state_releases.jsonl.gz", "white-house-2021-2022/white_house.jsonl.gz")
RELEASES_HELD_OUT = ("2022-05-01", "2022-05-31")
LONGEST_RELEASE = 3500  #: characters; transcripts of briefings are left out
_NESTED = " + "  #: mark of the third level of a day's list; the fourth has a hyphen
_BULLET = re.compile(r" [+-] ")
_SENTENCE_ENDS = ".!?\"”’"

Pair = tuple[str, str]


@dataclass(frozen=True)
class Merged:
    """Two entries with the mentions that brought them together."""

    entries: Pair
    mentions: tuple[Pair, ...]
    one_thread: bool
    one_day: bool | None  #: None: what they tell has no day of its own
    verdict: str  #: "same", "different", "unsure" by reading; "" when nobody has read them


def entries(first: str, last: str, *, every_category: bool = False) -> list[dict[str, Any]]:
    """The entries filed from one day to another, in the categories that concern foreign affairs, or in all."""
    with gzip.open(EVENTS, "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    return [_without_headings(e) for e in found if first <= e["date"] <= last and (every_category or is_foreign(e))]


def releases(first: str, last: str) -> list[dict[str, Any]]:
    """The shorter press releases of the State Department and the White House, in the form of entries."""
    found = []
    for name in RELEASES:
        with gzip.open(SHARED / "data" / "news" / name, "rt", encoding="utf-8") as lines:
            found += [json.loads(line) for line in lines]
    return [
        {**e, "date": e["date"][:10], "story": [], "links": [], "sources": [{"outlet": e.get("outlet")}]}
        for e in found
        if e["date"] and first <= e["date"][:10] <= last and len(e["text"]) < LONGEST_RELEASE
    ]


def is_foreign(entry: dict[str, Any]) -> bool:
    """Whether an entry is of a category that concerns foreign affairs."""
    return entry["category"] in CATEGORIES


def read(found: Iterable[dict[str, Any]]) -> list[MentionRecord]:
    """The mentions of all entries, by the program's own reading."""
    from dragoman.pipeline import annotate

    return [m for document in annotate(map(_report, found)) for m in records(document)]


def merged(found: Sequence[dict[str, Any]], mentions: Sequence[MentionRecord]) -> list[Merged]:
    """The pairs of entries that merging brings together."""
    by_id = {m.id: m for m in mentions}
    by_entry = {e["id"]: e for e in found}
    rare = _rare_links(found)
    verdicts = _verdicts()
    pairs: dict[Pair, list[Pair]] = defaultdict(list)
    for group in _clusters(by_id):
        for a, b in combinations(sorted(group), 2):
            if by_id[a].report != by_id[b].report:
                pairs[_pair(by_id[a].report, by_id[b].report)].append((a, b))
    return [
        Merged(
            entries=pair,
            mentions=tuple(told),
            one_thread=_one_thread(by_entry[pair[0]], by_entry[pair[1]], rare),
            one_day=_any_day([_one_day(by_id[a], by_id[b]) for a, b in told]),
            verdict=verdicts.get(pair, ""),
        )
        for pair, told in sorted(pairs.items())
    ]


def summary(found: Sequence[Merged]) -> dict[str, float]:
    """Counts and precision in per cent."""
    read_ = Counter(m.verdict for m in found)
    decided = read_["same"] + read_["different"]
    dated = [m for m in found if m.one_day is not None]
    return {
        "merged": len(found),
        "precision_thread": _share(sum(m.one_thread for m in found), len(found)),
        "precision_thread_and_day": _share(sum(m.one_thread and bool(m.one_day) for m in dated), len(dated)),
        "undated": len(found) - len(dated),
        "read_same": read_["same"],
        "read_different": read_["different"],
        "read_unsure": read_["unsure"],
        "unread": read_[""],
        "precision_by_reading": _share(read_["same"], decided),
    }


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def _without_headings(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry whose text is what its editors wrote under the headings; the marks of a nested list become spaces."""
    linked = {link["text"].lower() for link in entry["links"]}
    headings: list[str] = []
    text: list[str] = []
    for part in _BULLET.split(entry["text"]) if _NESTED in entry["text"] else [entry["text"]]:
        is_heading = part[-1:] not in _SENTENCE_ENDS and all(h.strip().lower() in linked for h in part.split(","))
        (headings if is_heading else text).append(part)
    return {**entry, "story": [*entry["story"], *headings], "text": " ".join(text)}


def _report(entry: dict[str, Any]) -> Report:
    day = date.fromisoformat(entry["date"])
    outlet = entry["sources"][0]["outlet"] if entry["sources"] else None
    given = Candidate(When(day, day, entry["date"]), "given", None)
    return Report(id=entry["id"], text=entry["text"], outlet=outlet, hints=(given,))


def _clusters(by_id: dict[str, MentionRecord]) -> list[frozenset[str]]:
    blocks: dict[str, list[str]] = defaultdict(list)
    groups: dict[str, list[str]] = defaultdict(list)
    for mention in by_id.values():
        for key in keys(mention):
            blocks[key].append(mention.id)
        if mention.group:
            groups[mention.group].append(mention.id)
    pairs = {_pair(a, b) for ids in blocks.values() for a, b in combinations(ids, 2)}
    context, links = Context(), []
    for a, b in sorted(pairs):
        if by_id[a].report != by_id[b].report:
            found = score(by_id[a], by_id[b], context=context)
            if found >= KEPT:
                links.append(Link(a, b, found))
    for first, *rest in groups.values():
        links += [Link(first, other, 1.0, firm=True) for other in rest]
    return cluster(by_id, links)


def _one_thread(a: dict[str, Any], b: dict[str, Any], rare: frozenset[str]) -> bool:
    shared = {link["url"] for link in a["links"]} & {link["url"] for link in b["links"]}
    return bool(_threads(a) & _threads(b)) or bool(shared & rare)


def _threads(entry: dict[str, Any]) -> set[str]:
    """Headings of an entry; editors put several into one, and write dashes in several ways."""
    return {re.sub(r"[-–—]", "-", part).strip().lower() for h in entry["story"] for part in h.split(",")}


def _rare_links(found: Sequence[dict[str, Any]]) -> frozenset[str]:
    counts = Counter(url for e in found for url in {link["url"] for link in e["links"]})
    return frozenset(url for url, n in counts.items() if n <= max(5, len(found) / 100))


def _any_day(found: Sequence[bool | None]) -> bool | None:
    return True if any(found) else None if None in found else False


def _one_day(a: MentionRecord, b: MentionRecord) -> bool | None:
    if a.published is None or b.published is None:
        return False
    if abs((a.published - b.published).days) <= 1 or any(_tells(x, y) for x, y in ((a, b), (b, a))):
        return True
    return False if _has_day(a) and _has_day(b) else None


def _has_day(mention: MentionRecord) -> bool:
    """News has the day of its report; what goes on or is yet to come has one when it is told."""
    when = mention.with_when
    return mention.status == "occurred" or bool(when.earliest and when.latest)


def _tells(one: MentionRecord, other: MentionRecord) -> bool:
    """Whether one tells a day that the other tells, or was filed under."""
    told, day = one.with_when, other.with_when.earliest or other.published
    return bool(told.earliest and told.latest and day and told.earliest - _DAY <= day <= told.latest + _DAY)


def _verdicts() -> dict[Pair, str]:
    if not VERDICTS.exists():
        return {}
    rows = [line.split("\t") for line in VERDICTS.read_text("utf-8").splitlines() if line and line[0] != "#"]
    return {_pair(row[0], row[1]): row[2] for row in rows}


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)
