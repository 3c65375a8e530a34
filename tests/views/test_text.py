"""The text view: what stands where, in any width, without colour where there is no terminal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from rich.console import Console

from bench.expected import records
from bench.gold import document
from dragoman.model import Document, Entity, Party, Report, Span, Statement, When
from dragoman.views.readout import Window, readout
from dragoman.views.text import show, text
from dragoman.views.wording import Wording, days, short_days
from tests.build import build
from tests.views.sample import visit


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return text(readout(visit()), width=100).splitlines()


def _section(lines: list[str], heading: str) -> list[str]:
    at = lines.index(heading)
    return lines[at + 1 : lines.index("", at)]


def test_the_headline_block_has_title_outlet_date_and_warnings_first(lines: list[str]) -> None:
    assert lines[0] == "Blinken meets Xi in Beijing"
    assert lines[1] == "The Sample · Our staff · Written Mon 19 June 2023, likely"
    assert "the visit that the text tells of" in lines[2]
    assert lines[3].startswith("!  The printed date")
    assert lines[3].endswith("[1]")


def test_sections_come_in_their_order(lines: list[str]) -> None:
    headings = [line for line in lines if line.isupper()]
    assert headings == [
        "WHO", "WHAT HAPPENED", "WHAT IS PLANNED, EXPECTED OR POSSIBLE", "WHAT DID NOT HAPPEN", "WHO SAID WHAT",
        "REMARKS",
    ]


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("WHO", "Antony Blinken"),
        ("WHAT HAPPENED", "[8]   Antony Blinken and Qin Gang: talks · Sun 18 June 2023"),
        ("WHAT IS PLANNED, EXPECTED OR POSSIBLE", "[15]  expected   Janet Yellen: visit Beijing · July 2023"),
        ("WHAT DID NOT HAPPEN", "put off"),
        ("WHO SAID WHAT", "Wang Yi (through state broadcaster CCTV)"),
        ("REMARKS", "A quotation is never closed."),
    ],
)
def test_lines_stand_in_their_section(lines: list[str], heading: str, words: str) -> None:
    assert any(words in line for line in _section(lines, heading))


def test_a_planned_event_is_not_among_those_that_happened(lines: list[str]) -> None:
    happened = " ".join(_section(lines, "WHAT HAPPENED"))
    assert "visit Washington" not in happened
    assert "Janet Yellen" not in happened


def test_an_event_in_a_statement_says_whose_word_it_is() -> None:
    doc = visit()
    event = next(e for e in doc.events if e.status == "possible")
    doc = replace(doc, events=(replace(event, holders=(doc.statements[3].id,)),))
    assert "says A senior US official" in text(readout(doc))


def test_direct_speech_is_in_quotation_marks_and_indirect_is_not(lines: list[str]) -> None:
    said = "\n".join(_section(lines, "WHO SAID WHAT"))
    assert "“Nobody came here" in said
    assert ": he had raised Taiwan" in said


@pytest.mark.parametrize("width", [80, 100, 140, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for record in records():
        assert max(map(len, text(readout(document(record)), width=width).splitlines())) <= width


def test_a_terminal_gets_colour_and_a_pipe_none() -> None:
    out = StringIO()
    show(readout(visit()), Console(file=out, force_terminal=True, color_system="standard", width=100))
    assert "\x1b[" in out.getvalue()
    assert "\x1b" not in text(readout(visit()))


def test_markup_and_escapes_in_a_report_are_shown_as_they_stand() -> None:
    doc = Document(Report("r", "x", title="[red]Not markup[/red] [link=x]y[/link]"))
    assert "[red]Not markup[/red] [link=x]y[/link]" in text(readout(doc))


def test_control_characters_of_a_report_do_not_reach_the_terminal() -> None:
    doc = Document(Report("r", "x", title="Title\x1b[31m\x07 end"))
    assert not {"\x1b", "\x07"} & set(text(readout(doc)))


def test_an_unknown_date_says_so() -> None:
    assert "Date not known" in text(readout(Document(Report("r", "Nothing."))))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2023-06-19", "2023-06-19", "Mon 19 June 2023"),
        ("2023-06-18", "2023-06-19", "18–19 June 2023"),
        ("2023-06-30", "2023-07-02", "30 June – 2 July 2023"),
        ("2023-12-31", "2024-01-01", "31 December 2023 – 1 January 2024"),
        ("2023-06-01", "2023-06-30", "June 2023"),
        ("2023-07-01", "2023-09-30", "July–September 2023"),
        ("2023-01-01", "2023-12-31", "2023"),
        ("2021-01-01", "2022-12-31", "2021–2022"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2023-06-19", None, "from 19 June 2023"),
        (None, "2023-06-19", "until 19 June 2023"),
        (None, None, ""),
    ],
)
def test_days_as_people_read_them(first: str | None, last: str | None, words: str) -> None:
    ends = [date.fromisoformat(d) if d else None for d in (first, last)]
    assert days(Window(*ends, None)) == words
    assert days(When(*ends)) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2023-06-19", "2023-06-19", "2023-06-19"),
        ("2023-06-18", "2023-06-19", "18–19 Jun 2023"),
        ("2023-06-30", "2023-07-02", "30 Jun – 2 Jul 2023"),
        ("2023-12-31", "2024-01-01", "31 Dec 2023 – 1 Jan 2024"),
        ("2023-06-01", "2023-06-30", "Jun 2023"),
        ("2023-09-01", "2023-11-30", "Sep–Nov 2023"),
        ("2023-01-01", "2023-12-31", "2023"),
        ("2020-01-01", "2025-12-31", "2020–2025"),
        ("2020-12-04", "2025-02-11", "Dec 2020 – Feb 2025"),
        ("2023-06-19", None, "from 2023-06-19"),
        (None, "2023-06-19", "until 2023-06-19"),
        (None, None, ""),
    ],
)
def test_days_for_a_column(first: str | None, last: str | None, words: str) -> None:
    assert short_days(When(*(date.fromisoformat(d) if d else None for d in (first, last)))) == words


@pytest.mark.parametrize(("cue", "content", "wanted"), [
    ("urged", "to leave", "urged Sudland to leave"),
    ("said", "it would leave", "it would leave"),
    ("told", "to leave", "told Sudland to leave"),
    ("expects", "a long winter", "expects Sudland a long winter"),
])
def test_words_stand_behind_a_cue_that_tells_what_they_are(cue: str, content: str, wanted: str) -> None:
    text = f"Norland {cue} Sudland {content}."
    at = lambda words: Span(text.index(words), text.index(words) + len(words))  # noqa: E731
    made = Statement("s1", 0, Party(at("Norland")), "state", at(cue), (at(content),), "indirect")
    doc = replace(build(text), statements=(made,))
    (said,) = Wording(readout(doc)).said()
    assert said.words == wanted


def test_half_named_group_is_told_by_its_members() -> None:
    text = "They and analysts expect rain."
    source = Party(Span(0, 17), "g1")
    made = Statement("s1", 0, source, "group", Span(18, 24), (Span(25, 29),), "indirect")
    group = Entity("g1", "US officials and analysts", "group", members=("e1", "e2"))
    doc = replace(build(text), statements=(made,), entities=(group,))
    (said,) = Wording(readout(doc)).said()
    assert said.speaker == "US officials and analysts"
