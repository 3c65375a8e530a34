"""Stands for the reading of reports where a test needs no model: one sentence a paragraph, and accidents on demand."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace

from dragoman.model import Document, Report, Sentence, Span

RUN = "0123456789abcdef"


def annotate(reports: Iterable[Report]) -> Iterator[Document]:
    """A document with a sentence for each paragraph."""
    for report in reports:
        sentences, start = [], 0
        for paragraph in report.text.split("\n\n"):
            sentences.append(Sentence(Span(start, start + len(paragraph)), 0, 0))
            start += len(paragraph) + 2
        yield Document(report, sentences=tuple(sentences), run=RUN)


def slow(reports: Iterable[Report]) -> Iterator[Document]:
    """Takes its time, so that something can happen meanwhile."""
    for document in annotate(reports):
        time.sleep(0.02)
        yield document


def signed(reports: Iterable[Report]) -> Iterator[Document]:
    """Slow, and signs what it reads with the number of its process."""
    for document in slow(reports):
        yield replace(document, run=str(os.getpid()))


def breaking(reports: Iterable[Report]) -> Iterator[Document]:
    """Raises at a report that says so."""
    for document in annotate(reports):
        if "raise an error" in document.text:
            raise ValueError("as it says")
        yield document


def deadly(reports: Iterable[Report]) -> Iterator[Document]:
    """Kills its process at a report that says so."""
    for document in annotate(reports):
        if "kill the process" in document.text:
            os.kill(os.getpid(), 9)
        yield document
