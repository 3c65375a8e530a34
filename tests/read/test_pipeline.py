"""Reports through the stages, in order, the encoder ahead of the rest."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

import pytest

from dragoman import pipeline
from dragoman.digest import digest, hash_files
from dragoman.errors import BadFacts
from dragoman.model import Document, Report


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the reports that were encoded, by an encoder that says nothing; a report called "bad" breaks it."""
    seen: list[str] = []

    def encode(docs: Sequence[Document], network: object) -> list[Document]:
        seen.extend(d.report.id for d in docs)
        if any(d.report.id == "bad" for d in docs):
            raise BadFacts("bad", "breaks the encoder")
        return list(docs)

    monkeypatch.setattr(pipeline, "encode", encode)
    monkeypatch.setattr(pipeline, "encoder", lambda: None)
    return seen


def reports(*ids: str, pulled: list[str] | None = None) -> Iterator[Report]:
    for each in ids:
        if pulled is not None:
            pulled.append(each)
        yield Report(each, "")


@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_documents_come_in_the_order_of_the_reports(encoded: list[str], count: int) -> None:
    ids = [str(n) for n in range(count)]
    assert [d.report.id for d in pipeline.annotate(reports(*ids))] == ids
    assert encoded == ids


def test_every_document_names_what_it_rests_on(encoded: list[str]) -> None:
    assert {d.run for d in pipeline.annotate(reports("a", "b", "c"))} == {digest()}
    assert [d.run for d in pipeline.annotate(reports("a"))] == [digest()]


def test_few_reports_are_held_beside_the_one_that_is_read(encoded: list[str]) -> None:
    pulled: list[str] = []
    documents = pipeline.annotate(reports(*"abcdefgh", pulled=pulled), ahead=2)
    assert next(documents).report.id == "a"
    assert pulled == list("abc")
    documents.close()
    assert pulled == list("abc")


def test_a_report_that_breaks_the_encoder_is_told_in_its_turn(encoded: list[str]) -> None:
    documents = pipeline.annotate(reports("a", "bad", "c"))
    assert next(documents).report.id == "a"
    with pytest.raises(BadFacts, match="breaks the encoder"):
        next(documents)


def test_no_thread_is_left_when_the_reader_stops_early(encoded: list[str]) -> None:
    documents = pipeline.annotate(reports(*"abcd"))
    next(documents)
    documents.close()
    assert not [t for t in threading.enumerate() if t.name.startswith("encode")]


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
