"""Another model or knowledge base is another run: its readings take over together, older ones stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from dragoman import digest
from dragoman.ledger import Ledger, base
from dragoman.model import Document, Report
from tests.ledger.wire import report, told

SENTENCE = "Wang Yi met Sergey Lavrov in Beijing."


def reading(id_: str, *, run: str, kind: str) -> Document:
    return report(
        id_, "2024-03-08", "AP",
        told(SENTENCE, "met", kind, actors="Wang Yi, Sergey Lavrov", place="Beijing", on="2024-03-07"),  # type: ignore[arg-type]
        run=run,
    )


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """From here on another model reads; the list names what it was given."""
    given: list[str] = []

    def read(reports: Iterable[Report]) -> Iterator[Document]:
        for each in reports:
            given.append(each.id)
            if each.id == "break":
                raise KeyboardInterrupt
            yield reading(each.id, run="newer", kind="COOPERATE")

    monkeypatch.setattr(base, "annotated", read)
    monkeypatch.setattr(digest, "digest", lambda: "newer")
    return given


def test_reading_again_switches_all_and_keeps_the_old(ledger: Ledger, newer: list[str]) -> None:
    ledger.add([reading(i, run="older", kind="CONSULT") for i in ("a", "b")])
    assert [f.gravity for f in ledger.doctor(run="newer")] == ["note"]
    assert ledger.read_again() == 2
    assert [r.type for r in ledger.events().items] == ["COOPERATE"]
    page = ledger.report("a")
    assert [(r.run, r.in_force) for r in page.readings] == [("older", False), ("newer", True)]
    assert ledger.doctor(run="newer") == []
    assert ledger.read_again() == 0
    assert newer == ["a", "b"]


def test_interrupted_reading_changes_nothing_and_goes_on_later(ledger: Ledger, newer: list[str]) -> None:
    ledger.add([reading(i, run="older", kind="CONSULT") for i in ("a", "break")])
    before = [(r.id, r.type) for r in ledger.events().items]
    with pytest.raises(KeyboardInterrupt):
        ledger.read_again()
    assert [(r.id, r.type) for r in ledger.events().items] == before
    assert ledger.doctor() == []


def test_a_verdict_survives_another_reading(ledger: Ledger, newer: list[str]) -> None:
    ledger.add([reading(i, run="older", kind="CONSULT") for i in ("a", "b")])
    ledger.judge("a#m1", "b#m1", "different")
    ledger.read_again()
    assert ledger.event("a#m1").event.id != ledger.event("b#m1").event.id
