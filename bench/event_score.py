"""Compare readings with annotated reports: events, their roles and status, statements and their sources.

Readings are compared in the form of annotated reports (`as_record` makes it from a readout). How things are paired:

* An event is found when a read trigger overlaps its trigger; each counts once, the closest overlap first.
* A role is found when the spans end alike or one holds the other, within a found event.
* A statement is found when the contents' characters have a Dice coefficient of 0.5 or more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from dragoman.views.readout import Readout

Record = dict[str, Any]
Figures = dict[str, float]
#: Statuses of events that are: taking one of these for another is no false alarm.
REAL = frozenset({"occurred", "ongoing", "general"})
# A status counts in the macro average when at least this many found events have it.
_LEAST_FOR_MACRO = 5
_LEAST_DICE = 0.5


def as_record(readout: Readout) -> Record:
    """A readout in the form of an annotated report."""

    def span(words: Any) -> Record | None:
        return {"text": words.text, "start": words.start, "end": words.end} if words else None

    return {
        "events": [
            {
                "trigger": span(m.trigger), "type": m.type, "mode": list(m.modes), "context": list(m.contexts),
                "actor": [span(p) for p in m.actors], "recipient": [span(p) for p in m.recipients],
                "place": [span(p) for p in m.place], "status": m.status, "by": m.said_by,
            }
            for m in readout.event_mentions
        ],
        "statements": [
            {
                "source": span(s.source), "cue": span(s.cue), "content": [span(c) for c in s.content],
                "kind": s.kind, "form": s.form,
            }
            for s in readout.statements
        ],
    }


def score(pairs: Iterable[tuple[Record, Record]]) -> Figures:
    """Percentages over (annotated, read) reports; `gold_*` are counts of annotated items."""
    counts: Counter[Any] = Counter()
    for gold, read in pairs:
        counts.update(_count(gold, read))
    return _figures(counts)


def pair(
    gold: list[Record], read: list[Record], weight: Callable[[Record, Record], float]
) -> list[tuple[Record, Record]]:
    """One-to-one pairs by falling weight; those of weight 0 stay alone."""
    weighed = [(weight(g, r), i, j) for i, g in enumerate(gold) for j, r in enumerate(read)]
    pairs, taken_gold, taken_read = [], set(), set()
    for _, i, j in sorted((w for w in weighed if w[0] > 0), key=lambda w: (-w[0], w[1], w[2])):
        if i not in taken_gold and j not in taken_read:
            taken_gold.add(i)
            taken_read.add(j)
            pairs.append((gold[i], read[j]))
    return pairs


def overlap(a: Record, b: Record) -> int:
    """How many characters two spans share."""
    return max(0, min(a["end"], b["end"]) - max(a["start"], b["start"]))


def same_party(a: Record, b: Record) -> float:
    """Shared characters of spans that end alike or hold one another, else 0."""
    shared = overlap(a, b)
    one_holds_other = shared == min(a["end"] - a["start"], b["end"] - b["start"])
    return shared if a["end"] == b["end"] or one_holds_other else 0


def same_trigger(a: Record, b: Record) -> float:
    """Shared part of the longer of two triggers."""
    a, b = a["trigger"], b["trigger"]
    return overlap(a, b) / max(a["end"] - a["start"], b["end"] - b["start"])


def same_content(a: Record, b: Record) -> float:
    """Dice coefficient of the characters that are said, or 0 below the least that counts."""
    mine, theirs = ({c for s in x["content"] for c in range(s["start"], s["end"])} for x in (a, b))
    dice = 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else 0.0
    return dice if dice >= _LEAST_DICE else 0.0


def _count(gold: Record, read: Record) -> Counter[Any]:
    counts: Counter[Any] = Counter(gold_event=len(gold["events"]), read_event=len(read["events"]))
    for g, r in pair(gold["events"], read["events"], same_trigger):
        counts["hit_event"] += 1
        counts["hit_type"] += g["type"] == r["type"]
        counts["hit_by"] += (g["by"] is None) == (r["by"] is None)
        counts["status", g["status"], r["status"]] += 1
        for role in ("actor", "recipient", "place"):
            counts[f"gold_{role}"] += len(g[role])
            counts[f"read_{role}"] += len(r[role])
            counts[f"hit_{role}"] += len(pair(g[role], r[role], same_party))
    counts["gold_statement"], counts["read_statement"] = len(gold["statements"]), len(read["statements"])
    for g, r in pair(gold["statements"], read["statements"], same_content):
        a, b = g["source"], r["source"]
        counts["hit_statement"] += 1
        counts["hit_source"] += bool(a and b and same_party(a, b)) or not (a or b)
        counts["hit_kind"] += g["kind"] == r["kind"]
        counts["hit_form"] += g["form"] == r["form"]
    return counts


def _figures(counts: Counter[Any]) -> Figures:
    figures: Figures = {}
    for name, hit, of in (
        ("trigger", "hit_event", "event"), ("type", "hit_type", "event"), ("actor", "hit_actor", "actor"),
        ("recipient", "hit_recipient", "recipient"), ("place", "hit_place", "place"),
        ("statement", "hit_statement", "statement"),
    ):
        precision, recall = _share(counts[hit], counts[f"read_{of}"]), _share(counts[hit], counts[f"gold_{of}"])
        figures |= {f"{name}_p": precision, f"{name}_r": recall}
        figures[f"{name}_f1"] = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    statuses = {(k[1], k[2]): n for k, n in counts.items() if isinstance(k, tuple)}
    figures["status"] = _share(sum(n for (g, r), n in statuses.items() if g == r), counts["hit_event"])
    figures["status_macro_f1"] = _macro(statuses)
    said = sum(n for (_, r), n in statuses.items() if r == "occurred")
    false = sum(n for (g, r), n in statuses.items() if r == "occurred" and g not in REAL)
    figures["false_occurred"] = _share(false, said)
    figures["by"] = _share(counts["hit_by"], counts["hit_event"])
    for name in ("source", "kind", "form"):
        figures[name] = _share(counts[f"hit_{name}"], counts["hit_statement"])
    figures |= {"gold_events": counts["gold_event"], "gold_statements": counts["gold_statement"]}
    return figures


def _macro(statuses: dict[tuple[str, str], int]) -> float:
    scores = []
    for status in {g for g, _ in statuses}:
        gold = sum(n for (g, _), n in statuses.items() if g == status)
        read = sum(n for (_, r), n in statuses.items() if r == status)
        if gold >= _LEAST_FOR_MACRO:
            scores.append(_share(2 * statuses.get((status, status), 0), gold + read))
    return sum(scores) / len(scores) if scores else 0.0


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0
