"""Speeches without quotation marks: official statements and transcripts."""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.sentences import sentences
from dragoman.extract.speeches import speeches
from dragoman.extract.tokens import words
from dragoman.model import Document, Report, Sentence, Word


def document(text: str, names: str = "") -> Document:
    """Sentences and words; `names` are words that are tagged as names."""
    tokens: list[Word] = []
    found = []
    for span in sentences(text):
        first = len(tokens)
        tokens += [Word(a, b) for a, b in words(text, span.start, span.end)]
        found.append(Sentence(span, first, len(tokens)))
    tagged = tuple(replace(w, upos="PROPN") if text[w.start : w.end] in names.split() else w for w in tokens)
    return Document(Report("r", text), sentences=tuple(found), words=tagged)


def spoken(text: str, *, names: str = "") -> list[list[str]]:
    """The words of each speech, sentence by sentence."""
    doc = document(text, names)
    return [[span.of(text).strip() for _, span in s.said] for s in speeches(doc)]


def test_paragraphs_behind_a_colon_are_said() -> None:
    text = ("Norland condemns the raid\n\nMinister Una Berg said:\n\nThe raid was wrong. We ask for calm.\n\n"
            "Talks must go on.\n")
    assert spoken(text, names="Una Berg") == [["The raid was wrong.", "We ask for calm.", "Talks must go on."]]


def test_heading_ends_a_speech() -> None:
    text = "Minister Una Berg said:\n\nThe raid was wrong.\n\nNotes to editors\n\nThe raid was on Monday.\n"
    assert spoken(text) == [["The raid was wrong."]]


def test_report_that_speaks_of_the_speaker_ends_his_speech() -> None:
    text = "Minister Una Berg said:\n\nThe raid was wrong.\n\nMs Berg later left for Sudland.\n"
    assert spoken(text, names="Una Berg") == [["The raid was wrong."]]


def test_words_on_the_line_of_the_colon_run_on_while_the_speaker_says_we() -> None:
    text = "Una Berg said: the raid was wrong. We ask for calm.\n\nThe raid came at dawn.\n"
    assert spoken(text) == [["the raid was wrong.", "We ask for calm."]]


def test_quotation_behind_a_colon_is_left_to_its_marks() -> None:
    assert spoken("Una Berg said: “The raid was wrong.”\n") == []
    assert spoken("Una Berg said:\n\n“The raid was wrong.”\n") == []


def test_colon_without_a_word_of_saying_opens_no_speech() -> None:
    assert spoken("Three towns were hit:\n\nThe first burnt down.\n") == []


def test_labels_of_a_transcript_part_the_speakers() -> None:
    text = ("SECRETARY BERG: Thank you all. We made progress.\n\nQUESTION: Will you meet again?\n\n"
            "SECRETARY BERG: I hope so.\n")
    assert spoken(text) == [["Thank you all.", "We made progress."], ["Will you meet again?"], ["I hope so."]]


def test_town_before_a_colon_is_a_dateline() -> None:
    assert spoken("NORDHAVEN: Envoys met on Monday.\n\nThey left at noon.\n") == []


def test_text_whose_title_names_its_speaker_is_his_speech() -> None:
    text = "Statement by President Una Berg on the vote\n\nI welcome the vote. It was fair.\n\n###\n"
    assert spoken(text) == [["I welcome the vote.", "It was fair."]]


def test_titled_text_without_a_first_person_is_a_report() -> None:
    assert spoken("Statement by Una Berg on the vote\n\nThe vote was fair.\n") == []


def test_colon_within_a_time_a_ratio_or_an_address_opens_no_speech() -> None:
    assert spoken("The minister said at 10:30 that the talks had failed. We left.\n") == []
    assert spoken("The minister said on https://example.org that they voted 3:1 for it.\n") == []


def test_capitals_before_a_colon_are_no_speakers_by_themselves() -> None:
    assert spoken("READ MORE: Talks end. The raid was on Monday.\n\nWATCH: The raid. It came at dawn.\n") == []


def test_title_makes_a_speech_only_of_a_text_that_says_i() -> None:
    assert spoken("Statement by Una Berg on the raid\n\nI condemn it.\n") == [["I condemn it."]]
    assert spoken("Statement by Una Berg on the raid\n\nShe said: “I condemn it.”\n") == []
    assert spoken("Statement by Una Berg on World War I\n\nIt was read at noon.\n") == []


def test_who_released_a_text_is_told_before_its_beginning() -> None:
    doc = document("This text was released by Norland.\n\nBegin text:\n\nWe ask for calm.\n")
    (speech,) = speeches(doc)
    assert speech.verb is not None
    word = doc.words[speech.verb]
    assert (speech.opener, doc.text[word.start : word.end]) == (0, "released")


def test_occasion_of_a_statement_is_no_part_of_its_speakers_name() -> None:
    doc = document("Statement by President Berg Marking the Feast of Una\n\nI wish you well.\n")
    (speech,) = speeches(doc)
    assert speech.label is not None
    assert speech.label.of(doc.text) == "President Berg"
