"""What holds for every ledger, whatever the reports: order, rebuilding, splits, quotes."""

from __future__ import annotations

import random
import tempfile
from itertools import combinations
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.ledger import Ledger, open_ledger
from dragoman.model import Document
from dragoman.store.check import proofs
from tests.ledger.wire import Told, report, told

PEOPLE = ("Wang Yi", "Sergey Lavrov", "Ana Prado", "Tomas Lind")
PLACES = ("Beijing", "Łódź", "Brasília")
OUTLETS = ("Xinhua", "TASS", "Reuters", None)
ACTS = (
    ("met", "CONSULT", "occurred"), ("will meet", "CONSULT", "scheduled"), ("may meet", "CONSULT", "possible"),
    ("did not meet", "CONSULT", "negated"), ("put off meeting", "CONSULT", "postponed"),
    ("condemned", "ACCUSE", "occurred"), ("praised", "SUPPORT", "occurred"),
)  # fmt: skip
DAYS = [f"2024-03-{d:02}" for d in range(1, 10)]
# Long enough to be looked at as a copy when two reports carry it.
WIRE = " ".join(
    f"The {w} of the two delegations said that the {x} would be discussed further before the end of the {y}."
    for w, x, y in zip(("heads", "envoys", "aides"), ("trade pact", "border", "grain deal"), ("year", "month", "week"),
                       strict=True)
)


@st.composite
def sentences(draw: st.DrawFn) -> Told:
    words, type_, status = draw(st.sampled_from(ACTS))
    one, other = draw(st.permutations(PEOPLE))[:2]
    place = draw(st.sampled_from(PLACES))
    on = draw(st.sampled_from([None, *DAYS]))
    trigger = words.split()[-1]
    return told(f"{one} {words} {other} in {place}.", trigger, type_, status, actors=f"{one}, {other}", place=place,  # type: ignore[arg-type]
                on=on)


@st.composite
def wires(draw: st.DrawFn) -> list[Document]:
    count = draw(st.integers(2, 5))
    return [
        report(
            f"r{i}", draw(st.sampled_from([None, *DAYS])), draw(st.sampled_from(OUTLETS)),
            *draw(st.lists(sentences(), min_size=1, max_size=3)), *([WIRE] if draw(st.booleans()) else []),
        )
        for i in range(count)
    ]


_SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def new_ledger(folder: str, name: str) -> Ledger:
    return open_ledger(str(Path(folder) / f"{name}.db"))


@_SLOW
@given(wires(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(documents: list[Document], chance: random.Random) -> None:
    shuffled = list(documents)
    chance.shuffle(shuffled)
    with tempfile.TemporaryDirectory() as folder, new_ledger(folder, "a") as one, new_ledger(folder, "b") as other:
        one.add(documents)
        for each in shuffled:
            other.add([each])
        assert list(one.dump()) == list(other.dump())


@_SLOW
@given(wires())
def test_rebuilding_and_adding_again_change_nothing(documents: list[Document]) -> None:
    with tempfile.TemporaryDirectory() as folder, new_ledger(folder, "a") as ledger:
        ledger.add(documents)
        before = list(ledger.dump())
        assert ledger.add(documents).added == ()
        assert list(ledger.dump()) == before
        assert ledger.rebuild() == len(documents)
        assert list(ledger.dump()) == before
        assert ledger.doctor() == []


@_SLOW
@given(wires(), st.data())
def test_what_a_person_split_stays_split(documents: list[Document], data: st.DataObject) -> None:
    first, rest = documents[:-1], documents[-1:]
    with tempfile.TemporaryDirectory() as folder, new_ledger(folder, "a") as ledger:
        ledger.add(first)
        mentions = sorted(m for row in ledger.all_events() for m in ledger.event(row.id).event.mentions)
        pairs = list(combinations(mentions, 2))
        if not pairs:
            return
        left, right = data.draw(st.sampled_from(pairs))
        verdict = ledger.judge(left, right, "different")
        ledger.add(rest)
        assert ledger.event(left).event.id != ledger.event(right).event.id
        ledger.rebuild()
        assert ledger.event(left).event.id != ledger.event(right).event.id
        ledger.undo(verdict.num)
        with new_ledger(folder, "b") as fresh:
            fresh.add(documents)
            assert [e for e in ledger.all_events()] == [e for e in fresh.all_events()]  # noqa: C416


@_SLOW
@given(wires())
def test_every_quote_is_its_slice(documents: list[Document]) -> None:
    texts = {d.report.id: d.text for d in documents}
    with tempfile.TemporaryDirectory() as folder, new_ledger(folder, "a") as ledger:
        ledger.add(documents)
        for full in ledger.full_events():
            for proof in proofs(full.event):
                assert proof.span.of(texts[proof.report]) == proof.quote
            assert full.event.status.evidence
            assert {m.report for m in full.mentions} == set(full.event.reports)


@_SLOW
@given(wires())
def test_every_mention_is_in_one_event(documents: list[Document]) -> None:
    with tempfile.TemporaryDirectory() as folder, new_ledger(folder, "a") as ledger:
        ledger.add(documents)
        told_ = [m for full in ledger.full_events() for m in full.event.mentions]
        assert sorted(told_) == sorted(f"{d.report.id}#{m.id}" for d in documents for m in d.event_mentions)
