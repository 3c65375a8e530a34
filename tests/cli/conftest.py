"""Runs the command line in this process, with a reader that needs no weights."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from bench.expected import record
from bench.gold import document
from dragoman.extract.sentences import sentences
from dragoman.model import Document, Report, Sentence


@dataclass(frozen=True)
class Outcome:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


def _annotate_each(items: Iterable[Any]) -> Iterator[Any]:
    """Sentences of any report; of the sample visit everything that its expected readout has."""
    sample = document(record("beijing-visit"))
    for report in items:
        if not isinstance(report, Report):
            yield report
        elif report.text == sample.text:
            yield sample
        else:
            spans = sentences(report.text)
            yield Document(report, sentences=tuple(Sentence(s, 0, 0) for s in spans))


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    """Call as `run("read", "x.txt")`; `dragoman.pipeline.annotate_each` is replaced."""
    from dragoman import pipeline
    from dragoman.cli import main

    monkeypatch.setattr(pipeline, "annotate_each", _annotate_each)
    monkeypatch.setenv("DRAGOMAN_SETTINGS", "/nonexistent/settings.toml")

    def call(*arguments: str) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["dragoman", *arguments])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Outcome(code, out.decode(), err.decode())

    return call
