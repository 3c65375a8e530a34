"""What became of plans: the deeds that the ledger keeps lead to the same events as looking at all of them would."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta

from sqlalchemy import event

from dragoman.ledger import Ledger
from dragoman.model import Document
from dragoman.store.ask_plans import told as tellings
from dragoman.views.outlook import outlook
from dragoman.views.succession import by_office
from tests.ledger.wire import report, told

PEOPLE = ("Wang Yi", "Sergey Lavrov", "Ana Prado", "Tomas Lind", "Lech Wałęsa")
PLACES = ("Beijing", "Łódź", "Brasília")
FIRST = date(2024, 3, 1)
#: Word, status, and how many days after the report it is to be, from and to.
ACTS = (
    ("visited", "occurred", -2, 0), ("will visit", "scheduled", 2, 20), ("met", "occurred", -2, 0),
    ("is to meet", "expected", 2, 20), ("may meet", "possible", 2, 20), ("put off visiting", "postponed", 5, 40),
    ("called off meeting", "cancelled", 2, 10),
)  # fmt: skip


def wires(count: int, *, seed: int = 3) -> list[Document]:
    """Made-up reports of four months: visits and meetings that are planned, put off and made."""
    chance = random.Random(seed)
    found = []
    for i in range(count):
        day = FIRST + timedelta(days=chance.randrange(120))
        sentences = []
        for _ in range(3):
            words, status, least, most = chance.choice(ACTS)
            one, other = chance.sample(PEOPLE, 2)
            place = chance.choice(PLACES)
            on = (day + timedelta(days=chance.randint(least, most))).isoformat() if chance.random() < 0.8 else None
            sentences.append(
                told(f"{one} {words} {other} in {place}.", words.split()[-1], "CONSULT", status, place=place, on=on,  # type: ignore[arg-type]
                     **({"actors": one, "recipients": other} if "visit" in words else {"actors": f"{one}, {other}"}))
            )  # fmt: skip
        found.append(report(f"r{i:03}", day.isoformat(), chance.choice(("Xinhua", "TASS", "AP")), *sentences))
    return found


def test_plans_find_what_looking_at_every_event_finds(ledger: Ledger) -> None:
    ledger.add(wires(70))
    rows = list(ledger.all_events())
    with ledger._reading() as connection:
        everything = list(tellings(connection, [r.id for r in rows]).values())
    for as_of in (date(2024, 4, 15), date(2024, 9, 1)):
        oracle = outlook(
            everything, as_of=as_of, facts=lambda plans: [everything] * len(plans), succession=by_office
        )
        found = ledger.outlook(as_of)
        assert found == oracle
        outcomes = Counter(e.outcome for e in found)
        assert outcomes["overdue"]
        assert any(e.by for e in found), "no plan was made good by another event: nothing is tested"


def test_questions_to_the_database_do_not_grow_with_the_plans(ledger: Ledger) -> None:
    ledger.add(wires(10))
    few = _questions(ledger)
    ledger.add(wires(60))
    assert len(ledger.outlook()) > 60
    assert _questions(ledger) <= few + 3


def _questions(ledger: Ledger) -> int:
    asked: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        asked.append(statement)

    event.listen(ledger._engine, "before_cursor_execute", note)
    ledger.outlook(date(2024, 9, 1))
    event.remove(ledger._engine, "before_cursor_execute", note)
    return len(asked)
