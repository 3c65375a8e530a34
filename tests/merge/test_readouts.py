"""Two sides' accounts of one meeting, on documents made by hand."""

from __future__ import annotations

from datetime import date

from mentions import mention

from dragoman.merge.fold import fold
from dragoman.model import Dating, Document, Entity, Party, Report, Sentence, Span, Statement, When
from dragoman.views.readouts import Readouts, readouts

EVENT = fold([
    mention("us#m1", "Blinken met Qin Gang in Beijing.", "met", actors=("Antony Blinken", "Qin Gang")),
    mention("cn#m1", "Qin Gang met Blinken in Beijing.", "met", actors=("Antony Blinken", "Qin Gang")),
])  # fmt: skip


def report(id: str, outlet: str, said: list[tuple[str | None, str | None, str]]) -> Document:
    """A document of sentences "SPEAKER said WORDS."; (speaker, state, words), speaker None: no source named."""
    text, sentences, statements, entities = "", [], [], {}
    for speaker, state, words in said:
        start = len(text)
        head = f"{speaker} said " if speaker else "It was said that "
        text += f"{head}{words}. "
        source = None
        if speaker:
            entity = entities.setdefault(
                speaker, Entity(f"e{len(entities) + 1}", speaker, "person", state=state, names=(speaker,))
            )
            source = Party(Span(start, start + len(speaker)), entity.id)
        content = Span(start + len(head), start + len(head) + len(words))
        statements.append(
            Statement(f"s{len(statements) + 1}", len(sentences), source, "named", None, (content,), "indirect")
        )
        sentences.append(Sentence(Span(start, len(text) - 1), 0, 0))
    day = date(2023, 6, 18)
    return Document(
        Report(id, text, outlet=outlet, published=Dating(When(day, day, "2023-06-18"), "given", "certain")),
        sentences=tuple(sentences), statements=tuple(statements), entities=tuple(entities.values()),
    )  # fmt: skip


def both() -> Readouts:
    us = report("us", "State Department", [
        ("Antony Blinken", "USA", "the two sides agreed to resume talks on fentanyl precursors"),
        ("Antony Blinken", "USA", "freedom of navigation in the Taiwan Strait matters to the world"),
    ])  # fmt: skip
    china = report("cn", "Foreign Ministry", [
        ("Qin Gang", "CHN", "Beijing did not agree to resume talks on fentanyl precursors"),
        ("Qin Gang", "CHN", "the Taiwan question is the core of the core interests"),
        (None, None, "tariffs on solar panels hurt consumers"),
        ("Jens Berg", "NOR", "Oslo was watching the outcome"),
    ])  # fmt: skip
    return readouts(EVENT, [china, us], outlet_state={"Foreign Ministry": "CHN", "State Department": "USA"}.get)


def test_topics_say_who_speaks_of_them_and_contradictions_come_first() -> None:
    found = both()
    assert found.sides == ("USA", "CHN")
    first = found.topics[0]
    assert "fentanyl" in first.label
    assert first.sides == ("CHN", "USA")
    [contradiction] = first.contradictions
    assert contradiction.clash.kind == "negation"
    assert {contradiction.left, contradiction.right} == {"us#s1", "cn#s1"}


def test_a_passage_without_a_speaker_is_its_outlets_and_others_stand_apart() -> None:
    found = both()
    alone = {t.said[0].id: t for t in found.topics if len(t.sides) == 1}
    assert alone["cn#s3"].sides == ("CHN",)
    assert [s.speaker for s in found.others] == ["Jens Berg"]


def test_every_passage_is_its_slice_and_order_of_documents_changes_nothing() -> None:
    found = both()
    for topic in found.topics:
        for said in topic.said:
            for words in said.words:
                assert len(words.quote) == words.span.end - words.span.start
    assert len({s.id for t in found.topics for s in t.said}) == 5


def test_the_same_words_in_another_paper_are_a_repetition() -> None:
    words = [("Antony Blinken", "USA", "the two sides agreed to resume talks on fentanyl precursors")]
    found = readouts(EVENT, [report("b", "Paper", words), report("a", "State Department", words)])
    [topic] = found.topics
    [said] = topic.said
    assert (said.id, said.repeats) == ("a#s1", ("b#s1",))
