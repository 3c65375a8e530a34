"""What a ledger answers: the same on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from dragoman.errors import BadQuestion, NotFound
from dragoman.ledger import Ledger
from dragoman.store import fulltext
from dragoman.store.query import EventQuery
from tests.ledger.wire import report, said, told

MEETING = "Wang Yi met Sergey Lavrov in Beijing on Thursday."
VISIT = "Ana Prado will visit Tomas Lind in Łódź next week."
DOCUMENTS = (
    report(
        "r1", "2024-03-08", "Xinhua",
        told(MEETING, "met", actors="Wang Yi, Sergey Lavrov", place="Beijing", on="2024-03-07"),
        said("Wang Yi said trade with Russia would grow.", "Wang Yi", "trade with Russia would grow"),
    ),
    report(
        "r2", "2024-03-08", "TASS",
        told("Sergey Lavrov met Wang Yi in Beijing.", "met", actors="Sergey Lavrov, Wang Yi", place="Beijing",
             on="2024-03-07"),
        said("Sergey Lavrov said nothing of trade.", "Sergey Lavrov", "nothing of trade"),
    ),
    report(
        "r3", "2024-04-02", "Reuters",
        told(VISIT, "visit", status="scheduled", actors="Ana Prado", recipients="Tomas Lind", place="Łódź",
             on="2024-04-09"),
        told("Brazil condemned Russia.", "condemned", "ACCUSE", actors="Brazil", recipients="Russia"),
        title="Prado heads for Łódź",
    ),
)


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.add(DOCUMENTS)
    return ledger


def labels(ledger: Ledger, **asked: object) -> list[str]:
    return [r.evidence.quote for r in ledger.events(EventQuery(**asked)).items]  # type: ignore[arg-type]


def test_two_papers_print_one_meeting_and_the_ledger_has_one_entry(filled: Ledger) -> None:
    [row] = filled.events(EventQuery(actor=("Lavrov",), type=("CONSULT",))).items
    assert (row.reports, row.sources, row.day) == (2, 2, date(2024, 3, 7))
    assert {a.name for a in row.actors} == {"Wang Yi", "Sergey Lavrov"}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"actor": ("lavrov",)}, [MEETING]),
        ({"actor": ("Q701801",)}, [MEETING]),
        ({"actor": ("nobody",)}, []),
        ({"state": ("swe",)}, [VISIT]),
        ({"pair": ("RUS", "CHN")}, [MEETING]),
        ({"pair": ("SWE", "BRA")}, [VISIT]),
        ({"status": ("scheduled",)}, [VISIT]),
        ({"ever": ("scheduled",)}, [VISIT]),
        ({"place": ("lodz",)}, [VISIT]),
        ({"place": ("CHN",)}, [MEETING]),
        ({"outlet": ("TASS",)}, [MEETING]),
        ({"type": ("ACCUSE",)}, ["Brazil condemned Russia."]),
        ({"since": date(2024, 4, 3)}, [VISIT]),
        ({"until": date(2024, 3, 31)}, [MEETING]),
        ({"text": "lodz"}, [VISIT]),
        ({"text": "beij* -thursday"}, [MEETING]),  # the other paper does not say Thursday
        ({"text": "beij* -met"}, []),
        ({"text": '"met wang"', "state": ("CHN",)}, [MEETING]),
        ({"min_sources": 2}, [MEETING]),
        ({"disputed": True}, []),
        ({"state": ("BRA",), "type": ("CONSULT",)}, [VISIT]),
        ({"order": "oldest"}, [MEETING, "Brazil condemned Russia.", VISIT]),
    ],
)
def test_filters(filled: Ledger, asked: dict[str, object], found: list[str]) -> None:
    assert labels(filled, **asked) == found


def test_a_day_that_only_the_report_gives_is_marked(filled: Ledger) -> None:
    [row] = filled.events(EventQuery(type=("ACCUSE",))).items
    assert (row.day, row.dated, row.earliest) == (date(2024, 4, 2), False, None)


def test_pages_follow_each_other_without_gap_or_repeat(filled: Ledger) -> None:
    whole = [r.id for r in filled.events().items]
    pages, token = [], None
    while True:
        page = filled.events(limit=1, page=token)
        pages += [r.id for r in page.items]
        token = page.next
        if token is None:
            break
    assert pages == whole == [r.id for r in filled.all_events()]
    assert filled.events(limit=1, count=True).total == len(whole) == 3


@pytest.mark.parametrize("page", ["x", "AAAA", "W10", "é"])
def test_a_foreign_page_token_is_refused(filled: Ledger, page: str) -> None:
    with pytest.raises(BadQuestion, match="page token"):
        filled.events(page=page)


@pytest.mark.parametrize(
    "query",
    [EventQuery(type=("TEA",)), EventQuery(status=("done",)), EventQuery(pair=("USA", "usa")),
     EventQuery(since=date(2024, 2, 1), until=date(2024, 1, 1)), EventQuery(text="..."), EventQuery(min_sources=11)],
)
def test_a_question_that_means_nothing_is_refused(filled: Ledger, query: EventQuery) -> None:
    with pytest.raises(BadQuestion):
        filled.events(query)


def test_search_marks_the_right_characters_whatever_the_letters(filled: Ledger) -> None:
    [hit] = filled.search("lodz").items
    text = filled.report("r3").document.text
    assert [m.of(text) for p in hit.passages for m in p.marks] == ["Łódź"]
    assert [p.quote for p in hit.passages] == [VISIT]


def test_said_by_whom_and_about_what(filled: Ledger) -> None:
    assert [s.speaker.name for s in filled.said(about="trade").items if s.speaker] == ["Sergey Lavrov", "Wang Yi"]
    [row] = filled.said("wang yi", about='"with russia"').items
    assert (row.content[0].quote, row.cue, row.outlet) == ("trade with Russia would grow", "said", "Xinhua")
    assert [s.id for s in filled.said(state="RUS").items] == ["r2#s1"]
    with pytest.raises(NotFound):
        filled.said("nobody")


def test_statements_come_in_pages(filled: Ledger) -> None:
    first = filled.said(limit=1)
    second = filled.said(limit=1, page=first.next)
    assert [s.id for s in (*first.items, *second.items)] == ["r2#s1", "r1#s1"]
    assert second.next is None


def test_dossier(filled: Ledger) -> None:
    found = filled.actor("Lavrov")
    assert (found.who.key, found.who.state, found.who.reports) == ("Q58217", "RUS", 2)
    assert [(c.name, c.meetings) for c in found.met] == [("Wang Yi", 1)]
    assert [s.id for s in found.statements] == ["r2#s1"]
    assert filled.actor("Q58217", on=date(2024, 3, 7)).events == found.events
    assert filled.actor("Q58217", on=date(2024, 3, 6)).events == ()
    with pytest.raises(NotFound, match="nearest: sergey lavrov"):
        filled.actor("Lavrovsky")


def test_pair_of_states(filled: Ledger) -> None:
    found = filled.pair("SWE", "BRA")
    assert (found.left, found.right, found.by_status) == ("BRA", "SWE", (("scheduled", 1),))
    assert [r.status for r in found.pending] == ["scheduled"]


def test_facets_count_each_event_once(filled: Ledger) -> None:
    whole = filled.facets()
    assert whole.complete
    assert dict(whole.counts["type"]) == {"CONSULT": 2, "ACCUSE": 1}
    some = filled.facets(EventQuery(state=("RUS",)))
    assert dict(some.counts["type"]) == {"CONSULT": 1, "ACCUSE": 1}
    assert [(d.day, d.total) for d in filled.days()] == [
        (date(2024, 3, 7), 1), (date(2024, 4, 2), 1), (date(2024, 4, 9), 1),
    ]


def test_an_event_page_holds_every_telling(filled: Ledger) -> None:
    [row] = filled.events(EventQuery(pair=("CHN", "RUS"))).items
    page = filled.event(row.id)
    assert [t.mention for t in page.tellings] == ["r1#m1", "r2#m1"]
    assert filled.event("r2#m1").event == page.event
    with pytest.raises(NotFound):
        filled.event("ev-none")


def test_a_report_page_leads_to_its_events(filled: Ledger) -> None:
    page = filled.report("r3")
    assert page.document.text.startswith(VISIT)
    assert {page.mentions["m1"], page.mentions["m2"]} == {e.id for e in page.events}
    assert [r.id for r in filled.reports(outlet="Reuters").items] == ["r3"]
    with pytest.raises(NotFound):
        filled.report("r9")


def test_changes_tell_what_later_reports_brought(filled: Ledger) -> None:
    moment = datetime.now(UTC)
    assert filled.changes(moment + timedelta(seconds=1)) == ()
    filled.add([
        report("r4", "2024-04-10", "AP", told("Ana Prado visited Tomas Lind in Łódź.", "visited", actors="Ana Prado",
                                              recipients="Tomas Lind", place="Łódź", on="2024-04-09"))
    ])
    [change] = filled.changes(moment)
    assert change.kind == "changed"
    assert [(f.field, f.before, f.after) for f in change.fields] == [("status", "scheduled", "occurred")]
    assert [e.report for e in change.evidence] == ["r4"]
    assert {c.kind for c in filled.changes(date(2020, 1, 1))} == {"new"}


def test_a_watch_tells_news_once(filled: Ledger) -> None:
    filled.watch("lodz", EventQuery(place=("lodz",)))
    assert filled.news("lodz") == ()
    filled.add([
        report("r5", "2024-04-10", "AP", told("Wang Yi met Ana Prado in Łódź.", "met", actors="Wang Yi, Ana Prado",
                                              place="Łódź", on="2024-04-10")),
        report("r6", "2024-04-10", "AP", told("Wang Yi met Ana Prado in Beijing.", "met", actors="Wang Yi, Ana Prado",
                                              place="Beijing", on="2023-01-05")),
    ])
    assert [c.row.evidence.report for c in filled.news("lodz", mark_seen=True)] == ["r5"]
    assert filled.news("lodz") == ()
    with pytest.raises(BadQuestion):
        filled.watch("lodz", EventQuery())
    filled.unwatch("lodz")
    assert filled.watches() == ()
    with pytest.raises(NotFound):
        filled.news("lodz")


def test_stats(filled: Ledger) -> None:
    stats = filled.stats()
    assert (stats.reports, stats.mentions, stats.events, stats.statements, stats.outlets) == (3, 4, 3, 2, 3)
    assert (stats.first, stats.last) == (date(2024, 3, 8), date(2024, 4, 2))


def test_common_words_find_what_rare_ones_do(filled: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a number of matches the database is asked in another order; the answers are the same."""

    def answers() -> list[object]:
        return [
            filled.search("russia").items, filled.search("beijing").items,
            filled.said(about="trade").items, filled.events(EventQuery(text="beijing")).items,
            filled.events(EventQuery(text="lodz", state=("BRA",))).items,
            filled.events(EventQuery(text="nowhere")).items,
        ]

    rare = answers()
    assert any(rare)
    monkeypatch.setattr(fulltext, "COMMON", 1)
    assert answers() == rare
