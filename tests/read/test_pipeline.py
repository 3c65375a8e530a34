"""Reports through the stages, in order, the encoder ahead of the rest."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest

from dragoman import pipeline
from dragoman.digest import digest, hash_files
from dragoman.errors import BadFacts
from dragoman.model import Document, Report


class Network:
    """An encoder that says nothing and keeps whose words it was given; a report called "bad" breaks it."""

    def __init__(self) -> None:
        self.encoded: list[str] = []
        self.cancelled: list[str] = []

    def begin(self, words: Sequence[str], bounds: object) -> Begun:
        self.encoded.append(words[0])
        if words[0] == "bad":
            raise BadFacts("bad", "breaks the encoder")
        return Begun(self, words[0])


@dataclass
class Begun:
    """One window, on its way."""

    network: Network
    name: str
    windows: tuple[str, ...] = ("one",)

    def scores(self) -> None:
        if self.name == "worse":
            raise ValueError("broken on the way")

    def cancel(self) -> None:
        self.network.cancelled.append(self.name)


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Network:
    found = Network()
    monkeypatch.setattr(pipeline, "encoder", lambda: found)
    monkeypatch.setattr(pipeline, "AFTER", ())
    return found


def reports(*ids: str, pulled: list[str] | None = None) -> Iterator[Report]:
    for each in ids:
        if pulled is not None:
            pulled.append(each)
        yield Report(each, each)


@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_documents_come_in_the_order_of_the_reports(network: Network, count: int) -> None:
    ids = [f"r{n}" for n in range(count)]
    assert [d.report.id for d in pipeline.annotate(reports(*ids))] == ids
    assert network.encoded == ids


def test_every_document_names_what_it_rests_on(network: Network) -> None:
    assert {d.run for d in pipeline.annotate(reports("a", "b", "c"))} == {digest()}
    assert [d.run for d in pipeline.annotate(reports("a"))] == [digest()]


def test_few_windows_are_held_beside_the_report_that_is_read(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "AHEAD", 3)
    pulled: list[str] = []
    documents = pipeline.annotate(reports(*"abcdefgh", pulled=pulled))
    assert next(documents).report.id == "a"
    assert pulled == list("abcd")
    assert next(documents).report.id == "b"
    assert pulled == list("abcde")
    documents.close()
    assert pulled == list("abcde")
    assert network.cancelled == ["c", "d", "e"]


@pytest.mark.parametrize(("bad", "says"), [("bad", "breaks the encoder"), ("worse", "broken on the way")])
def test_a_report_that_breaks_is_told_in_its_turn(network: Network, bad: str, says: str) -> None:
    documents = pipeline.annotate(reports("a", bad, "c"))
    assert next(documents).report.id == "a"
    with pytest.raises((BadFacts, ValueError), match=says):
        next(documents)


def test_a_report_that_breaks_costs_itself_alone(network: Network) -> None:
    first, second, third, fourth = pipeline.annotate_each(["no report", *reports("a", "worse", "c")])
    assert first == "no report"
    assert [d.report.id for d in (second, fourth) if isinstance(d, Document)] == ["a", "c"]
    assert isinstance(third, pipeline.Broken)
    assert third.report.id == "worse"


def test_what_was_asked_for_before_the_source_failed_is_still_read(network: Network) -> None:
    def failing() -> Iterator[Report]:
        yield from reports("a", "b")
        raise OSError("the source is gone")

    documents = pipeline.annotate(failing())
    assert [next(documents).report.id, next(documents).report.id] == ["a", "b"]
    with pytest.raises(OSError, match="the source is gone"):
        next(documents)


def test_the_hash_of_the_files_is_made_once_for_all_threads() -> None:
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(hash_files())) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(f) for f in found}) == 1
    assert len(digest()) == 12
    assert digest() == digest()


def test_what_is_no_report_is_not_taken_without_end(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "AHEAD", 3)
    taken: list[int] = []

    def others() -> Iterator[int]:
        for n in range(100):
            taken.append(n)
            yield n

    assert next(pipeline.annotate_each(others())) == 0
    assert len(taken) == 3
