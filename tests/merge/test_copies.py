"""Near copies: cut, reordered, re-headlined copies are found; look-alikes of one template are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.merge.copies import is_copy, overlap, own_stretches, sampled, shingles

LEAD = (
    "The foreign ministers of both countries met for three hours on Friday and agreed to reopen two border crossings"
    " that have been shut since the spring, when a dispute over grazing land turned violent."
)
REST = (
    "A joint commission will draw up a timetable within six weeks, the ministers told reporters after the meeting in"
    " the old customs house. Neither would say whether the 340 soldiers posted there since April are to leave."
)
STORY = f"{LEAD}\n\n{REST}"


@pytest.mark.parametrize(
    "copy",
    [
        LEAD,
        f"{REST}\n\n{LEAD}",
        f"OSTRAVA (Agency) - {STORY}\n\n(Reporting by A. Writer)",
        f"Border to Reopen\n\n{STORY}",
        STORY.replace("340", "360"),
    ],
    ids=["lead", "reordered", "agency", "headline", "number"],
)
def test_a_copy_is_found(copy: str) -> None:
    assert is_copy(overlap(STORY, copy))
    assert is_copy(overlap(copy, STORY))


def template(who: str, country: str, day: str) -> str:
    return (
        f"Minister's Call with {who}\nOffice of the Spokesperson\n\n"
        "The following is attributable to the Spokesperson:\n\n"
        f"The Minister spoke on {day} with Foreign Minister {who} of {country} to underline the importance of the"
        " partnership between the two countries and to discuss regional security. They agreed to remain in close touch"
        " on these and other matters of common concern."
    )


def test_releases_of_one_template_are_no_copies() -> None:
    one, other = template("Ana Prado", "Brazil", "May 3"), template("Tomas Lind", "Sweden", "May 9")
    assert overlap(one, other).containment > 0.5
    assert not is_copy(overlap(one, other))


def test_a_yearly_notice_is_no_copy_of_last_year_s() -> None:
    notice = f"{STORY} The emergency declared on May 3 shall go on for one year from June {{}}, {{}}."
    assert not is_copy(overlap(notice.format(13, 2022), notice.format(21, 2021)))


def test_too_short_to_tell() -> None:
    assert not is_copy(overlap("Talks were held on Friday.", "Talks were held on Friday."))


def test_what_each_has_alone_is_shown() -> None:
    longer = f"{LEAD}\n\nThe talks were the first in years and followed weeks of quiet work.\n\n{REST}"
    assert [s.of(longer) for s in own_stretches(longer, STORY)] == [
        "The talks were the first in years and followed weeks of quiet work"
    ]
    assert own_stretches(STORY, longer) == ()


@given(st.text(alphabet="ab .\n", max_size=120), st.text(alphabet="ab .\n", max_size=120))
def test_overlap_is_symmetric_and_a_share(left: str, right: str) -> None:
    found = overlap(left, right)
    assert found == overlap(right, left)
    assert 0 <= found.containment <= 1
    assert 0 <= found.covered <= 1


@given(st.text(alphabet="abc ", max_size=200))
def test_the_sample_is_part_of_the_shingles(text: str) -> None:
    assert set(sampled(shingles(text))) <= shingles(text)
