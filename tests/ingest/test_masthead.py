from __future__ import annotations

import pytest

from dragoman.ingest.masthead import find_masthead

BODY = (
    "The two envoys met on Monday in the capital and agreed to resume talks next month, "
    "officials on both sides said.\n\n"
    "No date was announced."
)


@pytest.mark.parametrize(
    ("head", "headline"),
    [
        ("| 12 April 2024, Friday |\n\nEnvoys agree to resume border talks\n\n", "Envoys agree to resume border talks"),
        ("Envoys agree to resume border talks\n\n", "Envoys agree to resume border talks"),
        ("Envoys agree to resume border talks\nJune 19, 2023\n", "Envoys agree to resume border talks"),
        ("Envoys agree to resume border talks\nBy Mara Ilves\n\n", "Envoys agree to resume border talks"),
        ("Will the envoys agree to talk?\n\n", "Will the envoys agree to talk?"),
        ("By Mara Ilves\n\nEnvoys agree to resume talks\n\n", "Envoys agree to resume talks"),
        ("‘We agree,’ say envoys after talks\n\n", "‘We agree,’ say envoys after talks"),
        ("Envoy’s Call with Minister Raud\nOffice of the Spokesperson\n\n", "Envoy’s Call with Minister Raud"),
        ("Envoys agree to resume border talks\n", "Envoys agree to resume border talks"),
    ],
)
def test_headline_is_found_where_it_stands(head: str, headline: str) -> None:
    text = head + BODY
    found = find_masthead(text)
    assert found.headline is not None
    assert found.headline.of(text) == headline


@pytest.mark.parametrize(
    "head",
    [
        "",
        "VALKA, June 19 (Agency) - ",
        "VALKA, Estonia (Agency) _\n\n",
        "12 April 2024\n\n",
        "The government resigned on Sunday.\n\n",
    ],
)
def test_sentences_and_datelines_are_no_headlines(head: str) -> None:
    assert find_masthead(head + BODY).headline is None


def test_wrapped_lines_are_no_headline() -> None:
    text = (
        "The two envoys met on Monday in the capital and agreed to resume\n"
        "Talks of the joint commission, which were broken off in spring, will\n"
        "begin in July, officials on both sides said. They did not give any\n"
        "date or place for the first round, and neither government has said\n"
        "who will lead its delegation to the first meeting of the commission.\n"
    )
    assert find_masthead(text).headline is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Mara Ilves", "Mara Ilves"),
        ("BY MARA ILVES AND TOM RAUD", "MARA ILVES AND TOM RAUD"),
        ("By Mara J. Ilves", "Mara J. Ilves"),
    ],
)
def test_byline(line: str, names: str) -> None:
    assert find_masthead(f"Envoys agree to resume talks\n\n{line}\n\n{BODY}").byline == names


def test_a_sentence_that_begins_with_by_is_no_byline() -> None:
    assert (
        find_masthead(
            f"Envoys agree to resume talks\n\nBy Monday, the talks had failed. Nobody was surprised.\n\n{BODY}"
        ).byline
        is None
    )


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        (f"Envoys agree to talk\n\n{BODY}\n\nMore was said.\n\n  • Harbour Times-Gazette", "Harbour Times-Gazette"),
        (f"Envoys agree to talk\n\n{BODY}\n\nMore was said.\n\n(Northwire)", "Northwire"),
        (f"Envoys agree to talk\n\nVALKA, June 19 (Northwire) - {BODY}", "Northwire"),
        (f"Envoys agree to talk\n\n{BODY}\n\nMore was said.\n\n(Reporting by Mara Ilves; editing by Tom Raud)", None),
        (f"Envoys agree to talk\n\n{BODY}", None),
        (f"Envoys agree to talk\n\nVALKA (June 19) - {BODY}", None),
    ],
)
def test_outlet_is_named_at_the_end_or_in_the_dateline(text: str, outlet: str | None) -> None:
    assert find_masthead(text).outlet == outlet
