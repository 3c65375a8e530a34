"""What holds for all verdicts on dates and people: a rebuild keeps them, order is nothing, undoing leaves nothing."""

from __future__ import annotations

import random
import tempfile
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.ledger import Ledger
from dragoman.model import Document
from tests.ledger.redating import reader
from tests.ledger.test_laws import DAYS, new_ledger, wires

# The two whom no knowledge base holds, and who they may turn out to be.
UNKNOWN = ("name:ana prado", "name:tomas lind")
ANSWERS = ("Q701801", "Q58217", "nobody")

_SLOW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
Verdict = tuple[str, str, str]


@st.composite
def verdicts(draw: st.DrawFn, documents: list[Document]) -> list[Verdict]:
    """Verdicts that the reports allow; several may be on one thing."""
    named = {f"name:{e.name.lower()}" for d in documents for e in d.entities} & set(UNKNOWN)
    dates = st.tuples(st.just("date"), st.sampled_from([d.report.id for d in documents]),
                      st.sampled_from([*DAYS, "2024-03", "open"]))
    people = st.tuples(st.just("person"), st.sampled_from(sorted(named) or ["none"]), st.sampled_from(ANSWERS))
    return draw(st.lists(st.one_of(dates, people) if named else dates, min_size=1, max_size=4))


def decide(ledger: Ledger, verdict: Verdict) -> int:
    kind, subject, answer = verdict
    return (ledger.redate if kind == "date" else ledger.identify)(subject, answer).num


def derived(ledger: Ledger) -> list[str]:
    return [line for line in ledger.dump() if not line.startswith(("verdicts\t", "runs\t"))]


@_SLOW
@given(wires(), st.data(), st.randoms(use_true_random=False))
def test_rebuilding_keeps_verdicts_and_their_order_changes_nothing(
    documents: list[Document], data: st.DataObject, chance: random.Random
) -> None:
    given_ = data.draw(verdicts(documents))
    last = {(kind, subject): (kind, subject, answer) for kind, subject, answer in given_}
    in_force = list(last.values())
    chance.shuffle(in_force)
    with (
        patch("dragoman.ledger.base.annotated", reader(documents)), tempfile.TemporaryDirectory() as folder,
        new_ledger(folder, "a") as one, new_ledger(folder, "b") as other,
    ):
        one.add(documents)
        for verdict in given_:
            decide(one, verdict)
        before = list(one.dump())
        one.rebuild()
        assert list(one.dump()) == before
        assert one.doctor() == []
        # the other way round: each verdict as early as its subject is there, the reports in another order
        shuffled = list(documents)
        chance.shuffle(shuffled)
        waiting = list(in_force)
        for each in shuffled:
            other.add([each])
            waiting = [v for v in waiting if not _decided(other, v)]
        assert waiting == []
        assert derived(other) == derived(one)


@_SLOW
@given(wires(), st.data(), st.randoms(use_true_random=False))
def test_undoing_every_verdict_leaves_what_was_before(
    documents: list[Document], data: st.DataObject, chance: random.Random
) -> None:
    first, rest = documents[:-1], documents[-1:]
    given_ = data.draw(verdicts(first))
    with (
        patch("dragoman.ledger.base.annotated", reader(documents)), tempfile.TemporaryDirectory() as folder,
        new_ledger(folder, "a") as ledger, new_ledger(folder, "b") as untouched,
    ):
        untouched.add(documents)
        ledger.add(first)
        for verdict in given_:
            decide(ledger, verdict)
        ledger.add(rest)
        numbers = [v.num for v in ledger.verdicts()]
        chance.shuffle(numbers)
        for number in numbers:
            ledger.undo(number)
        assert derived(ledger) == derived(untouched)
        assert ledger.doctor() == []


def _decided(ledger: Ledger, verdict: Verdict) -> bool:
    from dragoman.errors import NotFound

    try:
        decide(ledger, verdict)
    except NotFound:
        return False
    return True
