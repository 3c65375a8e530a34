"""Annotated reports come back from offsets and the news they annotate, and hold none of their text."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "train"))
reports = pytest.importorskip("reports")

#: Digests of the records as they were checked, before their text was taken out.
CHECKED = {
    "current_events_1.jsonl": "b2f99aedebef844f", "current_events_2.jsonl": "f248bd739f3d1a1d",
    "official_and_wikinews.jsonl": "553358ad35a8006e", "second.jsonl": "fb2a0469aad44b7a",
}
needs_news = pytest.mark.skipif(not (reports.SHARED / "data" / "news").is_dir(), reason="no ../shared/data/news")

ROWS = {
    "wce-1": {"text": "Envoys of Norland and Sudland\nmeet in Port Ada."},
    "wce-2": {"text": "Norland's premier Una Berg denies that her army shelled Sudland, Sudland's radio reports."},
    "x-1": {"title": "Talks put off", "text": "Norland  said the talks\u00a0were put off.\n\nMore tomorrow."},
}


def quoted(text: str, words: str, **more: Any) -> dict[str, Any]:
    at = text.index(words)
    return {"text": words, "start": at, "end": at + len(words), **more}


def record() -> dict[str, Any]:
    """A checked record of the two first rows, with every kind of field."""
    text = ROWS["wce-1"]["text"].replace("\n", " ") + "\n" + ROWS["wce-2"]["text"]
    second = text.index("\n") + 1
    return {
        "doc": "wceb-1", "ids": ["wce-1", "wce-2"], "source": "made up", "licence": "own", "date": "2025-01-01",
        "text": text, "sentences": [[0, second - 1], [second, len(text)]],
        "entities": [{"name": "Una Berg", "kind": "person", "state": None, "office": "premier"},
                     {"name": "Republic of Norland", "kind": "state", "state": None, "office": None}],
        "events": [
            {"id": "e1", "sentence": 0, "trigger": quoted(text, "meet"), "type": "CONSULT", "mode": ["multilateral"],
             "context": ["diplomatic"], "actor": [quoted(text, "Envoys", name="Norland & Sudland")], "recipient": [],
             "place": [quoted(text, "Port Ada")], "time": [], "status": "occurred", "by": None},
            {"id": "e2", "sentence": 1, "trigger": quoted(text, "shelled"), "type": "ASSAULT", "mode": [],
             "context": [], "actor": [quoted(text, "her army", name="Norland")], "recipient": [quoted(text, "Sudland")],
             "place": [], "time": [quoted(text, "reports", value=None)], "status": "denied", "by": "s1"}],
        "statements": [
            {"id": "s1", "sentence": 1, "source": quoted(text, "Una Berg", name="Una Berg"),
             "cue": quoted(text, "denies"), "content": [quoted(text, "her army shelled Sudland")], "form": "indirect",
             "kind": "named", "via": quoted(text, "Sudland's radio"), "continues": "s1"},
            {"id": "s2", "sentence": 1, "source": None, "cue": None, "content": [quoted(text, "reports")],
             "form": "indirect", "kind": "media", "via": None, "anonymity": quoted(text, "Norland")}],
    }


def strings(value: Any) -> list[str]:
    """Every string inside a JSON value."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [s for v in inner for s in strings(v)]


def test_unpacking_gives_back_what_was_packed() -> None:
    assert reports.unpack(json.loads(json.dumps(reports.pack(record()))), ROWS) == record()


def test_packed_record_keeps_only_names_that_the_text_has_not() -> None:
    packed = strings(reports.pack(record()))
    assert "Republic of Norland" in packed
    assert not [s for s in packed if s in ("Una Berg", "premier", "her army", "Port Ada", "shelled")]


def test_report_of_one_row_is_its_title_and_text_with_single_spaces() -> None:
    text = "Talks put off\nNorland said the talks were put off."
    assert reports.text_of("b-x-1", ["x-1"], len(text), ROWS) == text


def test_changed_source_is_refused() -> None:
    changed = {**ROWS, "wce-1": {"text": "Envoys of Norland and Sudland\nmeet in Port Eda."}}
    with pytest.raises(ValueError, match="not the one that was annotated"):
        reports.unpack(reports.pack(record()), changed)


def test_missing_source_is_named() -> None:
    with pytest.raises(ValueError, match="wce-2"):
        reports.unpack(reports.pack(record()), {"wce-1": ROWS["wce-1"]})


@needs_news
@pytest.mark.parametrize("name", CHECKED)
def test_joined_records_are_those_that_were_checked(name: str) -> None:
    joined = "".join(json.dumps(r, ensure_ascii=False, sort_keys=True) + "\n" for r in reports.annotated_reports(name))
    assert hashlib.sha256(joined.encode()).hexdigest()[:16] == CHECKED[name]


@needs_news
@pytest.mark.parametrize("name", CHECKED)
def test_files_hold_no_sentence_of_their_sources(name: str) -> None:
    texts = {r["doc"]: r["text"] for r in reports.annotated_reports(name)}
    for line in (reports.DATA / name).read_text(encoding="utf-8").splitlines():
        stored = json.loads(line)
        copied = [s for s in strings(stored) if s.count(" ") > 3 and s in texts[stored["doc"]]]
        assert not copied


@needs_news
def test_agreement_of_the_readme_is_that_of_the_files() -> None:
    told = (reports.DATA / "README.md").read_text(encoding="utf-8")
    row = next(line for line in told.splitlines() if line.startswith("| 86"))
    assert [float(x) for x in row.strip("| ").split("|")] == [round(v, 1) for v in reports.agreement().values()]
