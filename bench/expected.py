"""Expected readouts of the sample reports: `bench/cases/NAME.json` for `examples/NAME.txt`.

A case is written by hand with words, not offsets: every text stands to the letter in sentence `s` (numbers from 0) of
the report; its first occurrence as whole words is meant, or the k-th occurrence of the letters where `#k` follows.
An argument is `[words]` or `[words, name or value]`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dragoman.extract.sentences import sentences
from dragoman.ingest.normal import normalise
from dragoman.model import Span

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "bench" / "cases"
EXAMPLES = ROOT / "examples"
Record = dict[str, Any]


def records() -> list[Record]:
    """All cases, with every text as {"text", "start", "end"} and "name" or "value" where given."""
    return [record(path.stem) for path in sorted(CASES.glob("*.json"))]


def record(name: str) -> Record:
    """One case, in the form of an annotated report.

    Raises:
        ValueError: words of the case are not in their sentence.
    """
    case = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    text = normalise((EXAMPLES / f"{name}.txt").read_text(encoding="utf-8"))
    spans = sentences(text)
    find = _Finder(name, text, spans)
    return {
        "doc": name,
        "source": "sample",
        "date": case["published"],
        "text": text,
        "sentences": [[s.start, s.end] for s in spans],
        "entities": case["entities"],
        "events": [_event(e, find) for e in case["events"]],
        "statements": [_statement(s, find) for s in case["statements"]],
    }


class _Finder:
    """Finds the words of a case in the sentences of its report."""

    def __init__(self, name: str, text: str, spans: tuple[Span, ...]) -> None:
        self._name = name
        self._text = text
        self._spans = spans

    def words(self, sentence: int, words: str) -> Record:
        start, end = self._spans[sentence].start, self._spans[sentence].end
        told = self._text[start:end]
        bare, _, number = words.rpartition("#") if "#" in words and words not in told else (words, "", "1")
        at = -1
        for _ in range(int(number)):
            at = told.find(bare, at + 1)
            if at < 0:
                raise ValueError(f"{self._name}: {words!r} is not in sentence {sentence}: {told!r}")
        return {"text": bare, "start": start + at, "end": start + at + len(bare)}

    def argument(self, sentence: int, given: list[str], extra: str) -> Record:
        found = self.words(sentence, given[0])
        if len(given) > 1:
            found[extra] = given[1]
        return found


def _event(event: Record, find: _Finder) -> Record:
    roles = {
        role: [find.argument(event["s"], a, "value" if role == "time" else "name") for a in event[role]]
        for role in ("actor", "recipient", "place", "time")
    }
    return {
        "id": event["id"], "sentence": event["s"], "trigger": find.words(event["s"], event["trigger"]),
        "type": event["type"], "mode": event["mode"], "context": event["context"], **roles,
        "status": event["status"], "by": event["by"],
    }


def _statement(said: Record, find: _Finder) -> Record:
    at = said["s"]
    content = said["content"] if isinstance(said["content"], list) else [said["content"]]
    return {
        "id": said["id"], "sentence": at,
        "source": find.argument(at, said["source"], "name") if said["source"] else None,
        "cue": find.words(at, said["cue"]) if said["cue"] else None,
        "content": [find.words(at, c) for c in content],
        "form": said["form"], "kind": said["kind"],
        "via": find.words(at, said["via"]) if said["via"] else None,
        "anonymity": find.words(at, said["anonymity"]) if said.get("anonymity") else None,
        "continues": said.get("continues"),
    }
