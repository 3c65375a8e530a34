from __future__ import annotations

from datetime import date

import pytest

from dragoman.errors import BadInput
from dragoman.ingest.item import Options
from dragoman.ingest.limits import Limits
from dragoman.ingest.sources import read_reports
from dragoman.model import Report, When

from .make import fault, only_report, zipped

TEXT = """| 12 April 2024, Friday |

Envoys agree to resume border talks

The two envoys met on Monday in the capital and agreed to resume talks next month, officials said.

No date was announced.

  • Harbour Times
"""


def test_plain_text_is_kept_whole_and_its_furniture_recognised() -> None:
    report = only_report(TEXT, "a.txt")
    assert report.text == TEXT.strip()
    assert report.title == "Envoys agree to resume border talks"
    assert report.title_span is not None
    assert report.title_span.of(report.text) == report.title
    assert report.outlet == "Harbour Times"
    assert report.hints == ()  # what stands in the text is weighed with the text
    assert report.url is None
    assert report.source == "a.txt"


def test_same_text_has_the_same_id_wherever_it_lies() -> None:
    assert only_report(TEXT, "a.txt").id == only_report(TEXT.replace("\n", "\r\n"), "folder/b.txt").id
    assert only_report(TEXT, "a.txt").id != only_report(TEXT.replace("Monday", "Tuesday"), "a.txt").id
    other = only_report(TEXT, "a.txt", Options(outlet="Inland Post"))
    assert (other.outlet, other.id == only_report(TEXT, "a.txt").id) == ("Inland Post", False)


def test_given_date_is_a_hint_and_nothing_more() -> None:
    given = When(date(2023, 6, 1), date(2023, 6, 30), "2023-06")
    report = only_report(TEXT, "a.txt", Options(published=given))
    assert [(c.origin, c.when, c.verdict) for c in report.hints] == [("given", given, "open")]
    assert report.published is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "is empty"),
        (b"... --- !!!", "has no text"),
        (bytes(range(256)) * 100, "is not text"),
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF"),
        (b"\x00" * 100_000, "is not text"),
        (b"PAR1\x15\x04\x15" + b"\x00" * 50, "is a Parquet file"),
        (b"{\\rtf1\\ansi The envoys met.\\par}", "office program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "office program"),
        (zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:t>The envoys met.</w:t>"}), "office"),
        (zipped({"mimetype": b"application/epub+zip", "a.xhtml": b"<html><body>x</body></html>"}), "office program"),
        (b"From: a@b.example\r\nSubject: Talks\r\n on trade\r\nMIME-Version: 1.0\r\n\r\nThe envoys met.", "e-mail"),
        (b"From: <Saved by a browser>\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n<html>", "e-mail"),
        (b'<?xml version="1.0"?>\n<nitf><body>The envoys met.</body></nitf>', "XML of a kind that is not read"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_next(data: bytes, said: str) -> None:
    error = fault(data, "a.txt")
    assert isinstance(error, BadInput)
    assert said in str(error)
    assert error.remedy
    assert error.exit_code == 3


def test_too_much_text_is_refused_without_holding_it() -> None:
    error = fault(b"word " * 50_000, "a.txt", Options(limits=Limits(text=100_000)))
    assert "larger than the 0 MB" in str(error)


@pytest.mark.parametrize("charset", ["utf-16", "utf-8-sig", "cp1252"])
def test_charsets(charset: str) -> None:
    text = "The minister said on Monday: “We don’t know.” The café was closed, and the talks were put off again."
    assert only_report_bytes(text.encode(charset)).text == text


def only_report_bytes(data: bytes) -> Report:
    from .make import reports_in

    (found,) = reports_in(data, "a.txt")
    assert isinstance(found, Report)
    return found


def test_a_day_that_is_none_is_told_at_once() -> None:
    from dragoman.errors import BadQuestion

    with pytest.raises(BadQuestion, match="is no date"):
        read_reports("a.txt", published="soon")
    with pytest.raises(BadQuestion, match="no field of a report"):
        read_reports("a.txt", columns={"body": "text"})
