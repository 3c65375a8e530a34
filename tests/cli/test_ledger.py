"""The commands on a ledger: rows for programs, tables for people, one clear line when something is wrong."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.expected import EXAMPLES
from dragoman.ledger import open_ledger
from tests.ledger.wire import report, said, told

MEETING = "Wang Yi met Sergey Lavrov in Beijing on Thursday."


@pytest.fixture
def db(tmp_path: Path) -> str:
    path = str(tmp_path / "desk.db")
    with open_ledger(path) as ledger:
        ledger.add([
            report(
                "r1", "2024-03-08", "Xinhua",
                told(MEETING, "met", actors="Wang Yi, Sergey Lavrov", place="Beijing", on="2024-03-07"),
                said("Wang Yi said trade with Russia would grow.", "Wang Yi", "trade with Russia would grow"),
            ),
            report("r2", "2024-03-08", "TASS",
                   told("Sergey Lavrov met Wang Yi in Beijing.", "met", actors="Sergey Lavrov, Wang Yi",
                        place="Beijing", on="2024-03-07")),
            report("r3", "2024-04-02", "Reuters",
                   told("Ana Prado will visit Tomas Lind in Łódź.", "visit", status="scheduled", actors="Ana Prado",
                        recipients="Tomas Lind", place="Łódź", on="2024-04-09")),
        ])
    return path


def rows(out: str) -> list[dict]:
    return [json.loads(line) for line in out.splitlines()]


def test_adding_twice_adds_once(run: Callable, tmp_path: Path) -> None:
    path = str(tmp_path / "new.db")
    first = run("add", str(EXAMPLES / "beijing-visit.txt"), "--db", path)
    assert first.code == 0
    assert "1 added, 0 known already" in first.out
    before = run("events", "--db", path).out
    again = run("add", str(EXAMPLES / "beijing-visit.txt"), "--db", path)
    assert "0 added, 1 known already; 0 events new or changed" in again.out
    assert run("events", "--db", path).out == before != ""


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(run: Callable, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("The minister met the ambassador in Paris on Monday, officials said.\n")
    (tmp_path / "in" / "b.txt").write_bytes(b"\x00\x01\x02" * 100)
    done = run("add", str(tmp_path / "in"), "--db", str(tmp_path / "x.db"))
    assert done.code == 3
    assert "1 added, 0 known already, 1 not added" in done.out
    assert "b.txt" in done.err


def test_events_in_a_pipe_are_one_json_object_a_line(run: Callable, db: str) -> None:
    found = rows(run("events", "--db", db).out)
    assert [r["status"] for r in found] == ["scheduled", "occurred"]
    assert found[1]["sources"] == 2
    assert rows(run("events", "--db", db, "--pair", "CHN", "RUS").out) == [found[1]]
    assert run("events", "--db", db, "--count").out == "2\n"


def test_an_event_known_to_lie_within_years_is_not_shown_as_of_a_day(run: Callable, tmp_path: Path) -> None:
    path = str(tmp_path / "wide.db")
    with open_ledger(path) as ledger:
        ledger.add([
            report("r1", "2024-03-08", "Xinhua",
                   told(MEETING, "met", actors="Wang Yi, Sergey Lavrov", place="Beijing", on="2020/2023")),
            report("r2", "2019-03-08", "TASS",
                   told("Wang Yi met Ana Prado.", "met", actors="Wang Yi, Ana Prado", on="2019-03-07")),
        ])
    told_ = run("events", "--db", path, "--format", "table").out
    assert "2020–2023" in told_
    assert "2020-01-01" not in told_
    assert rows(run("events", "--db", path).out)[0]["day"] == "2020-01-01"
    met = {m["name"]: m["last"] for m in rows(run("actor", "Wang Yi", "--db", path).out)[0]["met"]}
    assert met == {"Sergey Lavrov": None, "Ana Prado": "2019-03-07"}
    assert "2020–2023" in run("changes", "--since", "2020-01-01", "--db", path, "--format", "table").out


def test_events_as_csv_have_a_heading(run: Callable, db: str) -> None:
    table = list(csv.DictReader(io.StringIO(run("events", "--db", db, "--format", "csv").out)))
    assert [(r["day"], sorted(r["actors"].split("; ")), r["place"]) for r in table] == [
        ("2024-04-09", ["Ana Prado"], "Łódź"), ("2024-03-07", ["Sergey Lavrov", "Wang Yi"], "Beijing"),
    ]


def test_pages_of_a_table_lead_on(run: Callable, db: str) -> None:
    first = run("events", "--db", db, "--format", "table", "--limit", "1")
    token = first.err.split("--page ")[1].strip()
    second = run("events", "--db", db, "--format", "table", "--limit", "1", "--page", token)
    assert "Łódź" in first.out
    assert "Beijing" in second.out
    assert second.err == ""


def test_show_gives_evidence_history_and_reports(run: Callable, db: str) -> None:
    [event] = rows(run("events", "--db", db, "--pair", "CHN", "RUS").out)
    shown = run("show", event["id"], "--db", db, "--format", "table").out
    for words in (MEETING, "2 independent sources", "history of its status", "occurred", "TASS", "r2#m1"):
        assert words in shown.replace("\n", " ")
    assert rows(run("show", event["id"], "--db", db).out)[0]["event"]["id"] == event["id"]
    assert "Xinhua" in run("show", "r1", "--db", db, "--format", "table").out


def test_judging_explaining_undoing(run: Callable, db: str) -> None:
    assert "one event: " in run("explain", "r1#m1", "r2#m1", "--db", db, "--format", "table").out
    done = run("judge", "r1#m1", "r2#m1", "different", "--by", "Ines", "--db", db)
    assert "undo with `dragoman undo 1`" in done.out
    assert "two events: Ines judged them different" in run(
        "explain", "r1#m1", "r2#m1", "--db", db, "--format", "table"
    ).out
    assert rows(run("judge", "--list", "--db", db).out)[0]["verdict"] == "different"
    assert run("undo", "1", "--db", db).code == 0
    assert run("events", "--db", db, "--count").out == "2\n"


def test_a_date_is_decided_and_the_report_read_again(run: Callable, db: str) -> None:
    done = run("redate", "r1", "open", "--by", "Ines", "--db", db)
    assert done.out == "verdict 1: r1 is left open; undo with `dragoman undo 1`\n"
    assert rows(run("redate", "--list", "--db", db).out)[0]["answer"] == "open"
    assert run("undo", "1", "--db", db).out == "undone: verdict 1 (r1: left open)\n"
    assert rows(run("redate", "--list", "--db", db).out)[0]["undone_at"]


def test_somebody_unknown_is_identified(run: Callable, db: str) -> None:
    done = run("identify", "Ana Prado", "Wang Yi", "--by", "Ines", "--db", db)
    assert "verdict 1: Ana Prado is Wang Yi; undo with" in done.out
    assert rows(run("identify", "--list", "--db", db).out)[0]["by"] == "Ines"
    assert "Ana Prado" not in [p["name"] for p in rows(run("review", "--db", db).out)[0]["people"]]
    assert run("undo", "1", "--db", db).code == 0
    assert "Ana Prado" in [p["name"] for p in rows(run("review", "--db", db).out)[0]["people"]]


def test_said_search_changes_watch_actor_review(run: Callable, db: str) -> None:
    assert [r["id"] for r in rows(run("said", "Wang Yi", "--about", "trade", "--db", db).out)] == ["r1#s1"]
    assert [r["report"]["id"] for r in rows(run("search", "lodz", "--db", db).out)] == ["r3"]
    assert len(rows(run("changes", "--since", "2020-01-01", "--db", db).out)) == 2
    assert run("watch", "add", "visits", "--status", "scheduled", "--db", db).code == 0
    assert run("watch", "news", "visits", "--db", db).out == ""
    assert rows(run("watch", "list", "--db", db).out)[0]["name"] == "visits"
    assert run("watch", "add", "two", "--pair", "CHN", "RUS", "--type", "CONSULT", "--db", db).code == 0
    listed = " ".join(run("watch", "list", "--db", db, "--format", "table").out.split())
    assert "status: scheduled" in listed
    assert "pair: CHN, RUS; type: CONSULT" in listed
    on_a_day = run("actor", "Lavrov", "--on", "2001-01-01", "--db", db, "--format", "table").out
    assert "Events: nothing found" in on_a_day
    assert "\nnothing found" not in on_a_day
    assert "1 report, 1 independent source" in run(
        "show", rows(run("events", "--status", "scheduled", "--db", db).out)[0]["id"], "--db", db, "--format", "table"
    ).out
    assert run("watch", "end", "visits", "--db", db).code == 0
    assert rows(run("actor", "Lavrov", "--db", db).out)[0]["who"]["reports"] == 2
    assert rows(run("review", "--db", db).out)[0]["people"][0]["name"] == "Ana Prado"


def test_rebuild_and_doctor(run: Callable, db: str) -> None:
    before = run("events", "--db", db).out
    assert "from 3 reports" in run("rebuild", "--db", db).out
    assert run("events", "--db", db).out == before
    checked = run("doctor", "--db", db)
    assert checked.code == 0
    assert "sound; 3 reports, 2 events, 1 statements" in checked.err
    assert rows(checked.out)[0]["message"] == "3 reports were read by another model or knowledge base"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["events", "--db", "nowhere/none.db"], 7, "there is no ledger there yet"),
        (["show", "ev-none", "--db", "DB"], 5, "no event or mention of that id"),
        (["events", "--type", "TEA", "--db", "DB"], 2, "no such type; one of: AGREE"),
        (["events", "--mode", "visits", "--db", "DB"], 2, "visits: no such mode; did you mean visit?"),
        (["events", "--mode", "foo", "--db", "DB"], 2, "no such mode; one of: abduct"),
        (["events", "--context", "foo", "--db", "DB"], 2, "no such context; one of: military"),
        (["events", "--state", "ZZZ", "--db", "DB"], 2, "ZZZ: is no ISO-3 code of a state; give three letters"),
        (["events", "--state", "ger", "--db", "DB"], 2, "nearest: DEU (Germany)"),
        (["events", "--pair", "ZZZ", "CHN", "--db", "DB"], 2, "ZZZ: is no ISO-3 code"),
        (["series", "--pair", "CHN", "ZZZ", "--db", "DB"], 2, "ZZZ: is no ISO-3 code"),
        (["export", "csv", "--state", "ZZZ", "--db", "DB"], 2, "ZZZ: is no ISO-3 code"),
        (["watch", "add", "w", "--pair", "ZZZ", "CHN", "--db", "DB"], 2, "ZZZ: is no ISO-3 code"),
        (["outlook", "--state", "ZZZ", "--db", "DB"], 2, "ZZZ: is no ISO-3 code"),
        (["said", "--state", "ZZZ", "--db", "DB"], 2, "ZZZ: is no ISO-3 code"),
        (["said", "--kind", "foo", "--db", "DB"], 2, "no such kind of source; one of: named"),
        (["events", "--since", "yesterday", "--db", "DB"], 2, "write it as 2023-06-19"),
        (["events", "--page", "zzz", "--limit", "5", "--db", "DB"], 2, "not a page token"),
        (["said", "Nobody At All", "--db", "DB"], 5, "names anybody so"),
        (["actor", "Secretary of State", "--db", "DB"], 5, "say of which one, as in"),
        (["judge", "r1#m1", "--db", "DB"], 2, "two ids and a verdict"),
        (["changes", "--since", "soon", "--db", "DB"], 2, "not a moment"),
        (["undo", "9", "--db", "DB"], 5, "list them with `judge`, `redate` or `identify` with --list"),
        (["redate", "r1", "--db", "DB"], 2, "a report and a day are needed"),
        (["redate", "r1", "soon", "--db", "DB"], 2, "is no date"),
        (["identify", "--db", "DB"], 2, "a name is needed"),
        (["identify", "Ana Prado", "Nemo Nobody", "--db", "DB"], 5, "name it in `kb_files`"),
    ],
)
def test_faults_are_one_line_with_a_code(run: Callable, db: str, arguments: list[str], code: int, words: str) -> None:
    done = run(*(db if a == "DB" else a for a in arguments))
    assert done.code == code
    assert words in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("asked", [("--mode", "Visit"), ("--context", "lgbt"), ("--state", "SUN"), ("--state", "igo")])
def test_a_code_that_no_event_has_is_asked_for_in_vain_but_not_refused(
    run: Callable, db: str, asked: tuple[str, str]
) -> None:
    done = run("events", *asked, "--db", db)
    assert (done.code, done.out, done.err) == (0, "", "")


@pytest.mark.parametrize("number", ["99999999999999999999999", "2147483648", "0"])
def test_a_number_that_no_verdict_can_have_is_refused(run: Callable, db: str, number: str) -> None:
    done = run("undo", number, "--db", db)
    assert done.code == 2
    assert f"{number} is not in the range" in done.err


def test_the_ledger_is_chosen_by_argument_then_environment(
    run: Callable, db: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DRAGOMAN_DB", db)
    assert run("events", "--count").out == "2\n"
    other = str(tmp_path / "other.db")
    open_ledger(other).close()
    assert run("events", "--count", "--db", other).out == "0\n"


def test_verdicts_on_a_report_and_a_person_are_shown_with_who_and_why(run: Callable, db: str) -> None:
    run("redate", "r1", "open", "--by", "Ines", "--why", "no year in it", "--db", db)
    shown = run("show", "r1", "--db", db, "--format", "table").out
    assert "verdict 1: date left open (by Ines): no year in it" in shown
    run("identify", "Ana Prado", "nobody", "--by", "Ann", "--db", db)
    assert "Ana Prado is nobody known (by Ann)" in run("actor", "Ana Prado", "--db", db, "--format", "table").out


def test_a_feed_tells_the_years_of_an_event_and_not_their_first_day(tmp_path: Path) -> None:
    from dragoman.web.pages.timeline import entry

    with open_ledger(str(tmp_path / "wide.db")) as ledger:
        ledger.add([report("r1", "2024-03-08", "Xinhua",
                           told(MEETING, "met", actors="Wang Yi, Sergey Lavrov", on="2020/2023"))])
        [row] = ledger.events().items
    assert "2020–2023" in entry(row).summary
    assert "January" not in entry(row).summary
