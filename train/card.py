"""The model card as Markdown, from what was counted: every figure in it is computed, none is typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bench.counted import Counted, Counts, percent

#: A kind of text is named as the best or the weakest only from this many counted things on: below, chance decides.
LEAST_SIZE = 50


@dataclass(frozen=True, slots=True)
class Target:
    """A figure of a set, with what development data ask of it."""

    reader: str
    set: str
    figure: str
    label: str
    floor: float | None = None
    aim: float | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A set that the weights were trained on."""

    name: str
    use: str
    licence: str
    documents: int
    words: int


@dataclass(frozen=True, slots=True)
class KindTable:
    """Figures of one set by kind of text."""

    title: str
    set: str
    kind: str  #: heading of the first column
    size: str  #: what `Counted.size` counts
    figures: tuple[tuple[str, str], ...]  #: (figure, heading); the first names best and weakest


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return "\n".join([*lines, *("| " + " | ".join(r) + " |" for r in rows)])


def scores(targets: Sequence[Target], counted: dict[str, Counted]) -> str:
    """Each target with its figure, interval, floor and aim; sets that were not measured are left out."""
    rows = []
    for name in dict.fromkeys(t.set for t in targets if t.set in counted):
        found, ranges = counted[name].scored(), counted[name].intervals()
        for t in (t for t in targets if t.set == name):
            low, high = ranges[t.figure]
            floor, aim = (f"{x:g}" if x is not None else "" for x in (t.floor, t.aim))
            missed = t.floor is not None and found[t.figure] < t.floor
            rows.append((t.reader, name, t.label, f"{found[t.figure]:.1f}", f"{low:.1f} to {high:.1f}",
                         f"{floor} (not reached)" if missed else floor, aim, str(len(counted[name].documents))))
    return table(("reader", "set", "measure", "figure", "95 % interval", "floor", "aim", "documents"), rows)


def by_kind(wanted: KindTable, counted: Counted) -> str:
    """A section: figures of each kind of text, and where the weights are best and weakest."""
    rows, ranked = [], []
    first = wanted.figures[0][0]
    for kind, part in counted.by_kind().items():
        size, found = part.total().get(part.size, 0), part.scored()
        if not size:
            continue
        rows.append((kind, str(len(part.documents)), f"{size:,.0f}", *(f"{found[k]:.1f}" for k, _ in wanted.figures)))
        if size >= LEAST_SIZE:
            ranked.append((found[first], kind))
    heading = wanted.figures[0][1]
    told = ""
    if len(ranked) > 1:
        (low, weakest), (high, best) = min(ranked), max(ranked)
        told = f"\n\nBest: {best} ({heading} {high:.1f}). Weakest: {weakest} ({low:.1f})."
    heads = (wanted.kind, "documents", wanted.size, *(h for _, h in wanted.figures))
    return f"### {wanted.title}\n\n{table(heads, rows)}{told}"


def by_status(counts: Counts) -> str:
    """Precision and recall of each status over found events, and what it is most often taken for."""
    pairs = {(k[1], k[2]): n for k, n in counts.items() if isinstance(k, tuple) and len(k) == 3 and k[0] == "status"}
    rows = []
    for status in sorted({g for g, _ in pairs}, key=lambda s: -sum(n for (g, _), n in pairs.items() if g == s)):
        gold = sum(n for (g, _), n in pairs.items() if g == status)
        read = sum(n for (_, r), n in pairs.items() if r == status)
        hit = pairs.get((status, status), 0)
        wrong = {r: n for (g, r), n in pairs.items() if g == status and r != status}
        taken = max(wrong, key=lambda r: (wrong[r], r), default="")
        rows.append((status, f"{gold:.0f}", f"{percent(hit, read):.1f}" if read else "never read",
                     f"{percent(hit, gold):.1f}", f"{taken} ({wrong[taken]:.0f})" if taken else ""))
    return "### Status of found events\n\n" + table(
        ("status", "events", "precision", "recall", "most often taken for"), rows)


def sources(given: Sequence[Source]) -> str:
    """The training data with licences and sizes."""
    return table(("set", "for", "licence", "documents", "words"),
                 [(s.name, s.use, s.licence, f"{s.documents:,}", f"{s.words:,}") for s in given])


def training(ends: Mapping[str, Mapping[str, float]]) -> str:
    """How far each training run went, from the last row of its log."""
    return "\n".join(f"Run {name}: {end['step']:,} steps in {end['seconds'] / 60:.0f} minutes, "
                     f"{100 * end['part']:.0f} % of its schedule." for name, end in ends.items())
