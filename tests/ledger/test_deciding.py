"""Verdicts on dates and people bind, change what they touch and nothing else, and are undone without a trace."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.errors import BadQuestion, NotFound
from dragoman.ledger import Ledger
from dragoman.model import Candidate, Dating, Document
from dragoman.store.ask_people import is_proper_name
from dragoman.store.query import EventQuery
from tests.ledger.redating import reader
from tests.ledger.wire import report, said, told

NEWS = (
    report("u1", None, "AP", told("Ana Prado met Wang Yi.", "met", actors="Ana Prado, Wang Yi"), title="No date"),
    report("k1", "2024-03-08", "TASS", told("Wang Yi met Ana Prado in Beijing.", "met", actors="Wang Yi, Ana Prado",
                                            place="Beijing", on="2024-03-07"),
           said("Ana Prado said trade would grow.", "Ana Prado", "trade would grow")),
    report("k2", "2024-03-08", "Xinhua", told("Lech Wałęsa met Wang Yi in Beijing.", "met",
                                              actors="Lech Wałęsa, Wang Yi", place="Beijing", on="2024-03-07")),
)
LATER = report("k3", "2024-03-09", "AFP", told("Ana Prado met Wang Yi in Beijing.", "met", actors="Ana Prado, Wang Yi",
                                               place="Beijing", on="2024-03-07"))
PRADO, WALESA = "name:ana prado", "Q444"


@pytest.fixture(autouse=True)
def _reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.ledger.base.annotated", reader([*NEWS, LATER]))


@pytest.fixture(autouse=True)
def news(ledger: Ledger) -> None:
    ledger.add(NEWS)


def derived(ledger: Ledger) -> list[str]:
    """Everything but the verdicts themselves, and that a run other than the first wrote here."""
    return [line for line in ledger.dump() if not line.startswith(("verdicts\t", "runs\t"))]


def test_a_given_day_dates_the_report_and_what_follows_from_it(ledger: Ledger) -> None:
    assert [r.id for r in ledger.review().dates] == ["u1"]
    row = ledger.redate("u1", "7 March 2024", by="Ines", why="the editor's letter")
    assert (row.kind, row.subject, row.answer, row.by, row.why) == ("date", "u1", "2024-03-07", "Ines",
                                                                    "the editor's letter")
    page = ledger.report("u1")
    assert page.row.day == date(2024, 3, 7)
    assert not page.row.doubtful
    assert [e.day for e in page.events] == [date(2024, 3, 7)]
    assert ledger.review().dates == ()
    [choice] = ledger.date_case("u1").choices
    assert (choice.origin, choice.verdict, choice.why) == ("given", "accepted", "given by Ines")
    assert ledger.date_case("u1").verdict == row


def test_a_day_given_joins_what_was_apart_and_undoing_parts_it(ledger: Ledger) -> None:
    before = derived(ledger)
    apart = ledger.event("u1#m1").event.id
    row = ledger.redate("u1", "2024-03-07")
    assert ledger.event("u1#m1").event.id == ledger.event("k1#m1").event.id
    ledger.undo(row.num)
    assert ledger.event("u1#m1").event.id == apart != ledger.event("k1#m1").event.id
    assert derived(ledger) == before
    assert [v.undone_at is not None for v in ledger.verdicts(undone=True)] == [True]
    assert ledger.verdicts() == ()
    with pytest.raises(NotFound):
        ledger.undo(row.num)


def test_a_date_left_open_changes_nothing_but_the_queue(ledger: Ledger) -> None:
    before = derived(ledger)
    row = ledger.redate("u1", "open", by="Ines")
    assert derived(ledger) == before
    assert ledger.review().dates == ()
    assert ledger.reports(doubtful=True).items == ()
    ledger.undo(row.num)
    assert [r.id for r in ledger.review().dates] == ["u1"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("\uff12\uff10\uff12\uff14-\uff10\uff13-\uff10\uff17", "2024-03-07"), ("2024-03-07~", "2024-03-07"),
     ("2024-03-XX", "2024-03"), ("2024-03-01/2024-03-31", "2024-03"), ("2024?", "2024")],
)
def test_days_are_kept_as_the_program_writes_them(ledger: Ledger, typed: str, kept: str) -> None:
    row = ledger.redate("u1", typed)
    assert (row.answer, row.words) == (kept, kept)
    assert [c.edtf for c in ledger.date_case("u1").choices] == [kept]


def test_no_database_is_given_a_nul(ledger: Ledger) -> None:
    by, why = "I\x00nes", "her\x00 letter"
    rows = (
        ledger.redate("u1", "2024-03-07", by=by, why=why), ledger.identify(PRADO, "nobody", by=by, why=why),
        ledger.judge("k1#m1", "k2#m1", "different", by=by, why=why),
    )
    assert [(r.by, r.why) for r in rows] == [("Ines", "her letter")] * 3
    assert [c.why for c in ledger.date_case("u1").choices] == ["given by Ines"]


def test_the_last_word_on_a_date_holds(ledger: Ledger) -> None:
    ledger.redate("u1", "2024-03-01")
    ledger.redate("u1", "2024-03-07", by="Ann")
    assert ledger.report("u1").row.day == date(2024, 3, 7)
    ledger.redate("u1", "open")
    assert ledger.report("u1").row.day is None
    assert [(v.answer, v.undone_at is None) for v in ledger.verdicts(undone=True)] == [
        ("2024-03-01", False), ("2024-03-07", False), ("open", True)
    ]


def test_somebody_identified_is_known_in_every_report(ledger: Ledger) -> None:
    assert "Ana Prado" in [p.name for p in ledger.review().people]
    row = ledger.identify("Ana Prado", WALESA, by="Ines", why="her pen name")
    assert (row.kind, row.subject, row.answer) == ("person", PRADO, WALESA)
    assert [p.name for p in ledger.review().people] == []
    assert {e.id for e in ledger.events(EventQuery(actor=(WALESA,))).items} == {
        ledger.event(m).event.id for m in ("u1#m1", "k1#m1", "k2#m1")
    }
    assert [s.report for s in ledger.said(WALESA).items] == ["k1"]
    # the old name and the old key lead to whoever it is
    for name in ("ana prado", "prado", PRADO):
        assert ledger.actor(name).who.key == WALESA
    assert ledger.person_case(WALESA).verdicts == (row,)
    # two reports of one meeting are now of the same people
    assert ledger.event("k1#m1").event.id == ledger.event("k2#m1").event.id


def test_somebody_identified_wrongly_is_corrected_by_name(ledger: Ledger) -> None:
    ledger.identify("Ana Prado", WALESA)
    row = ledger.identify("ana PRADO", "nobody")
    assert (row.subject, row.about, row.answer) == (PRADO, "Ana Prado", "nobody")
    assert ledger.verdicts() == (row,)
    assert ledger.actor("Ana Prado").who.key == PRADO


def test_undoing_an_identity_leaves_no_trace(ledger: Ledger) -> None:
    before = derived(ledger)
    row = ledger.identify(PRADO, WALESA)
    assert derived(ledger) != before
    ledger.undo(row.num)
    assert derived(ledger) == before


def test_nobody_known_changes_nothing_but_the_queue(ledger: Ledger) -> None:
    before = derived(ledger)
    row = ledger.identify(PRADO, "nobody", by="Ines")
    assert derived(ledger) == before
    assert ledger.review().people == ()
    assert ledger.person_case(PRADO).verdicts == (row,)
    ledger.undo(row.num)
    assert [p.key for p in ledger.review().people] == [PRADO]


def test_verdicts_hold_for_reports_added_later(ledger: Ledger) -> None:
    ledger.identify(PRADO, WALESA)
    ledger.add([LATER])
    assert ledger.actor("Ana Prado").who.reports == 4
    before = list(ledger.dump())
    ledger.rebuild()
    assert list(ledger.dump()) == before


def test_verdicts_outlive_a_new_reading(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.redate("u1", "2024-03-07")
    ledger.identify(PRADO, WALESA)
    newer = [_by_run(d, "newer") for d in NEWS]
    monkeypatch.setattr("dragoman.ledger.base.annotated", reader(newer))
    monkeypatch.setattr("dragoman.digest.digest", lambda: "newer")
    assert ledger.read_again() == 3
    assert ledger.report("u1").row.day == date(2024, 3, 7)
    assert ledger.actor("Ana Prado").who.key == WALESA


def _by_run(document: Document, run: str) -> Document:
    from dataclasses import replace

    return replace(document, run=run)


def test_numbers_of_verdicts_of_all_kinds_are_one_row(ledger: Ledger) -> None:
    assert [
        ledger.judge("k1#m1", "k2#m1", "different").num,
        ledger.redate("u1", "2024-03-07").num,
        ledger.identify(PRADO, "nobody").num,
        ledger.judge("u1#m1", "k2#m1", "different").num,
    ] == [1, 2, 3, 4]
    ledger.undo(3)
    ledger.undo(1)
    assert [v.num for v in ledger.verdicts()] == [2]
    assert [j.num for j in ledger.judgements()] == [4]


@pytest.mark.parametrize(
    ("report_", "day", "error"),
    [("u1", "soon", BadQuestion), ("u1", "", BadQuestion), ("u1", "2024-13-40", BadQuestion),
     ("u1", "0001-01-01", BadQuestion), ("u1", "../2024", BadQuestion), ("zz", "2024", NotFound),
     ("zz", "open", NotFound)],
)
def test_a_verdict_on_a_date_that_means_nothing_is_refused(
    ledger: Ledger, report_: str, day: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        ledger.redate(report_, day)
    assert ledger.verdicts(undone=True) == ()


@pytest.mark.parametrize(
    ("person", "who", "error"),
    [("Ana Prado", "Q99999999", NotFound), ("Ana Prado", "Nemo Nobody", NotFound), ("Ana Prado", "", NotFound),
     ("Wang Yi", "Q444", BadQuestion), ("Beijing", "nobody", BadQuestion), ("Nemo", "nobody", NotFound),
     ("Ana Prado", "Q" + "9" * 30, NotFound)],
)
def test_a_verdict_on_a_person_that_means_nothing_is_refused(
    ledger: Ledger, person: str, who: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        ledger.identify(person, who)
    assert ledger.verdicts(undone=True) == ()


def test_the_case_of_a_person_shows_sentences_and_whom_it_may_be(ledger: Ledger) -> None:
    case = ledger.person_case("Ana Prado")
    assert case.unknown
    assert {e.report for e in case.sentences} == {"k1", "u1"}
    assert all("Ana Prado" in e.quote for e in case.sentences)
    assert not ledger.person_case("Wang Yi").unknown


def test_candidates_with_both_ends_are_offered_those_that_stand_first(ledger: Ledger) -> None:
    from dataclasses import replace

    from dragoman.edtf import from_edtf, when_of

    printed = Candidate(from_edtf("2024-04-01"), "masthead", None, "rejected", "a Monday, told as a Friday", "1 April")
    month = Candidate(from_edtf("2024-03"), "text", None, "open", "named in the text")
    bound = Candidate(when_of(None, date(2024, 5, 1)), "meta", None, "accepted", "changed then")
    dating = Dating(from_edtf("2024-03"), "the text", "doubtful", (printed, bound, month))
    made = report("d1", None, "AP", "Nothing is told.")
    ledger.add([replace(made, report=replace(made.report, published=dating))])
    case = ledger.date_case("d1")
    assert [(c.edtf, c.origin, c.quote) for c in case.choices] == [
        ("2024-03", "text", None), ("2024-04-01", "masthead", "1 April")
    ]
    assert case.opening[0].quote == "Nothing is told."


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("Ana Prado", True), ("Putin", True), ("Musaad al-Aiban", True), ("Sheikh Salman bin Hamad", True),
     ("Deputy Secretary", False), ("leaders", False), ("Australian woman", False), ("One", False), ("107", False),
     ("her mother", False)],
)
def test_only_who_bears_a_name_is_asked_about(name: str, is_one: bool) -> None:
    assert is_proper_name(name) is is_one
