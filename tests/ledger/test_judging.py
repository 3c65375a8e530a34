"""Verdicts bind, are explained, and are undone by date; near copies count as one source."""

from __future__ import annotations

import pytest

from dragoman.errors import BadQuestion, NotFound
from dragoman.ledger import Ledger
from tests.ledger.wire import report, told

BODY = (
    "The two sides agreed to keep talking about grain, the border and the return of prisoners, officials said after"
    " nearly four hours behind closed doors at a villa on the outskirts of the capital. Neither side gave details of"
    " what was offered, and a second day of talks was left open until both had spoken to their governments at home."
)
ALIKE = (
    report("a1", "2024-03-08", "Xinhua", told("Wang Yi met Sergey Lavrov in Beijing.", "met",
                                              actors="Wang Yi, Sergey Lavrov", place="Beijing", on="2024-03-07")),
    report("a2", "2024-03-08", "TASS", told("Sergey Lavrov met Wang Yi in Beijing.", "met",
                                            actors="Wang Yi, Sergey Lavrov", place="Beijing", on="2024-03-07")),
    report("a3", "2024-05-01", "Reuters", told("Ana Prado praised Sweden.", "praised", "SUPPORT", actors="Ana Prado",
                                               recipients="Sweden", on="2024-05-01")),
)


def home(ledger: Ledger, mention: str) -> str:
    return ledger.event(mention).event.id


def test_different_parts_and_undo_joins_again(ledger: Ledger) -> None:
    ledger.add(ALIKE)
    joined = home(ledger, "a1#m1")
    assert home(ledger, "a2#m1") == joined
    row = ledger.judge("a1#m1", "a2#m1", "different", by="Ines", why="two meetings")
    parted = home(ledger, "a2#m1")
    assert parted != home(ledger, "a1#m1") == joined
    explained = ledger.explain("a1#m1", "a2#m1")
    assert not explained.same_event
    assert explained.why.startswith("Ines judged them different")
    ledger.undo(row.num)
    assert home(ledger, "a2#m1") == joined
    # the id that the second meeting had for a while still leads somewhere
    assert ledger.event(parted).event.id == joined
    assert [j.undone_at is not None for j in ledger.judgements(undone=True)] == [True]
    assert ledger.judgements() == ()
    with pytest.raises(NotFound):
        ledger.undo(row.num)


def test_same_joins_events_by_their_ids(ledger: Ledger) -> None:
    ledger.add(ALIKE)
    row = ledger.judge(home(ledger, "a1#m1"), home(ledger, "a3#m1"), "same", by="Ines")
    assert home(ledger, "a3#m1") == home(ledger, "a2#m1")
    assert [j.num for j in ledger.event("a3#m1").judgements] == [row.num]
    ledger.undo(row.num)
    assert home(ledger, "a3#m1") != home(ledger, "a2#m1")


def test_the_last_word_on_a_pair_holds(ledger: Ledger) -> None:
    ledger.add(ALIKE)
    ledger.judge("a1#m1", "a3#m1", "same")
    ledger.judge("a3#m1", "a1#m1", "different")
    assert home(ledger, "a1#m1") != home(ledger, "a3#m1")
    assert [j.verdict for j in ledger.judgements()] == ["different"]
    assert [j.verdict for j in ledger.judgements(undone=True)] == ["same", "different"]


@pytest.mark.parametrize(("left", "right", "verdict"), [("a1#m1", "a1#m1", "same"), ("a1#m1", "a2#m1", "maybe")])
def test_a_verdict_that_means_nothing_is_refused(ledger: Ledger, left: str, right: str, verdict: str) -> None:
    ledger.add(ALIKE)
    with pytest.raises(BadQuestion):
        ledger.judge(left, right, verdict)


def test_a_verdict_on_what_is_not_there_is_refused(ledger: Ledger) -> None:
    ledger.add(ALIKE)
    with pytest.raises(NotFound):
        ledger.judge("a1#m1", "zz#m1", "same")
    assert ledger.judgements() == ()


def test_explain_names_features_with_what_was_compared(ledger: Ledger) -> None:
    ledger.add(ALIKE)
    found = ledger.explain("a1#m1", "a3#m1")
    assert not found.same_event
    assert found.score < 0.5
    by_name = {f.name: f for f in found.features}
    assert {"type", "actors", "time", "place", "status"} <= by_name.keys()
    assert (by_name["type"].left, by_name["type"].right) == ("CONSULT", "SUPPORT")
    assert all(f.detail for f in found.features)


def test_a_reprint_is_one_source_and_shows_what_was_added(ledger: Ledger) -> None:
    meeting = told("Wang Yi met Sergey Lavrov in Beijing.", "met", actors="Wang Yi, Sergey Lavrov", place="Beijing",
                   on="2024-03-07")
    ledger.add([
        report("w1", "2024-03-08", "Reuters", meeting, BODY),
        report("w2", "2024-03-09", "The Daily", "More inside this issue.", meeting, BODY),
    ])
    [row] = ledger.events().items
    assert (row.reports, row.sources) == (2, 1)
    page = ledger.report("w1")
    assert page.row.copies == 1
    [copy] = page.copies
    assert copy.report.id == "w2"
    added = ledger.report("w2").document.text
    assert [s.of(added) for s in copy.only_there] == ["More inside this issue"]
    assert copy.only_here == ()
    assert [t.copy_of for t in ledger.event(row.id).tellings] == [None, "w1"]
    ledger.add([report("w3", "2024-03-09", "TASS", meeting)])
    assert [(r.reports, r.sources) for r in ledger.events().items] == [(3, 2)]


def test_a_copy_that_arrives_between_joins_two_groups(ledger: Ledger) -> None:
    """The group of the first two changes when the third, which holds both, is added; so does what they count for."""
    first, second = BODY.split(". ", 1)
    meeting = told("Wang Yi met Sergey Lavrov in Beijing.", "met", actors="Wang Yi, Sergey Lavrov", place="Beijing",
                   on="2024-03-07")
    ledger.add([
        report("c1", "2024-03-08", "Reuters", meeting, first + "."),
        report("c2", "2024-03-08", "The Daily", meeting, second),
    ])
    assert [r.sources for r in ledger.events().items] == [2]
    ledger.add([report("c3", "2024-03-08", "TASS", meeting, BODY)])
    assert [r.sources for r in ledger.events().items] == [1]


def test_review_lists_unknown_people_and_doubtful_dates(ledger: Ledger) -> None:
    ledger.add([*ALIKE, report("d1", None, "AP", told("Tomas Lind met Ana Prado.", "met",
                                                      actors="Tomas Lind, Ana Prado"))])
    found = ledger.review()
    assert [p.name for p in found.people] == ["Ana Prado", "Tomas Lind"]
    assert [r.id for r in found.dates] == ["d1"]
