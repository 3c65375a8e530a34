"""Tables and pages on a terminal of 80 characters: nothing is broken that must be read or copied whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.ledger import open_ledger
from tests.ledger.wire import report, said, told

LONG = (
    "Ana Prado met Tomas Lind in Brasília on Thursday for the first time since both took office, in talks that lasted "
    "into the night and were followed by a dinner to which nobody else was asked."
)
WORDS = "the two governments would look at every line of the treaty again before the summer, and at its annexes as well"


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", "80")
    path = str(tmp_path / "desk.db")
    with open_ledger(path) as ledger:
        ledger.add([
            report(
                "wire-2024-03-08-1", "2024-03-08", "Herald of the North", LONG,
                told(LONG, "met", actors="Ana Prado, Tomas Lind", place="Brasília", on="2024-03-07"),
                told("Brazil sanctioned Sweden.", "sanctioned", "SANCTION", actors="Brazil", recipients="Sweden",
                     on="2024-03-06"),
                said(f"Tomas Lind said {WORDS}.", "Tomas Lind", WORDS), title=LONG,
            ),
            report("r2", "2024-03-09", "Reuters",
                   told("Ana Prado will visit Sweden.", "visit", status="scheduled", actors="Ana Prado",
                        recipients="Sweden", on="2024-04-28/2024-05-03")),
        ])  # fmt: skip
    return path


def lines(run: Callable, *arguments: str) -> list[str]:
    done = run(*arguments, "--format", "table")
    assert done.code == 0
    found = [line.rstrip() for line in done.out.splitlines()]
    assert max(map(len, found)) <= 80
    return found


def test_outlook_gives_the_days_the_outcome_and_whose_word_it_is(run: Callable, db: str) -> None:
    shown = lines(run, "outlook", "--db", db, "--as-of", "2024-03-10")
    [at] = [i for i, line in enumerate(shown) if "28 Apr – 3 May 2024" in line]
    assert shown[at].endswith("Ana Prado will visit Sweden.")
    assert shown[at + 1].split(maxsplit=1) == ["pending", "scheduled, as reported, announced 2024-03-09"]
    assert len(shown) <= at + 7


def test_events_keep_days_statuses_and_ids_whole(run: Callable, db: str) -> None:
    shown = "\n".join(lines(run, "events", "--db", db))
    ids = [line.split('"id":"')[1].split('"')[0] for line in run("events", "--db", db).out.splitlines()]
    for whole in (*ids, "2024-03-07", "28 Apr – 3 May 2024", "occurred", "scheduled"):
        assert whole in shown


@pytest.mark.parametrize("command", [["said"], ["actor", "Tomas Lind"], ["changes", "--since", "2020-01-01"]])
def test_other_tables_fit(run: Callable, db: str, command: list[str]) -> None:
    shown = " ".join(lines(run, *command, "--db", db))
    assert "2024-03-0" in shown
    assert "wire-2024-03-08-1" in shown or command[0] == "changes"


def test_series_keeps_days_and_counts_apart(run: Callable, db: str) -> None:
    shown = lines(run, "series", "--pair", "BRA", "SWE", "--db", db)
    [sanction] = [line.split() for line in shown if "2024-03-06" in line]
    assert sanction == ["2024-03-06", "BRA", "→", "SWE", "occurred", "1", "-1", "-6.0"]


def test_a_long_sentence_goes_on_below_its_own_beginning(run: Callable, db: str) -> None:
    event = run("events", "--db", db, "--type", "CONSULT", "--status", "occurred").out.split('"id":"')[1].split('"')[0]
    for command in (["show", event], ["show", "wire-2024-03-08-1"]):
        shown = lines(run, *command, "--db", db)
        quoted = [i for i, line in enumerate(shown) if "“Ana Prado met" in line]
        assert quoted
        for at in quoted:
            assert shown[at + 1].startswith(" " * 9)
    found = lines(run, "search", "dinner", "--db", db)
    assert found[0].startswith("2024-03-08  Herald of the North  Ana Prado met")
    assert all(line.startswith(" ") for line in found[1:])
