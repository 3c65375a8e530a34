"""Annotated reports kept without their text: `train/data/*.jsonl` joined again with the news they annotate.

    python train/reports.py                            check every record against its source, count them
    python train/reports.py agreement                  score the second annotation against the first
    python train/reports.py pack RECORDS.jsonl OUT     take the text out of checked records

The texts belong to others and stay where they are (`$DRAGOMAN_SHARED/data/news`, else `../shared/data/news`). A record
here has ids of the rows it was made from, offsets, and what annotators decided. Words are stored as [start, end], code
points into the joined text; a name or office that stands in the text is stored like that too, one that does not (the
fuller name of "the top diplomat") as a string. `sha256` names the joined text, so that a changed source is noticed.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

Record = dict[str, Any]

DATA = Path(__file__).resolve().parent / "data"
SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).resolve().parents[2] / "shared"))
#: Annotated once, for training; and twelve of them a second time, independently.
FIRST = ("current_events_1.jsonl", "current_events_2.jsonl", "official_and_wikinews.jsonl")
SECOND = "second.jsonl"
_ARGUMENTS = ("actor", "recipient", "place", "time")
# Of the Current events portal several entries of a day make one report; of all others a row is a report.
_JOINED = "wceb-"


def annotated_reports(*names: str) -> Iterator[Record]:
    """Records of `train/data` with text and quoted words, in the form of `../shared/tools/check_annotation.py`.

    Raises:
        FileNotFoundError: the news are not there.
        ValueError: a source is missing or its text is not the one that was annotated.
    """
    rows = news()
    for name in names or FIRST:
        with (DATA / name).open(encoding="utf-8") as lines:
            for line in lines:
                yield unpack(json.loads(line), rows)


@cache
def news() -> dict[str, Record]:
    """Every row of `data/news` by its id."""
    folder = SHARED / "data" / "news"
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder}: the news that the annotated reports are joined with are not there; "
                                "set DRAGOMAN_SHARED to the folder that holds data/news")
    rows: dict[str, Record] = {}
    for path in sorted(folder.rglob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows |= {r["id"]: r for r in map(json.loads, lines)}
    return rows


def text_of(doc: str, ids: list[str], length: int, rows: dict[str, Record]) -> str:
    """The text of a report as it was annotated: entries joined by line breaks, or title and text up to `length`."""
    missing = [i for i in ids if i not in rows]
    if missing:
        raise ValueError(f"{doc}: no news row {', '.join(missing)}")
    if doc.startswith(_JOINED):
        return "\n".join(rows[i]["text"].replace("\n", " ") for i in sorted(ids))
    (row,) = (rows[i] for i in ids)
    return re.sub(r"[ \t\u00a0]+", " ", (row["title"] or "") + "\n" + row["text"])[:length]


def pack(record: Record) -> Record:
    """A checked record without its text and without words quoted from it."""
    text = record["text"]

    def place(words: str | None) -> Any:
        found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) if words else None
        return list(found.span()) if found else words

    def span(s: Record | None, extra: str = "") -> Any:
        if s is None:
            return None
        given = [s["start"], s["end"]]
        if extra not in s:
            return given
        return [*given, place(s[extra]) if extra == "name" else s[extra]]

    kept = {k: record[k] for k in ("doc", "ids", "source", "licence", "date", "sentences")}
    return {
        **kept, "sha256": hashlib.sha256(text.encode()).hexdigest()[:16],
        "entities": [{**e, "name": place(e["name"]), "office": place(e["office"])} for e in record["entities"]],
        "events": [{**e, "trigger": span(e["trigger"]),
                    **{k: [span(a, "value" if k == "time" else "name") for a in e[k]] for k in _ARGUMENTS}}
                   for e in record["events"]],
        "statements": [{**s, "source": span(s["source"], "name"), "content": [span(c) for c in s["content"]],
                        **{k: span(s[k]) for k in ("cue", "via", "anonymity") if k in s}}
                       for s in record["statements"]],
    }


def unpack(stored: Record, rows: dict[str, Record]) -> Record:
    """The inverse of `pack`, with the text built from `rows`."""
    text = text_of(stored["doc"], stored["ids"], stored["sentences"][-1][1], rows)
    if hashlib.sha256(text.encode()).hexdigest()[:16] != stored["sha256"]:
        raise ValueError(f"{stored['doc']}: its text is not the one that was annotated; take the news of that time")

    def words(at: Any) -> Any:
        return text[at[0] : at[1]] if isinstance(at, list) else at

    def span(s: Any, extra: str = "") -> Any:
        if s is None:
            return None
        given = {"text": text[s[0] : s[1]], "start": s[0], "end": s[1]}
        return given if len(s) == 2 else {**given, extra: words(s[2])}

    kept = {k: stored[k] for k in ("doc", "ids", "source", "licence", "date")}
    return {
        **kept, "text": text, "sentences": stored["sentences"],
        "entities": [{**e, "name": words(e["name"]), "office": words(e["office"])} for e in stored["entities"]],
        "events": [{**e, "trigger": span(e["trigger"]),
                    **{k: [span(a, "value" if k == "time" else "name") for a in e[k]] for k in _ARGUMENTS}}
                   for e in stored["events"]],
        "statements": [{**s, "source": span(s["source"], "name"), "content": [span(c) for c in s["content"]],
                        **{k: span(s[k]) for k in ("cue", "via", "anonymity") if k in s}}
                       for s in stored["statements"]],
    }


def agreement() -> dict[str, float]:
    """The second annotation of twelve reports of `train/data` scored against the first."""
    return agree(annotated_reports(), annotated_reports(SECOND))


def agree(first: Iterable[Record], second: Iterable[Record]) -> dict[str, float]:
    """Figures of second annotations against the first of the same reports, by `../shared/tools/score_events.py`."""
    spec = importlib.util.spec_from_file_location("score_events", SHARED / "tools" / "score_events.py")
    assert spec
    assert spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    of = {r["doc"]: r for r in first}
    found: Counter[Any] = Counter()
    for r in second:
        found.update(tool.score_report(of[r["doc"]], r))
    return {k: v[2] if isinstance(v, tuple) else v for k, v in tool.figures(found).items()}


def counts(name: str) -> Counter[str]:
    """Reports, sentences, events, statements and events of each status in a file."""
    found: Counter[str] = Counter()
    for r in annotated_reports(name):
        found.update(reports=1, sentences=len(r["sentences"]), events=len(r["events"]), statements=len(r["statements"]))
        found.update(e["status"] for e in r["events"])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("agreement")
    packing = commands.add_parser("pack")
    packing.add_argument("records", type=Path)
    packing.add_argument("out", type=Path)
    args = parser.parse_args()
    if args.command == "pack":
        with args.records.open(encoding="utf-8") as lines, args.out.open("w", encoding="utf-8") as out:
            for line in lines:
                out.write(json.dumps(pack(json.loads(line)), ensure_ascii=False, separators=(",", ":")) + "\n")
    elif args.command == "agreement":
        for name, value in agreement().items():
            print(f"{name:16} {value:5.1f}")
    else:
        for name in (*FIRST, SECOND):
            print(name, " ".join(f"{k} {n}" for k, n in counts(name).most_common()))


if __name__ == "__main__":
    main()
