"""Another model or knowledge base is another run: its readings take over together, older ones stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from dragoman import digest
from dragoman.errors import BadInput
from dragoman.ledger import Ledger, base
from dragoman.model import Document, Report
from tests.ledger.redating import reader
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


Turn = Callable[[str], None]


@pytest.fixture
def turn(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Turn:
    """Makes the program one of another run, reads all again with it, and checks that a rebuild changes nothing."""
    news = [
        report(i, None, "AP", told(SENTENCE, "met", actors="Wang Yi, Sergey Lavrov"), run="first") for i in ("a", "b")
    ]

    def to(run: str) -> None:
        monkeypatch.setattr(base, "annotated", reader([replace(d, run=run) for d in news]))
        monkeypatch.setattr(digest, "digest", lambda: run)
        assert ledger.read_again() == 2
        before = list(ledger.dump())
        ledger.rebuild()
        assert list(ledger.dump()) == before
        assert ledger.read_again() == 0

    ledger.add(news)
    return to


def test_a_date_given_since_holds_in_a_run_of_before(ledger: Ledger, turn: Turn) -> None:
    turn("second")
    ledger.redate("a", "2024-03-07", by="Ines")
    turn("first")
    assert [ledger.report(i).row.day for i in ("a", "b")] == [date(2024, 3, 7), None]
    turn("second")
    ledger.redate("a", "2024-03-09", by="Ann")
    turn("first")
    assert ledger.report("a").row.day == date(2024, 3, 9)


def test_a_date_undone_since_does_not_come_back_with_a_run_of_before(ledger: Ledger, turn: Turn) -> None:
    turn("second")
    row = ledger.redate("a", "2024-03-07")
    turn("first")
    ledger.undo(row.num)
    turn("second")
    assert ledger.report("a").row.day is None


def test_a_date_given_while_all_is_read_again_is_not_lost(
    ledger: Ledger, turn: Turn, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn("second")
    second = base.annotated

    def third(reports: Iterable[Report]) -> Iterator[Document]:
        asked = list(reports)
        if not ledger.verdicts():
            monkeypatch.setattr(base, "annotated", second)
            ledger.redate("a", "2024-03-07")
            monkeypatch.setattr(base, "annotated", third)
        yield from (replace(d, run="third") for d in second(asked))

    monkeypatch.setattr(base, "annotated", third)
    monkeypatch.setattr(digest, "digest", lambda: "third")
    assert [ledger.read_again(), ledger.read_again()] == [1, 1]
    assert ledger.report("a").row.day == date(2024, 3, 7)


def test_a_report_that_cannot_be_read_again_keeps_its_run(
    ledger: Ledger, turn: Turn, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn("second")
    ledger.redate("a", "2024-03-07")

    def broken(reports: Iterable[Report]) -> Iterator[Document]:
        raise BadInput(next(iter(reports)).id, "cannot be read", "")

    monkeypatch.setattr(base, "annotated", broken)
    monkeypatch.setattr(digest, "digest", lambda: "first")
    assert ledger.read_again() == 1
    assert ledger.report("a").row.day == date(2024, 3, 7)


@pytest.mark.parametrize("error", [BadInput("b", "cannot be read", ""), IndexError("out of range")])
def test_a_report_that_trips_the_reader_costs_itself_alone(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def read(reports: Iterable[Report]) -> Iterator[Document]:
        for each in reports:
            if each.id == "b":
                raise error
            yield reading(each.id, run="one", kind="CONSULT")

    monkeypatch.setattr(base, "annotated", read)
    added = ledger.add([reading(i, run="one", kind="CONSULT").report for i in "abc"])
    assert added.added == ("a", "c")
    assert [r.source for r in added.refused] == ["b"]
    assert str(error) in added.refused[0].reason
