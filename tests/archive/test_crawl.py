"""The archive that the bench reads: were it read wrongly, all its figures would be of something else."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from bench.crawl import texts, write_crawl
from bench.measured import Row
from dragoman.ingest import read_reports
from dragoman.ingest.normal import normalise
from dragoman.model import Report


def test_every_page_is_read_back_with_its_text_alone(tmp_path: Path) -> None:
    write_crawl(tmp_path / "crawl.warc.gz", 12)
    found = list(read_reports(tmp_path / "crawl.warc.gz"))
    assert len(found) == 12
    for report, (title, paragraphs) in zip(found, islice(texts(), 12), strict=True):
        assert isinstance(report, Report)
        assert report.title == normalise(title)
        assert report.text.startswith(report.title)
        assert normalise(paragraphs[-1])[-40:] in report.text
        assert "I read it twice" not in report.text  # the comment below the article
        assert {c.origin: c.when.edtf for c in report.hints}["masthead"] == "2024-04-12"
    printed = {c.when.edtf for c in found[3].hints if c.origin == "meta"}  # type: ignore[union-attr]
    assert printed == {"2021-01-04", "../2021-01-04"}  # as the page says, and not after it was fetched


def test_bounds_hold_at_the_bound() -> None:
    assert Row("a", 60.0, "%", floor=60).holds
    assert not Row("a", 59.9, "%", floor=60).holds
    assert not Row("a", 1.2, "", ceiling=1.1).holds
    assert Row("a", 0.0, "", floor=0.5).line().endswith("at least 0.5   MISSED")
