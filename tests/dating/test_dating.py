"""When a report was written: printed dates weighed against what the text implies."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.edtf import from_edtf, when_of
from dragoman.model import Candidate, CandidateOrigin, Dating, Document, Report, When
from dragoman.resolve.dating import date_with, decide
from dragoman.resolve.dating_clues import text_clues
from tests.dating.hand import FACTS

VISIT = (
    "Halvorsen ends talks in Italy\n\n"
    "Secretary of State Ada Halvorsen met Italian Foreign Minister Carla Ferro on Tuesday on the last day of a visit "
    "to Rome. The two had dined on Monday with Prime Minister Galli. They will sign a statement later in the day.\n\n"
    "“We came far,” one official said, speaking on condition of anonymity."
)


def stamp(day: str, origin: CandidateOrigin) -> Candidate:
    """A date found on ingest."""
    return Candidate(from_edtf(day), origin, None)


def dated(text: str, *hints: Candidate, url: str | None = None) -> Dating:
    """Dating of a text that has one."""
    found = decide(Report("r", text, url=url, hints=hints), FACTS)
    assert found is not None
    return found


def verdicts(found: Dating) -> dict[str, str]:
    return {c.origin: c.verdict for c in found.candidates}


def test_a_masthead_that_the_text_contradicts_is_rejected_and_the_visit_dated() -> None:
    found = dated("| 7 May 2021, Friday |\n\n" + VISIT)
    assert found.when == when_of(date(2019, 9, 10), date(2019, 9, 10))
    assert verdicts(found) == {"masthead": "rejected", "kb": "accepted"}
    assert found.confidence == "likely"
    assert "Tuesday" in found.rule
    rejected = found.candidates[0]
    assert "Ferro was Italian Foreign Minister only from 2019-03-01 to 2020-02-28" in rejected.why
    assert rejected.span is not None
    remark, = found.contradictions
    assert remark.severity == "high"
    assert "2021-05-07" in remark.message


def test_a_masthead_that_fits_is_kept_but_alone_it_is_only_likely() -> None:
    found = dated("| 10 September 2019, Tuesday |\n\n" + VISIT)
    assert found.when.edtf == "2019-09-10"
    assert found.confidence == "likely"
    assert found.contradictions == ()


def test_two_independent_origins_make_a_day_certain() -> None:
    found = dated("10 September 2019\n\n" + VISIT, stamp("2019-09-10", "meta"))
    assert found.confidence == "certain"
    assert set(verdicts(found).values()) == {"accepted"}


def test_metadata_and_address_come_from_one_hand() -> None:
    found = dated("The two sides met.", stamp("2019-09-10", "meta"), stamp("2019-09-10", "url"))
    assert found.confidence == "likely"


def test_origins_that_disagree_leave_a_doubt_and_a_remark() -> None:
    found = dated("The two sides met.", stamp("2019-09-10", "meta"), stamp("2019-10-25", "url"))
    assert found.confidence == "doubtful"
    assert [r.kind for r in found.contradictions] == ["dates differ"]


def test_the_users_word_is_accepted_with_a_remark_when_the_text_contradicts_it() -> None:
    found = dated(VISIT, stamp("2021-05-07", "given"))
    assert found.when.edtf == "2021-05-07"
    assert verdicts(found)["given"] == "accepted"
    assert found.confidence == "doubtful"
    assert [r.kind for r in found.contradictions] == ["date contradicted"]


def test_the_users_word_stands_where_nothing_contradicts_it() -> None:
    found = dated(VISIT, stamp("2019-09-10", "given"))
    assert (found.confidence, found.contradictions) == ("certain", ())


@pytest.mark.parametrize("line", [
    "Published: 10 September 2019", "Tuesday, September 10, 2019", "10 Sep 2019 14:05 GMT", "2019-09-10",
    "Last updated on September 10, 2019 at 3:15 p.m.",
    "| ROME | TUESDAY, SEPTEMBER 10, 2019 |", "ROME — 10 SEP 2019", "TUESDAY 10 SEPTEMBER 2019 ROME",
    "Rome, 10 September 2019", "THE EVENING WIRE | Late Edition | Tuesday, September 10, 2019",
    "Vol. XII, No. 3    Tuesday, September 10, 2019    Price 50p", "By Ada Roe | Sept. 10, 2019 | 5 min read",
])
def test_dates_that_stand_alone_in_a_line_are_candidates(line: str) -> None:
    found = dated(f"Talks end in Rome\n{line}\n\nThe two sides met and parted without a statement.")
    assert found.when.edtf == "2019-09-10"
    assert verdicts(found) == {"masthead": "accepted"}


def test_a_date_run_in_before_the_first_sentence_is_a_candidate() -> None:
    found = dated("Envoys meet\n\nMonday, June 3, 2024 The envoys of Norland and Sudland met for a whole afternoon.\n")
    assert found.when is not None
    assert found.when.edtf == "2024-06-03"


@pytest.mark.parametrize("line", ["Monday, June 3, 2024, was a holiday.", "Monday, June 3, 2024 saw rain.",
                                  "June 3, 2024 The envoys met."])
def test_a_date_that_begins_a_sentence_is_no_stamp(line: str) -> None:
    found = decide(Report("r", f"Envoys meet\n\n{line} Norland and Sudland agreed on it all.\n"), FACTS)
    assert found is None or "masthead" not in verdicts(found)


def test_a_date_inside_a_sentence_is_no_masthead() -> None:
    text = "The accord of 10 September 2019 was hailed by all sides as the end of a long war between neighbours."
    assert decide(Report("r", text), FACTS) is None or "masthead" not in verdicts(dated(text))


@pytest.mark.parametrize("line", [
    "Ministers meet in Rome | 10 September 2019", "Timeline: the war of 10 September 2019",
    "– Minister Ada Roe, 10 September 2019", "Report: five are killed, 10 September 2019",
    "The statement of 10 September 2019",
])
def test_a_title_with_its_date_is_no_masthead(line: str) -> None:
    found = decide(Report("r", f"{line}\n\nThe two sides met and parted without a statement."), FACTS)
    assert found is None or "masthead" not in verdicts(found)


def test_a_dateline_without_a_year_speaks_against_a_stamp_of_another_month() -> None:
    text = "ROME, September 10 (Wire) - The two sides met and parted without a statement."
    assert verdicts(dated(text, stamp("2019-11-30", "meta")))["meta"] == "rejected"
    assert verdicts(dated(text, stamp("2019-09-11", "meta")))["meta"] == "accepted"


def test_a_full_dateline_is_a_candidate() -> None:
    found = dated("ROME, Sept. 10, 2019 (Wire) — The two sides met.")
    assert (found.when.edtf, verdicts(found)) == ("2019-09-10", {"dateline": "accepted"})


def test_a_date_told_as_past_cannot_lie_after_the_report() -> None:
    text = "The sides met in Rome on 4 March 2020. They parted without a statement, and the talks were called off."
    assert verdicts(dated(text, stamp("2019-09-10", "meta")))["meta"] == "rejected"
    assert verdicts(dated(text, stamp("2020-03-06", "meta")))["meta"] == "accepted"


@pytest.mark.parametrize("text", [
    "They set targets to cut emissions by half in 2030, the ministry said.",
    "The envoys discussed the plan as the country prepares for elections in 2024.",
    "She welcomed the support of the state when it takes over the chair in 2023.",
])
def test_a_year_that_is_aimed_at_is_not_past(text: str) -> None:
    assert verdicts(dated(text, stamp("2019-09-10", "meta")))["meta"] == "accepted"
    told = text_clues(text)
    assert not [c for c in told if c.kind == "full date"]


def test_a_weekday_with_its_date_picks_the_year() -> None:
    text = "The sides will meet again on Tuesday, September 10. They met on Friday, September 6, for the first time."
    assert verdicts(dated(text, stamp("2019-09-08", "meta")))["meta"] == "accepted"
    assert verdicts(dated(text, stamp("2021-09-08", "meta")))["meta"] == "rejected"


def test_an_anniversary_counts_the_years() -> None:
    text = "The town today marked the 30th anniversary of the 1991 battle. Thousands came to the square in the rain."
    assert verdicts(dated(text, stamp("2021-06-01", "meta"), stamp("2015-06-01", "url"))) == {
        "meta": "accepted", "url": "rejected",
    }


def test_a_stamp_whose_weekday_is_wrong_is_doubted() -> None:
    found = dated("| 10 September 2019, Friday |\n\nThe two sides met.")
    assert found.confidence == "doubtful"
    assert "that day was a Tuesday" in found.contradictions[0].message


def test_a_stamp_days_after_the_freshest_weekday_is_doubted_not_rejected() -> None:
    found = dated("The sides met on Monday. They had met on Sunday too, officials said.", stamp("2019-09-13", "meta"))
    assert verdicts(found) == {"meta": "accepted"}
    assert found.confidence == "doubtful"


@pytest.mark.parametrize("mention", [
    "former Foreign Minister Carla Ferro", "then Foreign Minister Carla Ferro", "the late Foreign Minister Carla Ferro",
    "the death of Foreign Minister Carla Ferro",
])
def test_a_past_holder_says_nothing_of_the_day(mention: str) -> None:
    found = dated(f"A street in Rome was named after {mention}, the council said in a statement.",
                  stamp("2022-05-05", "meta"))
    assert verdicts(found) == {"meta": "accepted"}


def test_the_tables_prove_nothing_of_the_time_before_they_begin() -> None:
    text = "Foreign Minister Carla Ferro spoke with her counterpart, the ministry said in a statement."
    assert verdicts(dated(text, stamp("1997-05-05", "meta"))) == {"meta": "accepted"}
    assert verdicts(dated(text, stamp("2012-05-05", "meta")))["meta"] == "rejected"


def test_an_office_in_a_dated_story_says_nothing_of_the_report() -> None:
    text = "In May 2019 Foreign Minister Carla Ferro opened the bridge. It was closed this week, officials said."
    assert verdicts(dated(text, stamp("2022-05-05", "meta"))) == {"meta": "accepted"}


def test_without_any_date_the_offices_bound_an_interval() -> None:
    found = dated("Foreign Minister Carla Ferro spoke with her counterpart, the ministry said in a statement.")
    assert found.confidence == "doubtful"
    assert found.when.earliest is not None
    assert found.when.latest is not None
    assert found.when.earliest <= date(2019, 3, 1)
    assert date(2020, 2, 28) <= found.when.latest < date(2020, 6, 1)


def test_an_office_bounds_what_a_dateline_leaves_open() -> None:
    text = ("ROME, September 10 (Wire) - The town was rebuilt in 1999, after the flood.\n\n"
            + "The council sat on, and nobody spoke of the war. " * 15
            + "Italian Foreign Minister Carla Ferro sent her regards.")
    found = dated(text)
    assert found.when.latest is None
    assert found.when.earliest is not None
    assert found.when.earliest.year == 2019


def test_a_text_that_tells_nothing_is_not_dated() -> None:
    assert decide(Report("r", "The two sides met and parted."), FACTS) is None


def test_the_address_is_read_where_ingest_gave_no_hint() -> None:
    found = dated("The two sides met.", url="https://example.org/world/2019/09/10/talks-end")
    assert (found.when.edtf, verdicts(found)) == ("2019-09-10", {"url": "accepted"})


def test_the_order_of_hints_does_not_matter() -> None:
    hints = (stamp("2019-09-10", "meta"), stamp("2021-05-07", "url"), stamp("2019-09-10", "masthead"))
    results = {dated(VISIT, *order).when for order in (hints, hints[::-1], (hints[1], hints[0], hints[2]))}
    assert len(results) == 1


def test_a_day_of_change_bounds_the_report_and_is_no_date_of_its_own() -> None:
    changed = Candidate(When(None, date(2019, 9, 20), "../2019-09-20"), "meta", None, why="changed then")
    late = dated("The two sides met.", stamp("2019-11-02", "url"), changed)
    assert [(c.origin, c.verdict) for c in late.candidates[:1]] == [("url", "rejected")]
    assert (late.when.earliest, late.when.latest) == (None, date(2019, 9, 21))
    fits = dated("The two sides met.", stamp("2019-09-10", "url"), changed)
    assert fits.when.edtf == "2019-09-10"


def test_a_date_in_the_frame_of_a_page_gives_way_to_its_metadata() -> None:
    found = dated("The two sides met.", stamp("2024-04-12", "masthead"), stamp("2019-09-10", "meta"))
    assert found.when.edtf == "2019-09-10"
    assert found.confidence == "likely"
    assert [r.severity for r in found.contradictions] == ["low"]


def test_the_stage_fills_the_report_and_the_remarks() -> None:
    doc = date_with(Document(Report("r", "| 7 May 2021, Friday |\n\n" + VISIT)), FACTS)
    assert doc.report.published is not None
    assert doc.report.published.when.edtf == "2019-09-10"
    assert [r.kind for r in doc.remarks] == ["date contradicted"]


def test_every_span_of_a_candidate_is_its_words() -> None:
    text = "| 7 May 2021, Friday |\n\n" + VISIT
    found = dated(text)
    assert [c.span.of(text) for c in found.candidates if c.span] == ["7 May 2021, Friday"]
